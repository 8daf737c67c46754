"""The forms of the steps: each asks about one subject, and gives what was typed as input for the services."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FormField

from roster.assistance.codes import Modality, Urgency, Visibility
from roster.assistance.requests.form_steps import FormStep
from roster.assistance.requests.inputs import MOST_WORDS, LanguageWish, RequestInput, in_order
from roster.assistance.requests.models import (
    EMAIL_LENGTH,
    LINE_LENGTH,
    PHONE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
)
from roster.assistance.requests.step_base import StepForm
from roster.assistance.requests.step_rows import CHOOSE, MOST_ROWS, LanguageRow, SubjectRow
from roster.core.multilingual import LANGUAGES
from roster.experts.form_options import (
    assistance_options,
    brief_language_options,
)
from roster.people.queries import organisations
from roster.web.fields import (
    CodeField,
    CodesField,
    DayField,
    LineField,
    RowsField,
    TextField,
    WholeNumberField,
    options_of,
)
from roster.web.forms import CreatingForm
from roster.web.locale import current_language
from roster.web.states_field import StatesField
from roster.web.validation import Required, at_most_words, between, email_address, telephone

_SEPARATORS = re.compile(r"[\s,;،；、]+")


def provider_options() -> list[tuple[str, str]]:
    """The organisations that provide assistance, by name."""
    language = current_language().code
    found = [(item.ref, item.name.best_for(language)[0]) for item in organisations() if item.is_provider]
    return sorted(found, key=lambda item: item[1].casefold())


class SubjectForm(StepForm):
    """What it is about."""

    title = LineField(_l("Title"), [Required()], length=TITLE_LENGTH)
    source_language = CodeField(
        _l("Language in which you write"), [Required()], options=brief_language_options
    )
    assistance_type_id = CodeField(
        _l("Type of assistance"), [Required()], options=assistance_options, empty=CHOOSE
    )
    subjects = RowsField(
        FormField(SubjectRow), _l("Articles and topics"), min_entries=1, max_entries=MOST_ROWS
    )
    need_reference = LineField(_l("Where the need was found"), length=LINE_LENGTH)

    def values_of(self, given: RequestInput) -> dict[str, Any]:
        """Subjects as rows."""
        rows = [
            {"article_no": str(item.article) if item.article else None, "topic_id": item.topic}
            for item in given.subjects
        ]
        return {**vars(given), "subjects": rows}

    def onto(self, given: RequestInput) -> RequestInput:
        """Title, type and subjects."""
        return replace(
            given,
            title=self.title.data or "",
            source_language=self.source_language.data or current_language().code,
            assistance_type_id=self.assistance_type_id.data,
            subjects=in_order(entry.form.to_wish() for entry in self.subjects.entries),
            need_reference=self.need_reference.data or "",
        )


class OutcomeForm(StepForm):
    """What is to be different afterwards."""

    outcome = TextField(
        _l("What you want to have achieved"), [Required(), at_most_words(MOST_WORDS)], length=TEXT_LENGTH
    )
    details = TextField(_l("Details"), length=TEXT_LENGTH)
    target_group = LineField(_l("Who takes part or works with the result"), length=LINE_LENGTH)
    participants = WholeNumberField(_l("Number of participants"), [between(1, 10_000)])
    what_exists = TextField(_l("What exists already"), length=TEXT_LENGTH)

    def onto(self, given: RequestInput) -> RequestInput:
        """Outcome and details."""
        return replace(
            given,
            outcome=self.outcome.data or "",
            details=self.details.data or "",
            target_group=self.target_group.data or "",
            participants=self.participants.data,
            what_exists=self.what_exists.data or "",
        )


class TimeForm(StepForm):
    """When, where and in which languages."""

    starts_on = DayField(_l("From"), [Required()])
    ends_on = DayField(_l("Until"), [Required()])
    urgency = CodeField(_l("Urgency"), options=options_of(Urgency))
    urgency_reason = LineField(_l("What depends on it"), length=400)
    place = LineField(_l("Place"), length=LINE_LENGTH)
    languages = RowsField(
        FormField(LanguageRow),
        _l("Languages in which the experts must work"),
        min_entries=1,
        max_entries=MOST_ROWS,
    )

    def values_of(self, given: RequestInput) -> dict[str, Any]:
        """Languages as rows."""
        return {**vars(given), "languages": [vars(item) for item in given.languages]}

    def onto(self, given: RequestInput) -> RequestInput:
        """Window, place and languages."""
        rows = [entry.form for entry in self.languages.entries]
        return replace(
            given,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            urgency=self.urgency.data or Urgency.NORMAL.value,
            urgency_reason=self.urgency_reason.data or "",
            place=self.place.data or "",
            languages=tuple(
                LanguageWish(row.code.data, row.level.data or "", bool(row.drafts_legal.data))
                for row in rows
                if row.code.data
            ),
        )


class ContactForm(StepForm):
    """Who asks, and who is reached."""

    authority = CodeField(_l("Authority"), options=tuple, empty=_l("Another authority"))
    authority_name = LineField(_l("Name of the authority"), length=300)
    contact_name = LineField(_l("Contact person"), [Required()], length=LINE_LENGTH, is_name=True)
    contact_email = LineField(
        _l("E-mail address"), [Required(), email_address], length=EMAIL_LENGTH, ltr=True
    )
    contact_phone = LineField(_l("Telephone"), [telephone], length=PHONE_LENGTH, ltr=True)

    def values_of(self, given: RequestInput) -> dict[str, Any]:
        """The authority by its number."""
        return {**vars(given), "authority": str(given.authority_id) if given.authority_id else None}

    def offer(self, authorities: list[tuple[int, str]]) -> None:
        """Put the listed authorities of the State on the list."""
        self.authority.choices = [
            *(self.authority.choices or ()),
            *((str(id_), name) for id_, name in authorities),
        ]

    def onto(self, given: RequestInput) -> RequestInput:
        """Authority and contact; one from the list is named by its entry."""
        known = dict(self.authority.choices or ())
        chosen = self.authority.data if self.authority.data in known else None
        return replace(
            given,
            authority_id=int(chosen) if chosen else None,
            authority_name=str(known[chosen]) if chosen else self.authority_name.data or "",
            contact_name=self.contact_name.data or "",
            contact_email=self.contact_email.data or "",
            contact_phone=self.contact_phone.data or "",
        )


class SharingForm(StepForm):
    """Who reads it, and whom the State would like or not."""

    visibility = CodeField(
        _l("Who reads the request besides your State"), [Required()], options=options_of(Visibility)
    )
    providers = CodesField(_l("Providers"), options=provider_options)
    preferred_states = StatesField(_l("Preferably experts from"))
    excluded_states = StatesField(_l("No experts from"))
    excluded_experts = LineField(_l("Not these experts"), length=400, ltr=True)
    preference_note = TextField(_l("Remarks on the choice of experts"), length=TEXT_LENGTH)

    def values_of(self, given: RequestInput) -> dict[str, Any]:
        """References of experts in one line."""
        return {
            **vars(given),
            "excluded_experts": " ".join(given.excluded_experts),
            "providers": list(given.providers),
        }

    def onto(self, given: RequestInput) -> RequestInput:
        """Visibility, preferences and exclusions."""
        refs = _SEPARATORS.split((self.excluded_experts.data or "").upper())
        return replace(
            given,
            visibility=self.visibility.data or Visibility.SECRETARIAT.value,
            providers=tuple(self.providers.data or ()),
            preferred_states=tuple(self.preferred_states.data or ()),
            excluded_states=tuple(self.excluded_states.data or ()),
            excluded_experts=tuple(dict.fromkeys(ref for ref in refs if ref)),
            preference_note=self.preference_note.data or "",
        )


FORMS: Mapping[FormStep, type[StepForm]] = {
    FormStep.SUBJECT: SubjectForm,
    FormStep.OUTCOME: OutcomeForm,
    FormStep.TIME: TimeForm,
    FormStep.CONTACT: ContactForm,
    FormStep.SHARING: SharingForm,
}


class BeginForm(CreatingForm):
    """Begins a draft: for which State, where there is a choice, and how the assistance is to be given."""

    state = CodeField(_l("Requesting State"), [Required()], options=tuple)
    modality = CodeField(
        _l("How is the assistance to be given?"),
        [Required(_l("Choose one of them."))],
        options=options_of(Modality),
    )

    def offer(self, states: list[tuple[str, str]]) -> None:
        """Put the reader's States on the list."""
        self.state.choices = list(states)
        if len(states) == 1 and not self.state.data:
            self.state.data = states[0][0]

    def to_input(self) -> RequestInput:
        """An empty request of this modality, written in the language of the page."""
        language = current_language().code
        return RequestInput(
            modality=self.modality.data or "", source_language=language if language in LANGUAGES else "en"
        )

"""The form of an offer of assistance."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, FormField

from roster.assistance.codes import Modality
from roster.assistance.provider_offers.inputs import OfferInput
from roster.assistance.provider_offers.models import TITLE_LENGTH, AssistanceOffer
from roster.core import clock
from roster.core.errors import InvalidError
from roster.core.multilingual import MultilingualText
from roster.experts.form_options import (
    article_options,
    assistance_options,
    brief_language_options,
    group_options,
    language_options,
    topic_options,
)
from roster.people.models import Organisation
from roster.web.fields import CodeField, CodesField, DayField, LineField, RowsField, options_of
from roster.web.forms import ChangingForm, CreatingForm, RowsForm
from roster.web.locale import current_language
from roster.web.states_field import StatesField
from roster.web.validation import Required

CHOOSE = _l("Choose …")
MOST_ROWS = 80


class SubjectRow(Form):
    """An article, a topic, or both."""

    article_no = CodeField(_l("Article of the Convention"), options=article_options, empty=CHOOSE)
    topic_id = CodeField(_l("Topic"), options=topic_options, empty=CHOOSE)


class LanguageRow(Form):
    """A language in which assistance is given."""

    code = CodeField(_l("Language"), options=language_options, empty=CHOOSE)


class OfferFields(RowsForm):
    """What an offer says."""

    title = LineField(_l("Title"), [Required()], length=TITLE_LENGTH)
    source_language = CodeField(
        _l("Language in which you write"), [Required()], options=brief_language_options
    )
    types = CodesField(_l("Types of assistance"), options=assistance_options)
    modalities = CodesField(_l("How it is given"), options=options_of(Modality))
    articles = RowsField(
        FormField(SubjectRow), _l("Articles and topics"), min_entries=1, max_entries=MOST_ROWS
    )
    languages = RowsField(FormField(LanguageRow), _l("Languages"), min_entries=1, max_entries=MOST_ROWS)
    states = StatesField(_l("Only for these States"))
    regions = CodesField(_l("Only for these regional groups"), options=group_options)
    starts_on = DayField(_l("From"), [Required()])
    ends_on = DayField(_l("Until"))

    def take_problems(self, error: InvalidError) -> None:
        """Topics stand beside the articles."""
        names = {"topics": "articles"}
        super().take_problems(
            InvalidError({names.get(name, name): text for name, text in error.problems.items()})
        )

    def show(self, offer: AssistanceOffer) -> None:
        """Fill the form with what is stored."""
        most = max(len(offer.articles), len(offer.topics), 1)
        articles = [str(number) for number in offer.articles] + [None] * most
        topics = [*offer.topics] + [None] * most
        values: dict[str, Any] = {
            "title": offer.title.original,
            "source_language": offer.title.source,
            "types": offer.types,
            "modalities": offer.modalities,
            "articles": [
                {"article_no": article, "topic_id": topic}
                for article, topic in zip(articles[:most], topics[:most], strict=True)
            ],
            "languages": [{"code": code} for code in offer.languages],
            "states": offer.states,
            "regions": offer.regions,
            "starts_on": offer.starts_on,
            "ends_on": offer.ends_on,
        }
        self.process(data=values)

    def begin(self) -> None:
        """An empty form for today, in the language of the page."""
        self.starts_on.data = clock.today()
        self.source_language.data = current_language().code

    def to_input(self, onto: AssistanceOffer | None = None) -> OfferInput:
        """What was typed; the title in other languages stays where it was."""
        rows = [entry.form for entry in self.articles.entries]
        language = self.source_language.data or current_language().code
        others = dict(onto.title.texts) if onto is not None and onto.title.source == language else {}
        return OfferInput(
            title=MultilingualText({**others, language: self.title.data or ""}, language),
            types=tuple(self.types.data or ()),
            articles=tuple(dict.fromkeys(int(row.article_no.data) for row in rows if row.article_no.data)),
            topics=tuple(dict.fromkeys(row.topic_id.data for row in rows if row.topic_id.data)),
            modalities=tuple(self.modalities.data or ()),
            languages=tuple(
                dict.fromkeys(
                    entry.form.code.data for entry in self.languages.entries if entry.form.code.data
                )
            ),
            states=tuple(self.states.data or ()),
            regions=tuple(self.regions.data or ()),
            starts_on=self.starts_on.data or clock.today(),
            ends_on=self.ends_on.data,
        )


class NewOfferForm(OfferFields, CreatingForm):
    """Makes an offer, of the organisation that is chosen where the reader acts for several."""

    organisation = CodeField(_l("Organization"), [Required()], options=tuple)

    def offer(self, organisations: list[Organisation]) -> None:
        """Put the reader's organisations on the list."""
        language = current_language().code
        self.organisation.choices = [(item.ref, item.name.best_for(language)[0]) for item in organisations]
        if len(organisations) == 1 and not self.organisation.data:
            self.organisation.data = organisations[0].ref


class EditOfferForm(OfferFields, ChangingForm):
    """Changes an offer."""


class CloseForm(ChangingForm):
    """A button that belongs to the version on the screen."""

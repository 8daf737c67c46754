"""Forms by which calls are written and closed, and by which experts and States answer."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from roster.assistance.calls.inputs import CallInput
from roster.assistance.calls.models import NOTE_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from roster.assistance.calls.rules import MOST_EXPERTS
from roster.assistance.calls.states import Audience, StatesCalled
from roster.core.multilingual import MultilingualText
from roster.experts.form_options import brief_language_options
from roster.networks.models import Network
from roster.web.fields import CodeField, CodesField, DayField, LineField, TextField, options_of
from roster.web.forms import BaseForm, ChangingForm, CreatingForm
from roster.web.locale import current_language
from roster.web.states_field import StatesField
from roster.web.validation import Required

ANSWER_LENGTH = 2_000


class CallFields(BaseForm):
    """What a call says, and to whom it goes; the experts are ticked beside the form's fields."""

    title = LineField(_l("Title"), [Required()], length=TITLE_LENGTH)
    text = TextField(_l("What the experts should know"), [Required()], length=TEXT_LENGTH)
    source_language = CodeField(
        _l("Language in which you write"), [Required()], options=brief_language_options
    )
    answer_by = DayField(_l("Last day for answers"), [Required()])
    audience = CodeField(
        _l("Who reads the call"), [Required(_l("Choose an answer."))], options=options_of(Audience)
    )
    names_state = BooleanField(_l("Name the State that asks"))
    shows_region = BooleanField(_l("Say from which regional group the State is"))
    networks = CodesField(_l("Members of networks"), options=tuple)
    states_called = CodeField(
        _l("Focal points of States, to nominate somebody"),
        [Required(_l("Choose an answer."))],
        options=options_of(StatesCalled),
    )
    states = StatesField(_l("Which States"))
    note = TextField(_l("Note for the secretariat"), length=NOTE_LENGTH)

    def offer(self, networks: Iterable[Network], *, may_name_state: bool) -> None:
        """Put the networks on their list; the State's name is offered only where it may be said."""
        language = current_language().code
        self.networks.choices = [(item.slug, _network_label(item, language)) for item in networks]
        if not may_name_state:
            del self.names_state

    def show(self, given: CallInput) -> None:
        """Fill the form with what is stored, or suggested."""
        values: dict[str, Any] = {
            **vars(given),
            "networks": list(given.networks),
            "states": list(given.states),
        }
        self.process(data={**values, "once": self.once.data} if "once" in self else values)

    def to_input(self, experts: Iterable[str]) -> CallInput:
        """What was typed, with the experts who were ticked."""
        refs = tuple(dict.fromkeys(experts))[: MOST_EXPERTS + 1]
        return CallInput(
            title=self.title.data or "",
            text=self.text.data or "",
            source_language=self.source_language.data or "",
            audience=self.audience.data or "",
            names_state=bool(self.names_state.data) if "names_state" in self else False,
            shows_region=bool(self.shows_region.data),
            answer_by=self.answer_by.data,
            experts=refs,
            networks=tuple(self.networks.data or ()),
            states_called=self.states_called.data or "",
            states=tuple(self.states.data or ()),
            note=self.note.data or "",
        )


class NewCallForm(CallFields, CreatingForm):
    """Writes a call."""


class EditCallForm(CallFields, ChangingForm):
    """Changes a draft."""


class StepForm(ChangingForm):
    """A button that belongs to the version on the screen."""


class CloseForm(ChangingForm):
    """Why a call is closed before its day."""

    note = TextField(_l("Reason"), [Required()], length=NOTE_LENGTH)


class AnswerForm(ChangingForm):
    """An expert's answer; the version is that of the expert's own answer, none before the first."""

    text = TextField(_l("Your words to the secretariat"), [Required()], length=ANSWER_LENGTH)


class ProposeForm(AnswerForm):
    """A State's answer."""

    state = CodeField(_l("State"), [Required()], options=tuple)


def _network_label(network: Network, language: str) -> str:
    name = _text(network.name, language)
    return f"{network.acronym} – {name}" if network.acronym and network.acronym != name else name


def _text(name: MultilingualText, language: str) -> str:
    return name.best_for(language)[0]

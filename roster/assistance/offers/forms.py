"""Forms by which experts are asked, and by which experts and the State answer."""

from collections.abc import Sequence
from typing import Any, TypeVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from roster.assistance.offers.models import NOTE_LENGTH, TEXT_LENGTH
from roster.assistance.offers.rules import MOST_PLACES
from roster.assistance.offers.states import Freedom
from roster.web.fields import CodeField, CodesField, DayField, TextField, WholeNumberField, options_of
from roster.web.forms import ChangingForm, CreatingForm
from roster.web.validation import Required, between

Options = Sequence[tuple[str, str]]
Asking = TypeVar("Asking", bound="AskForm")


class AskForm(CreatingForm):
    """Who is asked, for which days; `chosen` comes with the people of the shortlist."""

    others = TextField(_l("Other experts, by reference"), length=400)
    starts_on = DayField(_l("First day"), [Required()])
    ends_on = DayField(_l("Last day"), [Required()])
    days = WholeNumberField(_l("Days of work"), [Required(), between(1, 366)])
    text = TextField(_l("Your words to the experts"), length=TEXT_LENGTH)


class MakeForm(AskForm):
    """Beside that, how many are asked at once."""

    places = WholeNumberField(_l("How many experts are needed"), [Required(), between(1, MOST_PLACES)])
    overruled_because = TextField(_l("Why they are asked all the same"), length=NOTE_LENGTH)
    seen = HiddenField()  # what stands against whom, as it was on the screen

    def has_seen(self, marks: frozenset[str]) -> bool:
        """Whether all of this was on the screen; from now on it is."""
        seen = frozenset((self.seen.data or "").split())
        self.seen.data = " ".join(sorted(marks))
        return marks <= seen


def ask_form(kind: type[Asking], people: Options) -> Asking:
    """The form with these people to choose from, in their order."""
    chosen = CodesField(_l("From the shortlist, in its order"), options=lambda: people)
    fields: dict[str, Any] = {"chosen": chosen}
    made: type[Asking] = type("ChosenForm", (kind,), fields)
    return made()


class StepForm(ChangingForm):
    """A button that belongs to the version on the screen."""


class ReplyForm(ChangingForm):
    """The expert's answer to an offer."""

    answer = CodeField(
        _l("Can you do it?"),
        [Required(_l("Choose an answer."))],
        options=lambda: [("yes", gettext("Yes, I can do it")), ("no", gettext("No, I cannot"))],
    )
    note = TextField(_l("Your words to the secretariat"), length=NOTE_LENGTH)


class FreedomForm(ChangingForm):
    """The expert's answer about certain days."""

    answer = CodeField(
        _l("Are you free then?"), [Required(_l("Choose an answer."))], options=options_of(Freedom)
    )
    note = TextField(_l("Your words to the secretariat"), length=NOTE_LENGTH)


class AnotherForm(ChangingForm):
    """Why the State would like somebody else."""

    reason = TextField(_l("What should the next expert bring?"), [Required()], length=NOTE_LENGTH)

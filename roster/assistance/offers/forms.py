"""Forms by which experts are asked, and by which experts and the State answer."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.assistance.offers.models import NOTE_LENGTH, TEXT_LENGTH
from roster.assistance.offers.rules import MOST_PLACES
from roster.assistance.offers.states import Freedom
from roster.web.fields import CodeField, CodesField, DayField, TextField, WholeNumberField, options_of
from roster.web.forms import ChangingForm, CreatingForm
from roster.web.validation import Required, between

Options = Sequence[tuple[str, str]]


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


def ask_form(kind: type[AskForm], people: Options) -> AskForm:
    """The form with these people to choose from, in their order."""
    chosen = CodesField(_l("From the shortlist, in its order"), options=lambda: people)
    fields: dict[str, Any] = {"chosen": chosen}
    made: type[AskForm] = type("ChosenForm", (kind,), fields)
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

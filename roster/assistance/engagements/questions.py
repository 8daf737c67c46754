"""What both sides are asked after the work, at most eight questions each; the last is for the roster manager alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _

from roster.vocabulary.codes import Coded


class Side(StrEnum):
    """Who reports."""

    REQUESTER = "requester"
    EXPERT = "expert"

    @property
    def other(self) -> "Side":
        """The side across the table."""
        return Side.REQUESTER if self is Side.EXPERT else Side.EXPERT


class Achieved(Coded):
    """How far the outcome was reached."""

    FULLY = "fully", _("Fully")
    MOSTLY = "mostly", _("For the most part")
    PARTLY = "partly", _("In part")
    NOT = "not", _("Not")


class Fit(Coded):
    """Whether something was as it was needed."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("In part")
    NO = "no", _("No")


@dataclass(frozen=True)
class Question:
    """One question: with a code list it is a choice, without one a text. Some answers the manager alone reads."""

    name: str
    label: object
    kind: type[Coded] | None = None
    is_required: bool = True
    for_manager: bool = False


FOR_MANAGER = Question(
    "for_manager", _("Words for the roster manager only"), is_required=False, for_manager=True
)
QUESTIONS: Mapping[Side, tuple[Question, ...]] = {
    Side.REQUESTER: (
        Question("achieved", _("Was the outcome that you wanted reached?"), Achieved),
        Question("result", _("What was made, decided or learned?")),
        Question("languages", _("Were the languages sufficient?"), Fit),
        Question("timing", _("Did the work take place when you needed it?"), Fit),
        Question("next", _("What remains to be done, and who does it?"), is_required=False),
        FOR_MANAGER,
    ),
    Side.EXPERT: (
        Question("achieved", _("Was the outcome that the State wanted reached?"), Achieved),
        Question("result", _("What was made, decided or learned?")),
        Question("prepared", _("Was what you needed ready when you began?"), Fit),
        Question("enough_time", _("Was there enough time?"), Fit),
        Question("next", _("What should the State do next?"), is_required=False),
        FOR_MANAGER,
    ),
}
MOST_TEXT = 2_000


def answer_problems(side: Side, answers: Mapping[str, str]) -> dict[str, object]:
    """What is missing or not on its list, a sentence by question."""
    found: dict[str, object] = {}
    for question in QUESTIONS[side]:
        value = answers.get(question.name, "")
        if question.is_required and not value:
            found[question.name] = _("This is needed.")
        elif value and question.kind is not None and question.kind.of(value) is None:
            found[question.name] = _("Choose one of the values on the list.")
        elif len(value) > MOST_TEXT:
            found[question.name] = _("This is longer than a report can hold.")
    return found

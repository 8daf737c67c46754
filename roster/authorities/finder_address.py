"""The finder's answers in its address: read without ever failing, and written again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from roster.authorities.finder import Answers
from roster.authorities.finder_needs import MOST_DAYS, RULES, Matter, Need, Question
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.entries import State

REQUESTING = "requesting"
LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Reading:
    """What an address says, and in sentences what of it cannot be."""

    answers: Answers
    problems: tuple[str, ...]


def read_address(arguments: Mapping[str, str], *, own: Sequence[str]) -> Reading:
    """The answers of this address. `own` are the reader's States; without one the address may name any."""
    problems = []
    need = Need.of(given) if (given := arguments.get(Question.NEED, "")) else None
    if given and need is None:
        problems.append(gettext("This address names a need that is not on the list. Choose one."))
    state = _state(named := arguments.get(Question.STATE, ""))
    if named and state is None:
        problems.append(gettext("This address names a State that is not on the list. Choose one."))
    matter = Matter.of(stage := arguments.get(Question.MATTER, ""))
    if stage and matter is None:
        problems.append(gettext("This address names a stage that is not on the list. Choose one."))
    days = _days(number := arguments.get(Question.DAYS, ""))
    if number and days is None:
        problems.append(gettext("This address names a number of days that cannot be. Choose one."))
    asks_for = arguments.get(REQUESTING, "").upper()
    if own:
        asks_for = asks_for if asks_for in own else own[0]
    if matter is not None and need is not None and matter not in RULES[Need(need)].matters:
        matter = None
    answers = Answers(
        need=Need(need) if need else None,
        state=state,
        matter=Matter(matter) if matter else None,
        days=days,
        requesting=_state(asks_for),
    )
    return Reading(answers, tuple(problems))


def address_of(
    answers: Answers, *, without: Question | None = None, own: Sequence[str] = ()
) -> dict[str, str]:
    """The same answers as they stand in an address; one question may be left open again."""
    asks_for = answers.requesting.iso2 if answers.requesting else ""
    found = {
        Question.NEED.value: answers.need.value if answers.need else "",
        Question.STATE.value: answers.state.iso2 if answers.state else "",
        Question.MATTER.value: answers.matter.value if answers.matter else "",
        Question.DAYS.value: "" if answers.days is None else str(answers.days),
        REQUESTING: "" if list(own[:1]) == [asks_for] else asks_for,
    }
    return {name: value for name, value in found.items() if value and name != without}


def _state(code: str) -> State | None:
    return vocabulary.state_by_iso2(code.strip().upper()) if code else None


def _days(text: str) -> int | None:
    text = text.strip()
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        return None
    return days if (days := int(text)) <= MOST_DAYS else None

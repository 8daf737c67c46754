"""How far experts come: shown, shortlisted, asked, ready, at work; counted as people, by State, group and gender."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from roster.assistance.figures.anonymity import Cell, Column
from roster.assistance.figures.queries import Somebody
from roster.vocabulary.codes import Gender

OTHER, NOT_WOMEN = "", "not-women"
GENDERS = (Gender.FEMALE.value, Gender.MALE.value, OTHER)  # the last: another one, or not said
FEWER_GENDERS = (Gender.FEMALE.value, NOT_WOMEN)  # so few declare another one that it would hide both others


class Step(StrEnum):
    """How far an expert came; whoever came to a step counts at those before it too."""

    SHOWN = "shown"
    SHORTLISTED = "shortlisted"
    CONTACTED = "contacted"
    ACCEPTED = "accepted"
    DEPLOYED = "deployed"

    @property
    def label(self) -> object:
        """The step in the reader's language."""
        return _LABELS[self]


FIRST_STEPS = (Step.SHOWN, Step.SHORTLISTED)
_LABELS = {
    Step.SHOWN: _l("Shown among results"),
    Step.SHORTLISTED: _l("On a shortlist"),
    Step.CONTACTED: _l("Asked"),
    Step.ACCEPTED: _l("Said yes"),
    Step.DEPLOYED: _l("At work"),
}


@dataclass(frozen=True)
class Reached:
    """Who came to which step, and by expert the States that know of it: those for which somebody said yes."""

    by_step: Mapping[Step, set[int]]
    known_to: Mapping[int, set[str]]


def reached(
    *,
    shown: set[int],
    shortlisted: set[int],
    contacted: Mapping[int, set[str]],
    accepting: Mapping[int, set[str]],
    deployed: Mapping[int, set[str]],
) -> Reached:
    """The steps as a funnel, each holding the next."""
    came = dict(zip(Step, (shown, shortlisted, set(contacted), set(accepting), set(deployed)), strict=True))
    further: set[int] = set()
    for step in reversed(Step):
        further = came[step] = came[step] | further
    known_to: dict[int, set[str]] = defaultdict(set)
    for found in (accepting, deployed):
        for expert, states in found.items():
            known_to[expert] |= states
    return Reached(came, known_to)


def columns_of(
    people: Sequence[Somebody],
    found: Reached,
    *,
    groups: Mapping[str, str | None],
    openly: bool,
) -> dict[Step, Column]:
    """The counts at each step: by regional group and State, and by gender. `groups`: the group of each State.

    For whom it is not `openly`, gender is counted at the first steps alone, and in two rows: the few of later ones
    would hide it everywhere.
    """
    genders = GENDERS if openly else FEWER_GENDERS
    states = {person.state for person in people}
    branches: dict[str, list[str]] = defaultdict(list)
    for state in sorted(states):
        branches[f"region:{groups.get(state) or ''}"].append(state)
    made = {}
    for step, came in found.by_step.items():
        here = [person for person in people if person.profile_id in came]
        by_state = _cells(((person.state, person.profile_id) for person in here), found.known_to)
        by_gender = _cells(
            ((gender_of(person, genders), person.profile_id) for person in here), found.known_to
        )
        made[step] = Column(
            {
                name: {f"state:{state}": by_state.get(state, Cell(0)) for state in within}
                for name, within in branches.items()
            },
            ({f"gender:{code}": by_gender.get(code, Cell(0)) for code in genders},)
            if openly or step in FIRST_STEPS
            else (),
        )
    return made


def gender_of(person: Somebody, genders: Sequence[str]) -> str:
    """The gender as it is counted: the last stands for all that have no row of their own."""
    return person.gender if person.gender in genders else genders[-1]


def _cells(pairs: Iterable[tuple[str, int]], known_to: Mapping[int, set[str]]) -> dict[str, Cell]:
    counts: Counter[str] = Counter()
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for row, expert in pairs:
        counts[row] += 1
        known[row].update(known_to.get(expert, ()))
    return {row: Cell(count, max(known[row].values(), default=0)) for row, count in counts.items()}

"""What the pages of an import show: the plan of a file, in rows that a person can go through."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.authorities.exchange import policy
from roster.authorities.exchange.cards.cells import CardPerson
from roster.authorities.exchange.planning import Act, Difference, Plan, PlannedRow, make_plan
from roster.authorities.exchange.problems import RowProblem
from roster.authorities.exchange.queries import choosable_entries, entries_of_states
from roster.authorities.exchange.rows import ReadRow, read_rows
from roster.authorities.exchange.source import Source
from roster.authorities.queries import PREFIX
from roster.authorities.states import STAGE_LABELS, Stage
from roster.core.actor import Actor, Role
from roster.core.reference import is_reference
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language

ROWS_SHOWN, PROBLEMS_SHOWN, CHOICES_OFFERED = 100, 200, 400
_ACTS = {
    Act.CREATE: _l("New"),
    Act.UPDATE: _l("Changes"),
    Act.SAME: _l("As it is"),
    Act.LEFT_OUT: _l("Left out"),
    Act.REFUSED: _l("Error"),
}
_KINDS = {Act.CREATE: "good", Act.UPDATE: "accent", Act.REFUSED: "bad"}


@dataclass(frozen=True)
class RowView:
    """One row and what becomes of it, in words."""

    number: int
    name: str
    state: str
    ref: str
    act: str
    badge: str
    stage: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class PersonView:
    """A person of a card, and the authority chosen for that person."""

    number: int
    person: CardPerson
    field: str
    chosen: str
    problem: str


@dataclass(frozen=True)
class PlanView:
    """The whole preview."""

    rows: tuple[RowView, ...]
    people: tuple[PersonView, ...]
    choices: tuple[tuple[str, str], ...]
    errors: tuple[RowProblem, ...]
    error_count: int
    warnings: tuple[RowProblem, ...]
    warning_count: int
    new_count: int
    change_count: int
    same_count: int
    left_out_count: int

    @property
    def counted(self) -> int:
        """How many entries would be made or changed."""
        return self.new_count + self.change_count


def plan_of(actor: Actor, source: Source, *, state: str, chosen: Mapping[int, str] | None = None) -> Plan:
    """The plan of a file for this actor, compared with the entries as they are now."""
    rows = read_rows(source, own_state=state or own_state(actor))
    chosen = chosen or {}
    refs = {row.ref for row in rows if is_reference(row.ref, PREFIX)}
    refs |= {ref for ref in (text.strip().upper() for text in chosen.values()) if is_reference(ref, PREFIX)}
    entries = entries_of_states(_states(actor, rows), refs)
    return make_plan(actor, rows, entries=entries, left_out=source.left_out, chosen=chosen)


def plan_view(actor: Actor, plan: Plan, *, chosen: Mapping[int, str]) -> PlanView:
    """The plan in words, the first rows of it."""
    rows = [row for row in plan.rows if row.row.person is None]
    people = [row for row in plan.rows if row.row.person is not None]
    errors, warnings = plan.errors, plan.warnings
    return PlanView(
        rows=tuple(_row(row) for row in rows[:ROWS_SHOWN]),
        people=tuple(_person(row, chosen) for row in people[:ROWS_SHOWN]),
        choices=_choices(actor) if people else (),
        errors=tuple(errors[:PROBLEMS_SHOWN]),
        error_count=len(errors),
        warnings=tuple(warnings[:PROBLEMS_SHOWN]),
        warning_count=len(warnings),
        new_count=len(plan.of(Act.CREATE)),
        change_count=len(plan.of(Act.UPDATE)),
        same_count=len(plan.of(Act.SAME)),
        left_out_count=len(plan.of(Act.LEFT_OUT)),
    )


def own_state(actor: Actor) -> str:
    """The State of rows that name none: a focal point's own."""
    states = actor.scopes(Role.FOCAL_POINT)
    return next(iter(states)) if len(states) == 1 and not policy.imports_for_all(actor) else ""


def person_field(number: int) -> str:
    """The name of the field in which the authority of a person is chosen."""
    return f"person-{number}"


def _states(actor: Actor, rows: tuple[ReadRow, ...]) -> set[str]:
    """The States whose entries have to be looked at: those of the file that are the actor's to change."""
    named = {row.state for row in rows if row.state}
    if any(row.uid or row.person for row in rows):
        named |= actor.scopes(Role.FOCAL_POINT)
    return named


def _row(planned: PlannedRow) -> RowView:
    row, entry = planned.row, planned.entry
    state = vocabulary.state_by_iso2(row.state or (entry.state if entry else ""))
    name = row.identity.name.original if row.identity else (entry.english_name if entry else "")
    is_wrong = any(item.is_error for item in (*row.problems, *planned.problems))
    act = Act.REFUSED if is_wrong else planned.act
    return RowView(
        number=row.number,
        name=name or gettext("Without a name"),
        state=state.name(current_language().code) if state else "",
        ref=entry.ref if entry else "",
        act=str(_ACTS[act]),
        badge=_KINDS.get(act, "plain"),
        stage="" if is_wrong else _stage(planned.stage),
        differences=planned.differences,
    )


def _stage(stage: Stage | None) -> str:
    if stage is Stage.LISTED:
        return gettext("Listed, not confirmed")
    return str(STAGE_LABELS[stage]) if stage else ""


def _person(planned: PlannedRow, chosen: Mapping[int, str]) -> PersonView:
    person = planned.row.person
    if person is None:
        raise ValueError("a row without a person")
    number = planned.row.number
    problem = next((item.sentence for item in planned.problems if item.is_error), "")
    return PersonView(number, person, person_field(number), chosen.get(number, ""), problem)


def _choices(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Authorities to choose from: references with names; others are typed in."""
    found = choosable_entries(actor, limit=CHOICES_OFFERED)
    return tuple((entry.ref, f"{entry.english_name} ({entry.state})") for entry in found)

"""What an import would do, before it does it: each row made new, a change of how one is reached, or left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from flask_babel import gettext

from roster.authorities.exchange import policy
from roster.authorities.exchange.cards.writing import uid_of
from roster.authorities.exchange.cell_text import reach_texts
from roster.authorities.exchange.columns import LABELS, Column
from roster.authorities.exchange.people import contact_of
from roster.authorities.exchange.problems import RowProblem
from roster.authorities.exchange.rows import ReadRow
from roster.authorities.exchange.words import Voice
from roster.authorities.folding import joined_words
from roster.authorities.inputs import ContactInput, IdentityInput, ReachInput
from roster.authorities.models import Authority
from roster.authorities.policy import can_edit
from roster.authorities.proposals import identity_of
from roster.authorities.reading import reach_of
from roster.authorities.rules import Problems, identity_problems, reach_problems
from roster.authorities.states import SHOWN, Stage
from roster.core.actor import Actor

_COLUMNS: Final = {column.value: column for column in Column} | {"english_name": Column.ENGLISH_NAME}
_HEADINGS: Final = {"duties": Column.FUNCTIONS}


class Act(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    UPDATE = "update"
    SAME = "same"
    LEFT_OUT = "left-out"
    REFUSED = "refused"


@dataclass(frozen=True)
class Difference:
    """One field of an entry before and after, in the reader's words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PlannedRow:
    """One row and what becomes of it; `stage` is where a new entry will stand."""

    row: ReadRow
    act: Act
    entry: Authority | None = None
    stage: Stage | None = None
    reach: ReachInput = field(default_factory=ReachInput)
    differences: tuple[Difference, ...] = ()
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The whole file. While there are errors nothing of it is imported."""

    rows: tuple[PlannedRow, ...]
    problems: tuple[RowProblem, ...]

    @property
    def errors(self) -> list[RowProblem]:
        """What has to be corrected first."""
        return [item for item in self.problems if item.is_error]

    @property
    def warnings(self) -> list[RowProblem]:
        """What is not taken over, or deserves a look."""
        return [item for item in self.problems if not item.is_error]

    def of(self, *acts: Act) -> list[PlannedRow]:
        """The rows of which this becomes."""
        return [row for row in self.rows if row.act in acts]


def make_plan(
    actor: Actor,
    rows: Sequence[ReadRow],
    *,
    entries: Iterable[Authority],
    left_out: Sequence[RowProblem] = (),
    chosen: Mapping[int, str] | None = None,
) -> Plan:
    """Compare a file with the `entries` of its States; `chosen` names the authority of each person by row."""
    planner = _Planner(actor, _Known.of(entries), chosen or {})
    planned = tuple(map(planner.plan, rows))
    problems = (*left_out, *(item for row in planned for item in (*row.row.problems, *row.problems)))
    return Plan(planned, tuple(sorted(problems, key=lambda item: item.row_number)))


@dataclass
class _Known:
    """The entries that a row may mean, by all that names one."""

    by_ref: dict[str, Authority] = field(default_factory=dict)
    by_uid: dict[str, Authority] = field(default_factory=dict)
    by_name: dict[tuple[str, str], Authority] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Authority]) -> "_Known":
        found = cls()
        for entry in entries:
            found.by_ref[entry.ref] = entry
            found.by_uid[str(uid_of(entry.ref))] = entry
            for name in _names(identity_of(entry)):
                found.by_name.setdefault((entry.state, name), entry)
        return found

    def entry(self, row: ReadRow) -> Authority | None:
        named = self.by_ref.get(row.ref) or self.by_uid.get(row.uid)
        if named is not None or row.ref or row.identity is None:
            return named
        names = ((row.state, name) for name in _names(row.identity))
        return next((self.by_name[key] for key in names if key in self.by_name), None)


class _Planner:
    def __init__(self, actor: Actor, known: _Known, chosen: Mapping[int, str]) -> None:
        self._actor, self._known, self._chosen = actor, known, chosen
        self._reached: dict[int, ReachInput] = {}  # entries as earlier rows of the file leave them
        self._seen: dict[object, int] = {}

    def plan(self, row: ReadRow) -> PlannedRow:
        if row.person is not None:
            return self._person(row)
        if row.identity is None and not row.ref:
            return PlannedRow(row, Act.LEFT_OUT)
        entry = self._known.entry(row)
        if row.ref and entry is None:
            sentence = gettext(
                "You keep no entry with this reference. Leave the reference empty to begin a new one."
            )
            return _refused(row, Column.REFERENCE, sentence)
        state = row.state or (entry.state if entry else "")
        if not state:
            return PlannedRow(row, Act.LEFT_OUT)
        if problem := self._not_theirs(row, state, entry):
            return problem
        if problem := self._twice(row, state, entry):
            return problem
        return self._new(row) if entry is None else self._change(row, entry)

    def _not_theirs(self, row: ReadRow, state: str, entry: Authority | None) -> PlannedRow | None:
        if not policy.can_import_for(self._actor, state):
            sentence = gettext(
                "This row is of another State. You import authorities of your own State only; "
                "the roster manager imports those of others."
            )
            return _refused(row, Column.STATE, sentence)
        if entry is not None and entry.state != state:
            return _refused(row, Column.STATE, gettext("The entry with this reference is of another State."))
        if entry is not None and not self._may_change(entry):
            sentence = gettext("The entry waits for the roster manager, so it cannot be changed now.")
            return _refused(row, Column.REFERENCE, sentence)
        return None

    def _may_change(self, entry: Authority) -> bool:
        return policy.imports_for_all(self._actor) or can_edit(self._actor, entry)

    def _twice(self, row: ReadRow, state: str, entry: Authority | None) -> PlannedRow | None:
        keys: list[object] = [entry.id] if entry else [(state, name) for name in _names(row.identity)]
        first = next((self._seen[key] for key in keys if key in self._seen), None)
        for key in keys:
            self._seen.setdefault(key, row.number)
        if first is None:
            return None
        sentence = gettext("Row %(number)s is the same authority. Leave one of the two.", number=first)
        return _refused(row, Column.NAME, sentence)

    def _new(self, row: ReadRow) -> PlannedRow:
        if row.identity is None:
            return PlannedRow(row, Act.LEFT_OUT)
        reach = ReachInput(**row.reach)
        wrong = identity_problems(row.identity) | reach_problems(reach)
        if wrong:
            return PlannedRow(row, Act.REFUSED, problems=_as_rows(row, wrong, is_error=True))
        lacking = identity_problems(row.identity, is_final=True) | reach_problems(reach, is_final=True)
        if lacking:
            problems = _as_rows(row, lacking, is_error=False)
            return PlannedRow(row, Act.CREATE, stage=Stage.DRAFT, reach=reach, problems=problems)
        stage = Stage.LISTED if policy.imports_for_all(self._actor) else Stage.SUBMITTED
        return PlannedRow(row, Act.CREATE, stage=stage, reach=reach)

    def _change(self, row: ReadRow, entry: Authority) -> PlannedRow:
        problems = []
        if row.identity is not None and _says_otherwise(row.identity, identity_of(entry)):
            sentence = gettext(
                "An import changes how an authority is reached. Its name and functions stay as they are: "
                "change them on the page of the entry."
            )
            heading = str(LABELS[Column.NAME])
            problems.append(RowProblem(row.number, heading, sentence, entry.ref, is_error=False))
        return self._changed(row, entry, dict(row.reach), problems)

    def _person(self, row: ReadRow) -> PlannedRow:
        ref = self._chosen.get(row.number, "").strip().upper()
        if not ref or row.person is None:
            return PlannedRow(row, Act.LEFT_OUT)
        entry = self._known.by_ref.get(ref)
        if entry is None or not policy.can_import_for(self._actor, entry.state):
            return _refused(row, Column.REFERENCE, gettext("You keep no entry with this reference."))
        if not self._may_change(entry):
            sentence = gettext("The entry waits for the roster manager, so it cannot be changed now.")
            return _refused(row, Column.REFERENCE, sentence)
        before = self._reach(entry).contacts
        contact, problems = contact_of(row.number, row.person, is_first=not before)
        if any(_is_same(contact, there) for there in before):
            return PlannedRow(row, Act.SAME, entry, reach=self._reach(entry))
        return self._changed(row, entry, {"contacts": (*before, contact)}, problems)

    def _changed(
        self, row: ReadRow, entry: Authority, given: Mapping[str, object], problems: Sequence[RowProblem]
    ) -> PlannedRow:
        before = self._reach(entry)
        after = replace(before, **given)  # type: ignore[arg-type]
        wrong = reach_problems(after, is_final=entry.stage in SHOWN)
        if wrong:
            return PlannedRow(
                row, Act.REFUSED, entry, problems=(*problems, *_as_rows(row, wrong, is_error=True))
            )
        act = Act.SAME if after == before else Act.UPDATE
        self._reached[entry.id] = after
        return PlannedRow(
            row, act, entry, reach=after, differences=differences(before, after), problems=tuple(problems)
        )

    def _reach(self, entry: Authority) -> ReachInput:
        return self._reached.get(entry.id) or reach_of(entry)


def differences(before: ReachInput, after: ReachInput) -> tuple[Difference, ...]:
    """The fields that differ, in the reader's words."""
    was, will_be = reach_texts(before, Voice.WORDS), reach_texts(after, Voice.WORDS)
    found = [
        Difference(str(LABELS[column]), was[column], text)
        for column, text in will_be.items()
        if text != was[column]
    ]
    added = [contact.name for contact in after.contacts if contact not in before.contacts]
    if added:
        found.append(Difference(gettext("Contact persons"), "", ", ".join(added)))
    return tuple(found)


def _refused(row: ReadRow, column: Column, sentence: str) -> PlannedRow:
    problem = RowProblem(row.number, str(LABELS[column]), sentence, row.ref)
    return PlannedRow(row, Act.REFUSED, problems=(problem,))


def _as_rows(row: ReadRow, problems: Problems, *, is_error: bool) -> tuple[RowProblem, ...]:
    return tuple(
        RowProblem(row.number, _heading(name), str(sentence), is_error=is_error)
        for name, sentence in problems.items()
    )


def _heading(name: str) -> str:
    column = _HEADINGS.get(name) or _COLUMNS.get(name)
    return str(LABELS[column]) if column else name


def _names(identity: IdentityInput | None) -> list[str]:
    if identity is None:
        return []
    texts = dict.fromkeys([*identity.name.texts.values(), identity.english_name])
    return [folded for folded in (joined_words([text]) for text in texts) if folded]


def _says_otherwise(given: IdentityInput, stored: IdentityInput) -> bool:
    """Whether the file wants another name or other functions; what it does not say it does not want."""
    is_renamed = given.name.original not in {*stored.name.texts.values(), stored.english_name}
    return is_renamed or bool(given.duties and given.duties != stored.duties)


def _is_same(contact: ContactInput, other: ContactInput) -> bool:
    by_address = bool(contact.email) and contact.email.casefold() == other.email.casefold()
    return by_address or joined_words([contact.name]) == joined_words([other.name])

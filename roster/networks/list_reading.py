"""A list of memberships: read by row and column, entered through the services in one transaction, or not at all."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.authorities.queries import PREFIX, authority_by_ref
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import DomainError, ForbiddenError, InvalidError
from roster.core.reference import is_reference
from roster.core.tables.headers import normal_header
from roster.core.tables.table import Table
from roster.core.text import strip_bidi, tidy_line
from roster.networks import queries
from roster.networks.inputs import MemberInput, MembershipInput
from roster.networks.models import Membership, Network
from roster.networks.services import create_membership
from roster.networks.states import MembershipKind
from roster.vocabulary.entries import LANGUAGES
from roster.vocabulary.recognition import recognise_state
from roster.web.locale import in_language
from roster.web.validation import any_digits

_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class Column(StrEnum):
    """What a column of the list means."""

    NETWORK = "network"
    MEMBER = "member"
    KIND = "kind"
    FROM = "from"
    TO = "to"


LABELS: Final = {
    Column.NETWORK: _l("Network"),
    Column.MEMBER: _l("Member"),
    Column.KIND: _l("Kind of membership"),
    Column.FROM: _l("From"),
    Column.TO: _l("To"),
}
_REQUIRED: Final = (Column.NETWORK, Column.MEMBER)


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with one cell, by row and column."""

    row_number: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Outcome:
    """The memberships that were entered, and what stands in the way of all of them."""

    made: tuple[Membership, ...]
    problems: tuple[RowProblem, ...]

    @property
    def entered(self) -> int:
        """How many memberships were entered."""
        return len(self.made)


def enter_list(actor: Actor, table: Table) -> Outcome:
    """Enter every row, within the caller's transaction; with problems it is the caller's to take all of it back."""
    reader = _Reader(actor, table)
    made = [entered for at in range(len(table.rows)) if (entered := reader.entered(at)) is not None]
    return Outcome(tuple(made), tuple(reader.problems))


class _CellError(Exception):
    def __init__(self, column: Column, sentence: object) -> None:
        super().__init__(column)
        self.column, self.sentence = column, str(sentence)


class _Reader:
    def __init__(self, actor: Actor, table: Table) -> None:
        self._actor, self._table = actor, table
        self.problems: list[RowProblem] = []
        self._places = self._find_columns()
        self._networks = {
            normal_header(name): network
            for network in queries.networks(actor)
            for name in (network.slug, network.acronym, *network.name.texts.values())
            if name
        }
        self._kinds = {
            normal_header(word): kind for kind in MembershipKind for word in _in_six(kind.value, kind.label)
        }

    def entered(self, at: int) -> Membership | None:
        """The membership that the row became; where it became none, it is said why."""
        try:
            network, member, given = self._understood(at)
            with db.session.begin_nested():
                return create_membership(self._actor, network, member=member, given=given)
        except _CellError as wrong:
            self._note(at, wrong.column, wrong.sentence)
        except InvalidError as error:
            for name, sentence in error.problems.items():
                self._note(at, _FIELDS.get(name, Column.MEMBER), str(sentence))
        except ForbiddenError:
            self._note(at, Column.NETWORK, gettext("You do not keep the members of this network."))
        except DomainError as error:
            self._note(at, Column.MEMBER, str(error.message))
        return None

    def _understood(self, at: int) -> tuple[Network, MemberInput, MembershipInput]:
        missing = [column for column in _REQUIRED if not self._text(at, column)]
        if missing:
            raise _CellError(missing[0], gettext("This cell is empty. Fill it, or remove the row."))
        network = self._networks.get(normal_header(self._text(at, Column.NETWORK)))
        if network is None:
            raise _CellError(Column.NETWORK, gettext("There is no network of this name."))
        return network, self._member(at), self._membership(at)

    def _member(self, at: int) -> MemberInput:
        text = self._text(at, Column.MEMBER)
        if is_reference(text.upper(), PREFIX):
            authority = authority_by_ref(self._actor, text.upper())
            if authority is None:
                raise _CellError(Column.MEMBER, gettext("There is no authority with this reference."))
            return MemberInput(authority=authority)
        state = recognise_state(text)
        if state is None:
            sentence = gettext("Write the reference of an authority (AUT-…) or the name of a State.")
            raise _CellError(Column.MEMBER, sentence)
        return MemberInput(state=state)

    def _membership(self, at: int) -> MembershipInput:
        word = self._text(at, Column.KIND)
        kind = self._kinds.get(normal_header(word)) if word else MembershipKind.MEMBER
        if kind is None:
            listed = "; ".join(str(item.label) for item in MembershipKind)
            raise _CellError(Column.KIND, gettext("Write one of: %(values)s", values=listed))
        return MembershipInput(kind=kind, from_on=self._day(at, Column.FROM), to_on=self._day(at, Column.TO))

    def _day(self, at: int, column: Column) -> date | None:
        text = any_digits(self._text(at, column))
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            if found is not None:
                return date(*map(int, found.groups()))
        except ValueError:
            pass
        raise _CellError(column, gettext("Write the day as year-month-day, such as 2026-11-22."))

    def _text(self, at: int, column: Column) -> str:
        place = self._places.get(column)
        return "" if place is None else strip_bidi(tidy_line(self._table.rows[at][place])).replace("\0", "")

    def _note(self, at: int, column: Column, sentence: str) -> None:
        place = self._places.get(column)
        heading = str(LABELS[column]) if place is None else self._table.header[place]
        self.problems.append(RowProblem(self._table.row_numbers[at], heading, sentence))

    def _find_columns(self) -> Mapping[Column, int]:
        words = {
            normal_header(word): column
            for column, label in LABELS.items()
            for word in _in_six(column.value, label)
        }
        places: dict[Column, int] = {}
        for at, heading in enumerate(self._table.header):
            column = words.get(normal_header(heading))
            if column is None or column in places:
                sentence = gettext(
                    "The list has no such column: network, member, kind, from and to are known."
                )
                self.problems.append(RowProblem(self._table.header_row_number, heading, sentence))
            else:
                places[column] = at
        return places


_FIELDS: Final = {"kind": Column.KIND, "from_on": Column.FROM, "to_on": Column.TO}


def _in_six(code: str, label: object) -> Iterable[str]:
    """A code, and its words in the six languages."""

    def words() -> Iterator[str]:
        yield code
        for language in LANGUAGES:
            with in_language(language):
                yield str(label)

    return list(words())

"""Life cycles as data: which step leads from where to where, and by whose hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from roster.core.actor import Role
from roster.core.errors import ForbiddenError, StaleError

Stage = TypeVar("Stage", bound=StrEnum)


@dataclass(frozen=True)
class Transition(Generic[Stage]):
    """One permitted step. `by` are the roles that may take it; empty means the system alone."""

    name: str
    before: frozenset[Stage]
    after: Stage
    by: frozenset[Role]


@dataclass(frozen=True)
class Workflow(Generic[Stage]):
    """All the steps of one kind of record."""

    transitions: tuple[Transition[Stage], ...]

    def step(self, name: str, *, stage: Stage, roles: Iterable[Role], is_system: bool = False) -> Stage:
        """The stage after this step.

        Raises StaleError where the record is no longer at a stage from which the step leads, and
        ForbiddenError where none of these roles may take it.
        """
        found = next((item for item in self.transitions if item.name == name), None)
        if found is None:
            raise KeyError(name)
        if stage not in found.before:
            raise StaleError
        if not is_system and found.by.isdisjoint(roles):
            raise ForbiddenError
        return found.after

    def open_to(self, *, stage: Stage, roles: Iterable[Role]) -> tuple[str, ...]:
        """The names of the steps that these roles may take from this stage."""
        held = set(roles)
        return tuple(
            item.name for item in self.transitions if stage in item.before and not item.by.isdisjoint(held)
        )

"""What a room offers to the house; `app` lists the rooms and adds their offers up."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

import click
from flask import Blueprint

from roster.core.actor import Actor
from roster.core.mail import LetterWriter
from roster.core.schedule import ClockJob
from roster.core.worker import Job
from roster.search.document import Document


@dataclass(frozen=True)
class NavigationItem:
    """A place in the main navigation, shown to those whom `open_to` admits.

    It is current where the page lies under its address, or belongs to its `blueprint` where that is given.
    """

    label: object
    endpoint: str
    open_to: Callable[[Actor], bool]
    position: int = 50
    blueprint: str = ""


@dataclass(frozen=True)
class Task:
    """Something that waits for the reader on the first page. `count` 1 is one thing, more are several."""

    sentence: str
    url: str
    count: int = 1
    is_urgent: bool = False


class Place(StrEnum):
    """Pages of one room to which others may add a part of their own, and what the subject is there."""

    EXPERT = "expert"  # the reference of the profile
    OWN_EXPERT = "own-expert"  # the reference of the reader's own profile: a figure
    OWN_EXPERT_WORK = "own-expert-work"  # the same: what is asked of this expert, and what there is to do
    OUR_EXPERTS = "our-experts"  # nothing: the profiles of the reader's own States
    EXPERTS = "experts"  # nothing: a list of people; its rows can be ticked
    STATE = "state"  # the two letters of the State
    AUTHORITY = "authority"  # the reference of the authority
    ARTICLE = "article"  # the number of the article
    REQUEST = "request"  # the reference of the request
    ORGANISATION = "organisation"  # the reference of the organisation
    FINDER = "finder"  # the requesting and the requested State, as AA-BB; one that is not known is left empty


@dataclass(frozen=True)
class Panel:
    """A part of another room's page: the template is included there and finds this object as `panel`.

    With `picks` the rows of a list can be ticked for it: they are checkboxes of the form with the id `find`,
    which is that of the list, and the template's own fields belong to it too.
    """

    template: str
    content: Mapping[str, Any]
    picks: bool = False


PanelMaker = Callable[[Actor, str], Panel | None]


class Eraser(Protocol):
    """Forgets what a room holds about the expert with this reference and number."""

    def __call__(self, actor: Actor, *, ref: str, profile_id: int) -> int:
        """Gives how many records it was."""


@dataclass(frozen=True)
class SearchKind:
    """How a room hands its records to search: some by id, or all of them for a rebuild."""

    kind: str
    documents: Callable[[Sequence[int]], Sequence[Document]]
    all_documents: Callable[[], Iterator[Document]]


@dataclass(frozen=True)
class Check:
    """Something that `roster check` verifies; it gives a line per fault that it finds."""

    name: str
    faults: Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Room:
    """One room's offer: pages, navigation, search, tasks, jobs, letters, checks, files, commands, panels."""

    name: str
    blueprints: tuple[Blueprint, ...] = ()
    navigation: tuple[NavigationItem, ...] = ()
    search: SearchKind | None = None
    tasks: Callable[[Actor], Sequence[Task]] | None = None
    jobs: tuple[Job, ...] = ()
    clock_jobs: tuple[ClockJob, ...] = ()
    letters: Mapping[str, LetterWriter] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    stored_files: Callable[[], Iterable[str]] | None = None  # the names that its rows hold in the file store
    commands: tuple[click.Command, ...] = ()
    # One maker for a place, or several in the order in which their parts stand there.
    panels: Mapping[Place, PanelMaker | tuple[PanelMaker, ...]] = field(default_factory=dict)
    # What a room holds about the expert with this reference, as plain JSON by name, for the expert alone.
    own_data: Callable[[Actor, str], Mapping[str, Any]] | None = None
    # Forgets what a room holds about an expert who is erased, and gives how many records that was.
    erase: Eraser | None = None
    # A letter to this address was refused for good; within the transaction that notes it.
    letter_returned: Callable[[str], None] | None = None
    upkeep: Callable[[], None] | None = (
        None  # what each process that answers does every minute, and at its end
    )

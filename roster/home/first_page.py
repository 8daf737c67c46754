"""What the first page holds for somebody signed in, put together for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roster.accounts.labels import role_label, scope_label
from roster.core.actor import SYSTEM_SCOPE, Actor, Role
from roster.experts import policy as experts
from roster.experts.freshness import freshness_of
from roster.experts.models import Profile
from roster.experts.presentation import NameView, name_view
from roster.experts.queries import expert_count, own_profiles, recently_changed
from roster.experts.states import Stage
from roster.experts.wording import FreshnessWords, freshness_words
from roster.home import policy
from roster.home.queries import counts_by_own_state
from roster.vocabulary import queries as vocabulary
from roster.web.room import Task

RECENT = 6


@dataclass(frozen=True)
class ProfileLine:
    """One profile in a short list. `stage` has words only where it is not simply published."""

    ref: str
    name: NameView
    state: str
    changed_on: date
    fresh: FreshnessWords
    stage: object | None
    can_confirm: bool
    can_edit: bool


@dataclass(frozen=True)
class StateDesk:
    """The experts of the reader's own State, in figures."""

    iso2: str
    name: str
    kept: int
    published: int
    waiting: int


@dataclass(frozen=True)
class RoleLine:
    """One role of the reader with where it holds; a role for the whole system says no more."""

    role: str
    scope: str


@dataclass(frozen=True)
class FirstPage:
    """The parts of the page. A list that is not for this reader is None, one with nothing in it is empty."""

    roles: Sequence[RoleLine]
    tasks: Sequence[Task]
    own: Sequence[ProfileLine] | None
    desks: Sequence[StateDesk] | None
    changes: Sequence[ProfileLine] | None
    readable: int
    is_administrator: bool
    is_data_protection: bool
    has_search: bool


def first_page_for(actor: Actor, tasks: Sequence[Task], *, language: str, today: date) -> FirstPage:
    """Everything that the first page shows this reader. What the reader may not read is not in it."""
    follows = policy.can_follow_changes(actor)
    return FirstPage(
        roles=_roles(actor, language),
        tasks=tasks,
        own=_own(actor, language, today) if actor.has(Role.EXPERT) else None,
        desks=_desks(actor, language, today) if actor.states else None,
        changes=_changes(actor, language, today) if follows else None,
        readable=0 if policy.reads_no_records(actor) else expert_count(actor),
        is_administrator=actor.has(Role.ADMINISTRATOR),
        is_data_protection=actor.has(Role.DATA_PROTECTION),
        has_search=not policy.reads_no_records(actor),
    )


def _roles(actor: Actor, language: str) -> list[RoleLine]:
    held = sorted(assignment for assignment in actor.assignments if assignment.is_valid)
    return [
        RoleLine(
            role_label(item.role),
            "" if item.scope == SYSTEM_SCOPE else scope_label(item, language=language),
        )
        for item in held
    ]


def _own(actor: Actor, language: str, today: date) -> list[ProfileLine]:
    found = own_profiles(sorted(actor.scopes(Role.EXPERT)))
    return [_line(actor, profile, language, today) for profile in found if experts.can_view(actor, profile)]


def _changes(actor: Actor, language: str, today: date) -> list[ProfileLine]:
    return [_line(actor, profile, language, today) for profile in recently_changed(actor, RECENT)]


def _desks(actor: Actor, language: str, today: date) -> list[StateDesk]:
    names = vocabulary.current().states
    return [
        StateDesk(item.iso2, names.get_label(item.iso2, language), item.kept, item.published, item.waiting)
        for item in counts_by_own_state(actor, today=today)
    ]


def _line(actor: Actor, profile: Profile, language: str, today: date) -> ProfileLine:
    iso2 = profile.nominating_state
    return ProfileLine(
        ref=profile.ref,
        name=name_view(profile),
        state=vocabulary.current().states.get_label(iso2, language) if iso2 else "",
        changed_on=profile.changed_at.date(),
        fresh=freshness_words(freshness_of(profile, today)),
        stage=None if profile.stage in (Stage.PUBLISHED, Stage.IMPORTED) else profile.stage.label,
        can_confirm=experts.can_confirm(actor, profile),
        can_edit=experts.can_edit(actor, profile),
    )

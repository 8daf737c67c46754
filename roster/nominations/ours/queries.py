"""Selects on a State's own profiles: what waits for a confirmation, whose term ends, who may have left the post."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

import sqlalchemy as sa

from roster.accounts.models import RoleAssignment
from roster.core import clock
from roster.core.actor import Actor, Role
from roster.core.correspondence import bounces_of
from roster.core.db import db
from roster.experts.freshness import CONFIRMED_DAYS
from roster.experts.history.revisions import ProfileRevision
from roster.experts.models import Profile
from roster.experts.states import Stage
from roster.nominations.models import Nomination
from roster.nominations.states import OPEN
from roster.people.models import Person

POST_FIELDS = frozenset({"post", "employer"})
TERM_SOON_DAYS = 180
BATCH = 500
Which = sa.ColumnElement[bool]


class Leaving(StrEnum):
    """Why an expert may have left the post."""

    POST_CHANGED = "post-changed"
    MAIL_BACK = "mail-back"


class Tab(StrEnum):
    """Which of the State's profiles a list shows."""

    ALL = "all"
    DUE = "due"
    TERM = "term"
    LEFT = "left"
    AWAY = "away"


@dataclass(frozen=True)
class Span:
    """The days that part the tabs: confirmed before the first is due, a term that ends by the second ends soon."""

    confirmed_before: datetime
    today: date
    term_by: date


def span_on(today: date | None = None) -> Span:
    """What is due on a day, and what ends soon."""
    day = today or clock.today()
    before = datetime.combine(day - timedelta(days=CONFIRMED_DAYS), time(), UTC)
    return Span(before, day, day + timedelta(days=TERM_SOON_DAYS))


def on_roster(actor: Actor) -> Which:
    """Published profiles of the actor's States."""
    return sa.and_(_of_states(actor), Profile.stage == Stage.PUBLISHED)


def due(actor: Actor, span: Span) -> Which:
    """Those whose last confirmation is too old, within their term."""
    is_old = sa.or_(Profile.confirmed_at.is_(None), Profile.confirmed_at < span.confirmed_before)
    runs = sa.or_(Profile.term_ends_on.is_(None), Profile.term_ends_on >= span.today)
    return sa.and_(on_roster(actor), is_old, runs)


def term_ending(actor: Actor, span: Span) -> Which:
    """Those whose term ends soon or has ended, and who are not nominated again yet."""
    under_way = sa.select(Nomination.profile_id).where(
        Nomination.profile_id.is_not(None), Nomination.stage.in_(OPEN)
    )
    shown = Profile.stage.in_((Stage.PUBLISHED, Stage.SUSPENDED))
    return sa.and_(
        _of_states(actor), shown, Profile.term_ends_on <= span.term_by, Profile.id.not_in(under_way)
    )


def away(actor: Actor) -> Which:
    """Those of the actor's States that nobody else finds at present."""
    return sa.and_(_of_states(actor), Profile.stage != Stage.PUBLISHED)


def on_tab(actor: Actor, tab: Tab, *, days: Span, left: Collection[int]) -> Which:
    """Those that this tab shows; `left` are the numbers of those who may have left the post."""
    found = {
        Tab.ALL: on_roster(actor),
        Tab.DUE: due(actor, days),
        Tab.TERM: term_ending(actor, days),
        Tab.LEFT: Profile.id.in_(sorted(left)),
        Tab.AWAY: away(actor),
    }
    return found[tab]


def count_of(which: Which) -> int:
    """How many there are."""
    return db.session.scalar(sa.select(sa.func.count(Profile.id)).where(which)) or 0


def profiles_where(which: Which, *, limit: int, offset: int = 0) -> Sequence[Profile]:
    """One page of them by name."""
    found = sa.select(Profile).join(Person, Person.id == Profile.person_id).where(which)
    return db.session.scalars(
        found.order_by(Person.latin_family_name, Person.latin_given_name, Profile.id)
        .limit(limit)
        .offset(offset)
    ).all()


def chosen_profiles(actor: Actor, refs: Collection[str]) -> Sequence[Profile]:
    """Those of the actor's States with these references, by name."""
    return profiles_where(sa.and_(_of_states(actor), Profile.ref.in_(sorted(refs))), limit=BATCH)


def changes_since_confirmed(profiles: Sequence[Profile]) -> Mapping[int, Sequence[ProfileRevision]]:
    """What changed in each of these since somebody last said that it holds, oldest first."""
    found = db.session.scalars(
        sa.select(ProfileRevision)
        .join(Profile, Profile.id == ProfileRevision.profile_id)
        .where(Profile.id.in_([profile.id for profile in profiles]), _since_confirmed())
        .order_by(ProfileRevision.profile_id, ProfileRevision.version)
    )
    by_profile: dict[int, list[ProfileRevision]] = {}
    for revision in found:
        by_profile.setdefault(revision.profile_id, []).append(revision)
    return by_profile


def last_changes_by_expert(profiles: Sequence[Profile]) -> Mapping[int, datetime]:
    """When the expert last changed the own profile."""
    rows = db.session.execute(
        sa.select(ProfileRevision.profile_id, sa.func.max(ProfileRevision.at))
        .where(
            ProfileRevision.profile_id.in_([profile.id for profile in profiles]),
            ProfileRevision.role == Role.EXPERT,
        )
        .group_by(ProfileRevision.profile_id)
    )
    return {row[0]: row[1] for row in rows}


def nominations_under_way(profiles: Sequence[Profile]) -> Mapping[int, str]:
    """The reference of the open nomination of each of these."""
    rows = db.session.execute(
        sa.select(Nomination.profile_id, Nomination.ref)
        .where(Nomination.profile_id.in_([profile.id for profile in profiles]), Nomination.stage.in_(OPEN))
        .order_by(Nomination.id)
    )
    return {row.profile_id: row.ref for row in rows if row.profile_id is not None}


def leaving(actor: Actor) -> Mapping[int, Leaving]:
    """Published profiles of the actor's States whose expert may have left the post, by number."""
    rows = db.session.execute(
        sa.select(Profile.id, ProfileRevision.fields)
        .join(ProfileRevision, ProfileRevision.profile_id == Profile.id)
        .where(on_roster(actor), _since_confirmed())
    )
    found = {row.id: Leaving.POST_CHANGED for row in rows if not POST_FIELDS.isdisjoint(row.fields)}
    return {**found, **dict.fromkeys(_with_mail_back(actor), Leaving.MAIL_BACK)}


def _with_mail_back(actor: Actor) -> Sequence[int]:
    """Those whose last letter came back: at the account, at the profile's address or the nomination's."""
    names: dict[str, int] = {}
    rows = db.session.execute(sa.select(Profile.id, Profile.ref).where(on_roster(actor))).all()
    for start in range(0, len(rows), BATCH):
        names |= _recipients({row.ref: row.id for row in rows[start : start + BATCH]})
    back: list[int] = []
    recipients = sorted(names)
    for start in range(0, len(recipients), BATCH):
        back += [names[name] for name in bounces_of(recipients[start : start + BATCH])]
    return back


def _recipients(ids: Mapping[str, int]) -> dict[str, int]:
    """How letters to these experts are addressed in the outbox, with the number of the profile."""
    found = {f"profile:{id_}": id_ for id_ in ids.values()}
    accounts = db.session.execute(
        sa.select(RoleAssignment.user_id, RoleAssignment.scope).where(
            RoleAssignment.role == Role.EXPERT,
            RoleAssignment.scope.in_([f"self:{ref}" for ref in ids]),
            RoleAssignment.ended_at.is_(None),
        )
    )
    found |= {f"user:{row.user_id}": ids[row.scope.removeprefix("self:")] for row in accounts}
    nominated = db.session.execute(
        sa.select(Nomination.id, Nomination.profile_id).where(Nomination.profile_id.in_(ids.values()))
    )
    return found | {f"nomination:{row.id}": row.profile_id for row in nominated if row.profile_id}


def _of_states(actor: Actor) -> Which:
    return sa.and_(Profile.nominating_state.in_(actor.states), Profile.merged_into_id.is_(None))


def _since_confirmed() -> Which:
    return sa.or_(Profile.confirmed_at.is_(None), ProfileRevision.at > Profile.confirmed_at)

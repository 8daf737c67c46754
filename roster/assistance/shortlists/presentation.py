"""A shortlist as one reader may see it now: people through the one redaction of profiles (R6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from roster.assistance.shortlists.balance import BalanceLine, balance_of
from roster.assistance.shortlists.models import Shortlist, ShortlistEntry
from roster.assistance.shortlists.queries import profiles_that_stand, user_names
from roster.core.actor import Actor
from roster.experts import policy as experts
from roster.experts.presentation import ProfileView, view_for
from roster.experts.queries import experts_by_ids


@dataclass(frozen=True)
class EntryView:
    """One place on the list. `person` is None, and the note empty, where there is nobody to read about.

    Where two profiles on the list became one, the second place says at which the person stands: `same_as`.
    """

    ref: str
    place: int
    person: ProfileView | None
    note: str
    note_version: int
    added_on: date
    added_by: str
    same_as: int | None = None


@dataclass(frozen=True)
class ShortlistView:
    """One list with its people."""

    ref: str
    title: str
    purpose: str
    is_closed: bool
    owner: str
    changed_at: datetime
    entries: tuple[EntryView, ...]
    balance: tuple[BalanceLine, ...]

    @property
    def people(self) -> tuple[ProfileView, ...]:
        """Those about whom there is something to read, in order."""
        return tuple(entry.person for entry in self.entries if entry.person is not None)


def shortlist_view(
    actor: Actor, shortlist: Shortlist, entries: Sequence[ShortlistEntry], *, language: str, today: date
) -> ShortlistView:
    """The list for this actor, in this language; the number of queries does not grow with the entries."""
    people = people_of(actor, entries, language=language, today=today)
    names = user_names([shortlist.owner_id, *(entry.added_by for entry in entries)])
    places: dict[str, int] = {}
    views = []
    for place, entry in enumerate(entries, start=1):
        person = people.get(entry.profile_id or 0)
        first = places.setdefault(person.ref, place) if person else place
        views.append(_entry(entry, place, person, names, same_as=first if first != place else None))
    shown = [view.person for view in views if view.person is not None]
    return ShortlistView(
        ref=shortlist.ref,
        title=shortlist.title,
        purpose=shortlist.purpose,
        is_closed=shortlist.is_closed,
        owner=names.get(shortlist.owner_id, ""),
        changed_at=shortlist.changed_at,
        entries=tuple(views),
        balance=balance_of(shown, language=language),
    )


def people_of(
    actor: Actor, entries: Sequence[ShortlistEntry], *, language: str, today: date
) -> dict[int, ProfileView]:
    """The people behind these entries by the profile that was chosen, of those who exist for this actor now."""
    return people_now(actor, (entry.profile_id for entry in entries), language=language, today=today)


def people_now(
    actor: Actor, ids: Iterable[int | None], *, language: str, today: date
) -> dict[int, ProfileView]:
    """The people who stand now behind these numbers of profiles, of those who exist for this actor."""
    standing = profiles_that_stand(ids)
    found = experts_by_ids(actor, list(set(standing.values())))
    views = {
        number: view_for(actor, profile, language=language, today=today)
        for number, profile in found.items()
        if experts.can_view(actor, profile)
    }
    return {chosen: views[now] for chosen, now in standing.items() if now in views}


def _entry(
    entry: ShortlistEntry,
    place: int,
    person: ProfileView | None,
    names: dict[int, str],
    *,
    same_as: int | None,
) -> EntryView:
    return EntryView(
        ref=entry.ref,
        place=place,
        person=person if same_as is None else None,
        same_as=same_as,
        note=entry.note if person else "",
        note_version=entry.note_version,
        added_on=entry.added_at.date(),
        added_by=names.get(entry.added_by or 0, ""),
    )

"""Three shortlists with notes, so that manager and searcher find work under way."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from roster.accounts.queries import actor_of, user_by_email
from roster.assistance.shortlists.queries import entries_of, profiles_by_refs
from roster.assistance.shortlists.services import ShortlistInput, add_people, create_shortlist, write_note
from roster.core.unit_of_work import unit_of_work
from roster.demo.invented import InventedExpert
from roster.experts.models import Profile
from roster.home.demonstration import DOMAIN


@dataclass(frozen=True)
class _Wish:
    """A list: whose, what for, and who is looked for. The notes go to the first people, in order."""

    owner: str
    title: str
    purpose: str
    topic: str
    count: int
    notes: tuple[str, ...]
    languages: frozenset[str] = frozenset()


WISHES = (
    _Wish(
        "searcher",
        "Misión de recuperación de activos",
        "Tres semanas de apoyo a una fiscalía que rastrea cuentas en el extranjero.",
        "asset-recovery",
        6,
        (
            "Primera opción. Preguntar por las fechas de noviembre.",
            "Puede viajar con poco aviso, según su ficha.",
            "Falta la autorización del empleador: escribir al punto focal.",
        ),
        frozenset({"es", "en", "fr"}),
    ),
    _Wish(
        "searcher",
        "Workshop on public procurement",
        "Two trainers for thirty officials, five days, in two languages.",
        "public-procurement",
        5,
        ("Would open the workshop.", "", "Second trainer; to be asked after the first has answered."),
    ),
    _Wish(
        "manager",
        "Panel on beneficial ownership",
        "A panel of four at the next session, balanced by region.",
        "beneficial-ownership",
        7,
        (
            "Chairs well, says the focal point. Confirm that the term does not end before the session.",
            "Good match; the group has nobody else from this region.",
            "Keep as a reserve.",
        ),
    ),
)


@dataclass
class Candidates:
    """Remembers, while people are written, who would stand on which list."""

    _refs: dict[str, list[str]] = field(default_factory=dict)

    def consider(self, expert: InventedExpert, profile: Profile) -> None:
        """Look at somebody who has just been written."""
        if expert.stage != "published":
            return
        topics = {line.topic_id for line in expert.expertise}
        spoken = {skill.code for skill in expert.languages}
        for wish in WISHES:
            refs = self._refs.setdefault(wish.title, [])
            fits = wish.topic in topics and (not wish.languages or wish.languages & spoken)
            if fits and len(refs) < wish.count:
                refs.append(profile.ref)

    def of(self, wish: _Wish) -> Sequence[str]:
        """Their references."""
        return self._refs.get(wish.title, [])


def make_shortlists(candidates: Candidates) -> int:
    """Write the lists whose owner has an account and for which somebody was found; returns how many."""
    made = 0
    for wish in WISHES:
        with unit_of_work():
            user = user_by_email(f"{wish.owner}@{DOMAIN}")
            if user is None or not candidates.of(wish):
                continue
            actor = actor_of(user)
            shortlist = create_shortlist(actor, ShortlistInput(wish.title, wish.purpose))
            add_people(actor, shortlist, profiles=profiles_by_refs(actor, candidates.of(wish)))
            for entry, note in zip(entries_of(shortlist), wish.notes, strict=False):
                if note:
                    write_note(actor, entry, note=note)
            made += 1
    return made

"""What a check code says of a printed page: which edition it is of, and what has changed since."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from roster.authorities.editions import queries
from roster.authorities.editions.digests import entry_digest, page_code
from roster.authorities.editions.models import EditionPage
from roster.authorities.editions.wording import EntrySince, Since
from roster.authorities.models import Authority
from roster.authorities.policy import Part
from roster.core.actor import Actor
from roster.vocabulary import queries as vocabulary


@dataclass(frozen=True)
class CheckedPage:
    """A page that is of an edition, with the entries on it that the reader may see."""

    page: EditionPage
    entries: tuple[EntrySince, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything on the page no longer holds."""
        return any(entry.since is not Since.SAME for entry in self.entries)


def checked(actor: Actor, code: str, *, key: str, language: str) -> CheckedPage | None:
    """The page with this code; None where no edition has it, or the register does not agree with it."""
    page = queries.page_by_code(code)
    if page is None:
        return None
    edition = page.edition
    expected = page_code(key, edition=edition.ref, page=page.number, digest=edition.digest)
    if not hmac.compare_digest(expected, code):
        return None
    there = queries.listed_among(actor, page.entries)
    parts = frozenset(Part(name) for name in edition.parts)
    entries = tuple(_since(ref, digest, there, parts, language) for ref, digest in page.entries.items())
    return CheckedPage(page, entries)


def _since(
    ref: str, digest: str, there: Mapping[str, Authority], parts: frozenset[Part], language: str
) -> EntrySince:
    authority = there.get(ref)
    if authority is None:
        return EntrySince(ref, "", "", Since.GONE, None)
    is_same = hmac.compare_digest(entry_digest(authority, parts), digest)
    state = vocabulary.state_by_iso2(authority.state)
    return EntrySince(
        ref,
        authority.name.best_for(language)[0],
        state.name(language) if state else authority.state,
        Since.SAME if is_same else Since.CHANGED,
        None if is_same else authority.changed_at.date(),
    )

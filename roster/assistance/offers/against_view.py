"""What hard rules say against people who are asked, in words: for the form, and the record of an offer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roster.assistance.offers.hard_rules import Against
from roster.assistance.offers.models import ExpertOffer
from roster.experts.models import Profile
from roster.experts.presentation import name_view
from roster.matching.naming import Names
from roster.matching.reason_wording import reason_words
from roster.matching.rules import Rule
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language


@dataclass(frozen=True)
class AgainstView:
    """One person, with a line for each rule: what it is, and what was found."""

    ref: str
    name: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    is_final: bool


def against_views(found: Iterable[Against], profiles: Sequence[Profile]) -> tuple[AgainstView, ...]:
    """Those against whom something stands, by name."""
    names = Names(vocabulary.current(), current_language().code)
    own = {profile.ref: name_view(profile).own for profile in profiles}
    return tuple(
        AgainstView(
            ref=item.ref,
            name=own.get(item.ref, item.ref),
            lines=tuple(
                (
                    str(rule.label),
                    tuple(reason_words(reason, names) for reason in item.reasons if reason.part is rule),
                )
                for rule in item.rules
            ),
            is_final=item.is_final,
        )
        for item in found
    )


def overruled_words(offer: ExpertOffer) -> tuple[str, ...]:
    """The rules that were overruled when the offer was made."""
    rules = (Rule.of(value) for value in offer.overruled)
    return tuple(str(rule.label) for rule in rules if rule is not None)

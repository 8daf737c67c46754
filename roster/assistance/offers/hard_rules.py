"""The hard rules of matching, asked again of whoever is to be offered the work: which are broken on this day.

Some a human may overrule, because the expert has said otherwise; the others hold whoever decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from roster.assistance.matches.criteria_of import criteria_of
from roster.assistance.matches.pool_queries import candidates
from roster.assistance.matches.word_topics import current_word_topics
from roster.assistance.offers.models import ExpertOffer
from roster.assistance.requests.models import AssistanceRequest
from roster.core import clock
from roster.experts.models import Profile
from roster.matching.criteria import Span
from roster.matching.matcher import match_one
from roster.matching.pool import Pool
from roster.matching.reasons import Reason
from roster.matching.result import WhyNot
from roster.matching.rules import Rule

# What an expert may have said otherwise since; conflicts, wishes of the State, consent, term and languages are facts.
OVERRULABLE: Final = frozenset({Rule.ABSENCE, Rule.NOTICE, Rule.DAYS, Rule.FRESHNESS})


@dataclass(frozen=True, kw_only=True)
class Window:
    """The days of the work."""

    starts_on: date
    ends_on: date
    days: int


@dataclass(frozen=True, kw_only=True)
class Against:
    """Which hard rules one person breaks, and what each found."""

    ref: str
    rules: tuple[Rule, ...]
    reasons: tuple[Reason, ...]

    @property
    def is_final(self) -> bool:
        """Whether nobody may overrule it."""
        return not OVERRULABLE.issuperset(self.rules)

    @property
    def marks(self) -> frozenset[str]:
        """Each rule with the person, in a word: what somebody has read."""
        return frozenset(f"{self.ref}:{rule.value}" for rule in self.rules)


def against(
    request: AssistanceRequest, profiles: Iterable[Profile], *, window: Window
) -> tuple[Against, ...]:
    """What hard rules say today against these people for this work, in their order; nothing of whom none excludes."""
    topics, people = current_word_topics(), {profile.id: profile.ref for profile in profiles}
    found = candidates(topics.relations.vocabulary, people)
    if not found:
        return ()
    criteria = replace(
        criteria_of(request, topics, today=clock.today(), days=window.days),
        window=Span(window.starts_on, window.ends_on),
    )
    pool = Pool.of(found.values())
    judged = (match_one(criteria, pool, topics.relations, ref=ref) for ref in people.values())
    return tuple(
        Against(ref=item.ref, rules=item.rules, reasons=item.reasons)
        for item in judged
        if isinstance(item, WhyNot)
    )


def against_offer(offer: ExpertOffer) -> Against | None:
    """What hard rules say today against an offer that was made; None where nothing."""
    if offer.profile is None:
        return None
    window = Window(starts_on=offer.starts_on, ends_on=offer.ends_on, days=offer.days)
    return next(iter(against(offer.request, [offer.profile], window=window)), None)


def is_barred(offer: ExpertOffer) -> bool:
    """Whether a rule that nobody may overrule stands against the offer today."""
    found = against_offer(offer)
    return found is not None and found.is_final


def marks_of(found: Sequence[Against]) -> frozenset[str]:
    """Everything that is to be read before it is overruled."""
    return frozenset().union(*(item.marks for item in found))

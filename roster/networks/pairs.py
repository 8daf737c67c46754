"""Which way from one State to another is quickest, and why: pure functions of what the entries of both say.

Nothing is taken for granted. A way is open where an entry names it, not known where no entry says, and closed
where an entry says otherwise; each carries its reasons and what is not known of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _

from roster.authorities.states import Channel, UrgentProcedure
from roster.vocabulary.codes import Coded


class Need(Coded):
    """What is asked of the other State."""

    ASSISTANCE = "assistance", _("Mutual legal assistance")
    EXTRADITION = "extradition", _("Extradition")
    ASSETS = "assets", _("Recovery of assets")


# The functions that serve a need, those of the Convention against Corruption before the others.
FUNCTIONS = {
    Need.ASSISTANCE: ("uncac-mla", "untoc-mla", "drugs-mla"),
    Need.EXTRADITION: ("uncac-extradition", "untoc-extradition", "drugs-extradition"),
    Need.ASSETS: ("uncac-asset-recovery", "uncac-confiscation", "uncac-mla"),
}


class Way(Coded):
    """A way from one State to another."""

    URGENT = "urgent", _("Their urgent procedure")
    INFORMAL = "informal", _("Informal contact through a common network")
    DIRECT = "direct", _("Directly, authority to authority")
    INTERPOL = "interpol", _("Through INTERPOL")
    DIPLOMATIC = "diplomatic", _("Through diplomatic channels")


class Standing(StrEnum):
    """Whether a way is open between the two."""

    OPEN = "open"
    UNKNOWN = "unknown"
    CLOSED = "closed"


class Fact(StrEnum):
    """A reason for a way, against it, or something that is not known of it. `pair_words` has the sentences."""

    AT_ALL_HOURS = "at-all-hours"
    DUTY_LINE = "duty-line"
    DUTY_LINE_HIDDEN = "duty-line-hidden"
    WITHIN_HOURS_OPEN = "within-hours-open"
    WITHIN_HOURS_CLOSED = "within-hours-closed"
    WITHIN_HOURS_UNKNOWN = "within-hours-unknown"
    NO_URGENT_PROCEDURE = "no-urgent-procedure"
    URGENT_NOT_SAID = "urgent-not-said"
    COMMON_NETWORKS = "common-networks"
    CONTACT_POINTS = "contact-points"
    NO_CONTACT_POINT = "no-contact-point"
    DORMANT = "dormant"
    INFORMATION_ONLY = "information-only"
    NO_COMMON_NETWORK = "no-common-network"
    ANSWER_NOT_KNOWN = "answer-not-known"
    BOTH_DIRECT = "both-direct"
    THEY_TAKE_DIRECT = "they-take-direct"
    DIRECT_NOT_NAMED = "direct-not-named"
    CHANNELS_NOT_SAID = "channels-not-said"
    ADVANCE_COPY = "advance-copy"
    PLATFORM = "platform"
    NO_AUTHORITY = "no-authority"
    NO_OWN_AUTHORITY = "no-own-authority"
    USUAL_TIME = "usual-time"
    NO_USUAL_TIME = "no-usual-time"
    NOT_CONFIRMED = "not-confirmed"
    DISPUTED = "disputed"
    INTERPOL_NAMED = "interpol-named"
    INTERPOL_NOT_NAMED = "interpol-not-named"
    DIPLOMATIC_NAMED = "diplomatic-named"
    DIPLOMATIC_SLOW = "diplomatic-slow"


@dataclass(frozen=True)
class Said:
    """One fact with what its sentence names."""

    fact: Fact
    names: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class Entry:
    """What the entry of an authority says, as far as its reader may know. None is what it does not say."""

    ref: str
    functions: frozenset[str]
    channels: frozenset[str]
    urgent: str | None = None
    has_duty_line: bool | None = None
    is_open: bool | None = None
    usual_days: int | None = None
    is_confirmed: bool = True
    is_disputed: bool = False


@dataclass(frozen=True)
class CommonNetwork:
    """A network to which both belong; `points` is how many contact points the requested State has named there."""

    name: str
    points: int
    is_dormant: bool = False


@dataclass(frozen=True)
class WayFound:
    """One way: whether it is open, why, and what is not known of it."""

    way: Way
    standing: Standing
    reasons: tuple[Said, ...]
    unknowns: tuple[Said, ...] = ()
    authority: str = ""


def serving(entries: Sequence[Entry], need: Need) -> list[Entry]:
    """Those that serve this need, the first choice first: by function, then what is sound, then what is open."""
    order = FUNCTIONS[need]

    def choice(entry: Entry) -> tuple[int, bool, bool, bool]:
        first = next(number for number, function in enumerate(order) if function in entry.functions)
        return first, entry.is_disputed, not entry.is_confirmed, entry.is_open is not True

    return sorted((entry for entry in entries if not entry.functions.isdisjoint(order)), key=choice)


def ways(
    own: Sequence[Entry], theirs: Sequence[Entry], *, networks: Sequence[CommonNetwork]
) -> list[WayFound]:
    """All ways, the quickest first; what is not known stands after what is open, what is closed at the end.

    Both sides are given as `serving` orders them.
    """
    first = theirs[0] if theirs else None
    found = [
        (0, _urgent(theirs)),
        (1, _informal(networks)),
        (2, _direct(own, first)),
        (3, _interpol(first)),
        (4, _diplomatic(first)),
    ]
    return [way for _rank, way in sorted(found, key=lambda item: _order(*item))]


def _order(rank: int, found: WayFound) -> tuple[int, float]:
    """What sleeps comes after a colleague who may answer now; a network without contact points after INTERPOL."""
    said = {item.fact for item in found.reasons}
    delayed = Fact.WITHIN_HOURS_CLOSED in said or Fact.WITHIN_HOURS_UNKNOWN in said
    unnamed = Fact.NO_CONTACT_POINT in said
    place = 1.5 if delayed else 3.5 if unnamed else float(rank)
    return list(Standing).index(found.standing), place


def _urgent(theirs: Sequence[Entry]) -> WayFound:
    if not theirs:
        return WayFound(Way.URGENT, Standing.UNKNOWN, (Said(Fact.NO_AUTHORITY),))
    entry = min(theirs, key=_urgency)  # the first of those that are equal
    if entry.urgent is None:
        return _of(Way.URGENT, Standing.UNKNOWN, entry, [Fact.URGENT_NOT_SAID])
    if entry.urgent == UrgentProcedure.NONE:
        return _of(Way.URGENT, Standing.CLOSED, entry, [Fact.NO_URGENT_PROCEDURE])
    return _of(Way.URGENT, Standing.OPEN, entry, list(_urgent_reasons(entry)), _doubts(entry))


def _urgency(entry: Entry) -> int:
    if entry.urgent == UrgentProcedure.AT_ALL_HOURS:
        return 0
    if entry.urgent == UrgentProcedure.OFFICE_HOURS:
        return 1 if entry.is_open else 2
    return 3 if entry.urgent is None else 4


def _urgent_reasons(entry: Entry) -> Iterator[Fact]:
    if entry.urgent == UrgentProcedure.AT_ALL_HOURS:
        yield Fact.AT_ALL_HOURS
    elif entry.is_open is None:
        yield Fact.WITHIN_HOURS_UNKNOWN
    else:
        yield Fact.WITHIN_HOURS_OPEN if entry.is_open else Fact.WITHIN_HOURS_CLOSED
    if entry.has_duty_line is None:
        yield Fact.DUTY_LINE_HIDDEN
    elif entry.has_duty_line:
        yield Fact.DUTY_LINE


def _informal(networks: Sequence[CommonNetwork]) -> WayFound:
    awake = [network for network in networks if not network.is_dormant]
    if not networks:
        return WayFound(Way.INFORMAL, Standing.CLOSED, (Said(Fact.NO_COMMON_NETWORK),))
    if not awake:
        names = tuple(network.name for network in networks)
        return WayFound(Way.INFORMAL, Standing.UNKNOWN, (Said(Fact.DORMANT, names),))
    named = [network for network in awake if network.points]
    chosen, count = named or awake, sum(network.points for network in named)
    reasons = (
        Said(Fact.COMMON_NETWORKS, tuple(network.name for network in chosen), len(chosen)),
        Said(Fact.CONTACT_POINTS, number=count) if count else Said(Fact.NO_CONTACT_POINT),
        Said(Fact.INFORMATION_ONLY),
    )
    return WayFound(Way.INFORMAL, Standing.OPEN, reasons, (Said(Fact.ANSWER_NOT_KNOWN),))


def _direct(own: Sequence[Entry], theirs: Entry | None) -> WayFound:
    if theirs is None:
        return WayFound(Way.DIRECT, Standing.UNKNOWN, (Said(Fact.NO_AUTHORITY),))
    if not theirs.channels:
        return _of(Way.DIRECT, Standing.UNKNOWN, theirs, [Fact.CHANNELS_NOT_SAID])
    extras = [
        fact
        for channel, fact in ((Channel.PLATFORM, Fact.PLATFORM), (Channel.ADVANCE_EMAIL, Fact.ADVANCE_COPY))
        if channel in theirs.channels
    ]
    if not theirs.channels & {Channel.DIRECT, Channel.PLATFORM}:
        return _of(Way.DIRECT, Standing.CLOSED, theirs, [Fact.DIRECT_NOT_NAMED])
    reasons = []
    if Channel.DIRECT in theirs.channels:
        is_both = any(Channel.DIRECT in entry.channels for entry in own)
        reasons.append(Fact.BOTH_DIRECT if is_both else Fact.THEY_TAKE_DIRECT)
    doubts = [*_doubts(theirs), *([] if own else [Said(Fact.NO_OWN_AUTHORITY)])]
    return _of(Way.DIRECT, Standing.OPEN, theirs, [*reasons, *extras], doubts)


def _interpol(theirs: Entry | None) -> WayFound:
    if theirs is not None and Channel.INTERPOL in theirs.channels:
        return _of(Way.INTERPOL, Standing.OPEN, theirs, [Fact.INTERPOL_NAMED])
    return WayFound(Way.INTERPOL, Standing.UNKNOWN, (Said(Fact.INTERPOL_NOT_NAMED),))


def _diplomatic(theirs: Entry | None) -> WayFound:
    if theirs is not None and Channel.DIPLOMATIC in theirs.channels:
        return _of(Way.DIPLOMATIC, Standing.OPEN, theirs, [Fact.DIPLOMATIC_NAMED, Fact.DIPLOMATIC_SLOW])
    return WayFound(Way.DIPLOMATIC, Standing.OPEN, (Said(Fact.DIPLOMATIC_SLOW),))


def _of(
    way: Way, standing: Standing, entry: Entry, facts: Sequence[Fact], unknowns: Sequence[Said] = ()
) -> WayFound:
    """A way through this authority; where it is open and formal, with the usual time or that none is stated."""
    reasons = [Said(fact) for fact in facts]
    doubts = list(unknowns)
    if way is Way.DIRECT and standing is Standing.OPEN:
        if entry.usual_days:
            reasons.append(Said(Fact.USUAL_TIME, number=entry.usual_days))
        else:
            doubts.append(Said(Fact.NO_USUAL_TIME))
    return WayFound(way, standing, tuple(reasons), tuple(doubts), entry.ref)


def _doubts(entry: Entry) -> list[Said]:
    found = []
    if entry.is_disputed:
        found.append(Said(Fact.DISPUTED))
    if not entry.is_confirmed:
        found.append(Said(Fact.NOT_CONFIRMED))
    return found

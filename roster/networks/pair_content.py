"""What the page of two States shows: gathered in a few queries, redacted for its reader, put in order by `pairs`."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask_babel import gettext

from roster.authorities.presentation import AuthorityView
from roster.core.actor import Actor
from roster.networks.hours import SharedHours, shared_hours
from roster.networks.pair_languages import language_sentences, shared_languages
from roster.networks.pair_members import (
    MOST_NETWORKS,
    CommonView,
    SharedNetwork,
    common_networks,
    common_views,
    shared_networks,
)
from roster.networks.pair_queries import authorities_between, seats_of
from roster.networks.pair_sides import MOST_OF_OWN, MOST_OF_THEIRS, Side, SideView, side_of, side_view
from roster.networks.pair_words import STANDINGS, sentence
from roster.networks.pairs import Need, Standing, WayFound, ways
from roster.vocabulary.codes import UncacStatus
from roster.vocabulary.entries import State
from roster.web.locale import current_language, in_digits


@dataclass(frozen=True)
class WayView:
    """One way in words. `authority` is whom it leads to, where it leads to one."""

    code: str
    label: str
    standing: str
    standing_label: str
    reasons: tuple[str, ...]
    unknowns: tuple[str, ...]
    authority: AuthorityView | None

    @property
    def is_open(self) -> bool:
        """Whether an entry names this way."""
        return self.standing == Standing.OPEN


@dataclass(frozen=True)
class SpanView:
    """Hours that both are open, by both clocks."""

    day: str
    own: str
    theirs: str


@dataclass(frozen=True)
class HoursView:
    """When both are open, in words."""

    sentence: str
    clocks: str
    spans: tuple[SpanView, ...]


@dataclass(frozen=True)
class PairContent:
    """The whole page."""

    need: Need
    own: SideView
    theirs: SideView
    ways: tuple[WayView, ...]
    languages: tuple[str, ...]
    channels: tuple[str, ...]
    hours: HoursView
    common: tuple[CommonView, ...]
    common_besides: tuple[SharedNetwork, ...]
    only_theirs: tuple[SharedNetwork, ...]
    only_own: tuple[SharedNetwork, ...]
    basis: str

    @property
    def quickest(self) -> WayView | None:
        """The first way, where it is open."""
        return self.ways[0] if self.ways and self.ways[0].is_open else None


def pair_content(actor: Actor, own: State, other: State, *, need: Need, at: datetime) -> PairContent:
    """The page of a requesting and a requested State for this reader."""
    language, today = current_language().code, at.date()
    authorities = authorities_between(actor, (own.iso2, other.iso2))
    here, there = (side_of(actor, authorities, state, need=need, at=at) for state in (own, other))
    seats = seats_of(actor, today, states={own.iso2, other.iso2})
    networks = shared_networks(seats, own=own.iso2, other=other.iso2, today=today)
    loaded = {item.id for item in authorities}
    common = [item for item in networks if item.is_common]
    found = ways(here.chosen, there.chosen, networks=common_networks(networks))
    own_view, their_view = side_view(here, most=MOST_OF_OWN), side_view(there, most=MOST_OF_THEIRS)
    return PairContent(
        need=need,
        own=own_view,
        theirs=their_view,
        ways=tuple(_way_view(item, there) for item in found),
        languages=_languages(here, there, language),
        channels=tuple(label for label in their_view.channels if label in own_view.channels),
        hours=_hours(here, there, at),
        common=tuple(common_views(actor, common[:MOST_NETWORKS], today=today, loaded=loaded)),
        common_besides=tuple(common[MOST_NETWORKS:]),
        only_theirs=tuple(item for item in networks if item.theirs and not item.own),
        only_own=tuple(item for item in networks if item.own and not item.theirs),
        basis=_basis(own, other, language),
    )


def _way_view(found: WayFound, there: Side) -> WayView:
    return WayView(
        found.way.value,
        str(found.way.label),
        found.standing.value,
        str(STANDINGS[found.standing]),
        tuple(sentence(said) for said in found.reasons),
        tuple(sentence(said) for said in found.unknowns),
        there.view(found.authority) if found.authority else None,
    )


def _languages(here: Side, there: Side, language: str) -> tuple[str, ...]:
    if there.first is None:
        return ()
    shared = shared_languages(there.first.request_languages, here.state.official_languages)
    return tuple(language_sentences(shared, other=there.name, language=language))


def _hours(here: Side, there: Side, at: datetime) -> HoursView:
    own, theirs = here.schedule, there.schedule
    if own is None or theirs is None:
        return HoursView(
            gettext("Shared hours are not known: one side has no authority listed for this."), "", ()
        )
    shared = shared_hours(own, theirs, at)
    if own.zone is None or theirs.zone is None:
        return HoursView(gettext("Shared hours are not known: an entry names no time zone."), "", ())
    clocks = _clocks(here, there, at.astimezone(own.zone), at.astimezone(theirs.zone))
    spans = tuple(_span(begins, ends, own.zone, theirs.zone) for begins, ends in shared.stretches)
    return HoursView(_hours_sentence(shared), clocks, spans)


def _hours_sentence(shared: SharedHours) -> str:
    if not shared.is_known:
        return str(gettext("Shared hours are not known: an entry names no opening hours."))
    if not shared.stretches:
        return str(gettext("In the coming week the two are never open at the same time."))
    if shared.is_today:
        return str(gettext("Both are open today at the same time:"))
    return str(gettext("The next time both are open is:"))


def _clocks(here: Side, there: Side, own: datetime, theirs: datetime) -> str:
    return str(
        gettext(
            "Now it is %(day)s, %(time)s in %(state)s and %(other_day)s, %(other_time)s in %(other)s.",
            day=_weekday(own.date()),
            time=_clock(own),
            state=here.name,
            other_day=_weekday(theirs.date()),
            other_time=_clock(theirs),
            other=there.name,
        )
    )


def _span(begins: datetime, ends: datetime, own: ZoneInfo, theirs: ZoneInfo) -> SpanView:
    return SpanView(
        _weekday(begins.astimezone(own).date()),
        f"{_clock(begins.astimezone(own))}–{_clock(ends.astimezone(own))}",
        f"{_clock(begins.astimezone(theirs))}–{_clock(ends.astimezone(theirs))}",
    )


def _clock(moment: datetime) -> str:
    return in_digits(format_time(moment, "HH:mm", tzinfo=moment.tzinfo, locale=current_language().locale))


def _weekday(day: date) -> str:
    return str(format_date(day, "EEEE", locale=current_language().locale))


def _basis(own: State, other: State, language: str) -> str:
    """What the Convention gives the two, in one sentence."""
    missing = [state for state in (own, other) if state.uncac_status is not UncacStatus.PARTY]
    if not missing:
        return str(
            gettext(
                "Both States are parties to the Convention against Corruption: its chapters on international"
                " cooperation and asset recovery apply between them."
            )
        )
    if len(missing) == 2:
        return str(gettext("Neither State is a party to the Convention against Corruption."))
    return str(
        gettext(
            "%(state)s is not a party to the Convention against Corruption: look for another treaty.",
            state=missing[0].name(language),
        )
    )

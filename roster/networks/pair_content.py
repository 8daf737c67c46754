"""What the page of two States shows: gathered in a few queries, redacted for its reader, put in order by `pairs`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask_babel import gettext

from roster.authorities.models import Authority
from roster.authorities.presentation import AuthorityView, authority_view
from roster.authorities.queries import authorities_of_states
from roster.authorities.schedules import schedule_of
from roster.authorities.states import SHOWN, Stage
from roster.core.actor import Actor
from roster.networks.hours import SharedHours, shared_hours
from roster.networks.pair_languages import language_sentences, shared_languages
from roster.networks.pair_members import SharedNetwork, common_networks, shared_networks
from roster.networks.pair_words import STANDINGS, sentence
from roster.networks.pairs import Entry, Need, Standing, WayFound, serving, ways
from roster.networks.queries import active_memberships
from roster.networks.treaties import TreatyView, treaty_views
from roster.vocabulary.codes import Freshness, UncacStatus
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
class SideView:
    """One of the two States: whom it names for what is asked, and what else is listed."""

    iso2: str
    name: str
    serving: tuple[AuthorityView, ...]
    others: tuple[AuthorityView, ...]
    channels: tuple[str, ...]
    treaties: tuple[TreatyView, ...]

    @property
    def first(self) -> AuthorityView | None:
        """The first choice for what is asked."""
        return self.serving[0] if self.serving else None


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
    common: tuple[SharedNetwork, ...]
    only_theirs: tuple[SharedNetwork, ...]
    only_own: tuple[SharedNetwork, ...]
    basis: str

    @property
    def quickest(self) -> WayView | None:
        """The first way, where it is open."""
        return self.ways[0] if self.ways and self.ways[0].is_open else None


@dataclass(frozen=True)
class _Side:
    """The rows of one State with what its reader may see of them, the first choice first."""

    state: State
    rows: tuple[tuple[Authority, AuthorityView, Entry], ...]
    chosen: tuple[Entry, ...]

    def row(self, entry: Entry) -> Authority:
        return next(authority for authority, _view, other in self.rows if other.ref == entry.ref)

    def view(self, ref: str) -> AuthorityView | None:
        return next((view for _authority, view, entry in self.rows if entry.ref == ref), None)


def pair_content(actor: Actor, own: State, other: State, *, need: Need, at: datetime) -> PairContent:
    """The page of a requesting and a requested State for this reader."""
    language, today = current_language().code, at.date()
    authorities = [
        item for item in authorities_of_states(actor, (own.iso2, other.iso2)) if item.stage in SHOWN
    ]
    here, there = (_side(actor, authorities, state, need, at) for state in (own, other))
    memberships = active_memberships(today, states={own.iso2, other.iso2})
    networks = shared_networks(
        actor, memberships, own=own.iso2, other=other.iso2, today=today, language=language
    )
    found = ways(here.chosen, there.chosen, networks=common_networks(networks))
    return PairContent(
        need=need,
        own=_side_view(here),
        theirs=_side_view(there),
        ways=tuple(_way_view(item, there) for item in found),
        languages=_languages(here, there, language),
        channels=_common_channels(here, there),
        hours=_hours(here, there, at),
        common=tuple(item for item in networks if item.is_common),
        only_theirs=tuple(item for item in networks if item.theirs and not item.own),
        only_own=tuple(item for item in networks if item.own and not item.theirs),
        basis=_basis(own, other, language),
    )


def _side(actor: Actor, authorities: Sequence[Authority], state: State, need: Need, at: datetime) -> _Side:
    rows = []
    for item in authorities:
        if item.state == state.iso2:
            view = authority_view(actor, item, at=at)
            rows.append((item, view, _entry(item, view)))
    return _Side(state, tuple(rows), tuple(serving([entry for _item, _view, entry in rows], need)))


def _entry(authority: Authority, view: AuthorityView) -> Entry:
    """What the entry says; of what is hidden from the reader, that it is not known."""
    return Entry(
        ref=authority.ref,
        functions=frozenset(duty.function_id for duty in authority.duties),
        channels=frozenset(authority.channels),
        urgent=authority.urgent_procedure,
        has_duty_line=bool(view.duty_line) if view.shows_phones else None,
        is_open=view.now.is_open,
        usual_days=authority.usual_time_days,
        is_confirmed=view.freshness.code != Freshness.NOT_CONFIRMED,
        is_disputed=authority.stage is Stage.DISPUTED,
    )


def _side_view(side: _Side) -> SideView:
    chosen = {entry.ref for entry in side.chosen}
    views = [view for entry in side.chosen if (view := side.view(entry.ref)) is not None]
    return SideView(
        side.state.iso2,
        side.state.name(current_language().code),
        tuple(views),
        tuple(view for _item, view, entry in side.rows if entry.ref not in chosen),
        tuple(dict.fromkeys(label for view in views for label in view.channels)),
        treaty_views(side.state),
    )


def _way_view(found: WayFound, there: _Side) -> WayView:
    return WayView(
        found.way.value,
        str(found.way.label),
        found.standing.value,
        str(STANDINGS[found.standing]),
        tuple(sentence(said) for said in found.reasons),
        tuple(sentence(said) for said in found.unknowns),
        there.view(found.authority) if found.authority else None,
    )


def _languages(here: _Side, there: _Side, language: str) -> tuple[str, ...]:
    if not there.chosen:
        return ()
    accepted = there.row(there.chosen[0]).request_languages
    return tuple(
        language_sentences(
            shared_languages(accepted, here.state.official_languages),
            other=there.state.name(language),
            language=language,
        )
    )


def _common_channels(here: _Side, there: _Side) -> tuple[str, ...]:
    """The ways that entries of both sides name."""
    own, theirs = _side_view(here).channels, _side_view(there).channels
    return tuple(label for label in theirs if label in own)


def _hours(here: _Side, there: _Side, at: datetime) -> HoursView:
    if not here.chosen or not there.chosen:
        return HoursView(
            gettext("Shared hours are not known: one side has no authority listed for this."), "", ()
        )
    own, theirs = (schedule_of(side.row(side.chosen[0])) for side in (here, there))
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


def _clocks(here: _Side, there: _Side, own: datetime, theirs: datetime) -> str:
    language = current_language().code
    return str(
        gettext(
            "Now it is %(day)s, %(time)s in %(state)s and %(other_day)s, %(other_time)s in %(other)s.",
            day=_weekday(own.date()),
            time=_clock(own),
            state=here.state.name(language),
            other_day=_weekday(theirs.date()),
            other_time=_clock(theirs),
            other=there.state.name(language),
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

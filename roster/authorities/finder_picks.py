"""One authority as an answer: how to begin, in which language, and what about it is not certain. Pure functions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from roster.authorities.calendar import Now, standing_now
from roster.authorities.finder_entries import Duty, Entry
from roster.authorities.states import Channel, UrgentProcedure
from roster.vocabulary.codes import Freshness
from roster.vocabulary.freshness import days_since, freshness_after


class Why(StrEnum):
    """Why the finder names an authority."""

    DESIGNATED = "designated"
    OTHER_TREATY = "other-treaty"
    NEAREST = "nearest"
    INFORMAL = "informal"
    DEPUTY = "deputy"


class Step(StrEnum):
    """How to begin with an authority."""

    CALL_DUTY = "call-duty"
    CALL = "call"
    WRITE = "write"
    WRITE_SECURE = "write-secure"
    POST = "post"
    DIPLOMATIC = "diplomatic"


class Doubt(StrEnum):
    """What about an entry is not certain."""

    NOT_CONFIRMED = "not-confirmed"
    DUE = "due"
    DISPUTED = "disputed"
    NOT_REACHED = "not-reached"
    NO_CONTACT = "no-contact"
    PHONES_HIDDEN = "phones-hidden"
    LANGUAGES = "languages"
    CHANNELS = "channels"
    HOURS = "hours"
    ZONE = "zone"
    URGENT = "urgent"
    BASIS = "basis"
    DUAL = "dual"
    TOO_SLOW = "too-slow"


REQUEST_DOUBTS = (Doubt.LANGUAGES, Doubt.CHANNELS, Doubt.BASIS, Doubt.DUAL, Doubt.TOO_SLOW)


@dataclass(frozen=True)
class Case:
    """What is known of the matter when an authority is looked at."""

    at: datetime
    is_urgent: bool
    days: int | None
    own_languages: tuple[str, ...]
    is_formal: bool = True
    is_assistance: bool = True

    @property
    def today(self) -> date:
        """The day of the moment."""
        return self.at.date()


@dataclass(frozen=True)
class Start:
    """The way to begin, with its number or address where it has one."""

    step: Step
    value: str = ""


@dataclass(frozen=True)
class Languages:
    """In which languages to write. `shared` are official ones of the requesting State too."""

    write_in: tuple[str, ...]
    shared: tuple[str, ...]
    is_known: bool


@dataclass(frozen=True)
class Pick:
    """An authority, why it, and how to go about it. `channel` is None where nobody says which it takes."""

    entry: Entry
    why: Why
    duties: tuple[Duty, ...]
    now: Now
    start: Start
    others: tuple[Start, ...]
    channel: Channel | None
    languages: Languages
    doubts: tuple[Doubt, ...]


def pick_of(entry: Entry, why: Why, duties: tuple[Duty, ...], case: Case) -> Pick:
    """The entry as an answer to this case."""
    now = standing_now(entry.schedule, case.at)
    starts = tuple(_starts(entry, now, case))
    return Pick(
        entry=entry,
        why=why,
        duties=duties,
        now=now,
        start=starts[0],
        others=starts[1:],
        channel=channel_of(entry),
        languages=languages_of(entry, case),
        doubts=tuple(_doubts(entry, now, case)),
    )


def channel_of(entry: Entry) -> Channel | None:
    """The channel for the request itself: the most direct of those that the authority takes."""
    known = (Channel.DIRECT, Channel.PLATFORM, Channel.DIPLOMATIC, Channel.INTERPOL)
    return next((channel for channel in known if entry.takes(channel)), None)


def languages_of(entry: Entry, case: Case) -> Languages:
    """Languages that the State takes; where one is the reader's too, that one alone (article 46, paragraph 14)."""
    accepted = entry.languages_taken(urgent=case.is_urgent)
    if not accepted:
        accepted = entry.languages_taken(urgent=True)
    shared = tuple(code for code in accepted if code in case.own_languages)
    return Languages(shared or accepted, shared, is_known=bool(accepted))


def freshness_of(entry: Entry, today: date) -> Freshness:
    """How recently somebody said that the entry holds."""
    return freshness_after(days_since(entry.confirmed_on, today))


def order_of(
    entry: Entry, duties: Collection[Duty], functions: tuple[str, ...], today: date
) -> tuple[int, ...]:
    """What is best first: the nearest function, all of it before a part, the confirmed, the undisputed."""
    rank = min((functions.index(duty.function_id) for duty in duties), default=len(functions))
    is_part = all(duty.scope_note for duty in duties)
    fresh = (Freshness.CONFIRMED, Freshness.DUE, Freshness.NOT_CONFIRMED).index(freshness_of(entry, today))
    return rank, is_part, fresh, entry.is_disputed


def _starts(entry: Entry, now: Now, case: Case) -> Iterable[Start]:
    """The ways to begin, the best first. By night a call is for urgent matters, and then on the duty line."""
    if case.is_urgent:
        call = [Start(Step.CALL_DUTY, entry.duty_line)] if entry.duty_line else []
        office = [Start(Step.CALL, entry.phone)] if entry.phone else []
        yield from (*office, *call) if now.is_open else call
        yield from _letters(entry)
        yield from () if now.is_open else office
    else:
        yield from _letters(entry)
        if entry.phone:
            yield Start(Step.CALL, entry.phone)
    if entry.address:
        yield Start(Step.POST, entry.address)
    yield Start(Step.DIPLOMATIC)


def _letters(entry: Entry) -> Iterable[Start]:
    if entry.mailbox:
        yield Start(Step.WRITE, entry.mailbox)
    if entry.secure_email:
        yield Start(Step.WRITE_SECURE, entry.secure_email)


def _doubts(entry: Entry, now: Now, case: Case) -> Iterable[Doubt]:
    fresh = freshness_of(entry, case.today)
    found = {
        Doubt.NOT_CONFIRMED: fresh is Freshness.NOT_CONFIRMED,
        Doubt.DUE: fresh is Freshness.DUE,
        Doubt.DISPUTED: entry.is_disputed,
        Doubt.NOT_REACHED: entry.was_reached is False,
        Doubt.NO_CONTACT: not _is_reachable(entry) and not entry.hides_phones,
        Doubt.PHONES_HIDDEN: entry.hides_phones,
        Doubt.ZONE: bool(entry.schedule.time_zone) and entry.schedule.zone is None,
        Doubt.HOURS: now.is_open is None
        and (not entry.schedule.time_zone or entry.schedule.zone is not None),
        Doubt.LANGUAGES: case.is_formal and not entry.languages,
        Doubt.CHANNELS: case.is_formal and channel_of(entry) is None,
        Doubt.URGENT: case.is_urgent and entry.urgent_procedure in (None, UrgentProcedure.NONE),
        Doubt.BASIS: case.is_assistance and not entry.uncac_basis,
        Doubt.DUAL: case.is_assistance and entry.dual_criminality is None,
        Doubt.TOO_SLOW: bool(case.days) and (entry.usual_time_days or 0) > (case.days or 0),
    }
    return (doubt for doubt, holds in found.items() if holds)


def _is_reachable(entry: Entry) -> bool:
    return any((entry.mailbox, entry.secure_email, entry.phone, entry.duty_line, entry.address))

"""What a reader sees of an authority: the one redaction, for page, list, JSON, panel and print alike (R6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from roster.authorities.calendar import Holiday, standing_now
from roster.authorities.form_text import write_hours
from roster.authorities.models import Authority, AuthorityContact
from roster.authorities.now_view import HolidayView, NowView, holiday_view, now_view
from roster.authorities.policy import Part, readable_parts
from roster.authorities.schedules import schedule_of
from roster.authorities.states import (
    SHOWN,
    STAGE_LABELS,
    WEEKDAYS,
    Acceptance,
    Channel,
    ContactRole,
    DualCriminality,
    Encryption,
    LegalBasis,
    Signature,
    UrgentProcedure,
)
from roster.core.actor import Actor
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Coded, Freshness, Instrument
from roster.vocabulary.freshness import days_since, freshness_after
from roster.web.locale import current_language, in_digits, show_date


@dataclass(frozen=True)
class FunctionView:
    """A function in the reader's language."""

    id: str
    label: str
    instrument: str
    article: str
    scope_note: str


@dataclass(frozen=True)
class LanguageView:
    """A language by its name; `note` says that it is taken in urgent cases only."""

    code: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class ContactView:
    """That there is a contact person; who it is, is shown on request alone."""

    ref: str
    role: str
    post: str
    languages: str


@dataclass(frozen=True)
class FreshnessView:
    """How recently it was confirmed, in words; `shape` is what the component calls it."""

    code: str
    shape: str
    words: str


@dataclass(frozen=True)
class AuthorityView:
    """An entry as this reader may see it. What is hidden is empty, as what nobody wrote."""

    ref: str
    version: int
    state: str
    state_name: str
    stage: str
    stage_label: str
    is_shown: bool
    name: str
    name_language: str
    english_name: str
    acronym: str
    functions: tuple[FunctionView, ...]
    scope_note: str
    designation: str
    designated_on: date | None
    mailbox: str
    secure_email: str
    address: str
    phone: str
    duty_line: str
    shows_phones: bool
    hours: tuple[tuple[str, str], ...]
    rest_days: str
    holidays: tuple[HolidayView, ...]
    now: NowView
    request_languages: tuple[LanguageView, ...]
    answers_in: tuple[LanguageView, ...]
    channels: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    freshness: FreshnessView
    contacts: tuple[ContactView, ...]
    shows_contacts: bool


def authority_view(actor: Actor, authority: Authority, *, at: datetime) -> AuthorityView:
    """The entry with what this reader may see of it."""
    language = current_language().code
    parts = readable_parts(actor, authority)
    state = vocabulary.state_by_iso2(authority.state)
    name, name_language = authority.name.best_for(language)
    schedule = schedule_of(authority)
    phones = Part.PHONES in parts
    return AuthorityView(
        ref=authority.ref,
        version=authority.version,
        state=authority.state,
        state_name=state.name(language) if state else authority.state,
        stage=authority.stage.value,
        stage_label=str(STAGE_LABELS[authority.stage]),
        is_shown=authority.stage in SHOWN,
        name=name,
        name_language=name_language,
        english_name=authority.english_name,
        acronym=authority.acronym,
        functions=functions_in(authority, language),
        scope_note=authority.scope_note.best_for(language)[0] if authority.scope_note else "",
        designation=authority.designation_reference,
        designated_on=authority.designated_on,
        mailbox=authority.mailbox,
        secure_email=authority.secure_email,
        address=authority.address,
        phone=authority.phone if phones else "",
        duty_line=authority.duty_line if phones else "",
        shows_phones=phones,
        hours=tuple(
            (str(WEEKDAYS[day]), in_digits(write_hours(spans)))
            for day, spans in sorted(schedule.hours.items())
        ),
        rest_days=_joined(str(WEEKDAYS[day]) for day in sorted(schedule.rest_days)),
        holidays=tuple(holiday_view(Holiday(day, label)) for day, label in schedule.holidays.items()),
        now=now_view(standing_now(schedule, at), authority.time_zone, at),
        request_languages=tuple(
            _spoken(code, language, is_urgent_only=when == Acceptance.IF_URGENT)
            for code, when in authority.request_languages.items()
        ),
        answers_in=tuple(_spoken(code, language) for code in answer_languages(authority)),
        channels=_labels(Channel, authority.channels),
        facts=_facts(authority),
        links=tuple(authority.links),
        freshness=freshness_view(authority, at.date()),
        contacts=tuple(_contact(item, language) for item in authority.contacts)
        if Part.CONTACTS in parts
        else (),
        shows_contacts=Part.CONTACTS in parts,
    )


def functions_in(authority: Authority, language: str) -> tuple[FunctionView, ...]:
    """Its functions in words; one that left the vocabulary keeps its label."""
    known = vocabulary.current().authority_functions
    found = ((duty, known.get(duty.function_id)) for duty in authority.duties)
    return tuple(
        FunctionView(
            item.id,
            item.label(language),
            Instrument.words(item.instrument),
            in_digits(item.article),
            duty.scope_note,
        )
        for duty, item in found
        if item is not None
    )


def freshness_view(authority: Authority, today: date) -> FreshnessView:
    """How recently the entry was confirmed."""
    confirmed_on = authority.confirmed_at.date() if authority.confirmed_at else None
    state = freshness_after(days_since(confirmed_on, today))
    day = show_date(confirmed_on, "medium")
    if confirmed_on is None:
        return FreshnessView(state.value, "never", gettext("Never confirmed"))
    words = {
        Freshness.CONFIRMED: gettext("Confirmed on %(date)s", date=day),
        Freshness.DUE: gettext("Last confirmed on %(date)s; a new confirmation is due", date=day),
        Freshness.NOT_CONFIRMED: gettext("Not confirmed since %(date)s", date=day),
    }
    return FreshnessView(state.value, state.value.replace("-", "_"), words[state])


def answer_languages(authority: Authority) -> list[str]:
    """The languages of those who answer, each once: it says nothing of who speaks which."""
    return list(dict.fromkeys(code for contact in authority.contacts for code in contact.languages))


def _contact(contact: AuthorityContact, language: str) -> ContactView:
    return ContactView(
        contact.ref, _label(ContactRole, contact.role), contact.post, spoken_by(contact, language)
    )


def spoken_by(contact: AuthorityContact, language: str) -> str:
    """The languages of a contact person."""
    return _joined(_spoken(code, language).label for code in contact.languages)


def _spoken(code: str, language: str, *, is_urgent_only: bool = False) -> LanguageView:
    entry = vocabulary.current().languages.get(code)
    label = entry.heading(language) if entry else code
    return LanguageView(code, label, gettext("if urgent") if is_urgent_only else "")


def _facts(authority: Authority) -> tuple[tuple[str, str], ...]:
    """What a request must bring and may expect, as terms and values; what is not said is left out."""
    days = authority.usual_time_days
    pairs: Sequence[tuple[str, str]] = (
        (gettext("Signature"), _label(Signature, authority.signature)),
        (gettext("Encryption"), _label(Encryption, authority.encryption)),
        (gettext("Urgent requests"), _label(UrgentProcedure, authority.urgent_procedure)),
        (gettext("What to do in an urgent case"), authority.urgent_note),
        (gettext("The Convention as legal basis"), _joined(_labels(LegalBasis, authority.uncac_basis))),
        (gettext("Dual criminality"), _label(DualCriminality, authority.dual_criminality)),
        (gettext("Limits on the use of what is sent"), authority.limits_on_use),
        (gettext("What must be attached"), authority.required_attachments),
        (gettext("Usual time to answer, in days"), in_digits(str(days)) if days else ""),
    )
    return tuple((name, value) for name, value in pairs if value)


def _labels(kind: type[Coded], codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(label for code in codes if (label := _label(kind, code)))


def _label(kind: type[Coded], code: str | None) -> str:
    member = kind.of(code)
    return str(member.label) if member is not None else ""


def _joined(words: Iterable[str]) -> str:
    return " · ".join(words)

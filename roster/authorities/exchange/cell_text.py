"""An authority as the text of cells, in the reader's words or in codes; `cell_reading` reads both."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from flask_babel import gettext

from roster.authorities.calendar import Span
from roster.authorities.exchange.columns import Column
from roster.authorities.exchange.record import AuthorityRecord
from roster.authorities.exchange.words import DAY_CODES, NO_DAY, Voice
from roster.authorities.form_options import function_words
from roster.authorities.form_text import write_holidays, write_hours
from roster.authorities.inputs import DutyInput, ReachInput
from roster.authorities.states import (
    STAGE_LABELS,
    WEEKDAYS,
    Acceptance,
    Channel,
    DualCriminality,
    Encryption,
    LegalBasis,
    Signature,
    UrgentProcedure,
)
from roster.core.multilingual import MultilingualText
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Coded
from roster.web.locale import current_language

BETWEEN: Final = "; "
SCOPE: Final = " | "
KINDS: Final[Mapping[Column, type[Coded]]] = {
    Column.CHANNELS: Channel,
    Column.SIGNATURE: Signature,
    Column.ENCRYPTION: Encryption,
    Column.URGENT_PROCEDURE: UrgentProcedure,
    Column.UNCAC_BASIS: LegalBasis,
    Column.DUAL_CRIMINALITY: DualCriminality,
}


def texts_of(record: AuthorityRecord, voice: Voice) -> dict[Column, str]:
    """Every cell of one row."""
    return _told(record, voice) | reach_texts(record.reach, voice)


def reach_texts(reach: ReachInput, voice: Voice) -> dict[Column, str]:
    """The cells that say how and when it is reached."""
    plain = (
        Column.MAILBOX,
        Column.SECURE_EMAIL,
        Column.PHONE,
        Column.DUTY_LINE,
        Column.ADDRESS,
        Column.TIME_ZONE,
        Column.URGENT_NOTE,
        Column.LIMITS_ON_USE,
        Column.ATTACHMENTS,
    )
    return {
        **{column: getattr(reach, column.value) for column in plain},
        **{column: _codes(kind, getattr(reach, column.value), voice) for column, kind in KINDS.items()},
        Column.OPENING_HOURS: _hours(reach.opening_hours, voice),
        Column.REST_DAYS: BETWEEN.join(_day(day, voice) for day in sorted(reach.rest_days)) or _no_day(voice),
        Column.HOLIDAYS: write_holidays(reach.holidays),
        Column.REQUEST_LANGUAGES: BETWEEN.join(
            _language(code, when, voice) for code, when in reach.request_languages.items()
        ),
        Column.USUAL_TIME: str(reach.usual_time_days or ""),
        Column.LINKS: "\n".join(reach.links),
    }


def blocks(text: MultilingualText | None, *, without_source: bool = False) -> str:
    """A text in its languages, the one it was written in first: each begins with its code in brackets."""
    if text is None:
        return ""
    others = [code for code in sorted(text.texts) if code != text.source]
    codes = others if without_source else [text.source, *others]
    return "\n".join(f"[{code}] {text.texts[code]}" for code in codes)


def _told(record: AuthorityRecord, voice: Voice) -> dict[Column, str]:
    identity = record.identity
    in_words = voice is Voice.WORDS
    return {
        Column.REFERENCE: record.ref,
        Column.STATE: _state(record.state) if in_words else record.state,
        Column.NAME: identity.name.original,
        Column.NAME_LANGUAGE: _language_name(identity.name.source) if in_words else identity.name.source,
        Column.OTHER_NAMES: blocks(identity.name, without_source=True),
        Column.ENGLISH_NAME: identity.english_name,
        Column.ACRONYM: identity.acronym,
        Column.FUNCTIONS: "\n".join(_duty(duty, voice) for duty in identity.duties),
        Column.SCOPE_NOTE: blocks(identity.scope_note),
        Column.DESIGNATION: identity.designation_reference,
        Column.DESIGNATED_ON: _date(identity.designated_on),
        Column.STAGE: str(STAGE_LABELS[record.stage]) if in_words else record.stage.value,
        Column.CONFIRMED_ON: _date(record.confirmed_on),
    }


def _duty(duty: DutyInput, voice: Voice) -> str:
    known = vocabulary.current().authority_functions.get(duty.function_id)
    words = function_words(known) if voice is Voice.WORDS and known is not None else duty.function_id
    return f"{words}{SCOPE}{duty.scope_note}" if duty.scope_note else words


def _codes(kind: type[Coded], codes: str | Iterable[str] | None, voice: Voice) -> str:
    listed = [codes] if isinstance(codes, str) else codes or ()
    return BETWEEN.join(_label(kind, code) if voice is Voice.WORDS else code for code in listed)


def _label(kind: type[Coded], code: str) -> str:
    found = kind.of(code)
    return code if found is None else str(found.label)


def _hours(hours: Mapping[int, tuple[Span, ...]], voice: Voice) -> str:
    return "\n".join(f"{_day(day, voice)} {write_hours(spans)}" for day, spans in sorted(hours.items()))


def _day(day: int, voice: Voice) -> str:
    return str(WEEKDAYS[day]) if voice is Voice.WORDS else DAY_CODES[day]


def _no_day(voice: Voice) -> str:
    return gettext("None") if voice is Voice.WORDS else NO_DAY


def _language(code: str, when: str, voice: Voice) -> str:
    is_urgent_only = when == Acceptance.IF_URGENT
    if voice is Voice.CODES:
        return f"{code} ({when})" if is_urgent_only else code
    name = _language_name(code)
    return f"{name} ({Acceptance.IF_URGENT.label})" if is_urgent_only else name


def _language_name(code: str) -> str:
    known = vocabulary.current().languages.get(code)
    return known.heading(current_language().code) if known else code


def _state(iso2: str) -> str:
    found = vocabulary.state_by_iso2(iso2)
    return found.name(current_language().code) if found else iso2


def _date(day: date | None) -> str:
    return day.isoformat() if day else ""

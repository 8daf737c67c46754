"""Where two versions of an entry differ, in words to be read side by side (R11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.authorities.calendar import Span
from roster.authorities.form_options import function_words
from roster.authorities.form_text import write_hours
from roster.authorities.inputs import ContactInput, DutyInput, IdentityInput, ReachInput
from roster.authorities.states import (
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
from roster.core.multilingual import MultilingualText
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Coded
from roster.web.locale import current_language, in_digits, show_date

LABELS = {
    "name": _l("Official name"),
    "english_name": _l("Name in English"),
    "acronym": _l("Acronym"),
    "duties": _l("Functions"),
    "scope_note": _l("Remarks on the functions"),
    "designation_reference": _l("Reference of the designation"),
    "designated_on": _l("Designated on"),
    "mailbox": _l("General mailbox"),
    "secure_email": _l("Secure e-mail address"),
    "phone": _l("Telephone"),
    "duty_line": _l("Duty line, answered at all hours"),
    "address": _l("Postal address"),
    "time_zone": _l("Time zone"),
    "opening_hours": _l("Opening hours"),
    "rest_days": _l("Weekly days of rest"),
    "holidays": _l("Public holidays"),
    "request_languages": _l("Languages of requests"),
    "channels": _l("Channels"),
    "signature": _l("Signature"),
    "encryption": _l("Encryption"),
    "urgent_procedure": _l("Urgent requests"),
    "urgent_note": _l("What to do in an urgent case"),
    "uncac_basis": _l("The Convention as legal basis"),
    "dual_criminality": _l("Dual criminality"),
    "limits_on_use": _l("Limits on the use of what is sent"),
    "required_attachments": _l("What must be attached"),
    "usual_time_days": _l("Usual time to answer, in days"),
    "links": _l("Links to laws and guides"),
    "contacts": _l("Contact persons"),
}
_CODES: Mapping[str, type[Coded]] = {
    "channels": Channel,
    "signature": Signature,
    "encryption": Encryption,
    "urgent_procedure": UrgentProcedure,
    "uncac_basis": LegalBasis,
    "dual_criminality": DualCriminality,
}


@dataclass(frozen=True)
class Difference:
    """One field in which what is stored and what was typed differ."""

    label: str
    stored: str
    typed: str


def differences(stored: IdentityInput | ReachInput, typed: IdentityInput | ReachInput) -> list[Difference]:
    """The fields of two inputs of one kind that differ, in the reader's language."""
    found = []
    for name in (item.name for item in fields(stored)):
        here, there = getattr(stored, name), getattr(typed, name)
        if here != there:
            found.append(Difference(str(LABELS[name]), _words(name, here), _words(name, there)))
    return found


def _words(name: str, value: object) -> str:
    if name in _CODES:
        codes = value if isinstance(value, tuple) else (value,)
        return _lines([_label(_CODES[name], code) for code in codes])
    if isinstance(value, MultilingualText):
        return _lines([f"{_language(code)}: {text}" for code, text in value.texts.items()])
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, Mapping):
        return _lines([_pair(name, key, item) for key, item in value.items()])
    if isinstance(value, frozenset):
        return _lines([str(WEEKDAYS[day]) for day in sorted(value)])
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _lines([_row(item) for item in value])
    return in_digits(str(value)) if isinstance(value, int) else str(value or "–")


def _pair(name: str, key: object, value: object) -> str:
    """A language of requests, the hours of a day, a holiday."""
    if name == "request_languages":
        return f"{_language(str(key))}: {_label(Acceptance, value)}"
    if name == "opening_hours" and isinstance(key, int) and isinstance(value, tuple):
        spans: tuple[Span, ...] = value
        return f"{WEEKDAYS[key]}: {in_digits(write_hours(spans))}"
    return f"{show_date(key)} {value}" if isinstance(key, date) else f"{key}: {value}"


def _row(item: object) -> str:
    if isinstance(item, DutyInput):
        known = vocabulary.current().authority_functions.get(item.function_id)
        label = function_words(known) if known else item.function_id
        return f"{label} – {item.scope_note}" if item.scope_note else label
    if isinstance(item, ContactInput):
        spoken = " · ".join(_language(code) for code in item.languages)
        parts = (_label(ContactRole, item.role), item.name, item.post, item.email, item.phone, spoken)
        return " · ".join(filter(None, parts))
    return str(item)


def _label(kind: type[Coded], code: object) -> str:
    member = kind.of(str(code)) if code is not None else None
    return str(member.label) if member is not None else gettext("Not said")


def _language(code: str) -> str:
    entry = vocabulary.current().languages.get(code)
    return entry.heading(current_language().code) if entry else code


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(lines) or "–"

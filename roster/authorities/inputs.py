"""What the services take: the typed content of an entry, as forms, imports and the demonstration give it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from roster.authorities.calendar import Span
from roster.core.multilingual import MultilingualText


@dataclass(frozen=True)
class DutyInput:
    """A function, and for what part of it the authority has it."""

    function_id: str
    scope_note: str = ""


@dataclass(frozen=True, kw_only=True)
class ContactInput:
    """A contact person; `ref` names the row that it changes, empty for a new one."""

    ref: str = ""
    role: str = "primary"
    post: str = ""
    name: str = ""
    languages: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class IdentityInput:
    """What an authority is: two pairs of eyes see each change of it."""

    name: MultilingualText
    english_name: str = ""
    acronym: str = ""
    scope_note: MultilingualText | None = None
    designation_reference: str = ""
    designated_on: date | None = None
    duties: tuple[DutyInput, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReachInput:
    """How and when it is reached, and what a request must bring: the officer changes it at once."""

    mailbox: str = ""
    address: str = ""
    phone: str = ""
    secure_email: str = ""
    duty_line: str = ""
    opening_hours: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    time_zone: str = ""
    rest_days: frozenset[int] = frozenset({5, 6})
    holidays: Mapping[date, str] = field(default_factory=dict)
    request_languages: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] = ()
    signature: str | None = None
    encryption: str | None = None
    urgent_procedure: str | None = None
    urgent_note: str = ""
    uncac_basis: tuple[str, ...] = ()
    dual_criminality: str | None = None
    limits_on_use: str = ""
    required_attachments: str = ""
    usual_time_days: int | None = None
    links: tuple[str, ...] = ()
    contacts: tuple[ContactInput, ...] = ()

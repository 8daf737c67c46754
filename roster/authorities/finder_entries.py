"""An authority as the finder counts with it: frozen values, with what this reader may not see left empty."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from roster.authorities.calendar import Schedule
from roster.authorities.models import Authority
from roster.authorities.policy import Part
from roster.authorities.schedules import schedule_of
from roster.authorities.states import Acceptance, Channel, DualCriminality, LegalBasis, Stage, UrgentProcedure


@dataclass(frozen=True)
class Duty:
    """A function, and for what part of it the authority has it."""

    function_id: str
    scope_note: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the finder asks of an authority. Telephone numbers are empty where they are hidden."""

    ref: str
    state: str
    name: str
    duties: tuple[Duty, ...] = ()
    is_disputed: bool = False
    confirmed_on: date | None = None
    schedule: Schedule = field(default_factory=lambda: Schedule("", {}, frozenset(), {}))
    mailbox: str = ""
    secure_email: str = ""
    address: str = ""
    phone: str = ""
    duty_line: str = ""
    hides_phones: bool = False
    languages: tuple[tuple[str, str], ...] = ()
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
    was_reached: bool | None = None
    tried_on: date | None = None

    def duties_in(self, functions: Collection[str]) -> tuple[Duty, ...]:
        """Those of its duties that are among these functions."""
        return tuple(duty for duty in self.duties if duty.function_id in functions)

    def takes(self, channel: Channel) -> bool:
        """Whether it names this channel."""
        return channel.value in self.channels

    def languages_taken(self, *, urgent: bool) -> tuple[str, ...]:
        """The languages of requests: those taken always, and for an urgent one those taken then."""
        return tuple(code for code, when in self.languages if urgent or when == Acceptance.ALWAYS)

    def is_basis(self, basis: LegalBasis) -> bool:
        """Whether the Convention itself is said to be legal basis for this."""
        return basis.value in self.uncac_basis

    @property
    def needs_dual_criminality(self) -> bool:
        """Whether some requests need the conduct to be an offence in both States."""
        return self.dual_criminality in (DualCriminality.REQUIRED, DualCriminality.COERCIVE)

    @property
    def is_urgent_at_all_hours(self) -> bool:
        """Whether an urgent request is taken at night."""
        return self.urgent_procedure == UrgentProcedure.AT_ALL_HOURS


def entry_of(
    authority: Authority,
    parts: Collection[Part],
    *,
    was_reached: bool | None = None,
    tried_on: date | None = None,
) -> Entry:
    """The authority for a reader of these parts."""
    phones = Part.PHONES in parts
    return Entry(
        ref=authority.ref,
        state=authority.state,
        name=authority.english_name,
        duties=tuple(Duty(duty.function_id, duty.scope_note) for duty in authority.duties),
        is_disputed=authority.stage is Stage.DISPUTED,
        confirmed_on=authority.confirmed_at.date() if authority.confirmed_at else None,
        schedule=schedule_of(authority),
        mailbox=authority.mailbox,
        secure_email=authority.secure_email,
        address=authority.address,
        phone=authority.phone if phones else "",
        duty_line=authority.duty_line if phones else "",
        hides_phones=not phones,
        languages=tuple(authority.request_languages.items()),
        channels=tuple(authority.channels),
        signature=authority.signature,
        encryption=authority.encryption,
        urgent_procedure=authority.urgent_procedure,
        urgent_note=authority.urgent_note,
        uncac_basis=tuple(authority.uncac_basis),
        dual_criminality=authority.dual_criminality,
        limits_on_use=authority.limits_on_use,
        required_attachments=authority.required_attachments,
        usual_time_days=authority.usual_time_days,
        was_reached=was_reached,
        tried_on=tried_on,
    )

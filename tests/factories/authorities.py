"""Invented authorities, made through the services."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from roster.authorities import services
from roster.authorities.calendar import Span
from roster.authorities.inputs import ContactInput, DutyInput, IdentityInput, ReachInput
from roster.authorities.models import Authority
from roster.authorities.states import Stage
from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.multilingual import MultilingualText

PHONE, DUTY, MAILBOX = "+254 20 555 0101", "+254 20 555 0199", "central@authority.example"
PERSON, PERSON_EMAIL, PERSON_PHONE = "Zqnaliaka Barasa", "zqnaliaka@authority.example", "+254 20 555 0142"
OFFICE = (Span(time(8), time(12, 30)), Span(time(13, 30), time(17)))

IDENTITY = IdentityInput(
    name=MultilingualText({"en": "Central Authority (invented)"}, "en"),
    english_name="Central Authority (invented)",
    acronym="CAI",
    duties=(DutyInput("uncac-mla"), DutyInput("uncac-asset-recovery", "Freezing of assets only")),
)
REACH = ReachInput(
    mailbox=MAILBOX,
    phone=PHONE,
    duty_line=DUTY,
    opening_hours=dict.fromkeys(range(5), OFFICE),
    time_zone="Africa/Nairobi",
    holidays={date(2026, 12, 12): "Jamhuri Day"},
    request_languages={"en": "always", "fr": "if-urgent"},
    channels=("direct", "interpol"),
    urgent_procedure="at-all-hours",
    contacts=(
        ContactInput(
            name=PERSON, post="Head of unit", email=PERSON_EMAIL, phone=PERSON_PHONE, languages=("en", "sw")
        ),
    ),
)


def make_authority(
    *,
    state: str = "KE",
    ref: str = "",
    stage: Stage = Stage.LISTED,
    confirmed_at: datetime | None = None,
    identity: dict[str, Any] | None = None,
    reach: dict[str, Any] | None = None,
) -> Authority:
    """An authority at this stage. Call it within a unit of work."""
    authority = services.create_authority(
        SYSTEM,
        state,
        identity=replace(IDENTITY, **(identity or {})),
        reach=replace(REACH, **(reach or {})),
        ref=ref,
    )
    if stage is not Stage.DRAFT:
        services.submit_authority(SYSTEM, authority)
    if stage in (Stage.LISTED, Stage.DISPUTED):
        services.list_authority(SYSTEM, authority, confirmed_at=confirmed_at)
    authority.stage = stage
    db.session.flush()
    return authority

"""An authority as it leaves in a file: what this reader may see of it, as typed input. Contact persons never."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from roster.authorities.inputs import IdentityInput, ReachInput
from roster.authorities.models import Authority
from roster.authorities.policy import Part, readable_parts
from roster.authorities.proposals import identity_of
from roster.authorities.reading import reach_of
from roster.authorities.states import Stage
from roster.core.actor import Actor


@dataclass(frozen=True, kw_only=True)
class AuthorityRecord:
    """One row of a list, or one card."""

    ref: str
    state: str
    stage: Stage
    identity: IdentityInput
    reach: ReachInput
    confirmed_on: date | None
    changed_at: datetime
    shows_phones: bool


def record_of(actor: Actor, authority: Authority) -> AuthorityRecord:
    """The entry within what this reader may see: contact persons are shown on request alone, never in a file."""
    reach = replace(reach_of(authority), contacts=())
    shows_phones = Part.PHONES in readable_parts(actor, authority)
    if not shows_phones:
        reach = replace(reach, phone="", duty_line="")
    return AuthorityRecord(
        ref=authority.ref,
        state=authority.state,
        stage=authority.stage,
        identity=identity_of(authority),
        reach=reach,
        confirmed_on=authority.confirmed_at.date() if authority.confirmed_at else None,
        changed_at=authority.changed_at,
        shows_phones=shows_phones,
    )

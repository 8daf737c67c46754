"""The only writer of entries: begins, changes and confirms them, and moves them on.

Reports and what readers say are in `report_services`. Audit entries name fields, never values.
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from roster.authorities import policy, queries
from roster.authorities.folding import joined_words
from roster.authorities.inputs import ContactInput, IdentityInput, ReachInput
from roster.authorities.models import Authority, AuthorityContact, AuthorityDuty
from roster.authorities.proposals import identity_as_json, identity_from_json, identity_of
from roster.authorities.reading import reach_of
from roster.authorities.rules import Problems, identity_problems, reach_problems
from roster.authorities.schedules import stored_holidays, stored_hours
from roster.authorities.states import AUTHORITY_WORKFLOW, SHOWN, Stage
from roster.core import audit, clock
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.reference import new_reference
from roster.vocabulary import queries as vocabulary

_COPIED = (
    "mailbox",
    "address",
    "phone",
    "secure_email",
    "duty_line",
    "time_zone",
    "signature",
    "encryption",
    "urgent_procedure",
    "urgent_note",
    "dual_criminality",
    "limits_on_use",
    "required_attachments",
    "usual_time_days",
)


def create_authority(
    actor: Actor, state: str, *, identity: IdentityInput, reach: ReachInput | None = None, ref: str = ""
) -> Authority:
    """Begin an entry as a draft. Only the system names its reference. Raises ForbiddenError, InvalidError."""
    _demand(actor.is_system or state in actor.states)
    reach = reach or ReachInput()
    _refuse(identity_problems(identity) | reach_problems(reach))
    now = clock.now()
    authority = Authority(
        ref=ref if ref and actor.is_system else new_reference(queries.PREFIX),
        state=state,
        stage=Stage.DRAFT,
        owner_id=actor.user_id,
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
    _put_identity(authority, identity)
    _put_reach(authority, reach)
    db.session.add(authority)
    db.session.flush()
    audit.record(actor, "authorities:authority:create", subject=authority.ref)
    return authority


def edit_authority(
    actor: Actor, authority: Authority, *, reach: ReachInput, identity: IdentityInput | None = None
) -> bool:
    """Change an entry; says whether a change of name or functions waits for the manager now.

    What concerns reaching it holds at once, and counts as confirmation where it is listed. Raises
    ForbiddenError, InvalidError.
    """
    _demand(policy.can_edit(actor, authority))
    is_shown = authority.stage in SHOWN
    problems = reach_problems(reach, is_final=is_shown)
    if identity is not None:
        _demand(policy.can_edit_identity(actor, authority))
        problems |= identity_problems(identity, is_final=is_shown)
    _refuse(problems)
    changed = _changed(reach_of(authority), reach)
    _put_reach(authority, reach)
    proposed = False
    if identity is not None:
        named = _changed(identity_of(authority), identity)
        proposed = bool(named) and is_shown and not actor.is_system
        if proposed:
            authority.proposal = identity_as_json(identity)
        elif named:
            _put_identity(authority, identity)
        elif Role.FOCAL_POINT in policy.roles_towards(actor, authority):
            authority.proposal = None  # typed as it stands: nothing is wanted any more
        changed |= named
    if authority.stage is Stage.LISTED:
        _confirm(actor, authority)
    _touch(actor, authority)
    audit.record(actor, "authorities:authority:edit", subject=authority.ref, fields=tuple(sorted(changed)))
    return proposed


def confirm_authority(actor: Actor, authority: Authority) -> None:
    """Say that the whole entry holds. Raises ForbiddenError."""
    _demand(policy.can_confirm(actor, authority))
    _confirm(actor, authority)
    _touch(actor, authority)
    audit.record(actor, "authorities:authority:confirm", subject=authority.ref)


def submit_authority(actor: Actor, authority: Authority) -> None:
    """Hand a draft to the manager. Raises ForbiddenError, StaleError, InvalidError."""
    _step(actor, authority, "submit", is_final=True)
    audit.record(actor, "authorities:authority:submit", subject=authority.ref)


def return_authority(actor: Actor, authority: Authority) -> None:
    """Send what was submitted back to its State. Raises ForbiddenError, StaleError."""
    _step(actor, authority, "return")
    audit.record(actor, "authorities:authority:return", subject=authority.ref)


def list_authority(actor: Actor, authority: Authority, *, confirmed_at: datetime | None = None) -> None:
    """Show it to all members; it counts as confirmed by its State. Raises ForbiddenError, StaleError."""
    _step(actor, authority, "list", is_final=True)
    authority.confirmed_at = (confirmed_at if actor.is_system else None) or clock.now()
    authority.confirmed_by = authority.changed_by if actor.is_system else authority.owner_id
    audit.record(actor, "authorities:authority:list", subject=authority.ref)


def decide_proposal(actor: Actor, authority: Authority, *, agrees: bool) -> None:
    """Take over the proposed name and functions, or not. Raises StaleError, ForbiddenError."""
    if authority.proposal is None:
        raise StaleError
    _demand(policy.can_decide(actor, authority))
    if agrees:
        _put_identity(authority, identity_from_json(authority.proposal))
    authority.proposal = None
    _touch(actor, authority)
    outcome = "agreed" if agrees else "declined"
    audit.record(actor, "authorities:proposal:decide", subject=authority.ref, outcome=outcome)


def _step(actor: Actor, authority: Authority, name: str, *, is_final: bool = False) -> None:
    if is_final:
        identity, reach = identity_of(authority), reach_of(authority)
        problems = identity_problems(identity, is_final=True) | reach_problems(reach, is_final=True)
        _refuse(problems)
    roles = policy.roles_towards(actor, authority)
    stage = AUTHORITY_WORKFLOW.step(name, stage=authority.stage, roles=roles, is_system=actor.is_system)
    authority.stage = stage
    _touch(actor, authority)


def _confirm(actor: Actor, authority: Authority) -> None:
    """Also where nothing was changed it is a change: of two confirmations at once the second sees the first."""
    authority.confirmed_at, authority.confirmed_by = clock.now(), actor.user_id
    if actor.user_id is not None:
        authority.owner_id = actor.user_id


def _put_identity(authority: Authority, given: IdentityInput) -> None:
    authority.name = given.name
    authority.english_name = given.english_name
    authority.acronym = given.acronym
    authority.scope_note = given.scope_note
    authority.designation_reference = given.designation_reference
    authority.designated_on = given.designated_on
    authority.duties = [
        AuthorityDuty(position=number, function_id=duty.function_id, scope_note=duty.scope_note)
        for number, duty in enumerate(given.duties)
    ]
    authority.search_words = _search_words(authority.state, given)


def _put_reach(authority: Authority, given: ReachInput) -> None:
    for name in _COPIED:
        setattr(authority, name, getattr(given, name))
    authority.opening_hours = stored_hours(given.opening_hours)
    authority.rest_days = sorted(given.rest_days)
    authority.holidays = stored_holidays(given.holidays)
    authority.request_languages = dict(given.request_languages)
    authority.channels = list(given.channels)
    authority.uncac_basis = list(given.uncac_basis)
    authority.links = list(given.links)
    authority.contacts = _contacts(authority.contacts, given.contacts)


def _contacts(stored: list[AuthorityContact], given: Iterable[ContactInput]) -> list[AuthorityContact]:
    """Rows for the given people: those that were there stay the same rows."""
    known = {contact.ref: contact for contact in stored}
    rows = []
    for position, item in enumerate(given):
        row = known.pop(item.ref, None) or AuthorityContact(ref=new_reference(queries.CONTACT_PREFIX))
        row.position, row.role, row.post, row.name = position, item.role, item.post, item.name
        row.languages, row.email, row.phone = list(item.languages), item.email, item.phone
        rows.append(row)
    return rows


def _search_words(state: str, given: IdentityInput) -> str:
    """Every word by which the list finds it: its names, and those of its State in all languages."""
    entry = vocabulary.state_by_iso2(state)
    of_state = entry.labels.values() if entry else ()
    return joined_words([*given.name.texts.values(), given.english_name, given.acronym, *of_state])


def _changed(before: object, after: object) -> set[str]:
    names = [item.name for item in fields(before)]  # type: ignore[arg-type]
    return {name for name in names if getattr(before, name) != getattr(after, name)}


def _touch(actor: Actor, authority: Authority) -> None:
    authority.changed_at, authority.changed_by = clock.now(), actor.user_id


def _refuse(problems: Problems) -> None:
    if problems:
        raise InvalidError(problems)


def _demand(allowed: bool) -> None:
    if not allowed:
        raise ForbiddenError

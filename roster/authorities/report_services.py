"""What readers say of an entry: that it is wrong, whether somebody answered, that they need a contact person."""

from roster.authorities import policy, queries, report_queries
from roster.authorities.calendar import working_days_after
from roster.authorities.models import Authority, AuthorityContact, AuthorityReach, AuthorityReport
from roster.authorities.notices import Notice, tell_keepers, tell_reporter
from roster.authorities.schedules import schedule_of
from roster.authorities.states import AUTHORITY_WORKFLOW, Outcome, Returned, Stage, Way
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError
from roster.core.reference import new_reference

WORKING_DAYS = 10


def report_wrong(actor: Actor, authority: Authority, *, text: str) -> AuthorityReport:
    """Say that the entry is wrong; its keepers have ten of their working days. Raises ForbiddenError."""
    _demand(policy.can_report(actor, authority))
    return _open_report(actor, authority, text=text)


def _open_report(
    actor: Actor, authority: Authority, *, text: str, returned: Returned | None = None
) -> AuthorityReport:
    now = clock.now()
    report = AuthorityReport(
        ref=new_reference(queries.REPORT_PREFIX),
        authority=authority,
        user_id=actor.user_id,
        returned=returned.value if returned else "",
        at=now,
        text=text,
        due_on=working_days_after(schedule_of(authority), now, count=WORKING_DAYS),
    )
    authority.stage = AUTHORITY_WORKFLOW.step("dispute", stage=authority.stage, roles=(), is_system=True)
    authority.changed_at, authority.changed_by = now, actor.user_id
    db.session.add(report)
    db.session.flush()
    audit.record(actor, "authorities:report:make", subject=authority.ref, fields=(report.ref,))
    tell_keepers(authority, Notice.REPORTED, besides=actor, report=report)
    return report


def note_returned(actor: Actor, address: str) -> int:
    """A letter to this address came back for good: each entry that gives it is reported by the system itself.

    Not again while such a report waits; returns how many are new. Raises ForbiddenError for any but the system.
    """
    _demand(actor.is_system)
    found = report_queries.giving_address(address)
    waiting = report_queries.returns_reported([authority.id for authority, _which in found])
    new = [(authority, which) for authority, which in found if authority.id not in waiting]
    for authority, which in new:
        _open_report(actor, authority, text="", returned=which)
    return len(new)


def answer_report(actor: Actor, report: AuthorityReport, *, outcome: Outcome, text: str) -> None:
    """Answer the reporter by letter; with the last answer the entry counts as right again. Raises ForbiddenError."""
    _demand(policy.can_answer(actor, report))
    authority, now = report.authority, clock.now()
    report.answered_at, report.answered_by = now, actor.user_id
    report.outcome, report.answer = outcome.value, text
    db.session.flush()
    if authority.stage is Stage.DISPUTED and not report_queries.open_reports_on(authority):
        step = AUTHORITY_WORKFLOW.step("settle", stage=authority.stage, roles=(), is_system=True)
        authority.stage = step
    authority.changed_at, authority.changed_by = now, actor.user_id
    audit.record(actor, "authorities:report:answer", subject=authority.ref, fields=(report.ref,))
    tell_reporter(report)


def reveal_contact(actor: Actor, authority: Authority, *, contact: AuthorityContact) -> None:
    """Note who is shown which contact person; the keepers see it. Raises ForbiddenError."""
    _demand(policy.can_reveal(actor, authority))
    audit.record(actor, "authorities:contact:reveal", subject=authority.ref, fields=(contact.ref,))


def tell_reach(actor: Actor, authority: Authority, *, is_reached: bool, way: Way) -> None:
    """Note whether the authority answered. Raises ForbiddenError."""
    _demand(policy.can_tell_reach(actor, authority))
    reach = AuthorityReach(
        authority_id=authority.id,
        user_id=actor.user_id,
        at=clock.now(),
        is_reached=is_reached,
        channel=way.value,
    )
    db.session.add(reach)
    audit.record(actor, "authorities:reach:tell", subject=authority.ref)


def _demand(allowed: bool) -> None:
    if not allowed:
        raise ForbiddenError

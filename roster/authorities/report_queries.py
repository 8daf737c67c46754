"""Every select on reports that an entry is wrong, and on whom a letter that came back concerns."""

from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa

from roster.authorities.models import Authority, AuthorityContact, AuthorityReport
from roster.authorities.policy import can_read_report, reports_visible_to
from roster.authorities.queries import NOTHING, REPORT_PREFIX, kept_by
from roster.authorities.states import SHOWN, Returned
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open


def report_by_ref(actor: Actor, ref: str, report_ref: str) -> AuthorityReport | None:
    """A report on this authority, where it exists for this actor."""
    report_ref = report_ref if is_reference(report_ref, REPORT_PREFIX) else NOTHING
    found = _reports().where(
        AuthorityReport.ref == report_ref, Authority.ref == ref, reports_visible_to(actor)
    )
    if is_open():
        found = found.with_for_update(of=Authority).execution_options(populate_existing=True)
    report = db.session.scalar(found)
    return report if report is not None and can_read_report(actor, report) else None


def report_by_id(report_id: int) -> AuthorityReport | None:
    """The report with this number: for letters."""
    return db.session.get(AuthorityReport, report_id)


def open_reports(actor: Actor) -> Sequence[AuthorityReport]:
    """Reports that wait for an answer on entries that this actor keeps, what is due first."""
    found = _reports().where(AuthorityReport.answered_at.is_(None), kept_by(actor))
    return db.session.scalars(found.order_by(AuthorityReport.due_on, AuthorityReport.id)).all()


def open_reports_on(authority: Authority) -> Sequence[AuthorityReport]:
    """Reports on this authority that wait for an answer, the oldest first."""
    found = _reports().where(
        AuthorityReport.authority_id == authority.id, AuthorityReport.answered_at.is_(None)
    )
    return db.session.scalars(found.order_by(AuthorityReport.id)).all()


def returns_reported(authority_ids: Collection[int]) -> set[int]:
    """Those of these authorities on which a report of the system waits for an answer."""
    found = sa.select(AuthorityReport.authority_id).where(
        AuthorityReport.authority_id.in_(list(authority_ids)),
        AuthorityReport.user_id.is_(None),
        AuthorityReport.answered_at.is_(None),
    )
    return set(db.session.scalars(found))


def reports_overdue(today: date, *, since: date | None = None) -> Sequence[AuthorityReport]:
    """Unanswered reports whose day is over; with `since` those whose day ended after that one only."""
    found = _reports().where(AuthorityReport.answered_at.is_(None), AuthorityReport.due_on < today)
    if since is not None:
        found = found.where(AuthorityReport.due_on >= since)
    return db.session.scalars(found.order_by(AuthorityReport.due_on, AuthorityReport.id)).all()


def giving_address(address: str) -> list[tuple[Authority, Returned]]:
    """The listed entries that give this e-mail address, and as what."""
    same = address.strip().casefold()
    if not same:
        return []
    of_contact = sa.select(AuthorityContact.authority_id).where(sa.func.lower(AuthorityContact.email) == same)
    found = sa.select(Authority).where(
        Authority.stage.in_(SHOWN),
        sa.or_(
            sa.func.lower(Authority.mailbox) == same,
            sa.func.lower(Authority.secure_email) == same,
            Authority.id.in_(of_contact),
        ),
    )
    return [(item, _as_what(item, same)) for item in db.session.scalars(found.order_by(Authority.id))]


def _as_what(authority: Authority, address: str) -> Returned:
    if authority.mailbox.casefold() == address:
        return Returned.MAILBOX
    return Returned.SECURE if authority.secure_email.casefold() == address else Returned.CONTACT


def _reports() -> sa.Select[AuthorityReport]:
    return sa.select(AuthorityReport).join(Authority, Authority.id == AuthorityReport.authority_id)

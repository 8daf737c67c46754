"""What the page of an entry holds besides the entry: what the reader may do, reports, who asked for contacts."""

from dataclasses import dataclass
from datetime import date, datetime

from roster.authorities import policy, queries, report_queries
from roster.authorities.models import Authority, AuthorityReport
from roster.authorities.policy import Part
from roster.authorities.presentation import AuthorityView, authority_view
from roster.authorities.proposals import identity_from_json
from roster.authorities.queries import Reveal
from roster.authorities.relay import policy as relay
from roster.authorities.relay.queries import Written, written_to
from roster.authorities.states import Outcome, Returned, Way
from roster.core.actor import Actor
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language

MOST_REVEALS = 10


@dataclass(frozen=True)
class ReachView:
    """What somebody said last about being answered."""

    on: date
    is_reached: bool
    way: str


@dataclass(frozen=True)
class PageContent:
    """The entry and what this reader may do with it."""

    entry: AuthorityView
    reach: ReachView | None
    can_edit: bool
    can_confirm: bool
    can_submit: bool
    can_list: bool
    can_decide: bool
    can_report: bool
    can_tell_reach: bool
    can_reveal: bool
    can_write: bool


@dataclass(frozen=True)
class ReportView:
    """A report on an entry, for those who may read it."""

    ref: str
    on: datetime
    text: str
    is_of_system: bool
    due_on: date
    is_overdue: bool
    answered_on: datetime | None
    answer: str
    outcome: str


@dataclass(frozen=True)
class ProposalView:
    """The name and functions that a focal point wants."""

    name: str
    english_name: str
    acronym: str
    functions: tuple[str, ...]


@dataclass(frozen=True)
class KeepingView:
    """What keepers and the manager see besides: reports and a change that wait, who asked for or wrote to contacts."""

    reports: tuple[ReportView, ...]
    reveals: tuple[Reveal, ...]
    written: tuple[Written, ...]
    proposal: ProposalView | None


def page_content(actor: Actor, authority: Authority, *, at: datetime) -> PageContent:
    """The page for this reader."""
    last = queries.last_reach(authority.id)
    return PageContent(
        entry=authority_view(actor, authority, at=at),
        reach=ReachView(last.at.date(), last.is_reached, str(Way(last.channel).label)) if last else None,
        can_edit=policy.can_edit(actor, authority),
        can_confirm=policy.can_confirm(actor, authority),
        can_submit=policy.can_submit(actor, authority),
        can_list=policy.can_list(actor, authority),
        can_decide=policy.can_decide(actor, authority),
        can_report=policy.can_report(actor, authority),
        can_tell_reach=policy.can_tell_reach(actor, authority),
        can_reveal=policy.can_reveal(actor, authority),
        can_write=relay.can_write(actor, authority),
    )


def keeping_view(actor: Actor, authority: Authority, *, today: date) -> KeepingView | None:
    """What its keepers and the manager see besides; None for others."""
    if Part.KEEPING not in policy.readable_parts(actor, authority):
        return None
    return KeepingView(
        tuple(report_view(report, today) for report in report_queries.open_reports_on(authority)),
        tuple(queries.reveals_of(authority, limit=MOST_REVEALS)),
        tuple(written_to(authority, limit=MOST_REVEALS)),
        _proposal(authority),
    )


def report_view(report: AuthorityReport, today: date) -> ReportView:
    """One report."""
    return ReportView(
        ref=report.ref,
        on=report.at,
        text=_words_of(report),
        is_of_system=report.user_id is None,
        due_on=report.due_on,
        is_overdue=report.answered_at is None and report.due_on < today,
        answered_on=report.answered_at,
        answer=report.answer,
        outcome=str(Outcome(report.outcome).label) if report.outcome else "",
    )


def _words_of(report: AuthorityReport) -> str:
    """What the reporter wrote; what the system found is said in the reader's language."""
    returned = Returned.of(report.returned)
    return report.text or (str(returned.label) if returned is not None else "")


def _proposal(authority: Authority) -> ProposalView | None:
    if authority.proposal is None:
        return None
    wanted, language = identity_from_json(authority.proposal), current_language().code
    known = vocabulary.current().authority_functions
    labels = tuple(known[duty.function_id].label(language) for duty in wanted.duties)
    return ProposalView(wanted.name.original, wanted.english_name, wanted.acronym, labels)

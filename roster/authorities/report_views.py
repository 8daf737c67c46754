"""Pages of what readers say: an entry is wrong, somebody answered or not, a contact person is needed."""

from dataclasses import dataclass

from flask import flash, request, url_for
from flask_babel import gettext

from roster.authorities import policy, queries, report_queries, report_services
from roster.authorities.models import Authority, AuthorityContact, AuthorityReport
from roster.authorities.page_content import report_view
from roster.authorities.presentation import authority_view, spoken_by
from roster.authorities.report_forms import AnswerForm, ReachedForm, ReportForm
from roster.authorities.states import ContactRole, Outcome, Way
from roster.authorities.views import blueprint, entry_page
from roster.core import clock
from roster.core.actor import Actor
from roster.core.once import mark_used
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it


@dataclass(frozen=True)
class Asked:
    """A contact person of an authority that somebody wants to see."""

    authority: Authority
    contact: AuthorityContact


def contact_here(actor: Actor, ref: str, contact: str) -> Asked | None:
    """The contact person that the address names, where the authority exists for this actor."""
    authority = queries.authority_by_ref(actor, ref)
    found = queries.contact_by_ref(authority, contact) if authority else None
    return Asked(authority, found) if authority and found else None


def can_reveal(actor: Actor, asked: Asked) -> bool:
    """Whether this contact person may be shown."""
    return policy.can_reveal(actor, asked.authority)


def can_view(actor: Actor, asked: Asked) -> bool:
    """Whether the reader knows the authority, and so that it has contact persons."""
    return policy.can_view(actor, asked.authority)


@blueprint.post("/authorities/<ref>/reveal/<contact>")
@guard(can_reveal, load=contact_here, visible=can_view)
def reveal(asked: Asked) -> Answer:
    """Show a contact person once; that it was shown is on record."""
    actor, contact = current_actor(), asked.contact
    report_services.reveal_contact(actor, asked.authority, contact=contact)
    answer = page(
        "authorities/contact.html",
        entry=authority_view(actor, asked.authority, at=clock.now()),
        contact=contact,
        role=ContactRole(contact.role).label,
        spoken=spoken_by(contact, current_language().code),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/authorities/<ref>/report", methods=["GET", "POST"])
@guard(policy.can_report, load=queries.authority_by_ref, visible=policy.can_view)
def report_wrong(authority: Authority) -> Answer:
    """Say what is wrong."""
    actor, form = current_actor(), ReportForm()
    entry = authority_view(actor, authority, at=clock.now())
    if request.method == "GET":
        return page("authorities/report_new.html", form=form, entry=entry)
    form.refuse_repeat()
    if not form.validate():
        return page("authorities/report_new.html", status=422, form=form, entry=entry)
    made = report_services.report_wrong(actor, authority, text=form.text.data or "")
    location = url_for("authorities.report", ref=authority.ref, report_ref=made.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    flash(gettext("Reported. You get a letter when the authority has answered."), "success")
    return see("authorities.report", ref=authority.ref, report_ref=made.ref)


@blueprint.get("/authorities/<ref>/reports/<report_ref>")
@guard(policy.can_read_report, load=report_queries.report_by_ref)
def report(found: AuthorityReport) -> Answer:
    """One report with its answer, or the form to answer."""
    return _report_page(found, AnswerForm())


@blueprint.post("/authorities/<ref>/reports/<report_ref>/answer")
@guard(policy.can_answer, load=report_queries.report_by_ref, visible=policy.can_read_report)
def answer(found: AuthorityReport) -> Answer:
    """Answer the reporter."""
    form = AnswerForm()
    outcome = Outcome.of(form.outcome.data)
    if not form.validate() or outcome is None:
        return _report_page(found, form, status=422)
    report_services.answer_report(current_actor(), found, outcome=Outcome(outcome), text=form.text.data or "")
    told = gettext("Answered. The person who reported it gets a letter.")
    flash(gettext("Answered.") if found.user_id is None else told, "success")
    return see("authorities.report", ref=found.authority.ref, report_ref=found.ref)


@blueprint.post("/authorities/<ref>/reached")
@guard(policy.can_tell_reach, load=queries.authority_by_ref, visible=policy.can_view)
def reached(authority: Authority) -> Answer:
    """Note whether somebody answered."""
    actor, form = current_actor(), ReachedForm()
    form.refuse_repeat()
    way = Way.of(form.channel.data)
    if not form.validate() or way is None:
        return entry_page(authority, reached=form, status=422)
    report_services.tell_reach(actor, authority, is_reached=form.reached.data == "yes", way=Way(way))
    location = url_for("authorities.show", ref=authority.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    flash(gettext("Thank you. Others see the date, and not who said it."), "success")
    return see("authorities.show", ref=authority.ref)


def _report_page(found: AuthorityReport, form: AnswerForm, *, status: int = 200) -> Page:
    actor, now = current_actor(), clock.now()
    return page(
        "authorities/report.html",
        status=status,
        form=form,
        entry=authority_view(actor, found.authority, at=now),
        report=report_view(found, now.date()),
        can_answer=policy.can_answer(actor, found),
    )

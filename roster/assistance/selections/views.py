"""The choice for a request: what it would be, the decision that freezes it, and the record as page and documents."""

import hashlib
from collections.abc import Sequence

from flask import Blueprint, current_app, flash, g, request
from flask_babel import gettext

from roster.assistance.matches.services import record_reading
from roster.assistance.offers.policy import can_offer
from roster.assistance.offers.presentation import offer_view
from roster.assistance.offers.queries import offers_of
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.queries import request_for_secretariat
from roster.assistance.selections import policy, queries, services
from roster.assistance.selections.deciding import balance_now, decision_on, judge_shortlist, listed
from roster.assistance.selections.document import record_document
from roster.assistance.selections.forms import FreezeForm
from roster.assistance.selections.judging import Judging
from roster.assistance.selections.models import SelectionRecord
from roster.assistance.selections.presentation import chosen_views, record_view
from roster.assistance.selections.shares import share_groups
from roster.assistance.shortlists.models import ShortlistEntry
from roster.core import clock
from roster.core.config import Settings
from roster.core.documents.blocks import Document
from roster.core.documents.pdf import pdf_problem, write_pdf
from roster.core.documents.word import write_docx
from roster.core.errors import InvalidError, StaleError
from roster.core.unit_of_work import unit_of_work
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see
from roster.web.throttle import bounded_matches, limiter

blueprint = Blueprint("selections", __name__, url_prefix="/<lang:lang>/assistance/<ref>")


@blueprint.get("/selection")
@bounded_matches
@guard(policy.can_view, load=request_for_secretariat)
def show(assistance_request: AssistanceRequest) -> Answer:
    """The selection record; before there is one, the choice as it would be frozen now."""
    with unit_of_work():
        record_reading(current_actor(), assistance_request)
    record = queries.record_of(current_actor(), assistance_request)
    if record is not None:
        return _record_page(assistance_request, record)
    form = FreezeForm(formdata=None)
    return _choice_page(assistance_request, form)


def prepared() -> Judging | None:
    """The slow work before the change: matching, where this reader may freeze the choice at all."""
    found = request_for_secretariat(current_actor(), (request.view_args or {}).get("ref", ""))
    if found is None or not policy.can_freeze(current_actor(), found):
        return None
    return judge_shortlist(current_actor(), found, today=clock.today())


def _mark(entries: Sequence[ShortlistEntry]) -> str:
    """The shortlist as it stands, in a word: people, order and notes."""
    text = " ".join(f"{entry.ref}:{entry.note_version}" for entry in entries)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@blueprint.post("/selection")
@bounded_matches
@guard(policy.may_choose, load=request_for_secretariat, visible=policy.can_view, prepare=prepared)
def freeze(assistance_request: AssistanceRequest) -> Answer:
    """Freeze the choice; whoever comes second is told so and reads what the first decided."""
    actor, form = current_actor(), FreezeForm()
    record = queries.record_of(actor, assistance_request)
    if record is not None:
        return _record_page(assistance_request, record, status=409)
    judging: Judging | None = g.prepared
    if judging is None or form.version.data != str(assistance_request.version):
        raise StaleError
    mark = _mark(listed(assistance_request))
    if form.seen.data != mark:
        form.seen.data = mark  # freezing again from here is a decision
        return _choice_page(assistance_request, form, judging, status=409)
    if not form.validate():
        return _choice_page(assistance_request, form, judging, status=422)
    decision = decision_on(actor, assistance_request, judging=judging, words=form.decision.data or "")
    try:
        services.freeze(actor, assistance_request, decision=decision)
    except InvalidError as error:
        form.take_problems(error)
        return _choice_page(assistance_request, form, judging, status=422)
    flash(gettext("The choice is frozen. This is its record."), "success")
    return see("selections.show", ref=assistance_request.ref)


def _exports_per_hour() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.exports_per_hour


def _account() -> str:
    return f"export {current_actor().user_id}"


@blueprint.get("/selection.docx")
@limiter.limit(_exports_per_hour, key_func=_account)  # type: ignore[untyped-decorator]
@guard(policy.can_view, load=request_for_secretariat)
def word(assistance_request: AssistanceRequest) -> Answer:
    """The record as a Word file; that it was made is on record before it goes out."""
    record = queries.record_of(current_actor(), assistance_request)
    if record is None:
        return see("selections.show", ref=assistance_request.ref)
    content = write_docx(_document(assistance_request, record), made_at=clock.now())
    return _sent(record, content, "docx")


@blueprint.get("/selection.pdf")
@limiter.limit(_exports_per_hour, key_func=_account)  # type: ignore[untyped-decorator]
@guard(policy.can_view, load=request_for_secretariat)
def pdf(assistance_request: AssistanceRequest) -> Answer:
    """The same as PDF; where something is not installed, a page that says what."""
    record, problem = queries.record_of(current_actor(), assistance_request), pdf_problem()
    if record is None:
        return see("selections.show", ref=assistance_request.ref)
    if problem is not None:
        return page(
            "assistance/selections/no_pdf.html",
            status=503,
            assistance_request=assistance_request,
            packages=problem.value,
        )
    content = write_pdf(_document(assistance_request, record), made_at=clock.now())
    return _sent(record, content, "pdf")


def _document(assistance_request: AssistanceRequest, record: SelectionRecord) -> Document:
    actor = current_actor()
    view = record_view(actor, record, today=clock.today(), travels=True)
    language = current_language().code
    return record_document(actor, assistance_request, view, language=language, at=clock.now())


def _sent(record: SelectionRecord, content: bytes, kind: str) -> Answer:
    with unit_of_work():
        services.record_export(current_actor(), record)
    return download(content, name=record.ref, extension=kind)


def _choice_page(
    assistance_request: AssistanceRequest,
    form: FreezeForm,
    judging: Judging | None = None,
    *,
    status: int = 200,
) -> Page:
    actor, entries, today = current_actor(), listed(assistance_request), clock.today()
    judging = judging or judge_shortlist(actor, assistance_request, today=today)
    if request.method == "GET":
        form.version.data, form.seen.data = str(assistance_request.version), _mark(entries)
    answer = page(
        "assistance/selections/choice.html",
        status=status,
        assistance_request=assistance_request,
        shortlist=queries.shortlist_of(assistance_request.id),
        people=chosen_views(actor, entries, judging.people, today=today),
        balance=share_groups(balance_now(actor, assistance_request, judging)),
        considered=judging.result.considered,
        eligible=judging.result.eligible,
        match_ref=judging.match_ref,
        form=form if policy.can_freeze(actor, assistance_request) else None,
        can_choose=policy.can_choose(actor, assistance_request),
        is_stale=status == 409,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _record_page(
    assistance_request: AssistanceRequest, record: SelectionRecord, *, status: int = 200
) -> Page:
    answer = page(
        "assistance/selections/record.html",
        status=status,
        assistance_request=assistance_request,
        record=record_view(current_actor(), record, today=clock.today()),
        overruled=[
            offer_view(current_actor(), item, in_full=False)
            for item in offers_of(current_actor(), assistance_request)
            if item.overruled
        ],
        shortlist=queries.shortlist_of(assistance_request.id),
        can_offer=can_offer(current_actor(), assistance_request),
        is_late=status == 409,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer

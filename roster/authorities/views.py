"""Pages of authorities: the list, one entry, beginning, changing and confirming it, and moving it on."""

from typing import Any

from flask import Blueprint, Response, flash, jsonify, request, url_for
from flask_babel import gettext

from roster.authorities import policy, queries, services
from roster.authorities.differences import differences
from roster.authorities.exchange.policy import can_import
from roster.authorities.finding import MOST_TEXT, filters_of, wanted_of
from roster.authorities.forms import ConfirmForm, EditForm, NewForm, ReachForm
from roster.authorities.inputs import IdentityInput, ReachInput
from roster.authorities.models import Authority
from roster.authorities.page_content import keeping_view, page_content
from roster.authorities.plain_data import authority_json
from roster.authorities.presentation import authority_view
from roster.authorities.proposals import identity_from_json, identity_of
from roster.authorities.reading import reach_of
from roster.authorities.report_forms import ReachedForm
from roster.core import clock
from roster.core.actor import Role
from roster.core.errors import InvalidError
from roster.core.once import mark_used
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, Page, page, see
from roster.web.paging import DEFAULT_SIZE, Paging, page_number
from roster.web.panels import panels_at
from roster.web.room import Place
from roster.web.throttle import bounded_searches

blueprint = Blueprint("authorities", __name__, url_prefix="/<lang:lang>")


@blueprint.get("/authorities")
@bounded_searches
@guard(policy.can_browse)
def index() -> Answer:
    """The authorities that the reader may know of."""
    actor, number, now = current_actor(), page_number(request.args), clock.now()
    text = request.args.get("q", "").replace("\0", " ")[:MOST_TEXT]
    filters = filters_of(request.args, with_stages=_sees_stages())
    found, total = queries.authorities(
        actor,
        wanted_of(text, filters),
        today=now.date(),
        offset=(number - 1) * DEFAULT_SIZE,
        limit=DEFAULT_SIZE,
    )
    return page(
        "authorities/index.html",
        authorities=[authority_view(actor, item, at=now) for item in found],
        paging=Paging(number, DEFAULT_SIZE, total),
        filters=filters,
        chosen=sum(item.chosen for item in filters.values()),
        text=text,
        can_create=policy.can_create(actor),
        can_import=can_import(actor),
        can_read_stale=policy.can_read_stale(actor),
    )


@blueprint.route("/authorities/new", methods=["GET", "POST"])
@guard(policy.can_create)
def new() -> Answer:
    """Begin an entry for one's own State."""
    actor = current_actor()
    form = NewForm(states=actor.states)
    if request.method == "GET":
        form.state.data = form.state.data or next(iter(sorted(actor.states)), None)
        form.name_language.data = current_language().code
        form.rest_days.data = ["5", "6"]
        return page("authorities/edit.html", form=form, entry=None)
    form.refuse_repeat()
    if form.change_rows(request.form.get("add_row"), request.form.get("remove_row")):
        return page("authorities/edit.html", form=form, entry=None)
    if not form.validate():
        return page("authorities/edit.html", status=422, form=form, entry=None)
    try:
        made = services.create_authority(
            actor, form.state.data or "", identity=form.to_identity(), reach=form.to_reach()
        )
    except InvalidError as error:
        form.take_problems(error)
        return page("authorities/edit.html", status=422, form=form, entry=None)
    location = url_for("authorities.show", ref=made.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    flash(gettext("The draft is saved. Only your State sees it."), "success")
    return see("authorities.show", ref=made.ref)


@blueprint.get("/authorities/<ref>")
@guard(policy.can_view, load=queries.authority_by_ref)
def show(authority: Authority) -> Answer:
    """One entry; it begins with how it stands now."""
    return entry_page(authority)


@blueprint.get("/authorities/<ref>.json")
@guard(policy.can_view, load=queries.authority_by_ref)
def as_json(authority: Authority) -> Response:
    """The same for other programs."""
    answer = jsonify(authority_json(authority_view(current_actor(), authority, at=clock.now())))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/authorities/<ref>/edit", methods=["GET", "POST"])
@guard(policy.can_edit, load=queries.authority_by_ref, visible=policy.can_view)
def edit(authority: Authority) -> Answer:
    """Change an entry: its officer what concerns reaching it, the focal point all of it."""
    actor = current_actor()
    with_identity = policy.can_edit_identity(actor, authority)
    form: EditForm | ReachForm = EditForm() if with_identity else ReachForm()
    if request.method == "GET":
        form.show(_identity_on_form(authority), reach_of(authority))
        form.show_version(authority.version)
        return _edit_page(authority, form)
    if form.change_rows(request.form.get("add_row"), request.form.get("remove_row")):
        return _edit_page(authority, form)
    if not form.validate():
        return _edit_page(authority, form, status=422)
    reach = form.to_reach(reach_of(authority))
    identity = form.to_identity() if isinstance(form, EditForm) else None
    if form.version.data != str(authority.version):
        return _stale_page(authority, form, reach=reach, identity=identity)
    try:
        waits = services.edit_authority(actor, authority, reach=reach, identity=identity)
    except InvalidError as error:
        form.take_problems(error)
        return _edit_page(authority, form, status=422)
    if waits:
        sentence = gettext("Saved. Name and functions change when the roster manager agrees.")
    elif policy.can_confirm(actor, authority):
        sentence = gettext("Saved. The entry counts as confirmed today.")
    else:
        sentence = gettext("Saved.")
    flash(sentence, "success")
    return see("authorities.show", ref=authority.ref)


@blueprint.post("/authorities/<ref>/confirm")
@guard(policy.can_confirm, load=queries.authority_by_ref, visible=policy.can_view)
def confirm(authority: Authority) -> Answer:
    """Say that all of it holds."""
    ConfirmForm().refuse_stale(authority.version)
    services.confirm_authority(current_actor(), authority)
    return _done(authority, gettext("Confirmed. Every reader sees the date of today."))


@blueprint.post("/authorities/<ref>/submit")
@guard(policy.can_submit, load=queries.authority_by_ref, visible=policy.can_view)
def submit(authority: Authority) -> Answer:
    """Hand a draft to the roster manager."""
    ConfirmForm().refuse_stale(authority.version)
    try:
        services.submit_authority(current_actor(), authority)
    except InvalidError as error:
        return entry_page(authority, problems=[str(item) for item in error.problems.values()], status=422)
    return _done(authority, gettext("Submitted. The roster manager lists it, or sends it back."))


@blueprint.post("/authorities/<ref>/list")
@guard(policy.can_list, load=queries.authority_by_ref, visible=policy.can_view)
def put_on_list(authority: Authority) -> Answer:
    """Show it to all members."""
    ConfirmForm().refuse_stale(authority.version)
    services.list_authority(current_actor(), authority)
    return _done(authority, gettext("Listed. All members see the entry now."))


@blueprint.post("/authorities/<ref>/return")
@guard(policy.can_list, load=queries.authority_by_ref, visible=policy.can_view)
def send_back(authority: Authority) -> Answer:
    """Send it back to its State."""
    ConfirmForm().refuse_stale(authority.version)
    services.return_authority(current_actor(), authority)
    return _done(authority, gettext("Sent back. The State can change the draft and submit it again."))


@blueprint.post("/authorities/<ref>/agree")
@guard(policy.can_decide, load=queries.authority_by_ref, visible=policy.can_view)
def agree(authority: Authority) -> Answer:
    """Take over the proposed name and functions."""
    ConfirmForm().refuse_stale(authority.version)
    services.decide_proposal(current_actor(), authority, agrees=True)
    return _done(authority, gettext("The change was taken over."))


@blueprint.post("/authorities/<ref>/decline")
@guard(policy.can_decide, load=queries.authority_by_ref, visible=policy.can_view)
def decline(authority: Authority) -> Answer:
    """Leave name and functions as they are."""
    ConfirmForm().refuse_stale(authority.version)
    services.decide_proposal(current_actor(), authority, agrees=False)
    return _done(authority, gettext("The change was declined. The entry stays as it was."))


def entry_page(
    authority: Authority, *, status: int = 200, reached: ReachedForm | None = None, **context: Any
) -> Page:
    """The page of an entry, where a form of its own may have come back."""
    actor = current_actor()
    shown = page_content(actor, authority, at=clock.now())
    answer = page(
        "authorities/show.html",
        status=status,
        content=shown,
        keeping=keeping_view(actor, authority, today=clock.today()),
        reached=reached or ReachedForm(),
        panels=panels_at(Place.AUTHORITY, authority.ref),
        **{"problems": [], **context},
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _edit_page(
    authority: Authority, form: EditForm | ReachForm, *, status: int = 200, **context: Any
) -> Page:
    entry = authority_view(current_actor(), authority, at=clock.now())
    return page("authorities/edit.html", status=status, form=form, entry=entry, **context)


def _stale_page(
    authority: Authority, form: EditForm | ReachForm, *, reach: ReachInput, identity: IdentityInput | None
) -> Page:
    """Both texts; saving again from here is a decision, so the form now carries the newer version."""
    form.version.data = str(authority.version)
    found = differences(reach_of(authority), reach)
    if identity is not None:
        found = differences(_identity_on_form(authority), identity) + found
    return _edit_page(authority, form, status=409, differences=found)


def _identity_on_form(authority: Authority) -> IdentityInput:
    """Name and functions as the form shows them: a change that waits for the manager counts."""
    return identity_from_json(authority.proposal) if authority.proposal else identity_of(authority)


def _done(authority: Authority, sentence: str) -> Answer:
    flash(sentence, "success")
    return see("authorities.show", ref=authority.ref)


def _sees_stages() -> bool:
    actor = current_actor()
    return policy.can_create(actor) or actor.has(Role.MANAGER)

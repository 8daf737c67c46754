"""Pages of memberships: applying, deciding, entering, changing, confirming and ending them."""

from flask import flash, request, url_for
from flask_babel import gettext

from roster.core import clock
from roster.core.errors import InvalidError
from roster.core.once import mark_used
from roster.networks import point_queries, policy, queries, services
from roster.networks.candidates import chosen_member, members_to_offer, typed_member
from roster.networks.forms import (
    ApplyForm,
    DeclineForm,
    EndForm,
    MemberForm,
    MembershipForm,
    StepForm,
    VerifyForm,
)
from roster.networks.membership_content import decisions, membership_content
from roster.networks.models import Membership, Network
from roster.networks.presentation import member_view, network_view
from roster.networks.states import MembershipKind
from roster.networks.views import blueprint
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, Page, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it


@blueprint.route("/networks/<slug>/apply", methods=["GET", "POST"])
@guard(policy.can_apply_to, load=queries.network_by_slug, visible=policy.can_view)
def apply(network: Network) -> Answer:
    """Ask for a membership of the own authority or State."""
    actor = current_actor()
    offered = members_to_offer(actor, network)
    form = ApplyForm(members=offered, kinds=network.membership_kinds)
    if request.method == "GET":
        form.kind.data = form.kind.data or MembershipKind.MEMBER.value
        form.member.data = request.args.get("member") or (offered[0][0] if len(offered) == 1 else None)
        return _apply_page(network, form, has_members=bool(offered))
    form.refuse_repeat()
    if not form.validate():
        return _apply_page(network, form, has_members=bool(offered), status=422)
    try:
        made = services.apply(
            actor,
            network,
            member=chosen_member(actor, form.member.data or ""),
            kind=MembershipKind(form.kind.data or ""),
            reason=form.reason.data or "",
        )
    except InvalidError as error:
        form.take_problems(error)
        return _apply_page(network, form, has_members=bool(offered), status=422)
    location = url_for("networks.membership", slug=network.slug, ref=made.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    flash(gettext("The application is sent. You get a letter when the coordinator has decided."), "success")
    return see("networks.membership", slug=network.slug, ref=made.ref)


@blueprint.get("/networks/<slug>/applications")
@guard(policy.is_keeper, load=queries.network_by_slug, visible=policy.can_view)
def applications(network: Network) -> Answer:
    """The applications that wait, the oldest first, and what was decided last."""
    actor, today = current_actor(), clock.today()
    waiting, decided = decisions(actor, network, today=today)
    return page("networks/applications.html", network=network_view(network), waiting=waiting, decided=decided)


@blueprint.route("/networks/<slug>/members/new", methods=["GET", "POST"])
@guard(policy.is_keeper, load=queries.network_by_slug, visible=policy.can_view)
def new_membership(network: Network) -> Answer:
    """Enter a membership without an application."""
    actor = current_actor()
    form = MemberForm(people=point_queries.people_known_to(actor), kinds=network.membership_kinds)
    if request.method == "GET":
        form.kind.data, form.from_on.data = MembershipKind.MEMBER.value, clock.today()
        return _member_page(network, form)
    form.refuse_repeat()
    if not form.validate():
        return _member_page(network, form, status=422)
    try:
        member = typed_member(
            actor, authority_ref=form.authority.data, person_ref=form.person.data, state=form.state.data
        )
        made = services.create_membership(actor, network, member=member, given=form.to_input())
    except InvalidError as error:
        form.take_problems(error)
        return _member_page(network, form, status=422)
    location = url_for("networks.membership", slug=network.slug, ref=made.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    flash(gettext("The membership is entered."), "success")
    return see("networks.membership", slug=network.slug, ref=made.ref)


@blueprint.get("/networks/<slug>/members/<ref>")
@guard(policy.can_view_membership, load=queries.membership_by_ref)
def membership(found: Membership) -> Answer:
    """One membership with its contact points."""
    return membership_page(found)


@blueprint.route("/networks/<slug>/members/<ref>/edit", methods=["GET", "POST"])
@guard(policy.can_keep, load=queries.membership_by_ref, visible=policy.can_view_membership)
def edit_membership(found: Membership) -> Answer:
    """Change as what and when somebody belongs."""
    form = MembershipForm()
    form.offer({*found.network.membership_kinds, found.kind.value})
    if request.method == "GET":
        form.show(found)
        form.offer({*found.network.membership_kinds, found.kind.value})
        form.show_version(found.version)
        return _edit_page(found, form)
    form.refuse_stale(found.version)
    if not form.validate():
        return _edit_page(found, form, status=422)
    try:
        services.edit_membership(current_actor(), found, given=form.to_input())
    except InvalidError as error:
        form.take_problems(error)
        return _edit_page(found, form, status=422)
    return _done(found, gettext("Saved."))


@blueprint.post("/networks/<slug>/members/<ref>/verify")
@guard(policy.can_decide, load=queries.membership_by_ref, visible=policy.can_view_membership)
def verify(found: Membership) -> Answer:
    """Take an application."""
    form = VerifyForm()
    form.refuse_stale(found.version)
    if not form.validate():
        return membership_page(found, verify=form, status=422)
    try:
        services.verify_membership(current_actor(), found, from_on=form.from_on.data)
    except InvalidError as error:
        form.take_problems(error)
        return membership_page(found, verify=form, status=409)
    return _done(found, gettext("Verified. The applicant gets a letter."))


@blueprint.post("/networks/<slug>/members/<ref>/decline")
@guard(policy.can_decide, load=queries.membership_by_ref, visible=policy.can_view_membership)
def decline(found: Membership) -> Answer:
    """Do not take an application."""
    form = DeclineForm()
    form.refuse_stale(found.version)
    if not form.validate():
        return membership_page(found, decline=form, status=422)
    services.decline_membership(current_actor(), found, decision=form.decision.data or "")
    return _done(found, gettext("Declined. The applicant gets a letter with a link to the reason."))


@blueprint.post("/networks/<slug>/members/<ref>/withdraw")
@guard(policy.can_withdraw, load=queries.membership_by_ref, visible=policy.can_view_membership)
def withdraw(found: Membership) -> Answer:
    """Take the own application back."""
    StepForm().refuse_stale(found.version)
    services.withdraw_application(current_actor(), found)
    return _done(found, gettext("The application is withdrawn."))


@blueprint.post("/networks/<slug>/members/<ref>/end")
@guard(policy.can_end, load=queries.membership_by_ref, visible=policy.can_view_membership)
def end(found: Membership) -> Answer:
    """End a membership."""
    form = EndForm()
    form.refuse_stale(found.version)
    if not form.validate():
        return membership_page(found, end=form, status=422)
    try:
        services.end_membership(
            current_actor(), found, to_on=form.to_on.data, decision=form.decision.data or ""
        )
    except InvalidError as error:
        form.take_problems(error)
        return membership_page(found, end=form, status=422)
    return _done(found, gettext("The membership is ended. Its State still sees it here."))


@blueprint.post("/networks/<slug>/members/<ref>/confirm")
@guard(policy.can_confirm, load=queries.membership_by_ref, visible=policy.can_view_membership)
def confirm(found: Membership) -> Answer:
    """Say that the membership still holds."""
    StepForm().refuse_stale(found.version)
    services.confirm_membership(current_actor(), found)
    return _done(found, gettext("Confirmed. Every reader sees the date of today."))


def membership_page(
    found: Membership,
    *,
    status: int = 200,
    verify: VerifyForm | None = None,
    decline: DeclineForm | None = None,
    end: EndForm | None = None,
) -> Page:
    """The page of a membership, where a form of its own may have come back."""
    answer = page(
        "networks/membership.html",
        status=status,
        content=membership_content(current_actor(), found, today=clock.today()),
        verify=verify or VerifyForm(formdata=None),
        decline=decline or DeclineForm(formdata=None),
        end=end or EndForm(formdata=None),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _apply_page(network: Network, form: ApplyForm, *, has_members: bool, status: int = 200) -> Page:
    return page(
        "networks/apply.html",
        status=status,
        form=form,
        network=network_view(network),
        has_members=has_members,
    )


def _member_page(network: Network, form: MemberForm, *, status: int = 200) -> Page:
    return page("networks/member_new.html", status=status, form=form, network=network_view(network))


def _edit_page(found: Membership, form: MembershipForm, *, status: int = 200) -> Page:
    shown = member_view(current_actor(), found, today=clock.today())
    return page("networks/member_edit.html", status=status, form=form, member=shown)


def _done(found: Membership, sentence: str) -> Answer:
    flash(sentence, "success")
    return see("networks.membership", slug=found.network.slug, ref=found.ref)

"""The pages on which a focal point hands over, or the roster manager does it on the State's word."""

from flask import Blueprint, flash, request
from flask_babel import gettext

from roster.accounts import labels, queries
from roster.accounts.handover import policy, services
from roster.accounts.handover.forms import NEW, NOBODY, CallOffForm, HandoverForm
from roster.accounts.handover.queries import (
    open_handover_of,
    role_to_hand_over,
    roles_to_hand_over,
    successors_for,
)
from roster.accounts.handover.services import Newcomer
from roster.accounts.models import RoleAssignment
from roster.core.actor import Assignment, Role
from roster.core.errors import InvalidError
from roster.vocabulary import queries as vocabulary
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see

blueprint = Blueprint("handover", __name__, url_prefix="/<lang:lang>/account/handover")


@blueprint.get("")
@guard(policy.can_hand_over_somewhere)
def index() -> Answer:
    """The roles that can be handed over; somebody with one goes straight to it."""
    actor, language = current_actor(), current_language().code
    roles = roles_to_hand_over(actor)
    if len(roles) == 1 and roles[0][0].user_id == actor.user_id:
        return see("handover.show", number=roles[0][0].id)
    states = vocabulary.current().states
    lines = [
        (states.get_label(role.scope.removeprefix("state:"), language), user.name, role.id)
        for role, user in roles
    ]
    return page("accounts/handovers.html", lines=sorted(lines))


@blueprint.route("/<number>", methods=("GET", "POST"))
@guard(policy.can_hand_over, load=role_to_hand_over)
def show(role: RoleAssignment) -> Answer:
    """Say who follows."""
    form = HandoverForm()
    people = [(str(user.id), _named(user.name, role, user.assignments)) for user in successors_for(role)]
    form.offer(people, may_leave_open=policy.can_leave_open(current_actor()))
    if request.method == "GET":
        form.language.data = current_language().code
        return _form_page(role, form)
    if not form.validate():
        return _form_page(role, form, status=422)
    form.refuse_repeat()
    try:
        done = _hand_over(role, form)
    except InvalidError as error:
        form.take_problems(error)
        return _form_page(role, form, status=422)
    if not done:
        flash(gettext("The invitation is on its way. Your role ends when it is accepted."), "success")
        return see("handover.show", number=role.id)
    flash(gettext("The role has passed on. Those concerned are told by letter."), "success")
    return see("accounts.show" if role.user_id == current_actor().user_id else "handover.index")


@blueprint.post("/<number>/call-off")
@guard(policy.can_hand_over, load=role_to_hand_over)
def call_off(role: RoleAssignment) -> Answer:
    """Keep the role after all."""
    if CallOffForm().validate():
        services.call_off(current_actor(), role)
        flash(gettext("The invitation is called off. The role stays where it is."), "success")
    return see("handover.show", number=role.id)


def _hand_over(role: RoleAssignment, form: HandoverForm) -> bool:
    """Whether the role has passed on at once."""
    actor, chosen, reference = current_actor(), form.successor.data or "", form.reference.data or ""
    if chosen == NEW:
        newcomer = Newcomer(form.email.data or "", form.name.data or "", form.language.data or "en")
        services.hand_over_to_newcomer(actor, role, newcomer=newcomer, reference=reference)
        return False
    if chosen == NOBODY:
        services.leave_open(actor, role, reference=reference)
    else:
        services.hand_over_to(actor, role, successor_id=int(chosen), reference=reference)
    return True


def _form_page(role: RoleAssignment, form: HandoverForm, *, status: int = 200) -> Answer:
    state = role.scope.removeprefix("state:")
    leaving = queries.user_by_id(role.user_id)
    return page(
        "accounts/handover.html",
        status=status,
        role=role,
        form=form,
        state_name=vocabulary.current().states.get_label(state, current_language().code),
        leaving=leaving.name if leaving else "",
        is_own=role.user_id == current_actor().user_id,
        pending=open_handover_of(role),
        is_last=len(queries.users_holding(Role.FOCAL_POINT, scope=role.scope)) == 1,
        calling_off=CallOffForm(formdata=None),
    )


def _named(name: str, role: RoleAssignment, held: frozenset[Assignment]) -> str:
    is_focal_point = Assignment(Role.FOCAL_POINT, role.scope) in held
    label = labels.role_label(Role.FOCAL_POINT if is_focal_point else Role.DRAFTER)
    return str(gettext("%(name)s, %(role)s", name=name, role=label))

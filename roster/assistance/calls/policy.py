"""Who calls for experts, who reads a call, who answers it, and who reads the answers.

A call is written for others, so that most of it may be read by them; who answered is told to the secretariat alone,
and to whom it asks for help only where the State made that public. `visible_to` is `can_view` in SQL.
"""

import sqlalchemy as sa

from roster.assistance.calls.models import CallAnswer, ExpertCall
from roster.assistance.calls.states import CALLING, Audience, CallStage, StatesCalled
from roster.assistance.requests import policy as requests
from roster.assistance.requests.models import AssistanceRequest
from roster.core.actor import NOBODY, Actor, Role
from roster.experts.models import Profile
from roster.experts.states import Stage as ProfileStage


def can_open_link(_actor: Actor) -> bool:
    """Everybody may try a letter's link: its token decides."""
    return True


def can_see_list(_actor: Actor) -> bool:
    """Everybody may open the list: what stands in it are the calls that this reader may read."""
    return True


def may_call(actor: Actor, request: AssistanceRequest) -> bool:
    """The roster manager calls for experts, though not for the own State's request."""
    return requests.may_take(actor, request)


def can_call(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether experts may be called for, where the request stands now."""
    return may_call(actor, request) and request.stage in CALLING


def is_desk(actor: Actor, request: AssistanceRequest) -> bool:
    """Whether this reader works with the request at the secretariat."""
    return actor.is_secretariat and requests.can_view(actor, request)


def can_view(actor: Actor, call: ExpertCall) -> bool:
    """Whether the call exists for this actor; a draft does for the secretariat alone."""
    if is_desk(actor, call.request):
        return True
    if call.stage is CallStage.DRAFT:
        return False
    return call.audience is Audience.EVERYBODY or actor.signed_in


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_view` as a condition on calls."""
    if actor.is_system:
        return sa.true()
    is_read = sa.true() if actor.signed_in else ExpertCall.audience == Audience.EVERYBODY
    ways: list[sa.ColumnElement[bool]] = [sa.and_(ExpertCall.stage != CallStage.DRAFT, is_read)]
    if actor.is_secretariat:
        ways.append(ExpertCall.request.has(requests.visible_to(actor)))
    return sa.or_(*ways)


def may_manage(actor: Actor, call: ExpertCall) -> bool:
    """The roster manager changes, opens and closes it."""
    return may_call(actor, call.request)


def can_change(actor: Actor, call: ExpertCall) -> bool:
    """Whether its words may be changed now: before anybody has read them."""
    return may_manage(actor, call) and call.stage is CallStage.DRAFT


def can_open(actor: Actor, call: ExpertCall) -> bool:
    """Whether it may be opened now."""
    return can_change(actor, call) and call.request.stage in CALLING


def can_close(actor: Actor, call: ExpertCall) -> bool:
    """Whether it may be closed by hand now."""
    return may_manage(actor, call) and call.stage is CallStage.OPEN


def can_read_answers(actor: Actor, call: ExpertCall) -> bool:
    """Who answered, and what: the secretariat alone."""
    return is_desk(actor, call.request)


def knows_request(actor: Actor, call: ExpertCall) -> bool:
    """Whether this reader may be told for which request it is: whoever reads the course of the request."""
    return requests.Part.COURSE in requests.readable_parts(actor, call.request)


def may_name_state(request: AssistanceRequest) -> bool:
    """Whether a call may name the State: only where the State itself made title and name public."""
    return requests.can_read_title(NOBODY, request)


def is_state_named(call: ExpertCall) -> bool:
    """Whether the call names the State: it was meant to, and may still."""
    return call.names_state and may_name_state(call.request)


def can_read_words(actor: Actor, call: ExpertCall) -> bool:
    """Title and text, which may name the State where it was public when the call opened: then as long as it is."""
    return not call.names_state or may_name_state(call.request) or knows_request(actor, call)


def may_answer(actor: Actor, call: ExpertCall) -> bool:
    """Experts with an account say that they are interested, also too late: then they are told so."""
    return call.stage is not CallStage.DRAFT and can_view(actor, call) and actor.has(Role.EXPERT)


def speaks_for(actor: Actor, profile: Profile) -> bool:
    """Whether this is the expert, by account or by the link of a letter."""
    return profile.ref in actor.scopes(Role.EXPERT)


def can_be_called(profile: Profile | None) -> bool:
    """Only whoever is on the roster now is called, and answers."""
    return profile is not None and profile.merged_into_id is None and profile.stage is ProfileStage.PUBLISHED


def states_answering(actor: Actor, call: ExpertCall) -> frozenset[str]:
    """The States for which this actor may announce a nomination: the requesting State needs none of its own."""
    return actor.scopes(Role.FOCAL_POINT) - {call.request.state}


def states_asked(actor: Actor, call: ExpertCall) -> frozenset[str]:
    """The States of this focal point whom the call asks to nominate somebody."""
    states = states_answering(actor, call)
    if call.states_called is StatesCalled.SOME:
        return states & frozenset(call.states)
    return states if call.states_called is StatesCalled.ALL else frozenset()


def may_propose(actor: Actor, call: ExpertCall) -> bool:
    """A focal point says whom the State will nominate."""
    is_read = call.stage is not CallStage.DRAFT and can_view(actor, call)
    return is_read and bool(states_answering(actor, call))


def can_view_answer(actor: Actor, answer: CallAnswer) -> bool:
    """The secretariat reads all answers, an expert and a State the own one."""
    if can_read_answers(actor, answer.call):
        return True
    if answer.profile is not None and speaks_for(actor, answer.profile):
        return True
    return answer.state is not None and answer.state in actor.states


def answers_visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_view_answer` as a condition on answers."""
    if actor.is_system:
        return sa.true()
    ways: list[sa.ColumnElement[bool]] = [
        CallAnswer.profile.has(Profile.ref.in_(actor.scopes(Role.EXPERT))),
        CallAnswer.state.in_(actor.states),
    ]
    if actor.is_secretariat:
        ways.append(CallAnswer.call.has(ExpertCall.request.has(requests.visible_to(actor))))
    return sa.or_(*ways)

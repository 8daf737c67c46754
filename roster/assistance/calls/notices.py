"""Who is told by letter of a call; the letters themselves are in `letters`."""

from enum import StrEnum

from roster.accounts.queries import users_holding
from roster.assistance.calls import queries, recipient_queries
from roster.assistance.calls.models import ExpertCall
from roster.assistance.calls.states import StatesCalled
from roster.core import clock, mail
from roster.core.actor import SYSTEM, SYSTEM_SCOPE, Role
from roster.messages.queries import accounts_of


class Notice(StrEnum):
    """The letters of calls, by template name."""

    EXPERT = "call_expert"
    NETWORK = "call_network"
    STATE = "call_state"
    ENDED_EXPERT = "call_ended_expert"
    ENDED_STATE = "call_ended_state"
    MANAGER = "call_over"


def call_everybody(call: ExpertCall) -> int:
    """Queue the letters of a call that opens; returns how many people are written to."""
    count = 0
    for invitation in queries.invitations_of(call):
        if invitation.profile.person.contact.email or accounts_of(invitation.profile):
            key = f"{Notice.EXPERT}:{invitation.id}:{invitation.nonce}"  # a number is given again after an erasure
            mail.post(
                Notice.EXPERT,
                recipient=f"profile:{invitation.profile_id}",
                key=key,
                invitation=invitation.id,
            )
            count += 1
    if call.networks:
        for person in recipient_queries.people_of_networks(call.networks, today=clock.today()):
            if person.network_contact is not None and person.network_contact.email:
                key = f"{Notice.NETWORK}:{call.id}:{person.id}"
                mail.post(Notice.NETWORK, recipient=f"person:{person.id}", key=key, call=call.id)
                count += 1
    if call.states_called is not StatesCalled.NONE:
        states = None if call.states_called is StatesCalled.ALL else call.states
        for user in recipient_queries.focal_points(states, besides=call.request.state):
            key = f"{Notice.STATE}:{call.id}:{user.id}"
            mail.post(Notice.STATE, recipient=user.subject, key=key, call=call.id)
            count += 1
    return count


def tell_answerers(call: ExpertCall) -> None:
    """Queue a letter to whoever answered: the call has ended before its day."""
    for answer in queries.answers_of(SYSTEM, call):
        if answer.profile_id is not None:
            recipient, notice = f"profile:{answer.profile_id}", Notice.ENDED_EXPERT
        elif answer.state is not None and answer.answered_by is not None:
            recipient, notice = f"user:{answer.answered_by}", Notice.ENDED_STATE
        else:
            continue
        mail.post(notice, recipient=recipient, key=f"{notice}:{answer.id}", answer=answer.id)


def tell_managers(call: ExpertCall) -> None:
    """Queue a letter to the manager in charge of the request, or to all of them: the answers can be read."""
    people = list(users_holding(Role.MANAGER, scope=SYSTEM_SCOPE))
    owner = [user for user in people if user.id == call.request.owner_id]
    for user in owner or people:
        mail.post(Notice.MANAGER, recipient=user.subject, key=f"call-over:{call.id}:{user.id}", call=call.id)

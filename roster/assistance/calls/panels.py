"""What calls add to other pages: to a request the calls for it, to an expert's own page what is asked there."""

from roster.assistance.calls import policy, queries
from roster.assistance.calls.presentation import call_view
from roster.assistance.calls.states import CallStage
from roster.assistance.requests.queries import request_by_ref
from roster.core.actor import Actor
from roster.experts.policy import has_own_profile
from roster.web.room import Panel

SHOWN = 6


def of_request(actor: Actor, ref: str) -> Panel | None:
    """The calls for this request, to whoever reads its course; how many answered, to the secretariat."""
    request = request_by_ref(actor, ref)
    if request is None:
        return None
    can_call = policy.can_call(actor, request)
    found = [item for item in queries.calls_of(actor, request) if policy.knows_request(actor, item)]
    if not found and not can_call:
        return None
    is_desk = policy.is_desk(actor, request)
    counts = queries.answer_counts([item.id for item in found]) if is_desk else {}
    content = {
        "ref": ref,
        "calls": [(call_view(actor, item), counts.get(item.id, 0)) for item in found],
        "can_call": can_call,
        "is_desk": is_desk,
    }
    return Panel("assistance/calls/request_panel.html", content)


def of_own_page(actor: Actor, ref: str) -> Panel | None:
    """Open calls that went to this expert, and those that the expert answered."""
    if not has_own_profile(actor, ref):
        return None
    answers = [item for item in queries.own_answers(ref) if item.withdrawn_at is None]
    answered = {item.call_id for item in answers}
    invited = [
        call
        for call in queries.own_invitations(ref)
        if call.id not in answered and call.stage is CallStage.OPEN
    ]
    views = [(call_view(actor, item), False) for item in invited]
    views += [(call_view(actor, item.call), True) for item in answers]
    shown = [(view, is_answered) for view, is_answered in views if view.is_open or is_answered][:SHOWN]
    return Panel("assistance/calls/own_panel.html", {"calls": shown}) if shown else None

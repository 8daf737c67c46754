"""What matching adds to the page of a request, for the secretariat: who fits, and the match that was kept last."""

from roster.accounts.queries import names_of
from roster.assistance.matches import policy
from roster.assistance.matches.queries import newest_run
from roster.assistance.requests.queries import request_by_ref
from roster.assistance.requests.states import OVER
from roster.core.actor import Actor
from roster.web.room import Panel


def of_request(actor: Actor, ref: str) -> Panel | None:
    """The way to the match of this request; nothing for anybody else, or where the request is over."""
    if not actor.is_secretariat:
        return None
    request = request_by_ref(actor, ref)
    if request is None or request.stage in OVER or not policy.can_read_match(actor, request):
        return None
    run = newest_run(request.id)
    content = {
        "ref": request.ref,
        "run": run,
        "made_by": names_of({run.made_by}).get(run.made_by, "") if run and run.made_by else "",
        "can_keep": policy.can_keep_match(actor, request),
    }
    return Panel("assistance/matches/request_panel.html", content)

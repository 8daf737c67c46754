"""The link of a letter to an expert without account: the token goes into the session, the address stays clean."""

from roster.accounts import session
from roster.messages import policy, queries
from roster.messages.letters import LINK, conversation_by_link
from roster.messages.views import blueprint
from roster.web.guard import guard
from roster.web.page import Answer, page, see

__all__ = ["blueprint"]  # whole only once this page is on it


@blueprint.get("/messages/letter/<token>")
@guard(policy.can_open_link)
def open_link(token: str) -> Answer:
    """Lead to the conversation. Opening uses nothing up; where there is an account, one signs in."""
    conversation = conversation_by_link(token)
    if conversation is None:
        return page("messages/dead_link.html", status=404)
    if not queries.accounts_of(conversation.profile):
        session.keep_token(LINK, token)
    answer = see("messages.show", ref=conversation.ref)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer

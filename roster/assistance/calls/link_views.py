"""The page behind the link of a letter, for experts without an account: the call, and the own answer.

The token goes into the session and the address stays clean (R21). Opening a link uses nothing up.
"""

from flask import request

from roster.accounts import session
from roster.assistance.calls import policy, queries
from roster.assistance.calls.expert_link import CALL, CallLink, read_call_link
from roster.assistance.calls.forms import AnswerForm
from roster.assistance.calls.views import call_page, take_answer, taken_back
from roster.web.guard import guard
from roster.web.page import Answer, Page, page, see
from roster.web.token_pages import go_on, token_pages

blueprint = token_pages("call_answers", url_prefix="/<lang:lang>/calls")


@blueprint.get("/<token>")
@guard(policy.can_open_link)
def open_link(token: str) -> Answer:
    """The link of the letter."""
    if read_call_link(token) is None:
        return _dead_page()
    session.keep_token(CALL, token)
    return go_on("call_answers.call")


@blueprint.route("", methods=("GET", "POST"))
@guard(policy.can_open_link)
def call() -> Answer:
    """The call, and the expert's answer to it."""
    link = _link()
    if link is None:
        return _dead_page()
    if request.method == "GET":
        return _call_page(link)
    form = AnswerForm()
    refusal = take_answer(link.actor, link.call, link.profile, form)
    if refusal:
        return _call_page(link, form=form, status=refusal)
    return see("call_answers.call")


@blueprint.post("/take-back")
@guard(policy.can_open_link)
def take_back() -> Answer:
    """The expert is no longer interested."""
    link = _link()
    if link is None:
        return _dead_page()
    there = queries.answer_of_profile(link.call, link.profile)
    return taken_back(link.actor, link.call, there, to="call_answers.call")


def _link() -> CallLink | None:
    """The link to a call that was opened last in this browser."""
    return read_call_link(session.kept_token(CALL))


def _call_page(link: CallLink, *, form: AnswerForm | None = None, status: int = 200) -> Page:
    return call_page(link.actor, link.call, form=form, status=status, profile=link.profile, is_by_link=True)


def _dead_page() -> Page:
    return page("assistance/offers/dead_link.html", status=404)

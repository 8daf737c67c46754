"""The page behind the link of a letter, for experts without an account: the report on the work.

The token goes into the session and the address stays clean (R21). Opening a link uses nothing up.
"""

from flask import request

from roster.accounts import session
from roster.assistance.engagements import policy
from roster.assistance.engagements.expert_link import REPORT, read_report_link
from roster.assistance.engagements.forms import report_form
from roster.assistance.engagements.questions import Side
from roster.assistance.engagements.reporting import ended_sentence
from roster.assistance.engagements.views import report_page, take_report
from roster.core.errors import StaleError
from roster.web.guard import guard
from roster.web.page import Answer, Page, page, see
from roster.web.token_pages import go_on, token_pages

blueprint = token_pages("engagement_reports", url_prefix="/<lang:lang>/reports")


@blueprint.get("/<token>")
@guard(policy.can_open_link)
def open_link(token: str) -> Answer:
    """The link of the letter."""
    if read_report_link(token) is None:
        return _dead_page()
    session.keep_token(REPORT, token)
    return go_on("engagement_reports.report")


@blueprint.route("", methods=("GET", "POST"))
@guard(policy.can_open_link)
def report() -> Answer:
    """The questions for the expert, once; afterwards thanks and nothing else."""
    link = read_report_link(session.kept_token(REPORT))
    if link is None:
        return _dead_page()
    ended = ended_sentence(link.engagement)
    if ended and request.method == "POST":
        raise StaleError
    if ended:
        return page("assistance/engagements/ended.html", sentence=ended)
    form = report_form(Side.EXPERT)
    form.show_version(link.engagement.version)
    status = 200
    if request.method == "POST":
        status = take_report(link.actor, link.engagement, form, Side.EXPERT)
        if not status:
            return see("engagement_reports.report")
    return report_page(link.actor, link.engagement, form, Side.EXPERT, status=status, by_link=True)


def _dead_page() -> Page:
    return page("assistance/offers/dead_link.html", status=404)

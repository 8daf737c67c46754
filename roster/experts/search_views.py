"""The search page for experts: one address, every state of it a link."""

from urllib.parse import urlencode

from flask import Blueprint, current_app, request

from roster.core.reference import is_reference
from roster.experts import policy
from roster.experts.coverage.tiles import coverage_in, summary_of
from roster.experts.exposure.tally import TALLY
from roster.experts.finding import NAME, RELEVANCE, Question, find, question_from
from roster.experts.freshness import SHOWN_BY_DEFAULT
from roster.experts.profile_views import blueprint as profiles
from roster.experts.queries import REFERENCE_PREFIX
from roster.experts.search_words import facet_names, problem_words, sort_names
from roster.experts.wording import freshness_words
from roster.search.engine import SearchEngine
from roster.vocabulary.codes import Freshness
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, is_whole_page, page
from roster.web.panels import panels_at
from roster.web.room import Place
from roster.web.throttle import bounded_searches

blueprint: Blueprint = profiles
MOST_PICKED = 201  # one more than a shortlist holds, so that whoever adds them says that they are too many
NOT_SHOWN = [str(state) for state in Freshness if state not in SHOWN_BY_DEFAULT]


@blueprint.get("")
@bounded_searches
@guard(policy.can_search)
def search() -> Answer:
    """Search, filter and sort what the reader may see."""
    engine: SearchEngine = current_app.extensions["roster_search"]
    actor, language = current_actor(), current_language().code
    question = question_from(request.args, actor, language=language)
    finding = find(engine, question, actor, language=language)
    if is_whole_page():
        refs = [found.expert.ref for found in finding.experts]
        TALLY.add_results(actor, refs, filters=question.filters, is_first=question.page == 1)
    names = facet_names()
    order = list(names)
    picked = _picked()
    shown = {found.expert.ref for found in finding.experts}
    return page(
        "experts/search.html",
        finding=finding,
        question=question,
        facets=sorted(finding.facets, key=lambda shown: order.index(shown.name)),
        facet_names=names,
        sorts=_sorts(question),
        problem=problem_words(finding.result.problem) if finding.result.problem else "",
        freshness_words=freshness_words,
        can_ask_days=policy.can_filter_by_restricted(actor),
        can_import=policy.can_import(actor),
        can_export=policy.can_export(actor),
        origin=summary_of(coverage_in(finding.result, question, language=language)),
        left_out_address=_with_those_left_out(),
        picked=picked,
        picked_elsewhere=[ref for ref in picked if ref not in shown],
        here=_without_ticks(),
        panels=panels_at(Place.EXPERTS),
    )


def _sorts(question: Question) -> list[tuple[str, str, bool]]:
    """Value, words and whether it is in force. The order that a question has by itself carries no value:
    who types words after looking at a list by name gets the best match first."""
    usual = RELEVANCE if question.text else NAME
    return [
        ("" if name == usual else name, words, name == question.sort)
        for name, words in sort_names().items()
        if name != RELEVANCE or question.text
    ]


def _picked() -> list[str]:
    """Who is ticked, on this page or another: the form carries them from page to page where no script does."""
    given = dict.fromkeys(request.args.getlist("expert"))
    return [ref for ref in given if is_reference(ref, REFERENCE_PREFIX)][:MOST_PICKED]


def _without_ticks() -> str:
    """The address of this same page, with nobody ticked."""
    kept = [pair for pair in request.args.items(multi=True) if pair[0] not in ("expert", "shortlist", "open")]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def _with_those_left_out() -> str:
    """The address of this same search with the people who are not confirmed too."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in ("page", "fresh")]
    return "?" + urlencode([*kept, *(("fresh", state) for state in NOT_SHOWN)])

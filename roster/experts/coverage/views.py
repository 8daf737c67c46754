"""Where the people of a result are from, at an address of its own: the search page loads it when asked to."""

from flask import Blueprint, current_app, request

from roster.experts import policy
from roster.experts.coverage.tiles import coverage_of, keys_of, summary_of, tiles_of
from roster.experts.exporting.views import blueprint as profiles
from roster.experts.finding import question_from
from roster.search.engine import SearchEngine
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page
from roster.web.throttle import bounded_searches

blueprint: Blueprint = profiles


@blueprint.get("/map")
@bounded_searches
@guard(policy.can_search)
def coverage() -> Answer:
    """The whole result by State: a paragraph, a map of equal tiles, and a table with the same figures."""
    engine: SearchEngine = current_app.extensions["roster_search"]
    actor, language = current_actor(), current_language().code
    question = question_from(request.args, actor, language=language)
    found = coverage_of(engine, question, actor, language=language)
    return page(
        "experts/map.html",
        coverage=found,
        summary=summary_of(found),
        tiles=tiles_of(found, language=language),
        keys=keys_of(found),
    )

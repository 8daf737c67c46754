"""The pages of a State and of an article: what the vocabularies say, and what each room adds for the reader."""

from flask import Blueprint

from roster.core.errors import NotFoundError
from roster.home import policy
from roster.home.subjects import facts_of_article, facts_of_state
from roster.home.views import blueprint as home
from roster.vocabulary import queries as vocabulary
from roster.web.guard import guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see
from roster.web.panels import panels_at
from roster.web.room import Place

blueprint: Blueprint = home


@blueprint.get("/states/<iso2>")
@guard(policy.can_open_subject)
def state(iso2: str) -> Answer:
    """One State."""
    found = vocabulary.state_by_iso2(iso2.upper())
    if found is None:
        raise NotFoundError
    if found.iso2 != iso2:
        return see("home.state", iso2=found.iso2)
    facts = facts_of_state(found, current_language().code)
    return page("home/state.html", state=facts, panels=panels_at(Place.STATE, found.iso2))


@blueprint.get("/articles/<int(max=999):number>")
@guard(policy.can_open_subject)
def article(number: int) -> Answer:
    """One article of the Convention."""
    found = vocabulary.article_by_number(number)
    if found is None:
        raise NotFoundError
    facts = facts_of_article(found, current_language().code)
    return page("home/article.html", article=facts, panels=panels_at(Place.ARTICLE, str(found.number)))

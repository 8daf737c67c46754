"""The page that says what the roster lacks and this State could offer."""

from flask import current_app, request

from roster.core import clock
from roster.core.actor import Actor
from roster.core.errors import NotFoundError
from roster.experts.exposure.queries import demand_since
from roster.experts.exposure.summary import first_month
from roster.nominations import policy
from roster.nominations.gap.coverage import Picture, offered_types, picture_of
from roster.nominations.gap.gaps import WORKING_LANGUAGES, gaps_in, summary_of
from roster.nominations.step_views import blueprint
from roster.search.engine import SearchEngine
from roster.vocabulary import queries as vocabulary
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page

__all__ = ["blueprint"]  # whole only once these pages are on it


@blueprint.get("/gap")
@guard(policy.can_begin_somewhere)
def gap() -> Answer:
    """What the experts of the State cover and what they do not, beside what members ask for."""
    language, known = current_language().code, vocabulary.current()
    state = _state_asked_for(current_actor())
    kinds = {item.id: item.label(language) for item in offered_types()}
    kind = request.args.get("type", "")
    kind = kind if kind in kinds else ""
    picture = _picture(state, kind, language)
    name = known.states.get_label(state, language)
    headings = [(code, known.languages[code].heading(language)) for code in WORKING_LANGUAGES]
    return page(
        "nominations/gap.html",
        picture=picture,
        gaps=gaps_in(picture, language=language, kind=kind),
        summary=summary_of(picture, language=language, state_name=name),
        working=headings,
        language_columns=[{"label": label, "kind": "number"} for _code, label in headings],
        kinds=kinds,
        kind=kind,
        state=state,
        state_name=name,
        states=[(iso2, known.states.get_label(iso2, language)) for iso2 in sorted(current_actor().states)],
        most=max(1, *(item.own for item in picture.subjects)) if picture.subjects else 1,
    )


def _picture(state: str, kind: str, language: str) -> Picture:
    engine: SearchEngine = current_app.extensions["roster_search"]
    demand = tuple(demand_since(first_month(clock.today())))
    return picture_of(engine, state, language=language, demand=demand, kind=kind)


def _state_asked_for(actor: Actor) -> str:
    """One of the actor's own States: another is not there."""
    state = request.args.get("state") or min(actor.states)
    if state not in actor.states:
        raise NotFoundError
    return state

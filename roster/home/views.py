"""The first page by role, help, the vocabularies, and what is kept about whom."""

from collections.abc import Callable, Sequence

from flask import Blueprint, current_app, request

from roster.core import clock
from roster.core.actor import Actor
from roster.core.config import Settings
from roster.home import policy
from roster.home.demonstration import ACCOUNTS
from roster.home.design_form import design_form
from roster.home.design_tiles import design_tiles
from roster.home.first_page import first_page_for
from roster.home.help_content import readers, search_examples
from roster.home.queries import vocabularies_loaded_at
from roster.home.vocabulary_lists import COMPILED_ON, list_for, overview, wanted_list
from roster.web.guard import current_actor, guard, open_to_all
from roster.web.locale import current_language
from roster.web.page import Answer, page
from roster.web.paging import Paging
from roster.web.room import Task

blueprint = Blueprint("home", __name__, url_prefix="/<lang:lang>")

TaskSource = Callable[[Actor], Sequence[Task]]
TASKS = "roster_tasks"


@blueprint.get("/")
@guard(policy.can_open_first_page)
def first_page() -> Answer:
    """What waits for the reader; signed out, what this is."""
    actor = current_actor()
    language = current_language().code
    if not actor.signed_in:
        settings: Settings = current_app.extensions["roster_settings"]
        return page("home/welcome.html", accounts=ACCOUNTS if settings.is_demonstration else ())
    content = first_page_for(actor, _tasks(actor), language=language, today=clock.today())
    return page("home/first_page.html", content=content)


@blueprint.get("/help")
@open_to_all
def help_page() -> Answer:
    """How to search, what freshness means, who reads what, how to correct data."""
    return page("home/help.html", examples=search_examples(), readers=readers())


@blueprint.get("/help/vocabularies")
@open_to_all
def vocabularies() -> Answer:
    """All vocabularies at a glance, or the one asked for."""
    language = current_language().code
    wanted = wanted_list(request.args.get("list", ""))
    return page(
        "home/vocabularies.html",
        overview=overview(language),
        shown=list_for(wanted, language) if wanted else None,
        compiled_on=COMPILED_ON,
        loaded_at=vocabularies_loaded_at(),
    )


@blueprint.get("/help/data")
@open_to_all
def privacy() -> Answer:
    """What is kept about people, and who reads it."""
    return page("home/privacy.html", readers=readers())


@blueprint.get("/help/design")
@open_to_all
def design() -> Answer:
    """Every component in every state."""
    tiles = design_tiles(current_language().code)
    return page("home/design.html", form=design_form(), paging=Paging(3, 20, 211), tiles=tiles)


def _tasks(actor: Actor) -> Sequence[Task]:
    """What waits for this reader in every room; the composition says where to ask."""
    source: TaskSource | None = current_app.extensions.get(TASKS)
    return source(actor) if source else ()

"""The page of stale records by State, for the secretariat: who has to be asked, and who has named nobody."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext

from roster.authorities import policy
from roster.authorities.relay.views import blueprint
from roster.authorities.stale import COLUMNS, StaleStates, stale_states
from roster.core import clock
from roster.web.guard import guard
from roster.web.locale import count_phrase, current_language, paragraph
from roster.web.page import Answer, page

__all__ = ["blueprint"]  # whole only once this page is on it


@dataclass(frozen=True)
class Tile:
    """One State on the map."""

    column: int
    row: int
    label: str
    level: int
    url: str


@blueprint.get("/authorities/stale")
@guard(policy.can_read_stale)
def stale() -> Answer:
    """State by State: due, not confirmed, reported as wrong, none listed."""
    sort = request.args.get("sort", "")
    found = stale_states(clock.today(), language=current_language().code, sort=sort)
    return page(
        "authorities/stale.html",
        found=found,
        sort=sort if sort in COLUMNS else "",
        summary=_summary(found),
        tiles=_tiles(found),
        keys=_keys(),
    )


def _keys() -> list[str]:
    return [
        gettext("No authority listed"),
        gettext("All confirmed"),
        gettext("Confirmation due"),
        gettext("Not confirmed"),
        gettext("Reported as wrong"),
    ]


def _tiles(found: StaleStates) -> list[Tile]:
    keys = _keys()
    return [
        Tile(
            state.column,
            state.row,
            gettext("%(state)s: %(standing)s", state=state.name, standing=keys[state.level]),
            state.level,
            url_for("home.state", iso2=state.iso2),
        )
        for state in found.states
        if state.column is not None and state.row is not None
    ]


def _summary(found: StaleStates) -> str:
    """One paragraph that says it all, ready to be pasted into a paper."""
    return paragraph(
        (
            count_phrase(
                "%(num)s authority is listed.", "%(num)s authorities are listed.", found.total("listed")
            ),
            count_phrase(
                "%(num)s entry is due for confirmation.",
                "%(num)s entries are due for confirmation.",
                found.total("due"),
            ),
            count_phrase(
                "%(num)s entry was not confirmed in time.",
                "%(num)s entries were not confirmed in time.",
                found.total("not_confirmed"),
            ),
            count_phrase(
                "%(num)s entry is reported as wrong.",
                "%(num)s entries are reported as wrong.",
                found.total("disputed"),
            ),
            count_phrase(
                "%(num)s State has no authority listed.",
                "%(num)s States have no authority listed.",
                found.none_count,
            ),
        )
    )

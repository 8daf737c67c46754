"""What experts learn of shortlists: on how many they stand, as a number; on which, and whose, they do not."""

from datetime import UTC, datetime, timedelta
from typing import Any

from roster.assistance.shortlists.queries import shortlists_naming
from roster.core import clock
from roster.core.actor import Actor
from roster.experts.policy import has_own_profile
from roster.web.room import Panel

YEAR = timedelta(days=365)
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def own_panel(actor: Actor, ref: str) -> Panel | None:
    """The figure on the expert's own page."""
    if not has_own_profile(actor, ref):
        return None
    return Panel(
        "assistance/shortlists/own_figure.html",
        {"times": shortlists_naming(ref, clock.now() - YEAR)},
    )


def own_data(actor: Actor, ref: str) -> dict[str, Any]:
    """The same for the file with everything kept about an expert, without an end to the time."""
    return {"shortlists": shortlists_naming(ref, BEGINNING)} if has_own_profile(actor, ref) else {}

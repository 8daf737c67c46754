"""The roster manager's queue of nominations: what waits longest first, with filters."""

from dataclasses import dataclass
from datetime import datetime

from flask import request, url_for
from flask_babel import gettext

from roster.accounts.queries import names_of
from roster.core import clock
from roster.core.actor import Actor
from roster.nominations import policy
from roster.nominations.answers import input_of
from roster.nominations.models import Nomination
from roster.nominations.presentation import days_waiting, name_in, state_name
from roster.nominations.queries import vetting_queue
from roster.nominations.states import Stage
from roster.nominations.step_views import blueprint
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, page

__all__ = ["blueprint"]  # whole only once these pages are on it

LATE_DAYS = 14


@dataclass(frozen=True)
class QueueLine:
    """A nomination that waits."""

    ref: str
    name: str
    state: str
    since: datetime
    days: int
    is_late: bool
    assigned_to: str
    is_own: bool
    may_decide: bool
    stage: Stage


@blueprint.get("/vetting")
@guard(policy.can_vet_somewhere)
def vetting() -> Answer:
    """The queue, what waits longest first, with filters."""
    actor = current_actor()
    whose, state = request.args.get("whose", ""), request.args.get("state", "")
    stage = Stage.RETURNED if request.args.get("stage") == Stage.RETURNED.value else Stage.UNDER_CHECK
    everything = vetting_queue(actor, stages=(stage,))
    found = vetting_queue(
        actor,
        assigned_to=actor.user_id if whose == "mine" else None,
        unassigned=whose == "nobody",
        state=state if state in {item.state for item in everything} else None,
        stages=(stage,),
    )
    names = names_of({item.assigned_to for item in found if item.assigned_to})
    return page(
        "nominations/vetting.html",
        lines=[_line(actor, item, names) for item in found],
        whose=whose,
        state=state,
        stage=stage,
        tabs=_tabs(actor, whose, stage),
        states=sorted({(item.state, state_name(item)) for item in everything}, key=lambda pair: pair[1]),
    )


def _line(actor: Actor, nomination: Nomination, names: dict[int, str]) -> QueueLine:
    days = days_waiting(nomination, clock.today())
    return QueueLine(
        ref=nomination.ref,
        name=name_in(input_of(nomination)),
        state=state_name(nomination),
        since=nomination.stage_since,
        days=days,
        is_late=days >= LATE_DAYS,
        assigned_to=names.get(nomination.assigned_to or 0, ""),
        is_own=nomination.assigned_to == actor.user_id,
        may_decide=policy.vetting_refusal(actor, nomination) is None,
        stage=nomination.stage,
    )


def _tabs(actor: Actor, whose: str, stage: Stage) -> list[dict[str, object]]:
    def tab(label: str, count: int, *, of: str = "", at: Stage = Stage.UNDER_CHECK) -> dict[str, object]:
        url = url_for(
            "nominations.vetting", whose=of or None, stage=None if at is Stage.UNDER_CHECK else at.value
        )
        return {"label": label, "url": url, "current": (whose, stage) == (of, at), "tally": count}

    waiting = vetting_queue(actor)
    return [
        tab(gettext("All"), len(waiting)),
        tab(gettext("Mine"), sum(item.assigned_to == actor.user_id for item in waiting), of="mine"),
        tab(gettext("Nobody’s"), sum(item.assigned_to is None for item in waiting), of="nobody"),
        tab(
            gettext("Returned to States"),
            len(vetting_queue(actor, stages=(Stage.RETURNED,))),
            at=Stage.RETURNED,
        ),
    ]

"""What happened to a request, in words for its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from roster.accounts.labels import role_label
from roster.assistance.codes import DeclineReason
from roster.assistance.requests.models import RequestEvent
from roster.assistance.requests.states import Happening, Move
from roster.core.actor import Actor, Role
from roster.web.locale import show_moment

_TONES = {
    Move.ACCEPT: "good",
    Move.DECLINE: "bad",
    Move.ASK: "due",
    Move.WITHDRAW: "bad",
    Move.CLOSE: "good",
}


@dataclass(frozen=True)
class TimelineEntry:
    """What happened, for the component of the same name."""

    title: object
    at: str
    when: str
    who: str
    text: str
    tone: str


@dataclass(frozen=True)
class MessageView:
    """A question with its answer."""

    question: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


def timeline_entries(
    actor: Actor, events: Sequence[RequestEvent], names: Mapping[int, str]
) -> list[TimelineEntry]:
    """The lines of the timeline, the latest first."""
    return [_entry(actor, event, names) for event in reversed(events)]


def _entry(actor: Actor, event: RequestEvent, names: Mapping[int, str]) -> TimelineEntry:
    role = role_label(Role(event.by_role)) if event.by_role in set(Role) else gettext("The system")
    # Who has charge of a request is known to its State; other names of the secretariat are not told.
    may_know = actor.is_secretariat or event.by_role in (Role.FOCAL_POINT, Role.DRAFTER)
    name = names.get(event.by_user or 0, "") if may_know else ""
    reason = DeclineReason.of(event.values.get("reason"))
    return TimelineEntry(
        title=_title(event.kind),
        at=event.at.isoformat(),
        when=show_moment(event.at),
        who=gettext("%(name)s, %(role)s", name=name, role=role) if name else role,
        text=str(reason.label) if reason else "",
        tone=_TONES.get(Move(event.kind), "") if event.kind in set(Move) else "",
    )


def _title(kind: str) -> object:
    if kind in set(Move):
        return Move(kind).label
    return Happening(kind).label if kind in set(Happening) else kind

"""What matching says of the people on the shortlist of a request, for the pages of shortlists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from roster.assistance.matches.services import record_reading
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.selections import policy, queries
from roster.assistance.selections.judging import judge, shares_among
from roster.assistance.selections.presentation import (
    JudgedView,
    PartView,
    judged_view,
    kept_judgement,
    names_now,
)
from roster.assistance.selections.shares import ShareGroup, share_groups
from roster.assistance.shortlists.facts import Fact
from roster.assistance.shortlists.models import Shortlist, ShortlistEntry
from roster.assistance.shortlists.queries import profiles_by_ids
from roster.core.actor import Actor
from roster.core.unit_of_work import unit_of_work
from roster.matching.weights import Part


@dataclass(frozen=True)
class ListChoice:
    """The request for which a list is, with what matching says of its people by reference."""

    ref: str
    title: str
    is_frozen: bool
    can_choose: bool
    judged: Mapping[str, JudgedView | None]
    balance: tuple[ShareGroup, ...]


def choice_of(
    actor: Actor, shortlist: Shortlist, entries: Sequence[ShortlistEntry], *, today: date
) -> ListChoice | None:
    """The choice that this list is, for this actor; None where it is for no request. That it was read is noted."""
    request = queries.request_of(shortlist)
    if request is None or not policy.can_view(actor, request):
        return None
    with unit_of_work():
        record_reading(actor, request)
    names, record = names_now(), queries.record_of(actor, request)
    people = profiles_by_ids(actor, (entry.profile_id for entry in entries))
    if record is not None:
        judged = {
            people[entry.profile_id].ref: judged_view(kept_judgement(entry), names)
            for entry in record.entries
            if entry.profile_id in people
        }
        return _choice(actor, request, judged, share_groups(record.balance), is_frozen=True)
    refs = [profile.ref for profile in people.values()]
    judging = judge(request, refs, today=today)
    judged = {ref: judged_view(found, names) for ref, found in judging.people.items()}
    return _choice(actor, request, judged, share_groups(shares_among(judging, refs)), is_frozen=False)


def score_facts(choice: ListChoice, ref: str) -> tuple[Fact, ...]:
    """What stands beside the facts of a person in a comparison: score, parts, what speaks against it."""
    found = choice.judged.get(ref)
    parts = {part.label: part for part in found.parts} if found else {}
    labels = [str(part.label) for part in Part]
    shown = {label for view in choice.judged.values() if view for label in (one.label for one in view.parts)}
    return (
        Fact(gettext("Score"), (found.score,) if found else ()),
        *(Fact(label, _points(parts, label)) for label in labels if label in shown),
        Fact(gettext("Against it"), found.against if found else ()),
        Fact(gettext("What is missing"), found.missing if found else ()),
    )


def _points(parts: Mapping[str, PartView], label: str) -> tuple[str, ...]:
    part = parts.get(label)
    if part is None:
        return ()
    return (gettext("%(points)s of %(most)s", points=part.words, most=part.most),)


def _choice(
    actor: Actor,
    request: AssistanceRequest,
    judged: Mapping[str, JudgedView | None],
    balance: tuple[ShareGroup, ...],
    *,
    is_frozen: bool,
) -> ListChoice:
    return ListChoice(
        ref=request.ref,
        title=request.title or request.ref,
        is_frozen=is_frozen,
        can_choose=policy.can_choose(actor, request),
        judged=judged,
        balance=balance,
    )

"""What a decision rests on: the shortlist of a request as matching judges it, and the balance before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.selections.judgement import Judgement
from roster.assistance.selections.judging import Judging, judge, shares_among
from roster.assistance.selections.queries import shortlist_of
from roster.assistance.shortlists.models import ShortlistEntry
from roster.assistance.shortlists.queries import entries_of, profiles_by_ids
from roster.core.actor import Actor
from roster.experts.models import Profile


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the record says beside the people: the match, the words of whoever decides, the balance in figures."""

    judgement: Judgement
    match_ref: str = ""
    words: str = ""
    balance: Sequence[dict[str, Any]] = field(default=())


def listed(request: AssistanceRequest) -> list[ShortlistEntry]:
    """The entries of the request's shortlist in their order; none where it has no shortlist."""
    shortlist = shortlist_of(request.id)
    return entries_of(shortlist) if shortlist else []


def listed_people(actor: Actor, request: AssistanceRequest) -> list[Profile]:
    """Who stands on the request's shortlist and exists for this actor, in order, each once."""
    return list(profiles_by_ids(actor, (entry.profile_id for entry in listed(request))).values())


def judge_shortlist(actor: Actor, request: AssistanceRequest, *, today: date) -> Judging:
    """What matching says today of the people on the request's shortlist."""
    return judge(request, [profile.ref for profile in listed_people(actor, request)], today=today)


def balance_now(actor: Actor, request: AssistanceRequest, judging: Judging) -> list[dict[str, Any]]:
    """How those who fit best are balanced, and how those on the shortlist."""
    return shares_among(judging, [profile.ref for profile in listed_people(actor, request)])


def decision_on(actor: Actor, request: AssistanceRequest, *, judging: Judging, words: str) -> Decision:
    """The decision for the shortlist as it stands."""
    return Decision(
        judgement=judging.judgement,
        match_ref=judging.match_ref,
        words=words,
        balance=balance_now(actor, request, judging),
    )

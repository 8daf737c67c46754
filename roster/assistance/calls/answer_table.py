"""Who answered a call, as the secretariat reads it: the words, and how far each fits the request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from roster.assistance.calls.models import CallAnswer, ExpertCall
from roster.assistance.calls.queries import answers_of
from roster.assistance.matches.services import record_reading
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import OVER
from roster.assistance.selections.forgetting import shown_words
from roster.assistance.selections.judging import judge
from roster.assistance.selections.presentation import JudgedView, judged_view, names_now
from roster.assistance.selections.queries import shortlist_of
from roster.assistance.shortlists.queries import entries_of, profiles_by_ids, profiles_that_stand
from roster.core import clock
from roster.core.actor import Actor
from roster.core.unit_of_work import unit_of_work
from roster.experts.presentation import ProfileView, view_for
from roster.experts.queries import experts_by_ids
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language


@dataclass(frozen=True)
class AnswerRow:
    """One expert's answer. `person` is None where nobody may be shown any more, `judged` where nothing is known."""

    person: ProfileView | None
    text: str
    answered_at: datetime
    judged: JudgedView | None
    is_listed: bool

    @property
    def fits(self) -> bool:
        """Whether no rule excludes this expert."""
        return self.judged is not None and not self.judged.against


@dataclass(frozen=True)
class StateRow:
    """One State's answer."""

    state: str
    name: str
    text: str
    answered_at: datetime


@dataclass(frozen=True)
class AnswerTable:
    """All the answers to a call: those who fit first, the best before the others."""

    people: tuple[AnswerRow, ...]
    states: tuple[StateRow, ...]


def answer_table(actor: Actor, call: ExpertCall) -> AnswerTable:
    """The answers for this reader of the secretariat; that they were read beside the match is noted."""
    if call.request.stage not in OVER:
        with unit_of_work():  # before anything is read: what was read is forgotten with the end of a unit
            record_reading(actor, call.request)
    answers = answers_of(actor, call)
    return AnswerTable(_people(actor, call, answers), tuple(_state_rows(answers)))


def refs_answering(actor: Actor, call: ExpertCall) -> frozenset[str]:
    """Who answered, by the profile that stands now."""
    ids = [answer.profile_id for answer in answers_of(actor, call)]
    return frozenset(profile.ref for profile in profiles_by_ids(actor, ids).values())


def _people(actor: Actor, call: ExpertCall, answers: Sequence[CallAnswer]) -> tuple[AnswerRow, ...]:
    own = [answer for answer in answers if answer.state is None]
    now = profiles_that_stand(answer.profile_id for answer in own)
    latest = {now.get(answer.profile_id or 0, 0): answer for answer in own}  # of two that are one now
    own = [answer for answer in own if latest[now.get(answer.profile_id or 0, 0)] is answer]
    people = experts_by_ids(actor, list(set(now.values())))
    judged = _judged(call.request, [profile.ref for profile in people.values()])
    listed, language, today = _listed(actor, call.request), current_language().code, clock.today()
    rows = []
    for answer in own:
        profile = people.get(now.get(answer.profile_id or 0, 0))
        rows.append(
            AnswerRow(
                person=view_for(actor, profile, language=language, today=today) if profile else None,
                text=answer.text,
                answered_at=answer.answered_at,
                judged=judged.get(profile.ref) if profile else None,
                is_listed=profile is not None and profile.ref in listed,
            )
        )
    return tuple(sorted(rows, key=_order))


def _order(row: AnswerRow) -> tuple[bool, int, datetime]:
    return (not row.fits, -(row.judged.points if row.judged else 0), row.answered_at)


def _judged(request: AssistanceRequest, refs: Sequence[str]) -> dict[str, JudgedView | None]:
    if not refs or request.stage in OVER:
        return {}
    names, found = names_now(), judge(request, refs, today=clock.today())
    return {ref: judged_view(one, names) for ref, one in found.people.items()}


def _listed(actor: Actor, request: AssistanceRequest) -> frozenset[str]:
    shortlist = shortlist_of(request.id)
    entries = entries_of(shortlist) if shortlist else []
    people = profiles_by_ids(actor, (entry.profile_id for entry in entries))
    return frozenset(profile.ref for profile in people.values())


def _state_rows(answers: Sequence[CallAnswer]) -> list[StateRow]:
    known, language = vocabulary.current().states, current_language().code
    return [
        StateRow(
            answer.state,
            known.get_label(answer.state, language),
            shown_words(answer.text),
            answer.answered_at,
        )
        for answer in answers
        if answer.state is not None
    ]

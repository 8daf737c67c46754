"""Which people an export holds: the question as the reader asked it, within what the reader may take along."""

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roster.core.actor import Actor
from roster.core.errors import UnavailableError
from roster.experts import policy
from roster.experts.finding import Question, request_of
from roster.experts.presentation import ProfileView, view_for
from roster.experts.queries import experts_by_ids
from roster.search.engine import SearchEngine
from roster.search.request import MOST_HITS, SearchRequest


@dataclass(frozen=True)
class Extent:
    """How many people the result has, how many of those this reader may take along, and how many go out."""

    found: int
    allowed: int
    rows: int

    @property
    def of_others(self) -> int:
        """People of the result who are not of the reader's States."""
        return self.found - self.allowed

    @property
    def beyond(self) -> int:
        """People left out because a file holds so many at most."""
        return self.allowed - self.rows


def extent_of(engine: SearchEngine, question: Question, actor: Actor, *, language: str) -> Extent:
    """What an export of this question would hold, before it is made."""
    bounds = policy.export_bounds(actor)
    found = _count(engine, request_of(question, actor, language=language))
    narrow = _narrowed(question, bounds)
    allowed = 0 if narrow is None else _count(engine, request_of(narrow, actor, language=language))
    return Extent(found, allowed, min(allowed, bounds.rows))


def ids_to_export(engine: SearchEngine, question: Question, actor: Actor, *, language: str) -> list[int]:
    """The rows in the order of the result, each once.

    Raises UnavailableError where the index of words cannot be read: the list would be longer than the result.
    """
    bounds = policy.export_bounds(actor)
    narrow = _narrowed(question, bounds)
    if narrow is None:
        return []
    request = request_of(narrow, actor, language=language)
    ids: dict[int, None] = {}
    for offset in range(0, bounds.rows, MOST_HITS):
        limit = min(MOST_HITS, bounds.rows - offset)
        result = engine.search(replace(request, offset=offset, limit=limit))
        if result.degraded:
            raise UnavailableError("the index of words is being rebuilt")
        ids.update(dict.fromkeys(hit.id for hit in result.hits))
        if len(result.hits) < limit:
            break
    return list(ids)


def views_of(ids: Sequence[int], actor: Actor, *, language: str, today: date) -> Iterator[ProfileView]:
    """The rows as this actor may read them now, a batch at a time; what is no longer theirs is left out."""
    bounds = policy.export_bounds(actor)
    for at in range(0, len(ids), MOST_HITS):
        batch = ids[at : at + MOST_HITS]
        profiles = experts_by_ids(actor, batch)
        for id_ in batch:
            profile = profiles.get(id_)
            if profile is None or not policy.can_view(actor, profile):
                continue
            if bounds.states is None or profile.nominating_state in bounds.states:
                yield view_for(actor, profile, language=language, today=today)


def parts_in(ids: Sequence[int], actor: Actor) -> frozenset[policy.Part]:
    """The parts that this actor reads of any of these people: a part that is none's has no columns."""
    parts: frozenset[policy.Part] = frozenset({policy.Part.PROFILE})
    most = policy.most_parts(actor)
    for at in range(0, len(ids), MOST_HITS):
        if parts == most:
            break
        for profile in experts_by_ids(actor, ids[at : at + MOST_HITS]).values():
            parts |= policy.readable_parts(actor, profile)
    return parts


def hash_of(question: Question, *, key: str) -> str:
    """Tells whether two exports asked the same, without keeping what was asked.

    It is keyed: whoever has the register and tries likely questions learns nothing.
    """
    filters = sorted((name, sorted(values)) for name, values in question.filters.items())
    whole = (question.text, filters, question.sort, str(question.free_from), str(question.free_to))
    return hmac.new(f"export question {key}".encode(), repr(whole).encode(), "sha256").hexdigest()


def _narrowed(question: Question, bounds: policy.ExportBounds) -> Question | None:
    """The question within the bounds; None where nobody can be left."""
    if bounds.states is None:
        return question
    asked = question.filters.get("state")
    states = bounds.states if asked is None else bounds.states & asked
    return replace(question, filters={**question.filters, "state": states}) if states else None


def _count(engine: SearchEngine, request: SearchRequest) -> int:
    return engine.search(replace(request, limit=0)).total

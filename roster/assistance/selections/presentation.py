"""A choice as the secretariat reads it: people through the one redaction of profiles, reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from roster.accounts.queries import names_of
from roster.assistance.selections.criteria_wording import Lines, criteria_lines
from roster.assistance.selections.forgetting import shown_words
from roster.assistance.selections.judgement import Judged, reasons_in
from roster.assistance.selections.models import SelectionEntry, SelectionRecord
from roster.assistance.selections.shares import ShareGroup, share_groups
from roster.assistance.shortlists.models import ShortlistEntry
from roster.assistance.shortlists.presentation import people_now, people_of
from roster.core.actor import Actor
from roster.experts.presentation import ProfileView
from roster.matching.naming import Names
from roster.matching.reason_wording import reason_words
from roster.matching.reasons import Reason
from roster.matching.rules import FieldGroup, Rule
from roster.matching.weights import Part
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language, show_number

TENTHS = 10


@dataclass(frozen=True)
class PartView:
    """What one part of the score gave, of how much."""

    label: str
    points: int
    maximum: int
    words: str
    most: str


@dataclass(frozen=True)
class JudgedView:
    """What matching says of one person, in words. `score` and `rank` are numbers as the language writes them."""

    points: int
    score: str
    rank: str
    parts: tuple[PartView, ...]
    why: tuple[str, ...]
    missing: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True)
class SelectedView:
    """One place of a choice. `person` is None where there is nobody to read about any more, `judged` where nothing
    could be said."""

    place: int
    person: ProfileView | None
    judged: JudgedView | None
    note: str


@dataclass(frozen=True)
class RecordView:
    """One selection record."""

    ref: str
    match_ref: str
    decided_by: str
    decided_at: datetime
    decision: str
    criteria: tuple[Lines, ...]
    weights: tuple[tuple[str, int], ...]
    pool_size: int
    eligible: int
    excluded: tuple[tuple[str, int], ...]
    balance: tuple[ShareGroup, ...]
    people: tuple[SelectedView, ...]


def names_now() -> Names:
    """How matching calls things in the reader's language."""
    return Names(vocabulary.current(), current_language().code)


def judged_view(found: Judged | None, names: Names, *, travels: bool = False) -> JudgedView | None:
    """The judgement in words. What `travels` names no interest that was declared, only that there is one."""
    if found is None:
        return None
    return JudgedView(
        points=found.points,
        score=show_number(found.points / TENTHS),
        rank=show_number(found.rank),
        parts=tuple(
            PartView(
                label=str(Part(item["part"]).label),
                points=item["points"],
                maximum=item["maximum"],
                words=show_number(item["points"] / TENTHS),
                most=show_number(item["maximum"] / TENTHS),
            )
            for item in found.parts
            if item["maximum"]
        ),
        why=_sentences(found.why, names, travels=travels),
        missing=_sentences(found.missing, names, travels=travels),
        against=_sentences(found.against, names, travels=travels),
    )


def chosen_views(
    actor: Actor,
    entries: Sequence[ShortlistEntry],
    judged: Mapping[str, Judged],
    *,
    today: date,
) -> tuple[SelectedView, ...]:
    """The people on a shortlist that exist for this actor, each once, with what matching says of them today."""
    people = people_of(actor, entries, language=current_language().code, today=today)
    names, seen = names_now(), set[str]()
    views: list[SelectedView] = []
    for entry in entries:
        person = people.get(entry.profile_id or 0)
        if person is None or person.ref in seen:
            continue
        seen.add(person.ref)
        found = judged_view(judged.get(person.ref), names)
        views.append(SelectedView(len(views) + 1, person, found, entry.note))
    return tuple(views)


def record_view(actor: Actor, record: SelectionRecord, *, today: date, travels: bool = False) -> RecordView:
    """The record for this actor; the number of queries does not grow with the people."""
    language, names = current_language().code, names_now()
    chosen = (entry.profile_id for entry in record.entries)
    people = people_now(actor, chosen, language=language, today=today)
    by = {record.frozen_by} if record.frozen_by else set()
    return RecordView(
        ref=record.ref,
        match_ref=record.match_ref,
        decided_by=names_of(by).get(record.frozen_by or 0, ""),
        decided_at=record.frozen_at,
        decision=shown_words(record.decision),
        criteria=criteria_lines(record.criteria, names),
        weights=tuple((str(part.label), int(record.weights.get(part.value, 0))) for part in Part),
        pool_size=record.pool_size,
        eligible=record.eligible,
        excluded=tuple(
            (str(rule.label), int(record.excluded[rule.value]))
            for rule in Rule
            if rule.value in record.excluded
        ),
        balance=share_groups(record.balance),
        people=tuple(
            SelectedView(
                entry.position,
                person := people.get(entry.profile_id or 0),
                judged_view(kept_judgement(entry), names, travels=travels),
                shown_words(entry.note) if person else "",
            )
            for entry in record.entries
        ),
    )


def kept_judgement(entry: SelectionEntry) -> Judged | None:
    """What the record keeps of one person; None where nothing could be said."""
    if entry.points is None or entry.rank is None:
        return None
    return Judged(
        rank=entry.rank,
        points=entry.points,
        parts=tuple(entry.parts),
        why=reasons_in(entry.why),
        missing=reasons_in(entry.missing),
        against=reasons_in(entry.against),
    )


def _sentences(reasons: Iterable[Reason], names: Names, *, travels: bool) -> tuple[str, ...]:
    said = (
        str(reason.part.label)
        if travels and reason.group is FieldGroup.INTERESTS
        else reason_words(reason, names)
        for reason in reasons
    )
    return tuple(dict.fromkeys(said))

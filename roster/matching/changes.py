"""What would change a rank: every single change of a person that could help is tried, and the useful ones are said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from roster.matching.assessment import Assessment, assess
from roster.matching.candidate import Candidate, ExpertiseLine, LanguageSkill
from roster.matching.criteria import Criteria, LanguageWanted, Skill, Span
from roster.matching.explaining import best_line, language_values, level_of, subject_values
from roster.matching.hard_rules import days_needed
from roster.matching.pool import Pool
from roster.matching.reasons import Change, ChangeKind, Value
from roster.matching.rules import FieldGroup, Rule
from roster.matching.weights import Part
from roster.vocabulary.codes import CefrLevel, ExpertiseLevel, Mode

_OF_LINES = frozenset({ChangeKind.LINE_LEVEL, ChangeKind.NEW_LINE, ChangeKind.LINE_TYPE})
MOST_SHOWN = 3
MOST_SUBJECTS = 6  # of a request with many subjects only the first are tried
SEARCH_DAYS = 366


@dataclass(frozen=True)
class _Trial:
    """One person with one thing changed."""

    row: int
    person: Candidate
    kind: ChangeKind
    group: FieldGroup
    values: Mapping[str, Value]
    is_only_way: bool  # of the rule that excludes; otherwise a better rank is demanded


def changes_of(found: Assessment, rows: Sequence[int]) -> dict[int, tuple[Change, ...]]:
    """For each of these rows at most three single changes, the one with the best rank first."""
    trials = [trial for row in rows for trial in _trials(found, row)]
    # Each trial is a person of a small pool of their own: the rest of the roster stays as it is.
    named = [replace(trial.person, ref=f"trial {at}") for at, trial in enumerate(trials)]
    refs = {f"trial {at}": found.pool.candidates[trial.row].ref for at, trial in enumerate(trials)}
    tried = assess(
        found.criteria,
        Pool.of(named),
        found.relations,
        weights=found.weights,
        text=found.text.renamed(refs),
    )
    answers: dict[int, list[Change]] = {}
    for at, trial in enumerate(trials):
        change = _change(found, tried, at, trial)
        if change is not None:
            answers.setdefault(trial.row, []).append(change)
    for row in rows:
        window = _other_window(found, row)
        if window is not None:
            answers.setdefault(row, []).append(window)
    return {row: _useful(own) for row, own in answers.items()}


def _change(found: Assessment, tried: Assessment, at: int, trial: _Trial) -> Change | None:
    # The trial's own pool is without those whom a request excludes by name.
    rules = {rule for rule in found.rules_of(trial.row) if rule is Rule.EXCLUDED} | set(tried.rules_of(at))
    if rules:
        return None
    points = int(tried.scores.points[at])
    rank, before = found.rank(trial.row, points), found.rank(trial.row)
    if not trial.is_only_way and rank >= before:
        return None
    return Change(kind=trial.kind, rank=rank, points=points, group=trial.group, values=trial.values)


def _useful(changes: list[Change]) -> tuple[Change, ...]:
    """The best rank first; what leads to the same in the same way is said once."""
    ordered = sorted(changes, key=lambda change: (change.rank, -change.points))
    seen: set[tuple[object, ...]] = set()
    kept = []
    for change in ordered:
        # Two subjects may lie in one line: then it is one change.
        about = (change.points,) if change.kind in _OF_LINES else (change.values.get("language"),)
        what = (change.kind, *about)
        if what not in seen:
            seen.add(what)
            kept.append(change)
    return tuple(kept[:MOST_SHOWN])


def _trials(found: Assessment, row: int) -> Iterator[_Trial]:
    """All single changes of one person; of who breaks a rule, only those that mend that rule."""
    rules = found.rules_of(row)
    if len(rules) > 1:
        return
    person = found.pool.candidates[row]
    mending = rules[0] if rules else None

    def trial(changed: Candidate, kind: ChangeKind, group: FieldGroup, **values: Value) -> _Trial:
        return _Trial(row, changed, kind, group, values, mending is not None)

    if mending in (None, Rule.LANGUAGE):
        for wanted, level, changed in _language_trials(found, person):
            yield trial(changed, ChangeKind.LANGUAGE, FieldGroup.PROFILE, **language_values(wanted, level))
    if mending is None and found.scores.maxima[Part.SUBJECT]:
        yield from _line_trials(found, row)
    today = found.criteria.today
    if mending is Rule.FRESHNESS:
        yield trial(replace(person, confirmed_on=today), ChangeKind.CONFIRMED, FieldGroup.PROFILE)
    if mending is Rule.TERM:
        renewed = replace(person, term_ends_on=None)
        yield trial(renewed, ChangeKind.TERM_RENEWED, FieldGroup.PROFILE)
    if mending is Rule.MODE and found.criteria.mode is not None:
        mode = str(found.criteria.mode)
        yield trial(replace(person, mode=Mode.BOTH), ChangeKind.MODE, FieldGroup.PROFILE, mode=mode)
    if mending is Rule.DAYS and found.criteria.days_wanted is not None:
        days = found.criteria.days_wanted
        yield trial(replace(person, days_per_year=days), ChangeKind.DAYS, FieldGroup.AVAILABILITY, days=days)


def _language_trials(
    found: Assessment, person: Candidate
) -> Iterator[tuple[LanguageWanted, CefrLevel, Candidate]]:
    """Each language asked for: at the level asked where it is below, else one level higher."""
    for wanted in found.criteria.languages:
        has = level_of(person, wanted.code, wanted.skill)
        levels = list(CefrLevel)
        if has is None or has.rank < wanted.level.rank:
            level = wanted.level
        elif has.rank < len(levels):
            level = levels[has.rank]
        else:
            continue
        yield wanted, level, replace(person, languages=_with_level(person, wanted, level))


def _with_level(person: Candidate, wanted: LanguageWanted, level: CefrLevel) -> tuple[LanguageSkill, ...]:
    changed: dict[str, object] = (
        {"drafts_legal": True, "writing": level}
        if wanted.skill is Skill.DRAFTING
        else {wanted.skill.value: level}
    )
    own = next((item for item in person.languages if item.code == wanted.code), None)
    better = replace(own or LanguageSkill(code=wanted.code), **changed)  # type: ignore[arg-type]
    return (*(item for item in person.languages if item is not own), better)


def _line_trials(found: Assessment, row: int) -> Iterator[_Trial]:
    """For each subject: its nearest line one level higher or with the type asked for, or a line of its own."""
    person = found.pool.candidates[row]
    types = found.criteria.assistance_types
    for subject in found.scores.subjects[:MOST_SUBJECTS]:
        about = subject_values(subject)
        line, nearness = best_line(found, row, subject)
        if line is None or nearness < 1.0:
            new = ExpertiseLine(
                article=subject.article,
                topic=subject.topic,
                assistance_type=types[0] if types else None,
                level=found.criteria.level or ExpertiseLevel.LEAD,
                last_used=found.criteria.today.year,
            )
            values = about | {"level": str(new.level)}
            changed = replace(person, expertise=(*person.expertise, new))
            yield _Trial(row, changed, ChangeKind.NEW_LINE, FieldGroup.PROFILE, values, is_only_way=False)
            continue
        higher = _higher(line)
        if higher is not None:
            values = about | {"level": str(higher.level)}
            changed = replace(person, expertise=_exchanged(person, line, higher))
            yield _Trial(row, changed, ChangeKind.LINE_LEVEL, FieldGroup.PROFILE, values, is_only_way=False)
        if types and line.assistance_type not in types:
            typed = replace(line, assistance_type=types[0])
            values = about | {"type": types[0]}
            changed = replace(person, expertise=_exchanged(person, line, typed))
            yield _Trial(row, changed, ChangeKind.LINE_TYPE, FieldGroup.PROFILE, values, is_only_way=False)


def _higher(line: ExpertiseLine) -> ExpertiseLine | None:
    levels = list(ExpertiseLevel)
    rank = line.level.rank if line.level else 0
    return replace(line, level=levels[rank]) if rank < len(levels) else None


def _exchanged(person: Candidate, old: ExpertiseLine, new: ExpertiseLine) -> tuple[ExpertiseLine, ...]:
    return tuple(new if line is old else line for line in person.expertise)


def _other_window(found: Assessment, row: int) -> Change | None:
    """For somebody whom only the window excludes: the first days on which the request would find him or her free."""
    rules = found.rules_of(row)
    if found.criteria.window is None or rules not in ((Rule.ABSENCE,), (Rule.NOTICE,)):
        return None
    span = first_free(found.criteria, found.pool.candidates[row])
    if span is None:
        return None
    return Change(
        kind=ChangeKind.WINDOW,
        rank=found.rank(row),
        points=int(found.scores.points[row]),
        group=FieldGroup.AVAILABILITY,
        values={"first": span.first.isoformat(), "last": span.last.isoformat()},
    )


def first_free(criteria: Criteria, person: Candidate) -> Span | None:
    """The first run of days that is long enough, from the notice on and not before the window asked for."""
    need = timedelta(days=max(1, days_needed(criteria)) - 1)
    opens = criteria.window.first if criteria.window else criteria.today
    first = max(opens, _later(criteria.today, person.notice_days or 0))
    for absence in sorted(span for span in person.absences if span.days):
        if absence.first > first + need:
            break
        if (absence.last - opens).days > SEARCH_DAYS:
            return None
        first = max(first, absence.last + timedelta(days=1))
    last = first + need
    within_term = person.term_ends_on is None or last <= person.term_ends_on
    return Span(first, last) if within_term and (first - opens).days <= SEARCH_DAYS else None


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + max(0, days), date.max.toordinal() - SEARCH_DAYS))

"""Why somebody's score is as it is, what is missing, and what a hard rule found: reasons as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from roster.matching.assessment import Assessment
from roster.matching.candidate import Candidate, ExpertiseLine
from roster.matching.criteria import LanguageWanted, Skill, Subject
from roster.matching.reasons import Reason, ReasonKind, Value
from roster.matching.rules import FieldGroup
from roster.matching.scoring import REST_DAYS, regions_wanted, systems_wanted
from roster.matching.weights import Part
from roster.vocabulary.codes import CefrLevel, EmployerRelease

EXACT = 0.999
NEAR = 0.1  # less than this is said to be not covered
RELEASE_OPEN = frozenset({EmployerRelease.NOT_ASKED, EmployerRelease.CASE_BY_CASE})


def why(found: Assessment, row: int) -> tuple[Reason, ...]:
    """What speaks for this candidate, in the order of the parts. Only parts that count are spoken of."""
    return tuple(reason for reason in _all(found, row) if reason.kind not in AGAINST)


def missing(found: Assessment, row: int) -> tuple[Reason, ...]:
    """What the candidate lacks of what is asked."""
    return tuple(reason for reason in _all(found, row) if reason.kind in AGAINST)


AGAINST = frozenset(
    {
        ReasonKind.NOT_COVERED,
        ReasonKind.NO_TEXT,
        ReasonKind.NO_TYPE,
        ReasonKind.LEVEL_BELOW,
        ReasonKind.YEARS_BELOW,
        ReasonKind.OTHER_LEGAL_SYSTEM,
        ReasonKind.OTHER_REGION,
        ReasonKind.NO_REVIEWS,
        ReasonKind.NOT_RESTED,
        ReasonKind.LANGUAGE_NOT,
        ReasonKind.RELEASE_OPEN,
    }
)


def _all(found: Assessment, row: int) -> Iterator[Reason]:
    for part, explain in _PARTS.items():
        if found.scores.maxima[part]:
            yield from explain(found, row)
    release = found.pool.candidates[row].employer_release
    if release in RELEASE_OPEN:
        yield Reason(
            kind=ReasonKind.RELEASE_OPEN,
            part=Part.REST,
            group=FieldGroup.AVAILABILITY,
            values={"release": str(release)},
        )


def reason(kind: ReasonKind, part: Part, **values: Value) -> Reason:
    """A reason of a part; its fields are those of the part."""
    return Reason(kind=kind, part=part, group=part.group, values=values)


def subject_values(subject: Subject) -> dict[str, Value]:
    """The subject as values of a reason."""
    if subject.topic is not None:
        return {"topic": subject.topic}
    return {"article": subject.article or 0}


def best_line(found: Assessment, row: int, subject: Subject) -> tuple[ExpertiseLine | None, float]:
    """The line of the candidate that is nearest to the subject, the higher level first, and how near it is."""
    lines = found.pool.candidates[row].expertise

    def nearness(line: ExpertiseLine) -> float:
        return found.relations.subject(subject, line.article, line.topic)

    best = max(lines, key=lambda line: (nearness(line), line.level.rank if line.level else 0), default=None)
    return (None, 0.0) if best is None else (best, nearness(best))


def _subjects(found: Assessment, row: int) -> Iterator[Reason]:
    for at, subject in enumerate(found.scores.subjects):
        line, nearness = best_line(found, row, subject)
        is_meant = line is not None and found.relations.is_of(subject.topic, line.article, line.topic)
        is_named = bool(found.scores.named[at][row])
        if line is None or nearness < NEAR:
            kind = ReasonKind.BY_TEXT if is_named else ReasonKind.NOT_COVERED
            yield reason(kind, Part.SUBJECT, **subject_values(subject))
            continue
        is_covered = nearness >= EXACT or (is_meant and is_named)
        kind = ReasonKind.COVERS if is_covered else ReasonKind.NEAR
        yield reason(kind, Part.SUBJECT, **_line_values(found, subject, line, nearness))


def _line_values(
    found: Assessment, subject: Subject, line: ExpertiseLine, nearness: float
) -> dict[str, Value]:
    """The subject with the line that covers it; of the line's article and topic the one that does is named."""
    values = subject_values(subject)
    by_topic = found.relations.subject(subject, None, line.topic)
    if line.topic is not None and by_topic >= nearness:
        values["line_topic"] = line.topic
    elif line.article is not None:
        values["line_article"] = line.article
    if line.level is not None:
        values["level"] = str(line.level)
    return values


def _text(found: Assessment, row: int) -> Iterator[Reason]:
    points = int(found.scores.parts[Part.TEXT][row])
    if points:
        yield reason(
            ReasonKind.TEXT, Part.TEXT, percent=max(1, points * 100 // found.scores.maxima[Part.TEXT])
        )
    else:
        yield reason(ReasonKind.NO_TEXT, Part.TEXT)


def _types(found: Assessment, row: int) -> Iterator[Reason]:
    given = [line.assistance_type for line in found.pool.candidates[row].expertise if line.assistance_type]
    for wanted in dict.fromkeys(found.criteria.assistance_types):
        best = max(given, key=lambda type_: found.relations.type(wanted, type_), default=None)
        if best is None or found.relations.type(wanted, best) == 0:
            yield reason(ReasonKind.NO_TYPE, Part.TYPE, type=wanted)
        elif best == wanted:
            yield reason(ReasonKind.TYPE, Part.TYPE, type=wanted)
        else:
            yield reason(ReasonKind.TYPE_NEAR, Part.TYPE, type=wanted, given=best)


def _level(found: Assessment, row: int) -> Iterator[Reason]:
    """Of the lines that are near to what is asked; of all where nothing is."""
    criteria, person = found.criteria, found.pool.candidates[row]
    subjects = found.scores.subjects
    lines = [
        line
        for line in person.expertise
        if not subjects
        or any(found.relations.subject(item, line.article, line.topic) >= NEAR for item in subjects)
    ]
    level = max((line.level for line in lines if line.level), key=lambda item: item.rank, default=None)
    if level is not None:
        if criteria.level is not None and level.rank < criteria.level.rank:
            yield reason(ReasonKind.LEVEL_BELOW, Part.LEVEL, level=str(level), wanted=str(criteria.level))
        else:
            yield reason(ReasonKind.LEVEL, Part.LEVEL, level=str(level))
    years = max((line.years or 0 for line in lines), default=0)
    if criteria.min_years is not None and years < criteria.min_years:
        yield reason(ReasonKind.YEARS_BELOW, Part.LEVEL, years=years, wanted=criteria.min_years)
    elif years:
        yield reason(ReasonKind.YEARS, Part.LEVEL, years=years)
    last_used = max((line.last_used or 0 for line in lines), default=0)
    if last_used:
        yield reason(ReasonKind.LAST_USED, Part.LEVEL, year=last_used)


def _fit(found: Assessment, row: int) -> Iterator[Reason]:
    criteria, person = found.criteria, found.pool.candidates[row]
    systems, regions = systems_wanted(criteria), regions_wanted(criteria)
    if systems and person.legal_system:
        kind = ReasonKind.LEGAL_SYSTEM if person.legal_system in systems else ReasonKind.OTHER_LEGAL_SYSTEM
        yield reason(kind, Part.FIT, legal_system=person.legal_system)
    if person.region in regions:
        yield reason(ReasonKind.SAME_REGION, Part.FIT, region=person.region or "")
    elif known := [
        one for one in sorted(regions) if found.relations.states_of([one]) & person.countries_worked
    ]:
        yield reason(ReasonKind.KNOWS_REGION, Part.FIT, region=known[0])
    elif regions and person.region:
        yield reason(ReasonKind.OTHER_REGION, Part.FIT, region=person.region)
    if criteria.requesting_state and criteria.requesting_state in person.countries_worked:
        yield reason(ReasonKind.WORKED_THERE, Part.FIT, state=criteria.requesting_state)


def _reviews(found: Assessment, row: int) -> Iterator[Reason]:
    number = int(found.pool.review_count[row])
    if number:
        yield reason(ReasonKind.REVIEWS, Part.REVIEWS, number=number)
    else:
        yield reason(ReasonKind.NO_REVIEWS, Part.REVIEWS)


def _past(found: Assessment, row: int) -> Iterator[Reason]:
    wanted = found.criteria.assistance_types
    own = [
        item
        for item in found.pool.candidates[row].engagements
        if not wanted or item.assistance_type in wanted
    ]
    if own:
        yield reason(ReasonKind.PAST_SAME_TYPE, Part.PAST, number=len(own))
    if any(item.went_well for item in own):
        yield reason(ReasonKind.PAST_WENT_WELL, Part.PAST)


def _rest(found: Assessment, row: int) -> Iterator[Reason]:
    ended = int(found.pool.last_ended[row])
    if ended:
        day = date.fromordinal(ended)
        rested = (found.criteria.today - day).days >= REST_DAYS
        yield reason(ReasonKind.RESTED if rested else ReasonKind.NOT_RESTED, Part.REST, date=day.isoformat())


def language_values(wanted: LanguageWanted, level: CefrLevel) -> dict[str, Value]:
    """A language asked for with somebody's level in it, as values of a reason."""
    return {"language": wanted.code, "skill": str(wanted.skill), "level": str(level)}


def level_of(person: Candidate, code: str, skill: Skill) -> CefrLevel | None:
    """The best level of a person in one skill of a language."""
    levels = (language.level(skill) for language in person.languages if language.code == code)
    return max((level for level in levels if level), key=lambda level: level.rank, default=None)


def _languages(found: Assessment, row: int) -> Iterator[Reason]:
    for wanted in found.criteria.languages:
        level = level_of(found.pool.candidates[row], wanted.code, wanted.skill)
        if level is None or level.rank < wanted.level.rank:
            if not wanted.is_required:  # a required one is the matter of the rule
                yield reason(ReasonKind.LANGUAGE_NOT, Part.LANGUAGES, **language_values(wanted, wanted.level))
            continue
        kind = ReasonKind.LANGUAGE_ABOVE if level.rank > wanted.level.rank else ReasonKind.LANGUAGE_AT
        yield reason(kind, Part.LANGUAGES, **language_values(wanted, level))


_PARTS: dict[Part, Callable[[Assessment, int], Iterator[Reason]]] = {
    Part.SUBJECT: _subjects,
    Part.TEXT: _text,
    Part.TYPE: _types,
    Part.LEVEL: _level,
    Part.FIT: _fit,
    Part.REVIEWS: _reviews,
    Part.PAST: _past,
    Part.REST: _rest,
    Part.LANGUAGES: _languages,
}

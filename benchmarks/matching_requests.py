"""Planted truth for matching: what is asked, in six languages, and who is really of use for it.

A need is drawn once and written in each of the six languages, so that languages differ by their words alone.
- Its rows stand in the order of importance, as the form asks for them, the main subject first; in one need of ten the
  first two are the other way round. The main topic is tagged with a chance of .85, else by an article of it or the
  topic above it, since the form wants one row at least. Of the others each is tagged with .65, else now and then (.30)
  by its article or the topic above. One tag in sixteen is wrong. The type of assistance is tagged in .85 of the needs.
- Its words name the main topic, each other with a chance of .85 (as experts name theirs, see `Field.name`), and with
  .20 one that does not matter; the rest is about work in general.
- These figures are those of `AS_WRITTEN`; `matching_noise.py` holds them.
- Training and held-out needs come from different seeds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from benchmarks.matching_truth import AGENCIES, TODAY, Expert, Field
from benchmarks.matching_words import FRAMES
from roster.demo.reference import LANGUAGES
from roster.matching.candidate import Candidate
from roster.matching.criteria import Criteria, LanguageWanted, Skill, Span, SubjectRow
from roster.vocabulary.codes import CefrLevel, Mode

TAGGED_OTHERWISE, ARTICLE_TAGGED = 0.3, 0.3
WORKING = ("en", "fr", "es", "ru", "ar", "zh")
WORKING_WEIGHTS = (40, 20, 15, 10, 10, 5)
IMPORTANCE = ((1.0,), (0.65, 0.35), (0.5, 0.3, 0.2))
OF_SKILL, OF_LEGAL_SYSTEM, OF_REGION = 0.25, 0.09, 0.06
OF_GRADE_ALONE = 1 - OF_SKILL - OF_LEGAL_SYSTEM - OF_REGION
STEEPNESS = 4  # of the gain: 2 ** (4 use) - 1
STALE_DAYS = 365 + 90


@dataclass(frozen=True)
class Need:
    """One need: what is true of it, and how it is put in each language."""

    number: int
    topics: Mapping[str, float]
    category: str
    criteria: Mapping[str, Criteria]  # by the language in which it is written


def needs(count: int, *, seed: int, field: Field) -> Iterator[Need]:
    """Needs of this seed; others of another."""
    return (_need(number, Random(f"need {seed} {number}"), field) for number in range(count))


def use(need: Need, expert: Expert, field: Field) -> float:
    """How much use somebody really is, from 0 to 1, whatever the hard rules say."""
    grade = sum(weight * expert.grades.get(topic, 0.0) for topic, weight in need.topics.items())
    skill = OF_SKILL * expert.skills[need.category]
    return grade * (OF_GRADE_ALONE + skill + surroundings(need, expert.candidate, field))


def surroundings(need: Need, candidate: Candidate, field: Field) -> float:
    """What the same legal system and knowing the region add."""
    asked = need.criteria["en"]
    same = candidate.legal_system is not None and candidate.legal_system == asked.requesting_legal_system
    regions = {
        candidate.region,
        *(field.vocabulary.states[state].regional_group for state in candidate.countries_worked),
    }
    near = asked.requesting_region is not None and asked.requesting_region in regions
    return OF_LEGAL_SYSTEM * same + OF_REGION * near


def gain(of_use: float) -> float:
    """What somebody of this use adds to a list."""
    return float(2 ** (STEEPNESS * of_use) - 1)


def _need(number: int, rng: Random, field: Field) -> Need:
    theme = rng.choices(field.themes, field.theme_weights)[0]
    weights = rng.choice(IMPORTANCE)
    topics: dict[str, float] = {}
    for weight in weights:
        own = field.topics[theme if not topics or rng.random() < 0.7 else rng.choice(field.near[theme])]
        topics[rng.choice([topic for topic in own if topic not in topics] or list(field.every_topic))] = (
            weight
        )
    category = rng.choice(field.categories)
    plain = _asked(f"REQ-{number}", topics, category, rng, field=field)
    beside = rng.choice(field.every_topic) if rng.random() < field.noise.named_beside else None
    named = [topic for at, topic in enumerate(topics) if at == 0 or rng.random() >= field.noise.not_named]
    words = {
        language: _words(language, named, beside, Random(f"{rng.random()} {language}"), field)
        for language in LANGUAGES
    }
    written = {language: replace(plain, words={language: text}) for language, text in words.items()}
    return Need(number, topics, category, written)


def _words(language: str, named: list[str], beside: str | None, rng: Random, field: Field) -> str:
    frames = FRAMES[language]
    called = [field.name(topic, language, rng) for topic in named]
    title = rng.choice(frames.titles).format(called[0])
    wishes = rng.sample(frames.wishes, 2)
    said = [wishes[0].format(frames.joint.join(field.name(topic, language, rng) for topic in named))]
    if beside is not None:
        said.append(wishes[1].format(field.name(beside, language, rng)))
    said += rng.sample(frames.besides, 2)
    return f"{title}\n{' '.join(said)}"


def _asked(
    request: str, topics: Mapping[str, float], category: str, rng: Random, *, field: Field
) -> Criteria:
    state = field.vocabulary.states[
        rng.choice([iso2 for iso2, facts in field.states.items() if facts.eligible])
    ]
    first = TODAY + timedelta(days=rng.randint(25, 150))
    days = rng.randint(3, 10)
    agencies = [f"Agency {state.iso2} {number}" for number in range(AGENCIES)]
    others = rng.sample(sorted(field.states), 2)
    return Criteria(
        request=request,
        today=TODAY,
        rows=_rows(topics, rng, field),
        assistance_types=(rng.choice(field.types[category]),)
        if rng.random() >= field.noise.type_not_tagged
        else (),
        mode=rng.choice((Mode.REMOTE, Mode.ON_SITE, Mode.BOTH, None)),
        languages=_languages(category, rng),
        window=Span(first, first + timedelta(days=days + rng.randint(0, 40))),
        days_wanted=days,
        requesting_state=state.iso2,
        requesting_region=state.regional_group,
        requesting_legal_system=state.legal_tradition,
        excluded_states=frozenset(others) if rng.random() < 0.15 else frozenset(),
        excluded_experts=frozenset(f"EXP-{rng.randrange(10_000):06}" for _ in range(rng.choice((0, 0, 3)))),
        interested_organisations=frozenset(rng.sample(agencies, 2)) if rng.random() < 0.3 else frozenset(),
    )


def _rows(topics: Mapping[str, float], rng: Random, field: Field) -> tuple[SubjectRow, ...]:
    """As the form asks: the main subject first, and at least that one."""
    rows = [_row(topic, rng, field, is_main=at == 0) for at, topic in enumerate(topics)]
    told = [row for row in rows if row != SubjectRow()]
    if len(told) > 1 and rng.random() < field.noise.out_of_order:
        told[:2] = told[1::-1]
    return tuple(told)


def _row(topic: str, rng: Random, field: Field, *, is_main: bool) -> SubjectRow:
    facts, noise = field.facts[topic], field.noise
    beside = rng.choice(facts.articles) if facts.articles and rng.random() < ARTICLE_TAGGED else None
    if rng.random() >= (noise.main_not_tagged if is_main else noise.not_tagged):
        siblings = [other.id for other in field.facts.values() if other.parent_id == facts.parent_id]
        is_wrong = rng.random() < noise.wrong_tag
        return SubjectRow(topic=rng.choice(siblings) if is_wrong else topic, article=beside)
    if is_main or rng.random() < TAGGED_OTHERWISE:
        return (
            SubjectRow(article=rng.choice(facts.articles))
            if facts.articles
            else SubjectRow(topic=facts.parent_id)
        )
    return SubjectRow(article=beside)


def _languages(category: str, rng: Random) -> tuple[LanguageWanted, ...]:
    code = rng.choices(WORKING, WORKING_WEIGHTS)[0]
    level = rng.choice((CefrLevel.B2, CefrLevel.B2, CefrLevel.C1))
    wanted = [LanguageWanted(code=code, skill=Skill.SPEAKING, level=level)]
    if category == "legislative" and rng.random() < 0.3:
        wanted.append(LanguageWanted(code=code, skill=Skill.DRAFTING, level=CefrLevel.C1))
    if rng.random() < 0.15:
        other = rng.choices(WORKING[:2], (3, 1))[0]
        if other != code:
            wanted.append(LanguageWanted(code=other, skill=Skill.SPEAKING, level=CefrLevel.B1))
    return tuple(wanted)


def breaks(asked: Criteria, one: Candidate) -> bool:
    """Whether this person may not be proposed: the hard rules of domain.md in their plainest words."""
    return any(
        (
            not one.has_consented,
            not one.is_published,
            one.confirmed_on is None or (asked.today - one.confirmed_on).days > STALE_DAYS,
            one.ref in asked.excluded_experts,
            bool(
                {one.nominating_state, *one.nationalities} & {asked.requesting_state, *asked.excluded_states}
            ),
            one.employer in asked.interested_organisations,
            bool(one.interests & {asked.requesting_state, *asked.interested_organisations}),
            any(
                review.state == asked.requesting_state and (review.year or 9999) > asked.today.year - 5
                for review in one.reviews
            ),
            not _works_so(asked.mode, one.mode),
            asked.mode is not Mode.REMOTE and asked.requesting_region in one.regions_excluded,
            (one.days_per_year or 9999) < (asked.days_wanted or 0),
            not all(_speaks(one, wanted) for wanted in asked.languages),
            not _is_free(asked, one),
        )
    )


def _works_so(asked: Mode | None, offered: Mode | None) -> bool:
    return asked is None or offered in (None, Mode.BOTH, asked)


def _speaks(one: Candidate, wanted: LanguageWanted) -> bool:
    for skill in one.languages:
        if skill.code == wanted.code:
            level = skill.writing if wanted.skill is Skill.DRAFTING else skill.speaking
            is_able = wanted.skill is not Skill.DRAFTING or skill.drafts_legal
            return (
                is_able and level is not None and level >= wanted.level
            )  # A1 to C2 sort as they are written
    return False


def _is_free(asked: Criteria, one: Candidate) -> bool:
    """Day by day: from the end of the notice on, so many days in a row within the window and the term."""
    if asked.window is None or (one.term_ends_on and one.term_ends_on < asked.window.last):
        return False
    row, day = 0, asked.window.first
    while day <= asked.window.last:
        is_away = any(span.first <= day <= span.last for span in one.absences)
        is_soon = (day - asked.today).days < (one.notice_days or 0)
        row = 0 if is_away or is_soon else row + 1
        if row >= (asked.days_wanted or 1):
            return True
        day += timedelta(days=1)
    return False

"""Planted truth for matching: people whose real ability is known to us and never to the scorer.

Everything below was fixed before the first run, and is not fitted to its figures. One thing changed since: requests are
written as the form now asks for them, the main subject first (`matching_requests.py`).

What is latent (a scorer never sees it)
- Everybody has a grade from 0 to 1 in some topics: high in one, lower in others of the same line of work, in some of a
  neighbouring line, now and then in one from anywhere; and a skill from 0 to 1 in each category of assistance.
- A request has one to three topics with their importance, and one category of assistance.
- Somebody's use for a request is the grade over its topics times (0.60 + 0.25 skill + 0.09 same legal system
  + 0.06 has worked in, or comes from, the region). The gain of nDCG is 2^(4 use) - 1.
- Popularity, rest and past engagements are no part of the truth: what the scorer gives for them counts as an error.

What is observed, with its noise (`matching_noise.py` holds how much; the figures here are those of `AS_WRITTEN`)
- A line is written with a chance of 1.25 x grade, at most .92: one strong topic in twelve is left out. One person in
  four writes a line on a topic of the own field in which he or she has no grade at all.
- The level is cut from the grade plus an error of .13, the years from the grade times the length of the career plus an
  error of 2. Of the lines 15% name an article alone, 15% a topic alone, 4% the broad topic above the real one.
- The type of a line is drawn by skill; in 15% of the lines from all types alike.
- A brief profile of five to nine sentences in the person's own language: the two or three best topics, each with a
  chance of .75, a topic in which there is no grade with .35, the rest of it about work in general. Half of the lines
  of evidence name their topic, the others tell a deed only.
- A topic is named by a wording that no vocabulary holds (30%), else by a synonym (nine times in fourteen) or its label;
  one name in seven loses a word.

Hard facts (consent, publication, term, confirmation, languages, absences, notice, days, mode, regions, nationalities,
reviews, employer, interests) are planted on their own, and asked by `breaks` from one person at a time: it shares no
line with the rules of the application.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks.matching_noise import AS_WRITTEN, Noise
from roster.demo.abroad import World, languages
from roster.demo.banks import bank
from roster.demo.expertise import counts
from roster.demo.phrases import Phrases, phrases_of, sentence
from roster.demo.places import rounds
from roster.demo.reference import Reference, StateFacts, TopicFacts
from roster.demo.standing import TERM_DAYS, standing
from roster.demo.wording import topic_values
from roster.matching.candidate import Candidate, Engagement, ExpertiseLine, LanguageSkill, Review
from roster.matching.criteria import Span
from roster.vocabulary.codes import CefrLevel, EmployerRelease, ExpertiseLevel, Gender, Mode
from roster.vocabulary.entries import Vocabulary

TODAY = date(2026, 11, 22)
LISTED_BY_GRADE, EVIDENCE_NAMES_TOPIC = 1.25, 0.5
BY_SYNONYM = 9 / 14  # of the names that a vocabulary holds
MOST_LINES = 10
AGENCIES = 8


@dataclass(frozen=True)
class Expert:
    """One invented person: what is true, and what can be seen."""

    number: int
    theme: str
    grades: Mapping[str, float]
    skills: Mapping[str, float]
    candidate: Candidate
    language: str
    evidence: tuple[str, ...]
    brief: str
    named: frozenset[str]  # topics that the texts name: what a perfect reader would find in them


class Field:
    """The vocabularies as the invention needs them: topics by line of work, types by category; and its errors."""

    def __init__(self, vocabulary: Vocabulary, reference: Reference, noise: Noise = AS_WRITTEN) -> None:
        self.noise = noise
        self.vocabulary = vocabulary
        self.reference = reference
        self.facts: dict[str, TopicFacts] = {topic.id: topic for topic in reference.topics}
        self.states: dict[str, StateFacts] = {state.iso2: state for state in reference.states}
        self.regions = tuple(sorted(vocabulary.regional_groups))
        self.topics: dict[str, tuple[str, ...]] = {}
        for theme, entry in bank("themes").items():
            found = tuple(
                name for name in entry["topics"].split() if name in self.facts and self.facts[name].parent_id
            )
            if found:
                self.topics[theme] = found
        self.themes = tuple(self.topics)
        self.theme_weights = [bank("themes")[theme]["weight"] for theme in self.themes]
        self.near = {
            theme: [name for name in bank("themes")[theme]["near"].split() if name in self.topics]
            for theme in self.themes
        }
        self.types: dict[str, list[str]] = {}
        for kind in vocabulary.assistance_types.values():
            if kind.is_offered and kind.category and kind.category != "other":
                self.types.setdefault(kind.category, []).append(kind.id)
        self.categories = tuple(sorted(self.types))
        self.every_topic = tuple(topic for topics in self.topics.values() for topic in topics)
        self.themes_of = {
            topic: [theme for theme in self.themes if topic in self.topics[theme]]
            for topic in self.every_topic
        }
        self.topics_of: dict[int, list[str]] = {}
        for topic in self.every_topic:
            for article in self.facts[topic].articles:
                self.topics_of.setdefault(article, []).append(topic)

    def name(self, topic: str, language: str, rng: Random) -> str:
        """What somebody who writes this language calls a topic."""
        entry, draw = self.vocabulary.topics[topic], rng.random()
        synonyms = entry.synonyms.get(language, ())
        known = 1 - self.noise.outside_wording
        if draw < BY_SYNONYM * known and synonyms:
            words = rng.choice(synonyms)
        elif draw < known:
            words = entry.label(language)
        else:
            words = topic_values("topic", self.facts[topic], phrases_of(language))["topic"]
        if rng.random() < self.noise.word_lost:
            words = _shortened(words, language, rng)
        return words


def _shortened(words: str, language: str, rng: Random) -> str:
    if language == "zh":
        return words[:-2] if len(words) > 4 else words
    parts = words.split()
    if len(parts) > 1:
        parts.pop(rng.randrange(len(parts)))
    return " ".join(parts)


def experts(count: int, *, seed: int, field: Field) -> Iterator[Expert]:
    """The people of a roster; the same seed gives the same people, and a larger roster begins with the smaller."""
    places = Random(f"places {seed}")
    world = World(field.reference)
    pairs: list[tuple[str, str]] = []
    for number in range(count):
        if not pairs:
            pairs = rounds(field.reference, places)
        iso2, language = pairs.pop()
        yield _expert(number, iso2, language, Random(f"expert {seed} {number}"), field=field, world=world)


def _expert(number: int, iso2: str, language: str, rng: Random, *, field: Field, world: World) -> Expert:
    theme = rng.choices(field.themes, field.theme_weights)[0]
    grades = _grades(theme, rng, field)
    skills = {category: rng.betavariate(2, 2) for category in field.categories}
    lines, evidence, in_evidence = _lines(
        theme, grades, skills, rng, field=field, phrases=phrases_of(language)
    )
    brief, in_brief = _brief(theme, grades, rng, field=field, phrases=phrases_of(language))
    candidate = _standing(number, iso2, language, rng, field=field, world=world)
    return Expert(
        number=number,
        theme=theme,
        grades=grades,
        skills=skills,
        candidate=replace(candidate, expertise=lines),
        language=language,
        evidence=evidence,
        brief=brief,
        named=frozenset((*in_evidence, *in_brief)),
    )


def _grades(theme: str, rng: Random, field: Field) -> dict[str, float]:
    main = rng.choice(field.topics[theme])
    best = rng.uniform(0.6, 1.0)
    grades = {main: best}
    for topic in field.topics[theme]:
        if topic != main and rng.random() < 0.5:
            grades[topic] = best * rng.betavariate(2, 2)
    for topic in field.topics[rng.choice(field.near[theme])]:
        if rng.random() < 0.25:
            grades.setdefault(topic, 0.6 * rng.betavariate(2, 2))
    if rng.random() < 0.2:
        grades.setdefault(rng.choice(field.every_topic), rng.uniform(0.2, 0.7))
    return grades


def _lines(
    theme: str,
    grades: Mapping[str, float],
    skills: Mapping[str, float],
    rng: Random,
    *,
    field: Field,
    phrases: Phrases,
) -> tuple[tuple[ExpertiseLine, ...], tuple[str, ...], list[str]]:
    career = int(rng.triangular(6, 34, 15))
    most = 1 - field.noise.left_out
    listed = [topic for topic in grades if rng.random() < min(most, LISTED_BY_GRADE * grades[topic])]
    without = [topic for topic in field.topics[theme] if topic not in grades]
    if without and rng.random() < field.noise.overclaimed:
        listed.append(rng.choice(without))
    listed = listed or [max(grades, key=lambda name: grades[name])]
    lines, evidence, named = [], [], []
    for topic in listed[:MOST_LINES]:
        grade = grades.get(topic, 0.0)
        felt = grade + rng.gauss(0, field.noise.level_error) if grade else rng.uniform(0.2, 0.6)
        years = round(career * (0.25 + 0.7 * max(felt, 0.0)) + rng.gauss(0, field.noise.years_error))
        lines.append(_line(topic, felt, max(1, min(career, years)), skills, rng, field=field))
        deed = _deed(theme, rng, phrases=phrases, years=career)
        if rng.random() < EVIDENCE_NAMES_TOPIC:
            named.append(topic)
            deed = f"{field.name(topic, phrases.language, rng)}. {deed}"
        evidence.append(deed)
    return tuple(lines), tuple(evidence), named


def _line(
    topic: str, felt: float, years: int, skills: Mapping[str, float], rng: Random, *, field: Field
) -> ExpertiseLine:
    facts = field.facts[topic]
    form = rng.random()
    article = rng.choice(facts.articles) if facts.articles and form >= field.noise.topic_alone else None
    is_alone = article is not None and form >= 1 - field.noise.article_alone
    named = facts.parent_id if rng.random() < field.noise.broader_instead else topic
    level = (
        ExpertiseLevel.AUTHORITY
        if felt > 0.72
        else ExpertiseLevel.LEAD
        if felt > 0.42
        else ExpertiseLevel.ASSIST
    )
    at_random = rng.random() < field.noise.type_at_random
    weights = [1.0 if at_random else skills[name] ** 2 for name in field.categories]
    category = rng.choices(field.categories, weights)[0]
    return ExpertiseLine(
        article=article,
        topic=None if is_alone else named,
        assistance_type=rng.choice(field.types[category]),
        level=level,
        years=years,
        last_used=TODAY.year - rng.choice((0, 0, 0, 1, 1, 2, 4)),
    )


def _deed(theme: str, rng: Random, *, phrases: Phrases, years: int) -> str:
    figures = counts(rng, experience=max(2, years), this_year=TODAY.year)
    figures["last"] = str(TODAY.year)
    return sentence(rng.choice(phrases.themes[theme]["evidence"]), figures, female=rng.random() < 0.5)


def _brief(
    theme: str, grades: Mapping[str, float], rng: Random, *, field: Field, phrases: Phrases
) -> tuple[str, list[str]]:
    best = sorted(grades, key=lambda topic: -grades[topic])[: rng.choice((2, 3))]
    told = [topic for topic in best if rng.random() >= field.noise.not_mentioned]
    if rng.random() < field.noise.mentioned_without_grade:
        told.append(rng.choice([topic for topic in field.every_topic if topic not in grades]))
    figures = counts(rng, experience=12, this_year=TODAY.year)
    is_female = rng.random() < 0.5
    patterns = rng.sample(phrases.themes[theme]["deeds"], 2)
    patterns += rng.sample([text for text in phrases.biography["home_missions"] if "{family}" not in text], 3)
    said = [f"{field.name(topic, phrases.language, rng)}." for topic in told]
    said += [sentence(pattern, figures, female=is_female) for pattern in patterns]
    rng.shuffle(said)
    return ("" if phrases.language == "zh" else " ").join(said), told


def _standing(number: int, iso2: str, language: str, rng: Random, *, field: Field, world: World) -> Candidate:
    home = field.states[iso2]
    career_began = TODAY.year - int(rng.triangular(6, 34, 15))
    reviews = world.reviews(home, rng, first_year=career_began, this_year=TODAY.year)
    stand = standing(rng, today=TODAY, regions=field.regions, reviewed=bool(reviews))
    second = rng.choice(tuple(field.states)) if rng.random() < 0.05 else iso2
    interests = {rng.choice((rng.choice(tuple(field.states)), f"Agency {iso2} {rng.randrange(AGENCIES)}"))}
    ended = TODAY - timedelta(days=rng.randint(10, 1200))
    return Candidate(
        ref=f"EXP-{number:06}",
        nominating_state=iso2,
        nationalities=frozenset((iso2, second)),
        region=field.vocabulary.states[iso2].regional_group,
        legal_system=field.vocabulary.states[iso2].legal_tradition,
        gender=rng.choice((Gender.FEMALE, Gender.MALE, None)),
        employer=f"Agency {iso2} {rng.randrange(AGENCIES)}",
        is_published=rng.random() < 0.93,
        has_consented=rng.random() < 0.97,
        term_ends_on=stand.term_starts_on + timedelta(days=TERM_DAYS),
        confirmed_on=stand.confirmed_on,
        mode=Mode(stand.mode),
        notice_days=stand.notice_days,
        days_per_year=stand.days_per_year,
        absences=tuple(Span(span.starts, span.ends) for span in stand.blackout_dates),
        regions_excluded=frozenset(stand.regions_excluded),
        employer_release=EmployerRelease(stand.employer_release),
        languages=tuple(
            LanguageSkill(
                code=skill.code,
                speaking=CefrLevel(skill.speaking),
                reading=CefrLevel(skill.reading),
                writing=CefrLevel(skill.writing),
                drafts_legal=skill.drafts_legal,
            )
            for skill in languages(home, language, rng)
        ),
        countries_worked=frozenset(world.countries(home, rng)),
        reviews=tuple(
            Review(mechanism=item.mechanism_id, state=item.state_reviewed, year=item.year) for item in reviews
        ),
        engagements=(Engagement(assistance_type="mentoring", ended_on=ended, went_well=rng.random() < 0.8),)
        if rng.random() < 0.15
        else (),
        interests=frozenset(interests) if rng.random() < 0.03 else frozenset(),
    )

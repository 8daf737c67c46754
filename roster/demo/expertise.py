"""Invents what somebody can do: expertise lines around one line of work, with evidence in the profile's language."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from roster.demo.banks import bank
from roster.demo.invented import ExpertiseLine
from roster.demo.phrases import Phrases, fill, sentence
from roster.demo.reference import Reference, TopicFacts

OTHER = "other"
LEGAL_TYPES = ("legislative-drafting", "legal-advice", "legislative", "model-legislation")
COMMON_TYPES = (
    "capacity-building",
    "mentoring",
    "on-site-expert",
    "legal-advice",
    "regional-event",
    "institution-building",
)
LINE_COUNTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
LINE_WEIGHTS = (6, 16, 22, 20, 14, 9, 6, 4, 2, 1)
MANY = (15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90)
FEW = (5, 6, 7, 8, 9)
ASSIST_BELOW, AUTHORITY_FROM = 6, 16


@dataclass(frozen=True)
class Focus:
    """The line of work and the two topics that a biography is about."""

    theme: str
    second_theme: str
    topic: TopicFacts
    second_topic: TopicFacts


class Subjects:
    """The topics of the vocabulary by line of work."""

    def __init__(self, reference: Reference) -> None:
        topics = {topic.id: topic for topic in reference.topics}
        self._by_theme: dict[str, tuple[TopicFacts, ...]] = {}
        for theme, facts in bank("themes").items():
            found = tuple(topics[name] for name in facts["topics"].split() if name in topics)
            if found:
                self._by_theme[theme] = found
        self._themes = tuple(self._by_theme)
        self._weights = [bank("themes")[theme]["weight"] for theme in self._themes]
        self._types = tuple(kind.id for kind in reference.assistance_types if kind.id != OTHER)

    def focus(self, rng: Random) -> Focus:
        """A line of work, a neighbouring one, and a topic of each."""
        theme = rng.choices(self._themes, self._weights)[0]
        near = [name for name in bank("themes")[theme]["near"].split() if name in self._by_theme]
        second = rng.choice(near)
        return Focus(theme, second, rng.choice(self._by_theme[theme]), rng.choice(self._by_theme[second]))

    def lines(
        self, focus: Focus, phrases: Phrases, rng: Random, *, experience: int, this_year: int, female: bool
    ) -> tuple[ExpertiseLine, ...]:
        """One to ten lines; the first is the strongest and the topics of the biography come first."""
        count = rng.choices(LINE_COUNTS, LINE_WEIGHTS)[0]
        pool = [(focus.theme, topic) for topic in self._by_theme[focus.theme]]
        pool += [(focus.second_theme, topic) for topic in self._by_theme[focus.second_theme]]
        first = [(focus.theme, focus.topic), (focus.second_theme, focus.second_topic)]
        rest = [pair for pair in pool if pair not in first]
        chosen = [*first, *rng.sample(rest, min(len(rest), max(count - 2, 0)))][:count]
        told: set[str] = set()
        lines = []
        for theme, topic in chosen:
            years = max(1, min(experience, round(experience * rng.uniform(0.4, 1.0))))
            pattern = _fresh(phrases.themes[theme]["evidence"], told, rng)
            evidence = _evidence(pattern, rng, years=years, this_year=this_year, female=female)
            lines.append(
                self._line(theme, topic, rng=rng, years=years, this_year=this_year, evidence=evidence)
            )
        return tuple(lines)

    def _line(
        self, theme: str, topic: TopicFacts, *, rng: Random, years: int, this_year: int, evidence: str
    ) -> ExpertiseLine:
        article = rng.choice(topic.articles) if topic.articles and rng.random() < 0.85 else None
        topic_id = None if article is not None and rng.random() < 0.15 else topic.id
        return ExpertiseLine(
            article_no=article,
            topic_id=topic_id,
            assistance_type_id=self._assistance_type(theme, rng),
            level=_level(years, rng),
            years=years,
            evidence=evidence,
            last_used=this_year - rng.choice((0, 0, 0, 1, 1, 2, 4)),
        )

    def _assistance_type(self, theme: str, rng: Random) -> str:
        preferred = LEGAL_TYPES if theme == "legislation" else COMMON_TYPES
        likely = [name for name in self._types if name in preferred]
        return rng.choice(likely if likely and rng.random() < 0.6 else self._types)


def counts(rng: Random, *, experience: int, this_year: int) -> dict[str, str]:
    """Figures that a sentence may quote: a large number, a small one, and a year of the career."""
    return {
        "n": str(rng.choice(MANY)),
        "s": str(rng.choice(FEW)),
        "year": str(this_year - rng.randint(1, max(1, min(experience - 1, 11)))),
    }


def told_deeds(
    focus: Focus, phrases: Phrases, rng: Random, *, experience: int, this_year: int, female: bool
) -> tuple[str, ...]:
    """What a biography may tell: two deeds of the main line of work and one of its neighbour."""
    patterns = [
        *rng.sample(phrases.themes[focus.theme]["deeds"], 2),
        rng.choice(phrases.themes[focus.second_theme]["deeds"]),
    ]
    order = (patterns[0], patterns[2], patterns[1])
    return tuple(
        sentence(pattern, counts(rng, experience=experience, this_year=this_year), female=female)
        for pattern in order
    )


def _fresh(patterns: list[str], told: set[str], rng: Random) -> str:
    fresh = [pattern for pattern in patterns if pattern not in told] or patterns
    pattern = rng.choice(fresh)
    told.add(pattern)
    return pattern


def _evidence(pattern: str, rng: Random, *, years: int, this_year: int, female: bool) -> str:
    figures = counts(rng, experience=years, this_year=this_year)
    figures["last"] = str(min(this_year, int(figures["year"]) + rng.randint(1, 4)))
    return fill(pattern, figures, female=female)


def _level(years: int, rng: Random) -> str:
    if years < ASSIST_BELOW:
        return "assist" if rng.random() < 0.7 else "lead"
    if years >= AUTHORITY_FROM:
        return rng.choice(("lead", "authority"))
    return "lead" if rng.random() < 0.7 else "assist"

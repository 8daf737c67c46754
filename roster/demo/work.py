"""Invents a working life: present employer and post, earlier posts, education, certificates, publications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from roster.demo.banks import bank, weights
from roster.demo.grammar import capital
from roster.demo.invented import EarlierPost
from roster.demo.phrases import Phrases, fill, needs

TITLE_SHARE = 0.22


@dataclass(frozen=True)
class Occupation:
    """Where somebody works now, and how that stands inside a sentence."""

    organisation_type: str
    employer: str
    at_employer: str
    post: str


@dataclass(frozen=True)
class Career:
    """What came before, and what was learnt."""

    earlier: tuple[EarlierPost, ...]
    earlier_in_sentence: str
    education: str
    certificates: tuple[str, ...]
    publications: tuple[str, ...]


def occupation(
    phrases: Phrases, rng: Random, *, theme: str, female: bool, country: Mapping[str, str]
) -> Occupation:
    """An employer of a kind that does such work, and a post there."""
    kinds, kind_weights = weights(bank("themes")[theme]["organisations"])
    kind = rng.choices(kinds, kind_weights)[0]
    texts = phrases.work[kind]
    entry = rng.choice([text for text in texts["employers"] if needs(text) <= country.keys()])
    name, _, at = entry.partition(" | ")
    employer = fill(name, country, female=female)
    at_pattern = at or texts["at"]
    values = {**country, "unit": phrases.themes[theme]["unit"]}
    return Occupation(
        organisation_type=kind,
        employer=employer,
        at_employer=fill(at_pattern.replace("~", name), country, female=female),
        post=capital(fill(rng.choice(texts["posts"]), values, female=female)),
    )


def career(
    phrases: Phrases,
    rng: Random,
    *,
    theme: str,
    female: bool,
    topic: Mapping[str, str],
    spell: tuple[int, int],
) -> Career:
    """Earlier posts between the first year of work and the present post, and qualifications to match."""
    studies = bank("themes")[theme]["studies"]
    entries = rng.sample(phrases.work["early"][studies], 3)
    first, present = spell
    spans = _spans(first, present, rng)
    earlier = []
    for span, entry in zip(spans, entries, strict=False):
        post, employer, _ = entry.split(" | ")
        earlier.append(EarlierPost(span, capital(fill(post, {}, female=female)), employer))
    # The last span is the first post of the career, the one that the biography tells of.
    told = entries[len(spans) - 1]
    extras = phrases.work["extras"]
    titles = rng.sample(extras["publications"], rng.choice((0, 0, 0, 1, 1, 2)))
    years = [str(rng.randint(min(first + 2, present), present)) for _ in titles]
    return Career(
        earlier=tuple(earlier),
        earlier_in_sentence=fill(told.split(" | ")[2], {}, female=female),
        education=rng.choice(phrases.work["degrees"][studies]),
        certificates=tuple(rng.sample(extras["certificates"], rng.choice((0, 0, 1, 1, 2)))),
        publications=tuple(
            fill(title, {**topic, "year": year}, female=female)
            for title, year in zip(titles, years, strict=True)
        ),
    )


def title(phrases: Phrases, rng: Random, *, female: bool) -> str | None:
    """An academic or professional title, for the few who carry one."""
    if rng.random() >= TITLE_SHARE:
        return None
    return fill(rng.choice(phrases.work["titles"]), {}, female=female)


def _spans(first: int, present: int, rng: Random) -> list[str]:
    """One to three spells, the latest first, that fill the years before the present post."""
    cuts = (
        sorted({rng.randint(first + 2, present) for _ in range(2)} - {present}) if present - first > 4 else []
    )
    edges = [first, *cuts, present]
    spans = [f"{start}–{end}" for start, end in pairwise(edges)]
    return spans[::-1]

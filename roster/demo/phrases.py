"""Turns a sentence pattern into a sentence: placeholders filled, gender chosen, first letter raised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from roster.demo.banks import bank
from roster.demo.grammar import capital

GENDERED = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Phrases:
    """All banks of one language."""

    language: str
    work: Mapping[str, Any]
    biography: Mapping[str, Any]
    themes: Mapping[str, Any]
    topics: Mapping[str, Mapping[str, str]]


@cache
def phrases_of(language: str) -> Phrases:
    """The banks of one language, read once."""
    return Phrases(
        language=language,
        work=bank(f"{language}/work"),
        biography=bank(f"{language}/biography"),
        themes=bank(f"{language}/themes"),
        topics=bank(f"{language}/topics"),
    )


@cache
def gendered(pattern: str, female: bool) -> str:
    """Choose between `[masculine|feminine]` throughout a pattern."""
    return GENDERED.sub(r"\2" if female else r"\1", pattern)


@cache
def needs(pattern: str) -> frozenset[str]:
    """The placeholders a pattern asks for."""
    return frozenset(PLACEHOLDER.findall(pattern))


def fill(pattern: str, values: Mapping[str, str], *, female: bool) -> str:
    """The pattern with every placeholder replaced; a missing value is an error of the bank."""
    return PLACEHOLDER.sub(lambda match: values[match.group(1)], gendered(pattern, female))


def sentence(pattern: str, values: Mapping[str, str], *, female: bool) -> str:
    """A filled pattern that begins with a capital letter."""
    return capital(fill(pattern, values, female=female))

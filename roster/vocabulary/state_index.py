"""Finds the State that a cell of a spreadsheet means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roster.vocabulary import folding
from roster.vocabulary.data_files import records
from roster.vocabulary.entries import State, Vocabulary
from roster.vocabulary.state_names import territories

# Codes that are words of everyday language when they are not in capitals.
_WORDS = frozenset("am an as at be by de do es et in is it la me my na no so to un us".split())  # noqa: SIM905
_ENGLISH = (
    "republic|kingdom|states?|commonwealth|union|sultanate|principality|grand duchy|federation|government"
)
_FRENCH = "republique|royaume|etats?|union|federation|principaute|grand duche|sultanat|gouvernement|emirat"
_SPANISH = "republica|reino|estados?|union|federacion|principado|gran ducado|sultanato|gobierno|emirato"
_RUSSIAN = "республика|королевство|государство|султанат|княжество|федерация|содружество|союз|правительство"
_ARABIC = "جمهوريه|مملكه|دوله|سلطنه|اماره|حكومه"
_FORMS = (
    re.compile(rf"^(?:\w+ ){{0,3}}?(?:{_ENGLISH}) of "),
    re.compile(rf"^(?:{_FRENCH})(?: \w+){{0,3}}? (?:de la |de l |du |des |de |d )"),
    re.compile(rf"^(?:{_SPANISH})(?: \w+){{0,3}}? (?:de la |de los |de las |del |de )"),
    re.compile(rf"^(?:\w+(?:ая|ое|ии) ){{0,3}}?(?:{_RUSSIAN}) "),
    re.compile(rf"^(?:{_ARABIC}) "),
    re.compile(r"(?:联邦|人民|民主|伊斯兰|社会主义|阿拉伯)*(?:共和国|王国|公国|大公国|苏丹国)$"),
    re.compile(r"^(?:le|la|les|l|el|los|las) "),
)
NO_STATE = ""


@dataclass(frozen=True)
class StateIndex:
    """Every name and code by which a State may be called, and the names that stand for none."""

    names: dict[str, str]
    codes: dict[str, str]
    no_state: frozenset[str]

    def states_in(self, text: str) -> Iterator[str]:
        """The codes of the States named, in their order; NO_STATE for what is known to be none."""
        return self._walk(text.strip(), 0)

    def _walk(self, text: str, level: int) -> Iterator[str]:
        found = self._lookup(text)
        if found is not None:
            yield found
            return
        if level == folding.LEVEL_COUNT:
            return
        parts = folding.parts(text, level)
        if level == folding.COMMA_LEVEL and parts and self._lookup(parts[0]) == NO_STATE:
            # `Hong Kong, China`: what follows says where the territory belongs, not a second State.
            yield NO_STATE
            return
        for part in parts:
            yield from self._walk(part, level + 1)

    def _lookup(self, text: str) -> str | None:
        if (code := self._code(text)) is not None:
            return code
        for candidate in _spellings(text):
            if (found := self._name(candidate)) is not None:
                return found
        outside, inside = folding.unbracketed(text)
        if inside and outside:
            if folding.key(inside) in self.no_state:
                return NO_STATE
            return self._lookup(outside)
        return None

    def _name(self, text: str) -> str | None:
        key = folding.key(text)
        if key in self.names:
            return self.names[key]
        if key in self.no_state:
            return NO_STATE
        plain = " ".join(folding.words(text))
        for form in _FORMS:
            short = form.sub("", plain)
            if short != plain and short.replace(" ", "") in self.names:
                return self.names[short.replace(" ", "")]
        return None

    def _code(self, text: str) -> str | None:
        if text.isascii() and text.isdecimal() and len(text) <= 3:
            return self.codes.get(text.zfill(3))
        if len(text) in (2, 3) and text.isascii() and not (text in _WORDS and text.islower()):
            return self.codes.get(text.upper())
        return None


def _spellings(text: str) -> Iterator[str]:
    yield text
    before, comma, after = text.partition(",")
    if comma and "," not in after:
        yield f"{after} {before}"  # `Korea, Republic of`


def build(vocabulary: Vocabulary) -> StateIndex:
    """The index over the States in use. Short names of the United Nations win over any other name."""
    states = list(vocabulary.states.values())
    names: dict[str, str] = {}
    for state in states:
        names |= {folding.key(label): state.iso2 for label in state.labels.values()}
    for state in states:
        for alias in state.aliases:
            names.setdefault(folding.key(alias), state.iso2)
    no_state = {folding.key(name) for name in territories(frozenset(vocabulary.states))}
    no_state |= {folding.key(record["name"]) for record in records("not_states")}
    return StateIndex(names, _codes(states), frozenset(no_state - names.keys()))


def _codes(states: list[State]) -> dict[str, str]:
    pairs = [(code, state.iso2) for state in states for code in (state.iso2, state.iso3, state.m49) if code]
    return dict(pairs)

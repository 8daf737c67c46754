"""Finds the languages, and their levels, that a cell of a spreadsheet means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roster.vocabulary import folding
from roster.vocabulary.codes import CefrLevel
from roster.vocabulary.entries import Vocabulary
from roster.vocabulary.language_names import canonical_code, old_codes

_LEVEL = re.compile(r"(?<!\w)([ABC][12])(?!\w)", re.IGNORECASE)
_TAG = re.compile(r"^[A-Za-z]{2,3}[-_][A-Za-z]{2,4}$")
_NO_ANSWER = frozenset({"no", "na", "or", "as", "is"})
_LANGUAGE = frozenset(["language", "langue", "lengua", "idioma", "lingua", "язык", "языка", "لغه"])
_FLUENCY = frozenset(
    """
    native speaker fluent mother tongue basic good very excellent working knowledge intermediate advanced
    proficient beginner spoken written read courant couramment maternelle langue bilingue notions lu parle
    ecrit bon tres bonne nativo nativa fluido basico avanzado intermedio materna родной свободно базовый
    """.split()  # noqa: SIM905 - words read better as words
)


@dataclass(frozen=True)
class LanguageMention:
    """A language named in a text, with the level when one of the European framework stands beside it."""

    code: str
    level: CefrLevel | None = None


def _level(text: str) -> CefrLevel | None:
    found = _LEVEL.search(text)
    return CefrLevel(found[1].upper()) if found else None


@dataclass(frozen=True)
class LanguageIndex:
    """Every name and code by which a language may be called."""

    names: dict[str, str]
    codes: frozenset[str]

    def languages_in(self, text: str) -> Iterator[LanguageMention]:
        """The languages named, in their order."""
        last: LanguageMention | None = None
        for piece in folding.pieces(text):
            level = _level(piece)
            code = self._find(_LEVEL.sub(" ", piece).strip(" :-–—."))
            if code is not None:
                if last is not None:
                    yield last
                last = LanguageMention(code, level)
            elif level is not None and last is not None and last.level is None:
                last = LanguageMention(last.code, level)  # `Spanish - level B2`
        if last is not None:
            yield last

    def _find(self, text: str) -> str | None:
        outside, inside = folding.unbracketed(text)
        for candidate in (text, outside, text.partition(":")[0], inside):
            if candidate and (found := self._name(candidate) or self._code(candidate)):
                return found
        return None

    def _name(self, text: str) -> str | None:
        words = folding.words(text)
        for dropped in (frozenset[str](), _LANGUAGE, _LANGUAGE | _FLUENCY):
            key = "".join(word for word in words if word not in dropped)
            if key in self.names:
                return self.names[key]
        return None

    def _code(self, text: str) -> str | None:
        plain = text.casefold()
        if plain in _NO_ANSWER:
            return None
        if _TAG.match(text):
            plain = canonical_code(plain)
        code = plain if plain in self.codes else old_codes().get(plain)
        return code if code in self.codes else None


def build(vocabulary: Vocabulary) -> LanguageIndex:
    """The index over the languages in use. A name in one of the six languages wins over any other."""
    languages = list(vocabulary.languages.values())
    names: dict[str, str] = {}
    for language in languages:
        for label in language.labels.values():
            names.setdefault(folding.key(label), language.code)
    for language in languages:
        for name in (language.own_name, *language.aliases):
            names.setdefault(folding.key(name), language.code)
    # Chinese says 法语 of the spoken and 法文 of the written language.
    written = {key.removesuffix("语") + "文": code for key, code in names.items() if key.endswith("语")}
    return LanguageIndex(written | names, frozenset(vocabulary.languages))

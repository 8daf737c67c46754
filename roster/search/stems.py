"""One word made comparable: folded across accents, widths, vowel signs, digits; stemmed by language."""

import re
import threading
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import Any

import Stemmer

_KEPT = 200_000
_REPLACED = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŋ": "n",
    "ё": "е", "’": "'", "ʼ": "'", "‘": "'", "＇": "'",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك",
}  # fmt: skip
_DROPPED = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x0300, 0x036F),  # accents that compose with nothing, as the stress mark of Russian primers
    (0x0610, 0x061A),  # Arabic signs
    (0x0640, 0x0640),  # tatweel
    (0x064B, 0x065F),  # harakat
    (0x0670, 0x0670),  # superscript alef
    (0x06D6, 0x06ED),  # Koranic signs
    (0x200C, 0x200D),  # joiners
)
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=.)")
_SNOWBALL = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}
_ARABIC_PREFIXES = ("بال", "كال", "فال", "ال", "لل")
_ARABIC_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_stemmers = threading.local()


class Script(Enum):
    """The writing of a word, as far as a stemmer depends on it."""

    LATIN = ("en", "fr", "es")
    CYRILLIC = ("ru",)
    ARABIC = ("ar",)
    OTHER = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages written so that have a stemmer here."""
        return self.value


class _Signs(dict[int, str]):
    """The folded form of each sign, worked out when it is first met (a table for `str.translate`)."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded_sign(chr(code))
        return folded


def _folded_sign(sign: str) -> str:
    if sign in _REPLACED:
        return _REPLACED[sign]
    if any(first <= ord(sign) <= last for first, last in _DROPPED):
        return ""
    if unicodedata.category(sign) == "Nd":
        return str(unicodedata.decimal(sign))
    if unicodedata.name(sign, "").startswith("LATIN "):
        # Latin only: the same step would turn the Russian й into и.
        plain = "".join(
            part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)
        )
        return _REPLACED.get(plain, plain)
    return sign


_SIGNS = _Signs()


@lru_cache(maxsize=_KEPT)
def fold(word: str) -> str:
    """Lower case without accents on Latin, vowel signs on Arabic, or width; digits of any script as ASCII."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).casefold().translate(_SIGNS)
    return word.lower()


@lru_cache(maxsize=_KEPT)
def term(word: str, language: str | None) -> str:
    """The form under which a word of this language is indexed; without one, or in another script, folded."""
    folded = fold(word)
    if language in script_of(folded).languages:
        if language == "fr":
            folded = _ELISION.sub("", folded, count=1)
        stemmed = _light10(folded) if language == "ar" else _snowball(folded, language or "")
        return stemmed.replace("'", "")
    return folded.replace("'", "")


@lru_cache(maxsize=10_000)
def variants(word: str) -> tuple[str, ...]:
    """All forms under which a word of unknown language may be indexed, the plain one first."""
    languages = script_of(fold(word)).languages
    return tuple(dict.fromkeys((term(word, None), *(term(word, language) for language in languages))))


def script_of(folded: str) -> Script:
    """The script of a folded word by its first letter; a word with a digit in it belongs to none."""
    for sign in folded:
        if sign.isdigit():
            return Script.OTHER
    first = folded[:1]
    if "a" <= first <= "z":
        return Script.LATIN
    if "\u0400" <= first <= "\u052f":
        return Script.CYRILLIC
    if "\u0600" <= first <= "\u06ff":
        return Script.ARABIC
    return Script.OTHER


def _snowball(word: str, language: str) -> str:
    """Stemmers are not made for several threads at once: each thread has its own."""
    stemmer: Any = getattr(_stemmers, language, None)
    if stemmer is None:
        stemmer = Stemmer.Stemmer(_SNOWBALL[language], 0)
        setattr(_stemmers, language, stemmer)
    return str(stemmer.stemWord(word))


def _light10(word: str) -> str:
    """Arabic without a joined "and", the article and the commonest endings (Larkey's light10)."""
    if word.startswith("و") and len(word) > 3:
        word = word[1:]
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + 2:
            word = word[len(prefix) :]
            break
    for suffix in _ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + 2:
            word = word[: -len(suffix)]
    return word

"""Sort keys: names in the order in which a reader of each language looks for them.

A reader's own script comes first, then all others by their Latin transliteration. Latin
letters are folded (Spanish ñ is a letter of its own), Cyrillic follows the Russian alphabet, Arabic forgives
hamza and vowel signs and passes over the article, Chinese goes by pinyin.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

OWN_SCRIPT = "0"
OTHER_SCRIPT = "1"
AFTER = "~"  # sorts after every letter: for letters that follow another one in the alphabet

_CYRILLIC = str.maketrans(
    {"ё": "е", "і": "и", "ї": "и", "є": "е", "ґ": "г" + AFTER, "ў": "у" + AFTER, "ә": "а" + AFTER}
    | {
        "ө": "о" + AFTER,
        "ү": "у" + AFTER,
        "ұ": "у" + AFTER,
        "қ": "к" + AFTER,
        "ғ": "г" + AFTER,
        "ң": "н" + AFTER,
    }
)
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك"}
    | {"پ": "ب" + AFTER, "چ": "ج" + AFTER, "ژ": "ز" + AFTER, "گ": "ك" + AFTER, "ء": None, "ـ": None}
)
_ARTICLE = re.compile(r"^ال(?=\w{2})")
_ARABIC_MARKS = re.compile(r"[\u064b-\u065f\u0670]")
_STRESS = re.compile(r"[\u0300\u0301]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_NOT_WORD = re.compile(r"[\W_]+")
# Readings that a table of characters gets wrong where the character is a family name.
_PINYIN = {"曾": "zeng"}


@lru_cache(maxsize=50_000)
def sort_key(text: str, language: str) -> str:
    """What to sort by: compare the keys as plain strings. Works for names of people too."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    first = next((character for character in plain if character.isalpha()), "")
    if language == "ru" and _is(first, "CYRILLIC"):
        return OWN_SCRIPT + _russian(plain)
    if language == "ar" and _is(first, "ARABIC"):
        return OWN_SCRIPT + _arabic(plain)
    if language == "zh" and _HAN.match(first):
        return OWN_SCRIPT + _pinyin(plain)
    if language in ("en", "fr", "es") and _is(first, "LATIN"):
        return OWN_SCRIPT + _latin(plain, language)
    return OTHER_SCRIPT + _latin(plain, language)


def _is(character: str, script: str) -> bool:
    return bool(character) and unicodedata.name(character, "").startswith(script)


def _words(text: str) -> str:
    return _NOT_WORD.sub(" ", text).strip()


def _russian(text: str) -> str:
    return _words(_STRESS.sub("", text)).translate(_CYRILLIC)


def _arabic(text: str) -> str:
    without_article = _ARTICLE.sub("", _ARABIC_MARKS.sub("", text))
    return _words(without_article).translate(_ARABIC)


def _pinyin(text: str) -> str:
    """One syllable a character, so that 西安 (xi an) stands before 先 (xian)."""
    syllables = (_PINYIN.get(character) or anyascii(character) for character in _words(text))
    return " ".join(syllable.strip().casefold() for syllable in syllables if syllable.strip())


def _latin(text: str, language: str) -> str:
    if language == "es":
        text = re.sub("ñ|n\u0303", "n\ue000", text)
    folded = "".join(part if part == "\ue000" else anyascii(part) for part in re.split("(\ue000)", text))
    return re.sub(r"[^0-9a-z\ue000]+", " ", folded.casefold()).strip().replace("\ue000", AFTER)

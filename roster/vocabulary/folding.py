"""Folds a written name to a key, so that accents, case, punctuation and small words do not matter."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "&": " and "}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None, "ء": None}
    | {"國": "国", "語": "语", "東": "东", "韓": "韩"}
)
_ARTICLE = re.compile(r"^ال(?=\w{2})")
_WORD = re.compile(r"[^\W_]+")
_SAME_WORD = {
    "the": "",
    "st": "saint",
    "ste": "sainte",
    "rep": "republic",
    "dem": "democratic",
    "fed": "federal",
    "is": "islands",
    "isl": "islands",
}


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a name, without articles that mean nothing."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(c for c in decomposed if unicodedata.category(c) != "Mn").translate(_LETTERS)
    found = (_ARTICLE.sub("", word) for word in _WORD.findall(plain))
    return tuple(kept for word in found if (kept := _SAME_WORD.get(word, word)))


def key(text: str) -> str:
    """What two spellings of one name share: `Viet Nam` and `Vietnam`, `U.S.A.` and `USA`."""
    return "".join(words(text))


# Ways to write several values in one cell, the strongest first; nothing splits within brackets.
_OUTSIDE = r"(?![^(（]*[)）])"
_LEVELS = (
    re.compile(rf"[;；|/\n\r+]{_OUTSIDE}|\s[-–—]\s{_OUTSIDE}"),
    re.compile(rf"[,，،、]{_OUTSIDE}"),
    re.compile(rf"&{_OUTSIDE}|\s(?:and|et|y|e|und|и)\s{_OUTSIDE}|\sو(?=\S)\s?{_OUTSIDE}|(?<=\S)[和与](?=\S)"),
)
COMMA_LEVEL = 1
LEVEL_COUNT = len(_LEVELS)


def parts(text: str, level: int) -> list[str]:
    """The text split at one level of separators."""
    return [part.strip() for part in _LEVELS[level].split(text) if part.strip()]


def unbracketed(text: str) -> tuple[str, str]:
    """What stands outside the brackets, and what inside."""
    inside = re.findall(r"[(（\[]([^)）\]]*)[)）\]]?", text)
    return re.sub(r"[(（\[][^)）\]]*[)）\]]?", " ", text).strip(), " ".join(inside).strip()


def pieces(text: str, level: int = 0) -> Iterator[str]:
    """The text, then its parts at every level: for names that contain no separator themselves."""
    if level == LEVEL_COUNT:
        yield text
        return
    for part in parts(text, level):
        yield from pieces(part, level + 1)

"""Names brought to a form that scripts and transliterations share: words in Latin letters, and what they sound like."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

_WITHIN = frozenset("'’`ʼʻ")
_CAPITALS = re.compile(r"[A-Z][a-z]*")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_VOWELS = frozenset("aeiouyw")  # y and w are vowels where those are written by halves
# Written without spaces, syllable by syllable.
_SYLLABIC = re.compile("[\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
# Family names as their bearers write them, which is not what their letters say.
_KOREAN = {"i": "lee", "im": "lim", "bag": "park", "choe": "choi", "gim": "kim", "no": "roh", "yu": "yoo"}
# Hebrew, Arabic, the scripts of India.
_FEW_VOWELS = re.compile("[\u0590-\u06ff\u0900-\u0dff]")
_INDIAN = re.compile("[\u0900-\u0dff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ARABIC = re.compile("[\u0620-\u06ff]")
_ARTICLE = re.compile("^ال(?=..)")
_ARABIC_START = re.compile("^[اأإآعﻋ]")
_SERVANT = re.compile("abd(?:[aeu]l?|[aeu]?r|[aeu]s)?$")
# Words that one source writes and the next leaves out: articles, "son of", forms of address.
_LITTLE = frozenset(
    """al el ul as ar an ad at az ash bin ben ibn bint abu abou umm de da di do dos das del della der den des du la
    le les lo van von y e i af av ter ten dr prof mr mrs ms sir shri smt sheikh shaikh haji hajji ould o d l ma mm
    """.split()  # noqa: SIM905
)
# In this order: letters that stand for one sound in one language and for another, or for none, in the next.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ch(?=[lr])", "k"),
        (r"tsch|dzh|tch|shch|sch|dsch|dz|dj|dż|tz|ts|zh|sh|ch|cz|sz|rz|th(?=e?s$)", "s"),
        (r"ph|gh(?=t)", "p"),
        (r"kh|gh|qu|ck", "k"),
        (r"^x", "s"),
        (r"x", "ks"),
        (r"ng(?![aeiouy])", "n"),
        (r"c(?=[eiy])", "s"),
        (r"[cqgk]", "k"),
        (r"[szj]", "s"),
        (r"[bpfv]", "p"),
        (r"[td]", "t"),
        (r"[lr]", "l"),
        (r"[mn]k?$", "n"),
        (r"n(?=p)", "m"),
        (r"h", ""),
        (r"[eo]u|oo|eo|wo|[uw]", "o"),
        (r"[ae][eiy]|[uei][ei]|ia|[iy]", "e"),
    )
)


@dataclass(frozen=True)
class Word:
    """One word of a name: its Latin letters, how they sound, and the skeleton of that.

    `has_vowels` is false where the script does not write (all) vowels.
    """

    latin: str
    spoken: str
    skeleton: str
    has_vowels: bool = True


@lru_cache(maxsize=100_000)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name that tell people apart, in their order; little words stand for themselves alone."""
    found = [word for part in _parts(unicodedata.normalize("NFKC", name)) for word in _latin(part)]
    telling = _servants_joined([word for word in found if word not in _LITTLE] or found)
    has_vowels = not _FEW_VOWELS.search(name)
    return tuple(_word(latin, has_vowels) for latin in telling)


def joined(words: tuple[Word, ...]) -> Word:
    """All the words as one: some sources write them apart, others together."""
    latin = "".join(word.latin for word in words)
    return _word(latin, all(word.has_vowels for word in words))


def _word(latin: str, has_vowels: bool) -> Word:
    spoken = _spoken(latin)
    kept = "".join(sign for sign in spoken if sign not in _VOWELS)
    if latin[:1] in _VOWELS and len(kept) < 2:
        kept = f"a{kept}"
    return Word(latin, spoken, _without_doubles(kept), has_vowels)


@lru_cache(maxsize=100_000)
def _spoken(word: str) -> str:
    """The word with its consonants in a few classes.

    Coarse on purpose: voiced and voiceless, l and r, and all that hisses fall together, as transliterations
    from Arabic, Korean, Chinese and Cyrillic confuse them.
    """
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return _without_doubles(word)


def _without_doubles(text: str) -> str:
    return "".join(sign for at, sign in enumerate(text) if at == 0 or text[at - 1] != sign)


def _parts(name: str) -> list[str]:
    """The written words: letters, their marks and digits hold together, all else parts them."""
    return "".join(
        sign if unicodedata.category(sign)[0] in "LMN" or sign in _WITHIN else " " for sign in name
    ).split()


def _latin(part: str) -> list[str]:
    """One written word in Latin letters; several where the script has no spaces."""
    if _SYLLABIC.search(part):
        words = [word.lower() for word in _CAPITALS.findall(anyascii(part))]
        return [_KOREAN.get(words[0], words[0]), *words[1:]] if words and _HANGUL.match(part) else words
    word = _NOT_LETTERS.sub("", anyascii(_prepared(part)).lower())
    if _INDIAN.match(part):
        word = word.replace("c", "ch")
    elif _CYRILLIC.match(part):
        word = word.replace("kh", "h")
    return [word] if word else []


def _prepared(part: str) -> str:
    """A written word as its script means it, before it is spelled in Latin letters sign by sign."""
    if _ARABIC.match(part):
        # Without the article, and with the vowel that the first letter carries.
        return "allah" if part == "الله" else _ARABIC_START.sub("a", _ARTICLE.sub("", part))
    return part.replace("ου", "u").replace("ού", "u").replace("Ου", "U")


def _servants_joined(words: list[str]) -> list[str]:
    """`Abdel Latif`, `Abd al-Latif` and `Abdellatif` are one word each."""
    result: list[str] = []
    for word in words:
        if result and _SERVANT.fullmatch(result[-1]):
            result[-1] = f"abd{word}"
        else:
            result.append(word)
    return result

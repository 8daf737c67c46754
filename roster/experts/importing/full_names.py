"""A name written in one cell, taken apart into form of address, given and family name.

Nothing here is certain (which word of three is a family name is known to its bearer only), so the
import shows the result before it is taken over.
"""

import re
from dataclasses import dataclass
from typing import Final


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_TITLES: Final = _words(
    "mr mrs ms miss mx dr prof professor doctor sir dame hon judge justice amb ambassador he se fr eng",
    "mme mlle me monsieur madame maître maitre mm sr sra srta don doña dona ing lic dra herr frau",
    "г-н г-жа госпожа господин д-р проф профессор доктор",
    "السيد السيدة الآنسة الدكتور الدكتورة د الأستاذ الأستاذة أ سعادة معالي القاضي المستشار",
)
_AFTER_NAME: Final = frozenset(("phd", "md", "jd", "llm", "mba", "esq", "msc", "cfe", "qc", "kc", "sc"))
_GENERATION: Final = frozenset(("jr", "sr", "ii", "iii", "iv"))
_PARTICLES: Final = _words(
    "de da do dos das del della di du des la le las los van von der den ter ten zu zur af av y e san st",
    "bin ben ibn bint binti al el abu abou ould بن ابن بنت أبو ابو آل ال عبد أم",
)
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff·・ ]+\Z")
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3 ]+\Z")
_HAN_TITLES: Final = ("先生", "女士", "小姐", "博士", "教授", "法官", "主任")
_TWO_SIGN_SURNAMES: Final = _words(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容",
    "令狐 司徒 东方 東方 端木 宇文 长孙 長孫 司空 南宫 南宮",
)
_INITIAL: Final = re.compile(r"(?:[^\W\d_](?:\.-?|-))*[^\W\d_]\.?\Z")
_PATRONYMIC: Final = re.compile(r".+(?:вич|вна|чна|ьич|кызы|оглы|vich|vna)\Z", re.IGNORECASE)
_COMMA: Final = re.compile(r"\s*[,،，]\s*")


@dataclass(frozen=True, kw_only=True)
class FullName:
    """The parts of a name; what is not there is empty, `family` only when the whole is."""

    title: str = ""
    given: str = ""
    family: str = ""


def parse_full_name(text: str) -> FullName:
    """The parts of a name in the order in which its script, its capitals or its comma set them."""
    words = " ".join(text.split())
    title, rest = _split_title(words)
    if not rest:
        return FullName(family=words)
    if _HAN.match(rest) or _HANGUL.match(rest):
        return _east_asian(rest, title=title)
    before, *after = _COMMA.split(rest, maxsplit=1)
    if after and after[0] and before:
        if _all_in(after[0], _AFTER_NAME):
            inner = parse_full_name(before)
            return FullName(
                title=" ".join(filter(None, (title, after[0]))), given=inner.given, family=inner.family
            )
        if _all_in(after[0], _GENERATION):
            rest = f"{before} {after[0]}"
        else:
            second, given = _split_title(after[0])
            return FullName(title=title or second, given=given, family=before)
    given, family = _by_order(rest.replace(",", " ").split())
    return FullName(title=title, given=given, family=family)


def looks_like_title(text: str) -> bool:
    """Whether the text is nothing but forms of address."""
    words = text.split()
    return bool(words) and all(_is_title(word, left=2) for word in words)


def _split_title(text: str) -> tuple[str, str]:
    words = text.split()
    count = 0
    while count < len(words) - 1 and _is_title(words[count], left=len(words) - count - 1):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _is_title(word: str, *, left: int) -> bool:
    if word in {"M.", "M"}:
        # Monsieur before two words, an initial before one.
        return left >= 2
    if "." in word and word.casefold() in {"h.e.", "s.e.", "d.", "dr.", "е.п."}:
        return True
    plain = word.rstrip(".,").casefold()
    return plain in _TITLES and not (len(plain) == 1 and word.isascii())


def _all_in(text: str, known: frozenset[str]) -> bool:
    return all(word.replace(".", "").casefold() in known for word in re.split(r"[,\s]+", text) if word)


def _by_order(words: list[str]) -> tuple[str, str]:
    tail: list[str] = []
    while len(words) > 2 and words[-1].rstrip(".").casefold() in _GENERATION:
        tail.insert(0, words.pop())
    cut = _family_range(words)
    family = [*words[slice(*cut)], *tail]
    given = [*words[: cut[0]], *words[cut[1] :]]
    return " ".join(given), " ".join(family)


def _family_range(words: list[str]) -> tuple[int, int]:
    """Where the family name stands among the words: from, to."""
    count = len(words)
    if count < 2:
        return 0, count
    capitals = _capitals_range(words)
    if capitals is not None:
        return capitals
    if count == 3 and _PATRONYMIC.match(words[2]) and not _PATRONYMIC.match(words[1]):
        return 0, 1
    if (
        _INITIAL.match(words[-1])
        and not _INITIAL.match(words[0])
        and (len(words[-1]) == 1 or "." in words[-1])
    ):
        end = next(at for at, word in enumerate(words) if at and _INITIAL.match(word))
        return 0, end
    start = count - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    if start == 1 and words[0] in _PARTICLES and words[0].isascii():
        return 0, count
    return start, count


def _capitals_range(words: list[str]) -> tuple[int, int] | None:
    """A family name in capitals, at either end, with the particles before it; None when all or none are."""
    marked = [_is_capitals(word) for word in words]
    if not any(marked) or all(mark or _INITIAL.match(word) for mark, word in zip(marked, words, strict=True)):
        return None
    if marked[-1]:
        start = len(words) - 1
        while start > 1 and (marked[start - 1] or words[start - 1].casefold() in _PARTICLES):
            start -= 1
        return start, len(words)
    start = 0
    while start < len(words) - 1 and not marked[start] and words[start].casefold() in _PARTICLES:
        start += 1
    end = start
    while end < len(words) - 1 and marked[end]:
        end += 1
    return (0, end) if end > start else None


def _is_capitals(word: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    return len(letters) > 1 and word == word.upper() and word != word.lower() and not _INITIAL.match(word)


def _east_asian(text: str, *, title: str) -> FullName:
    """Family name first; a name carried over from another script has a middle dot and keeps its own order."""
    for suffix in _HAN_TITLES:
        if text.endswith(suffix) and len(text) > len(suffix) + 1:
            title, text = suffix, text.removesuffix(suffix).strip()
    foreign = re.split("[·・]", text)
    if len(foreign) > 1:
        return FullName(title=title, given="·".join(foreign[:-1]), family=foreign[-1])
    family, _, given = text.partition(" ")
    if not given:
        size = 2 if text[:2] in _TWO_SIGN_SURNAMES and len(text) > 2 else 1
        family, given = text[:size], text[size:]
    return FullName(title=title, given=given.replace(" ", ""), family=family)

"""Text from outside made safe and equal to itself: normal form, no control characters (R23)."""

import re
import unicodedata
from enum import StrEnum

_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\U000e0000-\U000e007f]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")


class TextProblem(StrEnum):
    """Why a text is refused."""

    CONTROL = "control"
    BIDI = "bidi"
    SURROGATE = "surrogate"


def problem_in(text: str, *, is_name: bool) -> TextProblem | None:
    """What makes this text unacceptable, if anything.

    Names may not carry bidirectional controls, which would let one name pass for another; free text may,
    and is isolated where it is shown.
    """
    if any(0xD800 <= ord(sign) <= 0xDFFF for sign in text):
        return TextProblem.SURROGATE
    if _CONTROLS.search(text) or (is_name and "\t" in text):
        return TextProblem.CONTROL
    if is_name and _BIDI_CONTROLS.search(text):
        return TextProblem.BIDI
    return None


def tidy_line(text: str) -> str:
    """One line in normal form C: spaces single, ends trimmed, invisible characters gone."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def tidy_lines(text: str) -> str:
    """Several lines in normal form C: line breaks as LF, spaces single, at most one empty line together."""
    unified = _LINE_BREAKS.sub("\n", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    lines = [_SPACES.sub(" ", line).strip() for line in unified.split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def strip_bidi(text: str) -> str:
    """The text without bidirectional controls, for mail headers and file names (R25)."""
    return _BIDI_CONTROLS.sub("", text)


def word_count(text: str) -> int:
    """Words as our limits count them: two Han characters are one word, rounded up."""
    han = len(_HAN.findall(text))
    return len(_WORD.findall(_HAN.sub(" ", text))) + (han + 1) // 2

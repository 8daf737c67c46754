"""Which way text runs: by language, and span by span where scripts are mixed in one line."""

import re
import unicodedata

RTL_LANGUAGES = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
_RTL_SIGNS = frozenset({"R", "AL", "AN"})
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def is_rtl(language: str) -> bool:
    """Whether this language is written from right to left."""
    return language.partition("-")[0] in RTL_LANGUAGES


def fit_for_xml(text: str) -> str:
    """The text without signs that no XML may hold: one such sign would make the whole file unreadable."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def spans(text: str, *, rtl: bool) -> list[tuple[str, bool]]:
    """The text in stretches of one direction each, True for right to left.

    Signs without a direction of their own (digits, spaces, punctuation) go with their neighbours where
    these agree, and with the line where they do not. European digits go with the letters before them, so
    that B2 and EXP-123456 stay whole in an Arabic line.
    """
    found: list[tuple[str, bool]] = []
    neutral = ""
    for sign in text:
        direction = _strong(sign)
        if direction is None and sign.isdigit() and found and not found[-1][1]:
            direction = False
        if direction is None:
            neutral += sign
            continue
        before = found[-1][1] if found else rtl
        _add(found, neutral, direction if direction == before else rtl)
        _add(found, sign, direction)
        neutral = ""
    _add(found, neutral, rtl)
    return found


def _strong(sign: str) -> bool | None:
    kind = unicodedata.bidirectional(sign)
    if kind in _RTL_SIGNS:
        return True
    return False if kind == "L" else None


def _add(found: list[tuple[str, bool]], text: str, direction: bool) -> None:
    if not text:
        return
    if found and found[-1][1] == direction:
        found[-1] = (found[-1][0] + text, direction)
    else:
        found.append((text, direction))

"""The small rules of six languages that templates alone cannot keep: plurals of years, lists, elision, articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

VOWELS = "aeiouyhàâäéèêëîïôöûùüœAEIOUYHÀÂÉÈÊÎÔÛ"
LOWERED = ("en", "fr", "es", "ru")
HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def word_count(text: str) -> int:
    """Words of a text, two Han characters counting as one word."""
    han = len(HAN.findall(text))
    return len(WORD.findall(HAN.sub(" ", text))) + (han + 1) // 2


def running(label: str, language: str) -> str:
    """A label as it stands inside a sentence."""
    return label[:1].lower() + label[1:] if language in LOWERED else label


def capital(text: str) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:]


def years(number: int, language: str) -> str:
    """`17 years` with the noun in the form that the number asks for."""
    match language:
        case "ru":
            return f"{number} {_russian_year(number)}"
        case "ar":
            return f"{number} {'سنوات' if 3 <= number % 100 <= 10 else 'سنة'}"
        case "zh":
            return f"{number}年"
        case _:
            return f"{number} {({'en': 'years', 'fr': 'ans', 'es': 'años'})[language]}"


def days(number: int, language: str) -> str:
    """A number of days; with its noun where the noun depends on the number."""
    match language:
        case "ru":
            return f"{number} {'день' if number % 10 == 1 and number % 100 != 11 else 'дней'}"
        case "ar":
            return f"{number} {'أيام' if 3 <= number % 100 <= 10 else 'يوما'}"
        case _:
            return str(number)


def _russian_year(number: int) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return "год"
    return "года" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "лет"


def listed(items: Sequence[str], language: str) -> str:
    """A, B and C."""
    if len(items) < 2:
        return "".join(items)
    head, last = items[:-1], items[-1]
    match language:
        case "zh":
            return "、".join(items)
        case "ar":
            return " و".join(items)
        case "es":
            joint = " e " if re.match(r"(?:I|i|Hi)(?!e)", last) else " y "
        case _:
            joint = {"en": " and ", "fr": " et ", "ru": " и "}[language]
    return ", ".join(head) + joint + last


def of(label: str, language: str) -> str:
    """`de` before a noun without article in Spanish and French, elided in French; elsewhere the label itself."""
    if language not in ("fr", "es"):
        return label
    if language == "fr" and label[:1] in VOWELS:
        return f"d'{label}"
    return f"de {label}"

"""Names as people sort and recognise them: keys per reader's language, and the script of a name."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from roster.core.multilingual import LANGUAGES
from roster.people.models import Person
from roster.vocabulary.collation import sort_key

_SCRIPT_LANGUAGE = {
    "ARABIC": "ar",
    "CYRILLIC": "ru",
    "CJK": "zh",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "GREEK": "el",
    "HEBREW": "he",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "SINHALA": "si",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "ETHIOPIC": "am",
}
# Languages whose readers find a name by its own script; the others look under the Latin form.
_OWN_SCRIPT = {"ar": "ARABIC", "ru": "CYRILLIC"}


@lru_cache(maxsize=4096)
def script_of(text: str) -> str:
    """The script of the first letter, by its Unicode name: LATIN, ARABIC, CJK …; empty for no letter."""
    letter = next((sign for sign in text if sign.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def language_of_script(text: str) -> str:
    """A language tag for marking a name up, so that it is shown and read aloud in its script; or empty."""
    return _SCRIPT_LANGUAGE.get(script_of(text), "")


def is_latin(text: str) -> bool:
    """Whether the text needs no Latin form beside it."""
    return script_of(text) in ("LATIN", "")


def sort_keys(person: Person) -> Mapping[str, str]:
    """A key `name-<language>` for each of the six languages: family name first.

    A reader of Arabic or Russian finds names of that script first, in its alphabet, then the Latin forms;
    a reader of Chinese finds all by their Latin form, which for Chinese names is pinyin.
    """
    own = f"{person.family_name} {person.given_name}".strip()
    latin = f"{person.latin_family_name} {person.latin_given_name}".strip() or own
    return {f"name-{language}": _key(own, latin, language) for language in LANGUAGES}


def _key(own: str, latin: str, language: str) -> str:
    script = _OWN_SCRIPT.get(language)
    if script is None:
        return sort_key(latin, language)
    belongs = script_of(own) == script
    return ("0" if belongs else "1") + sort_key(own if belongs else latin, language)

"""Which languages we offer, and their names: CLDR through Babel, corrected where UN usage differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from roster.vocabulary.entries import LANGUAGES

BABEL_LOCALES = {"ar": "ar", "en": "en", "es": "es", "fr": "fr", "ru": "ru", "zh": "zh_Hans_CN"}
# Dead, liturgical and constructed languages, and codes that stand for another one (fil, sr and hr).
_NOT_OFFERED = frozenset({"ae", "cu", "ia", "ie", "io", "pi", "sh", "tl", "vo"})
# Of the three-letter codes those spoken by many, or in an office of some State.
_OFFERED = frozenset(
    """
    ach bal bem bho bik ceb chk ckb crh crs din dje dua dyu fil fon gag gil gsw haw hil ilo kaa kab kam kea
    kln kok kos lua luy mad mai mas men mfe mos mni nan new niu nso nus nyn nyo pam pap pau pcm pis pon quc
    rar rom sah sat shi shn snk srn sus swb tem teo tet tig tiv tkl tpi tum tvl tzm umb war wal xog yap yue
    zgh zza
    """.split()  # noqa: SIM905 - ninety codes read better as words
)
# Codes in the data that stand for a language written in a second script, or for one of its close varieties.
_SAME_AS = {"wni": "swb", "zdj": "swb"}


@dataclass(frozen=True)
class LanguageNames:
    """Names of one language: per language of the interface, and its own."""

    code: str
    names: dict[str, str]
    own_name: str


def canonical_code(code: str) -> str:
    """The code that we keep for a language of the data: `az-Cyrl` is `az`."""
    base = code.replace("_", "-").partition("-")[0]
    return _SAME_AS.get(base, base)


def offered_languages(official: Iterable[str], corrections: Iterable[dict[str, str]]) -> list[LanguageNames]:
    """Every language to offer, by code. Raises ValueError where a name is missing in one of the six."""
    corrected = {row["code"]: row for row in corrections}
    known = (str(code) for code in babel_locale("en").languages)
    cldr = {code for code in known if len(code) == 2 or code in _OFFERED}
    codes = sorted((cldr - _NOT_OFFERED) | set(official) | set(corrected))
    return [
        _names(code, corrected.get(code, {})) for code in codes if code in corrected or _is_complete(code)
    ]


@cache
def babel_locale(language: str) -> Locale:
    """The CLDR locale behind one of our six codes."""
    return Locale.parse(BABEL_LOCALES[language])


@cache
def old_codes() -> dict[str, str]:
    """Other codes of a language, such as `fre` and `fra` for `fr`."""
    aliases: dict[str, str] = dict(get_global("language_aliases"))
    return {old: canonical_code(new) for old, new in aliases.items() if "_" not in new}


def _is_complete(code: str) -> bool:
    return all(babel_locale(language).languages.get(code) for language in LANGUAGES)


def _names(code: str, corrections: dict[str, str]) -> LanguageNames:
    cldr_code = (corrections.get("cldr_code") or code).replace("-", "_")
    names = {}
    for language in LANGUAGES:
        name = corrections.get(f"name_{language}") or babel_locale(language).languages.get(cldr_code)
        if not name:
            raise ValueError(f"language {code} has no name in {language}")
        names[language] = name
    return LanguageNames(code, names, corrections.get("own_name") or _own_name(code) or names["en"])


def _own_name(code: str) -> str | None:
    try:
        return Locale.parse(code).get_language_name(code)
    except (UnknownLocaleError, ValueError):
        return None

"""The list's question: words in a name, an acronym or a reference, in any script; providers alone, or the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from roster.people.models import Organisation

MOST_TEXT = 200
PROVIDERS, OTHERS = "yes", "no"


@dataclass(frozen=True)
class Wanted:
    """What the list is asked for; empty means any."""

    text: str = ""
    provider: str = ""


def wanted_of(text: str, provider: str) -> Wanted:
    """What stands in the address, read without ever failing."""
    return Wanted(
        text.replace("\0", " ")[:MOST_TEXT].strip(), provider if provider in (PROVIDERS, OTHERS) else ""
    )


def found_among(organisations: Iterable[Organisation], wanted: Wanted, language: str) -> list[Organisation]:
    """Those of which each word is in some name, by name. There are few: all of them are looked at."""
    words = _folded(wanted.text).split()
    found = [
        item
        for item in organisations
        if (not wanted.provider or item.is_provider == (wanted.provider == PROVIDERS)) and _has(item, words)
    ]
    return sorted(found, key=lambda item: (_folded(item.name.best_for(language)[0]), item.ref))


def _has(organisation: Organisation, words: Sequence[str]) -> bool:
    said = (*organisation.name.texts.values(), organisation.acronym, organisation.ref, organisation.website)
    text = _folded("\n".join(said))
    return all(word in text for word in words)


def _folded(text: str) -> str:
    """Without capitals and accents."""
    return "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))

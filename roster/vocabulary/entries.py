"""What other rooms hold in their hands: the vocabularies as frozen values, without a database behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from roster.vocabulary.codes import LegalSystem, Trust, UncacStatus
from roster.vocabulary.collation import sort_key

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
SOURCE_LANGUAGE = "en"

K = TypeVar("K")
E = TypeVar("E", bound="Entry")


@dataclass(frozen=True, eq=False, kw_only=True)
class Entry:
    """One entry of a vocabulary. `language` is always one of the six codes of the addresses."""

    labels: Mapping[str, str]
    trust: Mapping[str, Trust]
    source: str
    position: int
    is_retired: bool

    def label(self, language: str) -> str:
        """The words in this language, in English where there are none."""
        return self.labels.get(language) or self.labels[SOURCE_LANGUAGE]

    def trust_in(self, language: str) -> Trust:
        """How far the label in this language can be trusted."""
        return self.trust.get(language, Trust.UNVERIFIED)


@dataclass(frozen=True, eq=False, kw_only=True)
class RegionalGroup(Entry):
    """A regional group of the United Nations, with the codes of its States."""

    id: str
    states: tuple[str, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class State(Entry):
    """A State, or the European Union. `regional_group` is None for five of them."""

    iso2: str
    iso3: str
    m49: str | None
    entity_type: str
    aliases: tuple[str, ...]
    regional_group: str | None
    regional_group_note: str
    uncac_status: UncacStatus
    uncac_signed_on: date | None
    uncac_consent_on: date | None
    uncac_consent_type: str | None
    uncac_note: str
    status_trust: Trust
    status_source: str
    may_nominate: bool
    official_languages: tuple[str, ...]
    legal_tradition: LegalSystem | None
    is_ldc: bool
    is_lldc: bool
    is_sids: bool
    tile_column: int | None
    tile_row: int | None

    @property
    def id(self) -> str:
        """The key of the entry: its two-letter code."""
        return self.iso2

    def name(self, language: str) -> str:
        """The short name in UN usage."""
        return self.label(language)


@dataclass(frozen=True, eq=False, kw_only=True)
class Language(Entry):
    """A language; `own_name` is what its speakers call it."""

    code: str
    own_name: str
    aliases: tuple[str, ...]
    is_un: bool
    is_official: bool

    @property
    def id(self) -> str:
        """The key of the entry: its code."""
        return self.code

    def name(self, language: str) -> str:
        """The name as it stands within a sentence: French, français, французский."""
        return self.label(language)

    def heading(self, language: str) -> str:
        """The name as it stands alone in a list: French, Français, Французский."""
        name = self.label(language)
        return name[:1].upper() + name[1:]


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A chapter of the Convention."""

    number: int
    roman: str
    labels: Mapping[str, str] = field(compare=False)
    articles: tuple[int, ...]

    def title(self, language: str) -> str:
        """The title of the chapter."""
        return self.labels.get(language) or self.labels[SOURCE_LANGUAGE]


@dataclass(frozen=True, eq=False, kw_only=True)
class Article(Entry):
    """An article of the Convention. `review_cycle` is 1, 2 or None where it is not under review."""

    number: int
    chapter: Chapter
    review_cycle: int | None
    criminalization: str | None

    @property
    def id(self) -> int:
        """The key of the entry: its number."""
        return self.number

    def title(self, language: str) -> str:
        """The title of the article, without its number."""
        return self.label(language)


@dataclass(frozen=True, eq=False, kw_only=True)
class Topic(Entry):
    """A subject with its narrower subjects. Synonyms are for search, never for display."""

    id: str
    parent_id: str | None
    articles: tuple[int, ...]
    synonyms: Mapping[str, tuple[str, ...]]
    children: tuple[Topic, ...]

    @property
    def with_narrower(self) -> tuple[str, ...]:
        """Its own id and those of everything below it: what a filter on this topic means."""
        return (self.id, *(id_ for child in self.children for id_ in child.with_narrower))


@dataclass(frozen=True, eq=False, kw_only=True)
class AssistanceType(Entry):
    """A form of assistance; `category` is that of the second review cycle, itself an assistance type."""

    id: str
    used_in: str
    category: str | None
    is_offered: bool


@dataclass(frozen=True, eq=False, kw_only=True)
class AuthorityFunction(Entry):
    """A function under a treaty; not every row is one to choose for an authority."""

    id: str
    instrument: str
    article: str
    basis: str
    is_choosable: bool


@dataclass(frozen=True, eq=False, kw_only=True)
class ReviewMechanism(Entry):
    """A review mechanism in one cycle or round. `confidence` is high, medium or low."""

    id: str
    organisation: str
    mechanism: str
    cycle: str
    start_year: int
    end_year: int | None
    confidence: str


class Entries(Mapping[K, E], Generic[K, E]):
    """Entries by key.

    `entries[key]` and `.get(key)` find a retired entry too, because records point to it; a walk, `len` and
    `key in entries` know only what is in use.
    """

    def __init__(self, entries: Mapping[K, E]) -> None:
        self._all = dict(entries)
        self._in_use = {key: entry for key, entry in self._all.items() if not entry.is_retired}

    def __getitem__(self, key: K) -> E:
        return self._all[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._in_use)

    def __len__(self) -> int:
        return len(self._in_use)

    def __contains__(self, key: object) -> bool:
        return key in self._in_use

    def get_label(self, key: K, language: str) -> str:
        """The words for this key, or the key itself where nobody knows it."""
        entry = self._all.get(key)
        return str(key) if entry is None else entry.label(language)


@dataclass(frozen=True, eq=False, kw_only=True)
class Vocabulary:
    """All vocabularies at one moment."""

    version: str
    states: Entries[str, State]
    languages: Entries[str, Language]
    articles: Entries[int, Article]
    topics: Entries[str, Topic]
    assistance_types: Entries[str, AssistanceType]
    authority_functions: Entries[str, AuthorityFunction]
    review_mechanisms: Entries[str, ReviewMechanism]
    regional_groups: Entries[str, RegionalGroup]
    chapters: Mapping[int, Chapter]

    @property
    def topic_tree(self) -> tuple[Topic, ...]:
        """The topics at the top; each holds its children."""
        return tuple(topic for topic in self.topics.values() if topic.parent_id is None)


def sorted_by_name(items: Iterable[E], language: str) -> list[E]:
    """Entries in the order in which a reader of this language looks for them."""
    return sorted(items, key=lambda entry: (sort_key(entry.label(language), language), entry.position))

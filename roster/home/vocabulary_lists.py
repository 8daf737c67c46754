"""The page of vocabularies: which lists there are, what stands in each, and how far it can be trusted."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from roster.home import vocabulary_rows as rows
from roster.home.code_lists import CODE_LISTS
from roster.home.vocabulary_rows import Sources
from roster.vocabulary import queries
from roster.vocabulary.codes import Trust, UncacStatus
from roster.vocabulary.entries import Entry

COMPILED_ON = date(2026, 11, 21)  # as the README of the data files says


class ListName(StrEnum):
    """The lists by the word that stands in the address."""

    STATES = "states"
    LANGUAGES = "languages"
    ARTICLES = "articles"
    TOPICS = "topics"
    ASSISTANCE = "assistance"
    FUNCTIONS = "functions"
    REVIEWS = "reviews"
    CODES = "codes"


TITLES = {
    ListName.STATES: _("States"),
    ListName.LANGUAGES: _("Languages"),
    ListName.ARTICLES: _("Articles of the Convention"),
    ListName.TOPICS: _("Topics"),
    ListName.ASSISTANCE: _("Types of assistance"),
    ListName.FUNCTIONS: _("Functions of authorities"),
    ListName.REVIEWS: _("Review mechanisms"),
    ListName.CODES: _("Code lists"),
}
SENTENCES = {
    ListName.STATES: _(
        "The members and observer States of the United Nations, other States parties and the European Union, "
        "under their short names in United Nations usage. The list implies no opinion on the legal status of "
        "any territory."
    ),
    ListName.LANGUAGES: _("The six languages of the United Nations first, then the others, by name."),
    ListName.ARTICLES: _(
        "The titles of the articles of the United Nations Convention against Corruption. The Convention is "
        "equally authentic in all six languages; a title that was not compared with the text has a mark."
    ),
    ListName.TOPICS: _(
        "The subjects of expertise, ordered as the Convention is. A search for a topic finds what is narrower "
        "too. Other words for a topic help to recognise it, and are not used as its name."
    ),
    ListName.ASSISTANCE: _(
        "The forms of technical assistance, grouped by the categories of the second review cycle."
    ),
    ListName.FUNCTIONS: _("What a State may entrust to an authority, with the treaty article behind it."),
    ListName.REVIEWS: _("The mechanisms in which States review one another, and their rounds."),
    ListName.CODES: _("The short lists of this roster: what a profile or a filter may say, and its code."),
}


@dataclass(frozen=True)
class ListSummary:
    """One list at a glance. `marked` counts the wordings that are not official in the reader's language."""

    name: ListName
    title: object
    sentence: object
    entry_count: int
    marked: int


@dataclass(frozen=True)
class StatusCount:
    """How many of the list are parties or signatories."""

    parties: int
    signatories: int


@dataclass(frozen=True)
class ShownList:
    """One list with its rows, whose kind depends on the list, and the sources that they name."""

    name: ListName
    title: object
    sentence: object
    rows: Any
    sources: tuple[str, ...]
    status: StatusCount | None


_ROWS: dict[ListName, Callable[[str, Sources], Any]] = {
    ListName.STATES: rows.state_rows,
    ListName.LANGUAGES: rows.language_rows,
    ListName.ARTICLES: rows.chapter_rows,
    ListName.TOPICS: rows.topic_rows,
    ListName.ASSISTANCE: rows.assistance_rows,
    ListName.FUNCTIONS: rows.function_rows,
    ListName.REVIEWS: rows.mechanism_rows,
    ListName.CODES: lambda _language, _sources: CODE_LISTS,
}


def wanted_list(text: str) -> ListName | None:
    """The list that an address names; None for anything else."""
    return next((name for name in ListName if name.value == text), None)


def overview(language: str) -> list[ListSummary]:
    """All lists with how many entries they have, and how many of these carry a mark."""
    known = queries.current()
    entries: dict[ListName, Iterable[Entry]] = {
        ListName.STATES: known.states.values(),
        ListName.LANGUAGES: known.languages.values(),
        ListName.ARTICLES: known.articles.values(),
        ListName.TOPICS: known.topics.values(),
        ListName.ASSISTANCE: [kind for kind in known.assistance_types.values() if kind.is_offered],
        ListName.FUNCTIONS: queries.authority_functions(),
        ListName.REVIEWS: known.review_mechanisms.values(),
    }
    shown = [_summary(name, list(items), language) for name, items in entries.items()]
    codes = sum(len(item.codes) for item in CODE_LISTS)
    return [*shown, ListSummary(ListName.CODES, TITLES[ListName.CODES], SENTENCES[ListName.CODES], codes, 0)]


def list_for(name: ListName, language: str) -> ShownList:
    """One list in the reader's language and order."""
    sources = Sources()
    built = _ROWS[name](language, sources)
    status = _status() if name is ListName.STATES else None
    return ShownList(name, TITLES[name], SENTENCES[name], built, sources.texts, status)


def _summary(name: ListName, items: list[Entry], language: str) -> ListSummary:
    marked = sum(1 for item in items if item.trust_in(language) is not Trust.OFFICIAL)
    return ListSummary(name, TITLES[name], SENTENCES[name], len(items), marked)


def _status() -> StatusCount:
    counted = Counter(state.uncac_status for state in queries.current().states.values())
    return StatusCount(counted[UncacStatus.PARTY], counted[UncacStatus.SIGNATORY])

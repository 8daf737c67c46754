"""The rows of each vocabulary as a reader of one language sees them, each with its standing and its source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roster.vocabulary import queries
from roster.vocabulary.codes import Coded, ConsentType, Trust, UncacStatus
from roster.vocabulary.entries import Entry, State, Topic
from roster.web.locale import show_date, show_number

NO_SOURCE = "own compilation"
_COMMAS = {"ar": "، ", "zh": "、"}  # CLDR lists end in "and", which a row of alternatives must not


class Sources:
    """Numbers the sources of one list in the order in which rows name them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, source: str) -> int:
        """The number of this source, from 1."""
        return self._numbers.setdefault(source or NO_SOURCE, len(self._numbers) + 1)

    @property
    def texts(self) -> tuple[str, ...]:
        """The sources in the order of their numbers."""
        return tuple(self._numbers)


@dataclass(frozen=True)
class Mark:
    """How far a wording or a fact can be trusted. `words` is empty where it is official."""

    words: str
    source: int


@dataclass(frozen=True)
class StateRow:
    """A State and where it stands towards the Convention."""

    name: str
    code: str
    status: UncacStatus
    act: str
    day: str
    notes: tuple[str, ...]
    name_mark: Mark
    status_mark: Mark


@dataclass(frozen=True)
class StateGroup:
    """The States of one regional group; the last group is for those without one and has no title."""

    code: str
    title: str
    mark: Mark | None
    rows: tuple[StateRow, ...]


@dataclass(frozen=True)
class LanguageRow:
    """A language; `is_un` for the six of the United Nations."""

    name: str
    own_name: str
    code: str
    is_un: bool
    mark: Mark


@dataclass(frozen=True)
class ArticleRow:
    """An article with the review cycle in which it is looked at; `key` is its number in addresses."""

    key: int
    number: str
    title: str
    cycle: str
    mark: Mark


@dataclass(frozen=True)
class ChapterRows:
    """A chapter of the Convention with its articles."""

    roman: str
    title: str
    rows: tuple[ArticleRow, ...]


@dataclass(frozen=True)
class TopicRow:
    """A topic with its articles and other words for it; `under` names the broader topic below the top one."""

    name: str
    under: str
    articles: str
    synonyms: str
    mark: Mark


@dataclass(frozen=True)
class TopicGroup:
    """A topic at the top and everything narrower, each topic after the broader one."""

    head: TopicRow
    rows: tuple[TopicRow, ...]


@dataclass(frozen=True)
class NamedRow:
    """A wording with its mark and up to two facts."""

    name: str
    mark: Mark
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Rows under one heading."""

    title: str
    rows: tuple[NamedRow, ...]


def mark_of(entry: Entry, language: str, sources: Sources) -> Mark:
    """The standing of a label in this language."""
    return mark_for(entry.trust_in(language), entry.source, sources)


def mark_for(trust: Trust, source: str, sources: Sources) -> Mark:
    """The standing as words; its source gets a number."""
    return Mark("" if trust is Trust.OFFICIAL else str(trust.label), sources.number(source))


def state_rows(language: str, sources: Sources) -> tuple[StateGroup, ...]:
    """All States by regional group, in the order of the reader's language."""
    by_group: dict[str | None, list[StateRow]] = {}
    for state in queries.states(language):
        by_group.setdefault(state.regional_group, []).append(_state(state, language, sources))
    groups = [
        StateGroup(
            group.id,
            group.label(language),
            mark_of(group, language, sources),
            tuple(by_group.pop(group.id, ())),
        )
        for group in queries.regional_groups(language)
    ]
    others = tuple(row for rows in by_group.values() for row in rows)
    return (*groups, StateGroup("none", "", None, others)) if groups or others else ()


def language_rows(language: str, sources: Sources) -> tuple[LanguageRow, ...]:
    """The six languages of the United Nations, then the others."""
    return tuple(
        LanguageRow(
            item.heading(language), item.own_name, item.code, item.is_un, mark_of(item, language, sources)
        )
        for item in queries.languages(language)
    )


def chapter_rows(language: str, sources: Sources) -> tuple[ChapterRows, ...]:
    """The chapters in their order, each with its articles."""
    known = queries.current()
    return tuple(
        ChapterRows(
            chapter.roman,
            chapter.title(language),
            tuple(
                ArticleRow(
                    article.number,
                    show_number(article.number),
                    article.title(language),
                    show_number(article.review_cycle) if article.review_cycle else "",
                    mark_of(article, language, sources),
                )
                for article in (known.articles[number] for number in chapter.articles)
            ),
        )
        for chapter in known.chapters.values()
    )


def topic_rows(language: str, sources: Sources) -> tuple[TopicGroup, ...]:
    """The topics at the top in the order of the Convention, each with what is narrower."""
    return tuple(
        TopicGroup(_topic(head, "", language, sources), tuple(_narrower(head, "", language, sources)))
        for head in queries.topic_tree()
    )


def assistance_rows(language: str, sources: Sources) -> tuple[Group, ...]:
    """The forms of assistance to offer, by category of the second review cycle."""
    return tuple(
        Group(
            head.label(language),
            tuple(NamedRow(kind.label(language), mark_of(kind, language, sources)) for kind in kinds),
        )
        for head, kinds in queries.assistance_types()
    )


def function_rows(language: str, sources: Sources) -> tuple[Group, ...]:
    """The functions to choose for an authority, by treaty."""
    treaties: dict[str, list[NamedRow]] = {}
    for item in queries.authority_functions():
        # The source of each row is its treaty: the article stands beside it anyway.
        mark = mark_for(item.trust_in(language), f"{item.instrument}; own wording", sources)
        row = NamedRow(item.label(language), mark, (item.article,))
        treaties.setdefault(item.instrument, []).append(row)
    return tuple(Group(treaty, tuple(rows)) for treaty, rows in treaties.items())


def mechanism_rows(language: str, sources: Sources) -> tuple[NamedRow, ...]:
    """Review mechanisms with the years of each cycle or round."""
    return tuple(
        NamedRow(
            item.label(language),
            mark_of(item, language, sources),
            (item.organisation, str(item.start_year), str(item.end_year or "")),
        )
        for item in queries.review_mechanisms(language)
    )


def _state(state: State, language: str, sources: Sources) -> StateRow:
    act: Coded | None = ConsentType.of(state.uncac_consent_type)
    return StateRow(
        name=state.label(language),
        code=state.iso2,
        status=state.uncac_status,
        act=str(act.label) if act else "",
        day=show_date(state.uncac_consent_on or state.uncac_signed_on, "medium"),
        notes=tuple(note for note in (state.regional_group_note, state.uncac_note) if note),
        name_mark=mark_of(state, language, sources),
        status_mark=mark_for(state.status_trust, state.status_source, sources),
    )


def _narrower(topic: Topic, under: str, language: str, sources: Sources) -> Iterator[TopicRow]:
    for child in topic.children:
        yield _topic(child, under, language, sources)
        yield from _narrower(child, child.label(language), language, sources)


def _topic(topic: Topic, under: str, language: str, sources: Sources) -> TopicRow:
    return TopicRow(
        name=topic.label(language),
        under=under,
        articles=_joined([show_number(number) for number in topic.articles], language),
        synonyms=_joined(topic.synonyms.get(language, ()), language),
        mark=mark_of(topic, language, sources),
    )


def _joined(parts: Sequence[str], language: str) -> str:
    return _COMMAS.get(language, ", ").join(parts)

"""What the vocabularies say about one State and about one article, for the pages of these."""

import re
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import ConsentType, Trust, UncacStatus
from roster.vocabulary.entries import Article, Entry, State
from roster.web.locale import LANGUAGE_TABLE, in_digits, show_date, show_list, show_number

_YEAR = re.compile(r"\b(20\d\d)\b")
_CRIMINALIZATION = {
    "mandatory": _l("States parties must make this a crime"),
    "optional": _l("States parties shall consider making this a crime"),
    "mixed": _l("In part mandatory, in part optional"),
}


@dataclass(frozen=True)
class Named:
    """The same thing in another language, which calls itself `language`."""

    language: str
    html_lang: str
    direction: str
    text: str


@dataclass(frozen=True)
class Neighbour:
    """A page beside this one."""

    key: str
    label: str


@dataclass(frozen=True)
class Standing:
    """Where a State stands towards the Convention, and how far that can be trusted."""

    status: str
    acts: tuple[tuple[str, str], ...]
    as_of: str
    source: str
    trust: str
    note: str


@dataclass(frozen=True)
class StateFacts:
    """One State. `facts` are pairs of a heading and its words."""

    iso2: str
    name: str
    other_names: tuple[Named, ...]
    trust: str
    standing: Standing
    facts: tuple[tuple[str, str], ...]
    group_note: str


@dataclass(frozen=True)
class ArticleFacts:
    """One article. `topics` are those that the vocabulary ties to it."""

    number: int
    title: str
    other_names: tuple[Named, ...]
    trust: str
    facts: tuple[tuple[str, str], ...]
    topics: tuple[Neighbour, ...]
    before: Neighbour | None
    after: Neighbour | None


def facts_of_state(state: State, language: str) -> StateFacts:
    """What the vocabulary holds of a State."""
    known = vocabulary.current()
    group = known.regional_groups.get(state.regional_group or "")
    spoken = [
        known.languages[code].name(language) for code in state.official_languages if code in known.languages
    ]
    kinds = (
        (state.is_ldc, gettext("Least developed country")),
        (state.is_lldc, gettext("Landlocked developing country")),
        (state.is_sids, gettext("Small island developing State")),
    )
    facts = (
        (gettext("Regional group"), group.label(language) if group else gettext("None")),
        (gettext("Official languages"), show_list(spoken)),
        (gettext("Legal tradition"), str(state.legal_tradition.label) if state.legal_tradition else ""),
        (gettext("Groups of States"), show_list([words for is_one, words in kinds if is_one])),
        (gettext("Codes (ISO 3166, M49)"), " · ".join(filter(None, (state.iso2, state.iso3, state.m49)))),
    )
    return StateFacts(
        iso2=state.iso2,
        name=state.name(language),
        other_names=_other_names(state, language),
        trust=_trust(state.trust_in(language)),
        standing=_standing(state),
        facts=_filled(facts),
        group_note=state.regional_group_note,
    )


def facts_of_article(article: Article, language: str) -> ArticleFacts:
    """What the vocabulary holds of an article."""
    known = vocabulary.current()
    chapter = article.chapter
    chapter_words = gettext(
        "Chapter %(number)s: %(title)s", number=chapter.roman, title=chapter.title(language)
    )
    cycle = show_number(article.review_cycle) if article.review_cycle else ""
    criminalization = str(_CRIMINALIZATION.get(article.criminalization or "", ""))
    return ArticleFacts(
        number=article.number,
        title=article.title(language),
        other_names=_other_names(article, language),
        trust=_trust(article.trust_in(language)),
        facts=_filled(
            (
                (gettext("Chapter"), chapter_words),
                (gettext("Review cycle"), cycle),
                (gettext("Criminalization"), criminalization),
            )
        ),
        topics=tuple(
            Neighbour(topic.id, topic.label(language))
            for topic in vocabulary.topics(language)
            if article.number in topic.articles
        ),
        before=_neighbour(known.articles.get(article.number - 1), language),
        after=_neighbour(known.articles.get(article.number + 1), language),
    )


def _standing(state: State) -> Standing:
    consent = ConsentType.of(state.uncac_consent_type)
    year = _YEAR.search(state.status_source)
    acts = (
        (gettext("Signature"), show_date(state.uncac_signed_on)),
        (
            str(consent.label) if consent else gettext("Consent to be bound"),
            show_date(state.uncac_consent_on),
        ),
    )
    return Standing(
        status=str(UncacStatus(state.uncac_status).label),
        acts=_filled(acts),
        as_of=in_digits(year[1]) if year else "",
        source=state.status_source,
        trust=_trust(state.status_trust),
        note=state.uncac_note,
    )


def _neighbour(article: Article | None, language: str) -> Neighbour | None:
    return None if article is None else Neighbour(str(article.number), article.title(language))


def _other_names(entry: Entry, language: str) -> tuple[Named, ...]:
    return tuple(
        Named(tongue.name, tongue.html_lang, tongue.direction, entry.label(code))
        for code, tongue in LANGUAGE_TABLE.items()
        if code != language
    )


def _trust(trust: Trust) -> str:
    return "" if trust is Trust.OFFICIAL else str(trust.label)


def _filled(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((heading, words) for heading, words in pairs if words)

"""The criteria of a selection record in words: what was asked, of whom not, on which day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext

from roster.matching.criteria import Skill
from roster.matching.naming import Names, apart, cefr, mode, system
from roster.web.locale import count_phrase, show_date, show_number

Lines = tuple[str, tuple[str, ...]]


def criteria_lines(kept: Mapping[str, Any], names: Names) -> tuple[Lines, ...]:
    """Each criterion that was set, with its values; what was not asked is left out."""
    return tuple((label, values) for label, values in _lines(kept, names) if values)


def _lines(kept: Mapping[str, Any], names: Names) -> Iterator[Lines]:
    yield gettext("Asked on"), tuple(_day(kept.get("today")))
    yield from _subjects(kept, names)
    yield gettext("Type of assistance"), tuple(names.type(code) for code in kept.get("assistance_types", ()))
    yield gettext("Way of working"), ((mode(kept["mode"]),) if kept.get("mode") else ())
    yield gettext("Languages"), tuple(_language(row, names) for row in kept.get("languages", ()))
    yield gettext("Time window"), tuple(_window(kept.get("window")))
    yield gettext("Days of work"), tuple(_days(kept.get("days_wanted")))
    yield gettext("Regional groups preferred"), tuple(names.region(code) for code in kept.get("regions", ()))
    yield gettext("Legal systems preferred"), tuple(system(code) for code in kept.get("legal_systems", ()))
    yield gettext("States excluded"), tuple(names.state(code) for code in kept.get("excluded_states", ()))
    yield gettext("Persons excluded"), tuple(_persons(kept.get("excluded_experts", ())))
    yield (
        gettext("Organizations with a stake in the request"),
        tuple(apart(str(name)) for name in kept.get("interested_organisations", ())),
    )


def _day(value: Any) -> Iterator[str]:
    if value:
        yield show_date(date.fromisoformat(str(value)))


def _subjects(kept: Mapping[str, Any], names: Names) -> Iterator[Lines]:
    """The rows in their order; records from before rows had one hold topics and articles apart."""
    topics, articles, rows = (kept.get(name, ()) for name in ("topics", "articles", "rows"))
    implied = kept.get("implied_topics", ())
    if rows:
        yield gettext("Main subject"), tuple(_row(rows[0], names))
        yield gettext("Articles and topics"), tuple(words for row in rows[1:] for words in _row(row, names))
        implied = [code for code in implied if code not in topics]
    else:
        yield gettext("Topics"), tuple(names.subject({"topic": code}) for code in topics)
        yield gettext("Articles"), tuple(_article(code, names) for code in articles)
    yield (
        gettext("Topics named in the request's text"),
        tuple(names.subject({"topic": code}) for code in implied),
    )


def _row(row: Mapping[str, Any], names: Names) -> Iterator[str]:
    if row["topic"] is not None:
        yield names.subject({"topic": row["topic"]})
    if row["article"] is not None:
        yield _article(row["article"], names)


def _article(number: int, names: Names) -> str:
    entry = names.vocabulary.articles.get(number)
    title = entry.title(names.language) if entry else ""
    return gettext("Article %(number)s: %(title)s", number=show_number(number), title=title)


def _days(value: Any) -> Iterator[str]:
    if value:
        yield count_phrase("%(num)s day in a row", "%(num)s days in a row", int(value))


def _window(value: Any) -> Iterator[str]:
    if value:
        first, last = (show_date(date.fromisoformat(str(day))) for day in value)
        yield gettext("%(start)s to %(end)s", start=first, end=last)


def _persons(refs: Any) -> Iterator[str]:
    if refs:
        yield count_phrase("%(num)s person", "%(num)s people", len(refs))


def _language(row: Mapping[str, Any], names: Names) -> str:
    return gettext(
        "%(language)s: %(level)s (%(skill)s)",
        language=names.spoken(row["code"]),
        level=cefr(row["level"]),
        skill=str(Skill(row["skill"]).label),
    )

"""The gaps in what a State covers, those asked for most first, each in a sentence; and all of it in a paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext

from roster.nominations.gap.coverage import NOTHING, Picture, offered_types
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Gender
from roster.web.locale import count_phrase, paragraph, show_list, show_number

SHOWN: Final = 10
NAMED: Final = 5
MOST_COMBINED: Final = 5
MOST_TYPES: Final = 4  # there are many types, and a State need not have each
WORKING_LANGUAGES: Final = ("ar", "zh", "en", "fr", "ru", "es")
Filters = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Gap:
    """Something that nobody of the State covers; `filters` is the search for it on the whole roster."""

    sentence: str
    roster: int
    asked: int
    filters: Filters
    rank: tuple[int, int]  # how much members want it, then what kind of gap it is

    @property
    def details(self) -> str:
        """How many others there are, and how often it was asked for."""
        said = [
            count_phrase(
                "%(num)s expert on the whole roster.", "%(num)s experts on the whole roster.", self.roster
            )
        ]
        if self.asked:
            said.append(
                count_phrase(
                    "Asked for %(num)s time in twelve months.",
                    "Asked for %(num)s times in twelve months.",
                    self.asked,
                )
            )
        return paragraph(said)


def gaps_in(picture: Picture, *, language: str, kind: str = "") -> list[Gap]:
    """What the State could offer and does not: asked for most first, then what the roster has least of."""
    narrowed: Filters = (("type", (kind,)),) if kind else ()
    found = [
        *_subjects(picture, narrowed),
        *_languages(picture, narrowed, language),
        *sorted(_subjects_in_languages(picture, narrowed, language), key=_order)[:MOST_COMBINED],
        *(() if kind else sorted(_types(picture, language), key=_order)[:MOST_TYPES]),
    ]
    found.sort(key=_order)
    return found[:SHOWN]


def _order(gap: Gap) -> tuple[int, int, int]:
    return -gap.rank[0], gap.rank[1], gap.roster


def offered_languages(picture: Picture) -> tuple[str, ...]:
    """The working languages that people of this State are likely to have: official ones, and those of its experts."""
    state = vocabulary.current().states.get(picture.state)
    official = state.official_languages if state is not None else ()
    spoken = picture.own_by.get("language", NOTHING)
    return tuple(code for code in WORKING_LANGUAGES if code in official or spoken.get(code))


def summary_of(picture: Picture, *, language: str, state_name: str) -> str:
    """One paragraph, ready to be pasted into a paper."""
    if not picture.own:
        return paragraph(
            [
                gettext("No expert of %(state)s is among those that members find.", state=state_name),
                *_balance(picture, language),
            ]
        )
    said = [
        count_phrase(
            "%(num)s expert of %(state)s is among those that members find.",
            "%(num)s experts of %(state)s are among those that members find.",
            picture.own,
            state=state_name,
        )
    ]
    missing = [item.subject.label for item in picture.subjects if not item.own]
    if missing:
        said.append(
            count_phrase(
                "None of them works on %(num)s of the subjects below, such as: %(subjects)s.",
                "None of them works on %(num)s of the subjects below, such as: %(subjects)s.",
                len(missing),
                subjects=show_list(missing[:NAMED]),
            )
        )
    silent = [code for code in WORKING_LANGUAGES if not picture.own_by.get("language", NOTHING).get(code)]
    if silent:
        said.append(gettext("None of them works in: %(languages)s.", languages=_names(silent, language)))
    return paragraph([*said, *_balance(picture, language)])


def _subjects(picture: Picture, narrowed: Filters) -> Iterator[Gap]:
    for item in picture.subjects:
        if not item.own:
            sentence = gettext("None on: %(subject)s", subject=item.subject.label)
            filters = ((item.subject.filter_name, item.subject.values), *narrowed)
            yield Gap(sentence, item.roster, item.asked, filters, (item.asked, 0))


def _languages(picture: Picture, narrowed: Filters, language: str) -> Iterator[Gap]:
    own, roster = (by.get("language", NOTHING) for by in (picture.own_by, picture.roster_by))
    for code in offered_languages(picture):
        if not own.get(code):
            sentence = gettext("None who works in: %(language)s", language=_names([code], language))
            filters = (("language", (code,)), *narrowed)
            asked = picture.asked_for("language", code)
            yield Gap(sentence, roster.get(code, 0), asked, filters, (asked, 1))


def _subjects_in_languages(picture: Picture, narrowed: Filters, language: str) -> Iterator[Gap]:
    own = picture.own_by.get("language", NOTHING)
    codes = [code for code in offered_languages(picture) if own.get(code)]
    for item in picture.subjects:
        for code in codes if item.own else ():
            if not item.own_by_language.get(code):
                sentence = gettext(
                    "None on %(subject)s who works in: %(language)s",
                    subject=item.subject.label,
                    language=_names([code], language),
                )
                filters = (
                    (item.subject.filter_name, item.subject.values),
                    ("language", (code,)),
                    *narrowed,
                )
                # How often both were asked for together is not counted anywhere, so no figure is shown.
                wanted = min(item.asked, picture.asked_for("language", code))
                yield Gap(sentence, item.roster_by_language.get(code, 0), 0, filters, (wanted, 2))


def _types(picture: Picture, language: str) -> Iterator[Gap]:
    own, roster = (by.get("type", NOTHING) for by in (picture.own_by, picture.roster_by))
    for entry in offered_types():
        if not own.get(entry.id):
            sentence = gettext("None who offers: %(kind)s", kind=entry.label(language))
            asked = picture.asked_for("type", entry.id)
            yield Gap(sentence, roster.get(entry.id, 0), asked, (("type", (entry.id,)),), (asked, 3))


def _balance(picture: Picture, language: str) -> Iterator[str]:
    """Figures only: who is a woman or a man is for the own State to know, and nobody is proposed for it."""
    women = picture.own_by.get("gender", NOTHING).get(Gender.FEMALE, 0)
    if picture.own:
        yield count_phrase("Of your experts %(num)s is a woman.", "Of your experts %(num)s are women.", women)
    state = vocabulary.current().states.get(picture.state)
    group = state.regional_group if state is not None else None
    if group and picture.roster:
        label = vocabulary.current().regional_groups.get_label(group, language)
        count = picture.roster_by.get("region", NOTHING).get(group, 0)
        yield gettext(
            "Experts on the roster from the whole regional group (%(group)s): %(count)s.",
            group=label,
            count=show_number(count),
        )


def _names(codes: Sequence[str], language: str) -> str:
    known = vocabulary.current().languages
    return show_list([known[code].name(language) for code in codes if code in known])

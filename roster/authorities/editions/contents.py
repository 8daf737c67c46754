"""An edition as a document: title page, the States in the reader's order, an index by State and one by function."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask_babel import gettext

from roster.authorities.editions.cards import Entry, card_of
from roster.authorities.editions.choosing import Choice, words_of
from roster.authorities.form_options import function_words
from roster.core.documents.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Index,
    Inline,
    PageBreak,
    PageCodes,
    Paragraph,
    Piece,
)
from roster.vocabulary import queries as vocabulary
from roster.web.locale import count_phrase, show_date, show_moment, show_number


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What an edition says of itself."""

    number: int
    as_of: datetime
    purpose: str
    user: str
    language: str
    choice: Choice
    has_phones: bool
    is_bounded: bool
    check_address: str


def edition_document(imprint: Imprint, entries: Sequence[Entry], *, codes: Sequence[str]) -> Document:
    """The whole edition in its language, which must be the current one."""
    title = gettext("Directory of authorities")
    day = show_date(imprint.as_of, "long")
    edition = gettext("Edition %(number)s of %(date)s", number=show_number(imprint.number), date=day)
    ordered = _in_order(entries, imprint.language)
    blocks: list[Block] = [*_title_page(imprint, len(entries)), PageBreak()]
    for state, of_state in groupby(ordered, key=lambda entry: entry.view.state_name):
        blocks.append(Heading(state))
        blocks += [card_of(entry) for entry in of_state]
    blocks += [PageBreak(), Heading(gettext("Index by State")), Index(list(_by_state(ordered)))]
    blocks += _by_function(ordered)
    return Document(
        title=f"{title}, {edition}",
        heading=title,
        subtitle=edition,
        language=imprint.language,
        blocks=blocks,
        foot=(
            gettext(
                "%(title)s, %(edition)s. Made for %(user)s.", title=title, edition=edition, user=imprint.user
            ),
            gettext("Purpose: %(purpose)s", purpose=imprint.purpose),
        ),
        codes=PageCodes(gettext("Check code"), codes),
    )


def _title_page(imprint: Imprint, count: int) -> Iterator[Block]:
    chosen = words_of(imprint.choice, imprint.language)
    rows: list[tuple[str, Inline]] = [
        (gettext("Edition"), show_number(imprint.number)),
        (gettext("As of"), show_moment(imprint.as_of)),
        *(chosen or [(gettext("Extent"), gettext("All States of the directory"))]),
        (gettext("Authorities"), show_number(count)),
        (gettext("Purpose"), imprint.purpose),
        (gettext("Made for"), imprint.user),
    ]
    yield Facts(rows)
    yield Paragraph(
        gettext(
            "This is the directory as it stood at that moment. Entries change: look at the page of an authority before "
            "you rely on an entry."
        )
    )
    if imprint.is_bounded:
        yield Paragraph(
            count_phrase(
                "An edition of this reader holds %(num)s authority at most.",
                "An edition of this reader holds %(num)s authorities at most.",
                count,
            )
        )
    yield Paragraph(
        gettext("Telephone numbers are included. Contact persons are not.")
        if imprint.has_phones
        else gettext("Telephone numbers and contact persons are not included.")
    )
    yield Paragraph(
        (
            gettext(
                "Each page carries a check code. Whoever may see the directory can type it at the address below and "
                "learns whether the page is of this edition, and whether an entry on it has changed since."
            ),
            "\n",
            Piece(text=imprint.check_address, is_code=True),
        )
    )


def _in_order(entries: Sequence[Entry], language: str) -> list[Entry]:
    """By State as a reader of this language sorts them, then as they came."""
    places = {state.iso2: number for number, state in enumerate(vocabulary.states(language))}
    return sorted(entries, key=lambda entry: places.get(entry.view.state, len(places)))


def _by_state(ordered: Sequence[Entry]) -> Iterator[tuple[Inline, Sequence[str]]]:
    for state, of_state in groupby(ordered, key=lambda entry: entry.view.state_name):
        yield state, [next(of_state).view.ref]


def _by_function(ordered: Sequence[Entry]) -> Iterator[Block]:
    """Only functions that somebody has."""
    holders: Mapping[str, list[Entry]] = {
        function.id: [entry for entry in ordered if function.id in entry.function_ids]
        for function in vocabulary.authority_functions()
    }
    if not any(holders.values()):
        return
    yield Heading(gettext("Index by function"))
    for function in vocabulary.authority_functions():
        if holders[function.id]:
            yield Heading(function_words(function), 2)
            yield Index([(_line(entry), [entry.view.ref]) for entry in holders[function.id]])


def _line(entry: Entry) -> Inline:
    name = Piece(text=entry.view.name, language=entry.view.name_language)
    return (f"{entry.view.state_name}: ", name)

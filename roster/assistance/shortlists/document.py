"""A shortlist as a document in the reader's language, with who made it and when (R28)."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext

from roster.assistance.shortlists.facts import facts_of
from roster.assistance.shortlists.presentation import EntryView, ShortlistView
from roster.core.actor import Actor
from roster.core.documents.blocks import Block, Document, Facts, Heading, Inline, Paragraph, Piece
from roster.web.locale import count_phrase, show_date, show_moment, show_number


def shortlist_document(actor: Actor, view: ShortlistView, *, language: str, at: datetime) -> Document:
    """The document: title, purpose, balance, then each person with facts and note."""
    blocks: list[Block] = [Facts(_head(actor, view, at))]
    if view.purpose:
        blocks.insert(0, Paragraph(view.purpose))
    for entry in view.entries:
        blocks.extend(_entry(entry, language))
    foot = gettext(
        "Shortlist %(reference)s, exported by %(name)s on %(moment)s. It holds personal data: use it for the "
        "purpose of the list only, and delete it afterwards.",
        reference=view.ref,
        name=actor.name,
        moment=show_moment(at),
    )
    return Document(title=view.title, language=language, blocks=blocks, foot=(foot,))


def _head(actor: Actor, view: ShortlistView, at: datetime) -> list[tuple[str, Inline]]:
    count = count_phrase("%(num)s person", "%(num)s people", len(view.entries))
    return [
        (gettext("Reference"), Piece(text=view.ref, is_code=True)),
        (gettext("Exported"), gettext("On %(date)s by %(name)s", date=show_date(at), name=actor.name)),
        (gettext("People on the list"), count),
        *((line.label, "\n".join(line.shares)) for line in view.balance),
    ]


def _entry(entry: EntryView, language: str) -> Iterator[Block]:
    place, person = f"{show_number(entry.place)}. ", entry.person
    if entry.same_as is not None:
        other = show_number(entry.same_as)
        yield Heading((place, gettext("The same person as number %(place)s", place=other)), 2)
        if entry.note:
            yield Facts([(gettext("Note"), entry.note)])
        return
    if person is None:
        yield Heading((place, gettext("No longer available")), 2)
        return
    own = Piece(text=person.name.own, language=person.name.language)
    beside = ("  ", Piece(text=person.name.latin, language="en")) if person.name.latin else ()
    yield Heading((place, own, *beside), 2)
    rows: list[tuple[str, Inline]] = [(gettext("Reference"), Piece(text=person.ref, is_code=True))]
    rows += [(fact.label, "\n".join(fact.lines) or "–") for fact in facts_of(person, language=language)]
    if entry.note:
        rows.append((gettext("Note"), entry.note))
    yield Facts(rows)

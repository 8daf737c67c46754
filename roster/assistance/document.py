"""A shortlist as a Word document, in the reader's language, with who made it and when (R28)."""

from datetime import datetime

from flask_babel import gettext

from roster.assistance.facts import facts_of
from roster.assistance.presentation import EntryView, ShortlistView
from roster.core.actor import Actor
from roster.core.word import WordDocument, WordProperties
from roster.web.locale import Language, count_phrase, show_date, show_moment, show_number


def shortlist_document(actor: Actor, view: ShortlistView, *, language: Language, at: datetime) -> bytes:
    """The file: title, purpose, balance, then each person with facts and note."""
    properties = WordProperties(view.title, actor.name, language.code, at)
    document = WordDocument(properties, right_to_left=language.direction == "rtl")
    document.heading(view.title)
    if view.purpose:
        document.paragraph(view.purpose)
    document.facts(_head(actor, view, at))
    for entry in view.entries:
        _write_entry(document, entry, language)
    document.footer(_footer(actor, view, at))
    return document.content()


def _head(actor: Actor, view: ShortlistView, at: datetime) -> list[tuple[str, tuple[str, ...]]]:
    count = count_phrase("%(num)s person", "%(num)s people", len(view.entries))
    facts = [
        (gettext("Reference"), (view.ref,)),
        (gettext("Exported"), (gettext("On %(date)s by %(name)s", date=show_date(at), name=actor.name),)),
        (gettext("People on the list"), (count,)),
    ]
    return facts + [(line.label, line.shares) for line in view.balance]


def _write_entry(document: WordDocument, entry: EntryView, language: Language) -> None:
    number = show_number(entry.place)
    person = entry.person
    if person is None:
        words = gettext("No longer available")
        document.heading(gettext("%(number)s. %(name)s", number=number, name=words), level=2)
        return
    heading = gettext("%(number)s. %(name)s", number=number, name=person.name.own)
    document.heading(heading, level=2, beside=person.name.latin)
    facts = [(fact.label, fact.lines) for fact in facts_of(person, language=language.code)]
    document.facts([(gettext("Reference"), (person.ref,)), *facts])
    if entry.note:
        document.heading(gettext("Note"), level=3)
        document.paragraph(entry.note)


def _footer(actor: Actor, view: ShortlistView, at: datetime) -> str:
    return gettext(
        "Shortlist %(reference)s, exported by %(name)s on %(moment)s. It holds personal data: use it for the "
        "purpose of the list only, and delete it afterwards.",
        reference=view.ref,
        name=actor.name,
        moment=show_moment(at),
    )

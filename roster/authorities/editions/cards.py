"""One authority of an edition as a card: what its maker may read of it, in the edition's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from flask_babel import gettext

from roster.authorities.models import Authority
from roster.authorities.presentation import AuthorityView, LanguageView, authority_view
from roster.authorities.states import WEEKDAYS
from roster.core.actor import Actor
from roster.core.documents.blocks import Bullets, Group, Heading, Inline, Lines, Paragraph, Piece, plain
from roster.core.documents.direction import is_rtl, spans
from roster.core.multilingual import MultilingualText
from roster.web.locale import current_language, show_date


@dataclass(frozen=True)
class Entry:
    """An authority for a card: the redacted view, and its texts with their languages."""

    view: AuthorityView
    name: MultilingualText
    scope_note: MultilingualText | None
    function_ids: frozenset[str]


def entry_of(actor: Actor, authority: Authority, *, at: datetime) -> Entry:
    """The authority as this actor may read it."""
    return Entry(
        authority_view(actor, authority, at=at),
        authority.name,
        authority.scope_note,
        frozenset(duty.function_id for duty in authority.duties),
    )


def card_of(entry: Entry) -> Group:
    """Names, functions, how it is reached, what a request needs, and when all this was confirmed."""
    view = entry.view
    blocks: list[Heading | Paragraph | Bullets | Lines] = [Heading(_heading(view), 2)]
    if view.functions:
        blocks.append(
            Bullets(
                [
                    _function(item.label, item.instrument, item.article, item.scope_note)
                    for item in view.functions
                ]
            )
        )
    blocks.append(Lines([(term, value) for term, value in _rows(entry) if plain(value)]))
    return Group(blocks, view.ref)


def _rows(entry: Entry) -> Iterable[tuple[str, Inline]]:
    view = entry.view
    original = entry.name.original
    yield gettext("Reference"), _code(view.ref)
    yield (
        gettext("Official name"),
        Piece(text=original if original != view.name else "", language=entry.name.source),
    )
    yield (
        gettext("Name in English"),
        Piece(
            text=view.english_name if view.english_name not in (view.name, original) else "", language="en"
        ),
    )
    yield gettext("Remarks on the functions"), _note(entry.scope_note)
    yield gettext("Designation"), _designation(view.designation, view.designated_on)
    yield gettext("Languages of requests"), _languages(view.request_languages)
    yield gettext("Channels"), " · ".join(view.channels)
    yield gettext("General mailbox"), _code(view.mailbox)
    yield gettext("Secure e-mail address"), _code(view.secure_email)
    yield gettext("Telephone"), _code(view.phone)
    yield gettext("Duty line, at all hours"), _code(view.duty_line)
    yield gettext("Postal address"), _free(view.address)
    yield gettext("Opening hours"), _hours(view)
    yield gettext("Weekly days of rest"), view.rest_days
    for term, value in view.facts:
        yield term, _free(value)
    yield gettext("Confirmed"), _standing(view)


def _heading(view: AuthorityView) -> Inline:
    name = Piece(text=view.name, language=view.name_language)
    return (name, f" ({view.acronym})") if view.acronym else (name,)


def _function(label: str, instrument: str, article: str, scope: str) -> Inline:
    said = gettext(
        "%(function)s (%(instrument)s, article %(article)s)",
        function=label,
        instrument=instrument,
        article=article,
    )
    return (said, " – ", _free(scope)) if scope else (said,)


def _designation(reference: str, on: date | None) -> Inline:
    day = show_date(on, "long") if on else ""
    return (_free(reference), " · ", day) if reference and day else (_free(reference), day)


def _languages(languages: Iterable[LanguageView]) -> str:
    return " · ".join(f"{item.label} ({item.note})" if item.note else item.label for item in languages)


def _hours(view: AuthorityView) -> Inline:
    """Days one after another with the same hours together, and by which clock; a closed day ends a run."""
    if not view.hours:
        return ""
    pieces: list[str | Piece] = []
    week = [str(day) for day in WEEKDAYS]
    numbered = [(week.index(day) - place, day, hours) for place, (day, hours) in enumerate(view.hours)]
    for (_run, hours), days in groupby(numbered, key=lambda item: (item[0], item[2])):
        named = [day for _number, day, _hours in days]
        span = named[0] if len(named) == 1 else f"{named[0]} – {named[-1]}"
        pieces += [f"{span} ", Piece(text=hours, is_code=True), "; "]
    return (*pieces, _code(view.now.zone))


def _note(note: MultilingualText | None) -> Inline:
    if note is None:
        return ""
    text, language = note.best_for(current_language().code)
    return Piece(text=text, language=language)


def _standing(view: AuthorityView) -> str:
    """When it was confirmed, and that somebody says it is wrong."""
    if view.stage == "disputed":
        return f"{view.freshness.words} · {view.stage_label}"
    return view.freshness.words


def _free(text: str) -> Piece:
    """What somebody typed in a language that nobody asked for: it runs as its own letters do."""
    is_other = any(rtl for _text, rtl in spans(text, rtl=False)) != is_rtl(current_language().code)
    other = "en" if is_rtl(current_language().code) else "ar"
    return Piece(text=text, language=other if is_other else "")


def _code(text: str) -> Piece | str:
    return Piece(text=text, is_code=True) if text else ""

"""vCards of authorities (RFC 6350): what programs of others understand, and in properties of our own the rest.

A card names nobody: contact persons are shown on request alone, and each time is on record.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

from flask_babel import gettext

from roster.authorities.exchange.cards.lines import escaped, written
from roster.authorities.exchange.cell_text import texts_of
from roster.authorities.exchange.columns import TOLD_ONLY, Column
from roster.authorities.exchange.record import AuthorityRecord
from roster.authorities.exchange.words import Voice
from roster.authorities.form_options import function_words
from roster.authorities.states import Acceptance
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Instrument
from roster.web.locale import current_language

OWN: Final = "X-ROSTER-"
NAME_LANGUAGES: Final = f"{OWN}NAME-LANGUAGES"
USE: Final = "X-ROSTER-USE"
WHEN: Final = "X-ROSTER-WHEN"
AS_WRITTEN: Final = "X-ROSTER-AS"
SECURE, DUTY = "secure", "duty"
_PRODUCER: Final = "-//Expert roster//Directory of authorities//EN"
# Columns that have a property of the standard and need none of our own.
STANDARD: Final = TOLD_ONLY | {
    Column.NAME,
    Column.NAME_LANGUAGE,
    Column.OTHER_NAMES,
    Column.ACRONYM,
    Column.MAILBOX,
    Column.SECURE_EMAIL,
    Column.PHONE,
    Column.DUTY_LINE,
    Column.ADDRESS,
    Column.TIME_ZONE,
    Column.REQUEST_LANGUAGES,
    Column.LINKS,
}
_URGENT_LAST: Final = 50
_EXTENSION: Final = re.compile(r"\s*(?:ext\.?|x)\s*(\d{1,6})\Z", re.IGNORECASE)


def uid_of(ref: str) -> UUID:
    """What a card is known by wherever it goes: always the same for one reference."""
    return uuid5(NAMESPACE_OID, ref)


def own_name(column: Column) -> str:
    """The property of our own that holds a column."""
    return OWN + column.value.upper().replace("_", "-")


def write_cards(records: Iterable[AuthorityRecord]) -> bytes:
    """The cards one after the other."""
    return "".join(map(card_of, records)).encode("utf-8", "replace")


def card_of(record: AuthorityRecord) -> str:
    """One card, in the reader's language where it speaks to people."""
    return "".join(
        (
            written("BEGIN", "VCARD"),
            written("VERSION", "4.0"),
            written("PRODID", _PRODUCER),
            written("KIND", "org"),
            written("UID", f"urn:uuid:{uid_of(record.ref)}"),
            written("REV", f"{record.changed_at:%Y%m%dT%H%M%SZ}"),
            *_names(record),
            *_reached(record),
            *_said(record),
            *_own(record),
            written("END", "VCARD"),
        )
    )


def _names(record: AuthorityRecord) -> Iterator[str]:
    """The name in each of its languages, the official one first; one in English where there is none among them."""
    given = record.identity
    codes = [given.name.source, *sorted(set(given.name.texts) - {given.name.source})]
    texts = [(code, given.name.texts[code]) for code in codes]
    if "en" not in given.name.texts and given.english_name:
        texts.append(("en", given.english_name))
    for name in ("FN", "ORG"):
        for number, (code, text) in enumerate(texts, start=1):
            yield written(name, escaped(text), altid="1", language=code, pref=str(number))
    yield written(NAME_LANGUAGES, ",".join(codes))
    if given.acronym:
        yield written("NICKNAME", escaped(given.acronym))


def _reached(record: AuthorityRecord) -> Iterator[str]:
    reach = record.reach
    if reach.mailbox:
        yield written("EMAIL", escaped(reach.mailbox), type="work", pref="1")
    if reach.secure_email:
        yield written("EMAIL", escaped(reach.secure_email), type="work", **{USE: SECURE})
    if reach.phone:
        yield _telephone(reach.phone, pref="1")
    if reach.duty_line:
        yield _telephone(reach.duty_line, **{USE: DUTY})
    if reach.address:
        street = ",".join(map(escaped, reach.address.split("\n")))
        yield written("ADR", f";;{street};;;;{escaped(_state(record))}", type="work", label=reach.address)
    if reach.time_zone:
        yield written("TZ", escaped(reach.time_zone))
    for number, (code, when) in enumerate(reach.request_languages.items(), start=1):
        if when == Acceptance.IF_URGENT:
            yield written("LANG", code, pref=str(_URGENT_LAST + number), **{WHEN: when})
        else:
            yield written("LANG", code, pref=str(number))
    for link in reach.links:
        yield written("URL", escaped(link), type="work")


def _telephone(number: str, **params: str) -> str:
    """A number as an address that telephones dial; as it was written beside it where that differs."""
    extension = _EXTENSION.search(number)
    dialled = re.sub(r"[\s()/.\-]+", "-", number[: extension.start()] if extension else number).strip("-")
    if not dialled.startswith("+"):
        return written(
            "TEL", escaped(number), type="work,voice", **params
        )  # no address without a country code
    address = f"tel:{dialled}" + (f";ext={extension[1]}" if extension else "")
    return written("TEL", address, value="uri", type="work,voice", **params, **{AS_WRITTEN: number})


def _said(record: AuthorityRecord) -> Iterator[str]:
    """What people read: functions and languages in a note, functions as categories."""
    known = vocabulary.current()
    functions = [
        (known.authority_functions[duty.function_id], duty.scope_note)
        for duty in record.identity.duties
        if duty.function_id in known.authority_functions
    ]
    lines = [
        f"{function_words(item)} – {scope}" if scope else function_words(item) for item, scope in functions
    ]
    names = texts_of(record, Voice.WORDS)[Column.REQUEST_LANGUAGES]
    if names:
        lines.append(gettext("Languages of requests: %(languages)s", languages=names))
    if lines:
        yield written("NOTE", escaped("\n".join(lines)), language=current_language().html_lang)
    treaties = dict.fromkeys(Instrument.words(item.instrument) for item, _scope in functions)
    yield written("CATEGORIES", ",".join(map(escaped, (gettext("Authorities"), *treaties))))


def _own(record: AuthorityRecord) -> Iterator[str]:
    for column, text in texts_of(record, Voice.CODES).items():
        if column not in STANDARD and text:
            yield written(own_name(column), escaped(text))


def _state(record: AuthorityRecord) -> str:
    found = vocabulary.state_by_iso2(record.state)
    return found.name(current_language().code) if found else record.state

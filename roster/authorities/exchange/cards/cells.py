"""From a card to the cells of a row, or to the person whom it names; and what of it has no place here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from flask_babel import gettext

from roster.authorities.exchange.cards.lines import Property, split, unescaped
from roster.authorities.exchange.cards.reading import KNOWN_VERSIONS, Card
from roster.authorities.exchange.cards.writing import (
    AS_WRITTEN,
    DUTY,
    NAME_LANGUAGES,
    OWN,
    SECURE,
    STANDARD,
    USE,
    WHEN,
    own_name,
)
from roster.authorities.exchange.columns import Column
from roster.authorities.exchange.problems import RowProblem, shown
from roster.authorities.states import Acceptance
from roster.core.multilingual import LANGUAGES

# Said by the card itself or by the program that wrote it.
_OF_THE_CARD: Final = frozenset({"VERSION", "PRODID", "KIND", "UID", "REV", "CATEGORIES", "N", "SORT-STRING"})
_TAKEN: Final = frozenset(
    {"FN", "ORG", "NICKNAME", "EMAIL", "TEL", "ADR", "TZ", "LANG", "URL", "NOTE", NAME_LANGUAGES}
)
_OF_PEOPLE: Final = frozenset({"FN", "N", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "LANG"})
_OF_ORGANISATIONS: Final = frozenset({"org", "group", "location"})
_OWN_COLUMNS: Final = {own_name(column): column for column in Column if column not in STANDARD}
_PROPERTIES: Final = {
    Column.NAME: "FN",
    Column.OTHER_NAMES: "FN",
    Column.ACRONYM: "NICKNAME",
    Column.MAILBOX: "EMAIL",
    Column.SECURE_EMAIL: "EMAIL",
    Column.PHONE: "TEL",
    Column.DUTY_LINE: "TEL",
    Column.ADDRESS: "ADR",
    Column.TIME_ZONE: "TZ",
    Column.REQUEST_LANGUAGES: "LANG",
    Column.LINKS: "URL",
    Column.SCOPE_NOTE: "NOTE",
    Column.STATE: "ADR",
}


@dataclass(frozen=True)
class CardPerson:
    """Somebody whom a card names: may become a contact person of an authority that the importer chooses."""

    name: str
    post: str
    organisation: str
    email: str
    phone: str
    languages: tuple[str, ...]


def headers_of(_card: Card) -> dict[Column, str]:
    """Where a column stands in a card: the property that a person finds in the file."""
    return {**{column: name for name, column in _OWN_COLUMNS.items()}, **_PROPERTIES}


def uid_in(card: Card) -> str:
    """What the card is known by."""
    return card.text("UID").removeprefix("urn:uuid:").lower()


def person_in(card: Card) -> CardPerson | None:
    """The person whom the card names; None where it is that of an organization or names nobody."""
    name, organisation = _full_name(card), _organisation(card)
    kind = card.text("KIND").lower()
    if not name or kind in _OF_ORGANISATIONS or card.text("X-ABSHOWAS").upper() == "COMPANY":
        return None
    is_named_like_its_house = name == organisation and kind != "individual"
    if is_named_like_its_house:
        return None
    return CardPerson(
        name=name,
        post=card.text("TITLE") or card.text("ROLE"),
        organisation=organisation,
        email=card.text("EMAIL"),
        phone=next((_number(item) for item in card.all("TEL") if "fax" not in item.kinds), ""),
        languages=tuple(item.text.strip().lower().partition("-")[0] for item in card.all("LANG")),
    )


def cells_in(card: Card) -> dict[Column, str]:
    """The card of an organization as the cells of a row."""
    cells = {column: found.text for name, column in _OWN_COLUMNS.items() if (found := card.first(name))}
    cells |= _names(card)
    emails, numbers = _by_use(card, "EMAIL"), _by_use(card, "TEL")
    cells |= {
        Column.ACRONYM: card.text("NICKNAME"),
        Column.MAILBOX: _first(emails.get("", ())),
        Column.SECURE_EMAIL: _first(emails.get(SECURE, ())),
        Column.PHONE: _first(numbers.get("", ())),
        Column.DUTY_LINE: _first(numbers.get(DUTY, ())),
        Column.ADDRESS: _address(card),
        Column.TIME_ZONE: card.text("TZ") if "/" in card.text("TZ") else "",
        Column.REQUEST_LANGUAGES: "; ".join(map(_language, card.all("LANG"))),
        Column.LINKS: "\n".join(item.text.strip() for item in card.properties if item.name == "URL"),
    }
    if NAME_LANGUAGES not in {item.name for item in card.properties}:
        cells[Column.SCOPE_NOTE] = card.text("NOTE")
        cells.setdefault(Column.STATE, _state(card))
    return {column: text for column, text in cells.items() if text}


def left_out(card: Card, *, number: int) -> Iterator[RowProblem]:
    """What a card holds that has no place in an entry: said, so that nothing goes silently."""
    version = card.text("VERSION")
    if version not in KNOWN_VERSIONS:
        sentence = gettext("This version of vCards is not known. The card was read as version 4.0.")
        yield RowProblem(number, "VERSION", sentence, shown(version), is_error=False)
    for line in card.odd_lines:
        sentence = gettext("Line %(line)s is not that of a vCard and is left out.", line=line)
        yield RowProblem(number, "", sentence, is_error=False)
    is_person = person_in(card) is not None
    taken = _OF_PEOPLE if is_person else _TAKEN
    sentence = gettext("This has no place in the directory and is left out.")
    for item in card.properties:
        known = item.name in taken | _OF_THE_CARD or item.name.startswith(OWN)
        if not known and item.raw.strip():
            yield RowProblem(number, item.name, sentence, shown(item.raw[:200]), is_error=False)
    yield from _second_ones(card, number=number, is_person=is_person)


def _second_ones(card: Card, *, number: int, is_person: bool) -> Iterator[RowProblem]:
    """An entry has one general mailbox, one telephone number and one address."""
    sentence = gettext("An entry has one of these. This further one is left out.")
    for name in ("EMAIL", "TEL"):
        values = _by_use(card, name)
        for value in (*values.get("", ())[1:], *values.get("fax", ())):
            yield RowProblem(number, name, sentence, shown(value), is_error=False)
    for item in card.all("ADR")[0 if is_person else 1 :]:
        if not is_person:
            yield RowProblem(
                number, "ADR", sentence, shown(", ".join(filter(None, item.components))), is_error=False
            )
    zone = card.text("TZ")
    if zone and "/" not in zone and not is_person:
        sentence = gettext(
            "An offset says nothing of summer time. Name the time zone, such as Africa/Nairobi."
        )
        yield RowProblem(number, "TZ", sentence, shown(zone), is_error=False)


def _names(card: Card) -> dict[Column, str]:
    found = card.first(NAME_LANGUAGES)
    said = split(found.raw, ",") if found else None
    texts: dict[str, str] = {}
    bare = ""
    for item in card.all("FN") or card.all("ORG"):
        language = item.param("LANGUAGE").lower().partition("-")[0]
        text = item.text.strip() if item.name == "FN" else _organisation(card)
        if language in LANGUAGES:
            texts.setdefault(language, text)
        else:
            bare = bare or text
    if said is not None:
        texts = {code: texts[code] for code in said if code in texts}
    source, *others = [bare, *texts] if bare else [*texts, ""]
    cells = {Column.NAME: bare or texts.get(source, "")}
    if not bare and source:
        cells[Column.NAME_LANGUAGE] = source
    cells[Column.OTHER_NAMES] = "\n".join(f"[{code}] {texts[code]}" for code in others if code)
    if "en" in texts and own_name(Column.ENGLISH_NAME) not in {item.name for item in card.properties}:
        cells[Column.ENGLISH_NAME] = texts["en"]
    return cells


def _full_name(card: Card) -> str:
    name = card.text("FN")
    if name:
        return name
    found = card.first("N")
    if found is None:
        return ""
    family, given, *_rest = [*found.components, "", ""]
    return " ".join(part for part in (given, family) if part)


def _organisation(card: Card) -> str:
    found = card.first("ORG")
    return ", ".join(part for part in found.components if part) if found else ""


def _by_use(card: Card, name: str) -> dict[str, list[str]]:
    """The values of e-mail addresses or numbers by what they are for."""
    values: dict[str, list[str]] = {}
    for item in card.all(name):
        use = item.param(USE) or ("fax" if {"fax", "pager", "textphone"} & item.kinds else "")
        value = _number(item) if name == "TEL" else item.text.strip().removeprefix("mailto:")
        if value:
            values.setdefault(use, []).append(value)
    return values


def _number(item: Property) -> str:
    """A number as people write it."""
    written = item.param(AS_WRITTEN)
    if written:
        return written
    text = item.text.strip()
    if not text.lower().startswith("tel:"):
        return text
    number, *params = unquote(text[4:]).split(";")
    extension = next((part[4:] for part in params if part.lower().startswith("ext=")), "")
    return f"{number} ext. {extension}" if extension else number


def _address(card: Card) -> str:
    found = card.first("ADR")
    if found is None:
        label = card.first("LABEL")
        return label.text if label else ""
    if found.param("LABEL"):
        return unescaped(found.param("LABEL"))
    return "\n".join(part for part in found.components if part)


def _state(card: Card) -> str:
    """The country of the address, which stands last."""
    found = card.first("ADR")
    return found.components[6] if found is not None and len(found.components) > 6 else ""


def _language(item: Property) -> str:
    code = item.text.strip().lower().partition("-")[0]
    return f"{code} ({Acceptance.IF_URGENT.value})" if item.param(WHEN) else code


def _first(values: list[str] | tuple[()]) -> str:
    return next(iter(values), "")

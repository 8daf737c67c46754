"""From the bytes of a file to cards: vCard 2.1, 3.0 and 4.0, jCard (JSON) and xCard (XML)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from roster.authorities.exchange.cards.json_cards import cards_in_json
from roster.authorities.exchange.cards.lines import Property, property_in, unfolded
from roster.authorities.exchange.cards.xml_cards import cards_in_xml
from roster.core.errors import DomainError
from roster.core.tables.decoding import decode
from roster.core.tables.kinds import extension_of
from roster.core.tables.markup import DeclarationError, MarkupError

CARD_EXTENSIONS: Final = (".vcf", ".vcard", ".json", ".xml")
KNOWN_VERSIONS: Final = frozenset({"2.1", "3.0", "4.0"})
MOST_PROPERTIES: Final = 1_000


class CardProblem(StrEnum):
    """Why a file is refused as a whole."""

    NO_CARD = "no-card"
    CUT_OFF = "cut-off"
    TOO_MANY = "too-many"
    TOO_MANY_LINES = "too-many-lines"
    DECLARATION = "declaration"
    DAMAGED = "damaged"


_SENTENCES: Final = {
    CardProblem.NO_CARD: _l("The file holds no vCard. A card begins with the line BEGIN:VCARD."),
    CardProblem.CUT_OFF: _l("The card that begins in line %(line)s has no end: the file was cut off."),
    CardProblem.TOO_MANY: _l("The file holds more than %(limit)s cards. Split it into several files."),
    CardProblem.TOO_MANY_LINES: _l("The card that begins in line %(line)s has more than %(limit)s lines."),
    CardProblem.DECLARATION: _l("The file declares a document type or entities, which is not accepted."),
    CardProblem.DAMAGED: _l("The file is damaged or was cut off on its way, so it could not be read."),
}


class CardError(DomainError):
    """A file that cannot be read as cards."""

    def __init__(self, code: CardProblem, **params: str | int) -> None:
        super().__init__(LazyString(lambda: str(_SENTENCES[code]) % params))
        self.code = code


@dataclass(frozen=True)
class Card:
    """One card: its properties in their order, and the numbers of lines that nobody could read."""

    number: int
    properties: tuple[Property, ...]
    odd_lines: tuple[int, ...] = ()

    def all(self, name: str) -> list[Property]:
        """Every property of this name, the preferred ones first."""
        found = (item for item in self.properties if item.name == name)
        return sorted(found, key=_preference)

    def first(self, name: str) -> Property | None:
        """The preferred property of this name."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """The text of the preferred property of this name."""
        found = self.first(name)
        return found.text.strip() if found else ""


def is_card_file(file_name: str) -> bool:
    """Whether the name is that of a file of cards."""
    return f".{extension_of(file_name)}" in CARD_EXTENSIONS


def read_cards(content: bytes, *, file_name: str, most: int) -> tuple[Card, ...]:
    """The cards of a file. Raises CardError, and TableError where the encoding does not hold."""
    extension = extension_of(file_name)
    try:
        if extension == "xml":
            cards = _numbered(cards_in_xml(content, most=most))
        elif extension == "json":
            cards = _numbered(cards_in_json(decode(content)[0], most=most))
        else:
            cards = tuple(_cards_in(decode(content)[0], most=most))
    except DeclarationError as error:
        raise CardError(CardProblem.DECLARATION) from error
    except (MarkupError, ValueError, RecursionError) as error:
        raise CardError(CardProblem.DAMAGED) from error
    if not cards:
        raise CardError(CardProblem.NO_CARD)
    if len(cards) > most:
        raise CardError(CardProblem.TOO_MANY, limit=most)
    return cards


def _numbered(found: Iterable[list[Property]]) -> tuple[Card, ...]:
    return tuple(Card(number, tuple(properties)) for number, properties in enumerate(found, start=1))


def _cards_in(text: str, *, most: int) -> Iterator[Card]:
    """Cards within cards (an agent's in version 2.1) are passed over."""
    depth = count = begun = 0
    properties: list[Property] = []
    odd: list[int] = []
    for line in unfolded(text):
        said = line.text[:40].replace(" ", "").upper()
        if said == "BEGIN:VCARD":
            depth += 1
            if depth == 1:
                properties, odd, begun = [], [], line.number
        elif said == "END:VCARD" and depth:
            depth -= 1
            if not depth:
                count += 1
                if count > most:
                    raise CardError(CardProblem.TOO_MANY, limit=most)
                yield Card(count, tuple(properties), tuple(odd))
        elif depth == 1 and line.text.strip():
            found = property_in(line.text)
            if found is None:
                odd.append(line.number)
            else:
                properties.append(found)
            if len(properties) + len(odd) > MOST_PROPERTIES:
                raise CardError(CardProblem.TOO_MANY_LINES, line=begun, limit=MOST_PROPERTIES)
    if depth:
        raise CardError(CardProblem.CUT_OFF, line=begun)


def _preference(item: Property) -> int:
    """PREF of version 4.0 is a number, before it a type."""
    said = item.param("PREF")
    if said.isascii() and said.isdigit() and len(said) < 4:
        return int(said)
    return 1 if "pref" in item.kinds else 101

"""xCard (RFC 6351): cards as XML, read by a parser that knows no entity, no network and no file (R30)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from xml.parsers import expat

from roster.authorities.exchange.cards.lines import Property, escaped
from roster.core.tables.markup import MarkupError, check_markup

_DEEPEST = 8


@dataclass
class _Element:
    name: str
    text: str = ""
    children: list["_Element"] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """What stands in it or in the elements within it, in their order."""
        if not self.children:
            return [self.text.strip()]
        return [text for child in self.children for text in child.texts]


def cards_in_xml(content: bytes, *, most: int) -> Iterator[list[Property]]:
    """The properties of each card, of one more than `most` at most. Raises MarkupError, DeclarationError."""
    check_markup(content)
    root = _tree(content)
    cards = [root] if root.name == "vcard" else [item for item in root.children if item.name == "vcard"]
    for card in islice(cards, most + 1):
        yield [_property(item) for item in _within_groups(card)]


def _within_groups(card: _Element) -> Iterator[_Element]:
    for item in card.children:
        if item.name == "group":
            yield from item.children
        else:
            yield item


def _property(item: _Element) -> Property:
    params: dict[str, tuple[str, ...]] = {}
    values = []
    for child in item.children:
        if child.name == "parameters":
            params |= {param.name.upper(): tuple(param.texts) for param in child.children}
        else:
            values.append(child)
    return Property(item.name.upper(), _raw(values), params)


def _raw(values: list[_Element]) -> str:
    """Elements of one name are words of one part; another name begins the next part."""
    if all(value.name in {"text", "uri"} for value in values):
        return ",".join(escaped(text) for value in values for text in value.texts)
    parts: list[tuple[str, list[str]]] = []
    for value in values:
        if not parts or parts[-1][0] != value.name:
            parts.append((value.name, []))
        parts[-1][1].extend(map(escaped, value.texts))
    return ";".join(",".join(words) for _name, words in parts)


def _tree(content: bytes) -> _Element:
    root = _Element("")
    open_ones = [root]

    def begin(name: str, _attributes: dict[str, str]) -> None:
        if len(open_ones) > _DEEPEST:
            raise MarkupError("too deep")
        made = _Element(name.rpartition(" ")[2].lower())
        open_ones[-1].children.append(made)
        open_ones.append(made)

    def end(_name: str) -> None:
        open_ones.pop()

    def text(said: str) -> None:
        pieces.setdefault(id(open_ones[-1]), (open_ones[-1], []))[1].append(said)

    pieces: dict[int, tuple[_Element, list[str]]] = {}
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    parser.Parse(content, True)
    for element, said in pieces.values():
        element.text = "".join(said)
    return root.children[0]

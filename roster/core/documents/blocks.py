"""A document as plain blocks, before it becomes a Word file or a PDF: both are written from the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roster.core.multilingual import LANGUAGES


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of a line. `language` where it is another than the document's, such as a name in its own script.

    `is_code` is for what stays left to right and whole in every language: e-mail, telephone, reference.
    """

    text: str
    language: str = ""
    is_bold: bool = False
    is_code: bool = False


Inline = str | Piece | Sequence[str | Piece]


@dataclass(frozen=True)
class Heading:
    """A heading below the title; `level` 1 to 3."""

    text: Inline
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; line breaks in it are kept. `is_quiet` sets it small and grey, for remarks."""

    text: Inline
    is_quiet: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of points."""

    items: Sequence[Inline]


@dataclass(frozen=True)
class Facts:
    """Labels with their values, in two columns."""

    rows: Sequence[tuple[str, Inline]]


@dataclass(frozen=True)
class Lines:
    """Labels with their values, a line each: narrower than `Facts`, and much quicker to set where there are many."""

    rows: Sequence[tuple[str, Inline]]


@dataclass(frozen=True)
class Grid:
    """A table with a header row that is repeated on each page. `widths` are shares of the line."""

    header: Sequence[str]
    rows: Sequence[Sequence[Inline]]
    widths: Sequence[float] = ()


@dataclass(frozen=True)
class Group:
    """Blocks that stay on one page where they fit. `anchor` is the name under which an index finds them."""

    blocks: Sequence[Heading | Paragraph | Bullets | Facts | Lines | Grid]
    anchor: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Index:
    """Lines that name the pages on which groups stand; each line with the anchors of its groups."""

    rows: Sequence[tuple[Inline, Sequence[str]]]


Block = Heading | Paragraph | Bullets | Facts | Lines | Grid | Group | PageBreak | Index


@dataclass(frozen=True)
class PageCodes:
    """A code of its own on each page, above the text beside its number: the first page has the first code.

    Letters and hyphens only: in a line of Arabic they stay in their order without further signs.
    """

    label: str
    codes: Sequence[str]

    def __post_init__(self) -> None:
        """They stand in a style sheet: nothing but letters and hyphens may."""
        if any(not re.fullmatch("[A-Z-]+", code) for code in self.codes):
            raise ValueError("a code of a page has letters and hyphens only")


@dataclass(frozen=True, kw_only=True)
class Document:
    """All that a writer needs. `foot` stands below each page: who exported it, when, for what."""

    title: str
    language: str
    blocks: Sequence[Block]
    heading: Inline = ""
    subtitle: Inline = ""
    foot: Sequence[str] = field(default=())
    codes: PageCodes | None = None

    def __post_init__(self) -> None:
        """Only the six languages have a direction and fonts here."""
        if self.language not in LANGUAGES:
            raise ValueError(f"no such language: {self.language}")


def pieces_of(content: Inline) -> tuple[Piece, ...]:
    """The content as pieces, empty ones left out."""
    items = (content,) if isinstance(content, str | Piece) else content
    made = (Piece(text=item) if isinstance(item, str) else item for item in items)
    return tuple(piece for piece in made if piece.text)


def plain(content: Inline) -> str:
    """The content as bare text."""
    return "".join(piece.text for piece in pieces_of(content))

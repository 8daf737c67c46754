"""What a room hands over to be found: one record's text, codes, numbers, sort keys and audiences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")


@dataclass(frozen=True)
class FieldText:
    """One text of a record.

    `field` decides the weight of a match (see `schema.BOOSTS`). `language` is the text's own (ar, en, es,
    fr, ru, zh); None for names and references, which are folded and never stemmed. `audiences` None means:
    whoever sees the record may find it by this text. All texts of one field in one record share theirs.
    """

    field: str
    text: str
    language: str | None = None
    audiences: frozenset[str] | None = None


@dataclass(frozen=True)
class Document:
    """One record as search knows it.

    `rev` is the row's version: text of another version is never found. `codes` are the values of each facet,
    `numbers` whole numbers such as a date's ordinal (missing ones left out), `sort_keys` folded strings by
    which a result may be ordered. Only a caller who holds one of `audiences` can find or count the record.
    Raises ValueError for names that are no lower-case words and for a field with two different audiences.
    """

    kind: str
    id: int
    rev: int
    texts: tuple[FieldText, ...]
    codes: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    sort_keys: Mapping[str, str]
    audiences: frozenset[str]

    def __post_init__(self) -> None:
        named = (self.kind, *self.codes, *self.numbers, *self.sort_keys, *(text.field for text in self.texts))
        for name in named:
            if not _NAME.fullmatch(name):
                raise ValueError(f"{name!r} is no name for a kind, field, facet, number or sort key")
        readers = self.field_audiences
        for text in self.texts:
            if readers[text.field] != text.audiences:
                raise ValueError(f"field {text.field!r} has two audiences in one record; use two fields")

    @property
    def field_audiences(self) -> dict[str, frozenset[str] | None]:
        """Who may find the record by each of its fields; None is whoever sees it."""
        return {text.field: text.audiences for text in self.texts}

    def without_text(self) -> "Document":
        """The same record without a word of its text, to be kept while many are read."""
        readers = self.field_audiences.items()
        return replace(
            self, texts=tuple(FieldText(field, "", None, audiences) for field, audiences in readers)
        )

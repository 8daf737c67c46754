"""Text in one or more of the six languages, with the language in which it was written marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
SOURCE_KEY = "source"


@dataclass(frozen=True)
class MultilingualText:
    """`texts` by language code; `source` is the language that the others were made from."""

    texts: Mapping[str, str]
    source: str

    def __post_init__(self) -> None:
        """Refuse a source that has no text, or a language that is not one of the six."""
        if self.source not in self.texts or not set(self.texts) <= set(LANGUAGES):
            raise ValueError("the source language needs a text, and languages are of the six")

    @property
    def original(self) -> str:
        """The text in its source language."""
        return self.texts[self.source]

    def best_for(self, language: str) -> tuple[str, str]:
        """The text that a reader of this language should see, and the language it is in."""
        shown = language if language in self.texts else self.source
        return self.texts[shown], shown


class MultilingualColumn(TypeDecorator[MultilingualText]):
    """One JSON column: text per language, and which language is the source."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: MultilingualText | None, _dialect: sa.Dialect) -> Any:
        """Store the languages in a fixed order, the source beside them."""
        if value is None:
            return None
        return {SOURCE_KEY: value.source, **{code: value.texts[code] for code in sorted(value.texts)}}

    def process_result_value(self, value: Any, _dialect: sa.Dialect) -> MultilingualText | None:
        """Read back what was stored."""
        if value is None:
            return None
        texts = {code: text for code, text in value.items() if code != SOURCE_KEY}
        return MultilingualText(texts=texts, source=value[SOURCE_KEY])

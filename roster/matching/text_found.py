"""What the texts of profiles say of a request, as search found it and hands it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Shares = Mapping[str, float]  # by reference, between 0 and 1
_NOTHING: Mapping[str, Shares] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class TextFound:
    """`topics`: how surely the texts of each name a topic; `words`: how well they hold the request's own words.

    `is_asked` is False where no text was searched: then it is no part of a score.
    """

    topics: Mapping[str, Shares] = field(default_factory=lambda: _NOTHING)
    words: Shares = field(default_factory=lambda: MappingProxyType({}))
    is_asked: bool = True

    def renamed(self, refs: Mapping[str, str]) -> TextFound:
        """The same of others: by new reference whose texts they have."""
        return TextFound(
            topics={
                topic: {new: own[old] for new, old in refs.items() if old in own}
                for topic, own in self.topics.items()
            },
            words={new: self.words[old] for new, old in refs.items() if old in self.words},
            is_asked=self.is_asked,
        )


NO_TEXT = TextFound(is_asked=False)

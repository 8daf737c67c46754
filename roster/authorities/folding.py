"""Names cut into words as the list compares them: without accents and capitals, Han signs in pairs."""

from collections.abc import Iterable

from roster.search.analysis import analyse


def words_of(text: str) -> tuple[str, ...]:
    """The words of one text."""
    return tuple(token.text for token in analyse(text, None))


def joined_words(texts: Iterable[str]) -> str:
    """The words of all these texts, each once."""
    return " ".join(dict.fromkeys(word for text in texts for word in words_of(text)))

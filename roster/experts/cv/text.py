"""The words of a CV as search takes them: in their language, and no more than the index holds."""

from roster.experts.importing.brief import language_of
from roster.search.analysis import analyse

MOST_TOKENS = 5_000
_TELLING = 20_000


def words_for_search(text: str) -> tuple[str, str | None]:
    """The beginning of the text up to the last word that is indexed, and its language where it is one of the six."""
    language = language_of(text[:_TELLING]) if text else None
    tokens = analyse(text, language)
    if len(tokens) > MOST_TOKENS:
        text = text[: tokens[MOST_TOKENS - 1].end]
    return text, language

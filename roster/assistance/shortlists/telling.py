"""What is said after people were put on the shortlist of a request."""

from collections.abc import Iterator

from roster.assistance.shortlists.services import Added
from roster.web.locale import count_phrase


def added_words(added: Added) -> Iterator[tuple[str, str]]:
    """How many were put on it, and how many stood there already: sentences, each with its kind of message."""
    if added.new:
        yield (
            count_phrase(
                "%(num)s person was put on the shortlist of this request.",
                "%(num)s people were put on the shortlist of this request.",
                added.new,
            ),
            "success",
        )
    if added.known:
        yield (
            count_phrase(
                "%(num)s person was on the shortlist already.",
                "%(num)s people were on the shortlist already.",
                added.known,
            ),
            "info",
        )

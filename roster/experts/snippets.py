"""Where in a profile the words of a question stand: one line of what the reader may read, with its field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roster.experts.presentation import ProfileView
from roster.experts.search_words import field_names
from roster.search.highlight import Segment, snippet
from roster.search.query import Term

WIDTH = 180
CV_FILE = "cv_file"


@dataclass(frozen=True)
class Snippet:
    """The name of the field and its text around the hits."""

    field: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class _Candidate:
    field: str
    text: str
    language: str | None


def snippet_of(
    view: ProfileView, understood: Sequence[Term], *, cv: tuple[str, str | None] | None = None
) -> Snippet | None:
    """The field that shows most of the question; without words, or where only the name matched, none.

    `cv` is the text of the CV with its language: the caller gives it only to those who may read it.
    """
    if not understood:
        return None
    best: Snippet | None = None
    most = 0
    for candidate in _candidates(view, cv):
        if candidate.field == CV_FILE and most >= len(understood):
            break  # long, and not needed
        segments = snippet(candidate.text, understood, candidate.language, width=WIDTH)
        count = len({segment.text.casefold() for segment in segments if segment.is_hit})
        if count > most:
            most, best = count, Snippet(field_names()[candidate.field], segments)
    return best


def _candidates(view: ProfileView, cv: tuple[str, str | None] | None) -> Iterator[_Candidate]:
    """In the order of preference: of two fields that show as much, the first is taken."""
    language = view.brief_language or None
    for line in view.expertise:
        yield _Candidate("expertise", line.evidence, language)
    yield _Candidate("profile", view.brief, language)
    yield _Candidate("title", view.post, language)
    yield _Candidate("organisation", view.employer, language)
    yield _Candidate("reference", view.ref, None)
    if view.restricted is not None:
        for text in (view.restricted.publications, view.restricted.earlier_posts, view.restricted.education):
            yield _Candidate("cv", text, language)
        yield _Candidate("restricted", view.restricted.email, None)
        yield _Candidate("restricted", view.restricted.city, None)
        if cv is not None:
            yield _Candidate(CV_FILE, *cv)

"""Shows where a text meets the question: pure functions, for the row's own text after it has been loaded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roster.search.analysis import Token, analyse, is_single_han, written_words
from roster.search.query import Term

ELLIPSIS = "…"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text, and whether it is what was asked for."""

    text: str
    is_hit: bool


def highlight(text: str, understood: Sequence[Term], language: str | None) -> tuple[Segment, ...]:
    """Cut a text into pieces that are hits and pieces that are not; joined they are the text again."""
    return tuple(_segments(text, 0, len(text), hits(text, understood, language)))


def snippet(
    text: str, understood: Sequence[Term], language: str | None, *, width: int = 160
) -> tuple[Segment, ...]:
    """The part of a text, about `width` characters between word borders, that meets most of the question.

    Without any hit it is the beginning. An ellipsis stands where text is left out.
    """
    spans = hits(text, understood, language)
    start, end = _window(text, spans, width)
    pieces = list(_segments(text, start, end, spans))
    if start > 0:
        pieces.insert(0, Segment(ELLIPSIS, False))
    if end < len(text):
        pieces.append(Segment(ELLIPSIS, False))
    return tuple(pieces)


def hits(text: str, understood: Sequence[Term], language: str | None) -> list[Span]:
    """Start and end of each hit, in order, overlapping ones joined."""
    tokens = analyse(text, language)
    found = sorted(span for term in understood for span in _matches(tokens, term))
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _matches(tokens: Sequence[Token], term: Term) -> Iterator[Span]:
    length = len(term.positions)
    for at in range(len(tokens) - length + 1):
        run = tokens[at : at + length]
        starts = [None] * (length - 1) + [term.start]
        if all(map(_fits, run, term.positions, starts)):
            yield _marked(run, term)


def _fits(token: Token, forms: tuple[str, ...], start: str | None) -> bool:
    if start is None:
        return token.text in forms
    if is_single_han(start):
        return start in token.text
    return any(word.startswith(start) for word in written_words(token.folded))


def _marked(run: Sequence[Token], term: Term) -> Span:
    """A single Han sign marks itself, not the pair that it was found in."""
    first, last = run[0], run[-1]
    if len(run) == 1 and term.start is not None and is_single_han(term.start):
        start = first.start + first.text.index(term.start)
        return start, start + 1
    return first.start, last.end


def _segments(text: str, start: int, end: int, spans: Sequence[Span]) -> Iterator[Segment]:
    at = start
    for span in spans:
        first, last = max(span[0], start), min(span[1], end)
        if first >= last:
            continue
        if first > at:
            yield Segment(text[at:first], False)
        yield Segment(text[first:last], True)
        at = last
    if at < end:
        yield Segment(text[at:end], False)


def _window(text: str, spans: Sequence[Span], width: int) -> Span:
    if len(text) <= width:
        return 0, len(text)
    best = max(spans, key=lambda span: (_hits_from(spans, span[0], width), -span[0]), default=(0, 0))
    start = max(0, min(best[0] - width // 4, len(text) - width))
    end = min(len(text), max(start + width, best[1]))
    return _word_border(text, start, min(best[0], end)), _word_end(text, end, best[1])


def _hits_from(spans: Sequence[Span], start: int, width: int) -> int:
    return sum(start <= first and last <= start + width * 3 // 4 for first, last in spans)


def _word_border(text: str, start: int, latest: int) -> int:
    """The first word that begins at `start` or later; without spaces, as in Chinese, `start` itself."""
    if start == 0 or text[start - 1].isspace():
        return start
    for at in range(start, latest):
        if text[at].isspace():
            return at + 1
    return start


def _word_end(text: str, end: int, earliest: int) -> int:
    """The end of the last word that is whole before `end`."""
    if end == len(text) or text[end].isspace():
        return end
    for at in range(end, earliest, -1):
        if text[at - 1].isspace():
            return at - 1
    return end

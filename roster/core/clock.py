"""The only place that reads the time: five years can be simulated in a test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

_sources: list[Callable[[], datetime]] = [lambda: datetime.now(UTC)]


def now() -> datetime:
    """The present moment, in UTC with its zone (R54)."""
    return _sources[-1]()


def today() -> date:
    """The present date in UTC; deadlines by a State's own calendar convert from `now()`."""
    return now().date()


@contextmanager
def use(source: Callable[[], datetime] | datetime) -> Iterator[None]:
    """Replace the clock within a block, by a fixed moment or by a function that gives moments."""
    _sources.append((lambda: source) if isinstance(source, datetime) else source)
    try:
        yield
    finally:
        _sources.pop()

"""Where other rooms read the vocabularies: a frozen snapshot per process, and the lists that pages offer."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from roster.core import clock
from roster.core.db import db
from roster.vocabulary import snapshot
from roster.vocabulary.entries import (
    Article,
    AssistanceType,
    AuthorityFunction,
    Language,
    RegionalGroup,
    ReviewMechanism,
    State,
    Topic,
    Vocabulary,
    sorted_by_name,
)
from roster.vocabulary.models import VocabularyVersion

CHECK_AFTER = timedelta(seconds=5)
NOT_LOADED = ""


@dataclass(frozen=True)
class _Held:
    vocabulary: Vocabulary
    checked_at: datetime


_held: WeakKeyDictionary[Engine, _Held] = WeakKeyDictionary()
# A digest stands for one content, in whatever database: what was built last serves wherever it is met again.
_built: list[Vocabulary] = []
_lock = threading.Lock()


def current() -> Vocabulary:
    """The vocabularies as they are: from memory, read again within five seconds of a change.

    Before the first load every vocabulary is empty.
    """
    engine = _engine()
    now = clock.now()
    held = _held.get(engine)
    if held is not None and timedelta(0) <= now - held.checked_at < CHECK_AFTER:
        return held.vocabulary
    version = db.session.scalar(sa.select(VocabularyVersion.digest)) or NOT_LOADED
    vocabulary = next((known for known in _built if known.version == version), None)
    if vocabulary is None or not version:
        vocabulary = snapshot.build(db.session(), version)
    with _lock:
        _built[:] = [vocabulary]
        _held[engine] = _Held(vocabulary, now)
    return vocabulary


def forget() -> None:
    """Read again at the next question: after a change in this process."""
    with _lock:
        _held.pop(_engine(), None)


def forget_all() -> None:
    """Read again in every database of this process: between tests."""
    with _lock:
        _held.clear()


def _engine() -> Engine:
    bind = db.session().get_bind()
    return bind.engine if isinstance(bind, Connection) else bind


def states(language: str) -> list[State]:
    """All States and the European Union, as a reader of this language sorts them."""
    return sorted_by_name(current().states.values(), language)


def state_by_iso2(iso2: str) -> State | None:
    """The State with this code in capitals, in use or retired."""
    return current().states.get(iso2)


def nominating_states(language: str) -> list[State]:
    """The States that may nominate: parties and signatories of the Convention."""
    return [state for state in states(language) if state.may_nominate]


def regional_groups(language: str) -> list[RegionalGroup]:
    """The five regional groups."""
    return sorted_by_name(current().regional_groups.values(), language)


def languages(language: str) -> list[Language]:
    """All languages: the six of the United Nations first, then the others, each part sorted."""
    return sorted(
        sorted_by_name(current().languages.values(), language), key=lambda entry: 0 if entry.is_un else 1
    )


def articles() -> list[Article]:
    """The articles of the Convention in their order."""
    return list(current().articles.values())


def article_by_number(number: int) -> Article | None:
    """The article with this number."""
    return current().articles.get(number)


def topics(language: str) -> list[Topic]:
    """All topics, sorted, whatever their level."""
    return sorted_by_name(current().topics.values(), language)


def topic_tree() -> tuple[Topic, ...]:
    """The topics at the top in the order of the Convention; each holds its children."""
    return current().topic_tree


def assistance_types() -> list[tuple[AssistanceType, list[AssistanceType]]]:
    """The forms of assistance to offer: each category of the second cycle with its members, itself first."""
    offered = [kind for kind in current().assistance_types.values() if kind.is_offered]
    return [
        (head, [head, *(kind for kind in offered if kind.category == head.id and kind is not head)])
        for head in offered
        if head.category == head.id
    ]


def authority_functions() -> list[AuthorityFunction]:
    """The functions to choose for an authority, in the order of the treaties."""
    return [function for function in current().authority_functions.values() if function.is_choosable]


def review_mechanisms(language: str) -> list[ReviewMechanism]:
    """Review mechanisms and their rounds, sorted by name and then by round."""
    held = current().review_mechanisms.values()
    return sorted(held, key=lambda entry: (entry.position, entry.label(language)))

"""The thesaurus and the nearness of subjects, made once for the vocabularies in use."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from roster.matching.relations import Relations
from roster.matching.thesaurus import Thesaurus
from roster.search.evidence import telling_terms
from roster.vocabulary import queries as vocabulary


@dataclass(frozen=True, eq=False)
class WordTopics:
    """Both, over one vocabulary."""

    thesaurus: Thesaurus
    relations: Relations


_made: list[WordTopics] = []
_lock = threading.Lock()


def current_word_topics() -> WordTopics:
    """Those of the vocabularies as they are."""
    known = vocabulary.current()
    with _lock:
        if not _made or _made[0].relations.vocabulary is not known:
            _made[:] = [WordTopics(Thesaurus.of(known, telling_terms), Relations(known))]
        return _made[0]

"""Hides a record from searches in the transaction that hides the record itself, before the worker comes to it."""

from collections.abc import Iterable

from roster.search import entries


def narrow(kind: str, record_id: int, *, readers: Iterable[str]) -> None:
    """Let from now on only those of the present readers find this record who are among `readers`.

    Counts, facets and orders follow at once; its document follows when the worker writes it. Nobody is added:
    who may read more than before waits for the document.
    """
    entries.narrow(kind, record_id, frozenset(readers))

"""Notes of calls in words, for the roster manager."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roster.accounts.queries import names_of
from roster.assistance.notes.models import RequestNote
from roster.assistance.selections.forgetting import shown_words
from roster.experts.presentation import name_view


@dataclass(frozen=True)
class NoteView:
    """A note with whom it is about, and who wrote it."""

    ref: str
    request_ref: str
    request_title: str
    called_on: date
    expert_ref: str
    expert_name: str
    text: str
    writer: str


def note_views(notes: Sequence[RequestNote]) -> list[NoteView]:
    """The notes in their order."""
    names = names_of({note.written_by for note in notes if note.written_by})
    return [_view(note, names) for note in notes]


def _view(note: RequestNote, names: Mapping[int, str]) -> NoteView:
    return NoteView(
        ref=note.ref,
        request_ref=note.request.ref,
        request_title=note.request.title,
        called_on=note.called_on,
        expert_ref=note.profile.ref if note.profile is not None else "",
        expert_name=name_view(note.profile).own if note.profile is not None else "",
        text=shown_words(note.text),
        writer=names.get(note.written_by or 0, ""),
    )

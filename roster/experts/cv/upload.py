"""A CV on its way in: the name made harmless, the content judged and read, the bytes stored."""

import hashlib
from dataclasses import dataclass

from roster.core.documents.problems import DocumentError
from roster.core.documents.reading import read_document
from roster.core.files import FileStore
from roster.core.text import problem_in, strip_bidi, tidy_line
from roster.experts.cv.services import NewCv
from roster.experts.cv.text import words_for_search

LONGEST_NAME = 120


@dataclass(frozen=True)
class SentCv:
    """A file that arrived: `cv` where it is taken and stored, else `problem` in words."""

    cv: NewCv | None
    problem: str = ""


def take_cv(content: bytes, file_name: str, *, files: FileStore) -> SentCv:
    """Judge, read and store a file. It is in the store before any row names it (R51)."""
    try:
        read = read_document(content, file_name=file_name)
    except DocumentError as error:
        return SentCv(None, str(error.message))
    text, language = words_for_search(read.text)
    return SentCv(
        NewCv(
            stored_name=files.put(content),
            file_name=shown_name(file_name),
            kind=read.kind,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            text=text,
            language=language,
        )
    )


def shown_name(file_name: str) -> str:
    """The name as it is shown to people: the last step of a path, one line, nothing that misleads."""
    last = file_name.replace("\\", "/").rpartition("/")[2]
    clean = strip_bidi(tidy_line("".join(sign for sign in last if problem_in(sign, is_name=True) is None)))
    stem, dot, extension = clean.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{extension[:12]}" if stem else clean[:LONGEST_NAME]

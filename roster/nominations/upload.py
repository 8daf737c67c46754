"""Files of a nomination on their way in: judged by name and content, read where words matter, stored (R29–R31)."""

import hashlib
from dataclasses import dataclass

from flask_babel import gettext

from roster.core.files import FileStore
from roster.experts.cv.upload import shown_name, take_cv
from roster.nominations.inputs import NewFile

LARGEST_LETTER = 10 * 1024 * 1024
# What a signed letter may be: its endings, the kind that is stored, and how its content begins.
_LETTERS = (
    (("pdf",), "pdf", b"%PDF-"),
    (("jpg", "jpeg"), "jpg", b"\xff\xd8\xff"),
    (("png",), "png", b"\x89PNG\r\n\x1a\n"),
)


@dataclass(frozen=True)
class SentFile:
    """A file that arrived: `file` where it is taken and stored, else `problem` in words."""

    file: NewFile | None
    problem: str = ""


def take_cv_file(content: bytes, file_name: str, *, files: FileStore) -> SentFile:
    """A CV by the rules of the CV of a profile."""
    taken = take_cv(content, file_name, files=files)
    if taken.cv is None:
        return SentFile(None, taken.problem)
    cv = taken.cv
    return SentFile(
        NewFile(
            stored_name=cv.stored_name,
            file_name=cv.file_name,
            kind=cv.kind,
            size=cv.size,
            sha256=cv.sha256,
            text=cv.text,
            language=cv.language,
        )
    )


def take_letter(content: bytes, file_name: str, *, files: FileStore) -> SentFile:
    """A signed letter: a PDF or a picture, kept as it is; nobody reads words out of it."""
    kind = _letter_kind(content, file_name)
    if kind is None:
        return SentFile(
            None, gettext("This is not a PDF, JPEG or PNG file. Scan the signed letter as one of these.")
        )
    if len(content) > LARGEST_LETTER:
        return SentFile(None, gettext("The file is larger than 10 MB."))
    return SentFile(
        NewFile(
            stored_name=files.put(content),
            file_name=shown_name(file_name),
            kind=kind,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
    )


def _letter_kind(content: bytes, file_name: str) -> str | None:
    extension = file_name.rpartition(".")[2].lower()
    return next(
        (kind for names, kind, begin in _LETTERS if extension in names and content.startswith(begin)), None
    )

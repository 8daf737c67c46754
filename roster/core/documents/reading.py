"""The one way in for uploaded documents: bytes and a name go in, kind and text or a DocumentError come out.

The file itself is kept as it came and goes only to those who may read it; so what could act on their machines
(macros, programs, files within, parts fetched from elsewhere) is refused here.
"""

import base64
import json
import re
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from roster.core.documents.kinds import DocumentKind, document_kind
from roster.core.documents.problems import DocumentError, DocumentProblem
from roster.core.limited import run_limited
from roster.core.tables.archive import judged_parts
from roster.core.tables.decoding import decode
from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.table import TableLimits
from roster.core.text import strip_bidi, tidy_lines

MOST_CHARACTERS: Final = 200_000
_LIMITS: Final = TableLimits()
_READER: Final = Path(__file__).with_name("text_process.py")
_MEMORY: Final = 768 * 1024 * 1024
_CPU_SECONDS: Final = 10
_SECONDS: Final = 30
_MEGABYTE: Final = 1024 * 1024
_MANDATORY: Final = {
    DocumentKind.DOCX: ("[Content_Types].xml", "word/document.xml"),
    DocumentKind.ODT: ("META-INF/manifest.xml", "content.xml"),
}
_PARTS_OF_PROBLEM: Final = {
    TableProblem.HAS_MACROS: DocumentProblem.HAS_MACROS,
    TableProblem.ENCRYPTED: DocumentProblem.ENCRYPTED,
    TableProblem.TOO_MANY_PARTS: DocumentProblem.TOO_LARGE_UNPACKED,
    TableProblem.UNPACKED_TOO_LARGE: DocumentProblem.TOO_LARGE_UNPACKED,
    TableProblem.RATIO_TOO_HIGH: DocumentProblem.TOO_LARGE_UNPACKED,
}
_TIME_IS_UP: Final = {9, 24}  # SIGKILL and SIGXCPU, by number because not every system knows them
# Relations that an office program follows by itself when it opens the file; a link waits for a click.
_FOLLOWED: Final = re.compile(
    rb"relationships/(attachedTemplate|oleObject|frame|subDocument|aFChunk|image|externalLink)[\"']",
    re.IGNORECASE,
)
_EXTERNAL: Final = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
_ACTIVE_FIELD: Final = re.compile(rb"(instrText|fldSimple)[^<]{0,200}[>\"'\s](DDEAUTO|DDE|INCLUDETEXT)\b")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff\ue000-\uf8ff]")


@dataclass(frozen=True)
class ReadDocument:
    """A document that may be kept. `text` is empty where none could be read, such as from a scan."""

    kind: DocumentKind
    text: str


def read_document(content: bytes, *, file_name: str, largest: int = 10 * _MEGABYTE) -> ReadDocument:
    """Judge a document and read its text, in a process of its own with limits on memory and time.

    Raises DocumentError for whatever is not taken.
    """
    if len(content) > largest:
        raise DocumentError(DocumentProblem.FILE_TOO_LARGE, limit=largest // _MEGABYTE)
    if not content.strip():
        raise DocumentError(DocumentProblem.EMPTY)
    kind = document_kind(content, file_name=file_name)
    match kind:
        case DocumentKind.TXT:
            text = _text_of_plain(content)
        case DocumentKind.PDF:
            text = _asked({"kind": kind}, content)
        case DocumentKind.DOCX | DocumentKind.ODT:
            text = _text_of_office(content, kind)
    return ReadDocument(kind, tidy_text(text))


def tidy_text(text: str) -> str:
    """Text out of a file as we keep it: presentation forms as letters, no controls, of sensible length."""
    plain = unicodedata.normalize("NFKC", _CONTROLS.sub("", text[:MOST_CHARACTERS].replace("\f", "\n")))
    return tidy_lines(strip_bidi(plain))


def _text_of_plain(content: bytes) -> str:
    try:
        return decode(content)[0]
    except TableError as error:
        raise DocumentError(DocumentProblem.WRONG_ENCODING) from error


def judged_part(content: bytes, kind: DocumentKind) -> bytes:
    """The main part of an office file (DOCX, ODT) as XML, after the whole file was judged.

    Raises DocumentError for whatever is not taken.
    """
    try:
        parts = judged_parts(content, mandatory=_MANDATORY[kind], extension=kind, limits=_LIMITS)
    except TableError as error:
        if error.code is TableProblem.TYPE_MISMATCH:
            raise DocumentError(DocumentProblem.TYPE_MISMATCH, extension=f".{kind}") from error
        raise DocumentError(_PARTS_OF_PROBLEM.get(error.code, DocumentProblem.DAMAGED)) from error
    for name, data in parts.items():
        if name.endswith(".rels"):
            _refuse_followed(data)
        elif _ACTIVE_FIELD.search(data):
            raise DocumentError(DocumentProblem.ACTIVE_CONTENT)
    return parts[_MANDATORY[kind][1]]


def _text_of_office(content: bytes, kind: DocumentKind) -> str:
    return _asked({"kind": kind}, judged_part(content, kind))


def _refuse_followed(relations: bytes) -> None:
    for relation in _RELATION.findall(relations):
        kind = _FOLLOWED.search(relation)
        if kind and _EXTERNAL.search(relation):
            raise DocumentError(DocumentProblem.OUTSIDE_PARTS)
        if kind and kind[1].lower() == b"oleobject":
            raise DocumentError(DocumentProblem.ACTIVE_CONTENT)


def _asked(wanted: dict[str, Any], content: bytes) -> str:
    line = json.dumps({**wanted, "characters": MOST_CHARACTERS}).encode()
    try:
        done = run_limited(
            _READER, line + b"\n" + content, memory=_MEMORY, cpu_seconds=_CPU_SECONDS, seconds=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(DocumentProblem.TOO_COSTLY) from error
    if done.returncode:
        is_costly = -done.returncode in _TIME_IS_UP or b"MemoryError" in done.stderr
        raise DocumentError(DocumentProblem.TOO_COSTLY if is_costly else DocumentProblem.DAMAGED)
    answer = json.loads(done.stdout)
    if "problem" in answer:
        raise DocumentError(DocumentProblem(answer["problem"]))
    return base64.b64decode(answer["text"]).decode("utf-8", "replace")

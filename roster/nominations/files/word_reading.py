"""A filled Word form back as answers by question: by the hidden words beside its labels, never by the labels."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from roster.core.documents.kinds import DocumentKind
from roster.core.documents.problems import DocumentError, DocumentProblem
from roster.core.documents.reading import judged_part
from roster.core.text import strip_bidi
from roster.nominations.files.filled import FORM_NAME, FORM_VERSION, Filled, FormFileError, FormProblem
from roster.nominations.files.placeholders import all_placeholders

Cells = Sequence[str]
_READER: Final = Path(__file__).with_name("word_process.py")
_MEMORY: Final = 768 * 1024 * 1024
_CPU_SECONDS: Final = 10
_SECONDS: Final = 30
_MOST_CHARACTERS: Final = 400_000
_TIME_IS_UP: Final = {9, 24}  # SIGKILL and SIGXCPU, by number because not every system knows them
_HIDDEN: Final = re.compile(r"\{\{\s*([qc]):([a-z0-9_.]{1,80})\s*\}\}")
_ABOUT: Final = re.compile(r"\{\{" + FORM_NAME + r"\|([^|{}]{0,20})\|([^|{}]{0,10})\|([^|{}]{0,20})\}\}")


def read_form_document(content: bytes, *, kind: DocumentKind) -> Filled:
    """What stands in the document. Raises DocumentError where it cannot be read, FormFileError where it is not ours."""
    if kind is not DocumentKind.DOCX:
        raise FormFileError(FormProblem.UNKNOWN_TYPE, extension=f".{kind}")
    found = _asked(judged_part(content, kind))
    about = _ABOUT.search(found["text"])
    if about is None:
        raise FormFileError(FormProblem.NOT_OUR_FORM)
    version, language, ref = (strip_bidi(part).strip() for part in about.groups())
    if version != FORM_VERSION:
        raise FormFileError(FormProblem.OTHER_VERSION)
    answers: dict[str, str] = {}
    rows: dict[str, list[dict[str, str]]] = {}
    empty = all_placeholders()
    for table in found["tables"]:
        _take_table([[_without(cell, empty) for cell in row] for row in table], answers, rows)
    return Filled(language=language, ref=ref, answers=answers, rows=rows)


def _take_table(
    table: Sequence[Cells], answers: dict[str, str], rows: dict[str, list[dict[str, str]]]
) -> None:
    """A table of questions, or one of rows below a header; a table may be both where programs join two."""
    columns: list[str] = []
    name = ""
    for cells in table:
        # Labels stand in the first cell: such words elsewhere are somebody's answer.
        first = _HIDDEN.search(cells[0]) if cells else None
        if first and first[1] == "q":
            columns = []
            answers[first[2]] = "\n".join(cell for cell in cells[1:] if cell.strip())
        elif first:
            marks = [_HIDDEN.search(cell) for cell in cells]
            columns = [mark[2].partition(".")[2] if mark else "" for mark in marks]
            name = first[2].partition(".")[0]
            rows.setdefault(name, [])
        elif columns:
            row = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
            if any(cell.strip() for cell in row.values()):
                rows[name].append(row)


def _without(cell: str, placeholders: frozenset[str]) -> str:
    text = cell.strip()
    return "" if strip_bidi(text) in placeholders else text


def _asked(part: bytes) -> dict[str, Any]:
    """Tables and text of the main part, read in a process of its own with limits on memory and time."""
    line = json.dumps({"characters": _MOST_CHARACTERS, "memory": _MEMORY, "seconds": _CPU_SECONDS})
    try:
        done = subprocess.run(  # noqa: S603 - our own script, no words from outside on the command line
            [sys.executable, "-I", str(_READER)],
            input=line.encode() + b"\n" + part,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(DocumentProblem.TOO_COSTLY) from error
    if done.returncode:
        is_costly = -done.returncode in _TIME_IS_UP or b"MemoryError" in done.stderr
        raise DocumentError(DocumentProblem.TOO_COSTLY if is_costly else DocumentProblem.DAMAGED)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "problem" in answer:
        raise DocumentError(DocumentProblem(answer["problem"]))
    return answer

"""Documents as PDF files, where this machine has what that takes: WeasyPrint, Pango and an Arabic font.

The file is set by a process of its own: it takes half a second and much memory, and loads nothing from anywhere.
"""

import ctypes.util
import importlib.util
import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from roster.core.documents.blocks import Document
from roster.core.documents.markup import ARABIC_FONT, as_html
from roster.core.errors import UnavailableError
from roster.core.limited import run_limited

_SETTER: Final = Path(__file__).with_name("pdf_process.py")
_SECONDS: Final = 60
_CPU_SECONDS: Final = 40
_MEMORY: Final = 2 * 1024 * 1024 * 1024


class PdfProblem(StrEnum):
    """What this machine lacks, by the name under which it is installed."""

    NO_WEASYPRINT = "weasyprint"
    NO_PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    NO_FONT = "fonts-noto-core"


@cache
def pdf_problem(
    *, module: str = "weasyprint", library: str = "pangoft2-1.0", font: str = ARABIC_FONT
) -> PdfProblem | None:
    """What stands in the way of PDF files here, if anything; looked up once."""
    if importlib.util.find_spec(module) is None:
        return PdfProblem.NO_WEASYPRINT
    if ctypes.util.find_library(library) is None:
        return PdfProblem.NO_PANGO
    return None if _has_font(font) else PdfProblem.NO_FONT


@dataclass(frozen=True)
class SetDocument:
    """A file with what stands where: `places` gives the page of each named place, the first page is 1."""

    content: bytes
    page_count: int
    places: Mapping[str, int]


def write_pdf(document: Document, *, made_at: datetime) -> bytes:
    """The document as the bytes of a tagged PDF file. `made_at` goes into its properties, in UTC.

    Raises UnavailableError where the file cannot be made here or just now.
    """
    return set_pdf(document, made_at=made_at).content


def set_pdf(document: Document, *, made_at: datetime, patience: int = 1) -> SetDocument:
    """The same, with its pages; `patience` is how many times longer than a short document it may take."""
    problem = pdf_problem()
    if problem is not None:
        raise UnavailableError(f"not installed: {problem}")
    html = as_html(document, made_at=made_at)
    try:
        done = run_limited(
            _SETTER,
            html.encode(),
            memory=_MEMORY,
            cpu_seconds=_CPU_SECONDS * patience,
            seconds=_SECONDS * patience,
        )
    except subprocess.TimeoutExpired as error:
        raise UnavailableError("the PDF took too long") from error
    about, _line, content = done.stdout.partition(b"\n")
    if done.returncode or not content.startswith(b"%PDF-"):
        raise UnavailableError(f"the PDF was not made: {done.stderr[-300:].decode('utf-8', 'replace')}")
    found = json.loads(about)
    return SetDocument(content, found["pages"], found["places"])


def _has_font(family: str) -> bool:
    """Whether the system finds this very family, and not only something in its place."""
    program = shutil.which("fc-match")
    if program is None:
        return False
    done = subprocess.run(  # noqa: S603 - a fixed program with a name of ours
        [program, "-f", "%{family}", family], capture_output=True, timeout=20, check=False
    )
    return family in done.stdout.decode("utf-8", "replace")

"""Files sent to a reader: always as attachment, never interpreted, never cached (R31)."""

import io
from typing import IO
from urllib.parse import quote

from flask import Response
from werkzeug.wsgi import FileWrapper

from roster.core.text import strip_bidi, tidy_line
from roster.web.headers import DOWNLOAD_POLICY

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
    "vcf": "text/vcard; charset=utf-8",
}


def download(content: bytes, *, name: str, extension: str) -> Response:
    """An attachment; `name` may be in any script and loses what could mislead."""
    return _as_attachment(Response(content, content_type=TYPES[extension]), name, extension)


def download_file(file: IO[bytes], *, name: str, extension: str) -> Response:
    """The same from an open file, sent a piece at a time and closed with the answer."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    answer = Response(FileWrapper(file), content_type=TYPES[extension], direct_passthrough=True)
    answer.content_length = size
    answer.call_on_close(file.close)
    return _as_attachment(answer, name, extension)


def _as_attachment(answer: Response, name: str, extension: str) -> Response:
    clean = strip_bidi(tidy_line(name)).replace("/", "-").replace("\\", "-")[:80] or "roster"
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"roster.{extension}\"; filename*=UTF-8''{quote(f'{clean}.{extension}')}"
    )
    answer.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    answer.headers["Cache-Control"] = "no-store"
    return answer

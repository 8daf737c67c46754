"""Files sent to a reader: always as attachment, never interpreted, never cached (R31)."""

from urllib.parse import quote

from flask import Response

from roster.core.text import strip_bidi, tidy_line
from roster.web.headers import DOWNLOAD_POLICY

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def download(content: bytes, *, name: str, extension: str) -> Response:
    """An attachment; `name` may be in any script and loses what could mislead."""
    clean = strip_bidi(tidy_line(name)).replace("/", "-").replace("\\", "-")[:80] or "roster"
    answer = Response(content, content_type=TYPES[extension])
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"roster.{extension}\"; filename*=UTF-8''{quote(f'{clean}.{extension}')}"
    )
    answer.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    answer.headers["Cache-Control"] = "no-store"
    return answer

"""People of a list between preview and drafts: they travel signed in the page, so that no list lies on our disk."""

from collections.abc import Sequence
from typing import Any, Final

from itsdangerous import BadData, URLSafeSerializer

from roster.core.errors import StaleError
from roster.experts.input_json import from_json, to_json
from roster.experts.inputs import ImportedRow

_SALT: Final = "roster.nominations.list"


def packed(rows: Sequence[ImportedRow], *, user_id: int | None, secret: str) -> str:
    """The people as one signed text, for this account only."""
    content = [[row.row_number, to_json(row.profile)] for row in rows]
    return str(_serializer(secret).dumps([user_id, content]))


def unpacked(text: str, *, user_id: int | None, secret: str) -> tuple[ImportedRow, ...]:
    """The people again. Raises StaleError where the text is not what this account was shown."""
    try:
        owner, content = _checked(_serializer(secret).loads(text))
    except (BadData, ValueError, TypeError) as error:
        raise StaleError from error
    if owner != user_id:
        raise StaleError
    return tuple(ImportedRow(int(number), from_json(values)) for number, values in content)


def _checked(content: Any) -> tuple[int | None, list[Any]]:
    owner, rows = content
    return owner, rows


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=_SALT)

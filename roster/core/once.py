"""Once-keys: a form that makes something carries one; its second copy leads to the first record (R12)."""

import hashlib
import secrets
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from roster.core import clock
from roster.core.db import Base, db, insert_if_absent
from roster.core.errors import RepeatedError


class OnceKey(Base):
    """A key that was used, as a mark of key and person, and where what it made can be found."""

    __tablename__ = "once_key"

    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    user_id: Mapped[int | None]
    location: Mapped[str] = mapped_column(sa.String(400))
    used_at: Mapped[datetime]


def new_key() -> str:
    """A fresh key for a form that is about to be shown."""
    return secrets.token_urlsafe(18)


def refuse_second_use(key: str, *, user_id: int | None) -> None:
    """Raise RepeatedError, with the first one's location, where this person used the key before."""
    used = db.session.get(OnceKey, _mark(key, user_id))
    if used is not None:
        raise RepeatedError(used.location)


def mark_used(key: str, *, user_id: int | None, location: str) -> None:
    """Remember the key in the transaction that makes the record.

    Raises RepeatedError where another transaction used it in the meantime: then nothing is made twice.
    """
    if not key:
        return
    values = {
        "key": _mark(key, user_id),
        "user_id": user_id,
        "location": location,
        "used_at": clock.now(),
    }
    if not insert_if_absent(OnceKey, values, unique="key"):
        refuse_second_use(key, user_id=user_id)


def _mark(key: str, user_id: int | None) -> str:
    """Another person's key is another mark, and whatever somebody sends as a key can be stored."""
    return hashlib.sha256(f"{user_id} {key}".encode("utf-8", "surrogatepass")).hexdigest()

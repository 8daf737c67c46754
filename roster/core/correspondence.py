"""What became of letters: the ones that came back, and in a demonstration each one for reading."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from roster.core import audit, clock
from roster.core.actor import SYSTEM
from roster.core.db import Base, db
from roster.core.mail import Letter

KEPT_AT_MOST = 500


class LetterBounce(Base):
    """A letter that the mail server refused for good. It is gone once a later one to the recipient arrives."""

    __tablename__ = "letter_bounce"

    id: Mapped[int] = mapped_column(sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)
    recipient: Mapped[str] = mapped_column(sa.String(80), index=True)
    template: Mapped[str] = mapped_column(sa.String(60))
    code: Mapped[int]
    at: Mapped[datetime]


class KeptLetter(Base):
    """A letter as it was sent. Demonstrations only: elsewhere no text or link of a letter is kept."""

    __tablename__ = "kept_letter"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    at: Mapped[datetime]
    address: Mapped[str] = mapped_column(sa.String(320))
    subject: Mapped[str] = mapped_column(sa.String(400))
    language: Mapped[str] = mapped_column(sa.String(12))
    text: Mapped[str] = mapped_column(sa.Text)
    html: Mapped[str] = mapped_column(sa.Text)


def note_bounce(payload: Mapping[str, Any], *, code: int) -> None:
    """Note that the letter of this outbox row came back."""
    recipient, template = str(payload["recipient"])[:80], str(payload["template"])[:60]
    db.session.add(LetterBounce(recipient=recipient, template=template, code=code, at=clock.now()))
    audit.record(SYSTEM, "core:letter:bounce", subject=recipient)


def note_delivery(payload: Mapping[str, Any]) -> None:
    """Note that the mail server took the letter: the address is good again."""
    db.session.execute(sa.delete(LetterBounce).where(LetterBounce.recipient == str(payload["recipient"])))


def bounces_of(recipients: Collection[str]) -> Mapping[str, LetterBounce]:
    """The newest bounce by recipient (`user:12`), of those whose last letter came back."""
    if not recipients:
        return {}
    wanted = sa.select(LetterBounce).where(LetterBounce.recipient.in_(list(recipients)))
    return {bounce.recipient: bounce for bounce in db.session.scalars(wanted.order_by(LetterBounce.id))}


def keep(letter: Letter) -> None:
    """Keep a letter for the page of the demonstration; the oldest beyond the bound goes."""
    db.session.add(
        KeptLetter(
            at=clock.now(),
            address=letter.to[:320],
            subject=letter.subject[:400],
            language=letter.language,
            text=letter.text,
            html=letter.html,
        )
    )
    db.session.flush()
    bound = sa.select(KeptLetter.id).order_by(KeptLetter.id.desc()).offset(KEPT_AT_MOST).limit(1)
    last_gone = db.session.scalar(bound)
    if last_gone is not None:
        db.session.execute(sa.delete(KeptLetter).where(KeptLetter.id <= last_gone))


def kept_letters(*, size: int, number: int) -> Sequence[KeptLetter]:
    """One page of them, newest first."""
    newest = sa.select(KeptLetter).order_by(KeptLetter.id.desc())
    return db.session.scalars(newest.limit(size).offset((number - 1) * size)).all()


def kept_count() -> int:
    """How many are kept."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(KeptLetter)) or 0


def kept_letter(letter_id: int) -> KeptLetter | None:
    """One of them."""
    return db.session.get(KeptLetter, letter_id)

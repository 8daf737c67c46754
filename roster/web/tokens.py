"""Signed tokens for letters: one purpose, one subject, an end, bound to the state of what they open (R21)."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from roster.core import clock

LONGEST = 400


@dataclass(frozen=True)
class Claim:
    """What a token that is genuine and in time says."""

    subject: int
    digest: str

    def holds_for(self, state: str) -> bool:
        """Whether the thing is still as it was then; a change of its state uses the token up."""
        return hmac.compare_digest(self.digest, _digest(state))


def make_token(purpose: str, subject: int, *, state: str, expires_at: datetime) -> str:
    """A token for this purpose and row number. `state` must change by the use, and hold a secret."""
    return str(_serializer(purpose).dumps([subject, int(expires_at.timestamp()), _digest(state)]))


def read_token(purpose: str, token: str) -> Claim | None:
    """What the token says; None where it is not ours, for another purpose, or too old."""
    if len(token) > LONGEST:
        return None
    try:
        content: Any = _serializer(purpose).loads(token)
    except BadData:
        return None
    subject, expires_at, digest = content
    return Claim(subject, digest) if clock.now().timestamp() < expires_at else None


def _serializer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        str(current_app.secret_key),
        salt=f"roster.{purpose}",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()[:32]

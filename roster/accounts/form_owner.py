"""Whose form it is that arrives late: the tokens of the forms of a session are bound to its account.

From a token nobody reads whose it is; it can only be asked whether it is this account's.
"""

import hashlib
import hmac
import secrets
from typing import Final

from itsdangerous import BadData, URLSafeTimedSerializer

FIELD: Final = "csrf_token"  # names, in the form library, what a session holds and what a form sends
_SALT: Final = "wtf-csrf-token"


def bound_secret(user_id: int, *, key: str) -> str:
    """What a new session of this account holds: from it the tokens of all its forms are made."""
    return _bound(secrets.token_hex(20), user_id, key)


def is_bound(user_id: int, token: str, *, key: str) -> bool:
    """Whether a form with this token was shown to this account, in whichever session."""
    try:
        held = str(URLSafeTimedSerializer(key, salt=_SALT).loads(token))
    except BadData:
        return False
    return hmac.compare_digest(held.encode(), _bound(held.partition(".")[0], user_id, key).encode())


def _bound(nonce: str, user_id: int, key: str) -> str:
    mark = hmac.new(key.encode(), f"form of {user_id}: {nonce}".encode(), hashlib.sha256)
    return f"{nonce}.{mark.hexdigest()}"

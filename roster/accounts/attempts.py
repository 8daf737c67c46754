"""One try of a password: throttled, the same path for every address, logged without it (R14, R16, R61)."""

import hashlib
import logging
from dataclasses import dataclass

from roster.accounts import passwords, queries
from roster.accounts.throttle import Throttle, network_of
from roster.core.config import Limits

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Attempt:
    """How it ended. `wait_seconds` is above 0 where there were too many; `fresh_hash` is to be stored."""

    user_id: int | None = None
    fresh_hash: str | None = None
    wait_seconds: int = 0


def try_password(
    throttle: Throttle, limits: Limits, *, email: str, password: str, origin: str, known_device: int | None
) -> Attempt:
    """Compare a password with the account's, if there is such an account.

    A browser in which this very account was opened before (`known_device`) has a count of its own.
    """
    user = queries.user_by_email(email)
    is_known = user is not None and user.id == known_device
    account_key, network_key = f"account:{_mark(email)}:{is_known}", f"network:{network_of(origin)}"
    wait = throttle.take(network_key, limits.sign_ins_per_network)
    if not wait:
        wait = throttle.take(account_key, limits.sign_ins_per_account)
        if wait:
            throttle.give_back(network_key)
    if wait:
        log.warning("sign-in throttled: account=%s network=%s", _mark(email), _safe(origin))
        return Attempt(wait_seconds=wait)
    stored = user.password if user is not None and user.active else None
    if not passwords.matches(password, stored) or user is None or stored is None:
        name = user.subject if user is not None else f"unknown:{_mark(email)}"
        log.warning("sign-in failed: account=%s network=%s", name, _safe(origin))
        return Attempt()
    throttle.forget(account_key)
    throttle.give_back(network_key)
    return Attempt(user_id=user.id, fresh_hash=passwords.rehashed_if_weak(password, stored))


def try_reset(throttle: Throttle, limits: Limits, *, email: str, origin: str) -> int:
    """Count one request for a reset letter; the seconds to wait where there were too many."""
    wait = throttle.take(f"reset:{network_of(origin)}", limits.resets_per_network)
    wait = wait or throttle.take(f"reset:{_mark(email)}", limits.sign_ins_per_account)
    level, what = (logging.WARNING, "throttled") if wait else (logging.INFO, "asked")
    log.log(level, "reset %s: account=%s network=%s", what, _mark(email), _safe(origin))
    return wait


def _mark(email: str) -> str:
    """Stands for an address where the address itself may not."""
    normal = queries.normalised_email(email) or email.casefold()
    return hashlib.sha256(normal.encode("utf-8", "replace")).hexdigest()[:16]


def _safe(text: str) -> str:
    return text.encode("unicode_escape").decode("ascii")[:80]

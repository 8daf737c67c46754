"""Public references such as EXP-7K2M9Q: short, speakable, without meaning, never row numbers."""

import re
import secrets
from collections.abc import Callable

# Crockford's base 32 without letters that read as digits or as one another.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
PATTERN = re.compile(rf"[A-Z]{{2,4}}-[{ALPHABET}]{{{LENGTH}}}")


def new_reference(prefix: str, is_taken: Callable[[str], bool] = lambda _ref: False) -> str:
    """A fresh reference: of 2^30 a prefix, drawn again while `is_taken` says so.

    Among 20,000 records twins are already one in five; where nobody is asked, the column's constraint refuses.
    """
    while True:
        drawn = f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"
        if not is_taken(drawn):
            return drawn


def is_reference(text: str, prefix: str) -> bool:
    """Whether this could be a reference with this prefix."""
    return text.startswith(f"{prefix}-") and PATTERN.fullmatch(text) is not None

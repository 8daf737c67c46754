"""Public references such as EXP-7K2M9Q: short, speakable, without meaning, never row numbers."""

import re
import secrets

# Crockford's base 32 without letters that read as digits or as one another.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
PATTERN = re.compile(rf"[A-Z]{{2,4}}-[{ALPHABET}]{{{LENGTH}}}")


def new_reference(prefix: str) -> str:
    """A fresh reference; 2^30 of them a prefix, and the column's constraint refuses the rare twin."""
    return f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"


def is_reference(text: str, prefix: str) -> bool:
    """Whether this could be a reference with this prefix."""
    return text.startswith(f"{prefix}-") and PATTERN.fullmatch(text) is not None

"""Hashing with argon2id, and the rules for a new password: long, and nothing that is tried first (R13)."""

import re
import unicodedata
from collections.abc import Iterable

from flask_babel import gettext
from flask_security import hash_password, verify_password
from flask_security.proxies import _pwd_context

from roster.core.text import problem_in

SHORTEST = 12
LONGEST = 128
LEAST_REST = 5
LEAST_CONTEXT = 4
_COMMON = re.compile(  # the longest first
    "anticorruption|administrator|unitednations|contrasena|contraseña|corruption|motdepasse|"
    "passphrase|september|temporary|baseball|changeme|computer|december|estrella|february|football|"
    "iloveyou|internet|november|passw0rd|password|passwort|princess|starwars|sunshine|superman|"
    "trustno1|whatever|bonjour|charlie|default|experts|freedom|january|letmein|michael|mustang|"
    "october|testing|welcome|august|autumn|azerty|batman|dragon|expert|flower|friday|master|monday|"
    "monkey|parola|qazwsx|roster|secret|shadow|soleil|spring|summer|sunday|vienna|winter|woaini|"
    "йцукен|любовь|пароль|привет|admin|april|hello|login|march|ninja|teamo|uncac|unodc|amor|demo|hola|"
    "july|june|mima|test|user"
)
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qwertzuiop",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "!@#$%^&*()",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
)
_LEET = str.maketrans("01345@$", "oleasas")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUN = re.compile(r"(.)\1{2,}")
_REPEAT = re.compile(r"(.{1,6}?)\1{2,}")


def hashed(password: str) -> str:
    """The argon2id hash; slow by intent, so outside any write transaction."""
    return str(hash_password(_normal(password)))


def matches(password: str, stored: str | None) -> bool:
    """Whether this is the password. Where none is stored, one hash is made all the same (R14)."""
    if len(password) > LONGEST:
        password, stored = "", None
    if stored is None:
        hash_password(_normal(password))
        return False
    return bool(verify_password(_normal(password), stored))


def rehashed_if_weak(password: str, stored: str) -> str | None:
    """A new hash where the stored one was made at less cost than today's, else None."""
    return hashed(password) if _pwd_context.needs_update(stored) else None


def problem_with(password: str, *, context: Iterable[str]) -> str | None:
    """The sentence for a password that cannot be taken; `context` is the person's own name and address."""
    text = _normal(password)
    if len(text) < SHORTEST:
        return gettext(
            "Use at least %(limit)s characters. Several unrelated words work well.", limit=SHORTEST
        )
    if len(password) > LONGEST:
        return gettext("Use at most %(limit)s characters.", limit=LONGEST)
    if problem_in(password, is_name=True) is not None:
        return gettext("This contains signs that cannot be typed everywhere. Choose others.")
    folded = text.casefold()
    if any(part in folded for part in _parts(context)):
        return gettext("Do not use parts of your name or of your e-mail address in it.")
    if _is_tried_first(folded):
        return gettext("This is among the passwords that are tried first. Use several unrelated words.")
    return None


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _parts(context: Iterable[str]) -> set[str]:
    words = (word for text in context for word in re.split(r"[\W_]+", _normal(text).casefold()))
    return {word for word in words if len(word) >= LEAST_CONTEXT}


def _is_tried_first(folded: str) -> bool:
    """Whether little is left once common words, years, repeats and keyboard rows are taken away."""
    return any(len(_rest(text)) < LEAST_REST for text in (folded, folded.translate(_LEET)))


def _rest(text: str) -> str:
    text = _without_rows(_YEAR.sub(" ", _COMMON.sub(" ", text)))
    text = _RUN.sub(" ", _REPEAT.sub(" ", text))
    return "".join(set(re.sub(r"[\W_\d]", "", text)))


def _without_rows(text: str) -> str:
    """The text without stretches of four and more from a row, forwards or backwards."""
    rows = [row for line in _ROWS for row in (line, line[::-1])]
    position, kept = 0, ""
    while position < len(text):
        length = max(_stretch(text[position:], row) for row in rows)
        kept += " " if length >= LEAST_CONTEXT else text[position]
        position += length if length >= LEAST_CONTEXT else 1
    return kept


def _stretch(text: str, row: str) -> int:
    length = 1
    while length < len(text) and text[: length + 1] in row:
        length += 1
    return length

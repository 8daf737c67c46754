"""What a new password may be: long, any signs, nothing that is tried first."""

import pytest
from flask import Flask

from roster.accounts import passwords

CONTEXT = ("Amina Okoro", "amina.okoro@demo.example")


@pytest.mark.parametrize(
    "password",
    [
        "seven quiet herons",
        "correct horse battery staple",
        "наши тихие вечера летом",
        "سبعة طيور هادئة هنا",
        "七只安静的苍鹭在河边慢慢走路",
        "Xk9-pL2vQ8_w",
        "a" + "bcq zrt mnw opl " * 7,
    ],
)
def test_long_and_unusual_is_enough(app: Flask, password: str) -> None:
    assert passwords.problem_with(password, context=CONTEXT) is None


@pytest.mark.parametrize(
    "password",
    [
        "elevenchars",
        "password1234",
        "Passw0rd!2026",
        "P@ssw0rd-P@ssw0rd",
        "123456789012",
        "qwertyuiop123",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "welcome-summer-2026",
        "corruption2026!",
        "йцукенгшщзхъ",
        "my okoro family",
        "AMINA-is-here-again",
        "x" * 129,
        "tab\there is not typed",
        "turned \u202e around now",
    ],
)
def test_what_is_short_common_or_ones_own_name_is_refused(app: Flask, password: str) -> None:
    assert passwords.problem_with(password, context=CONTEXT)


def test_the_same_signs_typed_otherwise_are_the_same_password(app: Flask) -> None:
    stored = passwords.hashed("cafe\u0301 au lait matin")
    assert passwords.matches("café au lait matin", stored)
    assert not passwords.matches("cafe au lait matin", stored)


def test_nothing_is_cut_and_the_hash_is_argon2id(app: Flask) -> None:
    stored = passwords.hashed("b" * 127 + "c")
    assert stored.startswith("$argon2id$")
    assert not passwords.matches("b" * 127 + "d", stored)
    assert not passwords.matches("b" * 127 + "c" + "more", stored)

"""The templates of letters: each as text and as HTML in the one frame, and both say the same."""

import re
from collections.abc import Iterable

import pytest
from flask import Flask
from jinja2 import nodes

from tests.architecture.source import ROOT

FOLDER = ROOT / "templates" / "email"
PARTS = frozenset({"base", "go"})
LETTERS = sorted({path.stem for path in FOLDER.iterdir() if path.is_file()} - PARTS)
# On buttons only: as text the address stands alone.
SHORT = 60


def _sentences(app: Flask, name: str) -> Iterable[str]:
    """The sentences that a template says, as they stand in the catalogues."""
    tree = app.jinja_env.parse((FOLDER / name).read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("_", "gettext", "ngettext"):
            for argument in call.args:
                if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
                    yield argument.value


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_text_and_html_in_the_one_frame(name: str) -> None:
    for kind in ("txt", "html"):
        text = (FOLDER / f"{name}.{kind}").read_text(encoding="utf-8")
        assert f'{{% extends "email/base.{kind}" %}}' in text


@pytest.mark.parametrize("name", LETTERS)
def test_text_and_html_say_the_same(app: Flask, name: str) -> None:
    text, html = (set(_sentences(app, f"{name}.{kind}")) for kind in ("txt", "html"))
    assert text - html == set()
    assert {sentence for sentence in html - text if len(sentence) > SHORT or sentence.endswith(".")} == set()


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_fetches_nothing_and_trusts_nobodys_markup(name: str) -> None:
    text = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    assert not re.search(r"<(?:img|script|link|iframe|form|style)\b|url\(|\|\s*safe", text)

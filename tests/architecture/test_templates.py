"""Every template compiles, has its place, and fills what the frame demands."""

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from tests.architecture.source import ROOT, modules

FOLDER = ROOT / "templates"
ALL = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())
FRAME = "layout/base.html"
PAGES = [
    name for name in ALL if '{% extends "layout/base.html" %}' in (FOLDER / name).read_text(encoding="utf-8")
]
COMPONENTS = [name for name in ALL if name.startswith("components/")]
FOLDERS = frozenset(
    {"layout", "components", "errors", "email"} | {module.room for module in modules() if "." in module.name}
)


def test_every_template_compiles(app: Flask) -> None:
    for name in ALL:
        app.jinja_env.get_template(name)


def test_every_page_fills_its_title(app: Flask) -> None:
    for name in PAGES:
        tree = app.jinja_env.parse((FOLDER / name).read_text(encoding="utf-8"))
        title = next((block for block in tree.find_all(nodes.Block) if block.name == "title"), None)
        assert title is not None, f"{name} has no title"
        assert title.body, f"the title of {name} is empty"


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_begins_by_saying_what_it_is(name: str) -> None:
    assert re.match(r"\{#-?\s*\S", (FOLDER / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_inline_that_the_content_policy_forbids(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert not re.search(r"<style|<script(?![^>]*nonce)|\son[a-z]+=[\"']|\sstyle=[\"']", text)


def test_a_template_stands_in_the_folder_of_a_room() -> None:
    assert {Path(name).parts[0] for name in ALL} <= FOLDERS


def test_a_form_that_changes_something_carries_its_token() -> None:
    for name in ALL:
        text = (FOLDER / name).read_text(encoding="utf-8")
        for form in re.findall(r"<form[^>]*method=[\"']post[\"'].*?</form>", text, re.DOTALL | re.IGNORECASE):
            if "home.design" in form:
                continue  # shows components; its buttons send nothing, and the address takes no POST
            assert "csrf_token" in form or "hidden_tag" in form, f"{name}: {form[:200]}"


def test_every_template_that_code_names_exists() -> None:
    named = {
        found
        for module in modules()
        for found in re.findall(r"[\"']([a-z_]+/[a-z_]+\.html)[\"']", module.text)
    }
    assert named
    assert named <= set(ALL)

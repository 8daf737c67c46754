"""The look keeps its promises: contrast in both themes, both directions, content policy, small size."""

import re
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "roster" / "static" / "css").glob("*.css"))
TEMPLATES = [path for path in sorted((ROOT / "templates").rglob("*.html")) if "email" not in path.parts]
TOKENS = (ROOT / "roster" / "static" / "css" / "tokens.css").read_text()
PAIRS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
}
SURFACES = ("paper", "card", "wash", "hover")
LARGEST_SIZE = 40_000
LARGEST_OWN_SIZE = 8_000
LAYOUT = (ROOT / "templates" / "layout" / "base.html").read_text()
EVERYWHERE = {"print", *re.findall(r'"(\w+)"', LAYOUT.partition("for sheet in [")[2].partition("]")[0])}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


TEXT_ON_SURFACE = [
    *product(("ink", "soft", "accent", "accent-strong", "good", "due", "bad"), SURFACES),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("card", "bad"),
    *((name, f"{name}-wash") for name in ("good", "due", "bad")),
    *(("ink", f"{name}-wash") for name in ("good", "due", "bad")),
    ("ink", "mark"),
]
SHAPE_ON_SURFACE = [*product(("edge", "focus"), ("paper", "card", "wash"))]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_has_enough_contrast_on_every_surface_it_stands_on(theme: int) -> None:
    weak = {
        (text, surface): round(contrast(PAIRS[text][theme], PAIRS[surface][theme]), 2)
        for text, surface in TEXT_ON_SURFACE
        if contrast(PAIRS[text][theme], PAIRS[surface][theme]) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_borders_of_fields_and_the_focus_ring_can_be_seen(theme: int) -> None:
    weak = {
        (shape, surface): round(contrast(PAIRS[shape][theme], PAIRS[surface][theme]), 2)
        for shape, surface in SHAPE_ON_SURFACE
        if contrast(PAIRS[shape][theme], PAIRS[surface][theme]) < 3
    }
    assert weak == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_masthead_can_be_read(theme: int) -> None:
    for words in re.findall(r"--on-mast(?:-soft)?: (#\w{6})", TOKENS):
        assert contrast(words, PAIRS["mast"][theme]) >= 4.5


def test_old_browsers_get_exactly_the_light_theme() -> None:
    fallback = dict(re.findall(r"--([\w-]+): (#\w{6});", TOKENS.partition("@supports not")[2]))
    assert fallback == {name: light for name, (light, _dark) in PAIRS.items()}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheets_speak_of_start_and_end_so_that_arabic_needs_no_second_one(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    physical = re.findall(
        r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right)\b", rules
    )
    assert physical == []


def test_the_sheets_of_every_page_together_stay_small() -> None:
    assert sum(sheet.stat().st_size for sheet in SHEETS if sheet.stem in EVERYWHERE) < LARGEST_SIZE


def test_a_sheet_of_single_pages_stays_small_too() -> None:
    own = {sheet.stem: sheet.stat().st_size for sheet in SHEETS if sheet.stem not in EVERYWHERE}
    assert {name: size for name, size in own.items() if size > LARGEST_OWN_SIZE} == {}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_hold_nothing_that_the_content_policy_would_block(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", template.read_text(), flags=re.S)
    assert re.findall(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:", text) == []
    assert all("nonce=" in tag and "src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))


@pytest.mark.parametrize(
    "template", sorted((ROOT / "templates" / "components").glob("*.html")), ids=lambda path: path.name
)
def test_every_component_begins_with_what_it_is_for(template: Path) -> None:
    assert template.read_text().startswith("{#\n")

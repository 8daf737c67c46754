"""Hits shown in a text: joined, the pieces are the text again."""

import pytest

from roster.search.highlight import highlight, snippet
from roster.search.query import parse


def _marked(text: str, question: str, language: str | None) -> str:
    segments = highlight(text, parse(question).understood, language)
    assert "".join(segment.text for segment in segments) == text
    return "".join(f"[{segment.text}]" if segment.is_hit else segment.text for segment in segments)


@pytest.mark.parametrize(
    ("text", "question", "language", "marked"),
    [
        ("Investigations of bribery", "investigation", "en", "[Investigations] of bribery"),
        ("Contrôle de l’intégrité", "integrite", "fr", "Contrôle de [l’intégrité]"),
        ("مُكافحة الفساد", "مكافحة", "ar", "[مُكافحة] الفساد"),
        ("国家反腐败工作", "反腐败", "zh", "国家[反腐败]工作"),
        ("国家反腐败工作", "腐", "zh", "国家反[腐]败工作"),
        ("asset recovery and asset tracing", '"asset tracing"', "en", "asset recovery and [asset tracing]"),
        ("asset recovery", "recov*", "en", "asset [recovery]"),
        ("ref EXP-7K2M9Q.", "exp-7k2m9q", None, "ref [EXP-7K2M9Q]."),
        ("recovery", "-recovery", "en", "recovery"),
        ("<b>asset</b>", "asset", "en", "<b>[asset]</b>"),
        ("", "asset", "en", ""),
    ],
)
def test_hits_are_marked(text, question, language, marked):
    assert _marked(text, question, language) == marked


def test_a_snippet_shows_the_hits_between_word_borders():
    text = (
        " ".join(f"word{n}" for n in range(200))
        + " asset recovery "
        + " ".join(f"more{n}" for n in range(200))
    )
    pieces = snippet(text, parse("recovery asset").understood, "en")
    shown = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.is_hit] == ["asset", "recovery"]
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown.strip("…") in text
    assert set(shown.strip("…").split()) <= set(text.split())
    assert 100 < len(shown) < 180


def test_a_snippet_without_a_hit_is_the_beginning():
    text = " ".join(f"word{n}" for n in range(200))
    pieces = snippet(text, parse("zebra").understood, "en")
    assert pieces[0].text.startswith("word0 ")
    assert not any(piece.is_hit for piece in pieces)


def test_a_snippet_of_text_without_spaces_is_not_empty():
    text = "国家" * 200 + "反腐败" + "合作" * 200
    pieces = snippet(text, parse("反腐败").understood, "zh", width=60)
    assert [piece.text for piece in pieces if piece.is_hit] == ["反腐败"]
    assert len("".join(piece.text for piece in pieces)) < 70

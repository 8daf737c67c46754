"""What the six languages do differently with the same parts."""

import pytest
from flask import Flask

from roster.core.multilingual import LANGUAGES
from roster.web.locale import in_language, paragraph


@pytest.mark.parametrize("code", LANGUAGES)
def test_sentences_follow_one_another_without_a_space_in_chinese_alone(app: Flask, code: str) -> None:
    with app.test_request_context("/"), in_language(code):
        assert paragraph(["One.", "Two."]) == ("One.Two." if code == "zh" else "One. Two.")

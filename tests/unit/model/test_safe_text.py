import pytest
from hypothesis import given
from hypothesis import strategies as st

from circflow.model.safe_text import safe_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("\x9b31m", r"\x9b31m"),
        ("a\u202eb", r"a\u202eb"),
        ("오픈AI 日本", "오픈AI 日本"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_instead(text, shown):
    assert safe_text(text) == shown


@given(st.text())
def test_no_control_character_is_left(text):
    assert safe_text(text, keep_lines=False).isprintable() or not text.isprintable()
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in safe_text(text, keep_lines=False))

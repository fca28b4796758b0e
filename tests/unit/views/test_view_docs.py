from pathlib import Path

import pytest

from circflow.views import FORMATS, SUFFIXES

_HERE = Path(__file__).parent
_PAGE = (_HERE.parents[2] / "docs" / "formats.md").read_text("utf-8")


def test_every_format_and_suffix_is_described():
    assert all(f"`{suffix}`" in _PAGE for suffix in SUFFIXES)
    assert all(f"`{name}`" in _PAGE for name, form in FORMATS.items() if form.text)


@pytest.mark.parametrize("example", ["rings_80.txt", "shared.json", "rings.csv"])
def test_the_examples_are_what_is_printed(example):
    assert f"\n{(_HERE / 'golden' / example).read_text('utf-8')}```\n" in _PAGE

"""Flowcharts as Mermaid itself draws them: names and amounts as they are, whatever they try to be."""

from dataclasses import replace

import pytest
from mermaid_drawing import drawn, fetched
from view_answers import HOSTILE, RINGS, numbered

from circflow.model.safe_text import safe_text
from circflow.views import render
from circflow.views.layout import clipped

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def mermaid(browser, pytestconfig):
    """Give a function that has an answer drawn."""
    script = fetched(pytestconfig.cache.mkdir("npm"))
    return lambda answer: drawn(browser, script, render(answer, "mermaid"))


def test_boxes_are_companies_and_arrows_deals(mermaid):
    found = mermaid(RINGS)
    assert sorted(found["boxes"]) == ["Amazon", "Nvidia", "OpenAI", "Oracle"]
    assert found["arrows"] == 9
    assert "D-006a $15B–$50B" in found["labels"]
    assert "D-001 up to $100B" in found["labels"]


def test_hostile_names_are_only_text(mermaid):
    names = {f"c{number}": name for number, name in enumerate(HOSTILE)}
    found = mermaid(replace(numbered(len(HOSTILE) - 1), names=names))
    shown = [" ".join(clipped(safe_text(name, keep_lines=False), 40).split()) or "–" for name in HOSTILE]
    assert [" ".join(box.split()) for box in found["boxes"]] == shown
    assert found["strange"] == 0


def test_nothing_and_many_are_drawn(mermaid):
    assert mermaid(replace(RINGS, rows=(), facts={}))["boxes"] == []
    assert mermaid(numbered(600))["arrows"] == 600

"""`circflow picture`: the page and the drawing of an answer, and what happens without rows, network or permission."""

import re
from xml.etree import ElementTree as ET

import pytest

from circflow.server import ports

pytestmark = pytest.mark.live


@pytest.fixture
def loaded(ai_deals, circflow):
    """Give the command line on a server that holds the AI deals."""
    del ai_deals
    return circflow


def test_a_page_holds_the_picture_and_the_rows(loaded):
    said = loaded("picture", "round-trips", "--through", "openai", "-o", "openai.html")
    assert said.out == ""
    rows, deals = map(int, re.search(r"Wrote openai.html: (\d+) rows, (\d+) deals", said.err).groups())
    text = (loaded.folder / "openai.html").read_text("utf-8")
    assert "The Cytoscape Consortium" in text
    assert len(re.findall(r'<tr id="deal-\d+">', text)) == deals > 20
    assert rows > 10
    assert text.count("<script") == 3


def test_a_drawing_is_svg(loaded):
    loaded("picture", "shared-owner-customers", "--status", "firm", "-o", "owners.svg")
    drawing = ET.fromstring((loaded.folder / "owners.svg").read_text("utf-8"))  # noqa: S314 - our own file
    boxes = [group for group in drawing.iter() if group.get("data-box")]
    assert len(boxes) > 5


def test_no_rows_are_no_error(loaded):
    said = loaded("picture", "round-trips", "--through", "openai", "--as-of", "1999-12-31", "-o", "none.html")
    assert "No rows, so there is nothing to draw" in said.err
    assert "No rows: nothing that is loaded" in (loaded.folder / "none.html").read_text("utf-8")


def test_without_network_the_page_is_drawn_and_says_so(loaded, monkeypatch):
    (loaded.folder / ".m2").mkdir()
    url = f"http://127.0.0.1:{ports.any_free()}/nobody"
    settings = f"<settings><mirrors><mirror><mirrorOf>*</mirrorOf><url>{url}</url></mirror></mirrors></settings>"
    (loaded.folder / ".m2" / "settings.xml").write_text(settings, "utf-8")
    monkeypatch.setenv("HOME", str(loaded.folder))
    monkeypatch.setenv("CIRCFLOW_CACHE", str(loaded.folder / "cache"))
    said = loaded("picture", "round-trips", "--max-hops", "2", "-o", "rings.html")
    assert "The page has no pan, zoom and filters: org.webjars.npm:cytoscape:3.33.1 cannot be fetched" in said.err
    text = (loaded.folder / "rings.html").read_text("utf-8")
    assert "Drawn without pan, zoom and filters" in text
    assert "<script" not in text


def test_bad_input_is_told_before_the_search(loaded):
    assert "ends with .html or .svg" in loaded("picture", "round-trips", "-o", "rings.png", code=2).err
    assert "--output" in loaded("picture", "round-trips", code=2).err
    said = loaded("picture", "round-trips", "--max-hops", "2", "-o", "nowhere/rings.svg", code=7)
    assert "the folder nowhere does not exist" in said.err

"""`circflow charts` on the AI deals: a page without script whose charts say what their sentences say."""

import base64
import re
import sys
from pathlib import Path

import pytest
from command import Command

from circflow.charts import charts
from circflow.errors import InputError
from circflow.session import Graph

pytestmark = pytest.mark.live

_IMAGE = re.compile(r'src="data:image/svg\+xml;base64,([^"]+)"')


def texts(svg: str) -> set[str]:
    return set(re.findall(r"<text[^>]*>([^<]*)</text>", svg))


@pytest.fixture(scope="module")
def page(ai_deals: Graph) -> str:
    return charts(ai_deals).html()


def test_three_charts_stand_beside_their_sentences(page: str) -> None:
    drawn = [base64.b64decode(data).decode() for data in _IMAGE.findall(page)]
    assert len(drawn) == 3
    assert all(svg.lstrip().startswith("<?xml") for svg in drawn)
    ladder, positions, circle = drawn
    assert {"buys: announced", "invests: letter of intent"} <= texts(ladder)
    # Both ends of a range stand there as they are, signs of a dollar too.
    assert "$99.9B–$100B" in texts(ladder)
    assert "OpenAI" in positions
    assert "it promises more" in positions
    assert "volume, counted at every hop" in circle
    assert "distinct money" in circle
    assert page.count("<figcaption>") == 3


def test_the_page_asks_for_nothing_and_runs_nothing(page: str) -> None:
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"https?://(?!www\.w3\.org)", re.sub(_IMAGE, "", page))


def test_the_same_question_gives_the_same_page(page: str, ai_deals: Graph) -> None:
    assert charts(ai_deals).html() == page


def test_the_command_writes_the_page(circflow: Command, ai_deals: Graph, tmp_path: Path) -> None:
    del ai_deals
    told = circflow("charts", "-o", "money.html", "--status", "firm")
    assert "Wrote money.html" in told.err
    assert "status" in (tmp_path / "money.html").read_text("utf-8")


def test_a_missing_package_is_named_with_what_installs_it(ai_deals: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(InputError) as error:
        charts(ai_deals).html()
    assert "circflow[charts]" in (error.value.hint or "")

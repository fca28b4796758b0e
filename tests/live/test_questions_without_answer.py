"""Questions without an answer: a company in no deal, or named twice, says so; unknown ones, bad bounds are refused."""

from pathlib import Path

import pytest
from command import Command
from small_packages import COMPANIES, write

from circflow.graph.connection import Connection

pytestmark = pytest.mark.live


@pytest.fixture
def loaded(circflow: Command, graph: Connection, tmp_path: Path) -> Command:
    """Give the command line with deals of A and B, C of A's group, and D, which is in no deal."""
    del graph
    deals = ("d1,a,INVESTS_IN,b,,,,signed,", "d2,b,BUYS_FROM,a,,,,signed,")
    circflow("load", write(tmp_path / "small", "small", *deals, companies=[*COMPANIES, "d,D Ltd,company,,"]))
    return circflow


@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_a_company_in_no_deal_is_said_to_be_in_none(form: str, loaded: Command) -> None:
    ended = loaded("run", "money-paths", "--payer", "a", "--payee", "d", "--format", form)
    assert "D Ltd is in no deal that is loaded." in ended.out + ended.err
    assert "A Ltd is" not in ended.out + ended.err


def test_a_company_that_is_only_in_a_group_is_in_no_deal_by_itself(loaded: Command) -> None:
    asked = ("run", "round-trips", "--through", "c", "--format", "jsonl")
    assert loaded(*asked).out.count("\n") == 1
    alone = loaded(*asked, "--by", "company")
    assert alone.out == ""
    assert "C Ltd is in no deal that is loaded." in alone.err


def test_a_path_from_a_company_to_itself_says_what_was_asked(loaded: Command) -> None:
    asked = ("run", "money-paths", "--payer", "a", "--format", "jsonl", "--payee")
    assert "payer and payee are both A Ltd." in loaded(*asked, "a").err
    assert "payer and payee are both of one group, A Ltd." in loaded(*asked, "c").err
    assert "both" not in loaded(*asked, "c", "--by", "company").err


def test_an_unknown_payer_is_refused_with_candidates(loaded: Command) -> None:
    ended = loaded("run", "money-paths", "--payer", "A Ldt", "--payee", "b", code=2)
    assert "no company is called 'A Ldt'; did you mean A Ltd (a)" in ended.err


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("rings-in-time", "--window-days", "0"), "must be from 1 to"),
        (("changes", "--since", "2025-02-01", "--until", "2025-01-31"), "must not be after until"),
        (("changes", "--since", "2025-02-01"), "until"),
    ],
)
def test_bounds_that_no_answer_could_meet_are_refused(asked: tuple[str, ...], told: str, loaded: Command) -> None:
    assert told in loaded("run", *asked, code=2).err

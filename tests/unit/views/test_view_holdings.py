"""Stakes beside companies, and amounts of which only the limit is given, as tables show them."""

from dataclasses import replace
from typing import Any

from view_answers import SHARED

from circflow.model import Column
from circflow.views import render

NAMES = {"a": "Alpha", "b": "Beta", "v": "Venture"}

_COMPANIES = Column("companies", "list<string>", "company")
_DEALS = Column("deals", "list<string>", "deal")
_CHAINS = (
    Column("owner", "string", "company"),
    Column("held", "string", "company"),
    Column("chain", "list<string>", "company"),
    Column("stakes", "list<number>"),
    _COMPANIES,
    _DEALS,
)
_VENTURES = (
    Column("venture", "string", "company"),
    Column("parents", "list<string>", "company"),
    Column("stakes", "list<number>"),
    _COMPANIES,
    _DEALS,
)


def _table(columns: tuple[Column, ...], row: dict[str, Any], width: int = 160) -> str:
    rows = ({"companies": ["a"], "deals": ["D-1"], **row},)
    return render(replace(SHARED, columns=columns, rows=rows, names=NAMES), "table", width=width)


def test_a_chain_says_the_stake_of_each_step_and_by_itself_who_owns_whom():
    row = {"owner": "a", "held": "b", "chain": ["a", "v", "b"], "stakes": [12.5, None]}
    for width in (80, 160):
        text = _table(_CHAINS, row, width)
        assert "Alpha → 12.5% → Venture → Beta" in text
        assert "Owner" not in text
        assert "Stakes" not in text


def test_each_parent_stands_with_its_stake():
    text = _table(_VENTURES, {"venture": "v", "parents": ["a", "b"], "stakes": [50.0, None]})
    assert "Alpha 50%, Beta" in text
    assert "Venture" in text.splitlines()[2]


def test_stakes_without_companies_are_shown_as_they_are():
    text = _table((_VENTURES[0], _VENTURES[2], _COMPANIES, _DEALS), {"venture": "v", "stakes": [50.0, 20.0]})
    assert "50, 20" in text


def test_a_limit_alone_is_an_amount():
    columns = (
        _VENTURES[0],
        Column("amount_high", "integer"),
        Column("currency", "string"),
        _COMPANIES,
        _DEALS,
    )
    text = _table(columns, {"venture": "v", "amount_high": 6_300_000_000, "currency": "USD"})
    assert "up to $6.3B" in text
    assert "Currency" not in text


def test_a_long_phrase_breaks_without_widening_its_blanks():
    columns = (Column("note", "string"), *_VENTURES[:2], _COMPANIES, _DEALS)
    told = "listing or a further funding event that the investor may also bring about by itself at any time"
    text = _table(columns, {"note": told, "venture": "v", "parents": ["a"]}, width=60)
    assert told in " ".join(text.split())
    assert "listing or a further" in text

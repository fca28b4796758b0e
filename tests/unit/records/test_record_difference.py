"""Two answers are compared by the declared identity of their rows."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from circflow.errors import InputError
from circflow.model import Column, DatasetStamp, QueryStamp, Result
from circflow.records import as_json, as_markdown, as_text
from circflow.records.difference import compared, diff
from circflow.records.record import record_of
from circflow.views.page import Page

_PAIR = (Column("deal", "string", "deal"), Column("payer", "string", "company"))
_STAMP = DatasetStamp("mine", "cd" * 32, datetime(2026, 7, 1, tzinfo=UTC))
_COLUMNS = (
    Column("payer", "string", "company"),
    Column("relationship", "string"),
    Column("payee", "string", "company"),
    Column("amount_low", "integer"),
    Column("amount_high", "integer"),
    Column("currency", "string"),
    Column("deals", "list<string>", "deal"),
)
_NAMES = {"a": "A", "b": "B", "c": "=C*<b>"}


def _row(payer, payee, amount, *deals):
    return {
        "payer": payer,
        "relationship": "BUYS_FROM",
        "payee": payee,
        "amount_low": amount,
        "amount_high": amount,
        "currency": "USD",
        "deals": list(deals),
    }


def _answer(*rows, **other):
    answer = Result(
        query=QueryStamp("deals", "Deals", "1.0.0", "ab" * 32),
        parameters={"status": "all", "limit": 10},
        columns=_COLUMNS,
        rows=rows,
        datasets=(_STAMP,),
        names=_NAMES,
    )
    return replace(answer, **other)


_OLD = record_of(_answer(_row("a", "b", 5, "d1"), _row("a", "c", 7, "d2"), _row("b", "c", 1, "d3")), "old.json")
_NEW = record_of(
    _answer(
        _row("a", "b", 5, "d1"),
        _row("b", "c", 2, "d3", "d4"),
        _row("c", "a", 9, "d5"),
        parameters={"status": "firm", "limit": 10},
        datasets=(replace(_STAMP, sha256="ef" * 32),),
    ),
    "new.json",
)


_BY = ("payer", "payee")
_compared = partial(compared, identity=_BY)


def test_rows_are_added_gone_and_changed():
    found = _compared(_OLD, _NEW)

    assert [(row["payer"], row["payee"]) for row in found.added] == [("c", "a")]
    assert [(row["payer"], row["payee"]) for row in found.gone] == [("a", "c")]
    assert [change.columns for change in found.changed] == [("amount_low", "amount_high", "deals")]
    assert found.same == 1
    assert found.parameters == {"status": ("all", "firm")}
    assert not found.same_rows


def test_an_answer_does_not_differ_from_itself():
    found = _compared(_OLD, _OLD)

    assert found.same_rows
    assert not found.rows_differ
    assert found.same == len(_OLD.rows)


def test_another_order_is_told_and_is_no_change_of_rows():
    found = _compared(_OLD, replace(_OLD, rows=_OLD.rows[::-1]))

    assert found.reordered
    assert not found.rows_differ
    assert not found.same_rows


def test_true_is_not_one():
    one, yes = (record_of(_answer(_row("a", "b", value))) for value in (1, True))

    assert [change.columns for change in _compared(one, yes).changed] == [("amount_low", "amount_high")]


def test_columns_of_another_version_are_told_and_the_shared_ones_compared():
    narrow = _answer(*_answer(_row("a", "b", 5, "d1")).rows, columns=_COLUMNS[:-1])
    found = _compared(record_of(narrow), record_of(_answer(_row("a", "b", 6, "d1"))))

    assert found.columns_added == ("deals",)
    assert found.changed[0].columns == ("amount_low", "amount_high")


def test_a_renamed_company_is_a_change():
    renamed = _answer(_row("a", "b", 5, "d1"), names={**_NAMES, "a": "A & Sons"})
    found = _compared(record_of(_answer(_row("a", "b", 5, "d1"))), record_of(renamed))

    assert found.changed[0].columns == ("payer_name",)
    assert "Payer name: A → A & Sons" in "".join(as_text.difference(found, Page()))


@pytest.mark.parametrize(
    ("old", "new", "identity", "said"),
    [
        (
            _OLD,
            replace(_NEW, query=replace(_NEW.query, id="rings")),
            _BY,
            "old.json answers deals, and new.json answers rings",
        ),
        (_OLD, _NEW, ("ring",), "told apart by ring"),
        (_OLD, replace(_NEW, rows=_NEW.rows * 2), _BY, "new.json: it has two rows with the same payer, payee"),
    ],
)
def test_what_cannot_be_compared_is_refused(old, new, identity, said):
    with pytest.raises(InputError) as refused:
        compared(old, new, identity)

    assert said in str(refused.value)


def test_of_a_query_that_nobody_knows_only_equal_rows_are_the_same():
    nobodys = replace(_OLD.query, id="nobodys")
    found = diff(replace(_OLD, query=nobodys), replace(_NEW, query=nobodys))

    assert (len(found.added), len(found.gone), len(found.changed), found.same) == (2, 2, 0, 1)


def test_rows_of_a_shipped_query_are_found_by_its_identity():
    stamp = replace(_OLD.query, id="pair-roles")
    old, new = (_answer({"deal": "d1", "payer": payer}, query=stamp, columns=_PAIR) for payer in "ab")

    assert [change.columns for change in diff(record_of(old), record_of(new)).changed] == [("payer", "payer_name")]


def test_a_terminal_shows_what_changed():
    assert "".join(as_text.difference(_compared(_OLD, _NEW), Page(80))) == (
        "Deals\n"
        "\n"
        "Added\n"
        "+  =C*<b> → buys from → A\n"
        "   amount $9 · deals d5\n"
        "\n"
        "Gone\n"
        "-  A → buys from → =C*<b>\n"
        "   amount $7 · deals d2\n"
        "\n"
        "Changed\n"
        "~  B → buys from → =C*<b>\n"
        "   Amount low: 1 → 2\n"
        "   Amount high: 1 → 2\n"
        "   Deals: + d4\n"
        "\n"
        "1 added, 1 gone, 1 changed, 1 the same.\n"
        "Asked: status all then, firm now\n"
        "Data: mine has other bytes: sha256 cdcdcdcdcdcd… then, efefefefefef… now\n"
    )


def test_markdown_shows_the_same_and_means_only_what_it_says():
    text = "".join(as_markdown.difference(_compared(_OLD, _NEW)))

    assert "## Changed\n\n- B → buys from → =C\\*\\<b\\>\n  - Amount low: 1 → 2\n" in text
    assert text.index("1 added") < text.index("## Added") < text.index("## Gone") < text.index("## Changed")


def test_json_holds_whole_rows():
    found = json.loads(as_json.difference(_compared(_OLD, _NEW)))

    assert found["identity"] == ["payer", "payee"]
    assert found["added"] == [dict(_NEW.rows[2])]
    assert found["changed"] == [
        {"columns": ["amount_low", "amount_high", "deals"], "old": dict(_OLD.rows[2]), "new": dict(_NEW.rows[1])}
    ]
    assert found["old"]["file"] == "old.json"


def test_a_cut_is_told_of():
    cut = replace(_NEW, truncated=True)

    assert "rows beyond it may seem added or gone" in "".join(as_text.difference(_compared(_OLD, cut), Page()))
    assert "cut by the limit now, and not then" in "".join(as_text.difference(_compared(_OLD, cut), Page(200))).lower()

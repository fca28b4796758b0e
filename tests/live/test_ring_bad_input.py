"""Graphs in which a search for rings has nothing to find, or far too much."""

from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from command import Command
from oracle.graphs import Row, Tables, write

from circflow.errors import TimedOut
from circflow.graph.connection import Connection
from circflow.session import Graph

pytestmark = pytest.mark.live

_ENGINES = ("cypher", "memory")
_MANY = 1_000
_COMPANIES = 60


def _deals(prefix: str, *arrows: str, **columns: str) -> list[Row]:
    """Return deals from arrows such as `ab`; of a date each, where there are some."""
    return [
        {
            "deal_id": f"{prefix}-{number}",
            "source": f"{prefix}-{arrow[0]}",
            "relationship": "BUYS_FROM",
            "target": f"{prefix}-{arrow[1]}",
        }
        | columns
        for number, arrow in enumerate(arrows)
    ]


def _dated(prefix: str, **dates: str) -> list[Row]:
    return [deal | {"announced_date": day} for deal, day in zip(_deals(prefix, *dates), dates.values(), strict=True)]


def _priced(prefix: str, **amounts: tuple[str, str, str]) -> list[Row]:
    columns = ("amount_low", "amount_high", "currency")
    deals = zip(_deals(prefix, *amounts), amounts.values(), strict=True)
    return [deal | dict(zip(columns, amount, strict=True)) for deal, amount in deals]


_EVERYBODY = [f"everybody-{number:02}" for number in range(_COMPANIES)]
_LOADED: dict[str, list[Row]] = {
    "no-ring": _deals("no-ring", "ab", "bc", "ac", "cd"),
    "long": _deals("long", "ab", "bc", "cd", "de", "ea"),
    "within": _deals("within", "aa", "ab", "ba"),
    "parallel": _deals("parallel", *["ab"] * _MANY, "bc", *["ca"] * _MANY),
    "days": _dated("days", ab="2025-03-01", bc="2025-03-01", ca="2025-03-01"),
    "falling": _dated("falling", ab="2025-03-03", bc="2025-03-02", ca="2025-03-01"),
    "undated": _dated("undated", ab="2025-03-01", ba=""),
    "unpriced": _priced("unpriced", ab=("5", "5", "USD"), ba=("", "", "")),
    "open": _priced("open", ab=("5", "", "USD"), ba=("", "9", "USD")),
    "unlike": [
        *_priced("unlike", ab=("5", "5", "USD"), ba=("5", "5", "USD"), cd=("9", "9", "JPY"), dc=("9", "9", "JPY")),
    ],
    "everybody": [
        {"deal_id": f"{payer}-{payee}", "source": payer, "relationship": "BUYS_FROM", "target": payee}
        for payer, payee in permutations(_EVERYBODY, 2)
    ],
}


@pytest.fixture(scope="module")
def loaded(shared_database: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Give all of them in one database, a data set each."""
    graph = Graph(shared_database)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CIRCFLOW_HOME", str(tmp_path_factory.mktemp("home")))
        for name, deals in _LOADED.items():
            graph.load(_package(tmp_path_factory.mktemp(name), name, deals), max_rejects=1)
        yield graph


def _package(folder: Path, name: str, deals: list[Row]) -> Path:
    companies = sorted({deal[end] for deal in deals for end in ("source", "target")})
    # A group of one company and others that belong to it: its deals are within it.
    head = companies[0] if name == "within" else None
    tables: Tables = {
        "companies": [{"id": id_, "name": id_.upper(), "group_id": head or id_} for id_ in companies],
        "deals": deals,
    }
    return write(folder / name, tables)


@pytest.fixture(params=_ENGINES)
def ask(loaded: Graph, request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Give the rings of a data set, each as its hops and its deals."""

    def asked(name: str, **options: Any) -> list[tuple[int, list[list[str]]]]:
        rows = loaded.run("round-trips", datasets=[name], engine=request.param, **options).rows
        return [(row["hops"], row["deals_by_hop"]) for row in rows]

    return asked


@pytest.mark.parametrize(
    ("name", "options", "hops"),
    [
        ("no-ring", {"max_hops": 8}, []),
        ("long", {"max_hops": 4}, []),
        ("long", {"max_hops": 5}, [5]),
        ("within", {}, []),
        ("within", {"by": "company"}, [2]),
        ("days", {"window_days": 0}, [3]),
        ("days", {"new_since": "2025-02-28"}, [3]),
        ("days", {"new_since": "2025-03-01"}, []),
        ("falling", {"window_days": 36_500}, []),
        ("falling", {"new_since": "2025-03-02"}, [3]),
        ("undated", {}, [2]),
        ("undated", {"window_days": 36_500}, []),
        ("undated", {"new_since": "2025-02-28"}, [2]),
        ("unpriced", {}, [2]),
        ("unpriced", {"min_amount": 0}, []),
        ("unpriced", {"top": 5}, [2]),
        ("open", {"min_amount": 0}, [2]),
        ("open", {"min_amount": 1}, []),
        ("open", {"through": "open-a", "min_amount": 0}, [2]),
        ("no-ring", {"through": "no-ring-d"}, []),
    ],
    ids=str,
)
def test_graphs_with_little_to_find(
    ask: Callable[..., Any], name: str, options: dict[str, Any], hops: list[int]
) -> None:
    assert [found for found, _ in ask(name, **options)] == hops


def test_one_company_alone_has_no_ring(loaded: Graph, circflow: Command) -> None:
    for engine in _ENGINES:
        answer = loaded.run("round-trips", datasets=["within"], through="within-a", engine=engine)
        assert answer.rows == ()
    assert "No rows" in circflow("run", "round-trips", "--datasets", "within", "--format", "table").out


def test_a_thousand_parallel_deals_are_one_hop(loaded: Graph) -> None:
    answer = loaded.run("round-trips", datasets=["parallel"], max_hops=8)

    assert answer.engine == "memory"
    assert [[len(deals) for deals in row["deals_by_hop"]] for row in answer.rows] == [[_MANY, 1, _MANY]]
    counted = loaded.run("round-trips", datasets=["parallel"], max_hops=8, count=True)
    assert counted.rows == ({"hops": 3, "rings": 1},)


def test_the_largest_of_several_currencies_come_with_a_warning(loaded: Graph) -> None:
    for engine in _ENGINES:
        answer = loaded.run("round-trips", datasets=["unlike"], top=5, engine=engine)
        assert [row["carries_low"] for row in answer.rows] == [9, 5]
        assert [warning.partition(";")[0] for warning in answer.warnings] == [
            "Amounts in JPY and USD are compared as they stand"
        ]
    assert loaded.run("round-trips", datasets=["unlike"], top=1).warnings == ()


@pytest.mark.parametrize("limit", [1, 3_000])
def test_where_everybody_pays_everybody_the_first_rings_are_shown(loaded: Graph, limit: int) -> None:
    answer = loaded.run("round-trips", datasets=["everybody"], max_hops=8, limit=limit)
    pairs = _COMPANIES * (_COMPANIES - 1) // 2

    assert answer.engine == "memory"
    assert answer.truncated
    assert [row["hops"] for row in answer.rows] == [2] * min(limit, pairs) + [3] * max(0, limit - pairs)
    assert [row["ring"] for row in answer.rows] == sorted(
        (row["ring"] for row in answer.rows), key=lambda ring: (len(ring), ring)
    )


@pytest.mark.usefixtures("loaded")
def test_a_cut_says_how_to_see_more(circflow: Command) -> None:
    told = circflow("run", "ring-hubs", "--datasets", "falling", "--limit", 1, "--format", "csv")

    assert told.err.startswith("Engine: memory\n")
    assert "there are more. Raise --limit or narrow the question." in told.err


@pytest.mark.parametrize("query", ["round-trips", "ring-counts", "ring-hubs"])
@pytest.mark.usefixtures("loaded")
def test_where_all_rings_are_needed_the_time_limit_says_how_to_narrow_the_question(
    circflow: Command, query: str
) -> None:
    picked = ["--top", 5] if query == "round-trips" else []
    told = circflow(
        "run", query, "--datasets", "everybody", "--max-hops", 8, "--timeout", 4, *picked, code=TimedOut.exit_code
    )

    assert "time limit" in told.err
    assert "--max-hops, --through, --min-amount, --window-days, --new-since" in told.err
    assert "--timeout" in told.err


def test_counts_of_a_near_complete_graph_are_those_of_arithmetic(loaded: Graph) -> None:
    counted = loaded.run("round-trips", datasets=["everybody"], max_hops=4, count=True)

    assert [row["rings"] for row in counted.rows] == [60 * 59 // 2, 60 * 59 * 58 // 3, 60 * 59 * 58 * 57 // 4]

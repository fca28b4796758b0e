"""Answers as the stored queries give them, small enough to check by eye."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from circflow.model import FIRMNESS, Column, DatasetStamp, DealFact, QueryStamp, Result, SourceFact

BILLION = 10**9

NAMES = {
    "amazon": "Amazon",
    "coreweave": "CoreWeave",
    "nvidia": "Nvidia",
    "openai": "OpenAI",
    "oracle": "Oracle",
    "softbank-group": "ソフトバンクグループ",
    "sb-energy": "SB Energy",
}

PARAMETERS: dict[str, Any] = {
    "max_hops": 4,
    "as_of": date(2026, 6, 30),
    "status": "all",
    "by": "group",
    "datasets": None,
    "contingent": True,
    "without": [],
    "limit": 1000,
}

DATASETS = (DatasetStamp("ai-deals", "cd" * 32, datetime(2026, 7, 1, 9, 30, tzinfo=UTC)),)


def fact(
    deal_id: str,
    arrow: tuple[str, str, str],
    amount: str = "undisclosed",
    status: str = "announced",
    announced: str | None = "2025-09-22",
) -> DealFact:
    payer, relationship, payee = arrow
    return DealFact(deal_id, payer, relationship, payee, amount, status, FIRMNESS[status], announced)


RELEASE = SourceFact(
    "ai-deals", "S-1", "Two companies agree", "https://example.org/a?b=c&d=(e)", "Publisher", "2025-11-03", "en", "A"
)
UNLINKED = SourceFact("ai-deals", "S-2", "A filing", "javascript:alert(1)", None, None, None, None)

_AMAZON_INVESTS = ("amazon", "INVESTS_IN", "openai")
_AMAZON_SELLS = ("openai", "BUYS_FROM", "amazon")
_NVIDIA_INVESTS = ("nvidia", "INVESTS_IN", "openai")

FACTS = {
    known.deal_id: known
    for known in (
        fact("D-001", _NVIDIA_INVESTS, "up to $100B", "loi", "2025-09-22"),
        fact("D-003", _NVIDIA_INVESTS, "$30B", announced="2026-02-27"),
        fact("D-006a", _AMAZON_INVESTS, "$15B–$50B", announced="2026-02-27"),
        fact("D-006b", _AMAZON_INVESTS, "$15B", "closed", "2026-02-27"),
        fact("D-006c", _AMAZON_INVESTS, "up to $35B", "conditional", "2026-02-27"),
        fact("D-007", _AMAZON_SELLS, "$38B", "signed", "2025-11-03"),
        fact("D-008", _AMAZON_SELLS, "$100B", announced="2026-02-27"),
        fact("D-015", ("openai", "BUYS_FROM", "oracle"), "$300B", "signed", "2025-09"),
        fact("D-016", ("oracle", "BUYS_FROM", "nvidia"), status="announced", announced=None),
        fact("D-028b", ("softbank-group", "INVESTS_IN", "sb-energy"), "$500M", announced="2026-01-09"),
        fact("D-029", ("openai", "BUYS_FROM", "sb-energy"), announced="2025-Q4"),
        fact("D-010", ("softbank-group", "INVESTS_IN", "openai"), "$30B", "signed", "2026-02-27"),
    )
}

FACTS["D-001"] = replace(FACTS["D-001"], amount_low=0, amount_high=100 * BILLION, currency="USD", kind="equity_plan")
FACTS["D-007"] = replace(
    FACTS["D-007"], amount_low=38 * BILLION, amount_high=38 * BILLION, currency="USD", sources=(RELEASE, UNLINKED)
)
FACTS["D-008"] = replace(FACTS["D-008"], contingent=True, ended="2026-06", sources=(RELEASE,))

RING_COLUMNS = (
    Column("ring", "list<string>", "company", "Company ids in order, from the smallest id."),
    Column("hops", "integer"),
    Column("relationships", "list<string>"),
    Column("deals_by_hop", "list<list<string>>", "deal"),
    Column("carries_low", "integer"),
    Column("carries_high", "integer"),
    Column("currency", "string"),
    Column("unknown_hops", "integer"),
    Column("contingent", "boolean"),
    Column("quality", "string"),
    Column("companies", "list<string>", "company"),
    Column("deals", "list<string>", "deal"),
)


def ring_row(
    ring: list[str],
    relationships: list[str],
    deals_by_hop: list[list[str]],
    carries: tuple[int | None, int | None] = (None, None),
    **others: Any,
) -> dict[str, Any]:
    return {
        "ring": ring,
        "hops": len(ring),
        "relationships": relationships,
        "deals_by_hop": deals_by_hop,
        "carries_low": carries[0],
        "carries_high": carries[1],
        "currency": "USD",
        "unknown_hops": 0,
        "contingent": False,
        "quality": "B",
        "companies": ring,
        "deals": [deal for hop in deals_by_hop for deal in hop],
    } | others


AMAZON_RING = ring_row(
    ["amazon", "openai"],
    ["INVESTS_IN", "BUYS_FROM"],
    [["D-006a", "D-006b", "D-006c"], ["D-007", "D-008"]],
    (15 * BILLION, 50 * BILLION),
)
NVIDIA_RING = ring_row(
    ["nvidia", "openai", "oracle"],
    ["INVESTS_IN", "BUYS_FROM", "BUYS_FROM"],
    [["D-001", "D-003"], ["D-015"], ["D-016"]],
    unknown_hops=1,
    contingent=True,
    quality="C",
)

RINGS = Result(
    query=QueryStamp(
        "round-trips",
        "Round trips: money that comes back to the company that sent it",
        "1.0.0",
        "ab" * 32,
        "A chain of deals, not proof that the same money moved.",
    ),
    parameters=PARAMETERS,
    columns=RING_COLUMNS,
    rows=(AMAZON_RING, NVIDIA_RING),
    server="Neo4j/2026.08.1",
    datasets=DATASETS,
    elapsed_ms=152,
    names=NAMES,
    facts=FACTS,
)

SHARED = replace(
    RINGS,
    query=QueryStamp(
        "shared-owner-customers",
        "Customers that share an owner with their supplier",
        "1.0.0",
        "ef" * 32,
        "Owning shares of both sides says nothing about who decided the purchase.",
    ),
    columns=(
        Column("customer", "string", "company"),
        Column("supplier", "string", "company"),
        Column("owner", "string", "company"),
        Column("contingent", "boolean"),
        Column("companies", "list<string>", "company"),
        Column("deals", "list<string>", "deal"),
    ),
    rows=(
        {
            "customer": "openai",
            "supplier": "sb-energy",
            "owner": "softbank-group",
            "contingent": False,
            "companies": ["openai", "sb-energy", "softbank-group"],
            "deals": ["D-029", "D-010", "D-028b"],
        },
    ),
    truncated=True,
    warnings=("The load of 'mine' is unfinished.",),
)

DEALS = replace(
    RINGS,
    query=QueryStamp("pair-roles", "Every deal between two companies", "1.0.0", "01" * 32),
    columns=(
        Column("deal_id", "string", "deal"),
        Column("payer", "string", "company"),
        Column("relationship", "string"),
        Column("payee", "string", "company"),
        Column("amount_low", "integer"),
        Column("amount_high", "integer"),
        Column("currency", "string"),
        Column("stake_pct", "number"),
        Column("status", "string"),
        Column("begins", "date"),
        Column("ends", "date"),
        Column("companies", "list<string>", "company"),
        Column("deals", "list<string>", "deal"),
    ),
    rows=(
        {
            "deal_id": "D-001",
            "payer": "nvidia",
            "relationship": "INVESTS_IN",
            "payee": "openai",
            "amount_low": 0,
            "amount_high": 100 * BILLION,
            "currency": "USD",
            "stake_pct": None,
            "status": "loi",
            "begins": date(2025, 9, 22),
            "ends": date.max,
            "companies": ["nvidia", "openai"],
            "deals": ["D-001"],
        },
        {
            "deal_id": "D-004",
            "payer": "openai",
            "relationship": "BUYS_FROM",
            "payee": "nvidia",
            "amount_low": None,
            "amount_high": None,
            "currency": None,
            "stake_pct": 2.5,
            "status": "in_force",
            "begins": date.min,
            "ends": date(2030, 12, 31),
            "companies": ["openai", "nvidia"],
            "deals": ["D-004"],
        },
    ),
)

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://example.org";"click")',
    "+1",
    "-2+3",
    "@SUM(1)",
    "\tcell",
    "\rcell",
    "\0cell",
    "'=already quoted",
    "＝1+1",
    " =1+1",
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31mred",
    "[link=http://example.org]x[/link]",
    "[/]",
    "[bold]",
    "<r><t>markup</t></r>",
    "_x000D_",
    "safe\u202egnp.exe",
    "\u200frtl\u2069",
    "x" * 500,
    "ソフトバンクグループ株式会社ソフトバンクグループ株式会社",
    "주식회사 아주 긴 이름",
    "line\nend",
    "a;b",
    "a+b",
    'quote"and,comma',
    "# heading",
    "![picture](http://example.org/x.png) and [link](http://example.org)",
    "`code` **bold** _em_ ~~gone~~ $x$ $$y$$ &amp; @somebody #1",
    "http://example.org www.example.org someone@example.org",
    "a | b \\| c",
    "1. list",
    '"]; click n1 href "http://example.org"',
    "%%{init: {'securityLevel': 'loose'}}%%",
    "end",
    "\ufffe",
    "\ud800",
    "",
)
"""Names that try to be something else than names."""


def with_names(result: Result, name: str) -> Result:
    """Return the answer with one name for all its companies."""
    return replace(result, names=dict.fromkeys(result.names, name))


def repeated(result: Result, count: int) -> Result:
    """Return the answer with its rows over and over."""
    return replace(result, rows=tuple(result.rows[index % len(result.rows)] for index in range(count)))


def numbered(count: int) -> Result:
    """Return an answer in which each row is a pair of companies and a deal of its own."""
    arrows = [(f"c{index}", "BUYS_FROM", f"c{index + 1}") for index in range(count)]
    return replace(
        SHARED,
        columns=(
            Column("customer", "string", "company"),
            Column("supplier", "string", "company"),
            Column("deals", "list<string>", "deal"),
        ),
        rows=tuple(
            {"customer": payer, "supplier": payee, "deals": [f"D{index}"]}
            for index, (payer, _, payee) in enumerate(arrows)
        ),
        names={f"c{index}": f"Company {index}" for index in range(count + 1)},
        facts={f"D{index}": fact(f"D{index}", arrow, "$1B") for index, arrow in enumerate(arrows)},
        truncated=False,
        warnings=(),
    )

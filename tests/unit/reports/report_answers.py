"""What a catalogue could answer to a report: small enough to check by eye. Companies and deals are made up."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from circflow.model import Column, DatasetStamp, DealFact, QueryStamp, Result, SourceFact
from circflow.queries import read_catalogue
from circflow.reports.asking import CONDITIONS, CONTRADICTIONS, FINDINGS, LETTERS, OWNERS, RINGS, SUPPORT, Asked

BILLION = 10**9
NAMES = {"a": "Alder", "b": "Birch", "c": "Cedar", "d": "ドウダン", "e": "느릅나무"}
SOURCE = SourceFact("mine", "S-1", "Alder and Birch agree", "https://example.org/a", "Paper", "2025-01-02", "en", "B")
_CATALOGUE = read_catalogue()


def fact(deal: str, payer: str, relationship: str, payee: str, amount: str = "$5B") -> DealFact:
    """Return a deal that rests on one document."""
    return DealFact(deal, payer, relationship, payee, amount, "signed", 4, "2025-01-02", sources=(SOURCE,))


FACTS = {
    known.deal_id: known
    for known in (
        fact("d1", "a", "INVESTS_IN", "b"),
        fact("d2", "b", "BUYS_FROM", "a"),
        fact("d3", "c", "INVESTS_IN", "b"),
        fact("d4", "b", "BUYS_FROM", "c", "undisclosed"),
        fact("d5", "d", "INVESTS_IN", "a"),
        fact("d6", "d", "INVESTS_IN", "b"),
    )
}


def ring(companies: str = "ab", deals: tuple[str, ...] = ("d1", "d2"), **others: Any) -> dict[str, Any]:
    """Return a chain in which every hop has an amount, unless told otherwise."""
    types = [FACTS[deal].relationship for deal in deals]
    return {
        "ring": list(companies),
        "hops": len(companies),
        "relationships": types,
        "deals_by_hop": [[deal] for deal in deals],
        "carries_low": 5 * BILLION,
        "carries_high": 9 * BILLION,
        "currency": "USD",
        "unknown_hops": 0,
        "contingent": False,
        "quality": "B",
        "companies": list(companies),
        "deals": list(deals),
    } | others


UNKNOWN = {"carries_low": None, "carries_high": None, "currency": None, "unknown_hops": 1}

OWNER = {
    "customer": "b",
    "supplier": "a",
    "owner": "d",
    "contingent": False,
    "companies": ["b", "a", "d"],
    "deals": ["d2", "d5", "d6"],
}
GUARANTEE = {
    "deal": "d3",
    "guarantor": "c",
    "beneficiary": "b",
    "kind": "guarantee",
    "amount_high": 2 * BILLION,
    "currency": "USD",
    "until": None,
    "ties": ["BUYS_FROM"],
    "companies": ["c", "b"],
    "deals": ["d3", "d4"],
}
CONDITION = {
    "deal": "d1",
    "tranche": 1,
    "payer": "a",
    "receiver": "b",
    "amount_low": 0,
    "amount_high": 3 * BILLION,
    "currency": "USD",
    "condition": "approval",
    "decided_by": "c",
    "expires": "2026-03",
    "status": "conditional",
    "companies": ["a", "b", "c"],
    "deals": ["d1"],
}
LETTER = {
    "deal": "d4",
    "payer": "b",
    "relationship": "BUYS_FROM",
    "payee": "c",
    "announced": "2024",
    "days": 500,
    "companies": ["b", "c"],
    "deals": ["d4"],
}
POINT = {
    "subject": "d3",
    "about": "amount",
    "claims": ["d3", "k1", "k2"],
    "low": 5 * BILLION,
    "high": 50 * BILLION,
    "currency": "USD",
    "ratio": 10.0,
    "unit_slip": True,
    "companies": ["c", "b"],
    "deals": ["d3"],
}
_ROWS = {
    RINGS: [ring()],
    OWNERS: [OWNER],
    SUPPORT: [GUARANTEE],
    CONDITIONS: [CONDITION],
    CONTRADICTIONS: [POINT],
    LETTERS: [LETTER],
}


def claim(**others: Any) -> dict[str, Any]:
    """Return what a document says of a deal."""
    return {
        "deal": "d3",
        "claim": "k1",
        "source": "S-1",
        "title": "Cedar invests",
        "publisher": "Paper",
        "published": "2025-02",
        "as_of": "2025-01",
        "amount_low": 5 * BILLION,
        "amount_high": 5 * BILLION,
        "currency": "USD",
        "amount_basis": None,
        "asserted_status": "signed",
        "paraphrase": None,
    } | others


def result(query_id: str, rows: list[dict[str, Any]], **others: Any) -> Result:
    """Return an answer with the columns and the words of its stored query."""
    query = _CATALOGUE[query_id]
    columns = tuple(Column(column.name, column.type, column.of) for column in query.returns)
    assert all(list(row) == [column.name for column in columns] for row in rows)
    stamp = QueryStamp(query.id, query.title, query.version, query.sha256, query.reading)
    return Result(
        query=stamp,
        parameters={name: param.default for name, param in query.params.items()},
        columns=columns,
        rows=tuple(rows),
        server="Neo4j/2026.08.1",
        datasets=(DatasetStamp("mine", "cd" * 32, datetime(2026, 7, 1, tzinfo=UTC)),),
        names=NAMES,
        facts={deal: FACTS[deal] for row in rows for deal in row["deals"]},
        **others,
    )


def asked(*companies: str, **others: Any) -> Asked:
    """Return what was asked.

    Args:
        *companies: Ids.
        **others: Fields, or rows by what they are about: `rings`, `owners`, `support`, `conditions`, `points`,
            `letters`.
    """
    about = dict(zip(("rings", "owners", "support", "conditions", "points", "letters"), _ROWS, strict=True))
    rows = {query_id: others.pop(name, _ROWS[query_id]) for name, query_id in about.items()}
    answers = {query_id: result(query_id, rows[query_id]) for query_id in (*FINDINGS, LETTERS)}
    fields: dict[str, Any] = {
        "companies": {id_: NAMES[id_] for id_ in companies},
        "absent": (),
        "parameters": {},
        "answers": answers,
        "firm": result(RINGS, []),
        "said": (),
        "claims": (claim(), claim(claim="k2", amount_high=50 * BILLION, publisher=None, as_of=None)),
        "records": tuple(answers.values()),
    }
    return Asked(**fields | others)


def empty(*companies: str, **others: Any) -> Asked:
    """Return what was asked where nothing was found."""
    return asked(*companies, rings=[], owners=[], support=[], conditions=[], points=[], letters=[], **others)


def named(found: Asked, name: str) -> Asked:
    """Return the same with one name for all companies, and one text wherever data has text."""
    source = SourceFact("mine", "S-1", name, "javascript:alert(1)", name, name, None, None)
    facts = {
        deal: replace(known, amount_label=name, announced=name, sources=(source,)) for deal, known in FACTS.items()
    }
    answers = {
        query_id: replace(
            answer,
            names=dict.fromkeys(NAMES, name),
            facts={deal: facts[deal] for deal in answer.facts},
            rows=tuple({key: _texts(key, value, name) for key, value in row.items()} for row in answer.rows),
            warnings=(name,),
        )
        for query_id, answer in found.answers.items()
    }
    texts = ("title", "publisher", "as_of", "asserted_status", "amount_basis")
    claims = (claim(deal="d1", paraphrase=f"access to {name}"), claim(**dict.fromkeys(texts, name)))
    said = {"deal": "d2", "relationship": "BUYS_FROM", "capacity": name, "dataset": name}
    return replace(
        found,
        companies=dict.fromkeys(found.companies, name),
        parameters={"without": [name]},
        answers=answers,
        said=(said,),
        claims=claims,
        records=tuple(answers.values()),
    )


def _texts(key: str, value: object, name: str) -> object:
    return name if key in ("kind", "condition", "expires", "until", "announced") else value

"""Round trips found in memory: hops out of Neo4j, rings by `circflow.rings`, and back for what those shown carry."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from typing import Any, Final

from neo4j import Transaction

from circflow.errors import TimedOut
from circflow.rings import Rings, chunks
from circflow.rings.ordering import in_order
from circflow.shipped import folder

_BATCH: Final = 500
"""Chains that are priced at a time."""

_GROUP: Final = "MATCH (company:Company {id: $through}) RETURN company.group_id AS id"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hops:
    """Who pays whom, and how.

    Attributes:
        ids: Companies or groups, sorted, so that their places compare as they do.
        kinds: Types of deal by the places of payer and payee, sorted.
    """

    ids: Sequence[str]
    kinds: Mapping[tuple[int, int], Sequence[str]]


def round_trips(transaction: Transaction, sent: Mapping[str, Any], timeout_s: float) -> Iterator[Row]:
    """Yield the rows of `round-trips`, all of its columns, in its order.

    Args:
        transaction: A reading one.
        sent: What stands for each `$name` of the stored query.
        timeout_s: Seconds after which the search in memory ends.

    Raises:
        TimedOut: the time is up.
    """
    ends = time.monotonic() + timeout_s
    hops = _hops(transaction, sent)
    chains = islice(_chains(hops, _rings(hops, transaction, sent, ends), sent["min_purchases"]), sent["limit"])
    while part := [{"ring": ring, "relationships": kinds} for ring, kinds in islice(chains, _BATCH)]:
        yield from (record.data() for record in transaction.run(_text("chains"), {**sent, "chains": part}))


def _hops(transaction: Transaction, sent: Mapping[str, Any]) -> Hops:
    found = [record.values() for record in transaction.run(_text("hops"), dict(sent))]
    ids = sorted({id_ for payer, _, payees in found for id_ in (payer, *payees)})
    place = {id_: at for at, id_ in enumerate(ids)}
    kinds: dict[tuple[int, int], list[str]] = {}
    for payer, kind, payees in sorted(found, key=lambda record: record[1]):
        for payee in payees:
            kinds.setdefault((place[payer], place[payee]), []).append(kind)
    return Hops(ids, kinds)


def _rings(hops: Hops, transaction: Transaction, sent: Mapping[str, Any], ends: float) -> Iterable[tuple[int, ...]]:
    """Return the rings as places of their companies, in the order of rows."""
    through = None
    if sent["through"] is not None:
        named = _company(transaction, sent)
        if named not in hops.ids:
            return ()
        through = hops.ids.index(named)
    sources, targets = [payer for payer, _ in hops.kinds], [payee for _, payee in hops.kinds]
    return in_order(_until(ends, chunks(sources, targets, sent["max_hops"], through=through)))


def _until(ends: float, found: Iterable[Rings]) -> Iterator[Rings]:
    for chunk in found:
        yield chunk
        if time.monotonic() > ends:
            raise TimedOut(
                "the search in memory was ended at its time limit",
                hint="Narrow it, or give more time with --timeout.",
            )


def _company(transaction: Transaction, sent: Mapping[str, Any]) -> str:
    if sent["by"] != "group":
        return str(sent["through"])
    return str(transaction.run(_GROUP, {"through": sent["through"]}).single(strict=True)["id"])


def _chains(
    hops: Hops, rings: Iterable[tuple[int, ...]], min_purchases: int
) -> Iterator[tuple[list[str], Sequence[str]]]:
    """Yield each ring with every choice of a type a hop."""
    for ring in rings:
        steps = zip(ring, (*ring[1:], ring[0]), strict=True)
        for kinds in product(*(hops.kinds[step] for step in steps)):
            if kinds.count("BUYS_FROM") >= min_purchases:
                yield [hops.ids[at] for at in ring], kinds


@cache
def _text(name: str) -> str:
    return (folder("cypher") / "engines" / f"{name}.cypher").read_text(encoding="utf-8")

"""Which claims disagree, by the definitions alone: pairs of claims on one subject, in plain Python."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

from oracle.deals import OracleDeal, Question, World, readings

_GROWTH = timedelta(days=90)
_UNITS = [(8, Fraction(25, 2)), (80, 125), (800, 1250)]
_DONE = {"signed", "partially_funded", "closed", "in_force", "holding"}
_OPEN = {"loi", "planned", "conditional"}
_ENDS = {"lapsed", "terminated", "exited", "defaulted", "ended"}
_WORDS = Path(__file__).parents[2] / "circflow" / "text" / "status_words.csv"

Row = dict[str, Any]


@dataclass(frozen=True)
class _Claim:
    id: str
    source: str
    low: int
    high: int | None
    figure: int | None
    currency: str
    basis: str | None
    code: str
    asserted: str | None
    dated: date | None
    surely_by: date | None


def contradictions(world: World, question: Question) -> list[Row]:
    """One row a subject and matter; amounts apart by currency and basis."""
    rows = []
    for deal in world.deals:
        payer, payee = world.place(deal.payer, question), world.place(deal.payee, question)
        if payer != payee and world.counts(deal, question):
            said = _about_deal(world, deal)
            found = [*_matters(said), *_dates(deal, said)]
            rows += [{"subject": deal.id, **row, "companies": [payer, payee], "deals": [deal.id]} for row in found]
    for subject, (company, said) in sorted(_figures(world, question).items()):
        rows += [
            {"subject": subject, **row, "companies": [world.place(company, question)], "deals": []}
            for row in _matters(said)
        ]
    return sorted(rows, key=lambda row: (not row["unit_slip"], row["about"], row["subject"], row["claims"]))


def _about_deal(world: World, deal: OracleDeal) -> list[_Claim]:
    said = [_claim(world, dataset, row, deal.basis) for dataset, row in world.claims[deal.id]]
    states = deal.low is not None or deal.high is not None
    if states and said and deal.first_source and all(claim.source != deal.first_source for claim in said):
        published = world.sources[deal.dataset, deal.first_source].get("published")
        figure = deal.low if deal.high is None else deal.high
        dated = readings(published)[0] if published else None
        said.append(
            _Claim(
                deal.id,
                deal.first_source,
                deal.low or 0,
                deal.high,
                figure,
                deal.currency,
                deal.basis,
                deal.code,
                None,
                dated,
                None,
            )
        )
    return said


def _figures(world: World, question: Question) -> dict[str, tuple[str, list[_Claim]]]:
    found: dict[str, tuple[str, list[_Claim]]] = {}
    for dataset, row in (claim for claims in world.claims.values() for claim in claims):
        company = (row.get("subject") or "").partition(":")[0]
        shut = {company, world.groups.get(company) if question.by == "group" else None} & set(question.without)
        if company in world.groups and not shut and (question.datasets is None or dataset in question.datasets):
            found.setdefault(row["subject"], (company, []))[1].append(_claim(world, dataset, row, None))
    return found


def _claim(world: World, dataset: str, row: Mapping[str, str], basis: str | None) -> _Claim:
    low = int(row["amount_low"]) if row.get("amount_low") else None
    high = int(row["amount_high"]) if row.get("amount_high") else None
    published = world.sources[dataset, row["source_id"]].get("published")
    as_of = row.get("as_of")
    when = as_of or published
    return _Claim(
        row["claim_id"],
        row["source_id"],
        low or 0,
        high,
        low if high is None else high,
        row.get("currency") or "",
        row.get("amount_basis") or basis,
        row.get("amount_code") or "",
        _asserted(row.get("asserted_status") or ""),
        readings(when)[0] if when else None,
        readings(as_of)[1] if as_of else None,
    )


def _matters(said: list[_Claim]) -> Iterator[Row]:
    amounts = defaultdict(list)
    others = defaultdict(set)
    for one, other in permutations(said, 2):
        alike = one.basis == other.basis or None in {one.basis, other.basis}
        if None not in {one.figure, other.figure}:
            if one.currency != other.currency:
                others["currency"] |= {one.id, other.id} if alike else set()
            elif alike and one.figure < other.figure and _apart(one, other):
                amounts[one.currency, one.basis or other.basis].append((one, other))
            elif _same(one, other) and (not alike or (one.code == "contingent") != (other.code == "contingent")):
                others["nature"] |= {one.id, other.id}
        dated = one.dated and other.dated and one.dated <= other.dated
        if dated and one.asserted in _DONE and other.asserted in _OPEN:
            others["status"] |= {one.id, other.id}
    for (currency, _), pairs in amounts.items():
        less, more = max(pairs, key=lambda pair: (_unit(*pair), _times(*pair), -pair[0].figure))
        ids = {claim.id for pair in pairs for claim in pair}
        ratio = _times(less, more) if less.figure else None
        yield _row("amount", ids, less.figure, more.figure, currency, ratio, slip=_unit(less, more))
    for about, ids in others.items():
        if ids:
            yield _row(about, ids)


def _dates(deal: OracleDeal, said: list[_Claim]) -> Iterator[Row]:
    early = {
        claim.id
        for claim in said
        if claim.asserted in _DONE and claim.surely_by and deal.begins - claim.surely_by > _GROWTH
    }
    if early:
        yield _row("date", early | {deal.id})


def _row(about: str, ids: Iterable[str], *money: Any, slip: bool = False) -> Row:
    columns = dict(zip(("low", "high", "currency", "ratio"), money or (None,) * 4, strict=True))
    return {"about": about, "claims": sorted(ids), **columns, "unit_slip": slip}


def _apart(less: _Claim, more: _Claim) -> bool:
    if "not_this_edge" in {less.code, more.code}:
        return False
    grown = less.dated is not None and more.dated is not None and more.dated - less.dated > _GROWTH
    clear = less.high is not None and Fraction(more.low * 95, 100) > Fraction(less.high * 105, 100)
    return _unit(less, more) or (clear and not grown)


def _unit(less: _Claim, more: _Claim) -> bool:
    ratio = Fraction(more.figure, less.figure) if less.figure else 0
    return "vague_band" not in {less.code, more.code} and any(low <= ratio <= high for low, high in _UNITS)


def _times(less: _Claim, more: _Claim) -> float:
    return more.figure / less.figure if less.figure else float("inf")


def _same(one: _Claim, other: _Claim) -> bool:
    return one.figure * 95 <= other.figure * 105 and other.figure * 95 <= one.figure * 105


def _asserted(text: str) -> str | None:
    """Return what a text of the shipped claims begins with, unless a remark of it is an end."""
    first, *remarks = [_begun(part.strip()) for part in re.split(r"[;,(]", text.lower())]
    return next((status for status in remarks if status in _ENDS), first) if first else None


def _begun(said: str) -> str | None:
    words = _words()
    begun = [word for word in words if said == word or (said.startswith(word) and not said[len(word)].isalnum())]
    longest = max(begun, key=len, default="")
    # "Agreement" alone says nothing, "agreement signed" does.
    return words[longest] or _begun(said[len(longest) :].strip()) if longest else None


@cache
def _words() -> dict[str, str]:
    with _WORDS.open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["status"] for row in csv.DictReader(file) if row["part"] != "denial"}

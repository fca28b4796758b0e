"""Amounts other than the deals' own: as one source states them, corrected, or converted into another currency."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from circflow.errors import ParamError
from circflow.graph.connection import Connection
from circflow.graph.names import CORRECTED
from circflow.listing import listed
from circflow.model import DealFact
from circflow.model.amount import interval_label
from circflow.model.currencies import CURRENCIES
from circflow.model.deal import UNKNOWN_BEGIN
from circflow.model.rates import Rate, Rates
from circflow.sheets.rates import rates_of

_FLOWS: Final = ["consideration", "contract_value", "total"]
_NO_AMOUNT: Final = ["not_this_edge", "contingent"]

_OWN: Final = """
MATCH (:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(:Company)
RETURN deal.deal_id AS id, deal.amount_low AS low, deal.amount_high AS high, deal.currency AS currency,
       deal.begins AS begins, deal.amount_basis AS basis, deal.amount_code AS code, deal.dataset AS dataset,
       deal.sources AS sources
"""
_HAVING: Final = """
MATCH (source:Source {source_id: $source}) WHERE $datasets IS NULL OR source.dataset IN $datasets
RETURN DISTINCT source.dataset AS dataset ORDER BY dataset
"""
# A claim that is about more than its deal, or measures something else than what is paid, says nothing of the amount.
_CLAIMED: Final = """
MATCH (claim:Claim)-[:ABOUT]->(deal:Deal)
WHERE ($source IS NULL OR (claim.source_id = $source AND claim.dataset = $dataset))
  AND coalesce(claim[$low], claim[$high]) IS NOT NULL AND NOT coalesce(claim.amount_code, '') IN $no_amount
RETURN deal.id AS id, claim[$low] AS low, claim[$high] AS high, claim.currency AS currency, claim.amount_basis AS basis
ORDER BY id, claim.claim_id
"""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a deal is worth by some account.

    Attributes:
        low: Least amount, in currency units; None when nothing is known.
        high: Largest; None = open.
        currency: ISO 4217 code.
        rate: What it was converted at; None when it was not.
    """

    low: int | None
    high: int | None
    currency: str | None
    rate: Rate | None = None

    @property
    def sent(self) -> dict[str, Any]:
        """Return what the Cypher takes."""
        return {"low": self.low, "high": self.high, "currency": self.currency}

    @property
    def label(self) -> str:
        """Return it for people."""
        return interval_label(self.low, self.high, self.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The amounts that a question is to take.

    Attributes:
        by_deal: By deal id; a deal that is missing has no known amount.
        said_by: The source, or `corrected`; None for the deals' own.
        corrected: Deals whose own amount was replaced by a corrected one.
        currency: What was converted into; None when nothing was.
    """

    by_deal: Mapping[str, Stated]
    said_by: str | None = None
    corrected: frozenset[str] = field(default_factory=frozenset)
    currency: str | None = None

    @property
    def sent(self) -> dict[str, dict[str, Any]]:
        """Return what stands for `$amounts`."""
        return {deal: stated.sent for deal, stated in self.by_deal.items()}

    def described(self, deal: DealFact) -> DealFact:
        """Return what is known of a deal, with this amount in place of its own."""
        stated = self.by_deal.get(deal.deal_id, _UNKNOWN)
        return replace(
            deal,
            amount_label=stated.label,
            amount_low=stated.low,
            amount_high=stated.high,
            currency=stated.currency if stated.low is not None or stated.high is not None else None,
        )

    def remarks(self, deals: Collection[str]) -> tuple[str, ...]:
        """Say what a reader of these deals must know about their amounts."""
        shown = sorted(deals)
        told = []
        if self.said_by == CORRECTED:
            corrected = [deal for deal in shown if deal in self.corrected]
            told.append(f"Amounts are the deals' own, corrected for {_listed(corrected)}.")
        elif self.said_by:
            silent = [deal for deal in shown if deal not in self.by_deal]
            but = f"it states none for {_listed(silent)}" if silent else "it states one for each deal in these rows"
            told.append(f"Amounts are those that {self.said_by} states; {but}.")
        if self.currency:
            told += self._conversions(shown)
        return tuple(told)

    def _conversions(self, deals: Iterable[str]) -> list[str]:
        stated = {deal: self.by_deal[deal] for deal in deals if deal in self.by_deal}
        used = sorted({rate for one in stated.values() if (rate := one.rate)}, key=lambda rate: (rate.sold, rate.day))
        left = [
            f"{deal} ({one.currency})"
            for deal, one in stated.items()
            if one.low is not None and one.currency != self.currency
        ]
        told = [f"Converted at {'; '.join(map(str, used))}."] if used else []
        return told + ([f"No rate to {self.currency} on or before their dates: {_listed(left)}."] if left else [])


_UNKNOWN: Final = Stated(None, None, None)


def require_whole(bound: Mapping[str, Any]) -> None:
    """Refuse rates without a currency to convert into, a currency without rates, and one that does not exist.

    Raises:
        ParamError: see above.
    """
    rates, currency = bound.get("rates"), bound.get("in")
    if (rates is None) != (currency is None):
        given, lacking = ("in", "rates") if rates is None else ("rates", "in")
        raise ParamError(
            f"{given} is given without {lacking}", hint="To convert, give both: --rates FILE --in USD, say."
        )
    if currency is not None:
        require_currency("in", currency)


def require_currency(name: str, currency: str) -> None:
    """Refuse a currency that does not exist.

    Args:
        name: The parameter.
        currency: Its value.

    Raises:
        ParamError: see above.
    """
    if currency not in CURRENCIES:
        near = get_close_matches(currency.upper(), sorted(CURRENCIES), n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise ParamError(f"{name} must be a currency code, and '{currency}' is none{meant}")


def amounts(connection: Connection, bound: Mapping[str, Any]) -> Amounts | None:
    """Work out the amounts that a question is to take.

    Args:
        connection: Where the deals and claims are.
        bound: Its parameters, as `circflow.graph.run.bind` returns them.

    Returns:
        None when it takes the deals' own as they are.
    """
    said_by, currency = bound.get("amounts_from"), bound.get("in")
    if said_by is None and currency is None:
        return None
    own = {row["id"]: row for row in connection.ask(_OWN)}
    begins = {id_: row["begins"].to_native() for id_, row in own.items()}
    found = {id_: Stated(_low(row), row["high"], row["currency"]) for id_, row in own.items()}
    corrected: frozenset[str] = frozenset()
    if said_by == CORRECTED:
        better = _claimed(connection, own, "corrected")
        corrected = frozenset(better)
        found |= better
    elif said_by is not None:
        dataset = _dataset_of(connection, said_by, bound.get("datasets"))
        # What the row of a deal states is said by its source, where that is the only one.
        alone = {id_ for id_, row in own.items() if row["dataset"] == dataset and row["sources"] == [said_by]}
        stated = {id_: one for id_, one in found.items() if id_ in alone and one.low is not None and _is_flow(own[id_])}
        found = stated | _claimed(connection, own, "amount", said_by, dataset)
    if currency is not None:
        rates = Rates(rates_of(bound["rates"]))
        found = {id_: _converted(stated, rates, currency, begins[id_]) for id_, stated in found.items()}
    return Amounts(by_deal=found, said_by=said_by, corrected=corrected, currency=currency)


def _dataset_of(connection: Connection, source: str, datasets: list[str] | None) -> str | None:
    """Return the data set of a source among those that are asked about; None when none of them has it.

    Raises:
        ParamError: several have a source of this id, which are different documents.
    """
    having = [row["dataset"] for row in connection.ask(_HAVING, {"source": source, "datasets": datasets})]
    if len(having) > 1:
        raise ParamError(
            f"{source} is the id of a source in {', '.join(having[:-1])} and in {having[-1]}",
            hint=f"Say which one is meant: --datasets {having[0]}, say.",
        )
    return next(iter(having), None)


def _claimed(
    connection: Connection,
    own: Mapping[str, Mapping[str, Any]],
    kind: str,
    source: str | None = None,
    dataset: str | None = None,
) -> dict[str, Stated]:
    """Return what claims say of deals: of several by one source, the interval that holds them all."""
    of_source = {"source": source, "dataset": dataset}
    asked = of_source | {"low": f"{kind}_low", "high": f"{kind}_high", "no_amount": _NO_AMOUNT}
    said: dict[str, list[Stated]] = {}
    for row in connection.ask(_CLAIMED, asked):
        deal = own.get(row["id"])
        # An empty basis equals the deal's.
        if deal is not None and (row["basis"] or deal["basis"] or _FLOWS[0]) in _FLOWS:
            said.setdefault(row["id"], []).append(Stated(_low(row), row["high"], row["currency"]))
    return {
        id_: together
        for id_, several in said.items()
        if (together := _together(several, own[id_]["currency"])) is not None
    }


def _together(several: list[Stated], currency: str | None) -> Stated | None:
    """Return one interval; None for several currencies of which none is the deal's."""
    stated = {one.currency for one in several}
    chosen = currency if currency in stated else next(iter(stated)) if len(stated) == 1 else None
    same = [one for one in several if one.currency == chosen]
    if not same:
        return None
    highs = [one.high for one in same if one.high is not None]
    return Stated(
        min(one.low for one in same if one.low is not None), max(highs) if len(highs) == len(same) else None, chosen
    )


def _converted(stated: Stated, rates: Rates, currency: str, day: date) -> Stated:
    if stated.low is None or stated.currency in (None, currency) or day == UNKNOWN_BEGIN:
        return stated
    rate = rates.on(str(stated.currency), currency, day)
    if rate is None:
        return stated
    high = None if stated.high is None else rate.high_of(stated.high)
    return replace(stated, low=rate.low_of(stated.low), high=high, currency=currency, rate=rate)


def _is_flow(row: Mapping[str, Any]) -> bool:
    return (row["basis"] or _FLOWS[0]) in _FLOWS and row["code"] not in _NO_AMOUNT


def _low(row: Mapping[str, Any]) -> int | None:
    """Return the low of a row; an amount with a high alone begins at nothing."""
    low: int | None = row["low"]
    return 0 if low is None and row["high"] is not None else low


def _listed(items: list[str]) -> str:
    return listed(items) or "none of the deals in these rows"

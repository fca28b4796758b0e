"""The deals that a question looks at, between the companies or groups that it sees."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from oracle.deals import OracleDeal, Question, World

Hop = tuple[str, str, str]
Row = dict[str, Any]

STAKES = ("INVESTS_IN", "JOINT_VENTURE")
KINDS = (*STAKES, "BUYS_FROM")


class Network:
    """All deals at the level of the question, by (payer, type, payee); and those among them that it looks at."""

    def __init__(self, world: World, question: Question) -> None:
        self.all: dict[Hop, list[OracleDeal]] = defaultdict(list)
        self.passing: dict[Hop, list[OracleDeal]] = defaultdict(list)
        for deal in world.deals:
            payer, payee = world.place(deal.payer, question), world.place(deal.payee, question)
            if payer != payee:
                self.all[payer, deal.kind, payee].append(deal)
                if world.counts(deal, question):
                    self.passing[payer, deal.kind, payee].append(deal)
        self.sales = sorted((payer, payee) for payer, kind, payee in self.passing if kind == "BUYS_FROM")
        self.suppliers: dict[str, list[str]] = defaultdict(list)
        for customer, supplier in self.sales:
            self.suppliers[customer].append(supplier)
        self.owners: dict[str, list[str]] = defaultdict(list)
        for owner, owned in sorted({(payer, payee) for payer, kind, payee in self.passing if kind in STAKES}):
            self.owners[owned].append(owner)

    def row(self, companies: dict[str, str], *legs: Iterable[OracleDeal]) -> Row:
        """Return a row of the patterns about purchases."""
        legs = tuple(map(list, legs))
        return {
            **companies,
            "contingent": any(all(deal.contingent for deal in leg) for leg in legs),
            "deals": sorted({deal.id for leg in legs for deal in leg}),
        }

    def buys(self, customer: str, supplier: str) -> list[OracleDeal]:
        """Return what one buys from the other."""
        return self.passing.get((customer, "BUYS_FROM", supplier), [])

    def owns(self, owner: str, owned: str, question: Question) -> list[OracleDeal]:
        """Return what one holds of the other, ventures included unless the question says otherwise."""
        kinds = STAKES[:1] if question.joint_ventures is False else STAKES
        return [deal for kind in kinds for deal in self.passing.get((owner, kind, owned), [])]

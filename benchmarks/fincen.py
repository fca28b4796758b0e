"""Counts the rings of the public FinCEN file under five ways to tell which names are one bank.

    python benchmarks/fincen.py download_transactions_map.csv

The table of docs/how-to/fincen.md is what it prints.
"""

import csv
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from circflow.datasets import check, parties
from circflow.rings import find
from circflow.sheets.matching.decisions import write_matches
from circflow.sheets.matching.proposals import proposals
from circflow.sheets.matching.review import Review

MAX_HOPS = 6
COLUMNS = """
relationship = "buys from"
currency = "USD"

[columns]
deal_id = "id"
payer = "originator_bank"
payer_id = "originator_bank_id"
payee = "beneficiary_bank"
payee_id = "beneficiary_bank_id"
amount = "amount_transactions"
"""


def main(file: Path) -> None:
    """Print a line for each way."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    show("code", ((row["originator_bank_id"], row["beneficiary_bank_id"]) for row in rows))
    show("lower case", ((row["originator_bank"].lower(), row["beneficiary_bank"].lower()) for row in rows))
    with tempfile.TemporaryDirectory() as folder:
        columns = Path(folder) / "fincen.toml"
        columns.write_text(COLUMNS, encoding="utf-8")
        show("circflow", arrows(file, columns=columns))
        for least in (99, 95):
            decided = Path(folder) / f"{least}.csv"
            accept(file, columns, least, decided)
            show(f"from {least} on", arrows(file, columns=columns, matches=decided))


def arrows(file: Path, columns: Path, matches: Path | None = None) -> list[tuple[str, str]]:
    """Return who pays whom, as circflow reads the file."""
    return [(deal.source, deal.target) for deal in check(file, columns=columns, matches=matches).package.deals]


def accept(file: Path, columns: Path, least: int, target: Path) -> None:
    """Decide that all pairs of a likeness are one bank."""
    review = Review([], proposals(parties(file, columns=columns)))
    review.accept(least, "benchmark", "2026-11-21")
    write_matches(target, review.rows)


def show(how: str, pairs: Iterable[tuple[str, str]]) -> None:
    """Count the rings of each length and print them."""
    numbers: dict[str, int] = {}
    edges = {tuple(numbers.setdefault(name, len(numbers)) for name in pair) for pair in pairs}
    rings = find([payer for payer, _ in edges], [payee for _, payee in edges], MAX_HOPS)
    print(how, len(numbers), *(f"{len(found):,}" for found in rings.values()), sep="\t")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Who owns how much of whom, through circles, and who controls."""

from collections.abc import Mapping, Sequence
from typing import Any

from circflow.computed.asked import Asked, Computed, Row
from circflow.money import Share, Stake, integrated_ownership


def integrated_ownership_rows(fetched: Sequence[Mapping[str, Any]], asked: Asked) -> Computed:
    """Return a row for each owner and company below it, the largest share of an owner on top."""
    shares = [Share(row["owner"], row["held"], row["low"], row["high"], tuple(row["deals"])) for row in fetched]
    owner, held = (asked.parameters[name] and asked.place(asked.parameters[name]) for name in ("owner", "held"))
    asked.progress(f"Shares through {len(shares):,} stakes", 0, 0)
    found = integrated_ownership(shares, owner)
    stakes = sorted(found.stakes, key=lambda one: (one.owner, -one.integrated_high, -one.integrated_low, one.held))
    rows = tuple(_row(one) for one in stakes if one.integrated_high and held in {None, one.held})
    return Computed(rows, tuple(f"Left out: {one.company}; {one.reason}." for one in found.left_out))


def _row(one: Stake) -> Row:
    return {
        "owner": one.owner,
        "held": one.held,
        "direct_low": one.direct_low,
        "direct_high": one.direct_high,
        "integrated_low": one.integrated_low,
        "integrated_high": one.integrated_high,
        "controls": one.controls,
        "companies": sorted({one.owner, one.held, *one.through}),
        "deals": list(one.deals),
    }

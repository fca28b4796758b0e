"""Rings in a plain graph of payers and payees: every one once, up to a number of hops. Needs no Neo4j.

Each ring is found from its busiest company, which keeps the walks short: a company of many deals is started from first
and is then out of the way of all others. Only companies that can reach each other both ways are walked at all, and a
walk turns back as soon as it cannot be home within the hops that are left.

Sources: Johnson 1975 (simple cycles); Gupta and Suzumura 2021 (bounded length); PathEnum, SIGMOD 2021 (the way home).
"""

from circflow.rings.finding import chunks, find
from circflow.rings.pieces import Rings

__all__ = ["Rings", "chunks", "find"]

"""Statements of files put to the server, with the parameters of a question."""

from collections.abc import Mapping
from typing import Any

from neo4j import Result, Session, Transaction

from circflow.queries.one_map import MAP, in_one_map


def put(to: Session | Transaction, statement: str, sent: Mapping[str, Any], *, before: str = "") -> Result:
    """Put a statement to the server.

    Args:
        to: What it runs in.
        statement: The text of a file.
        sent: What stands for each `$name` in it.
        before: What is said before it, as `EXPLAIN`.
    """
    return to.run(before + in_one_map(statement), {MAP: dict(sent)})

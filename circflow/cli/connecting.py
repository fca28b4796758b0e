"""The connection that a command works on, as the options of `circflow` and the environment say."""

import os
import sys
from typing import Any

import click

import circflow.cli.driver  # noqa: F401 - comes before all that needs the driver
from circflow.cli.messages import warn
from circflow.session import Graph, connect


def graph_of(ctx: click.Context) -> Graph:
    """Connect as the root command's options say; ask for a password where one is missing and somebody can answer.

    Raises:
        ConnectError: there is no server, or no usable login.
    """
    where: dict[str, Any] = {name: value for name, value in ctx.find_root().obj.items() if name != "debug"}
    if where["uri"] and "NEO4J_PASSWORD" not in os.environ and sys.stdin.isatty():
        where["password"] = click.prompt(f"Password for {where['user'] or 'neo4j'}", hide_input=True, err=True)
    if where["uri"] and "+ssc://" in where["uri"]:
        warn("+ssc accepts any certificate: the connection is encrypted, but nobody vouches for the server.")
    return connect(**where)

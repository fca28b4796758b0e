"""A group whose commands are the stored queries: each parameter of a query is an option of its command."""

from typing import Any, Final

import click

from circflow.cli.catalogue import known
from circflow.cli.query_options import option
from circflow.queries import Catalogue, StoredQuery

_KIND: Final = "investigations"
_CATALOGUE: Final = "circflow.catalogue"


class Investigations(click.Group):
    """Commands made of the catalogue. What they do, and which options they have besides, a subclass says.

    Attributes:
        kinds: Kinds of queries that have a command. Help pages list the investigations alone.
    """

    kinds: tuple[str, ...] = (_KIND,)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the ids of the investigations."""
        return [query.id for query in catalogue_of(ctx).of_kind(_KIND)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make a command of a query.

        Raises:
            InputError: There is no such investigation.
        """
        catalogue = catalogue_of(ctx)
        if ctx.resilient_parsing and cmd_name not in catalogue:
            return None
        query = catalogue.find(cmd_name, self.kinds)

        @click.pass_context
        def callback(ctx: click.Context, /, **given: Any) -> None:  # noqa: ANN401 - whatever the query declares
            self.answer(ctx, query, given)

        return click.Command(
            query.id,
            callback=callback,
            params=[*map(option, query.params.values()), *self.further_options(query)],
            help="\n\n".join(filter(None, [query.asks(), query.reading, *query.caveats])),
            short_help=query.title,
            epilog=f"Columns and Cypher: circflow show {query.id}",
        )

    def further_options(self, query: StoredQuery) -> list[click.Parameter]:
        """Return the options that are no parameters. These cannot have their names: see RESERVED in queries.params."""
        raise NotImplementedError

    def answer(self, ctx: click.Context, query: StoredQuery, given: dict[str, Any]) -> None:
        """Do what the command is for.

        Args:
            ctx: Of the query's command.
            query: The query.
            given: All options by name; None or an empty tuple where nothing was typed.
        """
        raise NotImplementedError


def catalogue_of(ctx: click.Context) -> Catalogue:
    """Return the catalogue, read once a command."""
    if _CATALOGUE not in ctx.meta:
        ctx.meta[_CATALOGUE] = known(ctx)
    catalogue: Catalogue = ctx.meta[_CATALOGUE]
    return catalogue


def folders(ctx: click.Context) -> tuple[Any, ...]:
    """Return the folders of people's own queries, which were given to the group."""
    found: tuple[Any, ...] = ctx.parent.params.get("queries", ()) if ctx.parent else ()
    return found


def typed(query: StoredQuery, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters that were typed; an empty tuple is an option for several values that was never used."""
    return {name: value for name, value in given.items() if name in query.params and value not in (None, ())}

"""`circflow list` and `circflow show`: which questions there are, and what each of them says about itself."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from circflow.cli.completion import items
from circflow.cli.messages import note
from circflow.cli.query_options import option
from circflow.errors import CircflowError
from circflow.model.safe_text import safe_text
from circflow.queries import Catalogue, StoredQuery, read_catalogue
from circflow.queries.folders import ENVIRONMENT

_NARROW: Final = 40
_WIDE: Final = 100


def queries_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--queries DIR` to a command."""
    return click.option(
        "--queries",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="DIR",
        is_eager=True,  # before --help, which lists them too
        help=f"Folder with queries of your own; may be repeated. {ENVIRONMENT} holds such folders too.",
    )(command)


def known(ctx: click.Context) -> Catalogue:
    """Return the catalogue with the folders of this command; empty while a shell completes and some file is wrong."""
    try:
        return read_catalogue(ctx.params.get("queries") or ())
    except CircflowError:
        if ctx.resilient_parsing:
            return Catalogue(())
        raise


def _complete_id(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    del param
    try:
        return items(read_catalogue(ctx.params.get("queries") or ()), incomplete)
    except CircflowError:
        return []


@click.command("list")
@click.option("--tag", metavar="TAG", multiple=True, help="Only those with this tag; repeat it for several.")
@click.option("--search", metavar="WORDS", help="Only those in whose description all these words occur.")
@queries_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def list_queries(tag: tuple[str, ...], search: str | None, queries: tuple[Path, ...], form: str) -> None:
    """List the investigations, and the question each answers."""
    everything = read_catalogue(queries).of_kind("investigations")
    words = (search or "").casefold().split()
    found = [
        query
        for query in everything
        if set(tag) <= set(query.tags) and all(word in _searched(query).casefold() for word in words)
    ]
    if form == "json":
        click.echo(json.dumps([described(query) for query in found], indent=2, ensure_ascii=False, default=str))
    elif found:
        page = _page()
        page.write_dl([(query.id, query.asks()) for query in found], col_max=_NARROW)
        click.echo(safe_text(page.getvalue()), nl=False)
    if not found:
        tags = sorted({name for query in everything for name in query.tags})
        note(f"No investigation fits; without --tag and --search there would be {len(everything)}.")
        if tags:
            note(f"Tags: {', '.join(tags)}")


@click.command()
@click.argument("query_id", metavar="ID", shell_complete=_complete_id)
@queries_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "cypher"]),
    default="text",
    show_default=True,
    help="cypher prints the file itself, ready to be pasted into Neo4j Browser.",
)
def show(query_id: str, queries: tuple[Path, ...], form: str) -> None:
    """Show an investigation: question, options, columns, caveats and Cypher."""
    query = read_catalogue(queries).find(query_id)
    if form == "json":
        click.echo(json.dumps(described(query), indent=2, ensure_ascii=False, default=str))
    elif form == "cypher":
        click.echo(query.text, nl=not query.text.endswith("\n"))
    else:
        click.echo(safe_text(_told(query)), nl=False)


def described(query: StoredQuery) -> dict[str, Any]:
    """Return what a query says about itself, for programs."""
    return {
        "id": query.id,
        "title": query.title,
        "version": query.version,
        "maturity": query.maturity,
        "kind": query.kind,
        "question": query.question,
        "reading": query.reading,
        "caveats": query.caveats,
        "argued_in": query.argued_in,
        "tags": query.tags,
        "aliases": query.aliases,
        "identity": query.identity,
        "compute": query.compute or None,
        "parameters": [
            {
                "name": param.name,
                "type": param.type,
                "default": param.default,
                "required": param.required,
                "example": param.example,
                "range": None if param.low is None else [param.low, param.high],
                "choices": param.choices,
                "of": param.of,
                "common": param.common,
                "doc": param.doc,
            }
            for param in query.params.values()
        ],
        "columns": [
            {"name": column.name, "type": column.type, "of": column.of, "doc": column.doc} for column in query.returns
        ],
        "pack": query.pack and {"name": query.pack.name, "version": query.pack.version, "author": query.pack.author},
        "sha256": query.sha256,
        "cypher": query.text,
    }


def _told(query: StoredQuery) -> str:
    page = _page()
    page.write_text(query.title)
    page.write_text(f"{query.id} {query.version}, {query.maturity}{_whose(query)}")
    _paragraphs(page, "Question", [query.asks()])
    _paragraphs(page, "How to read it", [query.reading, *query.caveats])
    _paragraphs(page, "Argued in", list(query.argued_in))
    _list(page, "Options", (_option_row(param) for param in map(option, query.params.values())))
    _list(page, "Columns", ((column.name, f"{column.doc}  [{column.type}]".strip()) for column in query.returns))
    _paragraphs(page, "One row for each", [", ".join(query.identity)])
    _paragraphs(page, "Tags", [", ".join(query.tags)])
    _paragraphs(page, "The Cypher", [query.only_fetches])
    page.write_paragraph()
    return f"{page.getvalue()}{query.cypher.rstrip()}\n"


def _whose(query: StoredQuery) -> str:
    return f"; from {query.pack.name} {query.pack.version} by {query.pack.author}" if query.pack else ""


def _option_row(made: click.Option) -> tuple[str, str]:
    return made.get_help_record(click.Context(click.Command("run"))) or ("", "")


def _paragraphs(page: click.HelpFormatter, heading: str, texts: list[str]) -> None:
    written = [text for text in texts if text]
    if written:
        with page.section(heading):
            for text in written:
                page.write_text(text)


def _list(page: click.HelpFormatter, heading: str, rows: Iterable[tuple[str, str]]) -> None:
    written = list(rows)
    if written:
        with page.section(heading):
            page.write_dl(written)


def _page() -> click.HelpFormatter:
    return click.HelpFormatter(width=min(shutil.get_terminal_size().columns, _WIDE))


def _searched(query: StoredQuery) -> str:
    columns = " ".join(f"{column.name} {column.doc}" for column in query.returns)
    said = (
        query.id,
        query.title,
        query.question,
        query.reading,
        *query.caveats,
        *query.argued_in,
        *query.tags,
        *query.aliases,
        columns,
    )
    return " ".join(said)

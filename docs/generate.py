"""Makes the pages that repeat what the program says: `python docs/generate.py`. A test compares them with it."""

import shlex
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from circflow.cli.commands import circflow
from circflow.model import Column
from circflow.queries import Param, StoredQuery, read_catalogue

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from kept_answers import KeptAnswer, kept_answer, near_misses  # noqa: E402 - beside this script

MADE = "<!-- Made by docs/generate.py; change what it is made from. -->"
KINDS = {"investigations": "Investigations", "counts": "Counts", "evidence": "Evidence", "checks": "Checks"}


def pages() -> dict[Path, str]:
    """Return every generated page by its path."""
    catalogue = read_catalogue()
    made = {HERE / "commands.md": commands_page(), HERE / "queries" / "README.md": index_page(list(catalogue.values()))}
    for query in catalogue.values():
        made[HERE / "queries" / f"{query.id}.md"] = query_page(query)
    return made


def commands_page() -> str:
    """Return the help of every command."""
    parts = [
        MADE,
        "# Commands",
        "Rows go to stdout, everything else to stderr. Exit codes: [exit-codes.md](exit-codes.md).",
    ]
    for path, command, ctx in _commands(circflow, _context(circflow, "circflow", None)):
        parts += [f"## {' '.join(path)}", f"```text\n{command.get_help(ctx).rstrip()}\n```"]
    return "\n\n".join(parts) + "\n"


def _commands(command: click.Command, ctx: click.Context) -> Iterator[tuple[list[str], click.Command, click.Context]]:
    path = ctx.command_path.split()
    yield path, command, ctx
    # The investigations have pages of their own.
    if isinstance(command, click.Group) and path[-1] not in ("run", "browser"):
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            if found is not None:
                yield from _commands(found, _context(found, name, ctx))


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    # A fixed width, since a page must not depend on the terminal in which it was made.
    return click.Context(command, parent=parent, info_name=name, terminal_width=96, **command.context_settings)


def index_page(queries: list[StoredQuery]) -> str:
    """Return the table of contents of the catalogue."""
    parts = [
        MADE,
        "# Stored queries",
        "Search them by any word of their questions, columns and caveats, or by tag:",
        '```text\ncircflow list --search "same owner"\ncircflow list --tag ownership\n```',
        "Write your own: [Your own questions](../packs.md).",
    ]
    for kind, heading in KINDS.items():
        found = [query for query in queries if query.kind == kind]
        if found:
            rows = [f"| [{query.id}]({query.id}.md) | {query.asks()} | {', '.join(query.tags)} |" for query in found]
            parts += [f"## {heading}", "\n".join(["| id | question | tags |", "|---|---|---|", *rows])]
    parts += ["## By tag", _by_tag(queries)]
    return "\n\n".join(parts) + "\n"


def _by_tag(queries: list[StoredQuery]) -> str:
    tags = sorted({tag for query in queries for tag in query.tags})
    of_tag = {tag: ", ".join(f"[{query.id}]({query.id}.md)" for query in queries if tag in query.tags) for tag in tags}
    return "\n".join(["| tag | queries |", "|---|---|", *(f"| {tag} | {links} |" for tag, links in of_tag.items())])


def query_page(query: StoredQuery) -> str:
    """Return the page of one query: question, reading, an answer, what it does not find, options, columns, Cypher."""
    own = [param for param in query.params.values() if not param.common]
    common = [param for param in query.params.values() if param.common]
    parts = [
        MADE,
        f"# {query.title}",
        f"`{query.id}` {query.version}, {query.maturity}",
        f"**{query.asks()}**",
        query.reading,
    ]
    if query.caveats:
        parts.append(_listed(query.caveats))
    if query.kind in ("investigations", "counts"):
        required = [f"--{param.name.replace('_', '-')} {param.name.upper()}" for param in own if param.required]
        parts.append("```text\n" + " ".join(["circflow run", query.id, *required]) + "\n```")
    if query.counted_by:
        parts.append(
            f"How many rows there are, [{query.counted_by}]({query.counted_by}.md) says: "
            f"`circflow run {query.id} --count`."
        )
    if query.argued_in:
        parts += ["## Where it was asked", _listed(query.argued_in)]
    if answer := kept_answer(query):
        parts += ["## An answer", *_answer(query, answer)]
    if missed := near_misses(query):
        parts += ["## What it does not find", "Each of these was tried, and gives no row:", _listed(missed)]
    for heading, params in (("Options of its own", own), ("Options that it shares with others", common)):
        if params:
            parts += [f"## {heading}", _table("option", [(_option(param), _takes(param)) for param in params])]
    parts += ["## Columns", _table("column", [(f"`{column.name}`", _column(column)) for column in query.returns])]
    if query.only_fetches:
        parts += ["## What the Cypher fetches", query.only_fetches]
    else:
        parts.append("## Cypher")
    parts += [f"```cypher\n{query.cypher.rstrip()}\n```"]
    return "\n\n".join(parts) + "\n"


def _answer(query: StoredQuery, answer: KeptAnswer) -> Iterator[str]:
    heading, *rows = answer.table
    examples = {param.name: param.example for param in query.params.values() if param.required}
    given = f", with {' and '.join(f'{name} = {value}' for name, value in examples.items())}" if examples else ""
    shown = f"The first {len(rows)} of {answer.count}" if answer.count > len(rows) else f"All {len(rows)}"
    yield f"{shown} rows on the data set `{answer.dataset}`{given}; lists of all ids are left out."
    yield "\n".join(f"| {' | '.join(cells)} |" for cells in (heading, ["---"] * len(heading), *rows))
    if answer.picture:
        yield f"The deals of row {answer.drawn}: thick arrows invest, thin ones buy, dotted ones found a venture."
        yield f"```mermaid\n{answer.picture}\n```"


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _table(heading: str, rows: list[tuple[str, str]]) -> str:
    return "\n".join([f"| {heading} | meaning |", "|---|---|", *(f"| {name} | {meaning} |" for name, meaning in rows)])


def _option(param: Param) -> str:
    name = param.name.replace("_", "-")
    return f"`--{name} / --no-{name}`" if param.type == "boolean" else f"`--{name}`"


def _takes(param: Param) -> str:
    default = f" Default: {param.default}." if param.default not in (None, []) else ""
    needed = " Required." if param.required else ""
    takes = f" ({param.takes})" if param.takes else ""
    return f"{param.doc}{takes}{default}{needed}"


def _column(column: Column) -> str:
    of = f" of {column.of} ids" if column.of else ""
    return f"{column.doc} ({column.type}{of})"


def main() -> None:
    """Write the pages, and remove those of queries that are gone."""
    made = pages()
    for stale in set((HERE / "queries").glob("*.md")) - made.keys():
        stale.unlink()
    for path, text in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(made)} pages: {shlex.join(sorted(path.name for path in made))}\n")


if __name__ == "__main__":
    main()

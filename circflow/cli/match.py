"""`circflow match`: which companies may be one, decided by a person and kept in a file."""

import getpass
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from circflow.cli.connecting import graph_of
from circflow.cli.messages import note, tell_error
from circflow.cli.sheet_options import sheet_options
from circflow.datasets import SHIPPED, parties
from circflow.errors import InputError, PackageError
from circflow.model.match import DIFFERENT, PART, SAME, Match
from circflow.model.safe_text import safe_text
from circflow.sheets.matching.decisions import read_matches, signed, write_matches
from circflow.sheets.matching.parties import Party
from circflow.sheets.matching.proposals import LEAST, proposals
from circflow.sheets.matching.review import Review
from circflow.sheets.reading import name_from

_KEYS: Final[Mapping[str, str]] = {"s": SAME, "p": PART, "d": DIFFERENT}
_LATER, _BACK, _QUIT = "l", "b", "q"
_QUESTION: Final = "[s]ame, [p]art of its group, [d]ifferent, [l]ater, [b]ack, [q]uit"


@click.command()
@click.argument("source", metavar="DATASET|SHEET")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File of the decisions, which is read first if it exists; default: NAME.matches.csv here.",
)
@click.option("--by", metavar="NAME", help="Who decides; default: your login name.")
@click.option(
    "--least",
    type=click.IntRange(1, 100),
    default=LEAST,
    show_default=True,
    help="Likeness from which pairs are shown.",
)
@click.option(
    "--accept",
    type=click.IntRange(1, 100),
    metavar="SCORE",
    help="Decide that pairs of at least this likeness are the same; those of a subsidiary are left out.",
)
@click.option(
    "--ask/--no-ask", default=None, help="Ask pair by pair, or write the file to be edited; default: ask on a terminal."
)
@sheet_options
@click.pass_context
def match(
    ctx: click.Context,
    /,
    source: str,
    file: Path | None,
    by: str | None,
    least: int,
    accept: int | None,
    *,
    ask: bool | None,
    **said: Any,  # noqa: ANN401 - the options about sheets
) -> None:
    """Say which companies may be one: by spelling, script, legal ending, a shared id, or as a subsidiary.

    Nothing is changed by itself. What you decide is kept in a file of its own, with your name and the time, and counts
    wherever the file is given: circflow load … --matches FILE. To take a decision back, clear its cell.
    """
    target = file or Path(f"{_name(source)}.matches.csv")
    who = by or _login()
    rows = signed(read_matches(target), who, _now()) if target.exists() else []
    found = proposals(_parties(ctx, source, said), least)
    review = Review(rows, found, str(target))
    if accept is not None:
        review.accept(accept, who, _now())
    write_matches(target, review.rows)
    if ask if ask is not None else sys.stdin.isatty() and sys.stderr.isatty():
        _go_through(review, target, who)
    click.echo(f"{target}: {len(review.rows):,} pairs, {review.decided:,} decided")
    if review.open():
        note(
            f"In the column decision write {SAME}, {PART} (of its group) or {DIFFERENT}, and run this again to "
            f"sign it; then: circflow load … --matches {target}"
        )


def _go_through(review: Review, target: Path, who: str) -> None:
    """Ask about one pair after the other; each decision is in the file before the next question."""
    passed: list[Match] = []
    made: list[Match] = []
    while left := review.open(passed):
        pair = left[0]
        note(f"\n{len(left):,} left · likeness {pair.score} · {pair.reason}")
        note(f"  {pair.name}  ({pair.company_id})\n  {pair.other_name}  ({pair.other_id})")
        answer = click.prompt(
            _QUESTION, type=click.Choice([*_KEYS, _LATER, _BACK, _QUIT]), default=_LATER, show_choices=False, err=True
        )
        if answer == _QUIT:
            return
        if answer == _BACK:
            if made:
                review.undo(made.pop())
            elif passed:
                passed.pop()
        elif answer == _LATER:
            passed.append(pair)
        elif decided := _decide(review, pair, _KEYS[answer], who):
            made.append(decided)
        else:
            passed.append(pair)
        write_matches(target, review.rows)


def _decide(review: Review, pair: Match, decision: str, who: str) -> Match | None:
    """Keep a decision; None, and said why, when it contradicts others."""
    made = review.decide(pair, decision, who, _now())
    try:
        review.check()
    except PackageError as error:
        review.undo(made)
        tell_error(error)
        return None
    return made


def _parties(ctx: click.Context, source: str, said: Mapping[str, Any]) -> list[Party]:
    path = Path(source)
    if path.exists() or source == "-" or source in SHIPPED:
        return parties(source, **said)
    if path.suffix or len(path.parts) > 1:
        raise InputError("there is no such file or folder", where=safe_text(source))
    with graph_of(ctx) as graph:
        return graph.parties(source)


def _name(source: str) -> str:
    return source if source in SHIPPED else "stdin" if source == "-" else name_from(Path(source).resolve())


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise InputError("nobody knows who decides", hint="Say it: --by NAME") from None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

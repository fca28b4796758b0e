"""The record of a report: what repeats it, and every answer that it was drawn from, to be asked again."""

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from circflow import __version__
from circflow.reports.asking import Asked
from circflow.reports.parts import Block, Code, Kept, say
from circflow.views.document import Line, Table, Text
from circflow.views.wording import one_line

_RATES: Final = "rates"


def record(asked: Asked) -> tuple[Block, ...]:
    """Return the command, the data sets, and each answer as it was given."""
    stamps = {stamp.id: stamp for answer in asked.records for stamp in answer.datasets}
    servers = dict.fromkeys(answer.server for answer in asked.records)
    datasets = ((stamp.id, f"{stamp.loaded_at:%Y-%m-%d}", stamp.sha256) for stamp in stamps.values())
    return (
        say("With the same data sets loaded, this command makes the same report again:"),
        Code(command(asked)),
        _table(("Data set", "Loaded", "SHA-256 of its bytes"), datasets),
        say(
            f"Made by circflow {__version__} on {', '.join(map(one_line, servers))} from these answers, each with "
            "all its rows. circflow verify, given this very file, asks each question again and says what changed."
        ),
        *(Kept(answer) for answer in asked.records),
    )


def command(asked: Asked) -> str:
    """Return the command line that makes the report; of a file of exchange rates it has the name without the folder."""
    return one_line(shlex.join(["circflow", "report", *asked.companies, *_options(asked), "-o", "report.html"]))


def _options(asked: Asked) -> Iterator[str]:
    for name, value in asked.parameters.items():
        option = name.replace("_", "-")
        if isinstance(value, bool):
            yield f"--{option}" if value else f"--no-{option}"
        elif name == _RATES:
            yield from ("--rates", Path(value).name if isinstance(value, str | Path) else "rates.csv")
        else:
            for item in value if isinstance(value, list | tuple) else (value,):
                yield from (f"--{option}", str(item))


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    return Table("", columns, [Line(tuple(((Text(one_line(text)),),) for text in row)) for row in rows])

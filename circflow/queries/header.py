"""The head of a stored query: its title, and the TOML block in its first comments."""

import re
from typing import Final

from circflow.queries.problems import Problems
from circflow.queries.sections import Section, read_toml
from circflow.queries.tokens import lines as cut_lines

OPENS: Final = "/// circflow"
CLOSES: Final = "///"

_COMMENT: Final = re.compile(r"\s*//[ ]?(.*?)\s*$")


def read_header(text: str, problems: Problems) -> tuple[str, Section | None]:
    """Read the title and the block of a stored query.

    Returns:
        The title, empty when there is none, and the block; None when it is missing or no TOML.
    """
    lines = cut_lines(text)
    first = _comment(lines[0])
    title = "" if first is None or first.strip().startswith("///") else first.strip()
    if not title:
        problems.add(1, "the title is missing; begin the file with `// Human title`")
    opens = _find(lines, OPENS, 0)
    if opens is None:
        problems.add(
            1, f"the block is missing; write `// {OPENS}` below the title, TOML in comments, and `// {CLOSES}`"
        )
        return title, None
    closes = _find(lines, CLOSES, opens + 1)
    if closes is None:
        problems.add(opens + 1, f"the block that begins here is not closed; end it with `// {CLOSES}`")
        return title, None
    toml = "\n".join(_comment(line) or "" for line in lines[opens + 1 : closes])
    return title, read_toml(toml, problems, first_line=opens + 2)


def _comment(line: str) -> str | None:
    match = _COMMENT.match(line)
    return match[1] if match else None


def _find(lines: list[str], mark: str, start: int) -> int | None:
    """Find a mark among the comments that follow on each other from `start`."""
    for index in range(start, len(lines)):
        comment = _comment(lines[index])
        if comment == mark:
            return index
        if comment is None and lines[index].strip():
            return None
    return None

"""Comparisons as Markdown: rows as a list, what changed in each below it."""

import re
from collections.abc import Iterator
from typing import Final

from circflow.records.difference import Difference
from circflow.records.told import sections
from circflow.records.wording import remarks, row_counts
from circflow.views.wording import one_line

_MEANS_SOMETHING: Final = re.compile(r"([\\`*_{}\[\]()#+!|<>~&-])")


def difference(found: Difference) -> Iterator[str]:
    """Yield a comparison piece by piece."""
    yield f"# {_escaped(found.new.query.title)}\n\n"
    yield "".join(f"{_escaped(f'{text[:1].upper()}{text[1:]}')}.\n" for text in row_counts(found))
    for label, texts in remarks(found):
        yield f"\n**{label}:** {_escaped('; '.join(texts))}\n"
    for heading, rows in sections(found):
        yield f"\n## {heading}\n\n"
        for row in rows:
            yield f"- {_escaped(row.text)}\n"
            yield from (f"  - {_escaped(detail)}\n" for detail in row.details)


def _escaped(text: str) -> str:
    return _MEANS_SOMETHING.sub(r"\\\1", one_line(text))

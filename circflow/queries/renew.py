"""Write the predicate on `deal` into every stored query again: `python -m circflow.queries.renew [FOLDER]`.

Neo4j Browser knows no include, and a file must paste as it is; so the predicate stands in each file, and this is how
it is changed: edit `cypher/common/deal_counts.cypher`, then run this.
"""

import sys
from pathlib import Path

from circflow import shipped
from circflow.queries.common import blocks, common
from circflow.queries.tokens import lines, tokens


def renewed(text: str, predicate: tuple[str, ...]) -> str:
    """Return a query with all its blocks renewed, each indented as its marker; what is not closed stays as it is."""
    written = lines(text)
    for opens, closes in reversed(blocks(tokens(text))):
        if closes is not None:
            marker = written[opens.line - 1]
            indent = marker[: len(marker) - len(marker.lstrip())]
            end = marker[len(marker.rstrip()) :]
            written[opens.line : closes.line - 1] = [f"{indent}{line}{end}" for line in predicate]
    return "".join(written)


def renew(folder: Path) -> list[Path]:
    """Renew all stored queries below a folder.

    Returns:
        The files that changed.
    """
    changed = []
    for path in sorted(folder.rglob("*.cypher")):
        # Bytes that are no UTF-8 come back as they were; the catalogue tells their author.
        old = path.read_bytes().decode(errors="surrogateescape")
        new = renewed(old, common().predicate)
        if new != old:
            path.write_bytes(new.encode(errors="surrogateescape"))
            changed.append(path)
    return changed


def main(arguments: list[str]) -> None:
    """Renew the shipped queries, or those of a folder, and name the files that changed."""
    folder = Path(arguments[0]) if arguments else shipped.folder("cypher")
    if len(arguments) > 1 or not folder.is_dir():
        sys.exit("Usage: python -m circflow.queries.renew [FOLDER]")
    for path in renew(folder):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Write the shared blocks into every stored query again: `python -m circflow.queries.renew [FOLDER]`.

This is how such a block is changed: edit its master in `cypher/common/`, then run this.
"""

import sys
from pathlib import Path

from circflow import shipped
from circflow.queries.blocks import renewed
from circflow.queries.common import common


def renew(folder: Path) -> list[Path]:
    """Renew all stored queries below a folder.

    Returns:
        The files that changed.
    """
    masters = (shipped.folder("cypher") / "common").resolve()
    changed = []
    for path in sorted(folder.rglob("*.cypher")):
        if path.parent.resolve() == masters:
            continue  # they have the marks of other blocks alone
        # Bytes that are no UTF-8 come back as they were; the catalogue tells their author.
        old = path.read_bytes().decode(errors="surrogateescape")
        new = renewed(old, common().blocks)
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

"""Where the files that come with circflow lie: beside the package in a checkout, inside it in an installed wheel."""

from pathlib import Path


def folder(name: str) -> Path:
    """Return the folder `cypher` or `fixtures` as shipped."""
    inside = Path(__file__).parent / "_data" / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / name

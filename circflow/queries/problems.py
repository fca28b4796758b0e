"""What is wrong in a file, collected instead of raised, so that its author sees all of it at once."""

from pathlib import Path


class Problems:
    """The mistakes of one file.

    Attributes:
        path: The file.
        found: Each mistake with its line, in the order in which they were met.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[tuple[int, str]] = []

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, line: int, text: str) -> None:
        """Note a mistake: what it is, and what to do."""
        if (line, text) not in self.found:
            self.found.append((line, text))

    def lines(self) -> list[str]:
        """Return the mistakes as `file:line: what; what to do`, in the order of the file."""
        shown = shown_path(self.path)
        return [f"{shown}:{line}: {text}" for line, text in sorted(self.found, key=lambda found: found[0])]


def shown_path(path: Path) -> str:
    """Return the path as a person would type it: relative where it lies below the working folder."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)

"""What a check found, and what to do about it."""

from dataclasses import dataclass
from enum import Enum
from typing import Self

from circflow.errors import CircflowError


class Verdict(Enum):
    """How a check ended."""

    GOOD = "good"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `circflow doctor`.

    Attributes:
        about: What was looked at: Java, Disk …
        text: What was found.
        verdict: Whether circflow works with that.
        next_step: What to do; None when there is nothing to do.
        exit_code: Of the public table, for what is wrong; else 0.
    """

    about: str
    text: str
    verdict: Verdict = Verdict.GOOD
    next_step: str | None = None
    exit_code: int = 0

    @classmethod
    def warning(cls, about: str, text: str, next_step: str | None = None) -> Self:
        """Return a finding that somebody should know, and circflow can live with."""
        return cls(about, text, Verdict.WARNING, next_step)

    @classmethod
    def wrong(cls, about: str, error: CircflowError) -> Self:
        """Return a finding with which circflow cannot work: the error that a command would end with."""
        return cls(about, str(error), Verdict.WRONG, error.hint, error.exit_code)

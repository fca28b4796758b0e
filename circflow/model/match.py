"""What a person decided about two companies: one and the same, one a part of the other's group, or different."""

from dataclasses import dataclass
from typing import Final

SAME: Final = "same"
PART: Final = "part"
DIFFERENT: Final = "different"
VERDICTS: Final = (SAME, PART, DIFFERENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two companies, and what is known of how they belong together.

    Attributes:
        company_id: The one that is, or may be, the other one or a part of its group.
        other_id: The one that stays.
        decision: One of `VERDICTS`; empty while nobody has decided.
        name: Name of the first, for readers.
        other_name: Name of the other.
        score: How likely it is, of 100; None when nothing but a person speaks for it.
        reason: What speaks for it: spelling, script, legal ending, shared id, subsidiary.
        by: Who decided; empty while nobody has.
        at: When, as an ISO 8601 instant; empty while nobody has.
        line: Line of the file that it comes from; 0 when it comes from none.
    """

    company_id: str
    other_id: str
    decision: str = ""
    name: str = ""
    other_name: str = ""
    score: int | None = None
    reason: str = ""
    by: str = ""
    at: str = ""
    line: int = 0

    def __str__(self) -> str:
        """Return the decision in words: 'Nvidea' is nvidia (ana, 2026-11-21)."""
        said = {SAME: "is", PART: "is of the group", DIFFERENT: "is not"}.get(self.decision, "may be")
        signed = f" ({self.by}, {self.at[:10]})" if self.by else ""
        return f"'{self.name or self.company_id}' {said} {self.other_id}{signed}"

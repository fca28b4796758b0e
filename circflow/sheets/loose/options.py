"""What a person says about a sheet that the sheet does not say itself."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Self

from circflow.errors import InputError, ParamError
from circflow.model import RELATIONSHIPS
from circflow.model.currencies import CURRENCIES
from circflow.sheets.loose.words import Relation, relation_of
from circflow.text.orders import check_order


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How to read sheets that are not in the package's own columns.

    Attributes:
        relationship: Type of deals that no column says: `INVESTS_IN`, `BUYS_FROM`, `JOINT_VENTURE`, or words such as
            `sells to`, which turns the arrow.
        currency: ISO 4217 code of amounts that name no currency, or a sign that several share.
        date_order: `dmy`, `mdy` or `ymd`, for dates that can be several.
        fiscal_year: First month of fiscal year 2025, such as `2025-04`.
        encoding: Of a sheet of text.
        sheets: Sheets of a workbook to read; empty = all that can be seen.
        names: A file with the columns of names.csv, whose names win over all others.
        columns: A file that says what the columns are, where the headers do not; what stands above its columns counts
            where nothing else is said.
        matches: A file with decisions about companies, as `circflow match` writes it; it counts for packages too.
    """

    relationship: str | None = None
    currency: str | None = None
    date_order: str | None = None
    fiscal_year: str | None = None
    encoding: str | None = None
    sheets: tuple[str, ...] = ()
    names: Path | None = None
    columns: Path | None = None
    matches: Path | None = None

    def __post_init__(self) -> None:
        """Check what can be checked without the sheet.

        Raises:
            ParamError: a value that means nothing.
            InputError: a relationship that is not known.
        """
        if self.currency is not None and self.currency not in CURRENCIES:
            raise ParamError(f"'{self.currency}' is no currency code of ISO 4217", hint="Write USD, EUR, JPY or KRW.")
        check_order(self.date_order)
        if self.relationship is not None and relation_of(self.relationship) is None:
            raise InputError(
                f"'{self.relationship}' is no type of deal",
                hint=f"Write {', '.join(RELATIONSHIPS)}, or words such as 'invests in', 'buys from', 'sells to'.",
            )

    @property
    def relation(self) -> Relation | None:
        """Return what the relationship says."""
        return relation_of(self.relationship) if self.relationship else None

    def filled(self, said: Mapping[str, Any]) -> Self:
        """Return the options with what a file of columns says in the place of those that nobody gave.

        Raises:
            ParamError: a value that means nothing.
            InputError: a relationship that is not known.
        """
        return replace(self, **{name: value for name, value in said.items() if getattr(self, name) is None})

    def digest(self) -> bytes:
        """Return what tells readings of the same bytes with other options apart; empty without options."""
        if self == PLAIN:
            return b""
        said = {
            name: hashlib.sha256(value.read_bytes()).hexdigest() if isinstance(value, Path) else value
            for name, value in asdict(self).items()
        }
        return json.dumps(said, sort_keys=True).encode()


PLAIN: Final = SheetOptions()
"""Nothing is said."""

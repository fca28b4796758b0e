"""An answer as a pandas data frame."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from circflow.model import Result
from circflow.views.named import fields, records

if TYPE_CHECKING:
    import pandas as pd

_DTYPES: Final = {
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "string": "string",
    "date": "datetime64[s]",
}
_INT64: Final = range(-(2**63), 2**63)


def frame(result: Result) -> "pd.DataFrame":
    """Return the rows as a data frame, with the names beside the ids.

    Shape: one line a row, in the order of the answer, with an index from 0; the columns are those of the json format.
    An empty answer has the same columns and types.

    Integers are `Int64`, exact and with `<NA>` for what is missing; booleans are `boolean`, texts `string`. Dates are
    `datetime64[s]` without a zone, which reaches from year 1 to year 9999 (nanoseconds would not), with NaT for what is
    missing. Numbers are `float64`, lists stay lists.
    """
    import pandas as pd  # noqa: PLC0415 - half a second that only this function needs

    columns = fields(result)
    rows = list(records(result))
    return pd.DataFrame(
        {field.name: _series([row[field.name] for row in rows], field.type) for field in columns},
        index=pd.RangeIndex(len(rows)),
        columns=[field.name for field in columns],
    )


def _series(values: Sequence[Any], kind: str) -> "pd.Series[Any]":
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    dtype = _DTYPES.get(kind, "object")
    if kind == "integer" and not all(value is None or value in _INT64 for value in values):
        dtype = "object"  # a sum made in Python can be larger than any fixed integer
    if kind == "number" and any(isinstance(value, int) and int(float(value)) != value for value in values):
        dtype = "object"
    if kind == "date":
        # Through numpy, since pandas alone would go by nanoseconds, which begin in 1677.
        return pd.Series(np.array(list(values), dtype=dtype))
    return pd.Series(list(values), dtype=dtype)

"""Plain edges in a Parquet file, in the columns of `circflow export-edges` that a search on Spark reads."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from pyarrow import array, parquet, table


def write(path: Path, sources: npt.NDArray[np.int64], targets: npt.NDArray[np.int64]) -> Path:
    """Write who pays whom; return the path."""
    sides = {"payer": sources, "payee": targets}
    names = {side: array([f"s{number}" for number in numbers.tolist()]) for side, numbers in sides.items()}
    parquet.write_table(table(names | {f"{side}_number": numbers for side, numbers in sides.items()}), path)
    return path

"""Bytes of any kind of sheet → grids of cells, with what a reader of them should know."""

from circflow.sheets.grids.grid import Grid, Line
from circflow.sheets.grids.opening import open_grids

__all__ = ["Grid", "Line", "open_grids"]

"""An answer that people hold in their hands: rows to look at, to compute with, or to save."""

import os
from typing import TYPE_CHECKING

from circflow import views
from circflow.model import Result

if TYPE_CHECKING:
    import pandas as pd


class Answer(Result):
    """Rows of a stored query, ready to be looked at, computed with, or saved."""

    __slots__ = ()

    def frame(self) -> "pd.DataFrame":
        """Return the rows as a pandas data frame: integers exact (Int64), dates as dates, lists as lists."""
        return views.frame(self)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the rows to a file, in the format that its suffix names.

        Raises:
            InputError: no format has that suffix.
            OutputError: the file cannot be written.
        """
        views.save(self, path)

    def _repr_html_(self) -> str:
        return views.html_table(self)

    def __str__(self) -> str:
        return views.render(self, "table", width=100)

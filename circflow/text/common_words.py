"""Names that are common words too: Arm and the investment arm, Oracle and a price oracle, MS and 50 ms."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from circflow.text.names import name_key
from circflow.text.tables import table

_LATIN: Final = "[a-z\u00c0-\u024f]"


class CommonWords:
    """Tells such a word from the name by its capitals, which are all that a running text has.

    Args:
        names: All names, as they are written; MS is no name in "Ms Smith".
    """

    def __init__(self, names: Iterable[str]) -> None:
        rows = table("name_words")
        self._written = {*names, *(row["word"] for row in rows if row["role"] != "common")}
        self._words = {name_key(row["word"]) for row in rows if row["role"] == "common"}
        self._pattern = re.compile(rf"(?<!{_LATIN})(?:{'|'.join(sorted(self._words))})(?!{_LATIN})", re.IGNORECASE)

    def has(self, key: str) -> bool:
        """Say whether a name's key is a common word as well."""
        return key in self._words

    def places(self, text: str, key: str) -> set[int]:
        """Return where in a text's key such a word begins that is written in another way than the name."""
        written = self._pattern.findall(unicodedata.normalize("NFKC", text))
        begins = [match.start() for match in self._pattern.finditer(key)]
        return {at for at, word in zip(begins, written, strict=False) if not self._is_name(word)}

    def _is_name(self, word: str) -> bool:
        return word.isupper() or word in self._written

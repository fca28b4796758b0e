"""Cypher text cut into words, strings, comments and signs.

Every check of a stored query stands on this, so that a word in a string, a comment or backticks fools none of them.
The pieces joined together are the text again; text that is no Cypher gives pieces too, never an error.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Kind(Enum):
    """What a piece of Cypher is."""

    SPACE = auto()
    COMMENT = auto()
    STRING = auto()
    PARAMETER = auto()
    NAME = auto()
    """A name in backticks; a name without them is a word."""
    WORD = auto()
    NUMBER = auto()
    SIGN = auto()
    """One character, or the two dots of a range."""
    UNCLOSED = auto()
    """A string, name or comment that runs to the end of the text."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text.

    Attributes:
        text: As written.
        line: Of its first character, counted from 1.
    """

    kind: Kind
    text: str
    line: int

    @property
    def name(self) -> str:
        """Return what is named: without `$` and backticks."""
        bare = self.text.removeprefix("$") if self.kind is Kind.PARAMETER else self.text
        return bare[1:-1].replace("``", "`") if bare.startswith("`") and bare != "`" else bare

    @property
    def nesting(self) -> int:
        """Return 1 where something is opened by `(`, `[` or `{`, -1 where it is closed, else 0."""
        if self.kind is not Kind.SIGN:
            return 0
        return (self.text in "([{") - (self.text in ")]}")

    def says(self, *words: str) -> bool:
        """Return whether this is one of the words (given in upper case), in any case."""
        return self.kind is Kind.WORD and self.text.upper() in words

    def is_sign(self, *signs: str) -> bool:
        """Return whether this is one of the signs."""
        return self.kind is Kind.SIGN and self.text in signs


_BACKTICKS: Final = r"`(?:[^`]|``)*`"
# The order counts: a comment before a slash, two dots before a number that starts with one. `$any(…)` and `$all(…)` are
# labels made at run time, no parameters. Accents that are characters of their own and currency signs belong to words.
_PIECE: Final = re.compile(
    rf"""
    (?P<SPACE>     \s+ )
  | (?P<COMMENT>   //[^\r\n]* | /\*.*?\*/ )
  | (?P<STRING>    '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" )
  | (?P<PARAMETER> \$(?!(?:any|all)\s*\()\w+ | \${_BACKTICKS} )
  | (?P<NAME>      {_BACKTICKS} )
  | (?P<UNCLOSED>  (?: /\* | ['"`] ) .* )
  | (?P<WORD>      [^\W\d](?:\w|[^\x00-\x7f\s])* )
  | (?P<NUMBER>    0[xXoO]\w+ | (?:\d[\d_]*)?\.\d[\d_]*(?:[eE][+-]?\d+)? | \d[\d_]*(?:[eE][+-]?\d+)? )
  | (?P<SIGN>      \.\. | . )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_AFTER_LINE_END: Final = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def tokens(text: str) -> list[Token]:
    """Cut Cypher into its pieces, spaces and comments included."""
    pieces = []
    line = 1
    for match in _PIECE.finditer(text):
        pieces.append(Token(Kind[match.lastgroup or "SIGN"], match[0], line))
        line += len(_LINE_END.findall(match[0]))
    return pieces


def lines(text: str) -> list[str]:
    """Cut text into lines as `Token.line` counts them, ends included: Cypher knows fewer line ends than Python."""
    return _AFTER_LINE_END.split(text)


def meaningful(pieces: Iterable[Token]) -> list[Token]:
    """Leave out spaces and comments."""
    return [piece for piece in pieces if piece.kind not in (Kind.SPACE, Kind.COMMENT)]

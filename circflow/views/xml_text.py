"""Texts as XML holds them."""

from functools import lru_cache
from typing import Final
from xml.sax.saxutils import quoteattr

from circflow.model.safe_text import safe_text

_NOT_IN_XML: Final = str.maketrans({"\ufffe": "\\ufffe", "\uffff": "\\uffff"})


@lru_cache(maxsize=2**16)  # the same names and ids come back in row after row
def xml_characters(text: str) -> str:
    r"""Return the text with characters that XML cannot hold, and those that turn directions, shown as `\x1b`."""
    return safe_text(text).translate(_NOT_IN_XML)


def attribute(value: object) -> str:
    """Return a value as an attribute in quotes, which every parser gives back letter by letter."""
    return quoteattr(xml_characters(str(value)), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def element(text: object) -> str:
    """Return a value as the text of an element."""
    return attribute(text)[1:-1]

"""Links that open Neo4j Browser at the login of one server, with its editor filled or a guide opened."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

COMMANDS: Final = ("edit", "play")
"""What Browser does at once with what a link carries: `edit` fills the editor, `play` opens a guide. Nothing runs."""

_CUTTERS: Final = frozenset("&#")


@dataclass(frozen=True, slots=True)
class Place:
    """A Neo4j Browser and the server that it shall connect to.

    Attributes:
        page: Address of the page to open, such as `http://127.0.0.1:7474/browser/`.
        bolt_uri: Address of the server, such as `bolt://127.0.0.1:7687`.
        user: Login name, which the login form shows. No link holds a password.
    """

    page: str
    bolt_uri: str
    user: str


def link(place: Place, command: str = "", text: str = "") -> str:
    """Return the address to open.

    Args:
        place: Where.
        command: One of `COMMANDS`, or empty for none.
        text: A statement or the address of a guide. Browser decodes before it splits, so `&` and `#` would cut it.

    Raises:
        ValueError: There is no such command, or the text would be cut.
    """
    parts = urlsplit(place.bolt_uri)
    login = f"{parts.scheme}://{quote(place.user, safe='')}@{parts.netloc}"
    address = f"{place.page}?connectURL={quote(login, safe='')}"
    if not command:
        return address
    if command not in COMMANDS or _CUTTERS & set(text):
        raise ValueError(command, text)
    # In the fragment, which never reaches the server: there it has no length limit. All but letters is escaped, so
    # that a terminal sees one address and a shell needs no more than double quotes.
    return f"{address}#?cmd={command}&arg={quote(text, safe='')}"

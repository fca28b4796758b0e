"""What the user's own Maven settings say about mirrors and proxies.

The Maven client in Python does not read them, but whoever has them usually cannot reach Maven Central without.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

from circflow.errors import ServerError

_CENTRAL = ("*", "central", "external:*")
_SECRET_REFERENCE = re.compile(r"\$\{env\.([^}]+)\}")


def _root() -> ET.Element | None:
    path = Path.home() / ".m2" / "settings.xml"
    try:
        # The file is the user's own, and expat in Python ≥ 3.11 refuses entity bombs.
        return ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, ET.ParseError) as error:
        raise ServerError(
            f"the Maven settings cannot be read: {error}",
            where=str(path),
            hint="Mend the file; its mirrors and proxies are needed to fetch the server.",
        ) from error


def _text(element: ET.Element, name: str) -> str:
    # Settings come with a namespace, with an older one, or with none.
    found = element.find(f"{{*}}{name}")
    text = (found.text or "").strip() if found is not None else ""
    return _SECRET_REFERENCE.sub(lambda match: os.environ.get(match[1], ""), text)


def mirror() -> str | None:
    """Return the address of the user's mirror of Maven Central; None when there is none.

    Raises:
        ServerError: the settings are not XML.
    """
    root = _root()
    if root is None:
        return None
    for element in root.iterfind("{*}mirrors/{*}mirror"):
        names = [name.strip() for name in _text(element, "mirrorOf").split(",")]
        blocked = _text(element, "blocked") == "true"
        if "!central" not in names and any(name in _CENTRAL for name in names) and not blocked:
            return _text(element, "url").rstrip("/") or None
    return None


def proxies() -> dict[str, str]:
    """Return the user's active Maven proxies as the environment variables that mean the same.

    Raises:
        ServerError: the settings are not XML.
    """
    root = _root()
    found: dict[str, str] = {}
    for element in root.iterfind("{*}proxies/{*}proxy") if root is not None else ():
        host, port = _text(element, "host"), _text(element, "port")
        if _text(element, "active") == "false" or not host:
            continue
        user, password = _text(element, "username"), _text(element, "password")
        login = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
        address = f"http://{login}{host}:{port or '8080'}"
        # Maven takes the first active proxy for both kinds of address unless a second one is given for https.
        found.setdefault("HTTP_PROXY", address)
        if _text(element, "protocol") == "https" or "HTTPS_PROXY" not in found:
            found["HTTPS_PROXY"] = address
        if skipped := _text(element, "nonProxyHosts"):
            found["NO_PROXY"] = ",".join(part.lstrip("*") for part in skipped.split("|"))
    return found


@contextmanager
def applied() -> Iterator[None]:
    """Put the proxies into the environment for a while, where the environment does not name some itself."""
    wanted = proxies()
    if any(name in os.environ or name.lower() in os.environ for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")):
        wanted = {}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name in wanted:
            os.environ.pop(name, None)

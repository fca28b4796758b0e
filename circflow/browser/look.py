"""How deals look in Neo4j Browser: the style file, read for the page that applies it."""

import hashlib
import json
import re
from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).parent / "static"

SETTINGS: Final = {
    "autoComplete": False,  # "Connect result nodes" would add deals that are not in the answer
    "allowUserStats": False,
    "allowCrashReports": False,
}
"""Settings of Browser, by its own names."""

_RULE: Final = re.compile(r"([\w.]+)\s*\{((?:[^{}']|'[^']*')*)\}")
_PROPERTY: Final = re.compile(r"\s*([\w-]+)\s*:\s*(?:'([^']*)'|([^;']*?))\s*;")


def style() -> str:
    """Return the GraSS file, which people may also drop on Browser's page. GraSS knows no comments."""
    return (STATIC / "style.grass").read_text(encoding="utf-8")


def rules(grass: str) -> dict[str, dict[str, str]]:
    """Return the properties of each selector, as Browser reads them."""
    return {
        selector: {name: quoted or bare for name, quoted, bare in _PROPERTY.findall(body)}
        for selector, body in _RULE.findall(grass)
    }


def look_script() -> str:
    """Return the script that `open.js` finds style and settings in."""
    look = {"style": rules(style()), "settings": SETTINGS}
    version = hashlib.sha256(json.dumps(look, sort_keys=True).encode()).hexdigest()[:16]
    return f"const look = {json.dumps({'version': version, **look}, indent=1)};\n"

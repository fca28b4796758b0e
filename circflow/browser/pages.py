"""All files that the managed server publishes beside Neo4j Browser."""

from typing import Final

from circflow.browser.guide import guide
from circflow.browser.look import STATIC, look_script, style
from circflow.queries import Catalogue

GUIDE: Final = "guide.html"
OPENER: Final = "open.html"


def pages(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the files by name: the opening guide, the style, and the page that applies it.

    Args:
        catalogue: Whose investigations the guide leads through.
    """
    texts = {
        GUIDE: guide(catalogue.of_kind("investigations")),
        "style.grass": style(),
        "look.js": look_script(),
        **{name: (STATIC / name).read_text(encoding="utf-8") for name in (OPENER, "open.js")},
    }
    return {name: text.encode() for name, text in texts.items()}

"""What Neo4j Browser is handed: links that fill its editor, a style, an opening guide. Nothing here opens anything."""

from circflow.browser.links import Place, link
from circflow.browser.pack import ZIPS, browser_pack, can_be_asked
from circflow.browser.pages import GUIDE, OPENER, pages
from circflow.browser.statements import picture_of, picture_of_deals, rows_of

__all__ = [
    "GUIDE",
    "OPENER",
    "ZIPS",
    "Place",
    "browser_pack",
    "can_be_asked",
    "link",
    "pages",
    "picture_of",
    "picture_of_deals",
    "rows_of",
]

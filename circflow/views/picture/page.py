"""The picture page: one HTML file that opens from disk, to look into an answer with a pointer, a finger or a keyboard.

It asks for nothing, and its policy (CSP) forbids all but its own style and scripts, by their digests. The picture is
drawn as SVG already, and the rows stand below it as tables, so that with scripts off, or where Cytoscape.js could not
be had, everything can be read.
"""

from collections.abc import Iterator
from typing import Final

from circflow.model import Result
from circflow.views.document import marks_of, tables
from circflow.views.footer import remarks
from circflow.views.html_page import escaped, page_head, remark_paragraph, seal, static, table_section
from circflow.views.picture.facts import facts
from circflow.views.picture.scene import scene
from circflow.views.picture.svg import drawing
from circflow.views.wording import one_line

_SCRIPTS: Final = (
    "picture-look.js",
    "picture-labels.js",
    "picture-filters.js",
    "picture-details.js",
    "picture-paper.js",
    "picture.js",
)
_STYLES: Final = ("page.css", "drawing.css", "picture.css")

_STYLE_ID: Final = "__________cytoscape_stylesheet"
"""The name of the style that Cytoscape.js would add, which the policy would refuse; ours says the same."""


def chunks(result: Result, library: str | None, lacking: str = "") -> Iterator[str]:
    """Yield the page piece by piece.

    Args:
        result: The answer.
        library: The text of Cytoscape.js; None where it could not be had.
        lacking: Why not.
    """
    drawn = scene(result)
    style = "\n".join(map(static, _STYLES))
    script = "\n".join(map(static, _SCRIPTS))
    scripts = f"script-src '{seal(library)}' '{seal(script)}'; " if library else ""
    title = one_line(result.query.title)
    yield page_head(title, style, style_id=_STYLE_ID, let_in=f"{scripts}img-src blob:")
    yield f"<h1><bdi>{escaped(title)}</bdi></h1>\n"
    for remark in remarks(result, result.row_count):
        yield remark_paragraph(remark)
    marks = marks_of(result)
    if drawn.boxes:
        yield f'<section id="picture" aria-label="Picture" data-name="{escaped(result.query.id)}">\n'
        if library:
            yield static("picture.html")
        else:
            yield f'<p class="alert">Drawn without pan, zoom and filters: {escaped(one_line(lacking))}</p>\n'
        yield '<div class="drawn">\n'
        yield from drawing(result, drawn, marks)
        yield "</div>\n</section>\n"
    for table in tables(result):
        yield from table_section(table)
    yield "</main>\n"
    if library and drawn.boxes:
        known = facts(result, drawn, scene(result, tall=True), marks)
        yield f'<script type="application/json" id="facts">{known}</script>\n'
        yield f"<script>{library}</script>\n<script>{script}</script>\n"
    yield "</body>\n</html>\n"

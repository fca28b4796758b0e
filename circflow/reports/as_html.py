"""A report as one HTML page: without script, read on a phone, on a desk and on paper, in dark and light."""

from collections.abc import Iterator
from typing import Final

from circflow.reports.parts import Block, Code, Items, Kept, Page, Picture, Say, Section
from circflow.views import kept
from circflow.views.html_page import escaped, page_head, paragraph, static, table_block
from circflow.views.picture.scene import scene
from circflow.views.picture.svg import drawing

_STYLES: Final = ("page.css", "drawing.css", "report.css")


def text(page: Page) -> str:
    """Return the page."""
    return "".join(_pieces(page))


def _pieces(page: Page) -> Iterator[str]:
    yield page_head(page.title, "\n".join(map(static, _STYLES)))
    yield f"<header>\n<h1><bdi>{escaped(page.title)}</bdi></h1>\n"
    yield f'<p class="question"><bdi>{escaped(page.question)}</bdi></p>\n'
    yield f'<p class="answer"><bdi>{escaped(" ".join(page.answer))}</bdi></p>\n'
    yield f'<p class="asked"><bdi>{escaped(page.asked)}</bdi></p>\n</header>\n'
    yield '<nav aria-label="Contents">\n<ol>\n'
    for section in page.sections:
        if not section.inner:
            yield f'<li><a href="#{section.mark}">{escaped(section.heading)}</a></li>\n'
    yield "</ol>\n</nav>\n"
    for section in page.sections:
        yield from _section(section)
    yield "</main>\n</body>\n</html>\n"


def _section(section: Section) -> Iterator[str]:
    level = 3 if section.inner else 2
    yield f'<section aria-labelledby="{section.mark}">\n'
    yield f'<h{level} id="{section.mark}">{escaped(section.heading)}</h{level}>\n'
    for block in section.blocks:
        yield from _block(block)
    yield "</section>\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Say):
        kind = ' class="alert"' if block.alert else ""
        yield f"<p{kind}>{paragraph(block.text)}</p>\n"
    elif isinstance(block, Items):
        yield "<ul>\n"
        yield from (f"<li>{paragraph(item)}</li>\n" for item in block.items)
        yield "</ul>\n"
    elif isinstance(block, Code):
        yield f"<pre><code>{escaped(block.text)}</code></pre>\n"
    elif isinstance(block, Picture):
        yield '<div class="drawn">\n'
        yield from drawing(block.answer, scene(block.answer), block.marks)
        yield "</div>\n"
    elif isinstance(block, Kept):
        yield kept.in_html(block.answer)
    else:
        yield from table_block(block)

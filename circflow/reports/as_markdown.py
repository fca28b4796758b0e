"""A report as Markdown, for wikis, code hosts and notes."""

from collections.abc import Iterator

from circflow.reports.parts import Block, Code, Items, Kept, Page, Picture, Say
from circflow.views import kept, mermaid
from circflow.views.markdown import escaped, paragraph, table_block
from circflow.views.page import Page as Sheet


def text(page: Page) -> str:
    """Return the text."""
    return "".join(_pieces(page))


def _pieces(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}\n\n"
    yield f"*{escaped(page.question)}*\n\n"
    yield f"**{escaped(' '.join(page.answer))}**\n\n"
    yield f"{escaped(page.asked)}\n\n"
    for section in page.sections:
        yield f"{'###' if section.inner else '##'} {escaped(section.heading)}\n\n"
        for block in section.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Say):
        said = paragraph(block.text)
        yield f"{f'**{said}**' if block.alert else said}\n\n"
    elif isinstance(block, Items):
        yield from (f"- {paragraph(item)}\n" for item in block.items)
        yield "\n"
    elif isinstance(block, Code):
        # Indented, since no text inside can end such a block.
        yield f"    {block.text}\n\n"
    elif isinstance(block, Picture):
        # No text inside can end the block, since names have no line ends and no backticks there.
        yield f"```mermaid\n{''.join(mermaid.chunks(block.answer, Sheet()))}```\n\n"
    elif isinstance(block, Kept):
        yield kept.in_markdown(block.answer)
    else:
        yield from table_block(block)

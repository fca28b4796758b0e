"""What a report is made of: sections of sentences, lists and tables. HTML and Markdown write the same parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from circflow.model import Result
from circflow.views.document import Paragraph, Table, Text


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph.

    Attributes:
        text: Its texts.
        alert: Whether the report would be misread without it.
    """

    text: Paragraph
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list of paragraphs."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A command to be copied."""

    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with all its rows, to be asked again."""

    answer: Result


@dataclass(frozen=True, slots=True)
class Picture:
    """Companies and deals as boxes and arrows.

    Attributes:
        answer: With the rows that are drawn.
        marks: Names by which the arrows lead to the deals.
    """

    answer: Result
    marks: Mapping[str, str]


Block = Say | Items | Code | Picture | Kept | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it.

    Attributes:
        mark: Name by which links lead here.
        heading: What it is about.
        blocks: In their order.
        inner: Whether it belongs to the section before it.
    """

    mark: str
    heading: str
    blocks: tuple[Block, ...]
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A report before it has a form.

    Attributes:
        title: What it is about.
        question: What is asked.
        answer: Two sentences.
        asked: Under which conditions, and of which data.
        sections: In their order.
    """

    title: str
    question: str
    answer: tuple[str, str]
    asked: str
    sections: tuple[Section, ...]


def say(text: str, *, alert: bool = False) -> Say:
    """Return a paragraph of plain text."""
    return Say((Text(text),), alert)


def items(*texts: str) -> Items:
    """Return a list of plain texts."""
    return Items(tuple((Text(text),) for text in texts))

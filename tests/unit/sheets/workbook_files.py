"""Workbooks, made with the libraries that people's programs use, and what came of them."""

import io

import openpyxl

from circflow.model.flat import flat
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.reading import read


def loaded(folder, content, name, **said):
    path = folder / name
    path.write_bytes(content)
    return read(path, options=SheetOptions(**said))


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def deals(found, *columns):
    return [tuple(flat(deal)[column] for column in columns) for deal in found.package.deals]


def rejects(found):
    return [(reject.sheet, reject.line, reject.column, reject.code) for reject in found.rejects]


def workbook(*rows, title="Deals"):
    book = openpyxl.Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append(row)
    return book, page

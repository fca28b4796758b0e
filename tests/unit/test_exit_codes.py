"""The public table of exit codes, the errors that carry them, and the page that shows them."""

import re
from pathlib import Path

from circflow import errors
from circflow.errors import CircflowError

TABLE = {
    "InputError": 2, "PackageError": 2, "QueryFileError": 2, "ParamError": 2, "ForeignData": 2, "RejectedRows": 11,
    "ConnectError": 4, "AuthFailed": 3, "Unreachable": 4, "UnsupportedServer": 4,
    "QueryError": 6, "TimedOut": 6, "OutOfMemory": 6, "WriteRefused": 10,
    "OutcomeUnknown": 5, "OutputError": 7, "NotEnoughMemory": 8, "ServerError": 9,
}  # fmt: skip
PAGE = Path(__file__).parents[2] / "docs" / "exit-codes.md"


def every_class(base: type[CircflowError] = CircflowError) -> set[type[CircflowError]]:
    return {base}.union(*map(every_class, base.__subclasses__()))


def test_every_error_has_its_code_of_the_public_table():
    found = {kind.__name__: kind.exit_code for kind in every_class() if kind.__module__ == errors.__name__}
    assert found == {"CircflowError": 2, **TABLE}


def test_errors_of_other_modules_keep_the_code_of_one_in_the_table():
    assert {kind.exit_code for kind in every_class()} <= {2, 3, 4, 5, 6, 7, 8, 9, 10, 11}


def test_the_drawing_of_the_errors_names_each_with_its_code_below_what_it_is_a_kind_of():
    above: dict[int, str] = {}
    drawn = {}
    for indent, name, code in re.findall(r"^ {4}((?:[│├└─ ]+ )?)(\w+) +([0-9]+)?", errors.__doc__ or "", re.MULTILINE):
        above[len(indent)] = name
        if indent:
            drawn[name] = (above[len(indent) - len("├─ ")], int(code))
    kinds = (kind for kind in every_class() if kind.__module__ == errors.__name__ and kind is not CircflowError)
    assert drawn == {kind.__name__: (kind.__bases__[0].__name__, kind.exit_code) for kind in kinds}


def test_the_page_shows_the_same_numbers():
    shown = [int(code) for code in re.findall(r"^\| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)]
    assert shown == [0, 1, *range(2, 12), errors.EXIT_INTERRUPTED, errors.EXIT_TERMINATED]

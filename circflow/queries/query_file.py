"""One `.cypher` file → a stored query, or all that is wrong with it."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from circflow.model import Column
from circflow.queries.blocks import check_blocks
from circflow.queries.common import Common
from circflow.queries.computations import COMPUTATIONS, LIMIT, Computation
from circflow.queries.header import read_header
from circflow.queries.params import Param, read_params
from circflow.queries.problems import Problems
from circflow.queries.sections import Section
from circflow.queries.statement import check_escapes, check_parameters, check_statement, returned
from circflow.queries.stored_query import PLACE, StoredQuery
from circflow.queries.tokens import Token, tokens

_KEYS: Final = (
    "id", "version", "maturity", "question", "reading", "caveats", "argued_in", "identity", "tags", "aliases",
    "counted_by", "common", "params", "returns", "compute",
)  # fmt: skip
ID: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_VERSION: Final = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}")
_MATURITY: Final = ("stable", "experimental")
_SCALAR: Final = r"(?:integer|number|boolean|string|date|path|map)"
_TYPE: Final = re.compile(rf"{_SCALAR}|list<{_SCALAR}>|list<list<{_SCALAR}>>")
_OF: Final = ("company", "deal", "dataset")


def read_query_file(path: Path, kind: str, common: Common, problems: Problems) -> StoredQuery | None:
    """Read and check a file.

    Args:
        path: The file.
        kind: `investigations`, `counts`, `evidence` or `checks`; rows of the first name their companies and deals.
        common: What all queries share.
        problems: Takes all mistakes.

    Returns:
        The query; None when there are mistakes.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.add(1, f"this cannot be read: {error.strerror}; see its permissions")
        return None
    try:
        # Some editors put a byte-order mark in front, which is no part of the text.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(raw.count(b"\n", 0, error.start) + 1, "this is not UTF-8; save the file as UTF-8")
        return None
    title, header = read_header(text, problems)
    pieces = tokens(text)
    check_escapes(text, problems)
    check_statement(pieces, problems)
    check_blocks(text, pieces, common.blocks, problems)
    if header is None:
        return None
    header.only(*_KEYS)
    params = read_params(header, common.params)
    compute, computation = _read_compute(header)
    unsent = _check_params(pieces, params, header, computation)
    query = StoredQuery(
        id=_read_id(header, path),
        title=title,
        version=_read_version(header),
        maturity=_read_maturity(header),
        question=header.text("question", required=True),
        reading=header.text("reading", required=kind != "evidence"),
        caveats=header.texts("caveats"),
        argued_in=header.texts("argued_in"),
        identity=header.texts("identity"),
        tags=header.texts("tags"),
        aliases=header.texts("aliases"),
        counted_by=header.text("counted_by"),
        params=params,
        returns=_read_returns(header, pieces, computation),
        text=text,
        path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        kind=kind,
        compute=compute,
        unsent=unsent,
    )
    _check_columns(query, header)
    for name in re.findall(PLACE, query.question):
        if name not in params:
            header.complain("question", f"`{{{name}}}` of `question` is no parameter; declare it or write plain words")
    return None if problems else query


def _read_id(header: Section, path: Path) -> str:
    query_id = header.text("id", required=True)
    if query_id and not ID.fullmatch(query_id):
        header.complain("id", f"`{query_id}` is not in kebab-case; write it in lower case with `-` between words")
    elif query_id and query_id.replace("-", "_") != path.stem:
        expected = f"{query_id.replace('-', '_')}.cypher"
        header.complain("id", f"the id `{query_id}` belongs into {expected}, not into {path.name}; rename one of them")
    for alias in header.texts("aliases"):
        if not ID.fullmatch(alias):
            header.complain("aliases", f"`{alias}` is not in kebab-case; write it in lower case with `-` between words")
    return query_id


def _read_version(header: Section) -> str:
    version = header.text("version", required=True)
    if version and not _VERSION.fullmatch(version):
        header.complain("version", f"`{version}` is no version; write three numbers, as in 1.0.0")
    return version


def _read_maturity(header: Section) -> str:
    maturity = header.text("maturity") or "stable"
    if maturity not in _MATURITY:
        header.complain("maturity", f"`{maturity}` is no maturity; write {' or '.join(_MATURITY)}")
    return maturity


def _read_compute(header: Section) -> tuple[str, Computation | None]:
    name = header.text("compute")
    if name and name not in COMPUTATIONS:
        header.complain("compute", f"there is no computation `{name}`; there are {', '.join(COMPUTATIONS)}")
    return name, COMPUTATIONS.get(name)


def _check_params(
    pieces: list[Token], params: Mapping[str, Param], header: Section, computation: Computation | None
) -> frozenset[str]:
    """Note parameters that nobody uses or declares; return those that only a computation takes."""
    taken = {LIMIT, *computation.takes} if computation else set()
    for name in sorted(taken - params.keys()):
        header.complain("compute", f"the computation takes `{name}`, which is not declared; add [params.{name}]")
    declared = [name for name, _ in header.tables("params")]
    # A parameter whose own declaration is wrong is declared all the same.
    in_cypher = {param.sent_as for param in params.values()}
    unsent = check_parameters(pieces, {*in_cypher, *declared}, header.problems)
    unused = unsent - taken
    for name, section in header.tables("params"):
        if name in unused and not (name in params and params[name].common):
            section.complain(None, f"`{name}` is declared but not used; use ${name} or leave it out")
    for name, param in params.items():
        if param.sent_as in unused and param.common:
            header.complain("common", f"`{name}` is in `common` but not used; use ${param.sent_as} or leave it out")
        if param.type == "boolean" and f"no_{name}" in params:
            header.complain("params", f"`no_{name}` means that `{name}` is false; choose another name")
    return frozenset(unsent & taken)


def _read_returns(header: Section, pieces: list[Token], computation: Computation | None) -> tuple[Column, ...]:
    """Read `[returns.NAME]`, check them against the final RETURN or the computation, and put them in its order."""
    declared = {name: _read_column(name, section) for name, section in header.tables("returns")}
    columns = returned(pieces, header.problems)
    if columns is None:
        return tuple(declared.values())
    if computation:
        return _check_computed(declared, columns, computation, header)
    for name, line in columns.items():
        if name not in declared:
            header.problems.add(line, f"the final RETURN has `{name}`, and the block has not; add [returns.{name}]")
    for name, section in header.tables("returns"):
        if name not in columns:
            section.complain(None, f"`{name}` is not in the final RETURN; return it or leave [returns.{name}] out")
    in_order = [name for name in columns if name in declared]
    return tuple(declared[name] for name in dict.fromkeys([*in_order, *declared]))


def _check_computed(
    declared: Mapping[str, Column], columns: Mapping[str, int], computation: Computation, header: Section
) -> tuple[Column, ...]:
    """Check that the Cypher fetches what the computation needs, and that the block describes what it gives."""
    if set(columns) != set(computation.fetches):
        line = max(columns.values(), default=header.line("compute"))
        header.problems.add(line, f"this computation needs the columns {', '.join(computation.fetches)}; return these")
    for name in computation.gives:
        if name not in declared:
            header.complain("compute", f"the computation gives `{name}`; describe it with [returns.{name}]")
    for name, section in header.tables("returns"):
        if name not in computation.gives:
            section.complain(None, f"the computation gives no `{name}`; it gives {', '.join(computation.gives)}")
    return tuple(declared[name] for name in computation.gives if name in declared)


def _read_column(name: str, section: Section) -> Column:
    section.only("type", "of", "doc")
    kind = section.text("type", required=True)
    if kind and not _TYPE.fullmatch(kind):
        section.complain(
            "type", f"`{kind}` is no type of column; write integer, number, boolean, string, date or list<…>"
        )
    of = section.text("of") or None
    if of is not None and of not in _OF:
        section.complain("of", f"`of` says what a text is the id of, and `{of}` is not among {', '.join(_OF)}")
    return Column(name, kind, of, section.text("doc"))


def _check_columns(query: StoredQuery, header: Section) -> None:
    names = [column.name for column in query.returns]
    for name in query.identity:
        if name not in names:
            header.complain(
                "identity", f"`{name}` of `identity` is not among the columns; name one of {', '.join(names)}"
            )
    if query.kind == "evidence":
        return
    if not query.identity and "identity" not in header:
        header.complain(None, "`identity` is missing; list the columns by which one row differs from every other")
    if query.kind == "investigations":
        for name, of in (("companies", "company"), ("deals", "deal")):
            if name not in names:
                header.complain(
                    None,
                    f"an investigation returns `{name}`, and this one does not; return the {of} ids of a row as a list",
                )

"""What the Cypher of a stored query must be: read-only, bounded, and as its header says.

The server refuses writes once more when a query runs; here the author is told, with the line.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

from circflow.queries.bounds import unbounded
from circflow.queries.problems import Problems
from circflow.queries.tokens import Kind, Token, lines, meaningful

_FIRST: Final = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "CALL", "LET", "FILTER", "RETURN")
_WRITES: Final = (
    "ALTER", "CREATE", "DELETE", "DETACH", "DROP", "FOREACH", "INSERT", "LOAD", "MERGE", "NODETACH", "REMOVE", "SET",
    "TERMINATE",
)  # fmt: skip
_LONGEST_SHOWN: Final = 60
_UNICODE_ESCAPE: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u")
_ENDS_RETURN: Final = ("ORDER", "SKIP", "OFFSET", "LIMIT", "UNION", "NEXT")


def check_statement(pieces: list[Token], problems: Problems) -> None:
    """Note what a stored query must not hold, whatever its header says."""
    for piece in pieces:
        if piece.kind is Kind.UNCLOSED:
            problems.add(piece.line, f"{_unclosed(piece)} that begins here is not closed; close it")
    words = meaningful(pieces)
    _check_first(words, problems)
    for index in range(len(words)):
        _check_write(words, index, problems)
    for piece in unbounded(words):
        problems.add(piece.line, "a pattern without an upper bound may never end; give it one, as in {1,6}")


def check_escapes(text: str, problems: Problems) -> None:
    r"""Note `\uXXXX`, which Neo4j reads before it cuts the text into words, in comments too: `CRE\u0041TE` creates."""
    for line, written in enumerate(lines(text), start=1):
        if _UNICODE_ESCAPE.search(written):
            problems.add(line, "a Unicode escape may hide Cypher; write the character itself")


def used_parameters(pieces: list[Token]) -> dict[str, int]:
    """Return the names after `$`, each with the line of its first use."""
    used: dict[str, int] = {}
    for piece in pieces:
        if piece.kind is Kind.PARAMETER:
            used.setdefault(piece.name, piece.line)
    return used


def check_parameters(pieces: list[Token], declared: Collection[str], problems: Problems) -> set[str]:
    """Note parameters that are used but not declared, and return those that are declared but not used."""
    used = used_parameters(pieces)
    for name, line in used.items():
        if name not in declared:
            problems.add(line, f"${name} is used but not declared; add [params.{name}] or rename it")
    return set(declared) - set(used)


def returned(pieces: list[Token], problems: Problems) -> dict[str, int] | None:
    """Return the columns of the final RETURN with their lines; None when they cannot be told, which is noted."""
    words = meaningful(pieces)
    start = _final_return(words)
    if start is None:
        if words:
            problems.add(words[-1].line, "there is no RETURN; end the query with one")
        return None
    columns: dict[str, int] = {}
    for item in _items(words[start + 1 :]):
        if not item:
            problems.add(words[start].line, "the final RETURN has an empty column; write one between the commas")
            return None
        last = item[-1]
        if last.is_sign("*") and len(item) == 1:
            problems.add(last.line, "RETURN * hides the columns; name each of them")
            return None
        if last.kind in (Kind.WORD, Kind.NAME) and (len(item) == 1 or item[-2].says("AS")):
            columns[last.name] = last.line
        else:
            written = "".join(piece.text for piece in item)[:_LONGEST_SHOWN]
            problems.add(last.line, f"a column of the final RETURN has no name, `{written}`; add AS and a name")
    return columns


def _unclosed(piece: Token) -> str:
    return {"`": "the name", "/": "the comment"}.get(piece.text[0], "the string")


def _check_first(words: list[Token], problems: Problems) -> None:
    if not words:
        problems.add(1, "there is no query below the block; write one")
        return
    line = words[0].line
    if len(words) < 2 or not words[0].says("CYPHER") or words[1].text != "25":  # noqa: PLR2004 - CYPHER 25
        problems.add(line, "the query does not begin with CYPHER 25; write it on a line of its own below the block")
    body = words[2:] if words[0].says("CYPHER") else words
    if body and not body[0].says(*_FIRST):
        problems.add(body[0].line, f"a stored query reads; it cannot begin with `{body[0].text}`, but with {_FIRST[0]}")
    for word in words[:-1]:
        if word.is_sign(";"):
            problems.add(word.line, "a stored query is one statement; leave out the `;` and what follows it")


def _check_write(words: list[Token], index: int, problems: Problems) -> None:
    word = words[index]
    before = words[index - 1] if index else None
    behind = words[index + 1] if index + 1 < len(words) else None
    if word.says("TRANSACTIONS") and _is_behind_call(words[:index]):
        problems.add(word.line, "a stored query runs in one transaction; leave out IN TRANSACTIONS")
    if not word.says(*_WRITES) or _is_only_a_name(before, behind):
        return
    if word.says("LOAD") and not (behind and behind.says("CSV")):
        return
    clause = "LOAD CSV" if word.says("LOAD") else word.text.upper()
    problems.add(word.line, f"{clause} is not allowed, a stored query only reads; if it is a name, use backticks")


def _is_behind_call(before: list[Token]) -> bool:
    """Return whether `} IN`, `} IN 10` or `} IN 10 CONCURRENT` stands before; `x IN transactions` is a plain list."""
    return any(
        before[at].says("IN") and before[at - 1].is_sign("}")
        for at in range(len(before) - 1, max(len(before) - 4, 0), -1)
    )


def _is_only_a_name(before: Token | None, behind: Token | None) -> bool:
    """Return whether a word can only be a property, label, key or alias where it stands."""
    return (before is not None and (before.is_sign(".", ":", "|", "&", "!") or before.says("AS"))) or (
        behind is not None and behind.is_sign(":")
    )


def _final_return(words: list[Token]) -> int | None:
    depth = 0
    found = None
    for index, word in enumerate(words):
        depth += word.nesting
        before = words[index - 1] if index else None
        behind = words[index + 1] if index + 1 < len(words) else None
        if depth == 0 and word.says("RETURN") and not _is_only_a_name(before, behind):
            found = index
    return found


def _items(words: list[Token]) -> Iterator[list[Token]]:
    """Cut what follows RETURN at its commas."""
    depth = 0
    item: list[Token] = []
    for word in words[1:] if words and words[0].says("DISTINCT", "ALL") else words:
        depth += word.nesting
        before = item[-1] if item else None
        if depth == 0 and (word.is_sign(";") or (word.says(*_ENDS_RETURN) and not _is_only_a_name(before, None))):
            break
        if depth == 0 and word.is_sign(","):
            yield item
            item = []
        else:
            item.append(word)
    yield item

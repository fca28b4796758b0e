"""What the Cypher of a stored query must be: read-only, bounded, and as its header says.

The server refuses writes once more when a query runs; here the author is told, with the line.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

from circflow.queries.problems import Problems
from circflow.queries.tokens import Kind, Token, meaningful

_FIRST: Final = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "CALL", "LET", "FILTER", "RETURN")
_WRITES: Final = (
    "ALTER", "CREATE", "DELETE", "DETACH", "DROP", "FOREACH", "INSERT", "LOAD", "MERGE", "NODETACH", "REMOVE", "SET",
    "TERMINATE",
)  # fmt: skip
_UNICODE_ESCAPE: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u")
_OPENING: Final = "([{"
_CLOSING: Final = ")]}"
_ENDS_RETURN: Final = ("ORDER", "SKIP", "OFFSET", "LIMIT", "UNION", "NEXT")


def check_statement(pieces: list[Token], problems: Problems) -> None:
    """Note what a stored query must not hold, whatever its header says."""
    for piece in pieces:
        if piece.kind is Kind.UNCLOSED:
            problems.add(piece.line, f"{_unclosed(piece)} that begins here is not closed; close it")
        if _UNICODE_ESCAPE.search(piece.text):
            # Neo4j reads \uXXXX before it cuts the text into words, in comments too: CRE\u0041TE creates.
            problems.add(piece.line, "an escape such as \\u0041 may hide Cypher; write the character itself")
    words = meaningful(pieces)
    _check_first(words, problems)
    for index in range(len(words)):
        _check_write(words, index, problems)
    for piece in unbounded(words):
        problems.add(piece.line, "a pattern without an upper bound may never end; give it one, as in {1,6}")


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
        problems.add(words[-1].line if words else 1, "there is no RETURN; end the query with one")
        return None
    columns: dict[str, int] = {}
    for item in _items(words[start + 1 :]):
        last = item[-1] if item else words[start]
        named = last.kind in (Kind.WORD, Kind.NAME) and (len(item) == 1 or item[-2].says("AS"))
        if named:
            columns[last.name] = last.line
        else:
            problems.add(last.line, f"a column of the final RETURN has no name at `{last.text}`; add AS and a name")
    return columns


def unbounded(words: list[Token]) -> Iterator[Token]:
    """Yield the signs that let a pattern run without an upper bound: `*`, `*2..`, `+`, `{2,}`.

    A star or plus in arithmetic, in `count(*)` or in `RETURN *` is none of them: a pattern's stands in the brackets of
    a relationship, behind its arrow, or behind parentheses that hold a path.
    """
    opened: list[int] = []
    for index, word in enumerate(words):
        behind = words[index + 1 : index + 5]
        if word.kind is not Kind.SIGN:
            continue
        if word.text in _OPENING:
            opened.append(index)
            if word.text == "{" and _is_open_quantifier(behind):
                yield word
        elif word.text in _CLOSING and opened:
            start = opened.pop()
            if word.text == ")" and _repeats(behind, 0) and _is_path(words[start + 1 : index]):
                yield behind[0]
            if word.text == "]" and start and words[start - 1].is_sign("-"):
                yield from _open_stars(words[start + 1 : index])
                if behind and behind[0].is_sign("-"):
                    yield from _repeated_arrow(behind[1:])
        elif word.text == "-" and behind and behind[0].is_sign("-"):
            yield from _repeated_arrow(behind[1:])


def _unclosed(piece: Token) -> str:
    return {"`": "the name", "/": "the comment"}.get(piece.text[0], "the string")


def _check_first(words: list[Token], problems: Problems) -> None:
    line = words[0].line if words else 1
    if len(words) < 2 or not words[0].says("CYPHER") or words[1].text != "25":  # noqa: PLR2004 - CYPHER 25
        problems.add(line, "the query does not begin with CYPHER 25; write it on a line of its own below the block")
    body = words[2:] if words and words[0].says("CYPHER") else words
    if not body:
        problems.add(line, "there is no query below the block; write one")
    elif not body[0].says(*_FIRST):
        problems.add(body[0].line, f"a stored query reads; it cannot begin with `{body[0].text}`, but with {_FIRST[0]}")
    for word in words[:-1]:
        if word.is_sign(";"):
            problems.add(word.line, "a stored query is one statement; leave out the `;` and what follows it")


def _check_write(words: list[Token], index: int, problems: Problems) -> None:
    word = words[index]
    before = words[index - 1] if index else None
    behind = words[index + 1] if index + 1 < len(words) else None
    if word.says("TRANSACTIONS") and before and (before.says("IN", "CONCURRENT") or before.kind is Kind.NUMBER):
        problems.add(word.line, "a stored query runs in one transaction; leave out IN TRANSACTIONS")
    if not word.says(*_WRITES) or _is_only_a_name(before, behind):
        return
    if word.says("LOAD") and not (behind and behind.says("CSV")):
        return
    clause = "LOAD CSV" if word.says("LOAD") else word.text.upper()
    problems.add(word.line, f"{clause} is not allowed, a stored query only reads; if it is a name, use backticks")


def _is_only_a_name(before: Token | None, behind: Token | None) -> bool:
    """Return whether a word can only be a property, label, key or alias where it stands."""
    return (before is not None and (before.is_sign(".", ":", "|", "&", "!") or before.says("AS"))) or (
        behind is not None and behind.is_sign(":")
    )


def _final_return(words: list[Token]) -> int | None:
    depth = 0
    found = None
    for index, word in enumerate(words):
        depth += _step(word)
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
        depth += _step(word)
        before = item[-1] if item else None
        if depth == 0 and (word.is_sign(";") or (word.says(*_ENDS_RETURN) and not _is_only_a_name(before, None))):
            break
        if depth == 0 and word.is_sign(","):
            yield item
            item = []
        else:
            item.append(word)
    yield item


def _step(word: Token) -> int:
    if word.is_sign(*_OPENING):
        return 1
    return -1 if word.is_sign(*_CLOSING) else 0


def _is_open_quantifier(behind: list[Token]) -> bool:
    """Return whether `{` is followed by `2,}` or `,}`."""
    rest = behind[1:] if behind and behind[0].kind is Kind.NUMBER else behind
    return len(rest) > 1 and rest[0].is_sign(",") and rest[1].is_sign("}")


def _repeats(words: list[Token], index: int) -> bool:
    return len(words) > index and words[index].is_sign("*", "+")


def _repeated_arrow(behind: list[Token]) -> Iterator[Token]:
    """Yield the quantifier that follows the last dash of an arrow, and its head if it has one."""
    at = 1 if behind and behind[0].is_sign(">") else 0
    if _repeats(behind, at):
        yield behind[at]


def _is_path(inside: list[Token]) -> bool:
    """Return whether parentheses hold a path: `(a)-->(b)` or `p = (a)-->(b)`, and no sum of two sums."""
    named = len(inside) > 1 and inside[0].kind in (Kind.WORD, Kind.NAME) and inside[1].is_sign("=")
    path = inside[2:] if named else inside
    if not path or not path[0].is_sign("("):
        return False
    depth = 0
    for index, word in enumerate(path[:-1]):
        depth += _step(word)
        if depth == 0 and word.is_sign("-") and path[index + 1].is_sign("-", "["):
            return True
    return False


def _open_stars(inside: list[Token]) -> Iterator[Token]:
    """Yield the star of a relationship's brackets unless `*3`, `*..3` or `*1..3` bound it."""
    depth = 0
    for index, word in enumerate(inside):
        if depth == 0 and (word.is_sign("{") or word.says("WHERE")):
            return
        depth += _step(word)
        if depth or not word.is_sign("*"):
            continue
        bounds = inside[index + 1 : index + 4]
        if bounds and bounds[0].kind is Kind.NUMBER and not (len(bounds) > 1 and bounds[1].is_sign("..")):
            return
        last = bounds[1:] if bounds and bounds[0].kind is Kind.NUMBER else bounds
        if not (len(last) > 1 and last[0].is_sign("..") and last[1].kind is Kind.NUMBER):
            yield word
        return

"""Patterns that may run without end."""

from collections.abc import Iterator

from circflow.queries.tokens import Kind, Token


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
        if word.nesting > 0:
            opened.append(index)
            if word.text == "{" and _is_open_quantifier(behind):
                yield word
        elif word.nesting < 0 and opened:
            start = opened.pop()
            if word.text == ")" and _repeats(behind, 0) and _is_path(words[start + 1 : index]):
                yield behind[0]
            if word.text == "]" and start and words[start - 1].is_sign("-"):
                yield from _open_stars(words[start + 1 : index])
                if behind and behind[0].is_sign("-"):
                    yield from _repeated_arrow(behind[1:])
        elif word.text == "-" and behind and behind[0].is_sign("-"):
            yield from _repeated_arrow(behind[1:])


def _is_open_quantifier(behind: list[Token]) -> bool:
    """Return whether `{` is followed by `2,}` or `,}`."""
    rest = behind[1:] if behind and behind[0].kind is Kind.NUMBER else behind
    return len(rest) > 1 and rest[0].is_sign(",") and rest[1].is_sign("}")


def _repeated_arrow(behind: list[Token]) -> Iterator[Token]:
    """Yield the quantifier that follows the last dash of an arrow, and its head if it has one."""
    at = 1 if behind and behind[0].is_sign(">") else 0
    if _repeats(behind, at):
        yield behind[at]


def _repeats(words: list[Token], index: int) -> bool:
    return len(words) > index and words[index].is_sign("*", "+")


def _is_path(inside: list[Token]) -> bool:
    """Return whether parentheses hold a path: `(a)-->(b)` or `p = (a)-->(b)`, and no sum of two sums."""
    named = len(inside) > 1 and inside[0].kind in (Kind.WORD, Kind.NAME) and inside[1].is_sign("=")
    path = inside[2:] if named else inside
    if not path or not path[0].is_sign("("):
        return False
    depth = 0
    for index, word in enumerate(path[:-1]):
        depth += word.nesting
        if depth == 0 and word.is_sign("-") and path[index + 1].is_sign("-", "["):
            return True
    return False


def _open_stars(inside: list[Token]) -> Iterator[Token]:
    """Yield the star of a relationship's brackets unless `*3`, `*..3` or `*1..3` bound it."""
    depth = 0
    for index, word in enumerate(inside):
        if depth == 0 and (word.is_sign("{") or word.says("WHERE")):
            return
        depth += word.nesting
        if depth or not word.is_sign("*"):
            continue
        bounds = inside[index + 1 : index + 4]
        if bounds and bounds[0].kind is Kind.NUMBER and not (len(bounds) > 1 and bounds[1].is_sign("..")):
            return
        last = bounds[1:] if bounds and bounds[0].kind is Kind.NUMBER else bounds
        if not (len(last) > 1 and last[0].is_sign("..") and last[1].kind is Kind.NUMBER):
            yield word
        return

"""Parameters of stored queries: how a header declares them, and what they accept."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from circflow.queries.sections import Section
from circflow.queries.values import Value, boolean, day, integer, items, number, rates, share_of, shown, string

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_KEYS: Final = ("type", "default", "required", "example", "range", "choices", "doc", "of", "via", "at_most")
_ORDERED: Final = ("integer", "number", "date")
_OF: Final = ("company", "deal", "dataset", "source")
RESERVED: Final = frozenset(
    {
        "as_found",
        "cluster",
        "count",
        "debug",
        "fail_on_rows",
        "engine",
        "format",
        "help",
        "http",
        "master",
        "output",
        "picture",
        "print",
        "progress",
        "queries",
        "query_id",
        "self",
        "spark_conf",
        "spark_folder",
        "timeout",
        "timeout_s",
    }
)
"""Names that no parameter can have: options of every `run` and `browser`, and arguments of Python's `run`."""

_READERS: Final[Mapping[str, Callable[[object], Value]]] = MappingProxyType(
    {
        "integer": integer,
        "number": number,
        "date": day,
        "boolean": boolean,
        "string": string,
        "enum": string,
        "rates": rates,
        "outside": rates,
    }
)
TYPES: Final = (*_READERS, "list", "shares")
_SEVERAL: Final = ("list", "shares")


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A declared parameter.

    Attributes:
        name: In snake_case, as in the Cypher after `$`.
        type: integer, number, date, string, boolean, enum, list (of texts), shares (a list of NAME=SHARE), rates
            (a csv file of exchange rates, or its rows), or outside (the same of money that companies have beside their
            deals).
        doc: One sentence.
        default: Sent when nothing is given; None is Cypher's null.
        required: Whether something must be given.
        example: A value for guides and documentation pages, where something must be given; None when there is none.
        low: Least number allowed; None when there is no bound.
        high: Greatest number allowed; None when there is no bound.
        choices: Texts allowed, of an enum or of a list's items; empty when any text is.
        of: What its text names: company, deal, dataset, or several of them; empty when it is just text.
        common: Whether it is one of the parameters that mean the same in every query.
        via: What is worked out from it and sent in its place, such as `amounts`; empty when it is sent itself.
        at_most: The parameter that it must not exceed, such as the end of a period; empty when there is none.
    """

    name: str
    type: str
    doc: str
    default: Value = None
    required: bool = False
    example: Value = None
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    common: bool = False
    via: str = ""
    at_most: str = ""

    @property
    def sent_as(self) -> str:
        """Return its name in the Cypher, after `$`."""
        return self.via or self.name

    @property
    def has_several(self) -> bool:
        """Return whether it takes several values."""
        return self.type in _SEVERAL

    @property
    def takes(self) -> str:
        """What it accepts, for people: `2 to 8`, `group or company`, `YYYY-MM-DD`; empty when the type says all."""
        if self.choices:
            return " or ".join(filter(None, [", ".join(self.choices[:-1]), self.choices[-1]]))
        if self.low is not None and self.high is not None:
            return f"{self.low:,} to {self.high:,}"
        return "YYYY-MM-DD" if self.type == "date" else ""

    def read(self, value: object) -> Value:
        """Return a given value as it is sent.

        Raises:
            ValueError: It is of the wrong type or out of range; the text goes on where the parameter's name stops.
        """
        if self.has_several:
            return items(value, self.read_item)
        if self.type in ("string", "enum"):
            return self.read_item(value)
        given = _READERS[self.type](value)
        if isinstance(given, (int, float)):
            self._check_bounds(given)
        return given

    def read_item(self, value: object) -> str:
        """Return one text of a list, or the text of a string or enum.

        Raises:
            ValueError: As `read`.
        """
        text = share_of(value) if self.type == "shares" else string(value)
        if self.choices and text not in self.choices:
            raise ValueError(f"must be {self.takes}, and {shown(text)} is not")
        if self.of and not text.strip():
            raise ValueError(f"must name a {' or '.join(self.of)}, and an empty text names none")
        return text

    def check_order(self, value: Value, greatest: Value) -> None:
        """Compare a value with that of the parameter that it must not exceed; what is not given exceeds nothing.

        Raises:
            ValueError: It is the greater one; the text goes on where the parameter's name stops.
        """
        if value is None or greatest is None or value <= greatest:  # type: ignore[operator]  # of one ordered type
            return
        exceed = "be after" if self.type == "date" else "be more than"
        raise ValueError(f"must not {exceed} {self.at_most}, and {value} is: {self.at_most} is {greatest}")

    def _check_bounds(self, given: float) -> None:
        if self.low is not None and self.high is not None and not self.low <= given <= self.high:
            raise ValueError(f"must be from {self.low:,} to {self.high:,}, and {given:,} is not")


def read_params(header: Section, common: Mapping[str, Param]) -> dict[str, Param]:
    """Read `common` and all `[params.NAME]` of a header; mistakes go to its problems.

    Args:
        header: The whole block.
        common: The common parameters by name. A query may set only `default` and `doc` of those that it lists.

    Returns:
        Those that could be read, the query's own first, then the common ones in their own order.
    """
    wanted = header.texts("common")
    for name in wanted:
        if name not in common:
            header.complain("common", f"there is no common parameter `{name}`; there are {', '.join(common)}")
    own: dict[str, Param] = {}
    shared = {name: param for name, param in common.items() if name in wanted}
    for name, section in header.tables("params"):
        if name in shared:
            shared[name] = _overridden(shared[name], section)
        elif name in common:
            section.complain(None, f"`{name}` is a common parameter; list it in `common`, or choose another name")
        elif param := read_param(name, section):
            own[name] = param
            if param.at_most:
                _check_at_most(param, section, header)
    return own | shared


def read_param(name: str, section: Section) -> Param | None:
    """Read one `[params.NAME]`; None when it has no usable type."""
    section.only(*_KEYS)
    if not _NAME.fullmatch(name):
        section.complain(None, f"`{name}` is not in snake_case; write it in lower case with `_` between words")
    if name in RESERVED:
        section.complain(None, f"`{name}` is an option of every run; choose another name")
    kind = section.text("type", required=True)
    doc = section.text("doc", required=True)
    if kind not in TYPES:
        if kind:
            section.complain("type", f"`{kind}` is no type of parameter; there are {', '.join(TYPES)}")
        return None
    low, high = _range(section, kind)
    param = Param(
        name=name,
        type=kind,
        doc=doc,
        required=section.flag("required"),
        low=low,
        high=high,
        choices=_choices(section, kind),
        of=_of(section, kind),
        via=section.text("via"),
        at_most=section.text("at_most"),
    )
    if param.required and "default" in section:
        section.complain("default", f"`{name}` is required and has a default; leave one of the two out")
    return _with_value("example", _with_value("default", param, section), section)


def _overridden(param: Param, section: Section) -> Param:
    for key in _KEYS:
        if key in section and key not in ("default", "doc"):
            section.complain(key, f"`{param.name}` is a common parameter; a query may set only its default and doc")
    section.only(*_KEYS)
    doc = section.text("doc") if "doc" in section else param.doc
    return _with_value("default", replace(param, doc=doc), section)


def _with_value(key: str, param: Param, section: Section) -> Param:
    """Read the default or the example of a parameter."""
    if key not in section:
        return param
    try:
        value = param.read(_strict(param, section.value(key)))
    except ValueError as error:
        section.complain(key, f"the {key} of `{param.name}` {error}")
        return param
    return replace(param, default=value) if key == "default" else replace(param, example=value)


def _strict(param: Param, given: Any) -> Any:  # noqa: ANN401 - a value of TOML
    """Refuse `default = "4"` for an integer: a file has types of its own, only a command line has not."""
    as_text = param.has_several or param.type in ("string", "enum", "date")
    if isinstance(given, str) and not as_text:
        raise ValueError(f"must be {'an' if param.type == 'integer' else 'a'} {param.type}; leave out the quotes")
    if param.has_several and not isinstance(given, list):
        raise ValueError('must be a list; write ["…"]')
    return given


def _range(section: Section, kind: str) -> tuple[float | None, float | None]:
    if "range" not in section:
        return None, None
    bounds = section.value("range")
    if kind not in ("integer", "number"):
        section.complain("range", f"a range is for integers and numbers, not for a {kind}; leave it out")
        return None, None
    try:
        low, high = (_bound(kind, bound) for bound in bounds)
    except (TypeError, ValueError):
        section.complain("range", "`range` must be two numbers; write range = [least, greatest]")
        return None, None
    if low > high:
        section.complain("range", f"the range runs from {low:,} down to {high:,}; put the smaller number first")
    return low, high


def _bound(kind: str, bound: Any) -> float:  # noqa: ANN401 - a value of TOML
    if isinstance(bound, str):
        raise TypeError
    return integer(bound) if kind == "integer" else number(bound)


def _check_at_most(param: Param, section: Section, header: Section) -> None:
    kinds = {name: other.value("type") for name, other in header.tables("params")}
    if param.type not in _ORDERED or kinds.get(param.at_most) != param.type:
        section.complain(
            "at_most", f"`at_most` names an integer, number or date of the same type, and `{param.at_most}` is none"
        )


def _choices(section: Section, kind: str) -> tuple[str, ...]:
    choices = section.texts("choices")
    if kind == "enum" and "choices" not in section:
        section.complain(None, 'an enum needs its choices; add choices = ["…"]')
    if choices and kind not in ("enum", "list"):
        section.complain("choices", f"choices are for enums and lists, not for a {kind}; leave them out")
    return choices


def _of(section: Section, kind: str) -> tuple[str, ...]:
    several = isinstance(section.value("of"), list)
    of = section.texts("of") if several else tuple(filter(None, [section.text("of")]))
    if of and kind not in ("string", *_SEVERAL):
        section.complain("of", f"`of` is for strings and lists, not for a {kind}; leave it out")
    for what in of:
        if what not in _OF:
            section.complain("of", f"`of` says what a text names, and `{what}` is not among {', '.join(_OF)}")
    return of

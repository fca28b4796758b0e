"""Parameters of a stored query as options of a command."""

from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from circflow.cli.completion import items
from circflow.queries import Param
from circflow.queries.values import Value
from circflow.remembered import names_of

_METAVARS: Final = {
    "integer": "N",
    "number": "X",
    "date": "YYYY-MM-DD",
    "string": "TEXT",
    "list": "TEXT",
    "shares": "NAME=SHARE",
    "rates": "FILE",
    "outside": "FILE",
}

_TIMEOUT: Final = Param(
    name="timeout", type="number", low=0.1, high=86_400, doc="Seconds after which the server ends the query."
)
_TIMEOUT_S: Final = 30


class ParamType(click.ParamType):  # type: ignore[type-arg]  # generic since Click 8.5 only
    """Reads an option with the very code that reads a Python argument.

    Args:
        param: The parameter; of a list, one item is read.
    """

    def __init__(self, param: Param) -> None:
        self.name = param.type
        self._param = param

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Value:  # noqa: ANN401
        """Read a text."""
        try:
            return self._param.read_item(value) if self._param.has_several else self._param.read(value)
        except ValueError as error:
            self.fail(f"It {error}.", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the choices, or the names of companies and data sets."""
        del ctx, param
        return items(self._param.choices or names_of(self._param.of), incomplete)


def option(param: Param) -> click.Option:
    """Return the option of a parameter: `--max-hops N`, `--contingent / --no-contingent`, `--without TEXT` repeated.

    None of them has a default of its own: what is not typed is not given, and the query fills it in.
    """
    name = param.name.replace("_", "-")
    if param.type == "boolean":
        return click.Option([f"--{name}/--no-{name}", param.name], default=None, help=_help(param))
    return click.Option(
        [f"--{name}", param.name],
        type=ParamType(param),
        multiple=param.has_several,
        required=param.required,
        metavar=_metavar(param),
        help=_help(param),
    )


def timeout_option() -> click.Option:
    """Return `--timeout S`."""
    return click.Option(
        ["--timeout"],
        type=ParamType(_TIMEOUT),
        default=_TIMEOUT_S,
        metavar="S",
        help=f"{_TIMEOUT.doc}  [{_TIMEOUT.takes}; default: {_TIMEOUT_S}]",
    )


def _metavar(param: Param) -> str:
    if param.choices:
        return f"[{'|'.join(param.choices)}]"
    if param.type == "shares":
        return _METAVARS[param.type]
    return "|".join(param.of).upper() or _METAVARS[param.type]


def _help(param: Param) -> str:
    facts = [
        "repeat it for several" if param.has_several else "",
        param.takes if param.low is not None else "",
        "required" if param.required else "",
        f"default: {_default(param)}" if param.default not in (None, []) else "",
    ]
    told = "; ".join(fact for fact in facts if fact)
    return f"{param.doc}  [{told}]" if told else param.doc


def _default(param: Param) -> str:
    if isinstance(param.default, bool):
        return f"--{'' if param.default else 'no-'}{param.name.replace('_', '-')}"
    return ", ".join(param.default) if isinstance(param.default, list) else str(param.default)

"""A stored query: what it asks, takes and returns, and its text."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from circflow import shipped
from circflow.errors import ParamError
from circflow.model import Column
from circflow.queries.pack import Pack
from circflow.queries.params import Param
from circflow.queries.tokens import Kind, tokens
from circflow.queries.values import Value

PLACE: Final = r"\{(\w+)\}"
"""Where a question names a parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredQuery:
    """A checked file of the catalogue.

    Attributes:
        id: In kebab-case; never changes.
        title: First line of the file.
        version: Three numbers; the first changes with the columns or their meaning.
        maturity: `stable`, or `experimental` while columns may still change.
        question: What it answers.
        reading: How to read a row, and what it does not show.
        caveats: What else a reader must know.
        argued_in: Where the question was asked, and of which case: articles, rulings.
        identity: The columns by which one row differs from every other.
        tags: Words to find it by.
        aliases: Ids that it had before.
        counted_by: The query that counts its rows, which takes the same parameters; empty when there is none.
        params: By name: its own first, then the common ones, in the order of help pages.
        returns: Its columns, in the order of the final RETURN.
        text: The whole file; pastes into Neo4j Browser.
        statement: What is sent.
        path: The file.
        sha256: Digest of the file's bytes.
        kind: `investigations`, `counts`, `evidence` or `checks`.
        pack: The pack that it belongs to; None when it belongs to none.
        compute: The computation that makes the answer of what the Cypher fetches; empty when the Cypher answers.
        unsent: Parameters that only this computation takes.
    """

    id: str
    title: str
    version: str
    maturity: str
    question: str
    reading: str
    caveats: tuple[str, ...]
    argued_in: tuple[str, ...]
    identity: tuple[str, ...]
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    params: Mapping[str, Param]
    returns: tuple[Column, ...]
    text: str
    path: Path
    sha256: str
    kind: str
    pack: Pack | None = None
    counted_by: str = ""
    compute: str = ""
    unsent: frozenset[str] = frozenset()

    @property
    def statement(self) -> str:
        """Return what is sent: the file itself, so that a server's message counts lines as an editor does."""
        return self.text

    @property
    def is_shipped(self) -> bool:
        """Return whether it is a file that comes with circflow, with the text that stands there."""
        ours = self.path.is_relative_to(shipped.folder("cypher"))
        return ours and hashlib.sha256(self.text.encode()).hexdigest() == self.sha256

    @property
    def cypher(self) -> str:
        """Return the text below the comments at its head."""
        pieces = tokens(self.text)
        start = next((at for at, piece in enumerate(pieces) if piece.kind not in (Kind.SPACE, Kind.COMMENT)), 0)
        return "".join(piece.text for piece in pieces[start:])

    @property
    def only_fetches(self) -> str:
        """Return what whoever runs the Cypher by itself must know; empty when it gives the answer."""
        if not self.compute:
            return ""
        return (
            "This Cypher fetches what is counted, and Neo4j Browser shows just that. "
            f"The figures are worked out from it by circflow run {self.id}."
        )

    def asks(self, parameters: Mapping[str, object] | None = None) -> str:
        """Return the question with the values of the parameters that it names.

        Args:
            parameters: As `bind` returns them; by default the defaults. What has no value stands with its name.
        """
        values = {name: param.default for name, param in self.params.items()} if parameters is None else parameters
        return re.sub(PLACE, lambda match: _told(match[1], values.get(match[1])), self.question)

    def bind(self, given: Mapping[str, object]) -> dict[str, Value]:
        """Return all parameters as they are sent: typed, checked, and with defaults for those not given.

        Args:
            given: Python values, or texts as typed on a command line; None means not given.

        Raises:
            ParamError: One is unknown, missing, of the wrong type or out of range, or exceeds one that bounds it.
        """
        for name in given:
            if name not in self.params:
                raise ParamError(f"{self.id} has no parameter {name}{_did_you_mean(name, self.params)}", hint=self._has)
        bound = {name: self._bound(param, given.get(name)) for name, param in self.params.items()}
        for param in self.params.values():
            self._check_order(param, bound)
        return bound

    def sent(self, bound: Mapping[str, object], worked_out: Mapping[str, object] | None = None) -> dict[str, object]:
        """Return what stands for each `$name` of the Cypher.

        Args:
            bound: As `bind` returns them.
            worked_out: What was made of the parameters that are not sent themselves; None means that none is set.
        """
        made = worked_out or {}
        return {
            param.sent_as: made.get(param.via) if param.via else bound[name]
            for name, param in self.params.items()
            if name not in self.unsent
        }

    def _bound(self, param: Param, value: object) -> Value:
        if param.required and value in (None, [], ()):
            raise ParamError(f"{self.id} needs {param.name}: {param.doc}", hint=self._has)
        if value is None:
            return list(param.default) if isinstance(param.default, list) else param.default
        try:
            return param.read(value)
        except ValueError as error:
            raise ParamError(f"{param.name} of {self.id} {error}", hint=self._has) from None

    def _check_order(self, param: Param, bound: Mapping[str, Value]) -> None:
        try:
            param.check_order(bound[param.name], bound.get(param.at_most))
        except ValueError as error:
            raise ParamError(f"{param.name} of {self.id} {error}", hint=self._has) from None

    @property
    def _has(self) -> str:
        if not self.params:
            return f"{self.id} takes no parameters."
        return f"{self.id} takes {', '.join(_declared(param) for param in self.params.values())}."


def _told(name: str, value: object) -> str:
    if value is None or value == []:
        return name.replace("_", " ")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _declared(param: Param) -> str:
    told = ", ".join(filter(None, [param.takes or param.type, "required" if param.required else ""]))
    return f"{param.name} ({told})"


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""

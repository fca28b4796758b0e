"""Connect, load, run, save: the Python face of circflow, and all that the command line stands on."""

import keyword
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from circflow.answer import Answer
from circflow.errors import CircflowError
from circflow.graph import comparing, ledger
from circflow.graph import load as loading
from circflow.graph.address import Address
from circflow.graph.connection import DEFAULT_TIMEOUT_S, Connection
from circflow.graph.edges import edges
from circflow.graph.export import export
from circflow.graph.foreign import refuse_foreign
from circflow.graph.interrupt import interruptible
from circflow.graph.job import Progress as DealProgress
from circflow.graph.ledger import LoadedDataset
from circflow.graph.load import LoadReport
from circflow.graph.names import company_id, company_names, named_id
from circflow.graph.run import run, sent
from circflow.graph.schema import ensure
from circflow.graph.streamed import Told
from circflow.graph.unload import unload
from circflow.graph.web_address import web_address
from circflow.progress import Progress, silent
from circflow.queries import Catalogue, StoredQuery, read_catalogue
from circflow.queries.counting import counting
from circflow.queries.engines import AUTO
from circflow.remembered import remember
from circflow.ring_files import Written, untold, write_rings
from circflow.spark import Cluster
from circflow.target import address_of
from circflow.views.edges import write_edges

# Reading and writing of sheets takes its time to be imported, and questions do without.
if TYPE_CHECKING:
    from circflow.cases import Case
    from circflow.sheets.matching.parties import Party
    from circflow.sheets.reading import Reading


class Graph:
    """A database with deals in it. Use as a context manager."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._catalogues: dict[tuple[str, ...], Catalogue] = {}

    @property
    def address(self) -> Address:
        """Return where it is."""
        return self._connection.address

    @property
    def server(self) -> str:
        """Return the server's agent text, such as `Neo4j/2026.08.1`."""
        return self._connection.server

    def catalogue(self, queries: Sequence[str | Path] = ()) -> Catalogue:
        """Return the stored queries, shipped ones and those in the given folders.

        Raises:
            QueryFileError: some have mistakes; all are listed.
        """
        key = tuple(map(str, queries))
        if key not in self._catalogues:
            self._catalogues[key] = read_catalogue(queries)
        return self._catalogues[key]

    def run(
        self,
        query_id: str,
        /,
        *,
        queries: Sequence[str | Path] = (),
        timeout_s: float = DEFAULT_TIMEOUT_S,
        engine: str = AUTO,
        count: bool = False,
        progress: Progress = silent,
        cluster: Cluster | None = None,
        **parameters: object,
    ) -> Answer:
        """Run a stored query.

        Args:
            query_id: Such as `round-trips`.
            queries: Folders of one's own queries.
            timeout_s: Seconds after which the server ends it.
            engine: `cypher`, `memory` or `spark` for questions that can be searched there, or `auto`, which goes by the
                deals and never takes Spark.
            count: Whether the rows are wanted, or how many there are, where a query counts them.
            progress: Takes what is being worked out, how much of it is done, and how much there is (0 = unknown).
            cluster: Where Spark runs; default: on this machine.
            **parameters: As `circflow show ID` lists them; companies by id or any unambiguous name. `in`, which is a
                word of Python's own, is written `in_`; `rates` may be a path, or rows with the keys of such a file.

        Raises:
            InputError: no such query.
            ParamError: a parameter does not fit.
            PackageError: the exchange rates cannot be read.
            QueryError: the server refused or ended it.
        """
        query, given = self.catalogue(queries).find(query_id), _plain_names(parameters)
        if count:
            query, given = counting(self.catalogue(queries), query, given)
        found = run(
            self._connection,
            query,
            given,
            timeout_s=timeout_s,
            engine=engine,
            progress=progress,
            cluster=cluster,
        )
        return Answer(**{field.name: getattr(found, field.name) for field in fields(found)})

    def stream(
        self,
        query_id: str,
        /,
        *paths: str | os.PathLike[str],
        queries: Sequence[str | Path] = (),
        timeout_s: float = DEFAULT_TIMEOUT_S,
        engine: str = AUTO,
        as_found: bool = False,
        told: Told = untold,
        **parameters: object,
    ) -> Written | None:
        """Search rings in memory and write the rows into files, without holding them.

        The rows are those of `run`, in the same order and with the same bytes. One Ctrl-C ends the search: the files
        hold what was found, and `cut` stands in their names. A second one ends it at once and leaves none.

        Args:
            query_id: Such as `round-trips`.
            *paths: End with `.csv`, `.jsonl` or `.parquet`.
            queries: Folders of one's own queries.
            timeout_s: Seconds after which it ends, and leaves no files.
            engine: As for `run`.
            as_found: Whether rows are written as they are found, all of them unless `limit` is given.
            told: Called with the longest ring searched for, the starts done, all of them, and the rings found.
            **parameters: As for `run`.

        Returns:
            What was written; None, and no file, where the rows are not searched in memory.

        Raises:
            InputError: no such query, or a package for a format is missing.
            ParamError: a parameter does not fit.
            OutputError: a file cannot be written; what stood there is intact.
            QueryError: the time is up.
        """
        return write_rings(
            self._connection,
            self.catalogue(queries).find(query_id),
            _plain_names(parameters),
            [Path(path) for path in paths],
            timeout_s=timeout_s,
            engine=engine,
            as_found=as_found,
            told=told,
        )

    def evidence(self, *deals: str) -> Answer:
        """Return what is said about deals: one row a claim, by date.

        Args:
            *deals: Their ids; the order and doubles do not matter.

        Raises:
            ParamError: there is no such deal.
        """
        return self.run("evidence", deals=list(dict.fromkeys(deals)))

    def parameters(
        self, query_id: str, /, *, queries: Sequence[str | Path] = (), **parameters: object
    ) -> dict[str, Any]:
        """Return what stands for each `$name` of a stored query when it is sent: defaults too, and ids of companies.

        Raises:
            InputError: no such query.
            ParamError: a parameter does not fit.
            PackageError: the exchange rates cannot be read.
        """
        with interruptible(self._connection):
            return sent(self._connection, self.catalogue(queries).find(query_id), _plain_names(parameters))

    def try_case(self, query: StoredQuery, case: "Case") -> tuple[str, ...]:
        """Load what a case gives, run the query, take everything back, and say what differs from what it expects.

        What is loaded stays; it is out of sight meanwhile.

        Raises:
            ForeignData: the database holds data that circflow did not load, or too much to put out of sight.
        """
        from circflow.cases import try_case  # noqa: PLC0415 - as above

        return try_case(self._connection, query, case)

    def web_address(self) -> str | None:
        """Return where this server's Neo4j Browser is, such as `http://127.0.0.1:7474`; None if it does not say."""
        return web_address(self._connection)

    def load(
        self,
        path: str | os.PathLike[str],
        *,
        name: str | None = None,
        dry_run: bool = False,
        max_rejects: int = 0,
        into: str | None = None,
        **said: Any,  # noqa: ANN401 - as `check` takes them
    ) -> LoadReport:
        """Read a package or a sheet of deals and load it whole.

        Args:
            path: Folder, `datapackage.json`, sheet, or the name of a shipped data set.
            name: Id of the data set; default: the package's own.
            dry_run: Whether to say only what would change.
            max_rejects: Rows that may be rejected without stopping the load.
            into: Name of the database, if it holds data of others too.
            **said: What the sheet does not say itself, as for `check`: relationship, currency, date_order …

        Raises:
            PackageError: it cannot be read as a whole.
            RejectedRows: more rows are rejected than allowed; nothing was loaded.
            ForeignData: the database holds data that circflow did not load.
        """
        from circflow.datasets import check  # noqa: PLC0415 - as above

        found = check(path, name=name, **said)
        found.require(max_rejects)
        return self.load_reading(found, dry_run=dry_run, into=into)

    def load_reading(
        self,
        found: "Reading",
        *,
        dry_run: bool = False,
        into: str | None = None,
        progress: DealProgress = lambda _done, _all: None,
    ) -> LoadReport:
        """Load what `check` has read; its rejects are left out."""
        with interruptible(self._connection):
            refuse_foreign(self._connection, into=into)
            if not dry_run:
                ensure(self._connection)
            report = loading.load(
                self._connection, found.package, rows=found.balance(), dry_run=dry_run, progress=progress
            )
            if not (dry_run or report.same_bytes):
                self._remember_names()
        return report

    def unload(self, dataset: str) -> int:
        """Take a data set out; return the number of its deals.

        Raises:
            InputError: no such data set.
        """
        with interruptible(self._connection):
            removed = unload(self._connection, dataset)
            self._remember_names()
        return removed

    def export(self, dataset: str, folder: str | os.PathLike[str]) -> list[Path]:
        """Write a loaded data set as a package.

        Args:
            dataset: Its id.
            folder: Where; made when missing, and refused when it holds a package of another name.

        Returns:
            The files written.

        Raises:
            InputError: no such data set.
            OutputError: the folder cannot be written.
        """
        from circflow.sheets.matching.decisions import APPLIED, write_matches  # noqa: PLC0415 - as above
        from circflow.sheets.writing import write_package  # noqa: PLC0415

        with interruptible(self._connection):
            descriptor, tables = export(self._connection, dataset)
            made = next((loaded.matches for loaded in self.datasets() if loaded.id == dataset), ())
        written = write_package(Path(folder), dataset, descriptor, tables)
        if made or (Path(folder) / APPLIED).exists():
            write_matches(Path(folder) / APPLIED, made)
            written.append(Path(folder) / APPLIED)
        return written

    def export_edges(
        self,
        path: str | os.PathLike[str],
        *,
        timeout_s: float = DEFAULT_TIMEOUT_S,
        progress: Callable[[int], None] = lambda _edges: None,
        **filters: object,
    ) -> int:
        """Write the deals that count as plain edges: a Parquet file for searches on other machines.

        Args:
            path: The file.
            timeout_s: Seconds after which the server ends it.
            progress: Told how many edges are written.
            **filters: Those of `round-trips` that say which deals count.

        Returns:
            How many edges there are.

        Raises:
            InputError: pyarrow is not installed.
            ParamError: a filter does not fit.
            OutputError: the file cannot be written; what stood there is intact.
            TimedOut: the time limit was reached.
        """
        query = self.catalogue().find("round-trips")
        with interruptible(self._connection):
            found = edges(self._connection, query, _plain_names(filters), timeout_s)
            return write_edges(Path(path), found.parts, found.about, progress)

    def datasets(self) -> list[LoadedDataset]:
        """Return what is loaded, sorted by id."""
        return ledger.datasets(self._connection)

    def companies(self) -> list[Mapping[str, Any]]:
        """Return all companies: id, name, kind, country, group_id, names, deals; sorted by id."""
        return ledger.companies(self._connection)

    def parties(self, dataset: str) -> "list[Party]":
        """Return the companies of a loaded data set as they are compared, and all others as known ones.

        Raises:
            InputError: no such data set.
        """
        return comparing.parties(self._connection, dataset)

    def company(self, text: str) -> str:
        """Return the id of the company that a name means.

        Raises:
            ParamError: none, or several.
        """
        return company_id(self._connection, text)

    def deal(self, text: str) -> str:
        """Return the id of a deal, if there is such a deal.

        Raises:
            ParamError: there is none.
        """
        return named_id(self._connection, text, ("deal",))

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _remember_names(self) -> None:
        with suppress(CircflowError):
            remember(company_names(self._connection), (loaded.id for loaded in self.datasets()))


def _plain_names(parameters: Mapping[str, object]) -> dict[str, object]:
    """Take off the underscore that makes a name of a word that Python keeps for itself."""
    return {
        bare if keyword.iskeyword(bare := name.removesuffix("_")) else name: value for name, value in parameters.items()
    }


def connect(
    uri: str | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    insecure: bool = False,
) -> Graph:
    """Connect to a Neo4j: the one given, else the one that the environment names, else the managed server.

    Args:
        uri: Such as `bolt://127.0.0.1:7687`; default: `NEO4J_URI`, else the managed server.
        user: Default: `NEO4J_USERNAME`, else `neo4j`.
        password: Default: `NEO4J_PASSWORD`.
        database: Default: `NEO4J_DATABASE`, else the user's home database.
        insecure: Whether an unencrypted connection to another host is accepted.

    Raises:
        ConnectError: there is no server, no usable login, or an encrypted connection is needed.
    """
    return Graph(Connection(address_of(uri, user=user, password=password, database=database, insecure=insecure)))

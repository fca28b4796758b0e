"""A case put to the test, on a real database that is left as it was."""

from circflow.cases.case_file import Case
from circflow.cases.expected import differences, doubled
from circflow.errors import CircflowError, ConnectError
from circflow.graph.connection import Connection
from circflow.graph.load import load
from circflow.graph.rehearsal import rehearsed
from circflow.graph.run import run
from circflow.queries import StoredQuery


def try_case(connection: Connection, query: StoredQuery, case: Case) -> tuple[str, ...]:
    """Load what a case gives, run the query, and take everything back.

    Args:
        connection: To a database whose data, if it holds any, is out of sight meanwhile.
        query: The query.
        case: One of its cases.

    Returns:
        What differs from what the case expects, and rows that share their identity; empty when it holds.

    Raises:
        ConnectError: the server is not there.
        ForeignData: the database holds data that circflow did not load, or too much to put out of sight.
    """
    with rehearsed(connection) as rehearsal:
        try:
            load(rehearsal, case.given)
            answer = run(rehearsal, query, case.params)
        except ConnectError:
            raise
        except CircflowError as error:
            return (f"it does not run: {error}",)
    return (*differences(case.expect, answer.rows, query.identity), *doubled(answer.rows, query.identity))

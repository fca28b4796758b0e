"""Starting the managed server with our pages beside its Neo4j Browser, shown on the terminal."""

from circflow.browser import pages
from circflow.cli.messages import warn
from circflow.cli.progress import shown
from circflow.errors import QueryFileError
from circflow.queries import Catalogue, read_catalogue
from circflow.server import managed


def start(
    *, bolt_port: int | None = None, http_port: int | None = None, heap_mb: int | None = None
) -> managed.RunningServer:
    """Start the server, or return it if it is running; either way Browser's guide is renewed.

    Raises:
        CircflowError: as listed for `managed.start`.
    """
    with shown() as progress:
        return managed.start(
            bolt_port=bolt_port, http_port=http_port, heap_mb=heap_mb, web_files=_pages(), progress=progress
        )


def publish(catalogue: Catalogue) -> None:
    """Renew the pages of a running server.

    Raises:
        OutputError: the home cannot be written.
    """
    managed.start(web_files=pages(catalogue))


def _pages() -> dict[str, bytes]:
    try:
        return pages(read_catalogue())
    except QueryFileError as error:
        # A mistake in somebody's own query is no reason to have no server.
        warn(f"Neo4j Browser keeps its last guide: {error}. See: circflow list")
        return {}

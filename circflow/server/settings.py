"""The one table of Neo4j settings: the managed server's neo4j.conf and the Compose environment both come from it.

Each line was tried on the server; the third column says what happens without it.
"""

from dataclasses import dataclass
from typing import Final

from circflow.server.memory import Memory

# Neo4j Browser would load scripts and fonts from outside hosts. With this header the page itself refuses them,
# and works on. Ports stay open because the Browser is also used with servers on other ports of this machine.
_POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; worker-src 'self' blob:; "
    "connect-src 'self' ws://127.0.0.1:* ws://localhost:* http://127.0.0.1:* http://localhost:*; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of neo4j.conf.

    Attributes:
        name: Its name there.
        value: Its value.
        without: What happens when it is left out.
    """

    name: str
    value: str
    without: str

    @property
    def variable(self) -> str:
        """Return the environment variable that sets it in Neo4j's Docker image."""
        return "NEO4J_" + self.name.replace("_", "__").replace(".", "_")


SHARED: Final = (
    Setting("server.https.enabled", "false", "a second web port"),
    Setting("dbms.usage_report.enabled", "false", "reports to the maker"),
    Setting("client.allow_telemetry", "false", "Browser reports to the maker"),
    Setting("dbms.fleet_manager.enabled", "false", "a warning at each start"),
    Setting("server.fleet_discovery.enabled", "false", "broadcasts, and a warning"),
    Setting("server.http.x_forward.enabled", "false", "forged sender addresses are believed, with a warning"),
    Setting("dbms.security.auth_enabled", "true", "said aloud, because everything else stands on it"),
    Setting("dbms.security.allow_csv_import_from_file_urls", "false", "LOAD CSV reads files, in READ mode too"),
    Setting("internal.dbms.cypher_ip_blocklist", "0.0.0.0/0,::/0", "LOAD CSV calls any address, in READ mode too"),
    Setting("dbms.security.http_static_content_security_policy_header", _POLICY, "Browser asks outside hosts"),
    Setting("browser.remote_content_hostname_whitelist", "localhost,127.0.0.1", "guides from 127.0.0.1 are refused"),
    Setting("internal.dbms.bolt.netty_server_shutdown_quiet_period_duration", "0s", "a stop takes ten seconds"),
    Setting("db.query.default_language", "CYPHER_25", "queries without a prefix are read as Cypher 5"),
    Setting("db.transaction.timeout", "60s", "a forgotten query runs for ever"),
    Setting("db.lock.acquisition.timeout", "10s", "a blocked writer waits for ever"),
    Setting("db.tx_log.preallocate", "false", "an empty database takes half a gigabyte"),
    Setting("db.tx_log.rotation.size", "32m", "the log grows to a quarter of a gigabyte before it is cut"),
    Setting("db.tx_log.rotation.retention_policy", "2 files", "logs of two days are kept, whatever their size"),
)
"""What holds for every Neo4j that circflow sets up, in Docker or not."""


COMPOSE: Final = (
    # Inside the container it must listen on all interfaces; that only this machine reaches it, the port lines see to.
    Setting("server.bolt.advertised_address", "127.0.0.1:${CIRCFLOW_BOLT_PORT:-7687}", "Browser fills in a name"),
    Setting("server.http.advertised_address", "127.0.0.1:${CIRCFLOW_HTTP_PORT:-7474}", "the log names another address"),
    Setting("server.directories.import", "/var/lib/neo4j/import", "the whole disk is the import folder"),
    Setting("server.memory.heap.initial_size", "128m", "half a gigabyte at once"),
    Setting("server.memory.heap.max_size", "1g", "half a gigabyte, also for large loads"),
    Setting("server.memory.pagecache.size", "512m", "half of the machine's memory"),
    Setting("dbms.memory.transaction.total.max", "716m", "70 % of the heap"),
    Setting("db.memory.transaction.max", "512m", "one query may take all of it"),
)
"""What differs in Docker: addresses, folders and sizes of the container."""


def managed(memory: Memory, bolt_port: int, http_port: int) -> tuple[Setting, ...]:
    """Return all settings of a managed server: the shared ones, its addresses, folders and sizes.

    Folders are relative to the home, because a letter beyond ASCII in this file becomes another folder's name:
    Neo4j 2026.08 reads `집` as `uC9D1`.
    """
    bolt, http = f"127.0.0.1:{bolt_port}", f"127.0.0.1:{http_port}"
    return (
        Setting("server.default_listen_address", "127.0.0.1", "other machines can reach it"),
        Setting("server.bolt.listen_address", bolt, "port 7687"),
        Setting("server.bolt.advertised_address", bolt, "Browser fills in port 7687"),
        Setting("server.http.listen_address", http, "port 7474"),
        Setting("server.http.advertised_address", http, "the log names port 7474"),
        Setting("server.directories.data", "data", "the same, until the default changes"),
        Setting("server.directories.logs", "logs", "the same, until the default changes"),
        Setting("server.directories.import", "neo4j/import", "the whole disk is the import folder"),
        Setting("server.directories.plugins", "neo4j/plugins", "a folder beside the data; ours is never made"),
        Setting("server.directories.run", "neo4j/run", "one more folder beside the data"),
        Setting("server.memory.pagecache.size", f"{memory.page_cache}m", "half of the machine's memory"),
        Setting("dbms.memory.transaction.total.max", f"{memory.all_transactions}m", "70 % of the heap"),
        Setting("db.memory.transaction.max", f"{memory.one_transaction}m", "one query may take all of it"),
        *SHARED,
    )


def conf(settings: tuple[Setting, ...]) -> str:
    """Write settings as the text of a neo4j.conf, each with what happens without it."""
    lines = (f"# Without it: {s.without}.\n{s.name}={s.value}" for s in settings)
    return "# Written by circflow at each start; changes are lost.\n" + "\n".join(lines) + "\n"

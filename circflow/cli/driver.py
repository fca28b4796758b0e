"""Neo4j's driver, without what it would only look for. Commands import this before anything that needs the driver."""

from circflow.cli.lean import without

with without("numpy", "pandas", "pyarrow"):
    import circflow.graph.connection  # noqa: F401 - half a second less

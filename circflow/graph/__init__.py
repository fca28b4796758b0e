"""The database: connection, schema, loading, running. The only room that imports the driver."""

"""Rings between Neo4j and files in columns: numbers out of it, half a million rings as a few arrays, names at last."""

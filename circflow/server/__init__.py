"""The managed Neo4j: jars, Java, settings, process, backup. Prints nothing; progress goes to a callable.

Other rooms use `circflow.server.managed`.
"""

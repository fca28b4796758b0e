"""Rings on Spark: the same as `circflow.rings` finds, by joins, for graphs that one machine does not hold.

Nothing of pyspark is imported before a search begins.
"""

from circflow.spark.cluster import Cluster

__all__ = ["Cluster"]

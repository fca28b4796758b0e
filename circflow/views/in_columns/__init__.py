"""Rings as csv, JSON lines and Parquet, column by column while they are found: the bytes of the usual formats."""

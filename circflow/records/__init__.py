"""Answers that were kept as json: read again, asked again, and compared."""

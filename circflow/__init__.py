"""circflow: see how money circles between companies, with evidence."""

__version__ = "0.1.0"

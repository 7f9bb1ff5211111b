"""The knowledge graph of study-tour reports: its vocabulary, records, stores and command line."""

__version__ = "0.1.0"

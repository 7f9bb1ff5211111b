"""The one root of all errors a user can cause or meet, each a single clear line."""


class KgError(Exception):
    """A failure told in one line: what went wrong, where, and what to do about it.

    The command line prints `str(error)` on standard error and leaves with a code other than 0.
    """


class SourceError(KgError):
    """A report file that cannot be read: missing, empty, binary, undecodable."""


class FactsError(KgError):
    """A facts file (JSONL) that does not say what it should; the message names the line."""


class GoldError(KgError):
    """A gold file (hand annotations) that does not say what it should; the message names file and report."""


class StoreError(KgError):
    """A store that cannot be opened, read or written."""


class StoreLockedError(StoreError):
    """A store file that another process is writing."""


class CypherError(StoreError):
    """A Cypher statement that the store refuses; the message is the store's own, shortened."""


class QueryError(KgError):
    """A library query that does not exist, or a parameter that is missing or mistyped."""


class ViewError(KgError):
    """A view that cannot be drawn or written."""

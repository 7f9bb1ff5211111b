"""Writing a view to disk."""

import os
from pathlib import Path

from kg.errors import ViewError


def write_html(path: Path, text: str) -> int:
    """Write the text in UTF-8, whatever the locale, and return its size in bytes.

    It is written beside its place and moved there when whole, so a failure leaves an older file as it was.
    Raises ViewError where it cannot be written.
    """
    # a lone surrogate, which no UTF-8 holds, becomes its escape
    data = text.encode("utf-8", "backslashreplace")
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise ViewError(f"cannot write the view to {path}: {error.strerror}; choose another file with -o") from None
    return len(data)

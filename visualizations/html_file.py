"""Writing a view to disk, and what its content security policy is made of."""

import base64
import hashlib
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


def inlined(text: str) -> str:
    """The text with the line ends that a browser sees, over which it reckons the hash."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def hash_source(text: str) -> str:
    """The source expression under which a content security policy lets an inlined style or script through."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"

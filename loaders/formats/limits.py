"""How large a document may be: reports are small, and what is far larger is an attack or a mistake."""

MAX_FILE = 200_000_000
"""Bytes of a file on disk."""

MAX_UNPACKED = 500_000_000
"""Bytes that a Word file may unpack to, pictures included."""

MAX_XML = 50_000_000
"""Bytes of XML in a Word file, all parts together; a book of a million characters has about 20 million."""

MAX_PARTS = 10_000
"""Files inside a Word file."""

MAX_PAGES = 3_000
"""Pages of a PDF."""

MAX_TEXT = 10_000_000
"""Characters that a document may give."""

MAX_HTML = 20_000_000
"""Bytes of a web page."""

"""From files to facts: read, split, clean, recognise, relate, resolve."""

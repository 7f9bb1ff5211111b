"""Small named repairs of a report's text; each finds its edits, `edits.apply` carries them out."""

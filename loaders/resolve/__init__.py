"""From mentions to entities: which names are the same thing, where it lies, and who the report's own side is."""

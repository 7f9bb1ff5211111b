"""Where names stand in a report: one module for each kind of mention."""

"""What a report says between its names: one module for each family of relations."""

"""Papers: one looked at and issued, or many at once."""

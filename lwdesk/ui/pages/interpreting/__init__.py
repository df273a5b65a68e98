"""Interpreter requests: the list with the pool, the form with its rules, the hours of a month."""

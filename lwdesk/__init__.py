"""The desktop application of neighbourhood welcome offices."""

__version__ = "0.1.0"

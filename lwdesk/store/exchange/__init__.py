"""The log on its way: what is handed on of it, and how what others wrote is taken in."""

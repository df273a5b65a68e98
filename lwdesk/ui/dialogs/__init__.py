"""Dialogs: only for what cannot be undone, what leaves the office, or what needs a reason."""

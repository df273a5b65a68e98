"""The tasks of the office: what is due, what was put off, who does it."""

from lwdesk.ui.pages.tasks.page import TasksPage

__all__ = ["TasksPage"]

"""What assistive tools are told beyond the names every widget carries itself."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def announce(source: QObject, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say `text` without moving the focus."""
    from PySide6.QtGui import QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(source, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def name_changed(source: QObject) -> None:
    """Tell that a name is another one now, so that it is not read from memory."""
    from PySide6.QtGui import QAccessibleEvent

    QAccessible.updateAccessibility(QAccessibleEvent(source, QAccessible.Event.NameChanged))


def role(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role() if interface else QAccessible.Role.NoRole


def name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""

"""F1: the keys that work, and where the data lies."""

from PySide6.QtWidgets import QGridLayout, QWidget

from lwdesk.base.texts import N_
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

BEFORE = (
    ("Enter", N_("Unlock")),
    ("Ctrl +, Ctrl −, Ctrl 0", N_("Larger, smaller, usual type")),
    ("F1", N_("This help")),
)
AT_WORK = (
    ("Ctrl+K, F3", N_("Search for a family")),
    ("F2", N_("Write a quick contact")),
    ("Ctrl+N", N_("Take in a household")),
    ("Ctrl+Shift+N", N_("Add a waiting person")),
    ("Ctrl+1, Ctrl+2", N_("Go to a page of the navigation")),
    ("Alt+←", N_("Back to the page before")),
    ("←, →, Home", N_("In the calendar: day before, day after, today")),
    ("H, E", N_("At a visit: help needed, does not apply; the space bar says done")),
    ("Alt+1 … 4", N_("At a visit: its result")),
    ("B, A", N_("After a visit: make a need or a task of a sentence of the notes")),
    ("Alt+↑, Alt+↓", N_("On the route of a day: earlier, later")),
    ("F6, Shift+F6", N_("Between navigation and page")),
    ("Alt", N_("Show a letter for each button and field; Alt with it leads there")),
    ("Ctrl+Enter", N_("Do the next step of the page")),
    ("Ctrl+S", N_("Save and stay")),
    ("Ctrl+F", N_("Search in this list")),
    ("Ctrl+P", N_("Print what is shown, or save it as PDF")),
    ("Ctrl+Z", N_("Take back the last save")),
    ("Esc", N_("Close what is open, then go back")),
    ("Ctrl+L", N_("Lock")),
    ("F9", N_("Cover the screen")),
    ("Ctrl +, Ctrl −, Ctrl 0", N_("Larger, smaller, usual type")),
    ("F1", N_("This help")),
)


class HelpDialog(DialogFrame):
    """One row for each key; what is not built yet is not promised."""

    def __init__(self, parent: QWidget, *, at_work: bool) -> None:
        super().__init__(_("Keys"), _("Everything works without a mouse too."), parent)
        self.setModal(True)
        rows = AT_WORK if at_work else BEFORE
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(style.px(24))
        grid.setVerticalSpacing(style.px(8))
        for place, (key, does) in enumerate(rows):
            grid.addWidget(Text(key_words(key), "strong"), place, 0)
            grid.addWidget(Text(_(does), wrap=True), place, 1)
        grid.setColumnStretch(1, 1)
        scroll = PageScroll(table)
        room = parent.window().height() - style.px(220)
        scroll.setMinimumSize(style.px(440), min(table.sizeHint().height(), max(style.px(120), room)))
        self.add(scroll)
        self.add_button(PrimaryButton(_("Close")), default=True)


def key_words(key: str) -> str:
    """Return the name of a key as the keyboard of the reader has it."""
    return key.replace("Ctrl", _("Ctrl")).replace("Shift", _("Shift")).replace("Home", _("Home key"))

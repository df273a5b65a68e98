"""The panel beside a list: what one row is about, and the ways on."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from lwdesk.services.listing import Home
from lwdesk.ui import style
from lwdesk.ui.buttons import Button, SecondaryButton
from lwdesk.ui.flow import Flow, PageScroll
from lwdesk.ui.pages.household.parts import fact
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Panel
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

WIDE, MOST = 328, 16_000


class ListPanel(Panel):
    """A title, facts that scroll, and buttons below; a list page fills it by `show_row`."""

    nothing = ""

    def __init__(self) -> None:
        super().__init__(wide=WIDE)
        self.setObjectName("panel")
        self.setAccessibleName(_("Details"))
        self._scroll = PageScroll()
        self.told = self._scroll.column()
        self.told.setContentsMargins(0, 0, 0, 0)
        self.told.setSpacing(style.px(8))
        self.add(self._scroll, 1)
        self.ways = QVBoxLayout()
        self.column.addLayout(self.ways)
        self.shown: object = None

    def show_row(self, row: object) -> None:
        """Show what a row is about; the page's own panel says how."""
        raise NotImplementedError

    def show_nothing(self) -> None:
        self.clear()
        self.shown = None
        self.told.addWidget(Text(_(self.nothing) if self.nothing else "", token="text2", wrap=True))
        self.told.addStretch(1)

    def set_title(self, name: str, own: str = "", number: str = "") -> None:
        """Begin with a name, the same in its own script, and a number."""
        head = QVBoxLayout()
        head.setSpacing(style.px(2))
        head.addWidget(Text(isolate(name), "section", wrap=True, selectable=True))
        self.told.addLayout(head)
        if own:
            head.addWidget(_native(own))
        if number:
            head.addWidget(Text(number, "help", token="text2", selectable=True))

    def set_home(self, home: Home) -> None:
        """Say whose this is, below the title."""
        below = QVBoxLayout()
        below.setSpacing(style.px(2))
        name = home.name or home.native_name or _("without a name")
        line = " · ".join(part for part in (isolate(name), home.case_number) if part)
        below.addWidget(Text(line, "help", token="text2", wrap=True, selectable=True))
        if home.name and home.native_name:
            below.addWidget(_native(home.native_name))
        self.told.addLayout(below)

    def tell(self, icon: str, text: str) -> None:
        """Add a fact, unless there is nothing to say."""
        if text:
            self.told.addWidget(fact(icon, text))

    def way(self, button: Button, name: str, do: Callable[[], object]) -> None:
        """Add a button below."""
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: do())
        self.ways.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def few_ways(self, *ways: tuple[str, str, Callable[[], object]]) -> None:
        """Add small buttons side by side: their words, their names, what they do."""
        row = Flow()
        for words, name, do in ways:
            button = SecondaryButton(words, size="small")
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, do=do: do())
            row.add(button)
        self.ways.addWidget(row)

    def set_alone(self, *, alone: bool) -> None:
        """Take the whole width where the panel stands in place of the list."""
        if alone:
            self.setMinimumWidth(0)
            self.setMaximumWidth(MOST)
        else:
            self.setFixedWidth(style.px(WIDE))

    def focus_first(self) -> None:
        """Put the focus on the first button."""
        buttons = [button for button in self.findChildren(Button) if button.isVisibleTo(self)]
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        empty(self.told)
        empty(self.ways)


def _native(name: str) -> Text:
    made = Text(isolate(name), token="text2", script=True, wrap=True, selectable=True)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    return made

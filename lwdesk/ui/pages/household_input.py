"""A household chosen in a form: found like in the search, shown by its name, or none at all."""

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.domain.fields import Value
from lwdesk.services.views import Found, Hit
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.context import Context
from lwdesk.ui.input import Input
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.marks import Token
from lwdesk.ui.pages import search_words
from lwdesk.ui.rows import Cell, Row, RowList
from lwdesk.ui.words import _

SHORTEST, MOST, LONGEST = 2, 6, 500


class HouseholdInput(Input):
    """Typed from the second character on; ↓ and Enter choose, the cross of the chosen one takes it away."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._name = context, ""
        self._chosen: UUID | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.edit = LineEdit(_("Name, phone or case number"), icon="search")
        self.edit.setMaxLength(LONGEST)
        self.token = Token("", icon="users")
        self.hits = RowList()
        self.hits.setObjectName("household_hits")
        self.hits.setAccessibleName(_("Households found"))
        for part in (self.edit, self.token, self.hits):
            self._column.addWidget(part)
        self.hold(self.edit)
        self.edit.textEdited.connect(self._typed)
        self.edit.installEventFilter(self)
        self.hits.opened.connect(self._take)
        self.token.removed.connect(self._let_go)
        self._show()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(4))
        self.hits.fit_height(MOST)

    def value(self) -> Value:
        return self._chosen

    def set_value(self, value: Value) -> None:
        self._chosen = value if isinstance(value, UUID) else None
        self._show()

    def set_household(self, household: UUID, name: str, case_number: str = "") -> None:
        """Show a household that is known already."""
        self._chosen, self._name = household, name
        self.token.set_text(name, case_number)
        self._show()

    def name(self) -> str:
        """Return how the chosen household is called here."""
        return self._name if self._chosen is not None else ""

    def set_read_only(self, read_only: bool) -> None:
        self.setEnabled(not read_only)

    def show_problem(self, text: str | None) -> None:
        self.edit.setAccessibleDescription(text or "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.hits.isVisible():
            if event.key() == Qt.Key.Key_Down:
                self.hits.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self._take(self.hits.current_key() or self.hits.rows.rows[0].key)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hits.hide()
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        wanted = text.strip()
        if len(wanted) < SHORTEST:
            self.hits.hide()
            return
        self._context.jobs.run(
            self, lambda desk: desk.search.find(wanted, MOST), self._found, lane=f"choose {id(self)}"
        )

    def _found(self, found: Found) -> None:
        if found.query != self.edit.text().strip():
            return
        homes: dict[UUID, Hit] = {}
        for hit in found.hits:
            homes.setdefault(hit.household, hit)
        self.hits.show_rows([_row(hit) for hit in homes.values()])
        self.hits.setVisible(bool(homes))
        self.hits.fit_height(MOST)
        if homes:
            self.hits.choose(self.hits.rows.rows[0].key)
        announce(self.edit, search_words.counted(found))

    def _take(self, key: str) -> None:
        hit = self.hits.rows.rows[self.hits.rows.place_of(key)].data
        assert isinstance(hit, Hit)
        self.set_household(hit.household, hit.household_name or hit.name, hit.case_number)
        self.token.setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def _let_go(self) -> None:
        self._chosen = None
        self._show()
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def _show(self) -> None:
        chosen = self._chosen is not None
        self.hits.hide()
        self.edit.clear()
        self.edit.setVisible(not chosen)
        self.token.setVisible(chosen)
        self.hold(self.token if chosen else self.edit)


def _row(hit: Hit) -> Row:
    cell = Cell(hit.name, search_words.second_line(hit), hit.native_name, strong=True)
    return Row(str(hit.household), (cell,), data=hit)

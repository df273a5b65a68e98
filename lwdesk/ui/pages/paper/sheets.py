"""The paper as it will be, read from memory; no file of it is made for looking."""

from PySide6.QtCore import QBuffer, QByteArray, QMargins, Qt
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.surface import EmptyState, Skeleton
from lwdesk.ui.words import _, plural

AROUND = 12


class Preview(QWidget):
    """Shows the pages of a PDF one below the other, or says why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self._memory = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setObjectName("preview")
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.waiting = Skeleton(6)
        self.refused = EmptyState("file-x", "", title=_("No paper at present"))
        self._stack = QStackedLayout(self)
        for part in (self.waiting, self.view, self.refused):
            self._stack.addWidget(part)
        style.follow(self.restyle)

    def restyle(self) -> None:
        around = style.px(AROUND)
        self.view.setDocumentMargins(QMargins(around, around, around, around))
        self.view.setPageSpacing(around)
        palette = self.view.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, style.color("sunken"))
        self.view.setPalette(palette)

    def wait(self) -> None:
        if self._stack.currentWidget() is not self.view:
            self._stack.setCurrentWidget(self.waiting)

    def show_pdf(self, pdf: bytes, name: str) -> None:
        """Show a paper; the place in it stays where it has as many pages as the one before."""
        bar = self.view.verticalScrollBar()
        pages, place = self.document.pageCount(), bar.value()
        self._read(pdf)
        self._stack.setCurrentWidget(self.view)
        if self.document.pageCount() == pages:
            bar.setValue(place)
        self.view.setAccessibleName(_("Preview: {paper}, {pages}", paper=name, pages=self.pages()))
        self.view.setAccessibleDescription(self.document.getAllText(0).text())

    def refuse(self, sentence: str) -> None:
        self._read(b"")
        self.refused.set_sentence(sentence)
        self._stack.setCurrentWidget(self.refused)

    def pages(self) -> str:
        return plural("{n} page", "{n} pages", self.document.pageCount())

    def is_shown(self) -> bool:
        return self._stack.currentWidget() is self.view

    def _read(self, pdf: bytes) -> None:
        self.document.close()
        self._memory.close()
        if pdf:
            self._memory.setData(QByteArray(pdf))
            self._memory.open(QBuffer.OpenModeFlag.ReadOnly)
            self.document.load(self._memory)

"""A PDF on the printer's paper: page by page, as large as it was made, so that windows and folds fit."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPainter

from lwdesk.base.errors import PrinterFailed

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

DOTS_PER_INCH = 300
POINTS_PER_INCH = 72


def load(pdf: bytes) -> tuple["QPdfDocument", QBuffer]:
    """Return a document that reads from memory, and the memory, which has to live as long."""
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    return document, buffer


def prepare(printer: "QPrinter") -> None:
    """Set what our papers need before the person chooses: A4, one page as large as the paper."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName("lwdesk")


def onto(printer: QPagedPaintDevice) -> Callable[[Sequence[tuple[str, bytes]]], tuple[()]]:
    """Return what prints papers one after the other."""

    def deliver(papers: Sequence[tuple[str, bytes]]) -> tuple[()]:
        draw(printer, *(pdf for _name, pdf in papers))
        return ()

    return deliver


def draw(printer: QPagedPaintDevice, *papers: bytes) -> None:
    """Paint PDFs one after the other as one print; it may be done outside the window's thread."""
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterFailed
    try:
        first = True
        for pdf in papers:
            document, _memory = load(pdf)
            for page in range(document.pageCount()):
                if not first:
                    printer.newPage()
                first = False
                _paint(painter, document, page)
            document.close()
    finally:
        painter.end()


def _paint(painter: QPainter, document: "QPdfDocument", page: int) -> None:
    """Paint one page in its own size; one that is larger than the paper is made to fit."""
    points = document.pagePointSize(page)
    area, dots = painter.viewport(), painter.device().logicalDpiX()
    wanted = points * (dots / POINTS_PER_INCH)
    if wanted.width() > area.width() * 1.01 or wanted.height() > area.height() * 1.01:
        wanted = wanted.scaled(QSizeF(area.size()), Qt.AspectRatioMode.KeepAspectRatio)
    image = document.render(page, (points * (DOTS_PER_INCH / POINTS_PER_INCH)).toSize())
    painter.drawImage(QRectF(QPointF(0, 0), wanted), image)

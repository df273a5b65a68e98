"""Whatever is typed or pasted anywhere is plain text: no form, window or list comes to harm."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from lwdesk.base.texts import translator
from lwdesk.domain import advice
from lwdesk.domain.fields import RECORDS, Mail, NativeText, Note, Phone, Record, Text
from lwdesk.domain.rules import problems
from lwdesk.services import tidy
from lwdesk.ui.record_form import RecordForm
from tests.gui import all_pages, screens, walk
from tests.gui.parts import dressed  # noqa: F401
from tests.unit import office

MEGABYTES = "Zehn Megabyte Text. " * 500_000
HOSTILE = {
    "markup": "<b>fett</b><img src='file:///etc/passwd'><script>alert(1)</script>&lt;i&gt;",
    "bidi": "\u202eHamdan\u2066 \u200fLina\u202c\u2069\u061c",
    "ten megabytes": MEGABYTES,
    "combining": "e" + "\u0301" * 1000,
    "formula": '=HYPERLINK("http://x.invalid";"Klick")',
    "sql": "'; DROP TABLE household; -- \x00 \x1b[31m",
}
TEXTS = (Text, NativeText, Note, Phone, Mail)


@pytest.fixture(params=HOSTILE)
def hostile(request, qapp) -> str:
    QGuiApplication.clipboard().setText(HOSTILE[request.param])
    yield HOSTILE[request.param]
    QGuiApplication.clipboard().clear()


def fields_to_type_into(page: QWidget) -> Iterator[QLineEdit | QPlainTextEdit]:
    for kind in (QLineEdit, QPlainTextEdit):
        yield from (one for one in page.findChildren(kind) if one.isVisible() and one.isEnabled())


def not_plain(page: QWidget) -> list[str]:
    """Return the texts of labels that would take markup for markup."""
    labels = [one for one in page.findChildren(QLabel) if one.pixmap().isNull() and one.text()]
    return [one.text()[:60] for one in labels if one.textFormat() != Qt.TextFormat.PlainText]


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("record", RECORDS.values(), ids=lambda record: record.kind)
def test_whatever_is_pasted_into_a_field_fits_or_is_refused_in_words(qtbot, hostile, record) -> None:
    names = [field.name for field in record.fields if isinstance(field.kind, TEXTS)]
    form = RecordForm(record, [[name] for name in names])
    qtbot.addWidget(form)
    form.show_record(record())
    form.resize(700, 600)
    for name in names:
        form.boxes[name].input.control().paste()
    form.grab()
    assert form.width() == 700
    assert not_plain(form) == []
    kept = tidy.tidied(record(**form.values()))
    found = [problem for problem in problems(kept) if problem.field in names]
    assert all(advice.sentence(problem, translator()) for problem in found)
    refused = {problem.field for problem in found}
    assert [name for name in names if name not in refused and _too_long(kept, name)] == []


def _too_long(record: Record, name: str) -> bool:
    longest = getattr(record.by_name[name].kind, "longest", None)
    return longest is not None and len(str(record.value(name))) > longest


@pytest.mark.parametrize("name", all_pages.EVERY)
def test_whatever_is_pasted_into_a_page_leaves_the_window_whole(qtbot, ask, tmp_path, name) -> None:
    file = office.place(tmp_path)
    with office.opened(file) as desk:
        busy = all_pages.furnish(desk)
    screen = screens.opened(qtbot, ask, file)
    screen.unlock()
    shell = screen.window.surface()
    all_pages.enter(shell, name, busy)
    screen.until(lambda: not shell.context.jobs._unheard)
    wide = screen.window.width()
    for text in HOSTILE.values():
        QGuiApplication.clipboard().setText(text)
        for edit in list(fields_to_type_into(shell.page)):
            edit.setFocus()
            edit.selectAll()
            edit.paste()
        screen.until(lambda: not shell.context.jobs._unheard)
        walk.settle()
        shell.page.grab()
        assert screen.window.width() == wide
        assert not_plain(screen.window) == []
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("name", all_pages.EVERY)
def test_a_hostile_text_in_the_file_is_shown_as_it_is(qtbot, ask, tmp_path, name) -> None:
    file = office.place(tmp_path)
    with office.opened(file) as desk:
        busy = all_pages.furnish(desk)
        spoil(desk)
    screen = screens.opened(qtbot, ask, file)
    screen.unlock()
    shell = screen.window.surface()
    all_pages.enter(shell, name, busy)
    screen.until(lambda: not shell.context.jobs._unheard)
    walk.settle()
    shell.page.grab()
    assert screen.window.width() == 1366
    assert not_plain(screen.window) == []


def spoil(desk) -> None:
    """Put markup, reversals, accents and a formula into every text of every record but the staff's."""
    worst = " ".join(HOSTILE[kind] for kind in ("markup", "bidi", "formula")) + "e" + "\u0301" * 200
    for record in RECORDS.values():
        if record.scope != "office" or record.kind in ("office", "staff", "device"):
            continue
        names = [field.name for field in record.fields if isinstance(field.kind, (Text, NativeText, Note))]
        with desk.seat.store.writing("test", None) as transaction:
            transaction.save_all(
                one.replace(**{n: worst[: record.by_name[n].kind.longest] for n in names if one.value(n)})
                for one in transaction.all(record)
            )


def test_the_clipboard_of_the_test_is_a_text(hostile) -> None:
    assert QApplication.clipboard().mimeData().hasText()
    assert hostile

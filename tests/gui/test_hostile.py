"""Whatever is typed or pasted anywhere is plain text: no form, window or list comes to harm."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from lwdesk.base.texts import translator
from lwdesk.domain import advice
from lwdesk.domain.fields import RECORDS, Mail, NativeText, Note, Phone, Record, Text
from lwdesk.domain.rules import problems
from lwdesk.services import tidy
from lwdesk.ui.record_form import RecordForm
from tests.gui import all_pages, hostile, screens, walk
from tests.gui.parts import dressed  # noqa: F401
from tests.unit import office

KINDS = (Text, NativeText, Note, Phone, Mail)


@pytest.fixture(params=hostile.TEXTS)
def pasted(request, qapp) -> str:
    QGuiApplication.clipboard().setText(hostile.TEXTS[request.param])
    yield hostile.TEXTS[request.param]
    QGuiApplication.clipboard().clear()


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("record", RECORDS.values(), ids=lambda record: record.kind)
def test_whatever_is_pasted_into_a_field_fits_or_is_refused_in_words(qtbot, pasted, record) -> None:
    names = [field.name for field in record.fields if isinstance(field.kind, KINDS)]
    form = RecordForm(record, [[name] for name in names])
    qtbot.addWidget(form)
    form.show_record(record())
    form.resize(700, 600)
    for name in names:
        form.boxes[name].input.control().paste()
    form.grab()
    assert form.width() == 700
    assert hostile.not_plain(form) == []
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
    for text in hostile.TEXTS.values():
        hostile.paste(shell.page, text)
        screen.until(lambda: not shell.context.jobs._unheard)
        walk.settle()
        shell.page.grab()
        assert screen.window.width() == wide
        assert hostile.not_plain(screen.window) == []


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
    assert hostile.not_plain(screen.window) == []


def spoil(desk) -> None:
    """Put markup, reversals, accents and a formula into every text of every record but the staff's."""
    worst = " ".join(hostile.TEXTS[kind] for kind in ("markup", "bidi", "formula")) + "e" + "\u0301" * 200
    for record in RECORDS.values():
        if record.scope != "office" or record.kind in ("office", "staff", "device"):
            continue
        names = [field.name for field in record.fields if isinstance(field.kind, (Text, NativeText, Note))]
        with desk.seat.store.writing("test", None) as transaction:
            transaction.save_all(
                one.replace(**{n: worst[: record.by_name[n].kind.longest] for n in names if one.value(n)})
                for one in transaction.all(record)
            )


def test_the_clipboard_of_the_test_is_a_text(pasted) -> None:
    assert QApplication.clipboard().mimeData().hasText()
    assert pasted

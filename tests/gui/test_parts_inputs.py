"""The faces of the field kinds take what people type and say what they cannot read."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from lwdesk.domain import records
from lwdesk.domain.fields import KINDS, RECORDS
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.ui import inputs
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.reading_order import arrange
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.typed_day import NotADay, read_day, read_vague, write_day, write_vague
from tests.gui.parts import cut_texts, description, dress, dressed, name, shown, type_text  # noqa: F401

TODAY = date(2021, 11, 2)
OPTIONS = tuple(
    inputs.Option(key, label) for key, label in (("ar", "Arabisch"), ("ti", "Tigrinya"), ("uk", "Ukrainisch"))
)


pytestmark = pytest.mark.usefixtures("dressed")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3.4.90", date(1990, 4, 3)),
        ("03041990", date(1990, 4, 3)),
        ("030490", date(1990, 4, 3)),
        ("3/4/1990", date(1990, 4, 3)),
        ("1990-04-03", date(1990, 4, 3)),
        ("3.4.", date(2021, 4, 3)),
        (" heute ", TODAY),
        ("Gestern", date(2021, 11, 1)),
        ("morgen", date(2021, 11, 3)),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed, meant) -> None:
    assert read_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("31.02.1986", date(1986, 2, 28)),
        ("29.2.2021", date(2021, 2, 28)),
        ("31.4.21", date(2021, 4, 30)),
        ("04.13.1990", date(1990, 4, 13)),
        ("0.5.1990", date(1990, 5, 1)),
        ("32.13.1990", None),
        ("bald", None),
        ("1.1.0000", None),
    ],
)
def test_an_impossible_day_names_the_nearest_one(typed, nearest) -> None:
    with pytest.raises(NotADay) as wrong:
        read_day(typed, TODAY)
    assert wrong.value.nearest == nearest


def test_two_figures_of_a_birth_year_never_mean_the_future() -> None:
    assert read_day("1.1.22", TODAY, future=False) == date(1922, 1, 1)
    assert read_day("1.1.22", TODAY) == date(2022, 1, 1)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_day_is_read_back(day) -> None:
    assert read_day(write_day(day), TODAY) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY), st.sampled_from(Precision))
def test_a_written_birth_date_is_read_back(day, precision) -> None:
    vague = VagueDay(day, precision)
    assert read_vague(write_vague(vague), precision, TODAY) == vague


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_day_or_refused(text) -> None:
    try:
        read_day(text, TODAY)
    except NotADay as wrong:
        nearest = wrong.nearest
    else:
        nearest = None
    assert nearest is None or isinstance(nearest, date)


def test_a_bare_year_is_never_taken_for_an_exact_day() -> None:
    assert read_vague("1986", Precision.DAY, TODAY) == VagueDay(date(1986, 1, 1), Precision.YEAR)
    assert read_vague("3.1986", Precision.DAY, TODAY) == VagueDay(date(1986, 3, 1), Precision.MONTH)


def test_every_field_of_every_record_has_a_face_that_keeps_an_empty_value(qtbot) -> None:
    assert records.every()
    seen = set()
    for record in RECORDS.values():
        form = RecordForm(record, [[field.name] for field in record.fields])
        qtbot.addWidget(form)
        form.show_record(record())
        assert form.values() == {field.name: record().value(field.name) for field in record.fields}
        assert form.changed() == frozenset()
        seen |= {type(field.kind) for field in record.fields}
    assert seen == set(KINDS)


def test_every_input_of_a_form_has_a_name(qtbot) -> None:
    for record in RECORDS.values():
        form = shown(qtbot, RecordForm(record, [[field.name] for field in record.fields]))
        unnamed = [n for n, box in form.boxes.items() if not name(box.input.control())]
        assert unnamed == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_text_of_a_form_is_cut(qtbot, scale) -> None:
    dress(scale=scale)
    person = RECORDS["person"]
    form = RecordForm(
        person, [["given_name", "family_name"], ["born"], ["sex", "nationality", "phone_owner"]]
    )
    qtbot.addWidget(form)
    form.resize(round(560 * scale), 700)
    form.show()
    assert list(cut_texts(form)) == []


def test_a_form_becomes_one_column_where_it_is_narrow(qtbot) -> None:
    form = shown(qtbot, RecordForm(RECORDS["person"], [["given_name", "family_name"]]))
    given, family = form.boxes["given_name"], form.boxes["family_name"]
    form.resize(700, 300)
    qtbot.waitUntil(lambda: given.y() == family.y())
    form.resize(300, 400)
    qtbot.waitUntil(lambda: given.y() < family.y())


def test_a_message_gets_its_room_also_after_the_rows_were_split(qtbot) -> None:
    form = shown(qtbot, RecordForm(RECORDS["person"], [["given_name", "family_name"], ["born"]]))
    for width in (900, 300, 900):
        form.resize(width, 600)
        qtbot.waitUntil(lambda wide=width: form.grid.is_single() == (wide == 300))
    box = form.boxes["born"]
    before = box.height()
    form.show_problems({"born": "Den Tag gibt es nicht."})
    qtbot.waitUntil(lambda: box.height() > before)
    assert box.input.height() >= box.input.heightForWidth(box.input.width())


def test_a_form_gives_back_what_was_typed(qtbot) -> None:
    person = RECORDS["person"]
    form = shown(qtbot, RecordForm(person, [["given_name", "native_name"], ["school_years"]]))
    form.show_record(person())
    edited = []
    form.edited.connect(edited.append)
    type_text(form.input("given_name").control(), "Müller")
    type_text(form.input("native_name").control(), "محمد")
    type_text(form.input("school_years").control(), "9")
    assert form.values() == {"given_name": "Müller", "native_name": "محمد", "school_years": 9}
    assert form.changed() == {"given_name", "native_name", "school_years"}
    assert set(edited) == {"given_name", "native_name", "school_years"}
    assert form.record().school_years == 9


def test_setting_a_value_is_not_an_edit(qtbot) -> None:
    person = RECORDS["person"]
    form = shown(qtbot, RecordForm(person, [[field.name] for field in person.fields]))
    with qtbot.assertNotEmitted(form.edited):
        form.show_record(person(given_name="Lina", born=VagueDay(date(2017, 1, 19)), sex="f", school_years=3))


def test_a_wrong_number_is_said_on_leaving_and_forgotten_on_editing(qtbot) -> None:
    form = shown(qtbot, RecordForm(RECORDS["person"], [["school_years"]]))
    box = form.boxes["school_years"]
    type_text(box.input.control(), "99")
    assert box.problem() == ""
    QTest.keyClick(box.input.control(), Qt.Key.Key_Return)
    assert "25" in box.problem()
    assert description(box.input.control()) == box.problem()
    assert form.problems() == {"school_years": box.problem()}
    QTest.keyClick(box.input.control(), Qt.Key.Key_Backspace)
    assert box.problem() == ""


def test_the_first_problem_gets_the_cursor(qtbot) -> None:
    form = shown(qtbot, RecordForm(RECORDS["person"], [["given_name"], ["family_name"]]))
    form.show_problems({"family_name": "Bitte ausfüllen."})
    assert form.focus_problem()
    assert form.focusWidget() is form.input("family_name").control()


def test_an_impossible_birth_date_offers_the_nearest_day(qtbot) -> None:
    box = shown(qtbot, FieldBox("Geburtsdatum", inputs.VagueInput()))
    type_text(box.input.control(), "31.02.1986")
    assert not box.check()
    assert "28.02.1986" in box.problem()
    qtbot.mouseClick(box.line.link, Qt.MouseButton.LeftButton)
    assert box.input.value() == VagueDay(date(1986, 2, 28))
    assert box.problem() == ""


def test_the_day_of_the_papers_is_kept_as_such(qtbot) -> None:
    vague = shown(qtbot, inputs.VagueInput())
    type_text(vague.edit, "1.1.1986")
    vague.papers.click()
    assert vague.value() == VagueDay(date(1986, 1, 1), Precision.PAPERS)
    vague.papers.click()
    assert vague.value() == VagueDay(date(1986, 1, 1), Precision.YEAR)


def test_precision_is_chosen_with_the_arrows(qtbot) -> None:
    vague = shown(qtbot, inputs.VagueInput())
    vague.set_value(VagueDay(date(1986, 3, 4)))
    vague.precision.segments[0].setFocus()
    QTest.keyClick(vague.precision.segments[0], Qt.Key.Key_Right)
    assert vague.value() == VagueDay(date(1986, 3, 1), Precision.MONTH)
    assert vague.edit.text() == "03.1986"


def test_a_day_is_tidied_on_leaving(qtbot) -> None:
    day = shown(qtbot, inputs.DayInput())
    type_text(day.edit, "heute")
    QTest.keyClick(day.edit, Qt.Key.Key_Return)
    assert day.edit.text() == "02.11.2021"
    assert day.value() == TODAY


def test_a_day_is_picked_from_the_calendar(qtbot) -> None:
    day = shown(qtbot, inputs.DayInput())
    day.set_value(date(2021, 10, 5))
    day.resize(300, 40)
    with qtbot.waitSignal(day.edited):
        day.button.click()
        QTest.keyClick(day.calendar.focusProxy() or day.calendar, Qt.Key.Key_Right)
        day.calendar.activated.emit(day.calendar.selectedDate())
    assert isinstance(day.value(), date)


def test_a_moment_is_kept_in_utc(qtbot) -> None:
    moment = shown(qtbot, inputs.MomentInput())
    type_text(moment.day.edit, "2.11.21")
    type_text(moment.time, "14:05")
    assert moment.value() == datetime(2021, 11, 2, 13, 5, tzinfo=UTC)
    assert moment.complaint() is None
    moment.time.setText("25:00")
    assert moment.complaint() is not None


def test_the_typed_script_turns_the_field(qtbot) -> None:
    native = shown(qtbot, inputs.NativeInput())
    type_text(native.edit, "محمد")
    assert native.edit.layoutDirection() == Qt.LayoutDirection.RightToLeft
    native.set_value("Оксана")
    assert native.edit.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_mail_address_and_a_phone_number_are_looked_at(qtbot) -> None:
    mail, phone = shown(qtbot, inputs.MailInput()), shown(qtbot, inputs.PhoneInput())
    for made, wrong, right in ((mail, "jana@", "jana@example.org"), (phone, "keins", "0171 / 39200-17")):
        made.set_value(wrong)
        assert made.complaint() is not None
        made.set_value(right)
        assert made.complaint() is None


def test_tab_leaves_a_note(qtbot) -> None:
    box = shown(qtbot, inputs.NoteInput())
    assert box.edit.tabChangesFocus()
    with qtbot.waitSignal(box.edited):
        type_text(box.edit, "Größe")
    assert box.value() == "Größe"


def test_the_cursor_is_in_the_field_after_the_form_moved_to_a_dialog(qtbot) -> None:
    field = inputs.LineInput()
    field.setFocusProxy(None)  # what Qt does while it moves a form
    shown(qtbot, field)
    field.setFocus()
    assert field.edit.hasFocus()


def test_alt_with_a_letter_is_never_typed_over_the_text(qtbot) -> None:
    field = shown(qtbot, inputs.LineEdit())
    type_text(field, "Hermannstr. 12")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert field.text() == "Hermannstr. 12"


LATER = (("title",), ("due_on", "note"))


@pytest.fixture
def put_off(qtbot):
    """Return a form that is not made yet, between two buttons."""
    above, form, below = (
        QPushButton("above"),
        RecordForm(records.Task, LATER, later=True),
        QPushButton("below"),
    )
    around = QWidget()
    column = QVBoxLayout(around)
    for part in (above, form, below):
        column.addWidget(part)
    shown(qtbot, around)
    above.setFocus()
    return around, form


def test_a_form_that_is_made_later_tells_what_its_record_says(put_off):
    _around, form = put_off
    record = records.Task(title="Anrufen", due_on=TODAY)
    form.show_record(record)
    form.fill({"title": "Anderes", "note": "Eilt"})
    assert form.boxes == {}
    assert form.values() == {"title": "Anrufen", "due_on": TODAY, "note": "Eilt"}
    assert (form.typed(), form.problems()) == ({}, {})
    before = form.values()
    form.show()
    assert form.values() == before
    assert form.input("note").value() == "Eilt"


@pytest.mark.parametrize("arranged", [False, True])
def test_what_is_made_later_stands_in_its_turn_of_the_tab_key(put_off, arranged):
    around, form = put_off
    if arranged:
        arrange(around)
    form.show()
    fields = {name: form.input(name) for name in ("title", "due_on", "note")}
    walked: list[str] = []
    while not isinstance(here := around.focusWidget(), QPushButton) or here.text() != "below":
        QTest.keyClick(here, Qt.Key.Key_Tab)
        walked += [name for name, field in fields.items() if field.isAncestorOf(around.focusWidget())]
    assert list(dict.fromkeys(walked)) == ["title", "due_on", "note"]


@pytest.mark.parametrize("kept", [{"due_on": "morgn"}, {}])
def test_what_a_draft_kept_of_a_form_that_is_made_later_comes_back(put_off, kept):
    _around, form = put_off
    form.show_record(records.Task())
    form.retype(kept)
    assert form.typed() == kept
    assert bool(form.boxes) is bool(kept)


def test_a_rule_makes_the_form_whose_field_it_complains_about(put_off):
    _around, form = put_off
    form.show_problems({"name_of_another_form": "x"})
    assert form.boxes == {}
    form.prepare("title", lambda field: field.set_value("vorbereitet"))
    form.set_read_only(True)
    form.show_problems({"title": "Bitte ausfüllen."})
    assert form.boxes["title"].problem() == "Bitte ausfüllen."
    assert form.input("due_on").control().isReadOnly()

"""The day of the office: by keyboard, with what stands against a time and what came of an appointment."""

from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.base import clock
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.office import OpeningHour
from lwdesk.domain.task import Task
from lwdesk.domain.visit import Visit
from lwdesk.ui.pages.calendar.dialogs import AppointmentDialog, HeldDialog
from lwdesk.ui.pages.calendar.page import DayPage
from tests.gui import families, parts

TEN = datetime(2021, 11, 2, 9, tzinfo=UTC)  # ten o'clock on the wall


@pytest.fixture
def opening(context, show, jobs):
    """Give a function that opens the page as the window does."""

    def opened(width: int = 1150, height: int = 752, **wanted) -> DayPage:
        page = show(DayPage(context, **wanted), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.settle()
        return page

    return opened


@pytest.fixture
def family(desk):
    return families.take_in(desk, families.hamdan())


def write(desk, *records) -> None:
    with desk.seat.writing("test", None) as transaction:
        transaction.save_all(records)


def arranged(desk, family, title="Kita-Platz", **fields) -> Appointment:
    made = Appointment(
        **{
            "household": family.household.id, "staff": desk.staff.id, "sort": "talk", "at": TEN,
            "minutes": 30, "title": title, "area": "childcare_school", **fields,
        }
    )  # fmt: skip
    desk.appointments.save(made, anyway=True)
    return made


def shown(page) -> list[str]:
    return [row.cells[0].title for row in page.table.list.rows.rows]


def press(page, name) -> None:
    next(one for one in page.findChildren(QWidget, name) if one.isVisible()).click()
    families.settle()


def kept(desk, cls):
    with desk.seat.reading() as reader:
        return reader.all(cls)


def test_the_day_lists_what_is_arranged_in_its_order(desk, family, opening):
    arranged(desk, family)
    visit = Visit(
        office=desk.office.id,
        household=family.household.id,
        sort="first",
        planned_at=TEN - timedelta(hours=1),
    )
    write(desk, visit, OpeningHour(office=desk.office.id, weekday="tue", opens=time(9), closes=time(12)))
    page = opening()
    assert shown(page) == ["Besuch: Erster Besuch nach dem Einzug", "Kita-Platz"]
    assert page.day_bar.words.text() == "Dienstag, 2. November 2021"
    assert page.day_bar.hours.text() == "geöffnet 09:00–12:00"
    assert page.table.list.rows.rows[1].sentence == "10:00, Kita-Platz, 30 min, Hamdan, geplant, Jana Albers"


def test_arrows_go_from_day_to_day_and_home_to_today(desk, family, opening):
    arranged(desk, family)
    arranged(desk, family, "Morgen", at=TEN + timedelta(days=1))
    page = opening()
    QTest.keyClick(page.table.list, Qt.Key.Key_Right)
    assert shown(page) == ["Morgen"]
    QTest.keyClick(page.table.list, Qt.Key.Key_Right)
    families.settle()
    assert page.nothing.isVisible()
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Left)
    assert shown(page) == ["Morgen"]
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Home)
    assert shown(page) == ["Kita-Platz"]
    assert page.on == clock.today()


def test_tabs_hold_each_kind_with_its_count(desk, family, opening):
    arranged(desk, family)
    page = opening()
    names = [parts.name(tab) for tab in page.tabs.tabs.values()]
    assert names == ["Alles, 1", "Termine, 1", "Besuche, 0", "Sprachmittlung, 0"]
    page.tabs.tabs["visit"].click()
    families.settle()
    assert page.nothing.isVisible()


def test_a_new_appointment_lasts_half_an_hour_and_is_mine(desk, family, opening):
    page = opening()
    page.primary()
    dialog = page.findChild(AppointmentDialog)
    parts.type_text(dialog.household.edit, "hamd")
    QTest.keyClick(dialog.household.edit, Qt.Key.Key_Return)
    press(dialog, "save_appointment")
    (made,) = kept(desk, Appointment)
    assert (made.household, made.staff, made.minutes) == (family.household.id, desk.staff.id, 30)
    assert made.at == datetime(2021, 11, 2, 14, tzinfo=UTC)


def test_what_stands_against_a_time_is_told_and_booked_only_on_purpose(desk, family, opening):
    arranged(desk, family, at=datetime(2021, 11, 2, 14, tzinfo=UTC))
    page = opening()
    page.primary()
    dialog = page.findChild(AppointmentDialog)
    press(dialog, "save_appointment")
    assert dialog.banner.text.text() == "Jana Albers hat schon etwas von 15:00 bis 15:30."
    assert dialog.save_button.text() == "Trotzdem eintragen"
    press(dialog, "save_appointment")
    assert len(kept(desk, Appointment)) == 2


def test_another_time_is_looked_at_anew(desk, family, opening):
    arranged(desk, family, at=datetime(2021, 11, 2, 14, tzinfo=UTC))
    page = opening()
    page.primary()
    dialog = page.findChild(AppointmentDialog)
    press(dialog, "save_appointment")
    dialog.form.input("at").set_value(datetime(2021, 11, 2, 15, tzinfo=UTC))
    dialog.form.input("at").edited.emit()
    assert dialog.banner is None
    assert dialog.save_button.text() == "Speichern"
    press(dialog, "save_appointment")
    assert len(kept(desk, Appointment)) == 2


def test_one_person_twice_is_refused_whatever_is_pressed(desk, family, opening):
    person = family.members[0].person
    arranged(desk, family, person=person.id, at=datetime(2021, 11, 2, 14, tzinfo=UTC))
    page = opening()
    page.doing.arrange(page.on, family.household.id, "Hamdan", ((person.id, "Mohammed Hamdan"),))
    dialog = page.findChild(AppointmentDialog)
    dialog.people.set_value(person.id)
    press(dialog, "save_appointment")
    assert dialog.banner.title.text() == "Das lässt sich nicht eintragen."
    press(dialog, "save_appointment")
    assert dialog.isVisible()
    assert len(kept(desk, Appointment)) == 1


def test_who_goes_along_is_asked_only_of_an_accompaniment(opening):
    page = opening()
    page.primary()
    dialog = page.findChild(AppointmentDialog)
    assert not dialog.form.boxes["companion"].isVisible()
    dialog.form.input("sort").set_value("accompaniment")
    dialog.form.input("sort").edited.emit()
    assert dialog.form.boxes["companion"].isVisible()
    dialog.reject()


def test_what_took_place_becomes_a_contact_that_is_looked_at(desk, family, opening):
    arranged(desk, family, sort="accompaniment", title="Ausländerbehörde")
    page = opening()
    press(page, "hold")
    dialog = page.findChild(HeldDialog)
    press(dialog, "save_appointment")
    (contact,), (reason,), (made,) = kept(desk, Contact), kept(desk, Reason), kept(desk, Appointment)
    assert (contact.household, contact.minutes, contact.result) == (
        family.household.id, 30, "Ausländerbehörde",
    )  # fmt: skip
    assert reason.support == "accompaniment"
    assert made.state == "held"


def test_without_a_topic_the_contact_waits(desk, family, opening):
    arranged(desk, family, area=None)
    page = opening()
    press(page, "hold")
    dialog = page.findChild(HeldDialog)
    press(dialog, "save_appointment")
    assert dialog.isVisible()
    assert kept(desk, Contact) == ()


def test_who_did_not_come_becomes_a_task(desk, family, opening):
    made = arranged(desk, family)
    page = opening()
    press(page, "no_show")
    assert page.table.list.rows.rows[0].cells[3].badge.word == "nicht erschienen"
    assert [task.about for task in kept(desk, Task) if task.about == made.id] == [made.id]


def test_a_cancelled_appointment_stays_with_its_state(desk, family, opening):
    arranged(desk, family)
    page = opening()
    press(page, "cancelled")
    assert page.table.list.rows.rows[0].cells[3].badge.word == "abgesagt"
    assert not [one for one in page.panel.findChildren(QWidget, "cancelled") if one.isVisible()]


def test_a_moved_appointment_leaves_its_former_time_as_postponed(desk, family, opening):
    arranged(desk, family)
    page = opening()
    press(page, "postpone")
    dialog = page.findChild(AppointmentDialog)
    press(dialog, "save_appointment")
    assert dialog.isVisible()
    dialog.form.input("at").set_value(TEN + timedelta(minutes=10))
    dialog.form.input("at").edited.emit()
    press(dialog, "save_appointment")
    assert sorted((one.at, one.state) for one in kept(desk, Appointment)) == [
        (TEN, "postponed"), (TEN + timedelta(minutes=10), "planned"),
    ]  # fmt: skip


def test_an_appointment_is_changed(desk, family, opening):
    arranged(desk, family)
    page = opening()
    press(page, "change")
    dialog = page.findChild(AppointmentDialog)
    parts.type_text(dialog.form.input("place").control(), "Raum 2")
    press(dialog, "save_appointment")
    assert kept(desk, Appointment)[0].place == "Raum 2"


def beside_somebody_else(desk, page, **theirs) -> AppointmentDialog:
    """Open the form, let a colleague save meanwhile, type another place and save."""
    press(page, "change")
    dialog = page.findChild(AppointmentDialog)
    (now,) = kept(desk, Appointment)
    desk.appointments.save(now.replace(**theirs), now, anyway=True)
    parts.type_text(dialog.form.input("place").control(), "Raum 2")
    press(dialog, "save_appointment")
    return dialog


def test_what_a_colleague_changed_in_other_fields_meanwhile_stays(desk, family, opening):
    arranged(desk, family)
    beside_somebody_else(desk, opening(), note="bringt Papiere mit")
    (now,) = kept(desk, Appointment)
    assert (now.place, now.note) == ("Raum 2", "bringt Papiere mit")


def test_the_same_field_changed_by_two_is_overwritten_only_on_purpose(desk, family, opening, ask):
    arranged(desk, family)
    ask.expect("confirm", False)
    dialog = beside_somebody_else(desk, opening(), place="Raum 1")
    assert kept(desk, Appointment)[0].place == "Raum 1"
    assert dialog.isVisible()
    ask.expect("confirm", True)
    press(dialog, "save_appointment")
    assert kept(desk, Appointment)[0].place == "Raum 2"
    assert not dialog.isVisible()


def test_enter_opens_the_household(desk, family, opening, context, qtbot):
    arranged(desk, family)
    page = opening()
    with qtbot.waitSignal(context.household_wanted) as wanted:
        QTest.keyClick(page.table.list, Qt.Key.Key_Return)
    assert wanted.args == [family.household.id]


def test_a_wanted_appointment_is_shown_on_its_day(desk, family, opening):
    arranged(desk, family, "Früher", at=TEN + timedelta(days=3, hours=-1))
    made = arranged(desk, family, "Später", at=TEN + timedelta(days=3))
    page = opening(appointment=made.id)
    assert shown(page) == ["Früher", "Später"]
    assert page.table.list.current_key() == str(made.id)


def test_list_and_day_lead_to_each_other(opening, context, qtbot):
    page = opening()
    with qtbot.waitSignal(context.page_wanted) as wanted:
        page.views.segments[0].click()
    assert wanted.args == ["tasks"]


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_no_text_is_cut(desk, family, opening, scale, size):
    arranged(desk, family)
    parts.dress("light", scale)
    page = opening(*size)
    assert list(parts.cut_texts(page)) == []
    assert list(page.table.cut_texts()) == []


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_no_text_of_the_form_is_cut(desk, family, opening, scale, size):
    parts.dress("light", scale)
    page = opening(*size)
    page.primary()
    families.settle()
    assert list(parts.cut_texts(page.findChild(AppointmentDialog))) == []


@pytest.mark.parametrize("hostile", families.HOSTILE)
def test_hostile_texts_stay_plain(desk, family, opening, hostile):
    arranged(desk, family, hostile[:190], place=hostile[:190], note=hostile)
    page = opening()
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel) if label.text()
    )

"""Visits before and after: planned, listed, put in order, sorted into the file."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lwdesk.base import clock
from lwdesk.domain.contact import Contact
from lwdesk.domain.need import Need
from lwdesk.domain.task import Task
from lwdesk.domain.visit import Visit
from lwdesk.services.visits import Outcome
from lwdesk.ui.pages.visits.page import VisitsPage
from lwdesk.ui.pages.visits.plan import PlanPage
from lwdesk.ui.pages.visits.route import RoutePage
from lwdesk.ui.pages.visits.sorting import SortingPage
from tests.gui import families, parts
from tests.gui.visiting import ALT, family, key, part, planned, shown, told  # noqa: F401 - fixtures

# ruff: noqa: F811


def sorted_page(context, show, desk, planned):
    visit = planned()
    desk.visits.begin(visit.id)
    item = desk.visits.view(visit.id).items[3]
    desk.visit_mode.mark(item.id, "help", "Strom noch nicht angemeldet")
    desk.visit_mode.keep(visit.id, notes="Frau Hamdan will Deutsch lernen")
    desk.visits.finish(visit.id, Outcome("met"))
    page = show(SortingPage(context, visit.id))
    page.opened()
    families.settle()
    return page


def every(desk, cls):
    with desk.seat.reading() as reader:
        return reader.all(cls)


def test_sorting_proposes_topics_and_needs_and_takes_them_over(context, show, desk, planned, told, family):
    page = sorted_page(context, show, desk, planned)
    assert page.wanted().topics == (("migration", "advice"), ("housing", "advice"))
    before = len(every(desk, Need))
    part(page, "add_task").click()
    parts.type_text(QApplication.focusWidget(), "Netzbetreiber anrufen")
    page.primary()
    (contact,) = every(desk, Contact)
    assert contact.visit == page.visit
    assert len(every(desk, Need)) == before + 1
    assert "Netzbetreiber anrufen" in {task.title for task in every(desk, Task)}
    assert told == [("back", None), ("household", family.household.id)]


def test_who_else_was_there_is_told_afterwards_and_stands_in_the_file(context, show, desk, planned):
    page = sorted_page(context, show, desk, planned)
    for name, typed in (("others_present", "Frau Lenz"), ("children_present", "2")):
        edit = page.guests.form.input(name).control()
        edit.setFocus()
        parts.type_text(edit, typed)
    page.primary()
    visit = desk.visits.view(page.visit).visit
    assert (visit.state, visit.others_present, visit.children_present) == ("done", "Frau Lenz", 2)


def test_without_a_topic_nothing_is_taken_over_and_the_reason_stands_beside(context, show, desk, planned):
    page = sorted_page(context, show, desk, planned)
    while page.topics.rows:
        part(page, "remove_topic").click()
    assert not page.take.isEnabled()
    assert "Ein Thema fehlt noch" in shown(page)
    page.primary()
    assert every(desk, Contact) == ()


def test_the_plan_is_filled_and_says_what_gets_in_the_way(context, show, desk, family, planned, told):
    planned(hours=2)
    page = show(PlanPage(context, household=family.household.id))
    page.opened()
    families.ready(page)
    page.form.input("planned_at").set_value(clock.now() + timedelta(hours=2))
    page.form.input("planned_at").left.emit()
    page.form.input("in_pairs").box.click()
    page.form.input("staff").left.emit()
    families.settle()
    assert "schon einen Besuch" in shown(page)
    assert "Nur zu zweit" in shown(page)
    page.primary()
    assert told == [("back", None)]
    assert len(every(desk, Visit)) == 2


def test_a_plan_without_a_time_stays_and_shows_where(context, show, desk, family, told):
    page = show(PlanPage(context, household=family.household.id))
    page.opened()
    families.ready(page)
    page.primary()
    assert page.form.boxes["planned_at"].problem()
    assert told == []
    assert every(desk, Visit) == ()


def test_a_plan_that_was_begun_waits_as_a_draft(context, show, desk, family, ask):
    page = show(PlanPage(context, household=family.household.id))
    page.opened()
    families.ready(page)
    edit = page.form.input("preparation").control()
    parts.type_text(edit, "Mappe")
    page.keep_draft()
    again = show(PlanPage(context, household=family.household.id))
    again.opened()
    families.ready(again)
    assert again.form.input("preparation").value() == "Mappe"
    assert again.notes.resumed.isVisible()
    ask.expect("confirm", True)
    again.cancel.click()
    assert desk.drafts.list("visit") == ()


def test_from_the_list_a_plan_begins_with_the_household(context, show, desk, family):
    page = show(PlanPage(context))
    page.opened()
    families.ready(page)
    assert not page.save_button.isEnabled()
    parts.type_text(page.whom.edit, "Hamdan")
    families.settle()
    QTest.keyClick(page.whom.edit, Qt.Key.Key_Return)
    families.ready(page)
    assert page.view is not None
    assert page.form.isVisibleTo(page)


def test_the_list_shows_states_and_the_next_step_and_no_address(context, show, jobs, planned, told):
    visit = planned(preparation="x")
    page = show(VisitsPage(context))
    jobs.changed.connect(page.changed)
    page.opened()
    families.settle()
    assert "Lindenallee" not in shown(page)
    assert page.tabs.tabs["today"].text().startswith("Heute")
    page.table.list.setFocus()
    key(Qt.Key.Key_Return)
    assert told == [("visit_mode", visit.id)]
    part(page, "call_off").click()
    families.settle()
    assert "Heute ist kein Besuch." in shown(page)


def test_the_route_is_ordered_by_alt_and_arrows(context, show, jobs, desk, planned):
    other = families.take_in(
        desk, families.household("Rezai", families.member("Ali", "Rezai"), street="Weg 1")
    )
    first, second = planned(), planned(other, hours=3)
    page = show(RoutePage(context, clock.today()))
    jobs.changed.connect(page.changed)
    page.opened()
    families.settle()
    assert [stop.street for stop in page.stops] == ["Lindenallee 14", "Weg 1"]
    page.table.list.setFocus()
    key(Qt.Key.Key_Down, ALT)
    assert [stop.record.id for stop in desk.visits.day(clock.today())] == [second.id, first.id]


def test_a_protected_address_on_the_route_is_shown_to_whom_says_why(context, show, desk, planned, ask):
    hidden = families.take_in(desk, families.hamdan(address_protected=True))
    planned(hidden)
    page = show(RoutePage(context, clock.today()))
    page.opened()
    families.settle()
    assert [stop.street for stop in page.stops] == [""]
    ask.expect("reason", "visit")
    part(page, "reveal").click()
    assert "Lindenallee 14" in page.table.list.rows.rows[0].cells[3].title

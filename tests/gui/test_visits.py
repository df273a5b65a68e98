"""The visit at the kitchen table, worked by keys and touch: every change is in the file at once."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from lwdesk.base import clock
from lwdesk.domain.contact import Contact
from lwdesk.domain.need import Need
from lwdesk.domain.task import Task
from lwdesk.domain.visit import Visit
from lwdesk.services.visits import Outcome
from lwdesk.ui.marks import Token
from lwdesk.ui.pages.visits.mode import VisitModePage
from lwdesk.ui.pages.visits.page import VisitsPage
from lwdesk.ui.pages.visits.plan import PlanPage
from lwdesk.ui.pages.visits.route import RoutePage
from lwdesk.ui.pages.visits.sorting import SortingPage
from tests.gui import families, parts

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def family(desk):
    return families.take_in(desk, families.hamdan(advice_language="ar"))


@pytest.fixture
def planned(desk, family):
    """Give a function that plans a visit."""

    def plan(intake=family, hours=1, **fields):
        visit = desk.visits.fresh(intake.household.id).visit
        visit = visit.replace(planned_at=clock.now() + timedelta(hours=hours), **fields)
        desk.visits.plan(visit)
        return visit

    return plan


@pytest.fixture
def told(context):
    """Give what the page asked its window for."""
    heard: list[tuple[str, object]] = []
    context.wanted.connect(lambda kind, subject: heard.append((kind, subject)))
    context.back_wanted.connect(lambda: heard.append(("back", None)))
    context.household_wanted.connect(lambda household: heard.append(("household", household)))
    return heard


@pytest.fixture
def at_table(context, show, jobs, planned):
    """Give a function that opens the visit as the window does, and leaves it in the end."""
    pages: list[VisitModePage] = []

    def opened(width=1366, height=768, **fields):
        page = show(VisitModePage(context, planned(**fields).id), width, height)
        pages.append(page)
        jobs.changed.connect(page.changed)
        page.opened()
        families.settle()
        return page

    yield opened
    for page in pages:
        page.closed()


def kept(desk, visit):
    return desk.visits.view(visit)


def key(pressed, modifier=NONE):
    QTest.keyClick(QApplication.focusWidget(), pressed, modifier)


def states(desk, page):
    return [item.state for item in kept(desk, page.visit).items]


def shown(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def part(page, name):
    return next(one for one in page.findChildren(QWidget, name) if one.isVisibleTo(page))


def write(page, text):
    """Type into the notes and let the pause pass."""
    page.notebook.notes.setFocus()
    parts.type_text(page.notebook.notes, text)
    page.save_now()


def test_opening_a_planned_visit_begins_it_with_the_first_open_point_in_focus(at_table, desk):
    page = at_table()
    assert kept(desk, page.visit).visit.state == "under_way"
    assert QApplication.focusWidget() is page.table.tiles.tiles[0]


def test_space_h_and_e_mark_a_tile_and_arrows_move_between_them(at_table, desk):
    page = at_table()
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_E)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_H)
    parts.type_text(QApplication.focusWidget(), "Kurs ab 18 Uhr")
    key(Qt.Key.Key_Return)
    view = kept(desk, page.visit)
    assert [view.items[n].state for n in (0, 1, 7)] == ["done", "dropped", "help"]
    assert view.items[7].remark == "Kurs ab 18 Uhr"
    assert QApplication.focusWidget() is page.table.tiles.tiles[7]
    assert "3 von 12 besprochen" in shown(page)


def test_a_second_press_opens_a_point_again(at_table, desk):
    page = at_table()
    for pressed in (Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_E, Qt.Key.Key_E):
        key(pressed)
    assert states(desk, page)[0] == "open"


def test_escape_leaves_a_remark_as_it_was(at_table, desk):
    page = at_table()
    key(Qt.Key.Key_H)
    parts.type_text(QApplication.focusWidget(), "doch nicht")
    key(Qt.Key.Key_Escape)
    item = kept(desk, page.visit).items[0]
    assert (item.state, item.remark) == ("help", "")


def test_letters_in_the_notes_mark_no_tile(at_table, desk):
    page = at_table()
    write(page, "Heizung, Elektro")
    assert set(states(desk, page)) == {"open"}
    assert kept(desk, page.visit).visit.notes == "Heizung, Elektro"


def test_notes_suggest_areas_and_a_suggestion_can_be_taken_away(at_table):
    page = at_table()
    write(page, "Warmwasser fällt aus")
    page.notebook.suggest()
    (token,) = _tokens(page)
    assert (token.text(), token.detail()) == ("Warmwasser", "→ Wohnen")
    token.setFocus()
    key(Qt.Key.Key_Delete)
    assert _tokens(page) == []


def _tokens(page):
    return [one for one in page.notebook.tokens.findChildren(Token) if one.isVisibleTo(page)]


def test_the_time_of_the_save_is_shown_with_seconds(at_table):
    page = at_table()
    key(Qt.Key.Key_Space)
    assert f"Gesichert {clock.now().astimezone():%H:%M:%S}" in shown(page)


def test_who_is_there_is_kept_and_children_come_together(at_table, desk, family):
    page = at_table()
    chips = list(page.table.chips.values())
    assert [chip.text().strip("\u2068\u2069") for chip in chips] == ["Mohammed", "1 Kind"]
    for chip in chips:
        chip.click()
    assert all(one.here for one in kept(desk, page.visit).people)
    chips[1].click()
    assert [one.here for one in kept(desk, page.visit).people] == [True, False]


def test_others_and_own_points_are_written_down(at_table, desk):
    page = at_table()
    page.table.more.click()
    parts.type_text(QApplication.focusWidget(), "Nachbarin Frau Lenz")
    key(Qt.Key.Key_Return)
    page.table.own.click()
    parts.type_text(QApplication.focusWidget(), "Gartenlaube")
    key(Qt.Key.Key_Return)
    view = kept(desk, page.visit)
    assert view.visit.others_present == "Nachbarin Frau Lenz"
    assert view.items[-1].own == "Gartenlaube"
    assert page.table.tiles.tiles[-1].title() == "Gartenlaube"


def test_alt_and_a_figure_choose_the_result_and_only_the_next_step_is_asked(at_table, desk, told):
    page = at_table()
    key(Qt.Key.Key_2, ALT)
    assert page.result.value() == "not_met"
    assert not page.table.isVisible()
    parts.type_text(QApplication.focusWidget(), "Montag anrufen")
    page.primary()
    view = kept(desk, page.visit)
    assert (view.visit.state, view.visit.next_step) == ("not_met", "Montag anrufen")
    assert told == [("back", None)]


def test_finishing_leads_to_sorting(at_table, desk, told):
    page = at_table()
    write(page, "Miete")
    page.primary()
    assert kept(desk, page.visit).visit.state == "to_sort"
    assert told == [("back", None), ("sort_visit", page.visit)]


def test_later_leaves_everything_as_it_is(at_table, desk, told):
    page = at_table()
    page.notebook.notes.setFocus()
    parts.type_text(page.notebook.notes, "halb")
    page.later.click()
    page.keep_draft()
    assert (kept(desk, page.visit).visit.state, kept(desk, page.visit).visit.notes) == ("under_way", "halb")
    assert told == [("back", None)]


def test_a_visit_for_two_is_told_before_it_begins(at_table, desk, told):
    page = at_table(in_pairs=True)
    assert "nur zu zweit" in shown(page)
    assert kept(desk, page.visit).visit.state == "planned"
    page.alone.begin.click()
    assert kept(desk, page.visit).visit.state == "under_way"
    assert page.table.isVisible()


def test_who_comes_along_can_be_said_first(at_table, told):
    page = at_table(in_pairs=True)
    page.alone.plan.click()
    assert told == [("back", None), ("visit", page.visit)]


def test_the_consent_is_read_in_both_languages_and_signed_on_paper_by_keyboard(at_table, desk, family):
    desk.consents.revoke(desk.households.card(family.household.id).consents[0].id)
    page = at_table()
    assert page.notebook.read.text() == "Text auf Arabisch"
    page.notebook.sign.setFocus()
    key(Qt.Key.Key_Return)
    assert "Einwilligung: Daten speichern" in shown(page)
    assert "noch nicht von Muttersprachler*in geprüft" in shown(page)
    parts.type_text(QApplication.focusWidget(), "Mohammed Hamdan")
    page.primary()
    assert "Bitte unterschreiben" in shown(page)
    part(page, "signed_on_paper").box.setFocus()
    key(Qt.Key.Key_Space)
    page.primary()
    consent = desk.households.card(family.household.id).consents[-1]
    assert (consent.purpose, consent.form, consent.language) == ("store", "written", "ar")
    assert (consent.signed_by, consent.text_version) == ("Mohammed Hamdan", "store-1")
    assert "erteilt am" in shown(page)
    assert page.table.isVisible()


def test_escape_closes_the_consent_text_before_the_visit(at_table):
    page = at_table()
    page.notebook.read.click()
    assert page.escape()
    assert page.table.isVisible()
    assert not page.escape()


@pytest.mark.parametrize("hostile", families.HOSTILE)
def test_hostile_words_are_plain_text_everywhere(at_table, desk, hostile):
    page = at_table()
    write(page, hostile)
    for button in (page.table.more, page.table.own):
        button.click()
        parts.type_text(QApplication.focusWidget(), hostile)
        key(Qt.Key.Key_Return)
    families.settle()
    page.grab()
    assert len(kept(desk, page.visit).items) == 13


def test_a_huge_paste_is_cut_and_kept(at_table, desk):
    page = at_table()
    QApplication.clipboard().setText("Miete " * 2_000_000)
    page.notebook.notes.setFocus()
    page.notebook.notes.paste()
    page.save_now()
    assert 0 < len(kept(desk, page.visit).visit.notes) <= 20_000


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_nothing_is_cut_at_any_size(at_table, scale, size):
    parts.dress(scale=scale)
    page = at_table(*size)
    families.settle()
    assert list(parts.cut_texts(page)) == []


def test_targets_at_the_table_are_large_enough(at_table):
    page = at_table()
    wanted = (*page.table.chips.values(), *page.table.tiles.tiles, *page.result.segments)
    more = (page.later, page.finish, page.head.cover, page.head.back, page.notebook.read)
    assert all(min(one.width(), one.height()) >= 48 for one in (*wanted, *more))


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
    page.primary()
    assert page.form.boxes["planned_at"].problem()
    assert told == []
    assert every(desk, Visit) == ()


def test_a_plan_that_was_begun_waits_as_a_draft(context, show, desk, family):
    page = show(PlanPage(context, household=family.household.id))
    page.opened()
    edit = page.form.input("preparation").control()
    parts.type_text(edit, "Mappe")
    page.keep_draft()
    again = show(PlanPage(context, household=family.household.id))
    again.opened()
    assert again.form.input("preparation").value() == "Mappe"
    again.cancel.click()
    assert desk.drafts.list("visit") == ()


def test_from_the_list_a_plan_begins_with_the_household(context, show, desk, family):
    page = show(PlanPage(context))
    page.opened()
    assert not page.save_button.isEnabled()
    parts.type_text(page.whom.edit, "Hamdan")
    families.settle()
    QTest.keyClick(page.whom.edit, Qt.Key.Key_Return)
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

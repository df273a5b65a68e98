"""The visit at the kitchen table, worked by keys and touch: every change is in the file at once."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lwdesk.base import clock
from lwdesk.domain.interpreting import Assignment, Interpreter, InterpreterRequest
from lwdesk.ui.marks import FilterChip, Token
from lwdesk.ui.pages.visits.mode import VisitModePage
from lwdesk.ui.pages.visits.sorting import SortingPage
from tests.gui import families, parts
from tests.gui.visiting import ALT, family, key, part, planned, shown, told  # noqa: F401 - fixtures

# ruff: noqa: F811


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


def states(desk, page):
    return [item.state for item in kept(desk, page.visit).items]


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


def test_a_suggestion_taken_away_stays_away_at_the_table_and_afterwards(context, show, at_table, desk):
    page = at_table()
    write(page, "Warmwasser fällt aus, Frau Hamdan will Deutsch lernen")
    page.notebook.suggest()
    token = next(one for one in _tokens(page) if one.text() == "Warmwasser")
    token.setFocus()
    key(Qt.Key.Key_Delete)
    again = show(VisitModePage(context, page.visit))
    again.opened()
    families.settle()
    assert "Warmwasser" not in {one.text() for one in _tokens(again)}
    again.closed()
    page.primary()
    after = show(SortingPage(context, page.visit))
    after.opened()
    families.settle()
    assert after.topics.value() == (("migration", "advice"),)


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


def test_the_children_who_are_there_are_counted(at_table, desk):
    page = at_table()
    page.table.more.click()
    key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "Anwesende Kinder"
    parts.type_text(QApplication.focusWidget(), "31")
    key(Qt.Key.Key_Return)
    assert kept(desk, page.visit).visit.children_present is None
    assert "zwischen 0 und 30" in shown(page)
    QApplication.focusWidget().selectAll()
    parts.type_text(QApplication.focusWidget(), "3")
    key(Qt.Key.Key_Return)
    assert kept(desk, page.visit).visit.children_present == 3


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
    assert "Bitte sagen, wer sprachmittelt oder dass niemand es tut." in shown(page)
    parts.type_text(QApplication.focusWidget(), "Frau Rahimi")
    page.primary()
    assert "Bitte unterschreiben" in shown(page)
    part(page, "signed_on_paper").box.setFocus()
    key(Qt.Key.Key_Space)
    page.primary()
    consent = desk.households.card(family.household.id).consents[-1]
    assert (consent.purpose, consent.form, consent.language) == ("store", "written", "ar")
    assert (consent.signed_by, consent.text_version) == ("Mohammed Hamdan", "store-1")
    assert consent.interpreter == "Frau Rahimi"
    assert "erteilt am" in shown(page)
    assert page.table.isVisible()


def test_who_signs_and_what_is_drawn_comes_back_after_a_lock(context, show, at_table, desk, family):
    desk.consents.revoke(desk.households.card(family.household.id).consents[0].id)
    page = at_table()
    page.notebook.sign.click()
    parts.type_text(QApplication.focusWidget(), "Mohammed Hamdan")
    next(one for one in page.consent.findChildren(FilterChip) if one.text() == "niemand").click()
    pad = page.consent.signature.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 60))
    QTest.mouseMove(pad, QPoint(120, 30))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(160, 80))
    picture = page.consent.signature.picture()
    page.keep_draft()
    again = show(VisitModePage(context, page.visit))
    again.opened()
    families.settle()
    again.notebook.sign.click()
    assert again.consent.signature.picture() == picture
    assert again.consent.signed_by.input.value() == "Mohammed Hamdan"
    again.primary()
    consent = desk.households.card(family.household.id).consents[-1]
    assert desk.consents.signature(consent.id) == picture
    assert consent.interpreter == "niemand"
    assert desk.drafts.list() == ()
    again.closed()


def test_who_said_yes_to_interpret_at_the_visit_stands_in_the_consent(at_table, desk, family):
    desk.consents.revoke(desk.households.card(family.household.id).consents[0].id)
    nadia = Interpreter(name="Nadia Rahimi", pool="mia_do_ki")
    asked = InterpreterRequest(office=desk.office.id, pool="mia_do_ki", language="ar", state="accepted")
    with desk.seat.writing("test") as transaction:
        transaction.save_all([nadia, asked])
        transaction.save(Assignment(request=asked.id, interpreter=nadia.id, position=1, state="accepted"))
    page = at_table(interpreting=asked.id)
    page.notebook.sign.click()
    assert page.consent.interpreter.input.value() == "Nadia Rahimi"


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


def test_who_may_only_read_finds_the_way_back_and_begins_nothing(context, show, desk, planned, told, family):
    visit = planned()
    home = desk.households.card(family.household.id).household
    desk.households.save(home.replace(restricted=True), home)
    page = show(VisitModePage(context, visit.id))
    page.opened()
    families.settle()
    assert kept(desk, visit.id).visit.state == "planned"
    assert not page.finish.isEnabled()
    page.head.back.click()
    assert told == [("back", None)]
    page.closed()

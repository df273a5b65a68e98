"""The list of referrals: where each one stands, the code of the slip, and what comes next."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from lwdesk.domain.provider import Provider
from lwdesk.domain.referral import Referral
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.intake import IntakePage
from lwdesk.ui.pages.offers import OffersPage
from lwdesk.ui.pages.referral.begun import Wanted
from lwdesk.ui.pages.referrals import ReferralsPage
from lwdesk.ui.pages.referrals.dialogs import ComeIn, JoinDialog, StepDialog
from lwdesk.ui.pages.registry import ABOUT
from tests.gui import families, parts
from tests.gui import intake as intakes

DEBT, COURSE = Provider(name="Beratungsstelle Mitte"), Provider(name="Sprachschule Hörde")


@pytest.fixture
def opening(context, show, jobs):
    """Give a function that opens the page as the window does."""

    def opened(width: int = 1150, height: int = 752, referral=None) -> ReferralsPage:
        page = show(ReferralsPage(context, referral), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.settle()
        return page

    return opened


@pytest.fixture
def family(desk):
    for provider in (DEBT, COURSE):
        desk.directory.save(provider)
    return families.take_in(desk, families.hamdan())


def sent(desk, family, subject: str, provider: Provider = DEBT, **more) -> Referral:
    made = Referral(
        household=family.household.id,
        area="livelihood",
        subject=subject,
        sort="information",
        provider=provider.id,
        **more,
    )
    desk.referrals.send(made)
    return desk.referrals.load(made.id).referral


@pytest.fixture
def two(desk, family, at_two_in_the_afternoon):
    """Send one sixteen days ago, whose answer is overdue, and one today."""
    now = at_two_in_the_afternoon.moment
    at_two_in_the_afternoon.moment = now - timedelta(days=16)
    old = sent(desk, family, "Schuldnerberatung")
    at_two_in_the_afternoon.moment = now
    return old, sent(desk, family, "Sprachkurs", COURSE)


def shown(page) -> list[str]:
    return [row.cells[1].title for row in page.table.list.rows.rows]


def badges(page) -> list[str]:
    return [row.cells[2].badge.word for row in page.table.list.rows.rows]


def state(desk, referral) -> str:
    return desk.referrals.load(referral.id).referral.state


def press(page, name) -> None:
    next(one for one in page.findChildren(QWidget, name) if one.isVisible()).click()
    families.settle()


def offered(page) -> list[str]:
    return [one.text() for one in page.panel.findChildren(QPushButton) if one.isVisibleTo(page)]


def fill(dialog, **values) -> None:
    for name, value in values.items():
        dialog.form.input(name).set_value(value)
        dialog.form.input(name).edited.emit()
    dialog.save_button.click()
    families.settle()


def type_code(page, code: str) -> None:
    edit = page.details.code.edit
    edit.clear()
    parts.type_text(edit, code)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    families.settle()


def test_the_longest_on_its_way_stands_first_and_says_that_it_is_overdue(two, opening):
    page = opening()
    assert shown(page) == ["Schuldnerberatung", "Sprachkurs"]
    assert badges(page) == ["Rückmeldung überfällig", "gesendet"]
    assert [row.cells[3].title for row in page.table.list.rows.rows] == ["16", "0"]


def test_the_tab_of_the_overdue_holds_that_one_alone(two, opening):
    page = opening()
    page.tabs.tabs["overdue"].click()
    families.settle()
    assert shown(page) == ["Schuldnerberatung"]


def test_the_panel_shows_the_way_and_when_the_answer_was_expected(two, opening):
    page = opening()
    texts = [one.text() for one in page.panel.findChildren(QLabel) if one.isVisibleTo(page)]
    assert "Gesendet" in texts
    assert any(text.startswith("erwartet") for text in texts)
    assert "nicht nötig" in texts


def test_one_click_says_that_it_was_accepted(two, opening, desk):
    page = opening()
    press(page, "accept")
    assert state(desk, two[0]) == "accepted"
    assert "Termin …" in offered(page)


def test_a_refusal_asks_why_and_then_offers_to_ask_somebody_else(two, opening, desk, context, qtbot):
    page = opening()
    press(page, "refuse")
    dialog = page.findChild(StepDialog)
    dialog.save_button.click()
    assert dialog.isVisible()
    fill(dialog, refusal="papers")
    assert state(desk, two[0]) == "refused"
    page.tabs.tabs["closed"].click()
    families.settle()
    assert badges(page) == ["abgelehnt: Papiere fehlen"]
    with qtbot.waitSignal(context.wanted) as wanted:
        press(page, "elsewhere")
    kind, argument = wanted.args
    assert (kind, argument.again.referral.replaces) == ("refer", two[0].id)


@pytest.mark.parametrize(("way", "answer"), [("refuse", {"refusal": "full"}), ("finish", {"outcome": "not"})])
def test_what_nobody_offers_is_reported_as_a_gap_in_the_same_step(
    way, answer, two, opening, desk, context, show
):
    page = opening()
    press(page, way)
    fill(page.findChild(StepDialog), **answer)
    assert desk.referrals.load(two[0].id).referral.gap
    offers = show(OffersPage(context))
    offers.opened()
    families.settle()
    offers.tabs.tabs["gaps"].click()
    families.settle()
    assert [row.key for row in offers.table.list.rows.rows if "gemeldet" in row.cells[1].title] == [
        "livelihood hoerde"
    ]


def test_the_tick_follows_the_reason_until_somebody_decides_otherwise(two, opening, desk):
    page = opening()
    press(page, "refuse")
    dialog = page.findChild(StepDialog)
    tick, reason = dialog.form.input("gap"), dialog.form.input("refusal")
    assert tick.box.text() == "Als Lücke melden"
    for code, ticked in (("language", True), ("papers", False), ("full", True)):
        reason.set_value(code)
        reason.edited.emit()
        assert tick.value() is ticked
    tick.box.click()
    fill(dialog, refusal="cost")
    kept = desk.referrals.load(two[0].id).referral
    assert (kept.refusal, kept.gap) == ("cost", False)


def test_an_appointment_and_whether_it_was_kept(two, opening, desk):
    page = opening()
    press(page, "appoint")
    fill(page.findChild(StepDialog), appointment_at=datetime(2021, 11, 9, 9, tzinfo=UTC))
    assert badges(page)[0] == "Termin am 09.11."
    press(page, "missed")
    assert state(desk, two[0]) == "not_used"


def test_the_outcome_closes_it(two, opening, desk):
    page = opening()
    press(page, "finish")
    fill(page.findChild(StepDialog), outcome="solved", client_view="Alles geklärt", feedback_channel="phone")
    kept = desk.referrals.load(two[0].id).referral
    assert (kept.state, kept.outcome, kept.client_view) == ("finished", "solved", "Alles geklärt")


def test_the_code_of_a_slip_leads_to_its_referral_whichever_is_chosen(two, opening, desk):
    page = opening()
    assert page.current().record.id == two[0].id
    type_code(page, two[1].slip_code.lower())
    assert page.current().record.id == two[1].id
    press(page, "accept")
    kept = desk.referrals.load(two[1].id).referral
    assert (kept.state, kept.feedback_channel) == ("accepted", "slip")


def test_the_code_leads_also_into_another_tab(two, opening, desk):
    desk.referrals.step(two[1].id, "refused", refusal="full")
    page = opening()
    type_code(page, two[1].slip_code)
    assert page.wanted.tab == "closed"
    assert page.current().record.id == two[1].id


def test_a_code_that_is_none_is_said_below_the_line(two, opening):
    page = opening()
    type_code(page, "7K-2O4x")
    assert "Bitte noch einmal lesen." in page.details.code_box.problem()
    assert page.details.code.edit.text() == "7K-2O4x"


def test_a_draft_of_the_office_goes_on_from_its_row(family, opening, desk, context, qtbot):
    made = Referral(household=family.household.id, area="work", sort="data", subject="Praktikum")
    desk.referrals.save(made)
    page = opening()
    page.tabs.tabs["drafts"].click()
    families.settle()
    assert shown(page) == ["Praktikum"]
    with qtbot.waitSignal(context.wanted) as wanted:
        QTest.keyClick(page.table.list, Qt.Key.Key_Return)
    assert wanted.args == ["refer", Wanted(referral=made.id)]


def test_a_begun_form_stands_among_the_drafts_until_it_is_discarded(opening, desk, ask):
    begun = Referral(subject="Kita-Platz")
    desk.drafts.save(begun.id, "referral", {}, "Hamdan, Kita-Platz")
    page = opening()
    assert page.tabs.tabs["drafts"].accessibleName().endswith("1")
    page.tabs.tabs["drafts"].click()
    families.settle()
    assert shown(page) == ["Kita-Platz"]
    ask.expect("confirm", True)
    press(page, "discard")
    assert shown(page) == []


def test_who_was_sent_to_us_is_entered_and_joined(family, opening, desk, context, qtbot):
    page = opening()
    press(page, "come_in_button")
    fill(
        page.findChild(ComeIn),
        source="MigraDo",
        source_name="Familie Hamdan",
        area="housing",
        subject="Wohnung",
    )
    page.tabs.tabs["incoming"].click()
    families.settle()
    assert [row.cells[0].title for row in page.table.list.rows.rows] == ["Familie Hamdan"]
    with qtbot.waitSignal(context.wanted) as wanted:
        press(page, "take_in")
    assert (wanted.args[0], wanted.args[1].source_name) == ("take_in", "Familie Hamdan")
    press(page, "join")
    dialog = page.findChild(JoinDialog)
    home = dialog.form.input("household")
    parts.type_text(home.edit, "hamd")
    QTest.keyClick(home.edit, Qt.Key.Key_Return)
    dialog.save_button.click()
    families.settle()
    row = page.current()
    assert (row.record.state, row.home.household) == ("accepted", family.household.id)


def test_who_is_taken_in_from_the_list_is_joined_and_undo_takes_it_back(desk, context, jobs, show, qapp):
    come = Referral(
        source="MigraDo", source_name="Salma Idris", source_phone="0171 39200", area="housing", sort="case"
    )
    desk.referrals.take_in(come)
    page = show(ABOUT["take_in"](context, come))
    jobs.changed.connect(page.changed)
    page.opened()
    families.settle()
    person = page.begun.shown_member().person
    assert (person.given_name, person.family_name, person.phone) == ("Salma", "Idris", "0171 39200")
    page.keep_draft()
    page.save_now()
    page.closed()
    (draft,) = desk.drafts.list("intake")
    page = show(IntakePage(context, draft=draft.id))
    jobs.changed.connect(page.changed)
    page.opened()
    families.settle()
    said = []
    context.said.connect(lambda text, undo: said.append((text, undo)))
    page.go("household")
    intakes.choose(page, "household.target_group", "refugee")
    intakes.create(page)
    families.settle()
    assert said == [("Haushalt angelegt, 1 Person, der Vermittlung zugeordnet", True)]
    kept = desk.referrals.load(come.id).referral
    assert (kept.household, kept.state) == (page.begun.intake.household.id, "accepted")
    jobs.run(qapp, lambda desk: desk.undo_last())
    families.settle()
    assert desk.referrals.load(come.id).referral.household is None
    assert page.begun.referral == come.id
    intakes.create(page)
    families.settle()
    assert desk.referrals.load(come.id).referral.household == page.begun.intake.household.id
    page.closed()


def test_withdrawing_is_asked_once(two, opening, desk, ask):
    page = opening()
    ask.expect("confirm", True)
    press(page, "withdraw")
    assert state(desk, two[0]) == "withdrawn"


def test_a_chip_narrows_to_one_provider(two, opening):
    page = opening()
    page.by_name["provider"]._choose(COURSE.id.hex, COURSE.name)
    families.settle()
    assert shown(page) == ["Sprachkurs"]
    assert [name for _key, name in page.by_name["provider"]._options] == [DEBT.name, COURSE.name]


def test_a_task_leads_to_its_referral(two, opening):
    page = opening(referral=two[1].id)
    assert page.current().record.id == two[1].id


def test_a_reader_sees_and_changes_nothing(two, context, opening):
    from dataclasses import replace

    context.who = replace(context.who, read_only=True)
    page = opening()
    assert offered(page) == ["Haushalt öffnen"]
    assert not page.new_button.isVisible()
    assert not page.details.answering.isVisible()


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_no_text_is_cut(two, opening, scale, size):
    parts.dress("light", scale)
    page = opening(*size)
    assert list(parts.cut_texts(page)) == []
    assert list(page.table.cut_texts()) == []


@pytest.mark.parametrize("hostile", families.HOSTILE)
def test_hostile_texts_stay_plain(family, opening, desk, hostile):
    told = dict.fromkeys(("source", "source_name", "subject"), hostile[:190])
    desk.referrals.take_in(Referral(**told, area="work", sort="data", message=hostile))
    page = opening()
    page.tabs.tabs["incoming"].click()
    families.settle()
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in page.findChildren(QLabel) if one.text())


def test_the_card_tells_of_a_referral_and_how_it_ended(family, context, show, jobs, desk, qtbot):
    made = sent(desk, family, "Schuldnerberatung")
    desk.referrals.step(made.id, "refused", refusal="papers")
    page = show(HouseholdPage(context, family.household.id))
    page.opened()
    families.settle()
    item = next(one for one in page.history.timeline.items if one.entry.key.startswith("referral"))
    assert item.entry.title == "Vermittlung: Schuldnerberatung"
    assert [badge.word for badge in item.entry.badges] == ["abgelehnt: Papiere fehlen"]
    with qtbot.waitSignal(context.wanted) as wanted:
        item.click()
    assert wanted.args == ["referral", made.id]


def test_from_a_need_on_the_card_the_form_opens_with_it(family, context, show, jobs, desk, qtbot):
    page = show(HouseholdPage(context, family.household.id))
    page.opened()
    families.settle()
    need = page.card.needs[0]
    with qtbot.waitSignal(context.wanted) as wanted:
        page.findChild(QPushButton, f"refer_{need.id}").click()
    assert wanted.args == ["refer", need]
    form = ABOUT["refer"](context, need)
    show(form)
    form.opened()
    families.ready(form)
    assert form.form.begun.referral.area == "housing"

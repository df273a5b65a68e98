"""The list of interpreter requests with its panel, the pool beside it, and the hours of a month."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from lwdesk.domain.fields import RECORDS
from lwdesk.services.assignments import Held
from lwdesk.ui.pages.household.record_dialog import RecordDialog
from lwdesk.ui.pages.interpreting import form
from lwdesk.ui.pages.interpreting.begun import Wanted
from lwdesk.ui.pages.interpreting.exclusions import ExclusionDialog
from lwdesk.ui.pages.interpreting.held import HeldDialog
from lwdesk.ui.pages.interpreting.hours import HoursPage
from lwdesk.ui.pages.interpreting.page import InterpretingPage
from lwdesk.ui.pages.interpreting.pick import PickDialog
from lwdesk.ui.pages.interpreting.preview import Preview
from tests.gui import families, parts, walk
from tests.gui.cards import opening  # noqa: F401 - a fixture
from tests.unit.pool_people import NEXT_FRIDAY, person, request

# ruff: noqa: F811


@pytest.fixture
def family(desk):
    return families.take_in(desk, families.hamdan(advice_language="ar"))


@pytest.fixture
def pool(desk):
    """Put two people into the pool who fit, and one whose certificate is over."""
    return [
        person(desk, "Nadia El-Sayed"),
        person(desk, "Samira Khalil", free=False),
        person(desk, "Omar Aziz", certificate_until=date(2021, 1, 1)),
    ]


@pytest.fixture
def sent(desk, family, pool):
    asked = request(family.household.id)
    desk.interpreting.send(asked)
    return asked


@pytest.fixture
def opened(context, show, jobs):
    def shown(page, width=1150, height=752):
        page = show(page, width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.settle()
        return page

    return shown


@pytest.fixture
def listed(context, opened, sent):
    return opened(InterpretingPage(context))


def texts(page):
    families.settle()
    return [
        label.text().strip("\u2068\u2069") for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    ]


def press(page, name):
    families.settle()
    button = next(one for one in page.findChildren(QAbstractButton, name) if one.isVisibleTo(page))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    families.settle()


def dialog(page, kind):
    families.settle()
    return next(one for one in page.findChildren(kind) if one.isVisible())


def confirmed(desk, sent):
    asked = desk.interpreting.load(sent.id).asked[0][0]
    desk.assignments.answer(asked.id, accepted=True)
    desk.assignments.confirm(sent.id)


def signed(desk, sent):
    confirmed(desk, sent)
    desk.assignments.held(sent.id, Held(NEXT_FRIDAY, NEXT_FRIDAY + timedelta(minutes=75), kilometres=10))
    desk.assignments.sign(sent.id)


# The list


def test_a_request_stands_in_the_tab_of_its_state(listed):
    row = listed.table.list.rows.rows[0]
    assert "Hamdan" in row.sentence
    assert "angefragt" in row.sentence
    assert "Nadia El-Sayed" in row.sentence
    assert [tab.count() for tab in listed.tabs.tabs.values()] == ["1", "0", "0", "0", "0", "3"]


def test_no_row_tells_a_phone_or_an_address(listed):
    told = " ".join(row.sentence for row in listed.table.list.rows.rows)
    assert "39200" not in told
    assert "Lindenallee" not in told


def test_the_panel_says_who_was_asked_and_what_comes_next(desk, listed, sent):
    press(listed, "decline")
    shown = texts(listed.panel)
    assert any(text.endswith("Nadia El-Sayed\u2069: abgesagt") for text in shown)
    assert any("Samira Khalil" in text and "gefragt" in text for text in shown)
    press(listed, "accept")
    assert desk.interpreting.load(sent.id).state == "accepted"


def test_the_way_to_the_settled_sheet_is_one_button_after_the_other(context, desk, opened, listed, sent):
    press(listed, "accept")
    listed.tabs.tabs["accepted"].click()
    press(listed, "confirm")
    press(listed, "after")
    told = dialog(listed, HeldDialog)
    told.form.input("kilometres").set_value(12)
    told.form.input("understanding").segments[0].click()
    told.save_button.click()
    listed.tabs.tabs["held"].click()
    press(listed, "sign")
    listed.tabs.tabs["to_settle"].click()
    press(listed, "settle")
    kept = desk.interpreting.load(sent.id).record
    assert (kept.state, kept.kilometres, kept.understanding, kept.cents) == ("settled", 12, "good", 1860)


def test_an_end_before_the_beginning_stays_in_the_form_with_a_sentence(desk, listed, sent):
    confirmed(desk, sent)
    listed.tabs.tabs["accepted"].click()
    press(listed, "after")
    told = dialog(listed, HeldDialog)
    told.form.input("held_until").set_value(NEXT_FRIDAY - timedelta(hours=1))
    told.save_button.click()
    assert told.isVisible()
    assert told.form.boxes["held_until"].problem() == "Das Ende liegt vor dem Anfang."


@pytest.mark.parametrize(
    ("name", "answer", "state"), [("cancel", "client", "cancelled"), ("no_show", "interpreter", "no_show")]
)
def test_calling_off_and_not_coming_ask_who(desk, listed, ask, sent, name, answer, state):
    confirmed(desk, sent)
    listed.tabs.tabs["accepted"].click()
    ask.expect("reason", answer)
    press(listed, name)
    kept = desk.interpreting.load(sent.id).record
    assert (kept.state, kept.cancelled_by) == (state, answer)


def test_somebody_else_is_asked_by_hand_and_who_cannot_be_chosen_says_why(desk, listed, sent, pool):
    press(listed, "choose")
    pick = dialog(listed, PickDialog)
    assert pick.ask.blocked_reason() == "Bitte jemanden auswählen."
    omar = next(row for row in pick.pane.rows if row.match.candidate.interpreter.id == pool[2])
    assert "Führungszeugnis abgelaufen" in parts.name(omar)
    omar.click()
    pick.ask.click()
    assert desk.interpreting.load(sent.id).chosen.id == pool[2]


def test_where_nobody_is_left_the_ways_on_are_offered(context, desk, listed, sent):
    press(listed, "no_answer")
    press(listed, "no_answer")
    wanted = []
    context.wanted.connect(lambda kind, subject: wanted.append((kind, subject)))
    press(listed, "again_phone")
    ((kind, subject),) = wanted
    assert (kind, subject.like.setting, subject.like.language) == ("ask_interpreter", "phone", "ar")
    assert subject.like.id != sent.id


def test_a_request_without_people_is_answered_for_the_pool(desk, context, opened, ask, family):
    asked = request(family.household.id, language="ti")
    desk.interpreting.send(asked)
    page = opened(InterpretingPage(context))
    ask.expect("reason", "language")
    press(page, "give_up")
    assert desk.interpreting.load(asked.id).record.unfilled == "language"


def test_the_preview_shows_exactly_the_text_that_is_sent(desk, listed, sent):
    press(listed, "preview")
    shown = dialog(listed, Preview)
    assert shown.words.toPlainText() == desk.interpreting.text(desk.interpreting.load(sent.id).record).whole
    assert "Hamdan" not in shown.words.toPlainText()
    shown.accept()


def test_the_timeline_and_the_day_lead_to_the_row_of_a_request(context, opened, desk, sent):
    confirmed(desk, sent)
    page = opened(InterpretingPage(context, sent.id))
    assert page.wanted.tab == "accepted"
    assert page.table.list.current_key() == str(sent.id)


def test_enter_goes_on_with_a_draft(context, desk, opened, family):
    begun = request(family.household.id)
    desk.interpreting.save_draft(begun)
    page = opened(InterpretingPage(context))
    wanted = []
    context.wanted.connect(lambda kind, subject: wanted.append((kind, subject)))
    page.table.list.setFocus()
    QTest.keyClick(page.table.list, Qt.Key.Key_Return)
    assert wanted == [("ask_interpreter", Wanted(request=begun.id))]


# The pool


def test_the_pool_stands_in_a_tab_of_its_own(listed):
    listed.tabs.tabs["pool"].click()
    sentences = [row.sentence for row in listed.table.list.rows.rows]
    assert any("Omar Aziz" in one and "Führungszeugnis abgelaufen" in one for one in sentences)
    assert listed.new_button.text() == "Neu im Pool"
    assert "Nachweise vollständig" in " ".join(sentences)


def test_somebody_of_the_pool_is_changed_with_languages_and_account(desk, listed, pool):
    listed.tabs.tabs["pool"].click()
    listed.table.list.choose(str(pool[0]))
    press(listed, "edit_person")
    shown = dialog(listed, RecordDialog)
    phone = shown.input("interpreter.phone")
    phone.set_value("0231 500")
    phone.edited.emit()
    shown.sheet.add("interpreter_account")
    account = shown.change.of_kind("interpreter_account")[-1].id
    iban = shown.input("interpreter_account.iban", account)
    iban.set_value("DE02120300000000202051")
    iban.edited.emit()
    shown.save_button.click()
    view = desk.interpreters.load(pool[0])
    assert (view.record.phone, view.accounts[0].iban) == ("0231 500", "DE02120300000000202051")


def test_somebody_new_comes_into_the_pool(desk, listed):
    listed.tabs.tabs["pool"].click()
    listed.new_button.click()
    shown = dialog(listed, RecordDialog)
    for key, value in (("interpreter.name", "Lea Berg"), ("interpreter_skill.language", "fr")):
        made = shown.input(key)
        made.set_value(value)
        made.edited.emit()
    shown.save_button.click()
    assert "Lea Berg" in {name for _one, name in desk.interpreters.names()}


def test_every_field_of_the_pool_stands_on_its_form():
    from lwdesk.ui.pages.household import layouts

    shown = set(layouts.placed("interpreter_paid"))
    kinds = ("interpreter", "interpreter_skill", "interpreter_time", "interpreter_account")
    declared = {f"{kind}.{name}" for kind in kinds for name in RECORDS[kind].by_name}
    assert declared - shown == {f"{kind}.interpreter" for kind in kinds[1:]}
    assert not {key for key in layouts.placed("interpreter") if "account" in key}


def test_every_field_of_a_request_stands_on_the_form_or_elsewhere_with_a_reason():
    shown = {name for layout in (form.TALK, form.MORE) for row in layout for name in row}
    assert set(RECORDS["interpreter_request"].by_name) - shown == set(form.ELSEWHERE)


# The card


def test_whom_a_family_does_not_wish_is_noted_on_its_card(desk, opening, family, pool):
    card = opening(family)
    card.doing.exclusions.open()
    shown = dialog(card, ExclusionDialog)
    shown.form.input("interpreter").set_value(str(pool[1]))
    shown.form.input("reason").set_value("Nachbarin")
    shown.save_button.click()
    ((one, name),) = desk.interpreters.excluded(family.household.id)
    assert (name, one.reason) == ("Samira Khalil", "Nachbarin")
    card.doing.exclusions.open()
    press(dialog(card, ExclusionDialog), f"let_in_{pool[1]}")
    assert desk.interpreters.excluded(family.household.id) == ()


# The hours


def test_the_hours_of_a_month_add_up_and_are_settled(context, desk, opened, sent):
    signed(desk, sent)
    page = opened(HoursPage(context, date(2021, 11, 1)))
    assert "1 Einsatz · 1:15 Std. · 10 km · 33,00 €" in page.sums.text()
    assert "Nadia El-Sayed" in page.people.rows.rows[0].sentence
    QTest.keyClick(page.people, Qt.Key.Key_Tab)
    page.settle.click()
    assert desk.interpreting.load(sent.id).state == "settled"
    assert page.settle.blocked_reason() == "Hier ist nichts abzurechnen."


def test_another_month_is_one_press_away_and_says_when_it_is_empty(context, desk, opened, sent):
    signed(desk, sent)
    page = opened(HoursPage(context, date(2021, 11, 1)))
    press(page, "month_after")
    assert page.shown_month.text() == "Dezember 2021"
    assert "In diesem Monat ist nichts zu zahlen." in texts(page)
    press(page, "month_before")
    assert page.sheet() is not None


# For everybody


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
@pytest.mark.parametrize("made", [InterpretingPage, lambda context: HoursPage(context, date(2021, 11, 1))])
def test_the_list_and_the_hours_fit_and_are_walked_in_order(context, opened, desk, sent, made, scale, size):
    signed(desk, sent)
    parts.dress(scale=scale)
    page = opened(made(context), *size)
    assert walk.faults(page) == []
    assert walk.stateless(page) == []


def test_hostile_names_are_plain_text(context, opened, desk):
    for name in families.HOSTILE:
        person(desk, name[:200])
    page = opened(InterpretingPage(context))
    page.tabs.tabs["pool"].click()
    assert len(page.table.list.rows.rows) == len(families.HOSTILE)
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text()

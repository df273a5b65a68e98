"""The form of an interpreter request: rules live beside it, who fits, and nothing typed that gets lost."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from lwdesk.domain.interpreting import Exclusion
from lwdesk.services.listing import Asked
from lwdesk.ui.pages.interpreting.begun import FORM, Wanted
from lwdesk.ui.pages.interpreting.preview import Preview
from lwdesk.ui.pages.interpreting.request import RequestPage
from tests.gui import families, parts, walk
from tests.unit.pool_people import NEXT_FRIDAY, person, request

FRIDAY = datetime(2021, 11, 5, 9, tzinfo=UTC)


@pytest.fixture
def family(desk):
    return families.take_in(desk, families.hamdan(advice_language="ar"))


@pytest.fixture
def people(desk):
    return [person(desk, "Nadia El-Sayed"), person(desk, "Samira Khalil", free=False)]


@pytest.fixture
def opened(context, show):
    pages = []

    def shown(wanted, width=1150, height=752):
        page = show(RequestPage(context, wanted), width, height)
        pages.append(page)
        page.opened()
        families.ready(page)
        return page

    yield shown
    for page in pages:
        page.closed()


@pytest.fixture
def page(opened, family, people):
    return opened(Wanted(household=family.household.id))


def choose(page, **values):
    for name, value in values.items():
        page.form.choose(name, value)
    page.look()
    families.settle()


def fill(page, **more):
    choose(page, **{"at": NEXT_FRIDAY, "topic": "housing", "legal": "no", **more})


def texts(page):
    return [one.text().strip("\u2068\u2069") for one in page.findChildren(QLabel) if one.isVisibleTo(page)]


def test_the_form_begins_with_what_the_card_knows(page):
    assert page.form.talk.input("language").value() == "ar"
    assert page.header.subtitle.text().endswith("HÖ-2021-0001")
    assert page.form.talk.input("language").control().hasFocus()
    assert not page.form.home_box.isVisible()


def test_short_notice_blocks_until_it_is_urgent_for_a_reason(desk, page):
    fill(page, at=FRIDAY)
    assert "3 statt 5 Arbeitstage" in texts(page)
    assert page.send_button.blocked_reason() == "Bitte als eilig kennzeichnen und sagen, warum."
    urgent = page.rules.urgent
    assert not urgent.boxes["urgent_reason"].isVisible()
    urgent.input("urgent").control().click()
    parts.type_text(urgent.input("urgent_reason").control(), "Übergabe am Montag")
    page.look()
    assert page.send_button.blocked_reason() == ""
    page.primary()
    assert desk.interpreting.page(Asked("open", "at")).rows[0].record.urgent_reason == "Übergabe am Montag"


def test_legal_consequences_stop_and_lead_to_sworn_interpreters(page):
    fill(page, legal="yes")
    assert page.send_button.blocked_reason() == "Bitte vereidigte Dolmetscher*innen beauftragen."
    assert not page.send_button.isEnabled()
    page.rules.buttons["sworn"].click()
    families.settle()
    assert page.form.more.input("pool").value() == "professional"
    assert page.send_button.blocked_reason() == ""


@pytest.mark.parametrize(
    ("way", "field", "value"), [("phone", "setting", "phone"), ("specialist", "specialist_present", "yes")]
)
def test_a_way_on_changes_the_field_it_is_about(page, way, field, value):
    fill(page, specialist_present="no")
    page.rules.buttons[way].click()
    assert page.request().value(field) == value


def test_another_day_puts_the_cursor_into_the_day(page):
    page.rules.buttons["other_day"].click()
    assert page.form.talk.input("at").isAncestorOf(page.focusWidget())


def test_a_text_that_names_the_family_is_refused_with_the_sentence_which_field(page):
    fill(page, place="bei Familie Hamdan")
    reason = "Im Feld „Ort ohne Namen“ steht der Name der Familie. Bitte weglassen."
    assert page.send_button.blocked_reason() == reason
    assert reason in texts(page)


def test_who_fits_is_asked_for_after_a_pause_and_not_with_every_key(page):
    page.form.choose("place", "Am Markt")
    assert page.pause.isActive()
    assert page.keeper.dirty


def test_the_chosen_person_is_named_as_a_wish_and_let_go_again(page, people):
    fill(page)
    for chosen in (people[1], None):
        row = page.matches.rows[1]
        row.setFocus()
        QTest.keyClick(row, Qt.Key.Key_Space)
        page.look()
        assert page.request().wished == chosen
        assert page.matches.rows[1].isChecked() == (chosen is not None)


def test_who_is_excluded_stays_in_sight_and_cannot_be_chosen(desk, page, family, people):
    desk.interpreters.exclude(
        Exclusion(household=family.household.id, interpreter=people[0], reason="Streit")
    )
    fill(page)
    last = page.matches.rows[-1]
    assert "auf Wunsch der Familie ausgeschlossen" in parts.name(last)
    assert not last.isEnabled()
    assert "Streit" not in " ".join(texts(page))


def test_the_preview_shows_the_text_and_no_name(page):
    fill(page)
    page.preview.click()
    shown = next(one for one in page.findChildren(Preview) if one.isVisible())
    assert shown.words.toPlainText() == page.looked.text.whole
    assert "Hamdan" not in shown.words.toPlainText()
    shown.accept()


def test_what_is_missing_is_told_beside_its_field(page):
    choose(page, legal="no", topic=None, place="")
    page.primary()
    assert page.form.talk.boxes["place"].problem() == "Ort ohne Namen fehlt."
    assert not page.over


def test_a_draft_is_put_away_and_stands_in_the_list(desk, page):
    choose(page, topic="school")
    page.save_now()
    (row,) = desk.interpreting.page(Asked("open", "at")).rows
    assert (row.state, row.record.topic) == ("draft", "school")
    assert desk.drafts.list(FORM) == ()


def test_what_was_typed_survives_and_the_same_way_leads_back_to_it(desk, page, opened, family):
    choose(page, place="Am Markt 7")
    page.keep_draft()
    again = opened(Wanted(household=family.household.id))
    assert again.form.talk.input("place").value() == "Am Markt 7"
    assert "Ihr Entwurf ist wieder da" in texts(again)


def test_leaving_asks_once_before_typed_text_is_lost(context, desk, page, ask):
    gone = []
    context.back_wanted.connect(lambda: gone.append(True))
    choose(page, place="Am Markt 7")
    page.keep_draft()
    ask.expect("confirm", True)
    page.leave()
    assert gone == [True]
    assert desk.drafts.list(FORM) == ()


def test_a_request_from_the_list_takes_over_the_language_of_the_chosen_family(opened, family, people):
    page = opened(Wanted())
    assert page.form.home_box.isVisible()
    page.form.home.set_household(family.household.id, "Hamdan")
    page.form.home.edited.emit()
    assert page.form.talk.input("language").value() == "ar"
    assert page.request().household == family.household.id


def test_only_dialects_of_the_language_are_found(page):
    found = page.form._dialects("")
    assert {one.key.partition("_")[0] for one in found if one.key.startswith(("ar", "kmr", "prs"))} == {"ar"}


def test_a_kept_draft_is_sent(desk, opened, family, people):
    begun = request(family.household.id)
    desk.interpreting.save_draft(begun)
    page = opened(Wanted(request=begun.id))
    page.primary()
    assert desk.interpreting.load(begun.id).state == "sent"


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_the_form_fits_and_is_walked_in_order(opened, family, people, scale, size):
    parts.dress(scale=scale)
    page = opened(Wanted(household=family.household.id), *size)
    fill(page, at=FRIDAY)
    assert walk.faults(page) == []


@pytest.mark.parametrize("typed", families.HOSTILE)
def test_hostile_text_is_plain_text_and_harms_nothing(desk, page, typed):
    fill(page, place=typed)
    page.look()
    assert page.looked is not None
    page.save_now()
    assert desk.interpreting.page(Asked("open", "at")).total == 1


def test_the_note_of_the_family_is_confirmed_before_somebody_is_asked(opened, desk, people):
    family = families.take_in(
        desk, families.hamdan(advice_language="ar", withhold="Der Bruder soll nichts erfahren.")
    )
    page = opened(Wanted(household=family.household.id))
    fill(page)
    assert "Der Bruder soll nichts erfahren." in texts(page)
    assert page.send_button.blocked_reason() == "Bitte zuerst den Hinweis der Familie bestätigen."
    confirm = page.rules.note.confirm
    confirm.setFocus()
    QTest.keyClick(confirm, Qt.Key.Key_Space)
    assert page.send_button.blocked_reason() == ""
    page.primary()
    assert len(desk.interpreting.page(Asked("open", "at")).rows) == 1

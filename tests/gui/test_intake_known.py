"""Households that are known already stand beside the form before anything is saved twice."""

from datetime import date

import pytest

from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.person import Person, PersonName
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.services.views import Compared
from lwdesk.ui.pages.duplicates import sentence, spoken
from tests.gui.intake import field, heard, opened, write  # noqa: F401 - fixtures
from tests.gui.parts import name, type_text

# ruff: noqa: F811


def known(desk, given="Mohammed", family="Hamdan", native="محمد حمدان", phone="0171 39200 17", born=1986):
    person = Person(
        given_name=given, family_name=family, native_name=native, phone=phone,
        born=VagueDay(date(born, 1, 1), Precision.YEAR),
    )  # fmt: skip
    spelling = PersonName(person=person.id, name="Mohammed Hamdan", document="passport")
    member = Member(person, Membership(role="reference"), (spelling,))
    household = Household(name=family, target_group="refugee")
    desk.households.take_in(Intake(household, Dwelling(street="Am Bach 3", postcode="44263"), (member,)))
    return household.id


@pytest.fixture
def family(desk):
    return known(desk)


def look(page):
    page.lookout.look()
    return page.frame.panel.cards


def test_the_panel_says_what_it_waits_for(opened) -> None:
    panel = opened().frame.panel
    assert panel.empty.isVisible()
    assert not panel.found.isVisible()


def test_shortly_after_a_name_is_typed_the_known_family_appears(opened, family, qtbot) -> None:
    page = opened()
    page.go("persons")
    type_text(field(page, "person.given_name").control(), "Mohamed")
    type_text(field(page, "person.family_name").control(), "Hamdan")
    assert page.frame.panel.cards == []
    qtbot.waitUntil(lambda: len(page.frame.panel.cards) == 1, timeout=20_000)
    assert page.frame.panel.cards[0].similar.household == family
    assert page.frame.panel.count.text() == "1"


def test_a_phone_that_is_known_points_to_the_panel(opened, family) -> None:
    page = opened()
    page.go("persons")
    write(page, "person.phone", "0171/3920017")
    look(page)
    box = page.form.box("person.phone")
    assert box.line.text.text() == "Diese Nummer kennen wir schon, siehe rechts"
    field(page, "person.phone").control().clear()
    write(page, "person.phone", "0231 1")
    look(page)
    assert box.line.text.text() == ""


def test_opening_the_known_family_keeps_the_draft(opened, family, heard, desk) -> None:
    page = opened("Mohamed Hamdan")
    look(page)[0].open.click()
    assert heard.households == [family]
    assert len(desk.drafts.list("intake")) == 1


def test_not_the_same_is_remembered_in_the_draft_and_can_be_taken_back(
    opened, family, heard, desk, jobs, qapp
) -> None:
    page = opened("Mohamed Hamdan")
    look(page)[0].refuse.click()
    assert page.frame.panel.cards == []
    assert heard.said == [("Gemerkt: nicht dieselben", True)]
    page.save_now()
    page = opened("", desk.drafts.list("intake")[0].id)
    assert look(page) == []
    jobs.run(qapp, lambda desk: desk.undo_last())
    assert len(page.frame.panel.cards) == 1


def test_at_most_three_are_shown(opened, desk) -> None:
    for n in range(5):
        known(desk, phone=f"0171 39200 1{n}")
    assert len(look(opened("Mohammed Hamdan"))) == 3


def test_cards_that_stay_are_not_made_anew_under_the_reader(opened, family) -> None:
    page = opened("Mohamed Hamdan")
    before = look(page)[0]
    assert look(page)[0] is before


def test_a_card_says_what_is_equal_similar_and_different_also_to_a_screen_reader(opened, family) -> None:
    page = opened("Mohamed Hamdan")
    card = look(page)[0]
    assert name(card.open) == f"{card.open.text()}: Mohammed Hamdan"
    assert "ähnlich: " in card.open.accessibleDescription() or "gleich: " in card.open.accessibleDescription()


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (Compared("equal", "phone", "0171 1", "0171 1"), "gleich: Telefon 0171 1"),
        (Compared("equal", "born", "1986", "1986"), "gleich: Jahrgang 1986"),
        (Compared("equal", "born", "1986-03-12", "1986-03-12"), "gleich: Geboren 12.03.1986"),
        (Compared("different", "born", "1986", "1994"), "anders: Geboren 1994, nicht 1986"),
        (Compared("similar", "born", "1986", "1987"), "ähnlich: Geboren 1987, hier 1986"),
        (Compared("equal", "address", "Am Bach 3", "Am Bach 3"), "gleich: Adresse Am Bach 3"),
        (Compared("different", "sex", "male", "female"), "anders: weiblich, nicht männlich"),
    ],
)
def test_each_fact_is_one_line_in_words(opened, fact, line) -> None:
    opened()
    assert spoken(fact) == line


def test_a_similar_name_shows_both_sides_and_the_paper(opened) -> None:
    opened()
    shown = sentence(Compared("similar", "name", "Mohamed", "Mohammed", "passport"))
    assert "".join(sign for sign in shown if sign.isprintable()) == "Mohamed ≈ Mohammed (Reisepass)"


def test_markup_in_a_known_name_stays_text(opened, desk) -> None:
    known(desk, given="<b>Mohammed</b>", native="")
    page = opened("Mohammed Hamdan")
    (card,) = look(page)
    assert "<b>" in card.similar.name
    assert card.isVisible()

"""A household that came in a package is decided about on its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lwdesk.base import clock
from lwdesk.domain.household import Household
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.person import Person
from lwdesk.domain.transfer import Transfer
from lwdesk.services import rights
from lwdesk.ui.context import Context, Who
from lwdesk.ui.jobs import InlineExecutor, Jobs
from lwdesk.ui.pages.transfer.arrival import ArrivalPage
from lwdesk.ui.text import Text
from tests.gui import families, hostile, parts
from tests.gui.handing import choose, forms, press, said
from tests.gui.walk import faults, stateless
from tests.unit.two_offices import Offices, offices, records

LEAD = rights.RIGHTS["lead"]


@pytest.fixture
def both(tmp_path) -> Iterator[Offices]:
    with offices(tmp_path) as whole:
        yield whole


@pytest.fixture
def desk(both):
    return both.here


@pytest.fixture
def opening(context, show, jobs, both):
    with forms(context, show, jobs, both.home) as opened:
        yield opened


@pytest.fixture
def arriving(qapp, show, both, ask):
    """Give a function that opens a package at the other office."""
    parts.dress()
    jobs = Jobs(both.there, InlineExecutor())
    context = Context(jobs, ask, Who("Nord", "Sofia Lange", "Stadt Dortmund", "Leitung", rights=LEAD))

    def opened(path: Path, width: int = 1150, height: int = 752) -> ArrivalPage:
        page = show(ArrivalPage(context, path), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.settle()
        return page

    return opened


def test_a_package_is_shown_before_anything_is_taken_in(both, arriving) -> None:
    both.agree()
    page = arriving(both.send(message="Bitte bald anrufen."))
    told = said(page)
    assert "Mohammed Hamdan" in told
    assert "Bitte bald anrufen." in told
    assert "Umzug in das Gebiet eines anderen Büros" in told
    assert records(both.there, Household) == ()


def test_a_new_household_is_taken_in_and_opened(both, arriving, ask) -> None:
    both.agree()
    page = arriving(both.send())
    opened = []
    page.context.household_wanted.connect(opened.append)
    ask.expect("folder", both.folder)
    press(page, "decide")
    (home,) = records(both.there, Household)
    assert opened == [home.id]
    assert len(list(both.folder.iterdir())) == 2


def test_declining_asks_for_a_reason(both, arriving, ask) -> None:
    both.agree()
    page = arriving(both.send())
    press(page, "way_decline")
    assert page.verb.accessibleDescription() == "Bitte wählen Sie den Grund."
    choose(page, "refusal", "not_responsible")
    ask.expect("folder", both.folder)
    press(page, "decide")
    (kept,) = records(both.there, Transfer)
    assert (kept.state, kept.refusal) == ("declined", "not_responsible")
    assert records(both.there, Household) == ()


def known_there(both) -> Household:
    home = Household(target_group="refugee")
    father = Person(given_name="Mohamed", family_name="Hamdan", phone="0171 39200 17")
    both.there.households.take_in(Intake(home, members=(Member(father),)))
    return home


def test_where_the_household_may_be_here_already_nothing_is_chosen(both, arriving) -> None:
    known_there(both)
    both.agree()
    page = arriving(both.send())
    assert "Vielleicht gibt es diesen Haushalt hier schon" in said(page)
    assert page.decision.reason() == "Bitte wählen Sie, was daraus wird."


def test_joining_takes_over_what_was_ticked_and_nothing_else(both, arriving, ask) -> None:
    home = known_there(both)
    both.agree()
    page = arriving(both.send())
    press(page, f"way_{home.id}")
    boxes = {
        box.text().replace("\u2068", "").replace("\u2069", ""): box for box in page.decision.boxes.values()
    }
    differs = next(box for text, box in boxes.items() if "Mohammed statt Mohamed" in text)
    fills = next(box for text, box in boxes.items() if "محمد حمدان" in text)
    assert (differs.isChecked(), fills.isChecked()) == (False, True)
    ask.expect("folder", both.folder)
    press(page, "decide")
    members = both.there.households.card(home.id).members
    assert {one.person.given_name for one in members} == {"Mohamed", "Lina"}


def held(page, monkeypatch) -> list:
    """Keep the comparisons that the page asks for until the test lets them come."""
    comparisons = []
    run = page.context.jobs.run

    def later(owner, work, then=None, **how) -> None:
        if str(how.get("lane", "")).startswith("join "):
            comparisons.append(lambda: run(owner, work, then))
        else:
            run(owner, work, then, **how)

    monkeypatch.setattr(page.context.jobs, "run", later)
    return comparisons


def test_nothing_is_joined_before_the_values_stand_there(both, arriving, monkeypatch) -> None:
    home = known_there(both)
    both.agree()
    page = arriving(both.send())
    comparisons = held(page, monkeypatch)
    press(page, f"way_{home.id}")
    assert page.decision.reason() == "Das Paket wird noch mit dem Haushalt verglichen."
    assert not page.verb.isEnabled()
    comparisons.pop()()
    families.settle()
    assert page.decision.boxes
    assert page.verb.isEnabled()


def test_an_answer_about_a_household_that_is_not_chosen_any_more_is_dropped(
    both, arriving, monkeypatch
) -> None:
    home, other = known_there(both), known_there(both)
    both.agree()
    page = arriving(both.send())
    press(page, f"way_{home.id}")
    comparisons = held(page, monkeypatch)
    press(page, f"way_{other.id}")
    press(page, f"way_{home.id}")
    to_other, to_home = comparisons
    to_other()
    assert page.decision.boxes == {}
    assert not page.verb.isEnabled()
    to_home()
    families.settle()
    assert page.decision.boxes
    assert page.verb.isEnabled()


def test_another_household_can_be_looked_for(both, arriving) -> None:
    home = known_there(both)
    both.agree()
    page = arriving(both.send())
    press(page, f"way_{'other'}")
    assert page.decision.reason() == "Bitte wählen Sie den Haushalt."
    parts.type_text(page.decision.other.edit, "Hamdan")
    families.settle()
    QTest.keyClick(page.decision.other.edit, Qt.Key.Key_Return)
    families.settle()
    assert page.decision.choice() == str(home.id)
    assert page.decision.boxes


def test_whatever_is_pasted_while_another_household_is_looked_for_is_plain(both, arriving) -> None:
    both.agree()
    page = arriving(both.send())
    press(page, "way_other")
    for text in hostile.TEXTS.values():
        assert hostile.paste(page, text)
        families.settle()
        assert hostile.not_plain(page) == []


def test_what_was_decided_is_shown_and_the_receipt_made_again(both, arriving, ask) -> None:
    both.agree()
    path = both.send()
    both.taking.accept(path, both.folder)
    page = arriving(path)
    assert "Am 02.11.2021 übernommen." in said(page)
    assert not page.verb.isVisibleTo(page)
    ask.expect("folder", both.folder)
    press(page, "receipt_again")
    assert len(list(both.folder.iterdir())) == 3


def test_a_lapsed_package_says_so_in_words(both, arriving, at_two_in_the_afternoon) -> None:
    both.agree()
    path = both.send(expires=clock.today())
    at_two_in_the_afternoon.moment += families.timedelta(days=1)
    assert "Die Frist für diese Übergabe ist abgelaufen. Das Paket bleibt verschlossen." in said(
        arriving(path)
    )


def test_the_sender_reads_the_answer(both, context, show, jobs) -> None:
    both.agree()
    done = both.taking.decline(both.send(), "full", both.folder)
    page = show(ArrivalPage(context, Path(done.receipt)))
    page.opened()
    families.settle()
    assert "abgelehnt" in said(page)
    (kept,) = records(both.here, Transfer)
    assert kept.state == "declined"


@pytest.mark.parametrize("text", families.HOSTILE)
def test_hostile_text_stays_text_on_both_sides(both, opening, arriving, text) -> None:
    both.agree()
    member = both.here.households.card(both.home).members[0].person
    both.here.households.save(member.replace(given_name=text[:150]), member)
    opening()
    page = arriving(both.send(message=text))
    told = [label for label in page.findChildren(Text) if label.isVisibleTo(page)]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in told)
    assert "\u202e" not in said(page)


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_everybody_gets_along_with_a_package(both, arriving, scale, size) -> None:
    known_there(both)
    both.agree()
    path = both.send(message="Gruß")
    parts.dress(scale=scale)
    page = arriving(path, *size)
    press(page, "way_decline")
    assert faults(page) == []
    assert stateless(page) == []

"""The timeline of the card: whatever an entry tells of, opening it shows that."""

from datetime import date, timedelta

import pytest

from lwdesk.base import clock
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.consent import Consent, Disclosure
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.household import Merger
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.domain.need import CaseStep
from lwdesk.domain.referral import Referral
from lwdesk.domain.task import Task
from lwdesk.domain.transfer import Transfer
from lwdesk.domain.visit import Visit
from lwdesk.services.papers.kinds import Wish
from lwdesk.services.timeline import MAKERS
from lwdesk.store.queries.tasks import kinds_of
from tests.gui import families
from tests.gui.cards import opening  # noqa: F401 - fixture

# ruff: noqa: F811

PAGES = {
    "contact": "contact",
    "visit": "contact",
    "visiting": "visit",
    "appointment": "appointment",
    "interpreting": "interpreter_request",
    "referral": "referral",
    "task": "task",
}
FORMS = {
    "need": "need",
    "levelled": "need",
    "intake": "household",
    "moved": "dwelling",
    "joined": "member",
    "left": "member",
    "consent": "consent",
    "revoked": "consent",
    "step": "step",
}
TOLD = ("disclosed", "taken_over", "merged")


def lived(desk):
    """Take a family in of which every kind of entry tells."""
    family = families.take_in(desk, families.hamdan(registered_on=date(2020, 1, 5)), families.LONG_AGO)
    gone = families.take_in(desk, families.household("Hamdan", families.member("Mo", "Hamdan")))
    home, office = family.household.id, desk.office.id
    card, now = desk.households.card(home), clock.now()
    for sort in ("phone", "welcome_visit"):
        desk.contacts.save(Contact(household=home, sort=sort), [Reason(area="housing", support="advice")])
    lives = card.dwelling
    written = (
        Visit(office=office, household=home, planned_at=now, state="planned", sort="welcome"),
        Appointment(office=office, household=home, at=now, sort="talk", minutes=30, staff=desk.staff.id),
        InterpreterRequest(office=office, household=home, at=now, state="sent", language="ar"),
        Referral(office=office, household=home, sent_on=now.date(), state="sent", area="housing"),
        Task(office=office, household=home, title="Anrufen", due_on=now.date(), state="open"),
        card.needs[0].replace(recorded_on=now.date(), level=1),
        lives.replace(moved_in_on=date(2020, 2, 1)),
        card.members[0].membership.replace(since=date(2020, 6, 1)),
        card.members[1].membership.replace(until=now.date() - timedelta(1), leaving_reason="moved"),
        Consent(household=home, purpose="pass_on", given_on=date(2020, 4, 1), revoked_on=date(2020, 5, 1)),
        CaseStep(household=home, step="orientation", on=now.date()),
        Disclosure(household=home, recipient="Jobcenter", at=now, data_kinds=("name",), way="letter"),
        IssuedPaper(household=home, office=office, sort="household_sheet", about=home, at=now, language="de"),
        Transfer(
            office=office, household=home, direction="in", state="taken_over", at=now, purpose="moved",
            other="Büro Nord", data_kinds=("name",),
        ),
        Merger(kept=home, gone=gone.household.id, merged_on=now.date()),
    )  # fmt: skip
    with desk.seat.writing("test", None) as transaction:
        transaction.save_all(written)
    return family


def press(page, kind) -> None:
    item = next(one for one in page.history.timeline.items if one.entry.key.split()[0] == kind)
    item.click()


@pytest.fixture
def life(desk, opening):
    """The card of a family with an entry of every kind, all of them in sight."""
    page = opening(lived(desk))
    while page.history.timeline.older.isVisible():
        page.history.timeline.older.click()
        families.settle()
    return page


def test_the_tables_name_every_kind_of_entry():
    assert {*PAGES, *FORMS, *TOLD, "issued", "decided"} == {*MAKERS, "visit"}


def test_an_entry_with_a_page_opens_it_on_its_record(desk, life, context):
    wanted = []
    context.wanted.connect(lambda kind, record: wanted.append((kind, record)))
    for kind in PAGES:
        press(life, kind)
    assert [kind for kind, _record in wanted] == list(PAGES.values())
    with desk.seat.reading() as reader:
        kinds = kinds_of(reader, [record for _kind, record in wanted])
    assert all(kinds[record] == kind for kind, record in wanted)


def test_a_talk_at_a_visit_opens_as_the_contact_that_it_is(desk, shell):
    family = families.take_in(desk, families.hamdan())
    talk = Contact(household=family.household.id, sort="home_visit")
    desk.contacts.save(talk, [Reason(area="housing", support="advice")])
    shell.show_household(family.household.id)
    families.carded(shell.page)
    press(shell.page, "visit")
    families.ready(shell.page)
    assert shell.page.form.talk().contact.id == talk.id


def test_an_entry_of_the_card_opens_the_form_of_its_record(life):
    for kind, form in FORMS.items():
        press(life, kind)
        dialog = life.doing.edits.dialog
        assert (dialog.isVisible(), dialog.change.form) == (True, form), kind
        dialog.reject()


def test_a_printed_paper_is_offered_again(life, context):
    wanted = []
    context.wanted.connect(lambda kind, wish: wanted.append((kind, wish)))
    press(life, "issued")
    assert wanted == [("paper", Wish("household_sheet", life.household, "de"))]


def test_what_only_happened_is_told_in_full(life, ask):
    for kind in TOLD:
        ask.expect("tell", None)
        press(life, kind)
    assert ask.asked == [
        "Weitergegeben: Jobcenter heute, 14:14\nName\nBrief oder Ausdruck",
        "Übernommen von: Büro Nord heute, 14:14\nName\nUmzug in das Gebiet eines anderen Büros",
        "Mit einem anderen Eintrag zusammengeführt heute\nDer andere Eintrag hatte die Nummer HÖ-2021-0001.",
    ]


def test_a_card_that_is_only_read_tells_instead_of_opening_a_form(desk, opening, ask):
    family = families.take_in(desk, families.hamdan())
    home = family.household
    desk.households.save(home.replace(restricted=True), home)
    page = opening(family)
    ask.expect("tell", None)
    press(page, "intake")
    assert page.doing.edits.dialog is None

"""What every long form does alike: built in parts, kept as a draft, gone on with, never overwriting."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain.contact import Contact
from lwdesk.domain.fields import Record
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.referral import Referral
from lwdesk.services.contacts import Talk
from lwdesk.ui.pages import in_parts
from lwdesk.ui.pages.contact import ContactPage
from lwdesk.ui.pages.contact.page import Wanted as OneContact
from lwdesk.ui.pages.in_parts import InParts
from lwdesk.ui.pages.interpreting.begun import Wanted as OneRequest
from lwdesk.ui.pages.interpreting.request import RequestPage
from lwdesk.ui.pages.referral import ReferralPage
from lwdesk.ui.pages.referral.begun import Wanted as OneReferral
from lwdesk.ui.pages.visits.plan import PlanPage
from lwdesk.ui.surface import Skeleton
from tests.gui import families, parts

FORMS = ("contact", "referral", "interpreter_request", "visit")


@pytest.fixture
def family(desk):
    return families.take_in(desk, families.hamdan(advice_language="ar"))


@pytest.fixture
def entering(context, show, family):
    """Give a function that opens one of the forms for the family, as the window does."""
    made = []
    home = family.household.id

    def entered(kind: str, wanted=None):
        pages = {
            "contact": (ContactPage, OneContact(talk=Talk(Contact(household=home)))),
            "referral": (ReferralPage, OneReferral(home)),
            "interpreter_request": (RequestPage, OneRequest(household=home)),
            "visit": (_plan, home),
        }
        page_of, usual = pages[kind]
        page = show(page_of(context, wanted or usual), 1150, 752)
        page.opened()
        made.append(page)
        return page

    yield entered
    for page in made:
        page.closed()


@pytest.fixture
def opening(entering):
    def opened(kind: str, wanted=None):
        page = entering(kind, wanted)
        families.ready(page)
        return page

    return opened


def _plan(context, household) -> PlanPage:
    return PlanPage(context, household=household)


def line(page) -> QWidget:
    """Return a line of text that each of the forms has."""
    form = page.form
    if isinstance(page, ContactPage):
        return form.talked.input("result").control()
    if isinstance(page, ReferralPage):
        return form.concern.form.input("subject").control()
    if isinstance(page, PlanPage):
        return form.input("location").control()
    return form.talk.input("place").control()


def press(page, name) -> None:
    next(one for one in page.findChildren(QWidget, name) if one.isVisible()).click()
    families.settle()


@pytest.mark.parametrize("kind", FORMS)
def test_the_head_stands_there_before_the_fields_are_made(entering, kind):
    page = entering(kind)
    assert page.header.isVisible()
    assert page.findChild(Skeleton).isVisible()
    assert not page.ready
    families.ready(page)
    assert not page.findChild(Skeleton).isVisible()
    assert line(page).isVisible()


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_typed_while_the_form_is_not_ready_harms_nothing(entering, desk, kind):
    page = entering(kind)
    page.primary()
    page.save_now()
    page.start_search()
    page.keep_draft()
    page.leave()
    assert page.over
    assert desk.drafts.list() == ()


def test_a_turn_ends_once_it_took_long_enough(qapp, monkeypatch):
    spent = iter(n * in_parts.ENOUGH * 0.4 for n in range(100))
    monkeypatch.setattr(in_parts.time, "thread_time", lambda: next(spent))
    owner, done, ended = QWidget(), [], []
    turns = InParts(owner)
    turns.run((done.append(n) for n in range(4)), lambda: ended.append(True))
    assert done == []
    turns._turn()
    assert done == [0, 1]
    assert not ended
    turns._turn()
    turns._turn()
    assert (done, ended) == ([0, 1, 2, 3], [True])
    owner.deleteLater()


@pytest.mark.parametrize("kind", FORMS)
def test_the_same_form_goes_on_with_its_draft_and_says_so(opening, desk, kind):
    page = opening(kind)
    parts.type_text(line(page), " und mehr")
    page.keep_draft()
    page.closed()
    again = opening(kind)
    assert line(again).text().endswith("und mehr")
    assert again.notes.resumed.isVisible()
    assert again.notes.resumed.title.text() == "Ihr Entwurf ist wieder da"
    assert len(desk.drafts.list(kind)) == 1


@pytest.mark.parametrize("kind", FORMS)
def test_the_draft_is_discarded_from_its_note_and_the_form_begins_anew(opening, desk, ask, kind):
    page = opening(kind)
    before = line(page).text()
    parts.type_text(line(page), " und mehr")
    page.keep_draft()
    again = opening(kind)
    ask.expect("confirm", True)
    press(again, "drop_draft")
    families.ready(again)
    assert line(again).text() == before
    assert not again.notes.isVisible()
    assert desk.drafts.list(kind) == ()


@pytest.mark.parametrize("kind", FORMS)
def test_leaving_a_form_that_goes_on_with_a_draft_asks_first(opening, desk, ask, kind):
    page = opening(kind)
    parts.type_text(line(page), " und mehr")
    page.keep_draft()
    again = opening(kind)
    ask.expect("confirm", False)
    again.leave()
    assert not again.over
    assert len(desk.drafts.list(kind)) == 1


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_nobody_typed_into_is_left_without_a_question(opening, context, qtbot, desk, kind):
    page = opening(kind)
    with qtbot.waitSignal(context.back_wanted):
        page.leave()
    assert desk.drafts.list(kind) == ()


@pytest.mark.parametrize(("kind", "form"), [("contact", "about"), ("interpreter_request", "talk")])
def test_a_day_typed_by_half_comes_back_as_it_was_typed(opening, kind, form):
    page = opening(kind)
    day = getattr(page.form, form).input("at").day.edit
    day.clear()
    parts.type_text(day, "31.02.")
    page.keep_draft()
    again = opening(kind)
    assert getattr(again.form, form).input("at").day.edit.text() == "31.02."


@pytest.mark.parametrize("kind", FORMS)
def test_a_save_that_fails_keeps_form_and_draft(opening, desk, jobs, context, monkeypatch, kind):
    failures = []
    jobs.failed.connect(failures.append)
    page = opening(kind)
    parts.type_text(line(page), " und mehr")
    page.save(lambda _desk: (_ for _ in ()).throw(OSError("full")), str)
    assert len(failures) == 1
    assert page.is_open()
    page.keep_draft()
    assert len(desk.drafts.list(kind)) == 1


@pytest.mark.parametrize("kind", FORMS)
def test_an_unreadable_draft_is_left_alone(opening, desk, family, kind):
    about = str(family.household.id)
    desk.drafts.save(family.household.id, kind, {"about": about, "contact": 3, "request": {}, "referral": []})
    page = opening(kind)
    assert not page.notes.isVisible()


def conflicting(desk, family) -> tuple[Contact, Record]:
    families.contacts(desk, family, 1)
    with desk.seat.reading() as reader:
        (contact,) = reader.all(Contact)
    return contact


def test_both_values_are_shown_and_only_a_decision_overwrites(opening, desk, family, context, qtbot):
    contact = conflicting(desk, family)
    page = opening("contact", OneContact(contact.id))
    base = desk.contacts.load(contact.id)
    desk.contacts.save_talk(Talk(base.contact.replace(result="Anders"), base.reasons, base=base.contact))
    parts.type_text(line(page), " mit mir")
    page.primary()
    assert page.notes.conflict.isVisible()
    assert "Anders" in page.notes.conflict.text.text()
    with qtbot.waitSignal(context.back_wanted):
        press(page, "keep_mine")
    assert desk.contacts.load(contact.id).contact.result.endswith(" mit mir")


def test_a_referral_that_was_changed_meanwhile_is_not_overwritten(opening, desk, family):
    kept = Referral(
        household=family.household.id, subject="Miete", area="housing", urgency="normal", sort="data"
    )
    desk.referrals.save(kept)
    page = opening("referral", OneReferral(referral=kept.id))
    with desk.seat.reading() as reader:
        base = reader.get(Referral, kept.id)
    desk.referrals.save(base.replace(subject="Anders"), (), base)
    parts.type_text(line(page), "!")
    page.put_away()
    assert page.notes.conflict.isVisible()
    press(page, "keep_mine")
    with desk.seat.reading() as reader:
        kept = reader.get(Referral, kept.id)
    assert (kept.subject, kept.state) == ("Miete!", "draft")  # put aside as was asked for, not sent


def test_a_request_that_was_changed_meanwhile_is_not_overwritten(opening, desk, family):
    later = clock.now() + timedelta(days=20)
    made = desk.interpreting.begin(family.household.id).replace(at=later, topic="housing", place="Markt 1")
    desk.interpreting.save_draft(made)
    page = opening("interpreter_request", OneRequest(request=made.id))
    base = desk.interpreting.load(made.id).record
    desk.interpreting.save_draft(base.replace(place="Markt 2"), base)
    parts.type_text(line(page), "9")
    page.save_now()
    assert page.notes.conflict.isVisible()
    assert not page.over
    with desk.seat.reading() as reader:
        assert reader.get(InterpreterRequest, made.id).place == "Markt 2"
    press(page, "keep_mine")
    with desk.seat.reading() as reader:
        kept = reader.get(InterpreterRequest, made.id)
    assert (kept.place, kept.state) == ("Markt 19", "draft")


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_the_notes_above_a_form_are_not_cut(opening, scale, size):
    parts.dress("light", scale)
    page = opening("contact")
    page.resize(*size)
    parts.type_text(line(page), "mehr")
    page.keep_draft()
    again = opening("contact")
    again.resize(*size)
    families.settle()
    assert again.notes.isVisible()
    assert list(parts.cut_texts(again)) == []

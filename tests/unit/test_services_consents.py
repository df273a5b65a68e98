"""Consents are given with their signature, revoked with one click, and asked before anything leaves."""

from datetime import UTC, date, datetime

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone, Restricted
from lwdesk.domain.consent import Consent, Disclosure, Withholding
from lwdesk.domain.gate import Handing
from lwdesk.domain.intake import Member
from lwdesk.domain.interpreting import Assignment, Interpreter, InterpreterRequest
from lwdesk.domain.papers import Attachment
from lwdesk.domain.person import Person
from lwdesk.domain.provider import Offer, Provider
from lwdesk.domain.referral import Referral
from lwdesk.domain.task import Task
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.services.interpreter_requests import answer_task
from tests.unit import office
from tests.unit.office import hamdan

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)
PNG = b"\x89PNG\r\n\x1a\n and strokes"


@pytest.fixture
def path(tmp_path):
    with clock.using(clock.FixedClock(NOW)):
        yield office.place(tmp_path)


@pytest.fixture
def desk(path):
    with office.opened(path) as desk:
        yield desk


@pytest.fixture
def home(desk):
    intake = hamdan()
    desk.households.take_in(intake)
    return intake.household.id


def agreed(home, **more):
    known = {"purpose": "pass_on", "recipient": "Mieterverein", "data_kinds": ("name", "phone"), **more}
    return Consent(household=home, form="written", **known)


def handing(*kinds, persons=(), purpose="pass_on"):
    return Handing(purpose, "Mieterverein", None, None, persons, kinds, TODAY)


def referral(desk, home, consent, state):
    return Referral(
        office=desk.office.id, household=home, area="housing", sort="data", consent=consent, state=state
    )


def request(desk, home, consent, state):
    return InterpreterRequest(
        office=desk.office.id,
        household=home,
        pool="city",
        language="ar",
        at=NOW,
        setting="on_site",
        topic="advice",
        legal="no",
        consent=consent,
        state=state,
    )


def write(desk, *records):
    with desk.seat.writing("test") as transaction:
        transaction.save_all(records)


def kept(desk, record):
    with desk.seat.reading() as reader:
        return reader.get(type(record), record.id)


def all_of(desk, cls):
    with desk.seat.reading() as reader:
        return reader.all(cls)


def test_a_consent_opens_the_gate_and_its_revocation_closes_it(desk, home):
    consent = agreed(home)
    assert desk.consents.gate(home, handing("name")).stop == "no_consent"
    desk.consents.give(consent, None)
    assert desk.consents.gate(home, handing("name", "birth")).allowed == ("name",)
    desk.consents.revoke(consent.id)
    assert desk.consents.gate(home, handing("name")).stop == "revoked"


def test_a_drawn_signature_is_kept_with_the_household_and_can_be_seen(desk, home):
    consent = agreed(home).replace(form="electronic")
    desk.consents.give(consent, PNG)
    with desk.seat.reading() as reader:
        (paper,) = reader.all(Attachment, household=home)
    assert (paper.sort, paper.media_type, paper.size) == ("consent", "image/png", len(PNG))
    assert desk.consents.signature(consent.id) == PNG
    assert "Hamdan" not in paper.name


def test_a_consent_on_paper_has_no_picture(desk, home):
    consent = agreed(home)
    desk.consents.give(consent, None)
    assert desk.consents.signature(consent.id) is None


def test_giving_takes_the_place_of_the_draft(desk, home):
    consent = agreed(home)
    desk.drafts.save(consent.id, "consent", {})
    desk.consents.give(consent, None, consent.id)
    assert desk.drafts.list() == ()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"recipient": ""}, "recipient"),
        ({"data_kinds": ()}, "data_kinds"),
        ({"purpose": "release", "form": "oral"}, "form"),
        ({"form": "electronic"}, "signature"),
        ({"purpose": None}, "purpose"),
    ],
)
def test_a_void_consent_is_not_kept(desk, home, changed, field):
    with pytest.raises(InvalidInput) as refused:
        desk.consents.give(agreed(home).replace(**changed), None)
    assert field in refused.value.facts["fields"]
    assert desk.households.card(home).consents == ()


def test_a_signature_is_a_picture(desk, home):
    with pytest.raises(InvalidInput):
        desk.consents.give(agreed(home).replace(form="electronic"), b"MZ program")


@pytest.mark.parametrize(
    ("born", "precision", "is_child"),
    [
        (date(2003, 11, 2), Precision.DAY, False),
        (date(2003, 11, 3), Precision.DAY, True),
        (date(2003, 1, 1), Precision.YEAR, True),
        (date(2003, 1, 1), Precision.PAPERS, False),
    ],
)
def test_a_child_does_not_sign_alone(desk, home, born, precision, is_child):
    child = Person(given_name="Yousef", family_name="Hamdan", born=VagueDay(born, precision))
    desk.households.add_member(home, Member(child))
    consent = agreed(home).replace(person=child.id)
    if is_child:
        with pytest.raises(InvalidInput, match="guardian"):
            desk.consents.give(consent, None)
        desk.consents.give(consent.replace(guardian="Rana Al-Khatib"), None)
    else:
        desk.consents.give(consent, None)
    assert desk.consents.gate(home, handing("name", persons=(child.id,))).allowed == ("name",)


def test_a_child_signed_for_by_nobody_opens_nothing(desk, home):
    child = Person(given_name="Yousef", family_name="Hamdan", born=VagueDay(date(2012, 6, 2)))
    desk.households.add_member(home, Member(child))
    write(desk, agreed(home, person=child.id, given_on=TODAY))
    assert desk.consents.gate(home, handing("name", persons=(child.id,))).stop == "guardian"


def test_a_withholding_closes_the_gate(desk, home):
    desk.consents.give(agreed(home), None)
    desk.households.save(Withholding(household=home, whom="Mieterverein", data_kinds=("phone",)))
    assert desk.consents.gate(home, handing("name", "phone")).withheld == (("phone", "withheld"),)


def test_revoking_stops_what_is_under_way_and_nothing_that_has_happened(desk, home):
    consent = agreed(home)
    desk.consents.give(consent, None)
    sent, used = (referral(desk, home, consent.id, state) for state in ("sent", "used"))
    asked, held = (request(desk, home, consent.id, state) for state in ("searching", "held"))
    answer = Task(office=desk.office.id, household=home, title="Antwort", about=sent.id)
    done = Task(office=desk.office.id, household=home, title="Anruf", about=sent.id, state="done")
    write(desk, sent, used, asked, held, answer, done)
    revoked = desk.consents.revoke(consent.id)
    assert set(revoked.stopped) == {("referral", sent.id), ("interpreter_request", asked.id)}
    assert revoked.touches("referral", "interpreter_request")
    states = [kept(desk, one).state for one in (sent, used, asked, held, answer, done)]
    assert states == ["withdrawn", "used", "cancelled", "held", "dropped", "done"]


def test_revoking_tells_off_who_was_asked_to_interpret(desk, home):
    consent = agreed(home, purpose="interpreter")
    desk.consents.give(consent, None)
    wanted = request(desk, home, consent.id, "searching").replace(reference="S-HÖ-2021-0001")
    said, asked, later = (Interpreter(name=name, pool="city") for name in ("Amal", "Basma", "Carla"))
    gone, now, after = (
        Assignment(request=wanted.id, interpreter=who.id, position=place, state=state)
        for place, (who, state) in enumerate(((said, "declined"), (asked, "asked"), (later, "next")), 1)
    )
    answer = Task(
        id=answer_task(wanted.id), office=desk.office.id, title="Antwort", about=wanted.id, state="open"
    )
    write(desk, wanted, said, asked, later, gone, now, after, answer)
    revoked = desk.consents.revoke(consent.id)
    assert revoked.stopped == (("interpreter_request", wanted.id), ("assignment", now.id))
    assert [kept(desk, one).state for one in (gone, now, after)] == ["declined", "withdrawn", "withdrawn"]
    assert (kept(desk, wanted).state, kept(desk, wanted).cancelled_by) == ("cancelled", "client")
    assert kept(desk, answer).state == "dropped"
    (task,) = (one for one in all_of(desk, Task) if one.state == "open")
    assert (task.title, task.about) == ("S-HÖ-2021-0001 absagen: Basma Bescheid geben", wanted.id)
    assert (task.due_on, task.origin, task.household) == (TODAY, "consent", home)
    assert desk.consents.revoke(consent.id).stopped == ()
    desk.undo_last()
    assert (kept(desk, wanted).state, kept(desk, now).state) == ("searching", "asked")


def test_where_nobody_was_named_the_pool_is_told_off(desk, home):
    consent = agreed(home, purpose="interpreter")
    desk.consents.give(consent, None)
    wanted = request(desk, home, consent.id, "accepted").replace(pool="mia_do_ki", reference="S-HÖ-2021-0001")
    write(desk, wanted)
    assert desk.consents.revoke(consent.id).stopped == (("interpreter_request", wanted.id),)
    (task,) = all_of(desk, Task)
    assert task.title == "S-HÖ-2021-0001 absagen: Sprachmittlerpool MIA-DO-KI Bescheid geben"


def test_revoking_is_written_down_once_and_can_be_taken_back(desk, home):
    consent = agreed(home)
    desk.consents.give(consent, None)
    sent = referral(desk, home, consent.id, "sent")
    write(desk, sent)
    desk.consents.revoke(consent.id)
    desk.consents.revoke(consent.id)
    trail = [entry.action for entry in office.trail(desk) if entry.subject == consent.id]
    assert trail == ["change.revoke", "create"]
    assert kept(desk, consent).revoked_by == "Jana Albers"
    desk.undo_last()
    assert desk.consents.gate(home, handing("name")).allowed == ("name",)
    assert kept(desk, sent).state == "sent"


def test_who_received_what_is_told_at_the_revocation(desk, home):
    consent = agreed(home)
    desk.consents.give(consent, None)
    told = Disclosure(household=home, recipient="Mieterverein", data_kinds=("name",), consent=consent.id)
    other = Disclosure(household=home, recipient="Jobcenter", at=datetime(2021, 10, 1, tzinfo=UTC))
    with desk.seat.writing("refer") as transaction:
        desk.consents.note_disclosure(transaction, told)
        desk.consents.note_disclosure(transaction, other)
    (received,) = desk.consents.revoke(consent.id).received
    assert (received.recipient, received.at, received.staff) == ("Mieterverein", NOW, desk.staff.id)
    assert [one.recipient for one in desk.consents.received(home)] == ["Mieterverein", "Jobcenter"]
    passed_on = [event for event in desk.households.card(home).events if event.kind == "disclosed"]
    assert [(event.note, event.topics) for event in passed_on] == [
        ("Mieterverein", (("name", ""),)),
        ("Jobcenter", ()),
    ]


def test_a_restricted_household_lets_nothing_out_and_hides_it(path, desk, home):
    desk.consents.give(agreed(home), None)
    before = desk.households.card(home).household
    desk.households.save(before.replace(restricted=True), before)
    assert desk.consents.gate(home, handing("name")).stop == "restricted"
    desk.close()
    with office.opened(path, "adviser") as other:
        with pytest.raises(Restricted):
            other.consents.received(home)
        with pytest.raises(Restricted):
            other.consents.gate(home, handing("name"))


def test_a_reader_gives_and_revokes_nothing(path, desk, home):
    consent = agreed(home)
    desk.consents.give(consent, None)
    desk.close()
    with office.opened(path, "reader") as other:
        with pytest.raises(NotAllowed):
            other.consents.give(agreed(home), None)
        with pytest.raises(NotAllowed):
            other.consents.revoke(consent.id)


def test_what_is_not_there_is_said(desk, home):
    stranger = agreed(home)
    for call in (
        lambda: desk.consents.revoke(stranger.id),
        lambda: desk.consents.signature(stranger.id),
        lambda: desk.consents.received(stranger.id),
    ):
        with pytest.raises(RecordGone):
            call()


def test_who_can_be_chosen_as_not_to_be_told_comes_by_name(desk):
    place, other = Provider(name="Haus der Hilfe"), Provider(name="Café Ost")
    nadia = Interpreter(name="Nadia El-Sayed", pool="mia_do_ki")
    with desk.seat.writing("test") as transaction:
        transaction.save_all([place, other, nadia])
        transaction.save(Offer(provider=place.id, name="Schuldnerberatung", category="advice"))
        transaction.save(Offer(name="Ohne Anbieter", category="advice"))
    whom = desk.consents.whom()
    assert whom.providers == (
        (other.id, "Café Ost", ()),
        (place.id, "Haus der Hilfe", ("Schuldnerberatung",)),
    )
    assert whom.interpreters == ((nadia.id, "Nadia El-Sayed"),)

"""Interpreter requests from the draft to the sent text: rules, matches, and nothing of the family outside."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NotAllowed, NoteUnread, ReadOnly, RecordGone, Restricted
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.consent import Consent, Withholding
from lwdesk.domain.household import Benefit
from lwdesk.domain.interpreting import Exclusion
from lwdesk.domain.person import PersonName
from lwdesk.domain.task import Task
from lwdesk.domain.visit import Visit
from lwdesk.services.changes import Conflicts
from lwdesk.services.interpreter_requests import Interpreting
from lwdesk.services.listing import Asked
from tests.unit import office
from tests.unit.pool_people import NEXT_FRIDAY, TUESDAY, person, request


@pytest.fixture(autouse=True)
def on_a_tuesday():
    with clock.using(clock.FixedClock(TUESDAY)):
        yield


@pytest.fixture
def path(tmp_path):
    return office.place(tmp_path)


@pytest.fixture
def desk(path):
    with office.opened(path) as opened:
        yield opened


@pytest.fixture
def family(desk):
    intake = office.hamdan(advice_language="ar")
    desk.households.take_in(intake)
    return intake


def home(intake) -> UUID:
    return intake.household.id


def states(desk, asked):
    return [(who.name, one.state) for one, who in desk.interpreting.load(asked.id).asked]


def test_a_request_begins_with_what_the_file_knows(desk, family):
    made = desk.interpreting.begin(home(family))
    assert (made.household, made.language, made.persons, made.children) == (home(family), "ar", 3, None)
    assert (made.pool, made.minutes, made.setting, made.specialist_present) == (
        "mia_do_ki",
        60,
        "office",
        "yes",
    )
    assert made.place.startswith("Hörde/Hombruch")


def test_a_request_for_a_visit_takes_its_time_and_tells_no_address(desk, family):
    visit = Visit(
        office=desk.office.id, household=home(family), sort="first", planned_at=NEXT_FRIDAY, minutes=90
    )
    with desk.seat.writing("test") as transaction:
        transaction.save(visit)
    made = desk.interpreting.begin(visit=visit.id)
    assert (made.household, made.at, made.minutes) == (home(family), NEXT_FRIDAY, 90)
    assert (made.setting, made.place, made.occasion) == ("on_site", "", "welcome_visit")
    desk.interpreting.send(made.replace(place="Haltestelle Clarenberg", legal="no"))
    with desk.seat.reading() as reader:
        assert reader.get(Visit, visit.id).interpreting == made.id


def test_a_request_for_an_appointment_takes_its_time_and_place(desk, family):
    met = Appointment(
        office=desk.office.id,
        household=home(family),
        sort="talk",
        at=NEXT_FRIDAY,
        place="Jobcenter, Zimmer 4",
    )
    with desk.seat.writing("test") as transaction:
        transaction.save(met)
    made = desk.interpreting.begin(appointment=met.id)
    assert (made.at, made.setting, made.place) == (NEXT_FRIDAY, "on_site", "Jobcenter, Zimmer 4")
    desk.interpreting.send(made.replace(topic="work", legal="no"))
    with desk.seat.reading() as reader:
        assert reader.get(Appointment, met.id).interpreting == made.id


def test_a_request_for_a_household_that_is_gone_says_so(desk, family):
    with pytest.raises(RecordGone):
        desk.interpreting.begin(Task().id)


def test_a_draft_is_kept_with_little_and_gone_on_with(desk, family):
    begun = request(home(family), legal=None, topic=None, at=None)
    desk.interpreting.save_draft(begun)
    kept = desk.interpreting.load(begun.id).record
    assert (kept.state, kept.reference, kept.office, kept.staff) == (
        "draft",
        "",
        desk.office.id,
        desk.staff.id,
    )
    desk.interpreting.save_draft(kept.replace(topic="school"), kept)
    assert desk.interpreting.load(begun.id).record.topic == "school"


def test_two_people_who_change_one_field_of_a_draft_are_told(desk, family):
    desk.interpreting.save_draft(request(home(family)))
    base = desk.interpreting.page(Asked("open", "at")).rows[0].record
    desk.interpreting.save_draft(base.replace(minutes=90), base)
    again = desk.interpreting.save_draft(base.replace(minutes=30), base)
    assert isinstance(again, Conflicts)
    desk.interpreting.save_draft(base.replace(place="Markt"), base)
    kept = desk.interpreting.load(base.id).record
    assert (kept.minutes, kept.place) == (90, "Markt")


def test_sending_gives_a_number_asks_the_first_and_notes_a_task(desk, family):
    person(desk, "Samira Khalil", free=False)
    nadia = person(desk, "Nadia El-Sayed")
    asked = request(home(family))
    desk.interpreting.send(asked)
    view = desk.interpreting.load(asked.id)
    assert (view.state, view.record.reference, view.record.sent_on) == (
        "sent",
        "S-HÖ-2021-0001",
        date(2021, 11, 2),
    )
    assert states(desk, asked) == [("Nadia El-Sayed", "asked"), ("Samira Khalil", "next")]
    assert view.chosen.id == nadia
    with desk.seat.reading() as reader:
        (task,) = reader.all(Task, about=asked.id)
    assert (task.origin, task.due_on, task.state) == ("interpreting", date(2021, 11, 4), "open")
    assert task.title == "Antwort auf die Sprachmittlungsanfrage S-HÖ-2021-0001"


def test_a_second_device_of_the_office_gives_other_numbers(desk, family):
    other = Interpreting(replace(desk.seat, device=desk.device.replace(code="B")))
    for requests in (desk.interpreting, other, other):
        requests.send(request(home(family)))
    numbers = {row.record.reference for row in desk.interpreting.page(Asked("open", "at")).rows}
    assert numbers == {"S-HÖ-2021-0001", "S-HÖ-2021-B-0001", "S-HÖ-2021-B-0002"}


def test_numbers_count_up_within_a_year(desk, family):
    for _one in range(2):
        desk.interpreting.send(request(home(family)))
    numbers = {row.record.reference for row in desk.interpreting.page(Asked("open", "at")).rows}
    assert numbers == {"S-HÖ-2021-0001", "S-HÖ-2021-0002"}


def test_who_is_wished_for_is_asked_first_even_with_a_warning(desk, family):
    person(desk, "Nadia El-Sayed")
    omar = person(desk, "Omar Aziz", certificate_until=date(2021, 1, 1))
    person(desk, "Rita Sabbagh", certificate_until=date(2021, 1, 1))
    asked = request(home(family), wished=omar)
    desk.interpreting.send(asked)
    assert states(desk, asked) == [("Omar Aziz", "asked"), ("Nadia El-Sayed", "next")]


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"legal": "yes"}, "legal"),
        ({"at": NEXT_FRIDAY - timedelta(days=7)}, "urgent_reason"),
        ({"at": NEXT_FRIDAY - timedelta(days=14)}, "at"),
        ({"topic": "court"}, "topic"),
        ({"specialist_present": "no"}, "specialist_present"),
        ({"private_client": True}, "private_client"),
        ({"place": "bei Familie Hamdan"}, "place"),
        ({"access": "klingeln, 0171 3920017"}, "access"),
        ({"place": ""}, "place"),
        ({"legal": None}, "legal"),
    ],
)
def test_what_a_rule_stops_is_not_sent_and_the_field_is_named(desk, family, change, fields):
    asked = request(home(family), **change)
    with pytest.raises(InvalidInput) as refused:
        desk.interpreting.send(asked)
    assert refused.value.facts["fields"] == fields
    with pytest.raises(RecordGone):
        desk.interpreting.load(asked.id)


def test_short_notice_goes_out_as_urgent_with_a_reason(desk, family):
    asked = request(home(family), at=NEXT_FRIDAY - timedelta(days=7))
    looked = desk.interpreting.look(asked)
    assert looked.holds_back
    assert dict(looked.findings[-1].facts) == {"days": 3, "wanted": 5}
    desk.interpreting.send(asked.replace(urgent=True, urgent_reason="Wohnung wird am Montag übergeben"))
    assert (
        "Wohnung wird am Montag übergeben"
        in desk.interpreting.text(asked.replace(urgent_reason="Wohnung wird am Montag übergeben")).body
    )


def test_a_sent_request_is_not_sent_again_and_not_saved_as_a_draft(desk, family):
    asked = request(home(family))
    desk.interpreting.send(asked)
    kept = desk.interpreting.load(asked.id).record
    for act in (desk.interpreting.send, desk.interpreting.save_draft):
        with pytest.raises(InvalidInput):
            act(asked)
    with pytest.raises(InvalidInput):
        desk.interpreting.discard(kept.id)


def test_a_draft_can_be_discarded(desk, family):
    begun = request(home(family))
    desk.interpreting.save_draft(begun)
    desk.interpreting.discard(begun.id)
    with pytest.raises(RecordGone):
        desk.interpreting.load(begun.id)
    with pytest.raises(RecordGone):
        desk.interpreting.discard(begun.id)


def test_who_is_excluded_or_kept_out_stays_in_sight_with_the_same_words(desk, family):
    leila, omar, nadia = (person(desk, name) for name in ("Leila Haddad", "Omar Aziz", "Nadia El-Sayed"))
    desk.interpreters.exclude(Exclusion(household=home(family), interpreter=leila, reason="Nachbarin"))
    kept_out = Withholding(household=home(family), whom="O. A.", interpreter=omar, data_kinds=("health",))
    with desk.seat.writing("test") as transaction:
        transaction.save(kept_out)
    looked = desk.interpreting.look(request(home(family)))
    told = [(one.candidate.interpreter.id, [sign.code for sign in one.signs]) for one in looked.matches]
    assert told == [(nadia, ["free"]), (leila, ["excluded"]), (omar, ["excluded"])]
    asked = request(home(family), wished=leila)
    desk.interpreting.send(asked)
    assert states(desk, asked) == [("Nadia El-Sayed", "asked")]


def test_a_talk_at_the_same_time_takes_somebody_out_and_the_month_counts(desk, family):
    nadia = person(desk, "Nadia El-Sayed")
    first = request(home(family))
    desk.interpreting.send(first)
    ((asked, _who),) = desk.interpreting.load(first.id).asked
    desk.assignments.answer(asked.id, accepted=True)
    (busy,) = desk.interpreting.look(request(at=NEXT_FRIDAY + timedelta(minutes=30))).matches
    assert (busy.verdict, busy.candidate.load) == ("no", 1)
    (later,) = desk.interpreting.look(request(at=NEXT_FRIDAY + timedelta(minutes=60))).matches
    assert later.verdict == "fits"
    assert desk.interpreters.load(nadia).load == 1


def test_the_districts_of_dwelling_and_office_tell_who_is_near(desk, family):
    person(desk, "Nadia El-Sayed", district="hoerde")
    person(desk, "Samira Khalil", district="mengede")
    near = [one.near for one in desk.interpreting.look(request(home(family), setting="on_site")).matches]
    assert near == ["same", "other"]
    assert [one.near for one in desk.interpreting.look(request()).matches] == ["same", "other"]


def test_a_consent_to_interpreters_is_linked_and_its_revocation_stops_the_request(desk, family):
    agreed = Consent(household=home(family), purpose="interpreter", form="written", signed_by="M. H.")
    desk.consents.give(agreed)
    asked = request(home(family))
    assert desk.interpreting.look(asked).consent == agreed.id
    desk.interpreting.send(asked)
    desk.consents.revoke(agreed.id)
    assert desk.interpreting.load(asked.id).state == "cancelled"


def canaries(desk, family) -> list[str]:
    """Write something unmistakable into whatever the file knows of the family."""
    person_one = family.members[0].person
    desk.households.save(Benefit(household=home(family), benefit="sgb2", reference="BG-Kanari-7"))
    desk.households.save(PersonName(person=person_one.id, name="Kanarienvogel"))
    return [
        "Hamdan",
        "Mohammed",
        "Khatib",
        "Lina",
        "محمد",
        "39200",
        "Lindenallee",
        "44263",
        "Kanari",
        "HÖ-20",
    ]


def test_the_text_that_is_sent_has_nothing_of_the_family(desk, family):
    wanted = canaries(desk, family)
    made = desk.interpreting.begin(home(family)).replace(
        at=NEXT_FRIDAY,
        topic="health",
        legal="no",
        note="Hamdan, Lindenallee 14",
        setting="on_site",
        place="Haltestelle Clarenberg",
        dialect="ar_levantine",
        gender_wish="rather_woman",
    )
    text = desk.interpreting.text(made).whole
    assert [word for word in wanted if word.casefold() in text.casefold()] == []
    talk = "Arabisch|Levantinisch|Freitag, 12.11.2021, 10:00–11:00|Gesundheit|Haltestelle Clarenberg"
    for told in (*talk.split("|"), "lieber eine Frau", "Hörde/Hombruch", "Jana Albers"):
        assert told in text


@pytest.mark.parametrize("field", ["place", "access", "alternatives", "urgent_reason"])
@pytest.mark.parametrize(
    "typed", ["für Rana", "محمد", "0171-39200-17", "Lindenallee 14", "BG Kanari 7", "Herr Kanarienvogel"]
)
def test_no_free_text_that_names_the_family_gets_out(desk, family, field, typed):
    canaries(desk, family)
    asked = request(home(family), **{field: typed})
    assert [one for one, _why in desk.interpreting.look(asked).told] == [field]
    with pytest.raises(InvalidInput):
        desk.interpreting.send(asked)


def test_the_list_has_its_tabs_and_the_pool_beside_them(desk, family):
    person(desk, "Nadia El-Sayed")
    desk.interpreting.save_draft(request(home(family)))
    desk.interpreting.send(request())
    page = desk.interpreting.page(Asked("open", "at"))
    assert dict(page.counts) == {"open": 2, "accepted": 0, "held": 0, "to_settle": 0, "closed": 0, "pool": 1}
    assert [row.home.name if row.home else None for row in page.rows] == ["Hamdan", None]
    assert dict(desk.interpreters.page(Asked("pool", "name")).counts) == dict(page.counts)


def test_the_list_is_searched_and_filtered(desk, family):
    person(desk, "Nadia El-Sayed")
    desk.interpreting.send(request(home(family)))
    desk.interpreting.send(request(language="ti"))

    def count(**asked):
        return desk.interpreting.page(Asked("open", "at", **asked)).total

    assert count(text="0002") == 1
    assert count(filters=(("language", "ti"),)) == 1
    assert count(text="hamd") == 1
    assert desk.interpreters.page(Asked("pool", "name", filters=(("language", "ti"),))).total == 0


def test_a_restricted_household_s_requests_are_for_the_lead_alone(desk, family, path):
    asked = request(home(family))
    desk.interpreting.send(asked)
    household = desk.households.card(home(family)).household
    desk.households.save(household.replace(restricted=True), household)
    desk.close()
    with office.opened(path, "adviser") as other:
        assert other.interpreting.page(Asked("open", "at")).total == 0
        with pytest.raises(Restricted):
            other.interpreting.load(asked.id)
        with pytest.raises(Restricted):
            other.interpreting.look(asked)
        with pytest.raises(Restricted):
            other.interpreting.save_draft(request(home(family)))


def test_who_only_reads_cannot_ask(desk, family, path):
    desk.close()
    with office.opened(path, "reader") as other, pytest.raises(NotAllowed):
        other.interpreting.send(request())
    with office.opened(path, read_only=True) as other, pytest.raises(ReadOnly):
        other.interpreting.send(request())


def test_a_request_without_a_household_is_checked_and_sent(desk):
    asked = request()
    assert desk.interpreting.look(asked).told == ()
    desk.interpreting.send(asked)
    assert desk.interpreting.load(asked.id).asked == ()


def test_the_card_tells_of_the_request(desk, family):
    asked = request(home(family))
    desk.interpreting.send(asked)
    event = next(one for one in desk.households.card(home(family)).events if one.kind == "interpreting")
    assert (event.record, event.code, event.state, event.note) == (
        asked.id,
        "sent",
        "planned",
        "S-HÖ-2021-0001",
    )


def test_the_note_of_the_family_is_read_before_somebody_is_asked(desk, family):
    desk.households.save(family.household.replace(withhold="Der Bruder nicht."), family.household)
    asked = request(household=home(family))
    assert desk.interpreting.look(asked).note == "Der Bruder nicht."
    with pytest.raises(NoteUnread):
        desk.interpreting.send(asked)
    desk.interpreting.send(asked, read="Der Bruder nicht.")
    assert desk.interpreting.load(asked.id).state == "sent"

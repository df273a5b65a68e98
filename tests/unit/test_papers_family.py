"""The sheets that a family takes home gather what was said and agreed; without names, nothing names it."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from lwdesk.base import clock, ids
from lwdesk.base.errors import PaperRefused, RecordGone
from lwdesk.documents.kit.family import OFFICE, YOU, Hours
from lwdesk.documents.kit.phrases import Quoted
from lwdesk.documents.steps import Stage
from lwdesk.documents.summary import Agreed
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.consent import Consent
from lwdesk.domain.contact import Contact, ContactPerson, Reason
from lwdesk.domain.need import CaseStep, Need
from lwdesk.domain.office import OpeningHour
from lwdesk.domain.person import Person
from lwdesk.domain.provider import Offer, Provider
from lwdesk.domain.referral import Referral
from lwdesk.domain.task import Task
from lwdesk.domain.vague import VagueDay
from lwdesk.domain.visit import Visit
from lwdesk.services.papers import family, steps, summary
from lwdesk.services.papers.kinds import Wish
from tests.unit import office
from tests.unit.office import hamdan
from tests.unit.paper import Paper

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)
NAMELESS = {"anonymous": "yes"}


@pytest.fixture
def desk(tmp_path):
    path = office.place(tmp_path)
    with clock.using(clock.FixedClock(NOW)), office.opened(path) as desk:
        yield desk


class Told:
    """A household with a talk about it."""

    def __init__(self, desk) -> None:
        self.desk = desk
        self.intake = hamdan(advice_language="ar")
        desk.households.take_in(self.intake)
        self.home = self.intake.household.id
        self.contact = self.talk(NOW - timedelta(hours=1), result="Drei Unterlagen fehlen noch.")
        self.save(
            Reason(contact=self.contact.id, area="housing", support="advice"),
            Reason(contact=self.contact.id, area="health", support="information"),
            Reason(contact=self.contact.id, area="housing", support="support"),
        )

    def save(self, *records):
        with self.desk.seat.writing("save_contact") as transaction:
            transaction.save_all(records)
        return records[0]

    def talk(self, at, **more):
        return self.save(
            Contact(
                office=self.desk.office.id,
                household=self.home,
                staff=more.pop("staff", self.desk.staff.id),
                counterpart="household",
                at=at,
                sort=more.pop("sort", "open_hours"),
                **more,
            )
        )

    def appointment(self, days, **more):
        at = NOW + timedelta(days=days)
        home = self.home
        return self.save(
            Appointment(office=self.desk.office.id, household=home, at=at, **{"sort": "talk", **more})
        )

    def summary(self, options=None, about: UUID | None = None):
        return summary.gather(self.desk, about or self.contact.id, options or {}).content

    def steps(self, options=None, about: UUID | None = None):
        return steps.gather(self.desk, about or self.home, options or {}).content


@pytest.fixture
def told(desk):
    return Told(desk)


def test_a_talk_is_told_with_its_topics_once_each_and_what_came_of_it(told) -> None:
    (talk,) = told.summary().talks
    assert (talk.on, talk.how, talk.who) == (TODAY, "spoken", "Jana Albers")
    assert talk.areas == ("housing", "health")
    assert talk.result == Quoted("Drei Unterlagen fehlen noch.")


@pytest.mark.parametrize(
    ("sort", "how"),
    [("phone", "phoned"), ("welcome_visit", "visited"), ("letter", "in_touch"), ("appointment", "spoken")],
)
def test_how_the_office_was_in_touch_is_told(told, sort, how) -> None:
    other = told.talk(NOW, sort=sort, result="Gut.")
    assert told.summary(about=other.id).talks[0].how == how


def test_a_talk_that_nobody_answers_for_names_nobody(told) -> None:
    other = told.talk(NOW, staff=None, result="Gut.")
    talk = told.summary(about=other.id).talks[0]
    assert (talk.how, talk.who) == ("in_touch", "")


@pytest.mark.parametrize(("period", "count"), [("talk", 1), ("month", 2), ("quarter", 3), ("", 1)])
def test_the_talks_of_a_time_are_told_in_their_order(told, period, count) -> None:
    told.talk(NOW - timedelta(days=80))
    told.talk(NOW - timedelta(days=20))
    told.talk(NOW + timedelta(days=1))
    talks = told.summary({"period": period}).talks
    assert len(talks) == count
    assert [talk.on for talk in talks] == sorted(talk.on for talk in talks)


def test_which_talks_can_be_told_is_offered(told) -> None:
    offered = summary.choices(told.desk, told.contact.id, "period")
    assert offered[0] == ("talk", "Dieses Gespräch")
    assert steps.choices(told.desk, told.home, "any") == ()
    assert set(summary.PERIODS) == set(summary.PERIOD_LABELS)


def test_a_sheet_is_for_whom_the_talk_was_about_else_for_the_main_contact(told) -> None:
    assert told.summary().name == "Mohammed Hamdan"
    mother = told.intake.members[1].person
    told.save(ContactPerson(contact=told.contact.id, person=mother.id))
    assert told.summary().name == "Rana Al-Khatib"


def test_the_next_appointment_is_the_first_of_all_that_lie_ahead(told) -> None:
    told.appointment(-1)
    told.appointment(2, state="cancelled")
    told.appointment(9, title="Später")
    told.save(Visit(office=told.desk.office.id, household=told.home, sort="welcome", state="planned",
                    planned_at=NOW + timedelta(days=5), where="home", location="Lindenallee 14"))  # fmt: skip
    told.appointment(3, title="Jobcenter", place="Kampstraße 49", area="housing", minutes=30,
                     sort="accompaniment", interpreting=ids.new())  # fmt: skip
    meeting = told.summary().meeting
    assert (meeting.title, meeting.place) == (Quoted("Jobcenter"), Quoted("Kampstraße 49"))
    assert (meeting.come_along, meeting.at_home, meeting.interpreter) == (True, False, True)
    assert meeting.at == (NOW + timedelta(days=3)).astimezone().replace(tzinfo=None)
    assert [one.at_home for one in told.steps().meetings] == [False, True, False]
    assert told.steps().meetings[1].place == Quoted("")


def test_an_appointment_at_a_service_is_told_with_its_address(told) -> None:
    provider = told.save(
        Provider(name="Mieterverein", street="Kampstraße 4", postcode="44137", city="Dortmund")
    )
    told.save(referral(told, provider=provider.id, appointment_at=NOW + timedelta(days=4)))
    told.save(referral(told, recipient="Amt", appointment_at=NOW + timedelta(days=2), state="withdrawn"))
    meeting = told.summary().meeting
    assert (meeting.title, meeting.place) == (
        Quoted("Mieterverein"),
        Quoted("Kampstraße 4, 44137 Dortmund"),
    )


def referral(told, **more):
    known = {"area": "housing", "sort": "warm", "direction": "out", "state": "sent"}
    return Referral(office=told.desk.office.id, household=told.home, **{**known, **more})


def need(told, area="housing", **more):
    return Need(household=told.home, area=area, next_step="Vertrag kopieren", **more)


def task(told, title="Jobcenter anrufen", **more):
    return Task(office=told.desk.office.id, household=told.home, title=title, **{"state": "open", **more})


def test_a_summary_tells_the_steps_of_its_talk_and_of_its_topics(told) -> None:
    told.save(need(told, due_on=date(2021, 11, 20)))
    told.save(need(told, area="work"))
    told.save(need(told, state="solved"))
    told.save(task(told, about=told.contact.id, origin="contact", assigned=told.desk.staff.id,
                   due_on=date(2021, 11, 9)))  # fmt: skip
    told.save(task(told, "Frist abgelaufen", origin="deadline", about=told.contact.id))
    found = [(step.text.text, step.who, step.until, step.area) for step in told.summary().steps]
    assert found == [
        ("Jobcenter anrufen", "Jana Albers", date(2021, 11, 9), ""),
        ("Vertrag kopieren", YOU, date(2021, 11, 20), "housing"),
    ]
    assert len(told.steps().steps) == 3


def test_a_task_of_nobody_is_the_offices_and_a_need_names_who_does_it(told) -> None:
    told.save(task(told, origin="own"))
    told.save(need(told, responsible=told.desk.staff.id, due_on=TODAY))
    assert [step.who for step in told.steps().steps] == ["Jana Albers", OFFICE]


def test_a_step_asks_for_the_papers_that_the_offer_wants(told) -> None:
    provider = told.save(Provider(name="Kita"))
    offer = told.save(
        Offer(
            provider=provider.id, name="Platz", category="family", papers="Impfpass; Geburtsurkunde\n- Foto"
        )
    )
    wanted = told.save(need(told))
    told.save(referral(told, need=wanted.id, offer=offer.id, recipient="Kita"))
    told.appointment(3)
    assert told.steps().steps[0].papers == ("Impfpass", "Geburtsurkunde", "Foto")
    assert told.summary().bring == ("passport", "letters", "Impfpass", "Geburtsurkunde", "Foto", "sheet")


def test_nothing_is_to_be_brought_without_an_appointment(told) -> None:
    assert told.summary().bring == ()
    assert told.summary().meeting is None


def test_consents_in_force_are_told_once_and_only_with_their_recipient(told) -> None:
    provider = told.save(Provider(name="Mieterverein"))
    given = {"household": told.home, "given_on": TODAY, "form": "written"}
    told.save(
        Consent(purpose="store", **given),
        Consent(purpose="store", **given),
        Consent(purpose="pass_on", recipient="Jobcenter", **given),
        Consent(purpose="pass_on", provider=provider.id, **given),
        Consent(purpose="release", **given),
        Consent(purpose="photo", revoked_on=TODAY, **given),
        Consent(purpose="messenger", valid_until=date(2021, 10, 1), **given),
    )
    assert set(told.summary().consents) == {
        Agreed("store"),
        Agreed("pass_on", "Jobcenter"),
        Agreed("pass_on", "Mieterverein"),
    }


def test_the_office_is_told_with_the_hours_of_its_plan(told) -> None:
    hours = {"office": told.desk.office.id, "opens": time(9), "closes": time(12)}
    told.save(
        OpeningHour(weekday="thu", **hours),
        OpeningHour(weekday="mon", valid_until=date(2020, 1, 1), **hours),
        OpeningHour(weekday="fri", place=ids.new(), **hours),
    )
    counter = told.summary().counter
    assert counter.name == "lokal willkommen · Hörde/Hombruch"
    assert counter.hours == (Hours(3, time(9), time(12)),)


def test_the_nine_steps_are_told_where_the_office_walks_them(told) -> None:
    told.save(need(told))
    assert told.steps().way == ()
    told.save(CaseStep(household=told.home, step="meet", on=TODAY))
    told.save(CaseStep(household=told.home, step="clear", skipped=True, skip_reason="schon klar"))
    way = told.steps().way
    assert way[:2] == (Stage("meet", done=True), Stage("assess", done=False))
    assert len(way) == 8


def test_the_steps_can_be_asked_of_a_talk(told) -> None:
    told.save(need(told))
    assert told.steps(about=told.contact.id) == told.steps()


def test_a_sheet_with_nothing_on_it_is_refused(told) -> None:
    empty = told.talk(NOW)
    for gather in (lambda: told.summary(about=empty.id), told.steps):
        with pytest.raises(PaperRefused) as refused:
            gather()
        assert refused.value.facts["why"] == "empty"


def test_a_talk_that_is_gone_says_so(told) -> None:
    with pytest.raises(RecordGone):
        told.summary(about=ids.new())


def test_a_talk_with_somebody_unnamed_has_a_summary(told) -> None:
    contact = told.save(
        Contact(
            office=told.desk.office.id,
            staff=told.desk.staff.id,
            counterpart="anonymous",
            at=NOW,
            sort="open_hours",
            result="Nach dem Weg gefragt",
        )
    )
    content = told.summary(about=contact.id)
    assert (content.name, content.file_number, content.meeting, content.steps) == ("", "", None, ())
    with pytest.raises(PaperRefused):
        told.steps(about=contact.id)


def test_letters_that_no_face_has_are_refused_before_anything_is_drawn(told) -> None:
    other = told.talk(NOW, result="王 war da")
    with pytest.raises(PaperRefused) as refused:
        told.summary(about=other.id)
    assert refused.value.facts["why"] == "characters"
    assert told.summary(about=told.talk(NOW, result="Gut 🙂").id).talks


SECRET = (
    "Frau Hamdan kommt wieder",
    "محمد حمدان kommt",
    "Bitte unter 0171 39200 17 anrufen",
    "wohnt Lindenallee 14",
    "geboren 05.03.1988",
    "geboren 1988-3-5",
    "geb. 5. 3. 88",
)


def nameless(told) -> None:
    """Put what names the family into every text that a sheet can print."""
    father = told.intake.members[0].person
    told.desk.households.save(father.replace(born=VagueDay(date(1988, 3, 5))), father)
    number = told.desk.households.card(told.home).household.case_number
    for place, text in enumerate((*SECRET, f"Akte {number}"), 1):
        told.appointment(place, title=text, place=text)
        told.save(task(told, text, origin="own", due_on=TODAY))
        told.save(need(told).replace(next_step=text))
        told.talk(NOW - timedelta(minutes=place), result=text)
    given = {"household": told.home, "given_on": TODAY, "form": "written"}
    told.save(Consent(purpose="pass_on", recipient="Onkel Hamdan", **given))
    told.save(referral(told, recipient="Praxis für Familie Hamdan", appointment_at=NOW + timedelta(hours=2)))


def test_without_names_every_text_that_names_the_family_is_left_out(told) -> None:
    nameless(told)
    content, others = told.summary({**NAMELESS, "period": "month"}), told.steps(NAMELESS)
    assert (content.name, content.file_number, others.name, others.file_number) == ("", "", "", "")
    results = [talk.result for talk in content.talks]
    assert [one.text for one in results if one is not None] == ["Drei Unterlagen fehlen noch."]
    assert {step.text for step in others.steps} == {None}
    assert {one.title for one in others.meetings} == {None}
    assert content.consents == ()


NAMES = ("Hamdan", "Mohammed", "Rana", "Khatib", "حمدان", "محمد", "Lindenallee")
FIGURES = ("39200", "1988")


def leaks(told, kind: str, language: str, options: dict[str, str], folder: Path) -> set[str]:
    """Return what a file says of the family: its bytes, its streams, its tree, its metadata, its glyphs."""
    about = told.contact.id if kind == "summary" else told.home
    number = told.desk.households.card(told.home).household.case_number
    pdf = told.desk.papers.preview(Wish(kind, about, language, {**options, "period": "quarter"}))
    read = Paper(pdf, folder)
    streams = [read.bytes_of(name[4:]) for name, one in read.objects.items() if "stream" in one]
    metadata = read.bytes_of(read.root["/Metadata"]).decode()
    objects = str([one["value"] for one in read.objects.values() if "value" in one])
    said = "\n".join((read.tree.text, objects, metadata, *read.contents.values()))
    found = {canary for canary in (*NAMES, number) if any(canary.encode() in one for one in (pdf, *streams))}
    found |= {canary for canary in NAMES if any(canary.encode("utf-16-be") in one for one in (pdf, *streams))}
    return found | {canary for canary in (*NAMES, number, *FIGURES) if canary in said}


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("kind", ["summary", "steps"])
def test_a_sheet_without_names_says_nothing_of_the_family(told, kind, language, tmp_path: Path) -> None:
    nameless(told)
    assert leaks(told, kind, language, NAMELESS, tmp_path) == set()
    assert {"Hamdan", "حمدان", "39200", "1988", "Lindenallee"} <= leaks(told, kind, language, {}, tmp_path)


def test_a_protected_address_is_left_out_of_typed_texts(told) -> None:
    told.appointment(3, title="Jobcenter mit Frau Hamdan", place="Treffpunkt Lindenallee 14")
    assert told.summary().meeting.place == Quoted("Treffpunkt Lindenallee 14")
    before = told.desk.households.card(told.home).household
    told.desk.households.save(before.replace(address_protected=True, protection_reason="violence"), before)
    meeting = told.summary().meeting
    assert (meeting.title, meeting.place) == (Quoted("Jobcenter mit Frau Hamdan"), None)


def test_with_names_the_texts_are_there(told) -> None:
    nameless(told)
    assert {step.text for step in told.steps().steps} > {Quoted(text) for text in SECRET}


@pytest.mark.parametrize("text", ["31.02.2020", "0.0.0", "5.3", "99/99/99", "am 1.13.88"])
def test_figures_that_are_no_day_are_no_day(text) -> None:
    assert list(family._dates(text)) == []


def test_a_list_is_cut_where_somebody_cut_it() -> None:
    assert family.items("Pass, Foto;Brief\n– Karte • IBAN\n\n") == ("Pass", "Foto", "Brief", "Karte", "IBAN")


def test_a_person_without_a_known_birth_is_no_hindrance(told) -> None:
    assert isinstance(told.intake.members[0].person, Person)
    assert told.summary(NAMELESS).talks

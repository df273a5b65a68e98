"""The household card, its address and its timeline."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.household import Benefit, Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import Need
from lwdesk.domain.office import Office
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.task import Task
from lwdesk.domain.vague import VagueDay
from lwdesk.services.cards import HIDDEN, months_before
from lwdesk.services.file_settings import FileSettings
from lwdesk.services.views import Wanted
from tests.unit import office
from tests.unit.office import hamdan, member

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
SECRETS = ("Lindenallee", "44263", "Kowalski", "Hinterhof")


@pytest.fixture
def time():
    fixed = clock.FixedClock(NOW)
    with clock.using(fixed):
        yield fixed


@pytest.fixture
def path(tmp_path):
    return office.place(tmp_path)


@pytest.fixture
def desk(time, path):
    with office.opened(path) as desk:
        yield desk


def protected():
    intake = hamdan(address_protected=True)
    dwelling = intake.dwelling.replace(
        landlord="Kowalski", defects="Hinterhof", rooms=3, housing="own_tenancy"
    )
    return replace(intake, dwelling=dwelling)


def talk(household, at, *areas, **more):
    contact = Contact(household=household, at=at, sort="open_hours", counterpart="household", **more)
    return contact, [Reason(area=area, support="advice") for area in areas or ("housing",)]


def test_a_protected_address_is_on_no_card_list_or_hit(desk):
    intake = protected()
    desk.households.take_in(intake)
    card = desk.households.card(intake.household.id)
    shown = repr((card, desk.households.page(Wanted()), desk.search.find("Hamdan")))
    assert not [secret for secret in SECRETS if secret in shown]
    assert card.dwelling.district == "hoerde"
    assert card.dwelling.rooms == 3
    assert desk.search.find("Lindenallee 14").hits == ()
    assert desk.households.page(Wanted(text="Lindenallee")).total == 0


def test_an_address_is_revealed_for_a_reason_that_is_written_down(desk):
    intake = protected()
    desk.households.take_in(intake)
    with pytest.raises(InvalidInput):
        desk.households.reveal_address(intake.household.id, "weil Frau Hamdan es will")
    assert desk.households.reveal_address(intake.household.id, "visit").street == "Lindenallee 14"
    newest = office.trail(desk)[0]
    assert (newest.action, newest.subject, newest.staff) == (
        "reveal.visit",
        intake.household.id,
        desk.staff.id,
    )


def test_who_may_not_reveal_an_address_does_not_see_it(time, path):
    intake = protected()
    with office.opened(path) as desk:
        desk.households.take_in(intake)
    with office.opened(path, "assistant") as desk, pytest.raises(NotAllowed):
        desk.households.reveal_address(intake.household.id, "visit")


def test_editing_a_protected_dwelling_keeps_what_the_form_did_not_show(desk):
    intake = protected()
    desk.households.take_in(intake)
    shown = desk.households.card(intake.household.id).dwelling
    desk.households.save(shown.replace(rooms=4))
    kept = desk.households.reveal_address(intake.household.id, "check")
    assert (kept.rooms, kept.street, kept.landlord) == (4, "Lindenallee 14", "Kowalski")
    refused = desk.households.save(shown.replace(street="Kampstraße 1", rooms=4), shown)
    assert [(one.field, one.theirs) for one in refused.fields] == [("street", "")]
    desk.households.save(kept.replace(street="Kampstraße 1"), kept)
    assert desk.households.reveal_address(intake.household.id, "check").street == "Kampstraße 1"


def test_the_history_tells_who_changed_what_but_not_where_a_protected_household_lives(desk):
    intake = protected()
    desk.households.take_in(intake)
    shown = desk.households.card(intake.household.id).dwelling
    desk.households.save(shown.replace(rooms=4))
    changes = desk.history.of(shown.id)
    last = changes[-1]
    assert (last.field, last.former, last.value) == ("rooms", 3, 4)
    assert desk.history.authors(changes) == {desk.staff.id: "Jana Albers"}
    assert not [secret for secret in SECRETS if secret in repr(changes)]
    named = desk.history.of(intake.household.id)
    assert ("name", "Hamdan") in {(change.field, change.value) for change in named}


def test_what_was_changed_at_once_is_told_together_the_newest_first(desk):
    intake = protected()
    desk.households.take_in(intake)
    need = Need(household=intake.household.id, area="housing", level=4, state="open", next_step="Anruf")
    desk.households.save(need)
    desk.households.save(need.replace(level=3, state="in_work", next_step="Termin"), need)
    told = desk.history.steps(need.id, ("level", "state"))
    assert [{(one.field, one.former, one.value) for one in step.changes} for step in told] == [
        {("level", 4, 3), ("state", "open", "in_work")},
        {("level", None, 4), ("state", None, "open")},
    ]
    assert {step.who for step in told} == {"Jana Albers"}


def test_the_timeline_tells_every_level_of_a_need_slice_by_slice(desk):
    intake = protected()
    desk.households.take_in(intake)
    home = intake.household.id
    need = Need(household=home, area="housing", level=4, state="open", recorded_on=date(2021, 11, 1))
    desk.households.save(need)
    with clock.using(clock.FixedClock(clock.now())):  # several in one moment stay apart
        for change in ({"level": 3}, {"goal": "Aufzug"}, {"level": 1}):
            kept = next(one for one in desk.households.card(home).needs if one.id == need.id)
            desk.households.save(kept.replace(**change), kept)
    card = desk.households.card(home, events=1)
    events, more = list(card.events), card.more_events
    while more:
        older, more = desk.households.more_events(home, events[-1], 1)
        events += older
    told = [event.topics for event in events if event.kind == "levelled"]
    assert told == [(("3", "1"),), (("4", "3"),)]
    assert events == list(desk.households.card(home).events)


def test_every_field_that_leads_to_a_door_is_hidden():
    shown = {"household", "district", "moved_in_on", "moved_out_on", "former", "housing", "rooms", "area",
             "rent", "permit", "confirmed_on"}  # fmt: skip
    assert set(Dwelling.by_name) - set(HIDDEN) == shown


def test_members_stand_in_the_order_of_a_family(desk):
    members = tuple(
        Member(Person(given_name=name, born=VagueDay(date(year, 1, 1))), Membership(role=role))
        for name, role, year in (
            ("Fatima", "grandmother", 1951), ("Lina", "daughter", 2017), ("Sami", "son", 2014),
            ("Yousef", "son", 2012), ("Rana", "wife", 1990), ("Mohammed", "reference", 1986),
        )
    )  # fmt: skip
    intake = Intake(Household(target_group="refugee"), members=members)
    desk.households.take_in(intake)
    card = desk.households.card(intake.household.id)
    assert [view.person.given_name for view in card.members] == [
        "Mohammed", "Rana", "Yousef", "Sami", "Lina", "Fatima",
    ]  # fmt: skip
    gone = card.members[2].membership
    desk.households.save(gone.replace(until=date(2021, 11, 1)))
    card = desk.households.card(intake.household.id)
    assert [view.person.given_name for view in card.former_members] == ["Yousef"]
    assert len(card.members) == 5


def test_phone_and_dwelling_are_asked_for_after_six_months_and_then_confirmed(desk, time):
    intake = hamdan()
    desk.households.take_in(intake)
    time.moment = datetime(2022, 5, 2, 12, tzinfo=UTC)
    assert desk.households.card(intake.household.id).still_true == ()
    time.moment = datetime(2022, 5, 3, 12, tzinfo=UTC)
    card = desk.households.card(intake.household.id)
    assert [(one.kind, one.owner, one.value) for one in card.still_true] == [
        ("phone", "Mohammed Hamdan", "0171 39200 17"),
        ("dwelling", "", ""),
    ]
    desk.settings.save(FileSettings(still_true_months=12))
    assert desk.households.card(intake.household.id).still_true == ()
    desk.settings.save(FileSettings())
    for fact in card.still_true:
        assert desk.households.confirm(fact).touches(record=fact.record)
    assert desk.households.card(intake.household.id).still_true == ()


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2022, 5, 31), 6, date(2021, 11, 30)), (date(2022, 12, 15), 12, date(2021, 12, 15)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)), (date(2022, 1, 10), 1, date(2021, 12, 10)),
    ],
)  # fmt: skip
def test_months_before_a_day(day, months, before):
    assert months_before(day, months) == before


def test_the_timeline_shows_all_kinds_and_every_entry_once(desk):
    intake = hamdan(registered_on=date(2021, 1, 1))
    home = intake.household.id
    desk.households.take_in(replace(intake, needs=(Need(area="housing", recorded_on=date(2021, 2, 1)),)))
    for day in range(1, 26):
        at = datetime(2021, 10, day, 10, tzinfo=UTC)
        desk.contacts.save(*talk(home, at, "housing", "work", minutes=10, result=f"Nr. {day}"))
    planned = Task(office=desk.office.id, household=home, title="Anruf Kita", due_on=date(2021, 11, 9))
    desk.households.save(planned)
    card = desk.households.card(home, events=10)
    first = card.events[0]
    assert (first.kind, first.state, first.note) == ("task", "planned", "Anruf Kita")
    assert card.events[1].note == "Nr. 25"
    assert card.events[1].topics == (("housing", "advice"), ("work", "advice"))
    assert card.more_events
    seen, more = list(card.events), True
    while more:
        part, more = desk.households.more_events(home, seen[-1], 7)
        seen += part
    assert len(seen) == len({entry.record for entry in seen}) == 28
    assert [entry.kind for entry in seen[-2:]] == ["need", "intake"]
    days = [entry.on for entry in seen]
    assert days == sorted(days, reverse=True)


def test_a_visit_is_told_from_a_talk_by_its_kind(desk):
    intake = hamdan()
    desk.households.take_in(intake)
    contact, reasons = talk(intake.household.id, NOW)
    desk.contacts.save(contact.replace(sort="welcome_visit"), reasons)
    assert [e.kind for e in desk.households.card(intake.household.id).events] == ["visit", "intake"]


def test_a_household_of_another_office_is_only_read(desk):
    other = Office(name="Mengede/Huckarde", code="MH")
    foreign = Household(office=other.id, name="Rezai", target_group="refugee", status="active")
    with desk.seat.store.writing("", None) as transaction:
        transaction.save_all((other, foreign))
    card = desk.households.card(foreign.id)
    assert (card.foreign, card.editable, card.office_name) == (True, False, "Mengede/Huckarde")
    for change in (
        lambda: desk.households.save(foreign.replace(name="Hamdan")),
        lambda: desk.households.add_member(foreign.id, member("Ali")),
        lambda: desk.households.close_case(foreign.id, "moved_away"),
        lambda: desk.households.save(Need(household=foreign.id, area="housing")),
        lambda: desk.contacts.save(*talk(foreign.id, NOW)),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_a_household_that_is_gone_is_said_to_be_gone(desk):
    with pytest.raises(RecordGone):
        desk.households.card(Household().id)


def full(size):
    """Return a household in which every kind of record occurs `size` times."""
    persons = tuple(
        Member(
            Person(given_name=f"P{n}", phone="0231 500"),
            Membership(role="son"),
            (PersonName(name=f"Q{n}"),),
            (LanguageSkill(language="ar"),),
            (Residence(title="x", valid_until=date(2023, 1, 1)),),
        )
        for n in range(size)
    )
    return replace(
        hamdan(),
        members=persons,
        benefits=tuple(Benefit(benefit="x") for _ in range(size)),
        needs=tuple(Need(area="housing") for _ in range(size)),
    )


def statements(desk, work):
    """Count what the driver itself is asked to read, whoever asks."""
    seen = []
    pool = desk.file.engine.pool

    def listen(connection, *_rest):
        connection.set_trace_callback(seen.append)

    def hush(connection, *_rest):
        connection.set_trace_callback(None)

    event.listen(pool, "checkout", listen)
    event.listen(pool, "checkin", hush)
    try:
        work()
    finally:
        event.remove(pool, "checkout", listen)
        event.remove(pool, "checkin", hush)
    read = [one for one in seen if one.lstrip().startswith(("SELECT", "WITH"))]
    assert read, "nothing was seen"
    return len(read)


def test_card_list_and_hits_cost_the_same_few_statements_however_much_there_is(desk):
    small, large = full(1), full(12)
    for intake, talks in ((small, 1), (large, 30)):
        desk.households.take_in(intake)
        for n in range(talks):
            desk.contacts.save(*talk(intake.household.id, NOW - timedelta(days=n)))

    def cost(work):
        return statements(desk, work)

    card = [cost(lambda one=one: desk.households.card(one.household.id)) for one in (small, large)]
    assert card[0] == card[1] <= 23
    one = cost(lambda: desk.households.page(Wanted()))
    for _ in range(10):
        desk.households.take_in(full(2))
    assert cost(lambda: desk.households.page(Wanted())) == one <= 8

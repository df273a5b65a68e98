"""The trail of who did what: read by two roles together, and purged so that its chain still holds."""

import inspect
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import MustWait, NotAllowed, NoWitness, ReadOnly, StartPassphrase, WrongPassphrase
from lwdesk.domain.person import Person
from lwdesk.domain.staff import Staff
from lwdesk.services import check
from lwdesk.services.trail import Asked
from lwdesk.store import vault
from lwdesk.store.queries import trail
from tests.unit import office
from tests.unit.office import PASSPHRASE

VERA = Staff(name="Vera Winter", employer="city", role="administration")
SECRET = "regenbogen turnhalle 4 apfel"
NOON = datetime(2061, 11, 21, 12, tzinfo=UTC)  # later than the files of the tests are made


@pytest.fixture(autouse=True)
def time():
    fixed = clock.FixedClock(NOON)
    with vault.using(vault.CHEAP), clock.using(fixed):
        yield fixed


@pytest.fixture
def path(tmp_path):
    found = office.place(tmp_path)
    with office.opened(found) as desk:
        desk.colleagues.add(VERA, SECRET, own=True)
    return found


@pytest.fixture
def desk(path):
    with office.opened(path) as desk:
        yield desk


def opened(desk):
    return desk.audit.open(str(VERA.id), SECRET)


def test_lead_and_administration_open_the_trail_together_and_that_is_its_newest_line(desk) -> None:
    told = opened(desk).lines(Asked())
    newest = told.lines[0]
    assert (newest.action, newest.who, newest.record) == ("read", "Jana Albers", VERA.id)
    assert told.total == len(office.trail(desk)) == len(told.lines)


@pytest.mark.parametrize("role", ["adviser", "assistant", "reader"])
def test_nobody_but_the_lead_opens_it(path, role) -> None:
    with office.opened(path, role) as desk, pytest.raises(NotAllowed):
        opened(desk)


def test_the_second_person_has_a_role_of_their_own_and_their_own_passphrase(desk, time) -> None:
    adviser = next(one.staff for one in desk.colleagues.everybody() if one.staff.role == "adviser")
    assert [one.name for one in desk.audit.witnesses()] == ["Vera Winter"]
    for second in (str(desk.staff.id), str(adviser.id), "nobody"):
        with pytest.raises(NoWitness):
            desk.audit.open(second, PASSPHRASE)
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            desk.audit.open(str(VERA.id), PASSPHRASE)
    with pytest.raises(MustWait):
        opened(desk)
    assert "read" not in [line.action for line in office.trail(desk)]


def test_a_second_person_whose_passphrase_the_lead_gave_is_no_second_person(desk) -> None:
    officer = Staff(name="Dora Schutz", employer="city", role="dpo")
    desk.colleagues.add(officer, PASSPHRASE)
    with pytest.raises(StartPassphrase):
        desk.audit.open(str(officer.id), PASSPHRASE)


def test_a_second_person_who_left_is_none(desk, time) -> None:
    desk.colleagues.end(VERA.id, None)
    time.moment = NOON + timedelta(days=1)
    with pytest.raises(NoWitness):
        opened(desk)


def test_a_look_that_cannot_be_written_down_does_not_happen(path) -> None:
    with office.opened(path, read_only=True) as desk, pytest.raises(ReadOnly):
        opened(desk)


def test_lines_are_found_by_day_by_act_and_by_what_belongs_to_a_household(desk, time) -> None:
    first, second = office.hamdan(), office.hamdan(address_protected=True)
    desk.households.take_in(first)
    time.moment = NOON + timedelta(days=1)
    desk.households.take_in(second)
    desk.households.reveal_address(second.household.id, "visit")
    person = first.members[0].person
    with desk.seat.reading() as reader:
        kept = reader.get(Person, person.id)
    desk.households.save(kept.replace(phone="0231 1234567"), kept)
    number = desk.households.card(first.household.id).household.case_number
    whole = opened(desk)
    assert [line.action for line in whole.lines(Asked(since=date(2061, 11, 22))).lines] == [
        "read", "change", "reveal", "create",
    ]  # fmt: skip
    assert whole.lines(Asked(until=date(2017, 10, 1))).total == 0
    revealed = whole.lines(Asked(action="reveal"))
    assert [(line.reason, line.kind) for line in revealed.lines] == [("visit", "household")]
    of_first = whole.lines(Asked(case_number=f" {number} "))
    assert [(line.action, line.kind, line.case_number) for line in of_first.lines] == [
        ("change", "person", number),
        ("create", "household", number),
    ]
    assert whole.lines(Asked(case_number=number), offset=1).total == 2


def test_there_is_no_way_to_ask_for_the_lines_of_one_person() -> None:
    assert {one.name for one in fields(Asked)} == {"since", "until", "action", "case_number"}
    assert {one.name for one in fields(trail.Sieve)} == {one.name for one in fields(Asked)}
    assert "GROUP BY" not in inspect.getsource(trail).upper()


def purged(desk, time, months=14) -> int:
    """Let months pass, work a little, and purge what is older than the office keeps."""
    time.moment = NOON + timedelta(days=31 * months)
    desk.households.take_in(office.hamdan())
    return desk.audit.purge(desk.settings.load().audit_months)


def test_lines_of_more_than_twelve_months_ago_go_and_the_chain_still_holds(desk, time) -> None:
    before = len(office.trail(desk))
    assert purged(desk, time) == before
    assert [line.action for line in office.trail(desk)] == ["delete.retention", "create"]
    assert office.trail(desk)[0].count == before
    assert desk.audit.verify() is None
    assert desk.audit.purge(12) == 0
    assert check.check(desk) == ()


def test_what_is_younger_stays(desk, time) -> None:
    time.moment = NOON + timedelta(days=200)
    assert desk.audit.purge(12) == 0


def test_two_purges_leave_two_signed_words(desk, time) -> None:
    assert purged(desk, time) > 0
    assert purged(desk, time, 30) == 2
    with desk.seat.reading() as reader:
        told = trail.purges(reader)
        assert told[-1].number - told[-2].number == 2
        assert all(trail.is_signed(reader, one) for one in told)
    assert desk.audit.verify() is None


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM audit_entry WHERE id=(SELECT min(id) FROM audit_entry)",
        "DELETE FROM audit_entry WHERE id=(SELECT max(id) FROM audit_entry)",
        "DELETE FROM setting WHERE name='audit_purges'",
        "UPDATE setting SET value=replace(value, 'number\":', 'number\":1') WHERE name='audit_purges'",
        "UPDATE setting SET value=replace(value, 'ature\":\"', 'ature\":\"x') WHERE name='audit_purges'",
        "UPDATE setting SET value='?' WHERE name='audit_purges'",
    ],
)
def test_a_line_taken_out_beside_a_purge_breaks_the_chain(desk, time, harm) -> None:
    purged(desk, time)
    with desk.file.engine.begin() as connection:
        connection.exec_driver_sql(harm)
    assert desk.audit.verify() is not None


def test_unlocking_purges_by_itself(path, time) -> None:
    time.moment = NOON + timedelta(days=420)
    with office.opened(path) as desk:
        assert [line.action for line in office.trail(desk)] == ["delete.retention", "unlock"]
        assert desk.audit.verify() is None
    with office.opened(path, read_only=True) as desk:
        assert desk.audit.purge(12) == 0

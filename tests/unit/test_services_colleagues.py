"""Who opens the file: added with a passphrase for the start, changed, ended with a hand-over."""

import shutil
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import (
    AccountEnded,
    FileDamaged,
    InvalidInput,
    LastLead,
    NotAllowed,
    NotOurs,
    OwnAccount,
    ReadOnly,
    RecordGone,
    StartPassphrase,
    WeakPassphrase,
    WrongPassphrase,
)
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Link
from lwdesk.domain.need import CaseStep, Need
from lwdesk.domain.records import every
from lwdesk.domain.staff import Staff
from lwdesk.domain.task import Task
from lwdesk.services import accounts
from lwdesk.services.colleagues import DUTIES
from lwdesk.store import vault
from tests.unit import office
from tests.unit.office import PASSPHRASE

START, OWN = "kadu mole binu sofa 41", "regenbogen turnhalle 4 apfel"
SELMA = Staff(name="Selma Kaya", employer="awo", role="adviser")
STUDENT = Staff(name="Tim Ohm", employer="city", role="assistant", valid_until=date(2026, 11, 30))
OFFICE_MANAGER = Staff(name="Vera Winter", employer="city", role="administration")


@pytest.fixture(autouse=True)
def time():
    fixed = clock.FixedClock(datetime(2026, 11, 21, 9, tzinfo=UTC))
    with vault.using(vault.CHEAP), clock.using(fixed):
        yield fixed


@pytest.fixture
def path(tmp_path):
    return office.place(tmp_path)


@pytest.fixture
def desk(path):
    with office.opened(path) as desk:
        yield desk


def staff_of(desk, name) -> Staff:
    return next(one.staff for one in desk.colleagues.everybody() if one.staff.name == name)


def access(desk) -> dict[str, str]:
    return {one.staff.name: one.access for one in desk.colleagues.everybody()}


def unlocked(path, staff, passphrase=OWN):
    return accounts.unlock(path, str(staff.id), passphrase)


def test_a_passphrase_for_the_start_opens_nothing_until_an_own_one_takes_its_place(path) -> None:
    with office.opened(path) as desk:
        desk.colleagues.add(SELMA, START)
        assert access(desk)["Selma Kaya"] == "start"
    with pytest.raises(StartPassphrase):
        unlocked(path, SELMA, START)
    for wrong, own in ((StartPassphrase, None), (WeakPassphrase, START), (WeakPassphrase, "kurz")):
        with pytest.raises(wrong):
            accounts.begin(path, str(SELMA.id), START, own) if own else unlocked(path, SELMA, START)
    desk = accounts.begin(path, str(SELMA.id), START, OWN)
    assert (desk.staff.name, desk.role, desk.office.code) == ("Selma Kaya", "adviser", "HÖ")
    assert "change.start" in [line.action for line in office.trail(desk)]
    desk.close()
    unlocked(path, SELMA).close()
    with pytest.raises(WrongPassphrase):
        unlocked(path, SELMA, START)


def test_an_own_passphrase_is_asked_for_only_of_who_knows_the_one_for_the_start(path) -> None:
    with office.opened(path) as desk:
        desk.colleagues.add(SELMA, START)
    with pytest.raises(WrongPassphrase):
        accounts.begin(path, str(SELMA.id), "ganz falsch geraten", OWN)


def test_the_recovery_sheet_also_replaces_a_passphrase_for_the_start(path) -> None:
    with office.opened(path) as desk:
        desk.colleagues.add(SELMA, START)
        code = accounts.new_recovery(desk)
    accounts.recover(path, code, str(SELMA.id), OWN).close()
    unlocked(path, SELMA).close()


@pytest.mark.parametrize("role", ["adviser", "assistant", "reader"])
def test_only_lead_and_administration_manage_accounts(path, role) -> None:
    with office.opened(path, role) as desk:
        me = desk.staff
        for work in (
            lambda: desk.colleagues.add(SELMA, START),
            lambda: desk.colleagues.change(me.replace(role="lead")),
            lambda: desk.colleagues.renew(me.id, START),
            lambda: desk.colleagues.end(me.id, None),
            lambda: desk.colleagues.duties(me.id),
            lambda: accounts.new_recovery(desk),
            desk.colleagues.everybody,
        ):
            with pytest.raises(NotAllowed):
                work()


def test_freelancers_and_students_need_an_end_date_and_are_refused_after_it(path, time) -> None:
    with office.opened(path) as desk:
        with pytest.raises(InvalidInput) as told:
            desk.colleagues.add(STUDENT.replace(valid_until=None), START)
        assert told.value.facts["fields"] == "valid_until"
        desk.colleagues.add(STUDENT, START)
        adviser = staff_of(desk, office.OTHERS["adviser"])
        with pytest.raises(InvalidInput):
            desk.colleagues.change(adviser.replace(role="assistant"))
    accounts.begin(path, str(STUDENT.id), START, OWN).close()
    time.moment = datetime(2026, 11, 30, 22, tzinfo=UTC)
    student = unlocked(path, STUDENT)
    assert not [right for right in ("export", "print", "reveal_address") if student.may(right)]
    with pytest.raises(NotAllowed):
        student.households.reveal_address(STUDENT.id, "visit")
    student.close()
    time.moment = datetime(2026, 12, 1, 9, tzinfo=UTC)
    with pytest.raises(AccountEnded):
        unlocked(path, STUDENT)
    with pytest.raises(AccountEnded):
        accounts.unlock(path, str(STUDENT.id), OWN, read_only=True)
    with office.opened(path) as desk:
        assert access(desk)["Tim Ohm"] == "over"
        desk.colleagues.change(STUDENT.replace(valid_until=date(2027, 3, 31)))
    unlocked(path, STUDENT).close()


def test_the_administration_adds_people_but_no_lead_and_raises_nobody_to_one(path) -> None:
    with office.opened(path) as desk:
        desk.colleagues.add(OFFICE_MANAGER, OWN, own=True)
    desk = unlocked(path, OFFICE_MANAGER)
    desk.colleagues.add(SELMA, START)
    lead, selma = staff_of(desk, office.SETUP.staff), staff_of(desk, "Selma Kaya")
    for work in (
        lambda: desk.colleagues.add(SELMA.replace(name="Eine Leitung", role="lead"), START),
        lambda: desk.colleagues.change(selma.replace(role="lead")),
        lambda: desk.colleagues.change(lead.replace(role="reader")),
        lambda: desk.colleagues.renew(lead.id, START),
        lambda: desk.colleagues.end(lead.id, None),
        lambda: accounts.new_recovery(desk),
    ):
        with pytest.raises(NotAllowed):
            work()
    desk.colleagues.change(selma.replace(role="reader", name="Selma Kaya-Roth"))
    assert staff_of(desk, "Selma Kaya-Roth").role == "reader"
    assert "Selma Kaya-Roth" in [user.name for user in accounts.users(path)]
    desk.close()


def test_the_last_lead_stays_and_is_told_so_in_words_of_its_own(desk) -> None:
    me = desk.staff
    for work in (
        lambda: desk.colleagues.end(me.id, None),
        lambda: desk.colleagues.change(me.replace(role="adviser")),
        lambda: desk.colleagues.change(me.replace(valid_until=date(2027, 1, 1))),
    ):
        with pytest.raises(LastLead):
            work()
    other = SELMA.replace(role="lead", valid_until=date(2027, 6, 30))
    desk.colleagues.add(other, START)
    with pytest.raises(LastLead):
        desk.colleagues.change(me.replace(role="adviser"))
    desk.colleagues.change(other.replace(valid_until=None))
    with pytest.raises(OwnAccount):
        desk.colleagues.change(me.replace(role="adviser"))
    with pytest.raises(OwnAccount):
        desk.colleagues.end(me.id, None)
    with pytest.raises(OwnAccount):
        desk.colleagues.renew(me.id, START)
    desk.colleagues.end(other.id, None)
    desk.colleagues.change(me.replace(phone="0231 1234567"))


def test_who_ends_hands_over_and_stays_on_record(path, desk) -> None:
    home = office.hamdan()
    desk.households.take_in(home)
    leaver, heir = staff_of(desk, "Murat Yildirim"), staff_of(desk, "Lena Groß")
    here = desk.office.id
    tasks = [
        Task(office=here, title="Anrufen", assigned=leaver.id, state="open"),
        Task(office=here, title="Brief", assigned=leaver.id),
        Task(office=here, title="Alt", assigned=leaver.id, state="done"),
        Task(office=here, title="Andere", assigned=desk.staff.id),
    ]
    need = Need(household=home.household.id, area="housing", state="open", responsible=leaver.id)
    step = CaseStep(household=home.household.id, step="first_talk", staff=leaver.id)
    with desk.seat.writing("") as transaction:
        transaction.save_all((*tasks, need, step))
    assert desk.colleagues.duties(leaver.id) == 4
    assert [one.name for one in desk.colleagues.heirs(leaver.id)] == ["Jana Albers", "Lena Groß"]
    desk.colleagues.end(leaver.id, heir.id)
    with desk.seat.reading() as reader:
        assigned = [reader.get(Task, task.id).assigned for task in tasks]
        assert assigned == [heir.id, heir.id, leaver.id, desk.staff.id]
        assert reader.get(Need, need.id).responsible == heir.id
        assert reader.get(Staff, leaver.id).valid_until == date(2026, 11, 21)
    assert str(leaver.id) not in [user.id for user in accounts.users(path)]
    assert access(desk)["Murat Yildirim"] == "over"
    assert desk.colleagues.duties(leaver.id) == 0
    with pytest.raises(WrongPassphrase):
        accounts.unlock(path, str(leaver.id), PASSPHRASE, read_only=True)
    assert [line.action for line in office.trail(desk)[:2]] == ["change.hand_over", "change.ended"]


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.kind.kind)
def test_a_duty_names_a_person_and_ends_in_states_that_there_are(duty) -> None:
    assert duty.kind.by_name[duty.field].kind.to == "staff"
    if duty.day:
        assert duty.day in duty.kind.by_name
        return
    codes = {code.code for code in codelists()[duty.kind.by_name["state"].kind.codelist]}
    assert duty.over < codes


def test_every_open_responsibility_is_handed_over() -> None:
    """Who is responsible is named by these fields; every other link to staff tells what somebody once did."""
    named = {(duty.kind.kind, duty.field) for duty in DUTIES}
    responsible = {
        (cls.kind, field.name)
        for cls in every()
        for field in cls.fields
        if isinstance(field.kind, Link) and field.kind.to == "staff" and field.label == "Responsible"
    }
    assert responsible <= named


def test_work_may_be_left_to_the_whole_office(desk) -> None:
    leaver = staff_of(desk, "Murat Yildirim")
    task = Task(office=desk.office.id, title="Anrufen", assigned=leaver.id)
    with desk.seat.writing("") as transaction:
        transaction.save(task)
    desk.colleagues.end(leaver.id, None)
    with desk.seat.reading() as reader:
        assert reader.get(Task, task.id).assigned is None
    desk.colleagues.end(leaver.id, None)


def test_only_somebody_who_works_here_takes_over(desk) -> None:
    leaver, reader = staff_of(desk, "Murat Yildirim"), staff_of(desk, "Olga Petrenko")
    for heir in (leaver.id, reader.id):
        with pytest.raises(NotAllowed):
            desk.colleagues.end(leaver.id, heir)
    with pytest.raises(RecordGone):
        desk.colleagues.end(UUID(int=7), None)


def test_who_left_and_is_back_gets_a_passphrase_for_the_start_again(path, desk, time) -> None:
    leaver = staff_of(desk, "Murat Yildirim")
    desk.colleagues.end(leaver.id, None)
    time.moment = datetime(2026, 12, 1, 9, tzinfo=UTC)
    with pytest.raises(InvalidInput):
        desk.colleagues.renew(leaver.id, START)
    desk.colleagues.change(leaver.replace(valid_until=None))
    assert access(desk)["Murat Yildirim"] == "none"
    desk.colleagues.renew(leaver.id, START)
    assert access(desk)["Murat Yildirim"] == "start"


def test_the_employer_of_a_person_never_changes_under_what_they_took_in(desk) -> None:
    person = staff_of(desk, "Murat Yildirim")
    desk.colleagues.change(person.replace(employer="city", office=None, valid_from=None))
    assert staff_of(desk, "Murat Yildirim") == person


def test_a_role_that_nobody_knows_is_refused(desk) -> None:
    with pytest.raises(InvalidInput):
        desk.colleagues.add(SELMA.replace(role="director"), START)


def test_somebody_of_another_office_is_changed_there_alone(desk) -> None:
    other = desk.office.replace(id=UUID(int=5), code="BA")
    stranger = SELMA.replace(office=other.id)
    with desk.seat.writing("") as transaction:
        transaction.save_all((other, stranger))
    with pytest.raises(NotOurs):
        desk.colleagues.change(stranger.replace(role="reader"))
    assert "Selma Kaya" not in access(desk)


def test_staff_of_another_office_do_not_open_this_one(tmp_path, path) -> None:
    """S31: neither by name nor with a key file of their own."""
    elsewhere = tmp_path / "brackel"
    elsewhere.mkdir()
    setup = accounts.Setup("brackel_aplerbeck", "Laptop", "Carla Ritter", "caritas", "lead", PASSPHRASE)
    accounts.set_up(elsewhere / "brackel.lwdb", setup, anyway=True).desk.close()
    carla = accounts.users(elsewhere / "brackel.lwdb")[0].id
    with pytest.raises(WrongPassphrase):
        accounts.unlock(path, carla, PASSPHRASE)
    shutil.copy(elsewhere / "brackel.keys", path.with_suffix(".keys"))
    with pytest.raises(FileDamaged):
        accounts.unlock(path, carla, PASSPHRASE)


def test_nothing_of_this_happens_in_a_file_that_is_only_read(path) -> None:
    with office.opened(path, read_only=True) as desk:
        assert len(desk.colleagues.everybody()) == 4
        with pytest.raises(ReadOnly):
            desk.colleagues.add(SELMA, START)


def test_a_record_says_which_of_the_two_employers_took_it_in_and_both_see_it(path) -> None:
    """S31: the controller is the employer of whoever took the household in."""
    ours, theirs = office.hamdan(), office.hamdan()
    with office.opened(path) as city:
        city.households.take_in(ours)
    with office.opened(path, "adviser") as awo:
        awo.households.take_in(theirs)
        card = awo.households.card
        assert [card(one.household.id).controller for one in (ours, theirs)] == ["city", "awo"]

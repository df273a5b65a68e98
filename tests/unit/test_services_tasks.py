"""Tasks: found, done, put off, handed over, and made by what ends."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NotAllowed, NotOurs, RecordGone, Restricted
from lwdesk.domain.consent import Consent
from lwdesk.domain.household import Benefit
from lwdesk.domain.need import Need
from lwdesk.domain.person import Residence
from lwdesk.domain.referral import Referral
from lwdesk.domain.task import Task
from lwdesk.domain.visit import Visit
from lwdesk.services.listing import Asked
from tests.unit import office

NOW = datetime(2021, 11, 2, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def second_of_november():
    fixed = clock.FixedClock(NOW)
    with clock.using(fixed):
        yield fixed


@pytest.fixture
def family(desk):
    intake = office.hamdan()
    desk.households.take_in(intake)
    desk.tasks.finish([task.id for task in everything(desk, Task)])
    return intake


def everything(desk, cls, **equal):
    with desk.seat.reading() as reader:
        return reader.all(cls, **equal)


def write(desk, *records):
    with desk.seat.writing("test") as transaction:
        transaction.save_all(records)


def add(desk, title, days=0, family=None, **fields):
    household = family.household.id if family else None
    task = Task(title=title, due_on=TODAY + timedelta(days), household=household, **fields)
    desk.tasks.add(task)
    return task.id


def titles(desk, tab="open", **asked):
    return [row.record.title for row in desk.tasks.page(Asked(tab, "due_on", **asked)).rows]


def made_by_deadlines(desk):
    return [task for task in everything(desk, Task) if task.about is not None]


def test_tabs_hold_what_is_due_overdue_mine_open_and_done(desk):
    add(desk, "gestern", -1)
    today = add(desk, "heute")
    add(desk, "morgen", 1)
    (other,) = [one for one, name in desk.tasks.colleagues() if name == "Murat Yildirim"]
    desk.tasks.hand_over([today], other)
    done = add(desk, "fertig")
    desk.tasks.finish([done])
    page = desk.tasks.page(Asked("open", "due_on"))
    assert dict(page.counts) == {"today": 1, "overdue": 1, "mine": 2, "open": 3, "done": 1}
    assert titles(desk, "today") == ["heute"]
    assert titles(desk, "overdue") == ["gestern"]
    assert titles(desk, "mine") == ["gestern", "morgen"]
    assert titles(desk, "open", descending=True) == ["morgen", "heute", "gestern"]
    assert titles(desk, "done") == ["fertig"]


def test_a_row_says_whose_it_is_and_who_does_it(desk, family):
    add(desk, "Mietvertrag", family=family)
    (row,) = desk.tasks.page(Asked("open", "due_on")).rows
    assert (row.home.case_number, row.responsible) == ("HÖ-2021-0001", "Jana Albers")
    assert row.is_open


def test_the_list_is_searched_by_title_and_by_household(desk, family):
    add(desk, "Kita-Gutschein", family=family)
    add(desk, "Müll")
    assert titles(desk, text="kita") == ["Kita-Gutschein"]
    assert titles(desk, text="mull") == ["Müll"]
    assert titles(desk, text="HÖ-2021") == ["Kita-Gutschein"]
    assert titles(desk, text="nirgends") == []


def test_the_list_is_filtered_by_person_and_origin(desk):
    first = add(desk, "eigene")
    add(desk, "aus einem Kontakt", origin="contact")
    options = dict(desk.tasks.page(Asked("open", "due_on")).options)["assigned"]
    by_name = {name: key for key, name in options}
    assert titles(desk, filters=(("origin", "contact"),)) == ["aus einem Kontakt"]
    assert titles(desk, filters=(("assigned", by_name["Lena Groß"]),)) == []
    lena = next(one for one, name in desk.tasks.colleagues() if name == "Lena Groß")
    desk.tasks.hand_over([first], lena)
    assert titles(desk, filters=(("assigned", by_name["Lena Groß"]),)) == ["eigene"]


def test_a_slice_is_cut_and_counted(desk):
    for n in range(7):
        add(desk, f"Aufgabe {n}", n)
    page = desk.tasks.page(Asked("open", "due_on", offset=5, limit=5))
    assert [row.record.title for row in page.rows] == ["Aufgabe 5", "Aufgabe 6"]
    assert page.total == 7
    assert desk.tasks.page(Asked("open", "due_on", offset=50)).total == 7


def test_a_task_is_done_and_opened_again(desk):
    task = add(desk, "Anruf")
    desk.tasks.finish([task])
    (done,) = everything(desk, Task)
    assert (done.state, done.done_on) == ("done", TODAY)
    desk.tasks.reopen([task])
    (again,) = everything(desk, Task)
    assert (again.state, again.done_on) == ("open", None)


def test_several_tasks_are_put_off_at_once_and_taken_back_at_once(desk):
    tasks = [add(desk, "eins"), add(desk, "zwei")]
    desk.tasks.postpone(tasks, TODAY + timedelta(7))
    assert {task.due_on for task in everything(desk, Task)} == {date(2021, 11, 9)}
    desk.undo_last()
    assert {task.due_on for task in everything(desk, Task)} == {TODAY}


def test_no_task_is_put_off_into_the_past(desk):
    task = add(desk, "eins")
    with pytest.raises(InvalidInput):
        desk.tasks.postpone([task], TODAY - timedelta(1))


def test_a_task_goes_to_a_colleague_and_to_nobody_else(desk):
    task = add(desk, "eins")
    with pytest.raises(InvalidInput):
        desk.tasks.hand_over([task], uuid4())


def test_what_is_not_there_cannot_be_done(desk):
    with pytest.raises(RecordGone):
        desk.tasks.finish([uuid4()])


def test_a_task_needs_a_title(desk):
    with pytest.raises(InvalidInput):
        desk.tasks.add(Task(title=" \u200b"))


def test_a_reader_changes_no_task(tmp_path):
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        task = add(desk, "eins")
    with office.opened(path, "reader") as desk, pytest.raises(NotAllowed):
        desk.tasks.finish([task])


def test_tasks_of_a_restricted_household_are_hidden_and_left_alone(tmp_path):
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        intake = office.hamdan()
        desk.households.take_in(intake)
        task = add(desk, "Mietvertrag", family=intake)
        before = desk.households.card(intake.household.id).household
        desk.households.save(before.replace(restricted=True), before)
        assert "Mietvertrag" in titles(desk)
        with pytest.raises(Restricted):
            desk.tasks.finish([task])
    with office.opened(path, "adviser") as desk:
        assert titles(desk) == []
        assert desk.tasks.page(Asked("open", "due_on")).counts[3] == ("open", 0)
        assert desk.hours.today().due == ()


def test_tasks_of_another_office_are_neither_listed_nor_changed(desk):
    foreign = Task(office=uuid4(), title="fremd", due_on=TODAY)
    write(desk, foreign)
    assert titles(desk) == []
    with pytest.raises(NotOurs):
        desk.tasks.finish([foreign.id])


@pytest.fixture
def endings(desk, family):
    """Write down one ending of each kind; return their records."""
    home, person = family.household.id, family.members[0].person.id
    soon = TODAY + timedelta(20)
    made = (
        Residence(person=person, title="settlement", valid_until=soon),
        Benefit(household=home, benefit="sgb2", ends_on=soon),
        Consent(household=home, purpose="store", given_on=date(2021, 1, 4), valid_until=soon),
        Referral(
            office=desk.office.id, household=home, area="livelihood", sort="data", state="sent",
            answer_due_on=TODAY - timedelta(3), staff=desk.staff.id,
        ),
        Need(household=home, area="housing", state="in_work", due_on=TODAY),
        Visit(
            office=desk.office.id, household=home, sort="first", state="to_sort",
            left_at=NOW - timedelta(1),
        ),
    )  # fmt: skip
    write(desk, *made)
    return made


def test_what_ends_becomes_a_task_by_itself(desk, endings):
    desk.tasks.catch_up()
    made = made_by_deadlines(desk)
    assert {task.about for task in made} == {record.id for record in endings}
    by_origin = {task.origin: task for task in made if task.origin != "deadline"}
    assert {*by_origin} == {"consent", "referral", "visit"}
    assert by_origin["consent"].title == "Einwilligung endet 22.11.2021"
    assert by_origin["referral"].assigned == desk.staff.id
    assert all(task.due_on >= TODAY and task.household for task in made)


def test_what_ends_becomes_a_task_only_once(desk, endings, second_of_november):
    desk.tasks.catch_up()
    assert desk.tasks.catch_up() is None
    desk.tasks.finish([task.id for task in made_by_deadlines(desk)])
    second_of_november.moment = NOW + timedelta(1)
    assert desk.tasks.catch_up() is None
    assert len(made_by_deadlines(desk)) == len(endings)


def test_a_new_end_of_the_same_title_is_a_new_task_once_the_first_one_is_done(
    desk, endings, second_of_november
):
    desk.tasks.catch_up()
    residence = endings[0]
    write(desk, residence.replace(valid_until=TODAY + timedelta(400)))
    second_of_november.moment = NOW + timedelta(380)
    desk.tasks.catch_up()
    assert len([task for task in made_by_deadlines(desk) if task.about == residence.id]) == 1
    desk.tasks.finish([task.id for task in made_by_deadlines(desk)])
    second_of_november.moment = NOW + timedelta(381)
    desk.tasks.catch_up()
    assert len([task for task in made_by_deadlines(desk) if task.about == residence.id]) == 2


def test_taking_back_a_save_leaves_what_ends_alone(desk, endings):
    own = add(desk, "eigene")
    desk.tasks.catch_up()
    desk.undo_last()
    assert own not in {task.id for task in everything(desk, Task)}
    assert len(made_by_deadlines(desk)) == len(endings)


def test_a_closed_case_asks_for_nothing(desk, family, endings):
    desk.households.close_case(family.household.id, "moved_away")
    assert desk.tasks.catch_up() is None


def test_nobody_who_may_not_change_tasks_makes_any(tmp_path):
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        intake = office.hamdan()
        desk.households.take_in(intake)
        write(desk, Benefit(household=intake.household.id, benefit="sgb2", ends_on=TODAY))
    for role, read_only in (("reader", False), ("lead", True)):
        with office.opened(path, role, read_only=read_only) as desk:
            assert desk.tasks.catch_up() is None
    with office.opened(path, "adviser") as desk:
        assert desk.tasks.catch_up().touches("task")


def test_a_task_of_the_intake_about_a_title_is_not_made_again(desk):
    from dataclasses import replace

    intake = office.hamdan()
    titled = replace(
        intake.members[0], residences=(Residence(title="settlement", valid_until=date(2021, 11, 20)),)
    )
    desk.households.take_in(replace(intake, members=(titled, *intake.members[1:])))
    assert desk.tasks.catch_up() is None

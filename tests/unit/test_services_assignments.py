"""From the first answer to the settled sheet: every step once, and the steps that are refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone
from lwdesk.domain.interpreting import Exclusion, InterpreterAccount
from lwdesk.domain.task import Task
from lwdesk.services.assignments import Held
from lwdesk.services.hours_sheets import euros, table
from lwdesk.services.listing import Asked
from tests.unit import office
from tests.unit.pool_people import NEXT_FRIDAY, TUESDAY, person, request

HOUR = Held(NEXT_FRIDAY, NEXT_FRIDAY + timedelta(minutes=75), 20, 10, "good", "yes")


@pytest.fixture(autouse=True)
def time_passes():
    fixed = clock.FixedClock(TUESDAY)
    with clock.using(fixed):
        yield fixed


@pytest.fixture
def path(tmp_path):
    return office.place(tmp_path)


@pytest.fixture
def desk(path):
    with office.opened(path) as opened:
        yield opened


@pytest.fixture
def sent(desk):
    """Return a request for which three people are to be asked."""
    for name in ("Anna A", "Berta B", "Carla C"):
        person(desk, name)
    asked = request()
    desk.interpreting.send(asked)
    return asked.id


def chain(desk, sent):
    return [one.state for one, _who in desk.interpreting.load(sent).asked]


def state(desk, sent):
    return desk.interpreting.load(sent).state


def now_asked(desk, sent):
    return next(
        one.id for one, _who in desk.interpreting.load(sent).asked if one.state in ("asked", "accepted")
    )


def task_state(desk, sent):
    with desk.seat.reading() as reader:
        return reader.all(Task, about=sent)[0].state


def confirmed(desk, sent):
    desk.assignments.answer(now_asked(desk, sent), accepted=True)
    desk.assignments.confirm(sent)
    return sent


def test_a_no_asks_the_next_one_by_itself(desk, sent):
    desk.assignments.answer(now_asked(desk, sent), accepted=False, reason="verreist")
    assert (state(desk, sent), chain(desk, sent)) == ("searching", ["declined", "asked", "next"])
    first, _who = desk.interpreting.load(sent).asked[0]
    assert first.reason == "verreist"
    desk.assignments.no_answer(now_asked(desk, sent))
    assert chain(desk, sent) == ["declined", "no_answer", "asked"]
    assert task_state(desk, sent) == "open"


def test_nobody_left_shows_as_nobody_found(desk, sent):
    for _one in range(3):
        desk.assignments.answer(now_asked(desk, sent), accepted=False)
    view = desk.interpreting.load(sent)
    assert (view.state, view.record.unfilled) == ("unfilled", "nobody_free")
    assert desk.interpreting.page(Asked("open", "at")).total == 1
    assert task_state(desk, sent) == "open"


def test_whoever_is_out_meanwhile_is_not_asked(desk):
    family = office.hamdan()
    desk.households.take_in(family)
    first, second = person(desk, "Anna A"), person(desk, "Berta B")
    asked = request(family.household.id)
    desk.interpreting.send(asked)
    assert desk.interpreting.load(asked.id).chosen.id == first
    desk.interpreters.exclude(Exclusion(household=family.household.id, interpreter=second))
    desk.assignments.answer(now_asked(desk, asked.id), accepted=False)
    assert (state(desk, asked.id), chain(desk, asked.id)) == ("unfilled", ["declined", "withdrawn"])


def test_a_yes_ends_the_waiting(desk, sent):
    desk.assignments.answer(now_asked(desk, sent), accepted=True)
    assert (state(desk, sent), chain(desk, sent)) == ("accepted", ["accepted", "next", "next"])
    assert task_state(desk, sent) == "done"


def test_whoever_said_yes_may_call_off_and_the_next_one_is_asked(desk, sent):
    confirmed(desk, sent)
    desk.assignments.answer(now_asked(desk, sent), accepted=False)
    assert (state(desk, sent), chain(desk, sent)) == ("searching", ["declined", "asked", "next"])
    assert task_state(desk, sent) == "open"


def test_somebody_can_be_asked_by_hand_also_with_a_warning(desk, sent):
    omar = person(desk, "Omar Aziz", certificate_until=date(2021, 1, 1))
    desk.assignments.ask(sent, omar)
    assert chain(desk, sent) == ["withdrawn", "next", "next", "asked"]
    assert (state(desk, sent), desk.interpreting.load(sent).chosen.id) == ("searching", omar)


def test_who_waits_is_asked_out_of_turn(desk, sent):
    last = desk.interpreting.load(sent).asked[2][1].id
    desk.assignments.ask(sent, last)
    assert chain(desk, sent) == ["withdrawn", "next", "asked"]
    desk.assignments.ask(sent, last)
    assert chain(desk, sent) == ["withdrawn", "next", "asked"]


def test_who_cannot_come_is_not_asked_by_hand(desk, sent):
    other = person(desk, "Tigist T", language="ti")
    out = person(desk, "Rita R", settings=("video",))
    for one in (other, out):
        with pytest.raises(InvalidInput):
            desk.assignments.ask(sent, one)
    confirmed(desk, sent)
    with pytest.raises(InvalidInput):
        desk.assignments.ask(sent, person(desk, "Dora D"))


def test_after_nobody_was_found_somebody_can_still_be_asked(desk, sent):
    desk.assignments.give_up(sent, "short_notice")
    assert (state(desk, sent), set(chain(desk, sent))) == ("unfilled", {"withdrawn"})
    desk.assignments.ask(sent, person(desk, "Dora D"))
    assert state(desk, sent) == "searching"
    with pytest.raises(InvalidInput):
        desk.assignments.give_up(sent, "")


def test_the_pool_may_find_somebody_the_file_does_not_know(desk, sent):
    desk.assignments.accept_without_name(sent)
    desk.assignments.confirm(sent)
    desk.assignments.held(sent, HOUR)
    kept = desk.interpreting.load(sent).record
    assert (kept.state, kept.cents) == ("held", None)


def test_after_the_talk_time_way_and_money_are_kept(desk, sent):
    confirmed(desk, sent)
    desk.assignments.held(sent, HOUR)
    kept = desk.interpreting.load(sent).record
    assert (kept.state, kept.cents, kept.price_model) == ("held", 2 * 1500 + 10 * 30, "allowance")
    assert (kept.understanding, kept.again, kept.travel_minutes) == ("good", "yes", 20)
    assert chain(desk, sent) == ["held", "withdrawn", "withdrawn"]


@pytest.mark.parametrize("minutes", [0, -30])
def test_a_talk_that_ends_before_it_begins_is_refused(desk, sent, minutes):
    confirmed(desk, sent)
    with pytest.raises(InvalidInput):
        desk.assignments.held(sent, Held(NEXT_FRIDAY, NEXT_FRIDAY + timedelta(minutes=minutes)))
    with pytest.raises(InvalidInput):
        desk.assignments.held(sent, Held(NEXT_FRIDAY, None))


def test_steps_that_skip_something_are_refused(desk, sent):
    for act in (
        desk.assignments.confirm,
        desk.assignments.sign,
        lambda one: desk.assignments.held(one, HOUR),
    ):
        with pytest.raises(InvalidInput):
            act(sent)
    waiting = desk.interpreting.load(sent).asked[1][0].id
    with pytest.raises(InvalidInput):
        desk.assignments.answer(waiting, accepted=True)
    with pytest.raises(InvalidInput):
        desk.assignments.settle([sent])
    with pytest.raises(InvalidInput):
        desk.assignments.no_show(sent, "client")


def test_what_is_not_there_is_said(desk, sent):
    missing = Task().id
    for act in (
        lambda: desk.assignments.confirm(missing),
        lambda: desk.assignments.answer(missing, accepted=True),
        lambda: desk.assignments.settle([missing]),
    ):
        with pytest.raises(RecordGone):
            act()


@pytest.mark.parametrize(
    ("by", "hours", "cents"),
    [
        ("client", 2, 1500),
        ("office", 23, 1500),
        ("office", 30, None),
        ("interpreter", 2, None),
        ("pool", 2, None),
    ],
)
def test_calling_off_late_costs_one_unit(desk, sent, time_passes, by, hours, cents):
    confirmed(desk, sent)
    time_passes.moment = NEXT_FRIDAY - timedelta(hours=hours)
    desk.assignments.cancel(sent, by)
    kept = desk.interpreting.load(sent).record
    assert (kept.state, kept.cancelled_by, kept.cents) == ("cancelled", by, cents)
    assert desk.interpreting.page(Asked("to_settle", "at")).total == (cents is not None)
    assert len(desk.hours_sheets.month(date(2021, 11, 1))) == (cents is not None)


def test_calling_off_before_anybody_said_yes_costs_nothing(desk, sent, time_passes):
    time_passes.moment = NEXT_FRIDAY - timedelta(hours=1)
    desk.assignments.cancel(sent, "office")
    assert desk.interpreting.load(sent).record.cents is None
    with pytest.raises(InvalidInput):
        desk.assignments.cancel(sent, "office")


@pytest.mark.parametrize(
    ("by", "cents", "said"), [("client", 1500, "accepted"), ("interpreter", None, "no_show")]
)
def test_whoever_does_not_come_is_noted(desk, sent, by, cents, said):
    confirmed(desk, sent)
    desk.assignments.no_show(sent, by)
    assert (desk.interpreting.load(sent).record.cents, chain(desk, sent)[0]) == (cents, said)
    assert len(desk.hours_sheets.month(date(2021, 11, 1))) == (cents is not None)


def test_the_sheet_adds_up_and_is_settled_once(desk, sent):
    signed, anna = [], desk.interpreters.names()[0][0]
    for days in (0, 7):
        again = request(at=NEXT_FRIDAY + timedelta(days=days, hours=2), wished=anna)
        if days:
            desk.interpreting.send(again)
        one = again.id if days else sent
        confirmed(desk, one)
        desk.assignments.held(one, HOUR)
        assert desk.hours_sheets.month(date(2021, 11, 1)) == () or days
        desk.assignments.sign(one)
        signed.append(one)
    (sheet,) = desk.hours_sheets.month(date(2021, 11, 30))
    assert (len(sheet.rows), sheet.minutes, sheet.kilometres, sheet.cents) == (2, 150, 20, 6600)
    assert (sheet.open_cents, sheet.models) == (6600, ("allowance",))
    assert sheet.cents == sum(row.cents for row in sheet.rows)
    assert desk.hours_sheets.sheet(sheet.interpreter, date(2021, 11, 5)) == sheet
    assert desk.hours_sheets.sheet(sheet.interpreter, date(2021, 12, 5)).rows == ()
    desk.assignments.settle(signed)
    assert desk.hours_sheets.sheet(sheet.interpreter, date(2021, 11, 1)).open_cents == 0
    with pytest.raises(InvalidInput):
        desk.assignments.settle(signed)


def test_a_talk_called_off_late_is_settled_and_stays_called_off(desk, sent, time_passes):
    confirmed(desk, sent)
    time_passes.moment = NEXT_FRIDAY - timedelta(hours=2)
    desk.assignments.cancel(sent, "client")
    desk.assignments.settle([sent])
    kept = desk.interpreting.load(sent).record
    assert (kept.state, kept.settled_on) == ("cancelled", date(2021, 11, 12))
    assert dict(desk.interpreting.page(Asked("closed", "at")).counts)["closed"] == 1


def test_the_lines_for_a_table_end_with_the_sum(desk, sent):
    confirmed(desk, sent)
    desk.assignments.held(sent, HOUR)
    desk.assignments.sign(sent)
    (sheet,) = desk.hours_sheets.month(date(2021, 11, 1))
    lines = table(sheet).splitlines()
    assert lines[1] == "S-HÖ-2021-0001;12.11.2021;Nachweis da;75;10;Aufwandspauschale je Stunde;33,00"
    assert lines[-1] == "Summe;;;75;10;;33,00"
    row = replace(sheet.rows[0], reference="=1+1", model="")
    assert table(replace(sheet, rows=(row,))).splitlines()[1].startswith("'=1+1;")
    assert (euros(123456), euros(-5)) == ("1.234,56", "-0,05")


def test_the_month_is_that_of_the_office_s_calendar(desk, time_passes):
    person(desk, "Anna A", free=False)
    time_passes.moment = datetime(2021, 10, 20, 10, tzinfo=UTC)
    late = request(at=datetime(2021, 10, 31, 23, 30, tzinfo=UTC), setting="phone")  # 1 November, 00:30
    desk.interpreting.send(late)
    confirmed(desk, late.id)
    desk.assignments.held(late.id, Held(late.at, late.at + timedelta(minutes=30)))
    desk.assignments.sign(late.id)
    assert len(desk.hours_sheets.month(date(2021, 11, 1))) == 1
    assert desk.hours_sheets.month(date(2021, 10, 1)) == ()


def test_money_is_for_the_city_s_own(desk, sent, path):
    desk.close()
    with office.opened(path, "adviser") as other:
        with pytest.raises(NotAllowed):
            other.hours_sheets.month(date(2021, 11, 1))
        with pytest.raises(NotAllowed):
            other.assignments.settle([])
        anna = other.interpreters.names()[0][0]
        account = InterpreterAccount(interpreter=anna, iban="DE02120300000000202051")
        with pytest.raises(NotAllowed):
            other.interpreters.save([(account, None)])


def test_the_bank_account_is_seen_by_who_pays_alone(desk, sent, path):
    anna = desk.interpreters.names()[0][0]
    account = InterpreterAccount(interpreter=anna, holder="Anna A", iban="DE02120300000000202051")
    desk.interpreters.save([(account, None)])
    assert desk.interpreters.load(anna).accounts == (account,)
    desk.close()
    with office.opened(path, "adviser") as other:
        assert other.interpreters.load(anna).accounts == ()


def test_somebody_of_the_pool_is_changed_field_by_field(desk, sent):
    anna = desk.interpreters.names()[0][0]
    view = desk.interpreters.load(anna)
    desk.interpreters.save([(view.record.replace(phone="0231 1" * 2), view.record)])
    desk.interpreters.save([(view.record.replace(note="Zeit nur vormittags"), view.record)], [view.times[0]])
    again = desk.interpreters.load(anna)
    assert (again.record.phone, again.record.note, again.times) == ("0231 10231 1", "Zeit nur vormittags", ())
    assert again.languages == ("ar",)
    conflict = desk.interpreters.save([(view.record.replace(note="anders"), view.record)])
    assert conflict.kind == "interpreter"
    with pytest.raises(InvalidInput):
        desk.interpreters.save([(request(), None)])
    with pytest.raises(RecordGone):
        desk.interpreters.load(sent)
    with pytest.raises(RecordGone):
        desk.interpreters.save([(view.record.replace(id=sent), view.record)])


def test_who_lacks_a_paper_or_has_left_is_seen_in_the_pool(desk):
    anna = person(desk, "Anna A", trained_on=None, valid_until=date(2021, 11, 1))
    (row,) = desk.interpreters.page(Asked("pool", "name")).rows
    assert (row.record.id, row.lacks, row.has_ended(date(2021, 11, 2))) == (anna, ("training",), True)
    assert not row.has_ended(date(2021, 11, 1))


def test_whom_a_family_does_not_wish_can_be_taken_back(desk):
    family = office.hamdan()
    desk.households.take_in(family)
    anna = person(desk, "Anna A")
    one = Exclusion(household=family.household.id, interpreter=anna, reason="verwandt")
    desk.interpreters.exclude(one)
    ((kept, name),) = desk.interpreters.excluded(family.household.id)
    assert (kept.since, name) == (date(2021, 11, 2), "Anna A")
    desk.interpreters.let_in(one.id)
    assert desk.interpreters.excluded(family.household.id) == ()
    with pytest.raises(RecordGone):
        desk.interpreters.let_in(one.id)
    with pytest.raises(RecordGone):
        desk.interpreters.excluded(anna)

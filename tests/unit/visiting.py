"""What the tests of visits share: an office with a family, and visits of it."""

from datetime import UTC, datetime, timedelta

import pytest

from lwdesk.base import clock
from lwdesk.services.listing import Asked
from lwdesk.services.visits import Outcome
from tests.unit import office
from tests.unit.office import hamdan

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def watch():
    fixed = clock.FixedClock(NOW)
    with clock.using(fixed):
        yield fixed


@pytest.fixture
def path(tmp_path, watch):
    return office.place(tmp_path)


@pytest.fixture
def desk(path):
    with office.opened(path) as desk:
        yield desk


@pytest.fixture
def home(desk):
    intake = hamdan()
    desk.households.take_in(intake)
    return intake


def planned(desk, home, at=TOMORROW, **fields):
    visit = desk.visits.fresh(home.household.id).visit.replace(planned_at=at, **fields)
    desk.visits.plan(visit)
    return visit


def held(desk, home, **fields):
    visit = planned(desk, home, **fields)
    desk.visits.begin(visit.id)
    desk.visits.finish(visit.id, Outcome("met"))
    return visit


def kept(desk, record):
    with desk.seat.reading() as reader:
        return reader.get(type(record), record.id)


def every(desk, cls, **equal):
    with desk.seat.reading() as reader:
        return reader.all(cls, **equal)


def rows(desk, tab, **more):
    return desk.visits.page(Asked(tab, "at", **more))


def help_with(desk, visit, place=0, remark="Strom noch nicht angemeldet"):
    item = desk.visits.view(visit.id).items[place]
    desk.visit_mode.mark(item.id, "help", remark)
    return item

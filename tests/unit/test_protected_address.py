"""Where a protected household lives stands in nothing that any part of the desk gives to a page."""

import inspect
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import LwError
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.household import Dwelling
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.referral import Referral
from lwdesk.domain.task import QueueEntry, Task
from lwdesk.domain.visit import Visit
from lwdesk.services.changes import Changes
from lwdesk.services.listing import Asked
from lwdesk.services.views import Wanted
from tests.unit import office
from tests.unit.office import hamdan

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)
SECRET = ("Geheimweg", "44269")
TABS = ("all", "open", "mine", "today", "planned", "proposed", "due", "waiting", "drafts", "active")
REVEALING = frozenset({"reveal_address"})
APART = frozenset({"file", "seat", "backups", "audit", "colleagues", "settings"})


@pytest.fixture
def desk(tmp_path):
    with clock.using(clock.FixedClock(NOW)), office.opened(office.place(tmp_path)) as desk:
        yield desk


@pytest.fixture
def told(desk) -> dict[str, Any]:
    """Fill the file with everything that may hang on a protected household; return what methods ask for."""
    intake = hamdan(address_protected=True, protection_reason="violence")
    home = intake.household.id
    desk.households.take_in(intake)
    old = desk.households.card(home).dwelling
    new = Dwelling(
        household=home, street="Geheimweg 77", postcode="44269", city="Dortmund", moved_in_on=TODAY
    )
    desk.life.move(new)
    other = hamdan(name="Hamdan")
    desk.households.take_in(other)
    here = {"office": desk.office.id, "household": home}
    talk = Contact(household=home, sort="phone", at=NOW)
    desk.contacts.save(talk, [Reason(area="housing", support="advice")])
    tomorrow = NOW + timedelta(days=1)
    visit = Visit(**here, dwelling=new.id, sort="welcome", state="planned", planned_at=tomorrow)
    referral = Referral(**here, area="housing", sort="data", state="sent", direction="out")
    request = InterpreterRequest(
        **here, pool="city", language="ar", at=tomorrow, setting="on_site", topic="advice", legal="no",
        state="sent", visit=visit.id,
    )  # fmt: skip
    appointment = Appointment(**here, sort="talk", at=tomorrow, state="planned")
    task = Task(**here, title="Anruf", due_on=TODAY, state="open")
    waiting = QueueEntry(**here, number=1, state="waiting", arrived_at=NOW, shown_name="Hamdan")
    with desk.seat.writing("test") as transaction:
        transaction.save_all((visit, referral, request, appointment, task, waiting))
    return {
        "household": home,
        "kept": other.household.id,
        "gone": home,
        "person": intake.members[0].person.id,
        "text": "Hamdan",
        "typed": "Hamdan",
        "intake": other,
        "wanted": Wanted(tab="all"),
        "on": TODAY + timedelta(days=1),
        "record": old.id,
        "visit": visit.id,
        "referral": referral.id,
        "request": request.id,
        "contact": talk.id,
        "appointment": appointment.id,
        "asked": None,
        **{type(one).__name__: one for one in (visit, referral, request, appointment, task, talk)},
    }


def methods(desk: Any) -> Iterator[tuple[str, Any]]:
    """Yield every method of the desk's parts that gives something to look at."""
    for name, part in vars(desk).items():
        if not type(part).__module__.startswith("lwdesk.services.") or name.lstrip("_") in APART:
            continue
        for key, method in inspect.getmembers(part, inspect.ismethod):
            answer = inspect.signature(method).return_annotation
            writes = answer is None or "Changes" in str(answer)
            writes = writes or (isinstance(answer, type) and issubclass(answer, Changes))
            if not key.startswith("_") and key not in REVEALING and not writes:
                yield f"{name}.{key}", method


def answers(method: Any, told: dict[str, Any]) -> list[Any]:
    """Return what a method says to what this file knows; nothing where it asks for something else."""
    parameters = inspect.signature(method).parameters.values()
    wanted = [one for one in parameters if one.default is one.empty]
    given = {
        one.name: told.get(getattr(one.annotation, "__name__", ""), told.get(one.name)) for one in wanted
    }
    if any(value is None for name, value in given.items() if name != "asked"):
        return []
    if "asked" not in given:
        return [method(**given)]
    found = []
    for tab in TABS:
        for sort in ("name", "due_on", "at", "household"):
            with suppress(KeyError, LwError):
                found.append(method(**{**given, "asked": Asked(tab, sort)}))
    return found


def test_no_view_of_any_part_says_where_a_protected_household_lives(desk, told):
    asked: list[str] = []
    for name, method in methods(desk):
        try:
            shown = answers(method, told)
        except LwError:
            continue
        if shown:
            asked.append(name)
        for one in shown:
            assert not any(secret in repr(one) for secret in SECRET), name
    assert {"households.card", "households.page", "search.find", "search.similar", "hours.today"} <= set(
        asked
    )
    assert {"merging.compare", "merging.candidates", "people.get", "people.school_due"} <= set(asked)
    assert len(asked) >= 20, asked


@pytest.mark.parametrize("text", ["Geheimweg", "Geheimweg 77", "44269", "Hamdan Geheimweg"])
def test_nobody_is_found_by_a_protected_address(desk, told, text):
    found = desk.search.find(text)
    assert not any(secret in repr(found.hits) for secret in SECRET)
    assert not any(why.kind == "address" for hit in found.hits for why in hit.reasons)


def test_the_history_tells_no_protected_address(desk, told):
    dwellings = desk.households.card(told["household"]).dwellings
    for record in (told["household"], *(one.id for one in dwellings)):
        assert not any(secret in repr(desk.history.of(record)) for secret in SECRET)


def test_the_way_of_a_visit_names_no_street(desk, told):
    assert isinstance(told["visit"], UUID)
    assert not any(secret in repr(desk.visits.day(told["on"])) for secret in SECRET)


def test_looking_is_written_down_with_its_reason(desk, told):
    found = desk.households.reveal_address(told["household"], "visit")
    assert found is not None
    assert found.street == "Geheimweg 77"
    assert "reveal.visit" in [entry.action for entry in office.trail(desk)]

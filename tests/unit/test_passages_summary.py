"""After a package was taken in it is told what it did, and of each record that did not go through, why."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from lwdesk.base import chain
from lwdesk.domain.consent import Consent
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.office import Office
from lwdesk.domain.person import LanguageSkill
from lwdesk.services.exchange.passages import Passages
from lwdesk.services.exchange.views import Summary
from lwdesk.store.check import check
from lwdesk.store.exchange.erasing import erase
from tests.unit.bundle_kit import Kit
from tests.unit.devices import Machine, machines
from tests.unit.passing import ADA, DAY, HOME, household, later, passages, save


@pytest.fixture
def three(tmp_path):
    with machines(tmp_path, "pc", "laptop") as (organisation, (pc, laptop)):
        household(pc)
        yield organisation, pc, laptop


@pytest.fixture
def pair(three):
    _organisation, pc, laptop = three
    laptop.take(pc.send())
    return pc, laptop


def told(sender: Machine, receiver: Machine) -> Summary:
    summary = receiver.take(sender.send()).summary
    later = Passages(receiver.seat, receiver.trust).left_out(summary.passage.bundle)
    assert later == summary.left_out
    return summary


def gone(machine: Machine, *ids: UUID) -> None:
    with machine.store.exchanging() as reader:
        erase(reader.connection, ids, "request", date(2026, 11, 2))


def test_new_and_changed_are_counted_apart(pair) -> None:
    pc, laptop = pair
    save(pc, HOME.replace(note="x"))
    save(pc, ADA.replace(id=UUID(int=77)))
    summary = told(pc, laptop)
    assert (summary.new, summary.changed, summary.erased, summary.conflicts) == (1, 1, 0, 0)
    assert summary.left_out == ()


def test_what_one_package_makes_and_changes_is_new(three) -> None:
    _organisation, pc, laptop = three
    save(pc, ADA.replace(note="x"))
    summary = told(pc, laptop)
    assert (summary.new, summary.changed) == (3, 0)


def test_households_are_counted_from_what_belongs_to_them(pair) -> None:
    pc, laptop = pair
    contact = Contact(household=HOME.id)
    save(pc, contact, Reason(contact=contact.id), LanguageSkill(person=ADA.id), Office(name="A", code="A"))
    assert told(pc, laptop).passage.households == 1


def test_a_field_that_both_changed_is_counted_as_a_difference(pair) -> None:
    pc, laptop = pair
    save(pc, ADA.replace(given_name="Eda", note="x"))
    save(laptop, ADA.replace(given_name="Ida"))
    summary = told(pc, laptop)
    assert summary.conflicts == summary.passage.conflicts == 1
    assert passages(laptop).listed()[0].conflicts == 1
    assert told(laptop, pc).conflicts == 1
    save(pc, HOME.replace(note="x"))
    assert told(pc, laptop).conflicts == 0  # the one of before is not counted again


def test_an_erasure_is_counted_with_all_that_belonged_to_it(pair) -> None:
    pc, laptop = pair
    gone(pc, HOME.id)
    summary = told(pc, laptop)
    assert (summary.erased, summary.new, summary.changed) == (2, 0, 0)  # the household and its membership
    assert summary.left_out == ()


def test_what_somebody_changed_after_it_was_erased_here_is_named_as_left_out(pair) -> None:
    pc, laptop = pair
    gone(laptop, HOME.id)
    save(pc, HOME.replace(note="x"), ADA.replace(note="x"))
    summary = told(pc, laptop)
    (one,) = summary.left_out
    assert (one.kind, one.record, one.reason, one.name) == ("household", HOME.id, "erased", "")
    assert summary.changed == 1
    assert check(laptop.store) == ()


def test_what_is_new_below_something_erased_here_is_left_out_too(pair) -> None:
    pc, laptop = pair
    gone(laptop, HOME.id)
    contact = Contact(household=HOME.id)
    save(pc, contact)
    assert [(one.kind, one.record) for one in told(pc, laptop).left_out] == [("contact", contact.id)]


def test_what_one_package_writes_and_erases_is_not_left_out(three) -> None:
    _organisation, pc, laptop = three
    save(pc, ADA.replace(id=UUID(int=77)))
    gone(pc, UUID(int=77))
    assert told(pc, laptop).left_out == ()


def test_a_kind_of_a_newer_program_is_named(three, tmp_path) -> None:
    organisation, pc, laptop = three
    kit = Kit(organisation, pc, laptop, pc.send().path)
    made = tmp_path / "newer.lwb"
    made.write_bytes(kit.changed(0, kind="lighthouse"))
    left = laptop.receiving.take(made).summary.left_out
    assert [(one.kind, one.reason) for one in left] == [("lighthouse", "newer_program")]


def test_a_field_of_a_newer_program_is_named_with_its_household(three, tmp_path) -> None:
    organisation, pc, laptop = three
    kit = Kit(organisation, pc, laptop, pc.send().path)
    headers = [chain.read_header(line.split(b"\t")[0]) for line in kit.records]
    (place,) = [place for place, header in enumerate(headers) if header.kind == "household"]
    values = chain.read_values(kit.records[place].split(b"\t")[2])
    body = chain.compact({**values, "moon": 1})
    made = tmp_path / "newer.lwb"
    made.write_bytes(kit.changed(place, cols=[*headers[place].cols, "moon"], body=body))
    (one,) = laptop.receiving.take(made).summary.left_out
    assert (one.kind, one.record, one.name, one.reason) == ("household", HOME.id, "Haddad", "newer_program")
    with laptop.store.reading() as reader:
        assert reader.get(type(HOME), HOME.id) == HOME


@pytest.mark.parametrize(
    "record",
    [ADA.replace(nationality="zz_moon"), HOME.replace(target_group="martian")],
    ids=["of a person", "of a household"],
)
def test_a_code_that_no_list_has_is_kept_as_it_is_and_named(pair, record) -> None:
    pc, laptop = pair
    save(pc, record)
    (one,) = told(pc, laptop).left_out
    assert (one.kind, one.record, one.name, one.reason) == (record.kind, record.id, "Haddad", "unknown_code")
    with laptop.store.reading() as reader:
        assert reader.get(type(record), record.id) == record


def test_of_several_codes_one_that_no_list_has_is_noticed(pair) -> None:
    pc, laptop = pair
    save(pc, Consent(household=HOME.id, data_kinds=("address", "moon")))
    assert [one.reason for one in told(pc, laptop).left_out] == ["unknown_code"]


def test_a_restricted_household_is_not_named(pair) -> None:
    pc, laptop = pair
    save(pc, HOME.replace(restricted=True))
    laptop.take(pc.send())
    save(pc, ADA.replace(nationality="zz_moon"))
    assert [one.name for one in told(pc, laptop).left_out] == [""]


def test_a_sender_whose_clock_is_a_day_ahead_is_told_of(pair) -> None:
    pc, laptop = pair
    save(pc, HOME.replace(note="x"))
    with later(25 * timedelta(hours=1)):
        sent = pc.send()
    assert laptop.take(sent).summary.sender_ahead in (24, 25)
    assert laptop.take(sent).summary.clock_behind == 0


def test_the_own_clock_is_doubted_when_it_is_a_day_behind_all_that_was_seen(pair) -> None:
    pc, laptop = pair
    with later(3 * DAY):
        save(pc, HOME.replace(note="x"))
    summary = told(pc, laptop)
    assert summary.clock_behind in (71, 72)
    assert summary.sender_ahead == 0
    with later(3 * DAY):
        save(pc, HOME.replace(note="y"))
        assert told(pc, laptop).clock_behind == 0

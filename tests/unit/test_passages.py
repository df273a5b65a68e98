"""What went out and came in is remembered, with its receipts, and what is due is told."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from lwdesk.base.errors import (
    BundleDamaged,
    BundleRefused,
    Cancelled,
    FileMissing,
    NotAllowed,
    ReadOnly,
)
from lwdesk.base.progress import Progress
from lwdesk.domain.papers import AuditEntry
from lwdesk.services.exchange import trust as trusting
from lwdesk.services.exchange.sending import Sending
from lwdesk.store.check import check
from tests.unit.data_files import opened, place
from tests.unit.devices import machine, machines
from tests.unit.passing import ADA, DAY, household, later, passages, save


@pytest.fixture
def pair(tmp_path):
    with machines(tmp_path, "pc", "laptop") as (_org, made):
        yield made


def test_what_the_others_lack_is_told_in_plain_numbers(pair) -> None:
    pc, _laptop = pair
    household(pc)
    due = pc.sending.due()
    assert (due.changes, due.households, due.devices, due.answers) == (3, 1, ("laptop",), ())
    assert due.since is not None
    assert not due.is_nothing


def test_what_was_sent_is_due_until_the_other_says_that_it_has_it(pair) -> None:
    pc, laptop = pair
    household(pc)
    laptop.take(pc.send())
    assert pc.sending.due().changes == 3
    pc.take(laptop.send())
    assert pc.sending.due().changes == 0
    assert pc.sending.due().devices == ()


def test_telling_what_is_due_asks_no_more_of_a_long_log_than_of_a_short_one(pair) -> None:
    pc, _laptop = pair
    household(pc)
    asked: list[str] = []
    event.listen(pc.store.engine, "checkout", lambda raw, *_: raw.set_trace_callback(asked.append))
    pc.sending.due()
    first = len(asked)
    save(pc, *(ADA.replace(id=trusting.UUID(int=1000 + number)) for number in range(300)))
    asked.clear()
    assert pc.sending.due().changes == 303
    assert 0 < len(asked) <= first


def test_a_package_is_noted_with_its_number_and_is_unconfirmed_at_first(pair) -> None:
    pc, laptop = pair
    household(pc)
    sent = pc.send()
    (one,) = passages(pc).listed()
    assert (one.direction, one.number, one.changes, one.households) == ("sent", 1, 3, 1)
    assert (one.label, one.device.hex, one.state) == ("laptop", laptop.trust.own().device, "unconfirmed")
    assert one.bundle == sent.bundle


def test_the_answer_of_the_other_confirms_it(pair) -> None:
    pc, laptop = pair
    household(pc)
    laptop.take(pc.send())
    pc.take(laptop.send())
    assert [one.state for one in passages(pc).listed("sent")] == ["confirmed"]


def test_without_an_answer_for_ten_days_it_is_overdue(pair) -> None:
    pc, _laptop = pair
    household(pc)
    pc.send()
    with later(10 * DAY - timedelta(minutes=1)):
        assert passages(pc).listed()[0].state == "unconfirmed"
    with later(10 * DAY):
        assert passages(pc).listed()[0].state == "overdue"


def test_a_device_that_was_withdrawn_is_not_waited_for(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop", "tablet") as (organisation, (pc, laptop, tablet)):
        household(pc)
        laptop.take(pc.send())
        pc.take(laptop.send())
        assert passages(pc).listed("sent")[0].state == "unconfirmed"
        organisation.roster = trusting.revoke(organisation.roster, tablet.trust.own().device, {})
        organisation.devices.remove(tablet)
        organisation.spread()
        assert passages(pc).listed("sent")[0].state == "confirmed"


def test_a_package_lost_on_its_way_is_confirmed_by_the_answer_to_the_next_one(pair) -> None:
    pc, laptop = pair
    household(pc)
    pc.send()
    save(pc, ADA.replace(note="x"))
    laptop.take(pc.send())
    pc.take(laptop.send())
    assert [one.state for one in passages(pc).listed("sent")] == ["confirmed", "confirmed"]


def test_whoever_has_nothing_new_answers_with_an_empty_package(pair) -> None:
    pc, laptop = pair
    household(pc)
    laptop.take(pc.send())
    due = laptop.sending.due()
    assert (due.changes, due.answers, due.is_nothing) == (0, ("pc",), False)
    receipt = laptop.send()
    assert receipt.records == 0
    assert pc.take(receipt).summary.passage.state == "taken"


def test_an_answer_needs_no_answer(pair) -> None:
    pc, laptop = pair
    household(pc)
    laptop.take(pc.send())
    pc.take(laptop.send())
    assert pc.sending.due().is_nothing
    assert laptop.sending.due().is_nothing
    with pytest.raises(BundleRefused) as refused:
        pc.send()
    assert refused.value.facts == {"why": "nothing"}


def test_an_answer_that_was_lost_is_given_again_when_the_package_comes_again(pair) -> None:
    pc, laptop = pair
    household(pc)
    laptop.take(pc.send())
    laptop.send()
    assert laptop.sending.due().is_nothing
    again = laptop.take(pc.send())
    assert again.is_known
    assert laptop.sending.due().answers == ("pc",)
    pc.take(laptop.send())
    assert pc.sending.due().is_nothing


def test_a_package_that_was_answered_needs_no_other_answer_however_often_it_is_read(pair) -> None:
    pc, laptop = pair
    household(pc)
    sent = pc.send()
    laptop.take(sent)
    laptop.take(sent)
    assert laptop.sending.due().answers == ("pc",)
    laptop.send()
    for _again in range(3):
        laptop.take(sent)
        assert laptop.sending.due().answers == ()


def test_a_package_known_by_another_way_is_answered_once(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop", "tablet") as (_organisation, (pc, laptop, tablet)):
        household(pc)
        sent = pc.send()
        laptop.take(sent)
        tablet.take(sent)
        relayed = laptop.send()
        tablet.send()
        tablet.take(relayed)
        assert tablet.sending.due().answers == ("laptop",)
        tablet.send()
        for _again in range(3):
            tablet.take(relayed)
            assert tablet.sending.due().answers == ()


def test_a_newer_list_of_devices_is_reason_enough_for_a_package(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop", "tablet") as (organisation, (pc, laptop, tablet)):
        household(pc)
        sent = pc.send()
        for other in (laptop, tablet):
            other.take(sent)
            pc.take(other.send())
        assert pc.sending.due().is_nothing
        organisation.roster = trusting.revoke(organisation.roster, tablet.trust.own().device, {})
        organisation.devices.remove(tablet)
        organisation.devices.remove(laptop)
        organisation.spread()
        assert pc.sending.due().new_roster
        laptop.take(pc.send())
        assert laptop.trust.roster().version == organisation.roster.version
        assert not pc.sending.due().new_roster


def test_alone_nobody_is_sent_anything(tmp_path) -> None:
    with machines(tmp_path, "pc") as (_org, (pc,)):
        household(pc)
        assert pc.sending.due().devices == ()
        with pytest.raises(BundleRefused) as refused:
            pc.send()
        assert refused.value.facts == {"why": "nobody"}


def test_before_it_was_enrolled_a_device_sends_nothing(tmp_path) -> None:
    with opened(place(tmp_path)) as store:
        pc = machine(store, tmp_path, "pc")
        for act in (pc.sending.due, pc.send, lambda: pc.receiving.look(tmp_path / "x")):
            with pytest.raises(BundleRefused) as refused:
                act()
            assert refused.value.facts == {"why": "not_enrolled"}
    with opened(tmp_path / "desk.lwdb", read_only=True) as store, pytest.raises(BundleRefused):
        machine(store, tmp_path, "pc").sending.due()


def test_a_package_that_fails_gives_its_number_back_and_is_not_noted(pair) -> None:
    pc, _laptop = pair
    household(pc)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        pc.sending.export(pc.folder, stopped)
    with pytest.raises(FileMissing) as missing:
        pc.sending.export(pc.folder / "stick")
    assert missing.value.facts == {"why": "folder"}
    assert passages(pc).listed() == ()
    assert list(pc.folder.glob("*.lwb*")) == []
    assert pc.send().number == 1


def test_reading_in_that_was_stopped_leaves_nothing_and_is_not_noted(pair) -> None:
    pc, laptop = pair
    household(pc)
    sent = pc.send()
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        laptop.receiving.take(sent.path, stopped)
    with laptop.store.reading() as reader:
        assert reader.get(type(ADA), ADA.id) is None
    assert passages(laptop).listed() == ()
    assert laptop.take(sent).result.records == 3


def test_the_trail_says_that_something_left_and_that_something_came(pair) -> None:
    pc, laptop = pair
    household(pc)
    laptop.take(pc.send())
    for one, action in ((pc, "export"), (laptop, "import")):
        with one.store.reading() as reader:
            (line,) = reader.all(AuditEntry)
        assert (line.action, line.subject_kind, line.count) == (action, "bundle", 3)
        assert check(one.store) == ()


def test_whoever_may_not_export_neither_sends_nor_takes(pair) -> None:
    pc, laptop = pair
    household(pc)
    sent = pc.send()
    seat = machine(laptop.store, laptop.folder, "laptop").seat
    assistant = type(seat)(seat.store, seat.office, seat.staff.replace(role="assistant"), seat.device)
    with pytest.raises(NotAllowed):
        Sending(assistant, laptop.trust).export(laptop.folder)
    receiving = type(laptop.receiving)(assistant, laptop.trust)
    for act in (receiving.take, receiving.look):
        with pytest.raises(NotAllowed):
            act(sent.path)
    assert passages(laptop).listed() == ()


def test_a_file_that_is_only_read_can_be_looked_into_but_takes_nothing(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop") as (_org, (pc, laptop)):
        household(pc)
        sent = pc.send()
        laptop.trust.own()
        with opened(tmp_path / "laptop" / "desk.lwdb", read_only=True) as store:
            reader = machine(store, laptop.folder, "laptop")
            assert reader.receiving.look(sent.path).changes == 3
            assert reader.sending.due().is_nothing
            with pytest.raises(ReadOnly):
                reader.take(sent)


def test_what_came_in_is_noted_with_who_sent_it_and_what_it_brought(pair) -> None:
    pc, laptop = pair
    household(pc)
    laptop.take(pc.send())
    (one,) = passages(laptop).listed()
    assert (one.direction, one.label, one.role, one.number) == ("received", "pc", "office", 1)
    assert (one.changes, one.households, one.conflicts, one.state) == (3, 1, 0, "taken")
    assert passages(laptop).listed("sent") == ()


def test_the_latest_come_first_and_no_more_than_asked_for(pair) -> None:
    pc, laptop = pair
    for note in "abc":
        save(pc, ADA.replace(note=note))
        laptop.take(pc.send())
    assert [one.number for one in passages(laptop).listed(limit=2)] == [3, 2]


def test_a_package_read_in_again_is_known_and_names_the_last_one(pair) -> None:
    pc, laptop = pair
    household(pc)
    first = pc.send()
    laptop.take(first)
    save(pc, ADA.replace(note="x"))
    laptop.take(pc.send())
    again = laptop.take(first)
    assert again.is_known
    assert again.summary.passage.state == "known"
    assert again.summary.passage.facts == {"last": 2}
    laptop.take(first)
    assert [(one.number, one.state) for one in passages(laptop).listed()] == [
        (1, "known"),
        (2, "taken"),
        (1, "taken"),
    ]


def test_the_own_package_is_known_and_nobody_waits_for_an_answer_to_it(pair) -> None:
    pc, _laptop = pair
    household(pc)
    assert pc.take(pc.send()).summary.passage.state == "known"
    assert pc.sending.due().answers == ()


def refused(machine, path: Path) -> None:
    with pytest.raises(BundleRefused):
        machine.receiving.take(path)


def test_what_was_refused_is_noted_once_with_the_reason_and_nothing_of_what_is_in_it(pair) -> None:
    pc, laptop = pair
    household(pc)
    path = pc.send().path
    path.write_bytes(path.read_bytes()[:-40])
    refused(laptop, path)
    refused(laptop, path)
    (one,) = passages(laptop).listed()
    assert (one.state, one.reason, one.facts, one.label) == (
        "refused",
        BundleDamaged.__name__,
        {"why": "cut"},
        "",
    )


def test_two_different_files_that_are_none_are_noted_each(pair, tmp_path) -> None:
    _pc, laptop = pair
    for content in (b"", b"something else"):
        path = tmp_path / "x.lwb"
        path.write_bytes(content)
        refused(laptop, path)
    assert len(passages(laptop).listed("received")) == 2


def test_a_file_that_is_gone_is_said_to_be_so_and_noted_nowhere(pair, tmp_path) -> None:
    _pc, laptop = pair
    for act in (laptop.receiving.take, laptop.receiving.look):
        with pytest.raises(FileMissing) as missing:
            act(tmp_path / "gone.lwb")
        assert missing.value.facts == {"why": "bundle"}
    assert passages(laptop).listed() == ()


def test_what_became_of_a_package_can_be_asked_by_its_name(pair) -> None:
    pc, laptop = pair
    household(pc)
    sent = pc.send()
    name = trusting.UUID(sent.bundle)
    assert passages(laptop).received(name) is None
    laptop.take(sent)
    assert passages(laptop).received(name).state == "taken"
    assert passages(pc).received(name) is None

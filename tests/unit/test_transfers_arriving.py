"""A package with a household is looked at, decided about by a person, and answered."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from lwdesk.base import clock, ids
from lwdesk.base.errors import (
    BundleDamaged,
    BundleForged,
    BundleNotForUs,
    BundleRefused,
    BundleRevoked,
    DiskFull,
    InvalidInput,
    NotOurs,
    ReadOnly,
    RecordGone,
    Restricted,
)
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person
from lwdesk.domain.task import Task
from lwdesk.domain.transfer import Transfer
from lwdesk.services import accounts
from lwdesk.services.exchange import trust
from tests.unit import office
from tests.unit.lwb import opened_lines
from tests.unit.two_offices import NOW, THERE, TODAY, Offices, offices_today, records


@pytest.fixture
def both(tmp_path) -> Iterator[Offices]:
    with offices_today(tmp_path) as whole:
        yield whole


def test_a_second_look_says_what_was_decided_and_decides_nothing_again(both: Offices) -> None:
    both.agree()
    path = both.send()
    done = both.taking.accept(path, both.folder)
    again = both.taking.look(path)
    assert (again.known.state, again.known.household, again.similar) == ("accepted", done.household, ())
    with pytest.raises(BundleRefused):
        both.taking.accept(path, both.folder)
    with pytest.raises(BundleRefused):
        both.taking.decline(path, "full", both.folder)
    assert both.taking.answer_again(path, both.folder).receipt != done.receipt


def test_a_receipt_is_only_made_again_of_what_was_decided(both: Offices) -> None:
    both.agree()
    with pytest.raises(RecordGone):
        both.taking.answer_again(both.send(), both.folder)


def test_the_receipt_closes_the_loop(both: Offices) -> None:
    both.agree()
    done = both.taking.accept(both.send(), both.folder)
    answered = both.sending.receipt(Path(done.receipt))
    assert answered.transfer.state == "confirmed"
    asked, next_step = records(both.here, Task, about=answered.transfer.id)
    assert (asked.state, next_step.state) == ("done", "open")
    assert "Innenstadt Nord" in next_step.title
    assert both.sending.receipt(Path(done.receipt)).is_known


def test_a_receipt_names_nobody(both: Offices) -> None:
    both.agree()
    done = both.taking.accept(both.send(), both.folder)
    lines = opened_lines(Path(done.receipt), both.here.exchange.trust.own().identities)
    (line,) = lines
    text = line.decode()
    for name in ("Hamdan", "Mohammed", "Sofia", "Lange"):
        assert name not in text


def test_a_declined_package_leaves_nothing_but_that_it_came(both: Offices) -> None:
    both.agree()
    done = both.taking.decline(both.send(), "not_responsible", both.folder)
    assert (done.household, records(both.there, Person), records(both.there, Household)) == (None, (), ())
    answered = both.sending.receipt(Path(done.receipt))
    assert (answered.transfer.state, answered.transfer.refusal) == ("declined", "not_responsible")


@pytest.mark.parametrize("reason", ["", "did_not_go", "nonsense"])
def test_declining_needs_a_reason_of_an_office(both: Offices, reason) -> None:
    both.agree()
    with pytest.raises(InvalidInput):
        both.taking.decline(both.send(), reason, both.folder)


def test_a_lapsed_package_stays_closed(both: Offices) -> None:
    both.agree()
    path = both.send(expires=TODAY)
    with clock.using(clock.FixedClock(NOW + timedelta(days=1))):
        with pytest.raises(BundleRefused) as told:
            both.taking.look(path)
        assert both.sending.listed(both.home)[0].state == "expired"
    assert told.value.facts["why"] == "expired"


def test_a_package_of_a_withdrawn_device_stays_closed(both: Offices) -> None:
    both.agree()
    path = both.send()
    own = both.here.exchange.trust.own().device
    both.roster = trust.revoke(both.roster, own, {})
    both.spread()
    with pytest.raises(BundleRevoked):
        both.taking.look(path)


def test_the_sender_cannot_open_what_it_sent(both: Offices) -> None:
    both.agree()
    with pytest.raises(BundleNotForUs):
        both.sending.look(both.send())


def test_what_a_package_is_shows_in_its_head(both: Offices) -> None:
    both.agree()
    path = both.send()
    receipt = Path(both.taking.accept(path, both.folder).receipt)
    assert (both.taking.scope(path), both.sending.scope(receipt)) == ("transfer", "receipt")


def test_a_transfer_is_not_taken_in_as_a_log_and_not_as_a_receipt(both: Offices) -> None:
    both.agree()
    path = both.send()
    with pytest.raises(BundleRefused):
        both.there.exchange.receiving.take(path)
    with pytest.raises(BundleDamaged):
        both.taking.receipt(path)
    assert records(both.there, Person) == ()


def test_a_receipt_of_an_office_that_was_not_asked_counts_for_nothing(both: Offices) -> None:
    both.agree()
    done = both.taking.accept(both.send(), both.folder)
    (kept,) = records(both.here, Transfer)
    with both.here.seat.writing("", None) as transaction:
        transaction.save(kept.replace(other_office="0" * 32))
    with pytest.raises(BundleForged):
        both.sending.receipt(Path(done.receipt))


def test_a_receipt_for_something_unknown_is_refused(both: Offices) -> None:
    both.agree()
    done = both.taking.accept(both.send(), both.folder)
    (kept,) = records(both.here, Transfer)
    with both.here.seat.writing("", None) as transaction:
        transaction.save(kept.replace(bundle=str(uuid4())))
    with pytest.raises(BundleNotForUs):
        both.sending.receipt(Path(done.receipt))


def joined(both: Offices) -> tuple[Path, UUID]:
    """Let the other office know the father already, and hand the family over."""
    there = Intake(
        Household(target_group="refugee"),
        members=(
            Member(
                Person(given_name="Mohamed", family_name="Hamdan", phone="0171 39200 17"),
                Membership(role="reference"),
                languages=(LanguageSkill(language="ar"),),
            ),
        ),
        needs=(Need(area="housing", level=1),),
    )
    both.there.households.take_in(there)
    both.agree()
    return both.send(), there.household.id


def test_who_may_be_here_already_is_found(both: Offices) -> None:
    path, household = joined(both)
    assert [one.household for one in both.taking.look(path).similar] == [household]


def test_values_are_proposed_one_by_one_and_only_gaps_are_chosen_beforehand(both: Offices) -> None:
    path, household = joined(both)
    found = {one.label: one for one in both.taking.proposals(path, household)}
    given = next(one for one in found.values() if (one.mine, one.theirs) == ("Mohamed", "Mohammed"))
    assert not given.fits
    native = next(one for one in found.values() if one.theirs == "محمد حمدان")
    assert (native.mine, native.fits) == ("–", True)
    assert any(one.theirs == "Lina Hamdan" and one.fits for one in found.values())


def test_only_what_was_chosen_is_taken_over(both: Offices) -> None:
    path, household = joined(both)
    proposals = both.taking.proposals(path, household)
    keys = [one.key for one in proposals if one.fits]
    done = both.taking.join(path, household, keys, both.folder)
    card = both.taken(done.household)
    names = {(one.person.given_name, one.person.native_name) for one in card.members}
    assert names == {("Mohamed", "محمد حمدان"), ("Lina", "")}
    assert [(one.area, one.level) for one in card.needs] == [("housing", 1)]
    assert card.dwelling.street == "Lindenallee 14"
    assert [one.membership.main_contact for one in card.members] == [True, False]
    assert both.sending.receipt(Path(done.receipt)).transfer.state == "confirmed"


def test_a_choice_that_is_none_changes_nothing(both: Offices) -> None:
    path, household = joined(both)
    with pytest.raises(RecordGone):
        both.taking.join(path, household, ["nonsense"], both.folder)
    assert list(both.folder.glob("*.part")) == []
    assert len(list(both.folder.iterdir())) == 1


def test_joining_nothing_still_answers(both: Offices) -> None:
    path, household = joined(both)
    done = both.taking.join(path, household, (), both.folder)
    assert len(both.taken(household).members) == 1
    assert both.sending.receipt(Path(done.receipt)).transfer.state == "confirmed"


def test_the_timeline_tells_from_whom_a_household_came_and_to_whom_it_went(both: Offices) -> None:
    both.agree()
    done = both.taking.accept(both.send(), both.folder)
    assert "taken_over" in {event.kind for event in both.taken(done.household).events}
    assert "disclosed" in {event.kind for event in both.here.households.card(both.home).events}


def test_two_devices_of_an_office_that_decide_the_same_write_the_same_record(both: Offices) -> None:
    both.agree()
    path = both.send()
    told = both.taking.look(path)
    done = both.taking.accept(path, both.folder)
    (kept,) = records(both.there, Transfer)
    assert kept.id == ids.derived(UUID(told.bundle), "in", both.there.office.id.hex)
    assert done.household == told.handed.intake.household.id


def test_a_household_that_is_restricted_here_is_joined_by_nobody(both: Offices) -> None:
    path, household = joined(both)
    home = both.there.households.card(household).household
    both.there.households.save(home.replace(restricted=True), home)
    with pytest.raises(Restricted):
        both.taking.join(path, household, (), both.folder)
    assert records(both.there, Transfer) == ()


def test_a_household_of_another_office_is_handed_over_by_that_office_alone(both: Offices) -> None:
    both.agree()
    wish = both.wish()
    with both.here.seat.writing("", None) as transaction:
        home = transaction.get(Household, both.home)
        transaction.save(home.replace(office=both.there.office.id))
    with pytest.raises(NotOurs):
        both.sending.send(wish, both.folder)


def test_a_household_that_is_gone_is_not_joined(both: Offices) -> None:
    path, _household = joined(both)
    with pytest.raises(RecordGone):
        both.taking.proposals(path, uuid4())
    with pytest.raises(RecordGone):
        both.taking.listed(uuid4())


def test_a_receipt_that_was_not_saved_never_gets_its_name(both: Offices, monkeypatch) -> None:
    both.agree()
    path = both.send()
    before = set(both.folder.iterdir())
    seen = []

    def stopped(*_all: object, **_more: object) -> None:
        seen.append(sorted(one.suffix for one in set(both.folder.iterdir()) - before))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lwdesk.store.seal._remember", stopped)
    with pytest.raises(DiskFull):
        both.taking.accept(path, both.folder)
    assert seen[-1:] == [[".part"]]
    assert set(both.folder.iterdir()) == before


def test_a_package_is_looked_at_while_another_window_has_the_file(both: Offices) -> None:
    both.agree()
    path, place = both.send(), both.there.path
    user = next(one.id for one in accounts.users(place) if one.name == THERE.staff)
    reading = accounts.unlock(place, user, office.PASSPHRASE, read_only=True)
    try:
        assert reading.exchange.transfers.look(path).purpose == "moved"
        with pytest.raises(ReadOnly):
            reading.exchange.transfers.accept(path, both.folder)
    finally:
        reading.close()

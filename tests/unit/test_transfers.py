"""A household goes from one office to another, with two real files and real packages between them."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from lwdesk.base import signing
from lwdesk.base.errors import (
    BundleNotForUs,
    GateClosed,
    InvalidInput,
    NotAllowed,
    NoteUnread,
    ReadOnly,
)
from lwdesk.domain import handing_over
from lwdesk.domain.consent import Withholding
from lwdesk.domain.provider import Provider
from lwdesk.domain.task import Task
from lwdesk.domain.transfer import Transfer
from lwdesk.services.exchange import trust
from lwdesk.store.check import check
from lwdesk.sync import roster, seal
from tests import canary
from tests.unit import office
from tests.unit.two_offices import KINDS, TODAY, Offices, offices_today, records


@pytest.fixture
def both(tmp_path) -> Iterator[Offices]:
    with offices_today(tmp_path) as whole:
        yield whole


def test_the_other_office_is_a_recipient_and_the_own_is_not(both: Offices) -> None:
    (one,) = both.sending.recipients()
    assert (one.office, one.answers) == (both.there.office.id.hex, True)
    assert one.devices == (both.there.exchange.trust.own().device,)


def test_a_household_goes_over_with_what_was_chosen(both: Offices) -> None:
    both.agree()
    sent = both.send(message="Bitte bald anrufen.")
    arrival = both.taking.look(sent)
    assert (arrival.purpose, arrival.expires, arrival.left_out) == ("moved", TODAY + timedelta(days=30), ())
    assert arrival.handed.message == "Bitte bald anrufen."
    done = both.taking.accept(sent, both.folder)
    card = both.taken(done.household)
    assert [one.person.family_name for one in card.members] == ["Hamdan", "Hamdan"]
    assert card.members[0].languages[0].language == "ar"
    assert (card.dwelling.street, card.household.target_group) == ("Lindenallee 14", "refugee")
    assert [one.area for one in card.needs] == ["housing"]
    assert card.household.office == both.there.office.id
    assert (check(both.here.seat.store), check(both.there.seat.store)) == ((), ())


def test_no_field_that_was_not_chosen_and_nobody_elses_text_is_in_a_package(both: Offices) -> None:
    both.agree()
    text = both.text_in(both.send("name", "need"))
    assert "GEHEIM" not in text
    for gone in ("Lindenallee", "0171", "nationality", "Albers", "Jana", "withhold", "landlord"):
        assert gone not in text
    manifest = json.loads(text.splitlines()[0])
    assert set(manifest["fields"]) == {"household", "person", "need"}


def test_no_name_of_a_record_here_is_in_a_package(both: Offices) -> None:
    both.agree()
    text = both.text_in(both.send())
    card = both.here.households.card(both.home)
    for one in (card.household, card.dwelling, *(one.person for one in card.members), *card.needs):
        assert one.id.hex not in text
        assert str(one.id) not in text


def test_every_field_of_a_package_was_chosen(both: Offices) -> None:
    both.agree()
    wish = both.wish()
    for line in both.text_in(Path(both.sending.send(wish, both.folder).path)).splitlines()[1:-1]:
        told = json.loads(line)
        assert {f"{told['kind']}.{name}" for name in told.get("fields", {})} <= wish.fields


def test_only_the_people_who_were_chosen_are_in_a_package(both: Offices) -> None:
    both.agree()
    sent = both.send(persons=both.members()[:1])
    assert "Lina" not in both.text_in(sent)


def test_a_preview_is_what_then_leaves(both: Offices) -> None:
    both.agree()
    wish = both.wish(message="Gruß")
    prepared = both.sending.prepare(wish)
    arrival = both.taking.look(Path(both.sending.send(wish, both.folder).path))
    assert prepared.closed is None
    assert prepared.parts == arrival.parts


def test_without_a_consent_nothing_leaves(both: Offices) -> None:
    assert both.sending.prepare(both.wish()).closed == "no_consent"
    with pytest.raises(GateClosed):
        both.send()
    assert list(both.folder.iterdir()) == []
    assert records(both.here, Transfer) == ()


def test_a_consent_for_another_recipient_does_not_count(both: Offices) -> None:
    both.agree(recipient="Somebody else")
    assert both.sending.prepare(both.wish()).closed == "other_recipient"


def test_a_kind_of_data_nobody_agreed_to_keeps_all_of_it_here(both: Offices) -> None:
    both.agree("name", "need")
    prepared = both.sending.prepare(both.wish("name", "phone"))
    assert (prepared.closed, prepared.gate.missing) == ("kinds", ("phone",))
    assert all(row.key != "person.phone" for part in prepared.parts for row in part.rows)
    with pytest.raises(GateClosed):
        both.send("name", "phone")


def test_health_needs_a_consent_of_its_own(both: Offices) -> None:
    both.agree(*KINDS, "health")
    assert both.sending.prepare(both.wish("name", "health")).gate.missing == ("health",)
    both.agree("health", purpose="health")
    text = both.text_in(both.send("name", "health"))
    assert "GEHEIM-GESUND" in text


def test_who_must_not_be_told_gets_nothing(both: Offices) -> None:
    both.agree()
    both.here.households.save(Withholding(household=both.home, whom=both.recipient.name))
    prepared = both.sending.prepare(both.wish())
    assert (prepared.closed, prepared.parts) == ("withheld", ())
    with pytest.raises(GateClosed):
        both.send()


def test_a_restricted_household_stays_here(both: Offices) -> None:
    both.agree()
    home = both.here.households.card(both.home).household
    both.here.households.save(home.replace(restricted=True), home)
    assert both.sending.prepare(both.wish()).closed == "restricted"
    with pytest.raises(GateClosed):
        both.send()


def protect(both: Offices) -> None:
    home = both.here.households.card(both.home).household
    both.here.households.save(home.replace(address_protected=True), home)


def test_a_protected_address_stays_here_unless_the_consent_names_it(both: Offices) -> None:
    protect(both)
    both.agree("name", "housing")
    prepared = both.sending.prepare(both.wish("name", "address"))
    assert prepared.closed == "protected_address"
    fields = handing_over.usual(("name", "housing")) | {"dwelling.defects"}
    text = both.text_in(both.send("name", "housing", fields=fields))
    assert "Lindenallee" not in text
    assert "GEHEIM-MANGEL" not in text


def test_a_protected_address_goes_along_when_it_was_agreed_to_and_the_trail_says_so(both: Offices) -> None:
    protect(both)
    both.agree()
    rows = [row for part in both.sending.prepare(both.wish()).parts for row in part.rows]
    assert "Lindenallee 14" not in {row.text for row in rows}
    assert "Lindenallee" in both.text_in(both.send())
    assert "reveal.transfer" in {entry.action for entry in office.trail(both.here)}


def test_what_left_is_written_down(both: Offices) -> None:
    consent = both.agree()
    both.send("name", "need")
    (kept,) = both.sending.listed(both.home)
    assert (kept.state, kept.other, kept.consent) == ("sent", both.recipient.name, consent)
    (told,) = both.here.consents.received(both.home)
    assert (told.way, told.cause, told.data_kinds) == ("package", kept.id, ("name", "need"))
    (task,) = records(both.here, Task, about=kept.id)
    assert task.due_on == kept.expires_on
    assert office.trail(both.here)[0].action == "export"


def test_a_revoked_consent_stops_what_is_under_way_and_lists_who_knows(both: Offices) -> None:
    consent = both.agree()
    both.send()
    (kept,) = both.sending.listed(both.home)
    revoked = both.here.consents.revoke(consent)
    assert ("transfer", kept.id) in revoked.stopped
    assert [one.recipient for one in revoked.received] == [both.recipient.name]
    assert both.sending.listed(both.home)[0].state == "withdrawn"
    (task, tell) = records(both.here, Task, about=kept.id)
    assert (task.state, tell.state) == ("dropped", "open")
    assert both.sending.prepare(both.wish()).closed == "revoked"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"purpose": "none"}, "purpose"),
        ({"persons": ()}, "persons"),
        ({"fields": frozenset({"need.area"})}, "fields"),
        ({"expires": TODAY - timedelta(days=1)}, "expires_on"),
        ({"expires": TODAY + timedelta(days=400)}, "expires_on"),
    ],
)
def test_an_incomplete_wish_is_refused(both: Offices, wrong, field) -> None:
    both.agree()
    with pytest.raises(InvalidInput) as told:
        both.send(**wrong)
    assert told.value.facts["fields"] == field


def test_nobody_of_the_household_is_nobody_to_hand_over(both: Offices) -> None:
    both.agree()
    with pytest.raises(InvalidInput):
        both.send(persons=(uuid4(),))


def test_a_package_is_good_no_longer_than_the_consent(both: Offices) -> None:
    both.agree(valid_until=TODAY + timedelta(days=3))
    with pytest.raises(InvalidInput):
        both.send()
    assert both.send(expires=TODAY + timedelta(days=3)).exists()


def test_a_full_stick_leaves_nothing_behind(both: Offices, monkeypatch) -> None:
    both.agree()

    def full(*_all: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lwdesk.sync.bundle.write", full)
    with pytest.raises(Exception, match=r"DiskFull|space"):
        both.send()
    assert records(both.here, Transfer) == ()


def test_who_may_not_export_hands_nothing_over(both: Offices, tmp_path) -> None:
    both.agree()
    path = both.here.path
    wish = both.wish()
    both.here.close()
    with office.opened(path, "assistant") as desk, pytest.raises(NotAllowed):
        desk.exchange.transfers.send(wish, both.folder)


def test_the_case_management_reads_with_a_key_of_its_own(both: Offices) -> None:
    identity = seal.new_identity()
    kim = both.sending.outside("KIM", f" {seal.recipient(identity)}\n")
    both.here.directory.save(Provider(name="KIM"))
    both.agree(recipient="KIM")
    sent = both.send(recipient=kim, purpose="case_management")
    assert "Mohammed" in both.text_in(sent, identity)
    (kept,) = both.sending.listed(both.home)
    assert records(both.here, Task, about=kept.id) == ()
    with pytest.raises(BundleNotForUs):
        both.taking.look(sent)


def test_a_key_that_is_none_is_refused(both: Offices) -> None:
    with pytest.raises(InvalidInput):
        both.sending.outside("KIM", "age1nonsense")


def test_nothing_of_a_household_lies_open_beside_the_package(both: Offices, tmp_path) -> None:
    both.agree()
    path = both.send(message="Kanarienvogel Ü")
    both.sending.receipt(Path(both.taking.accept(path, both.folder).receipt))
    assert canary.leaks(tmp_path, ["Mohammed", "Lindenallee", "Kanarienvogel Ü", "GEHEIM"]) == []


def test_a_file_that_is_only_read_hands_nothing_over(both: Offices) -> None:
    both.agree()
    wish, path = both.wish(), both.here.path
    both.here.close()
    with office.opened(path, read_only=True) as desk, pytest.raises(ReadOnly):
        desk.exchange.transfers.send(wish, both.folder)
    assert list(both.folder.iterdir()) == []


def another_device(both: Offices, role: str) -> str:
    """Enrol one more device at the other office and return its key."""
    key, identity = signing.new_signing_key(), seal.new_identity()
    asked = roster.Enrolment(
        device=uuid4().hex,
        label="Tasche 1",
        office=both.there.office.id.hex,
        sign_pk=signing.public_key(key).hex(),
        age_recipient=seal.recipient(identity),
        created=TODAY,
    )
    both.roster = trust.enrol(both.roster, asked, role, [])
    both.spread()
    return asked.age_recipient


def test_every_computer_of_the_other_office_can_read_it_and_no_laptop_for_visits(both: Offices) -> None:
    laptop, second = another_device(both, "laptop"), another_device(both, "office")
    assert second in both.recipient.keys
    assert laptop not in both.recipient.keys


def test_a_recipient_is_called_as_the_list_of_devices_calls_its_office(both: Offices) -> None:
    assert both.recipient.name == both.there.office.name
    with both.here.seat.writing("", None) as transaction:
        transaction.save(both.there.office.replace(name="Willkommensbüro Nord"))
    assert both.recipient.name == "Willkommensbüro Nord"


def test_an_answer_that_comes_after_the_consent_was_revoked_does_not_hide_that(both: Offices) -> None:
    consent = both.agree()
    done = both.taking.accept(both.send(), both.folder)
    both.here.consents.revoke(consent)
    answered = both.sending.receipt(Path(done.receipt))
    assert (answered.transfer.state, answered.transfer.answered_on) == ("withdrawn", TODAY)
    assert both.sending.receipt(Path(done.receipt)).is_known


def test_every_handing_over_is_listed_for_whoever_may_see_its_household(both: Offices) -> None:
    both.agree()
    both.send()
    assert [row.home.household for row in both.sending.all()] == [both.home]
    home = both.here.households.card(both.home).household
    both.here.households.save(home.replace(restricted=True), home)
    assert len(both.sending.all()) == 1
    path = both.here.path
    both.here.close()
    with office.opened(path, "adviser") as desk:
        assert desk.exchange.transfers.all() == ()


def test_the_note_of_the_family_is_read_before_it_leaves(both: Offices) -> None:
    both.agree()
    with pytest.raises(NoteUnread):
        both.send(read="")
    assert list(both.folder.iterdir()) == []
    assert records(both.here, Transfer) == ()

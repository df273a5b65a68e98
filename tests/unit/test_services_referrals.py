"""A referral leaves only through the gate, its loop is closed by slip or hand, refused ones go elsewhere."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import (
    GateClosed,
    InvalidInput,
    NotAllowed,
    NoteUnread,
    RecordGone,
)
from lwdesk.domain.consent import Consent, Disclosure, Withholding
from lwdesk.domain.need import Need
from lwdesk.domain.provider import Provider
from lwdesk.domain.referral import Referral
from lwdesk.domain.task import Task
from lwdesk.services.beside import Beside
from lwdesk.services.consents import Consents
from lwdesk.services.listing import Asked
from lwdesk.services.referrals import Referrals
from tests.unit import office

DEBT = Provider(name="Schuldnerberatung Mitte")


@pytest.fixture
def desk():
    with office.fresh() as opened:
        opened.directory.save(DEBT)
        yield opened


def referral(family, **more):
    return Referral(
        **{
            "household": family.household.id,
            "area": "livelihood",
            "subject": "Schulden",
            "sort": "data",
            "provider": DEBT.id,
            "data_kinds": ("name", "phone"),
            **more,
        }
    )


def agree(desk, family, **more):
    consent = Consent(
        **{
            "household": family.household.id,
            "purpose": "pass_on",
            "recipient": DEBT.name,
            "provider": DEBT.id,
            "data_kinds": ("name", "phone"),
            "form": "written",
            "signed_by": "M. Hamdan",
            **more,
        }
    )
    desk.consents.give(consent)
    return consent


def everything(desk, cls):
    with desk.seat.reading() as reader:
        return reader.all(cls)


def test_without_a_consent_nothing_leaves(desk, family):
    with pytest.raises(GateClosed):
        desk.referrals.send(referral(family))
    assert everything(desk, Disclosure) == everything(desk, Referral) == ()


def test_information_alone_needs_no_consent(desk, family):
    made = referral(family, sort="information", data_kinds=())
    desk.referrals.send(made)
    assert desk.referrals.load(made.id).referral.state == "sent"
    assert everything(desk, Disclosure) == ()


def test_with_a_consent_it_gets_number_slip_task_and_a_line_of_who_received_what(desk, family):
    consent, made = agree(desk, family), referral(family)
    desk.referrals.send(made, [family.members[0].person.id])
    sent = desk.referrals.load(made.id)
    assert sent.referral.reference == f"V-HÖ-{clock.today().year}-0001"
    assert (sent.referral.state, sent.referral.consent) == ("sent", consent.id)
    assert sent.recipient == DEBT.name
    (told,) = everything(desk, Disclosure)
    assert (told.recipient, told.data_kinds, told.cause) == (DEBT.name, ("name", "phone"), made.id)
    (task,) = everything(desk, Task)
    assert (task.about, task.due_on) == (made.id, clock.today() + timedelta(days=14))


def test_a_kind_of_data_nobody_agreed_to_stays_here(desk, family):
    agree(desk, family)
    with pytest.raises(GateClosed):
        desk.referrals.send(referral(family, data_kinds=("name", "income")))


def test_health_needs_a_consent_of_its_own(desk, family):
    agree(desk, family, data_kinds=("name", "health"))
    with pytest.raises(GateClosed):
        desk.referrals.send(referral(family, data_kinds=("name", "health")))
    agree(desk, family, purpose="health", data_kinds=("health",))
    desk.referrals.send(referral(family, data_kinds=("name", "health")))


def test_who_must_not_be_told_is_not_told_whatever_was_agreed(desk, family):
    agree(desk, family)
    desk.households.save(Withholding(household=family.household.id, whom=DEBT.name))
    with pytest.raises(GateClosed):
        desk.referrals.send(referral(family, override_reason="eilig", override_basis="danger"))


def test_after_revoking_the_same_referral_is_refused(desk, family):
    consent = agree(desk, family)
    made = referral(family)
    desk.referrals.send(made)
    told = desk.consents.revoke(consent.id)
    assert ("referral", made.id) in told.stopped
    assert [one.recipient for one in told.received] == [DEBT.name]
    with pytest.raises(GateClosed):
        desk.referrals.send(referral(family))


def test_an_adviser_alone_never_overrides(tmp_path):
    with office.opened(office.place(tmp_path), "adviser") as desk:
        family = office.hamdan()
        desk.households.take_in(family)
        with pytest.raises(NotAllowed):
            desk.referrals.send(
                referral(family, provider=None, recipient="Amt", override_reason="x", override_basis="danger")
            )


def test_the_code_of_the_slip_closes_the_loop(desk, family):
    agree(desk, family)
    need = Need(household=family.household.id, area="livelihood", state="open")
    desk.households.save(need)
    made = referral(family, need=need.id)
    desk.referrals.send(made)
    code = desk.referrals.load(made.id).referral.slip_code
    found = desk.referrals.by_slip(code.lower().replace("-", " "))
    assert found.referral.id == made.id
    desk.referrals.step(made.id, "accepted")
    desk.referrals.step(made.id, "finished", outcome="solved", feedback_channel="slip")
    (kept,) = everything(desk, Need)
    assert kept.state == "solved"
    assert [task.state for task in everything(desk, Task)] == ["done"]


def test_a_second_device_gives_other_numbers_and_slips_and_finds_the_old_ones(desk, family):
    old = referral(family, sort="information", data_kinds=(), reference="V-2021-0007", slip_code="22-2ZT")
    first = referral(family, sort="information", data_kinds=())
    for one in (old, first):
        desk.referrals.send(one)
    other = replace(desk.seat, device=desk.device.replace(code="B"))
    second = referral(family, sort="information", data_kinds=())
    told = Referrals(other, Consents(other), Beside(other, Path())).send(second)
    year = clock.today().year
    assert desk.referrals.load(first.id).referral.reference == f"V-HÖ-{year}-0001"
    assert told.reference == f"V-HÖ-{year}-B-0001"
    assert told.slip_code.startswith("B-")
    for typed in (told.slip_code, told.slip_code.lower().replace("-", "")):
        assert desk.referrals.by_slip(typed).referral.id == second.id
    found = [desk.referrals.by_slip(typed).referral for typed in ("22-2ZT", "22 2zt")]
    assert {(one.id, one.reference) for one in found} == {(old.id, "V-2021-0007")}


@pytest.mark.parametrize(
    ("typed", "error"), [("7K-2044", InvalidInput), ("22-222", RecordGone), ("", InvalidInput)]
)
def test_a_code_of_no_slip_is_said_so(desk, typed, error):
    with pytest.raises(error):
        desk.referrals.by_slip(typed)


def test_a_refused_one_goes_elsewhere_and_the_need_is_open_again(desk, family):
    agree(desk, family)
    need = Need(household=family.household.id, area="livelihood", state="open")
    desk.households.save(need)
    made = referral(family, need=need.id)
    person = family.members[0].person.id
    desk.referrals.send(made, [person])
    with pytest.raises(InvalidInput):
        desk.referrals.step(made.id, "refused")
    desk.referrals.step(made.id, "refused", refusal="full")
    assert everything(desk, Need)[0].state == "open"
    again = desk.referrals.elsewhere(made.id)
    assert (again.referral.replaces, again.persons, again.referral.provider) == (made.id, (person,), None)


def test_an_illegal_step_is_refused(desk, family):
    made = referral(family)
    desk.referrals.save(made)
    with pytest.raises(InvalidInput):
        desk.referrals.step(made.id, "accepted")


def test_an_overdue_answer_stands_in_its_tab(desk, family, at_noon):
    agree(desk, family)
    desk.referrals.send(referral(family))
    at_noon.moment += timedelta(days=15)
    page = desk.referrals.page(Asked("overdue", "age"))
    assert [(row.recipient, row.home.name) for row in page.rows] == [(DEBT.name, "Hamdan")]
    assert dict(page.counts)["open"] == 1


def test_who_was_sent_here_is_taken_in_and_joined(desk, family):
    come = Referral(source="MigraDo", source_name="Familie H.", area="housing", sort="case")
    desk.referrals.take_in(come)
    assert [row.record.id for row in desk.referrals.page(Asked("incoming", "age")).rows] == [come.id]
    desk.referrals.join(come.id, family.household.id)
    assert desk.referrals.load(come.id).referral.state == "accepted"
    with pytest.raises(InvalidInput):
        desk.referrals.join(come.id, family.household.id)


def test_who_is_taken_in_is_joined_to_the_way_they_came_and_both_are_taken_back(desk):
    come = Referral(source="MigraDo", source_name="Familie H.", area="housing", sort="case")
    desk.referrals.take_in(come)
    intake = office.hamdan()
    changes = desk.households.take_in(intake, referral=come.id)
    assert changes.touches("referral", record=come.id)
    kept = desk.referrals.load(come.id).referral
    assert (kept.household, kept.state) == (intake.household.id, "accepted")
    assert ("referral", come.id) in {(line.subject_kind, line.subject) for line in office.trail(desk)}
    desk.undo_last()
    kept = desk.referrals.load(come.id).referral
    assert (kept.household, kept.state) == (None, "received")
    with pytest.raises(RecordGone):
        desk.households.card(intake.household.id)


@pytest.mark.parametrize("meanwhile", ["joined", "refused", "outgoing", "gone"])
def test_a_way_that_somebody_saw_to_meanwhile_stays_and_the_household_is_kept(desk, family, meanwhile):
    come = Referral(source="MigraDo", source_name="Familie H.", area="housing", sort="case")
    if meanwhile == "outgoing":
        come = referral(family, sort="information", data_kinds=())
        desk.referrals.send(come)
    elif meanwhile != "gone":
        desk.referrals.take_in(come)
    if meanwhile == "joined":
        desk.referrals.join(come.id, family.household.id)
    elif meanwhile == "refused":
        desk.referrals.step(come.id, "refused", refusal="full")
    before = everything(desk, Referral)
    intake = office.hamdan()
    assert not desk.households.take_in(intake, referral=come.id).touches("referral")
    assert everything(desk, Referral) == before
    assert desk.households.card(intake.household.id).household.status == "active"


def test_persons_of_a_draft_are_exchanged(desk, family):
    first, second = (member.person.id for member in family.members[:2])
    made = referral(family)
    desk.referrals.save(made, [first])
    desk.referrals.save(desk.referrals.load(made.id).referral, [second])
    assert desk.referrals.load(made.id).persons == (second,)


@pytest.fixture
def at_noon():
    fixed = clock.FixedClock(clock.now())
    with clock.using(fixed):
        yield fixed


def test_no_two_open_slips_bear_the_same_code(desk, family):
    agree(desk, family)
    codes = set()
    for _count in range(5):
        made = referral(family)
        desk.referrals.send(made)
        codes.add(desk.referrals.load(made.id).referral.slip_code)
    assert len(codes) == 5


def test_a_gap_is_counted_and_goes_nowhere(desk, family):
    desk.referrals.report_gap(referral(family, sort=None, offer=None))
    (kept,) = everything(desk, Referral)
    assert (kept.state, kept.gap, kept.provider, kept.data_kinds) == ("withdrawn", True, None, ())
    assert [(gap.area, gap.reported) for gap in desk.directory.gaps()] == [("livelihood", 1)]


def test_the_filter_offers_every_provider_of_the_list_the_most_frequent_first(desk, family):
    others = [Provider(name=f"Anbieter {n:02}") for n in range(4)]
    for provider in (*others, Provider(name="Ohne Vermittlung")):
        desk.directory.save(provider)
    for provider in (*others, others[2]):
        desk.referrals.send(referral(family, sort="information", data_kinds=(), provider=provider.id))
    desk.referrals.save(referral(family))

    def offered(**asked):
        return [
            name
            for _key, name in dict(desk.referrals.page(Asked("open", "age", **asked)).options)["provider"]
        ]

    every = ["Anbieter 02", "Anbieter 00", "Anbieter 01", "Anbieter 03"]
    assert offered(limit=1) == offered(limit=1, offset=3) == every
    assert offered(filters=(("provider", others[0].id.hex),)) == every
    assert offered(filters=(("area", "livelihood"),)) == every
    assert offered(filters=(("area", "housing"),)) == []
    assert offered(text="Anbieter 01") == ["Anbieter 01"]
    page = desk.referrals.page(Asked("drafts", "age"))
    assert dict(page.options)["provider"] == ((DEBT.id.hex, DEBT.name),)
    chosen = desk.referrals.page(Asked("open", "age", filters=(("provider", others[2].id.hex),)))
    assert chosen.total == 2


def test_what_is_kept_already_is_known(desk, family):
    made = referral(family)
    desk.referrals.save(made)
    assert desk.referrals.known([made.id, Referral().id]) == {made.id}


def test_sending_tells_number_and_slip(desk, family):
    made = referral(family, sort="information", data_kinds=())
    told = desk.referrals.send(made)
    kept = desk.referrals.load(made.id).referral
    assert (told.reference, told.slip_code) == (kept.reference, kept.slip_code)


@pytest.mark.parametrize("sort", ["data", "information"])
def test_the_note_of_the_family_is_read_as_it_stands_before_anything_leaves(desk, family, sort):
    desk.households.save(family.household.replace(withhold="Der Bruder nicht."), family.household)
    agree(desk, family)
    made = referral(family, sort=sort)
    for read in ("", "Die Schwester nicht."):
        with pytest.raises(NoteUnread):
            desk.referrals.send(made, read=read)
    assert everything(desk, Disclosure) == ()
    assert desk.referrals.send(made, read="Der Bruder nicht.").reference

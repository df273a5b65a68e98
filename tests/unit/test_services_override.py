"""Without a consent something leaves only when two take it on themselves, each by their own passphrase."""

import pytest

from lwdesk.base.errors import InvalidInput, NoSecond, WrongPassphrase
from lwdesk.domain.consent import Consent, Disclosure
from lwdesk.domain.papers import AuditEntry
from lwdesk.domain.referral import Referral
from lwdesk.domain.staff import Staff
from lwdesk.store import vault
from tests.unit import office

OVERRIDE = {"override_reason": "Gefahr", "override_basis": "danger"}


def referral(family, **more):
    return Referral(
        **{
            "household": family.household.id,
            "area": "livelihood",
            "sort": "data",
            "recipient": "Schuldnerberatung Mitte",
            "data_kinds": ("name", "phone"),
            **OVERRIDE,
            **more,
        }
    )


def everything(desk, cls):
    with desk.seat.reading() as reader:
        return reader.all(cls)


def second_lead(desk, passphrase=office.PASSPHRASE):
    second = Staff(office=desk.office.id, name="Ute Kern", employer="awo", role="lead")
    with vault.using(vault.CHEAP):
        desk.colleagues.add(second, passphrase, own=True)
    return second


def test_the_gate_is_overridden_only_by_two_with_the_right(desk, family):
    second = second_lead(desk)
    adviser = next(one for one in everything(desk, Staff) if one.role == "adviser")
    for wrong, refused in ((None, InvalidInput), (desk.staff.id, InvalidInput), (adviser.id, NoSecond)):
        made = referral(family, override_second=wrong)
        with pytest.raises(refused):
            desk.referrals.vouch(made, (), office.PASSPHRASE)
    made = referral(family, override_second=second.id)
    with pytest.raises(NoSecond):
        desk.referrals.send(made)
    with vault.using(vault.CHEAP), pytest.raises(WrongPassphrase):
        desk.referrals.vouch(made, (), "falsch geraten hier")
    vouched = desk.referrals.vouch(made, (), office.PASSPHRASE)
    desk.referrals.send(made, vouched=vouched)
    sent = desk.referrals.load(made.id).referral
    assert (sent.override_by, sent.override_second) == (desk.staff.id, second.id)
    trail = [(one.staff, one.action) for one in everything(desk, AuditEntry) if one.subject == made.id]
    assert trail[-2:] == [(desk.staff.id, "change.override"), (second.id, "change.override")]


def test_what_the_second_took_on_themselves_is_what_leaves(desk, family):
    made = referral(family, override_second=second_lead(desk).id)
    vouched = desk.referrals.vouch(made, (), office.PASSPHRASE)
    with pytest.raises(NoSecond):
        desk.referrals.send(made.replace(data_kinds=("name", "phone", "income")), vouched=vouched)
    with pytest.raises(NoSecond):
        desk.referrals.send(made, [family.members[0].person.id], vouched=vouched)
    assert everything(desk, Disclosure) == ()


def test_whoever_wrote_it_is_not_its_second(desk, family):
    second = second_lead(desk)
    made = referral(family, override_second=second.id, staff=second.id)
    with pytest.raises(InvalidInput):
        desk.referrals.vouch(made, (), office.PASSPHRASE)


def test_where_there_is_a_consent_nobody_is_kept_as_having_overridden(desk, family):
    desk.consents.give(
        Consent(
            household=family.household.id, purpose="pass_on", recipient="Schuldnerberatung Mitte",
            data_kinds=("name", "phone"), form="written", signed_by="M. Hamdan",
        )
    )  # fmt: skip
    made = referral(family, override_second=second_lead(desk).id)
    desk.referrals.send(made)
    sent = desk.referrals.load(made.id).referral
    assert (sent.override_by, sent.override_second, sent.override_reason) == (None, None, "")


def test_who_may_be_the_second_is_somebody_else_with_the_right_who_opens_this_file(desk):
    assert desk.referrals.seconds() == ()
    elsewhere = Staff(office=desk.office.id, name="Ole Elsewhere", employer="awo", role="lead")
    with desk.seat.writing("", None) as transaction:
        transaction.save(elsewhere)
    second = second_lead(desk)
    assert desk.referrals.seconds() == ((second.id, "Ute Kern"),)

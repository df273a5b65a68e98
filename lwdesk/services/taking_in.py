"""What becomes of a filled intake: the records as they are saved, and the tasks that follow from them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from lwdesk.base import ids
from lwdesk.base.errors import InvalidInput
from lwdesk.base.texts import N_, Texts
from lwdesk.domain import numbering, places, visiting
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.office import Device, Office
from lwdesk.domain.staff import Staff
from lwdesk.domain.task import Task
from lwdesk.domain.visit import Visit
from lwdesk.services import tidy
from lwdesk.store.queries import numbers
from lwdesk.store.transaction import Transaction

WELCOME_AFTER: Final = timedelta(days=14)
RESIDENCE_BEFORE: Final = timedelta(days=28)
NOT_ASSIGNED: Final = "unassigned"
UNCLEAR: Final = "unclear"

WELCOME = N_("Plan a welcome visit")
CLARIFY = N_("Clarify the target group")
RESIDENCE_ENDS = N_("Residence title expires")


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes in, where and when, and in which language the tasks are written."""

    office: Office
    staff: Staff
    today: date
    words: Texts


def ready(intake: Intake, taker: Taker) -> Intake:
    """Return the intake as it is saved, its case number apart; InvalidInput when it may not be."""
    whole = _cleaned(intake)
    if whole.household.office is None:
        whole = replace(whole, household=whole.household.replace(office=taker.office.id))
    whole = whole.completed()
    _refuse(whole)
    return replace(
        whole,
        household=_opened(whole, taker),
        dwelling=dwelling_with_district(_confirmed(whole.dwelling, taker.today), taker.office.region),
        members=_with_one_main_contact(tuple(_active(member, taker.today) for member in whole.members)),
        needs=tuple(tidy.followed(None, need.replace(origin="intake"), taker.today) for need in whole.needs),
    )


def _cleaned(intake: Intake) -> Intake:
    members = tuple(_cleaned_member(member) for member in intake.members)
    return Intake(
        household=tidy.tidied(intake.household),
        dwelling=tidy.tidied(intake.dwelling),
        members=tuple(member for member in members if _somebody(member)),
        benefits=_kept(intake.benefits),
        needs=_kept(intake.needs),
        consents=_kept(intake.consents),
    )


def _cleaned_member(member: Member) -> Member:
    return Member(
        tidy.tidied(member.person),
        tidy.tidied(member.membership),
        _kept(member.names),
        _kept(member.languages),
        _kept(member.residences),
    )


def _kept[R: Record](records: tuple[R, ...]) -> tuple[R, ...]:
    return tuple(tidy.tidied(record) for record in records if tidy.says_something(record))


def _somebody(member: Member) -> bool:
    """Tell whether anything is known of a member; a person without a name is one, an empty page is not."""
    return any(tidy.says_something(record) for record in member.records())


def _refuse(whole: Intake) -> None:
    if not whole.may_be_created():
        household = whole.household
        missing = [name for name in ("office", "target_group") if not household.value(name)]
        if not household.name and not household.native_name:
            missing.append("name")
        raise InvalidInput(kind="household", fields=", ".join(missing))
    own = {None, *(member.person.id for member in whole.members)}
    for record in whole.records():
        tidy.refuse_unwritable(record)
        if "person" in record.by_name and record.value("person") not in own:
            raise InvalidInput(kind=record.kind, fields="person")


def _opened(whole: Intake, taker: Taker) -> Household:
    household = whole.household
    registered = household.registered_on or taker.today
    shelter = whole.dwelling.housing
    return household.replace(
        registered_on=registered,
        target_group_since=household.target_group_since or registered,
        status="active",
        status_since=registered,
        taken_by=household.taken_by or taker.staff.id,
        address_protected=household.address_protected or _flag("housing", shelter, "protected"),
    )


def _confirmed(dwelling: Dwelling, today: date) -> Dwelling:
    told = set(dwelling.filled()) - {"household"}
    return tidy.followed(None, dwelling, today) if told else dwelling


def _active(member: Member, today: date) -> Member:
    person = tidy.followed(None, member.person, today)
    return replace(member, person=person.replace(status=person.status or "active"))


def _with_one_main_contact(members: tuple[Member, ...]) -> tuple[Member, ...]:
    if not members:
        return ()
    flagged = [place for place, member in enumerate(members) if member.membership.main_contact]
    reference = [place for place, member in enumerate(members) if member.membership.role == "reference"]
    chosen = (*flagged, *reference, 0)[0]
    return tuple(
        replace(member, membership=member.membership.replace(main_contact=place == chosen))
        for place, member in enumerate(members)
    )


def case_number(transaction: Transaction, office: Office, device: Device, registered: date) -> str:
    """Return the next number: office, year, device (but for the first), counter of this device."""
    beginning = numbering.beginning(office, device, registered.year)
    return numbers.next_number(transaction, Household, "case_number", beginning)


def dwelling_with_district(dwelling: Dwelling, region: str | None) -> Dwelling:
    """Return the dwelling with the district of its address, where the address says it."""
    if dwelling.district or not dwelling.postcode:
        return dwelling
    return dwelling.replace(district=district_of(dwelling.postcode, dwelling.street, region))


def district_of(postcode: str, street: str, region: str | None) -> str | None:
    """Return the one district an address means; among several, the only one of the own region."""
    found = places.district_of(postcode, street)
    if not found:
        whole = "".join(postcode.split())
        return NOT_ASSIGNED if whole.isdecimal() and len(whole) == 5 else None
    own = tuple(district for district in found if places.region_of(district) == region)
    for candidates in (found, own):
        if len(candidates) == 1:
            return candidates[0]
    return None


def _flag(codelist: str, code: str | None, flag: str) -> bool:
    return bool(code) and codelists()[codelist].get(code or "").flag(flag)


def tasks(intake: Intake, taker: Taker) -> tuple[Task, ...]:
    """Return what is to be done because of this intake."""
    return tuple(_tasks(intake, taker))


def welcome_visit_due(dwelling: Dwelling, today: date) -> date | None:
    """Return by when a household should be visited that moved in from a facility; None without a visit."""
    if not _flag("former_housing", dwelling.former, "facility"):
        return None
    return (dwelling.moved_in_on or today) + WELCOME_AFTER


def welcome_visit(dwelling: Dwelling, taker: Taker) -> Task | None:
    """Return the proposal to visit a household that moved in from a facility."""
    due = welcome_visit_due(dwelling, taker.today)
    if due is None:
        return None
    return _task(taker, dwelling.household).replace(
        title=taker.words(WELCOME), due_on=due, origin="proposal", about=dwelling.id
    )


def proposed_visit(dwelling: Dwelling, taker: Taker) -> Visit | None:
    """Return the visit that moving in from a facility proposes; the same dwelling proposes it once."""
    due = welcome_visit_due(dwelling, taker.today)
    if due is None:
        return None
    return Visit(
        id=visiting.proposal_of(dwelling.id),
        office=taker.office.id,
        household=dwelling.household,
        dwelling=dwelling.id,
        sort="first",
        state="proposed",
        where="home",
        staff=taker.staff.id,
        next_on=due,
    )


def _task(taker: Taker, household: UUID | None) -> Task:
    return Task(office=taker.office.id, household=household, assigned=taker.staff.id, state="open")


def _tasks(intake: Intake, taker: Taker) -> Iterator[Task]:
    words, today = taker.words, taker.today
    task = _task(taker, intake.household.id)

    def todo(title: str, due: date, origin: str) -> Task:
        return task.replace(id=ids.new(), title=title, due_on=due, origin=origin)

    if intake.household.target_group == UNCLEAR:
        yield todo(words(CLARIFY), today + WELCOME_AFTER, "own")
    if due := welcome_visit_due(intake.dwelling, today):
        yield todo(words(WELCOME), due, "proposal")
    for member in intake.members:
        for residence in member.residences:
            if residence.valid_until:
                due = max(today, residence.valid_until - RESIDENCE_BEFORE)
                yield todo(words(RESIDENCE_ENDS), due, "deadline").replace(
                    person=member.person.id, about=residence.id
                )

"""How records become facts, when they are at hand as values and not in a file."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Record
from lwdesk.domain.records import Contact, Household, Membership, Office, OfficeDate
from lwdesk.facts.facts import COUNTING, Beginning, ContactFact, Facts, HouseholdFact, OfficeFact, Stay

DRAFT = "draft"


def rank(region: str | None) -> int:
    """Return the place of a region in the list of regions; without one an office comes last."""
    codes = [code.code for code in codelists()["region"]]
    return codes.index(region) if region in codes else len(codes)


def local_day(moment: datetime) -> date:
    """Return the day on the wall calendar of the office."""
    return moment.astimezone().date()


class Gatherer:
    """Takes records in any order and counts nothing itself."""

    def __init__(self) -> None:
        self._offices: dict[UUID, Office] = {}
        self._begun: defaultdict[UUID | None, list[Beginning]] = defaultdict(list)
        self._households: dict[UUID, Household] = {}
        self._stays: defaultdict[UUID | None, Counter[tuple[date | None, date | None]]] = defaultdict(Counter)
        self._contacts: Counter[tuple[UUID, date, str | None, UUID | None]] = Counter()

    def add(self, records: Iterable[Record]) -> None:
        for record in records:
            match record:
                case Office():
                    self._offices[record.id] = record
                case OfficeDate(on=date() as on) if record.kind_of_date == COUNTING:
                    self._begun[record.office].append(Beginning(on, record.stated_from, record.stated_until))
                case Household():
                    self._households[record.id] = record
                case Membership(lives_elsewhere=False):
                    self._stays[record.household][record.since, record.until] += 1
                case Contact(office=UUID() as office, at=datetime() as at):
                    self._contacts[office, local_day(at), record.counterpart, record.household] += 1

    def facts(self) -> Facts:
        return Facts(
            tuple(self._office(office) for office in self._offices.values()),
            tuple(
                self._household(household)
                for household in self._households.values()
                if household.office and household.registered_on and household.status != DRAFT
            ),
            tuple(
                ContactFact(office, on, counterpart, self._group(household), number)
                for (office, on, counterpart, household), number in self._contacts.items()
            ),
        )

    def _office(self, office: Office) -> OfficeFact:
        return OfficeFact(office.id, office.name, rank(office.region), tuple(self._begun[office.id]))

    def _group(self, household: UUID | None) -> str | None:
        found = self._households.get(household) if household else None
        return found.target_group if found else None

    def _household(self, household: Household) -> HouseholdFact:
        assert household.office is not None
        assert household.registered_on is not None
        return HouseholdFact(
            household.office,
            household.registered_on,
            household.target_group,
            tuple(
                Stay(since, until, persons) for (since, until), persons in self._stays[household.id].items()
            ),
        )


def gather(records: Iterable[Record]) -> Facts:
    gatherer = Gatherer()
    gatherer.add(records)
    return gatherer.facts()

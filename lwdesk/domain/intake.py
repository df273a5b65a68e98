"""All that is written down when a household comes for the first time, as one value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lwdesk.domain.consent import Consent
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Benefit, Dwelling, Household, Membership
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.rules import Problem, problems
from lwdesk.domain.values import Plain, from_plain, to_plain


@dataclass(frozen=True)
class Member:
    """One person of the household with all that hangs on them."""

    person: Person = field(default_factory=Person)
    membership: Membership = field(default_factory=Membership)
    names: tuple[PersonName, ...] = ()
    languages: tuple[LanguageSkill, ...] = ()
    residences: tuple[Residence, ...] = ()

    @property
    def shown_name(self) -> str:
        latin = f"{self.person.given_name} {self.person.family_name}".strip()
        return latin or self.person.call_name or self.person.native_name

    def linked(self, household: Household) -> "Member":
        """Return the member with every link set."""
        own = {"person": self.person.id}
        return Member(
            self.person,
            self.membership.replace(household=household.id, **own),
            tuple(name.replace(**own) for name in self.names),
            tuple(skill.replace(**own) for skill in self.languages),
            tuple(residence.replace(**own) for residence in self.residences),
        )

    def records(self) -> Iterator[Record]:
        yield self.person
        yield self.membership
        yield from self.names
        yield from self.languages
        yield from self.residences


@dataclass(frozen=True)
class Intake:
    """A household as it is taken in: seven steps of the form, one save."""

    household: Household = field(default_factory=Household)
    dwelling: Dwelling = field(default_factory=Dwelling)
    members: tuple[Member, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    needs: tuple[Need, ...] = ()
    consents: tuple[Consent, ...] = ()

    @property
    def proposed_name(self) -> str:
        """The name of the household as the first person suggests it."""
        if not self.members:
            return ""
        first = self.members[0]
        return first.person.family_name or first.shown_name

    def completed(self) -> "Intake":
        """Return the intake with links set and the household's name proposed where none was given."""
        household = self.household
        if not household.name:
            household = household.replace(name=self.proposed_name)
        of = {"household": household.id}
        return replace(
            self,
            household=household,
            dwelling=self.dwelling.replace(**of),
            members=tuple(member.linked(household) for member in self.members),
            benefits=tuple(benefit.replace(**of) for benefit in self.benefits),
            needs=tuple(need.replace(**of) for need in self.needs),
            consents=tuple(consent.replace(**of) for consent in self.consents),
        )

    def records(self) -> Iterator[Record]:
        """Yield every record that is to be saved; an untouched dwelling is none."""
        yield self.household
        if set(self.dwelling.filled()) - {"household"}:
            yield self.dwelling
        for member in self.members:
            yield from member.records()
        yield from self.benefits
        yield from self.needs
        yield from self.consents

    def problems(self) -> tuple[Problem, ...]:
        """Return what is to be looked at before or after saving."""
        whole = self.completed()
        found = [problem for record in whole.records() for problem in problems(record)]
        if not whole.household.name and not whole.household.native_name:
            found.append(Problem("name_missing", "name", whole.household.id, "household"))
        return tuple(found)

    def may_be_created(self) -> bool:
        """Tell whether office, target group and one name or keyword are there."""
        household = self.completed().household
        return bool(household.office and household.target_group and (household.name or household.native_name))

    def to_plain(self) -> dict[str, Any]:
        """Return the intake as JSON knows it, for drafts and for the command line."""
        return {
            "household": to_plain(self.household),
            "dwelling": to_plain(self.dwelling),
            "members": [_member_to_plain(member) for member in self.members],
            "benefits": [to_plain(record) for record in self.benefits],
            "needs": [to_plain(record) for record in self.needs],
            "consents": [to_plain(record) for record in self.consents],
        }

    @classmethod
    def from_plain(cls, raw: Mapping[str, Any]) -> "Intake":
        """Read what `to_plain` wrote; missing parts stay empty."""
        return cls(
            household=from_plain(Household, raw.get("household", {})),
            dwelling=from_plain(Dwelling, raw.get("dwelling", {})),
            members=tuple(_member_from_plain(member) for member in raw.get("members", ())),
            benefits=_several(Benefit, raw, "benefits"),
            needs=_several(Need, raw, "needs"),
            consents=_several(Consent, raw, "consents"),
        )


def _several[R: Record](cls: type[R], raw: Mapping[str, Any], name: str) -> tuple[R, ...]:
    return tuple(from_plain(cls, item) for item in raw.get(name, ()))


def _member_to_plain(member: Member) -> dict[str, Plain | dict[str, Plain] | list[dict[str, Plain]]]:
    return {
        "person": to_plain(member.person),
        "membership": to_plain(member.membership),
        "names": [to_plain(record) for record in member.names],
        "languages": [to_plain(record) for record in member.languages],
        "residences": [to_plain(record) for record in member.residences],
    }


def _member_from_plain(raw: Mapping[str, Any]) -> Member:
    return Member(
        person=from_plain(Person, raw.get("person", {})),
        membership=from_plain(Membership, raw.get("membership", {})),
        names=_several(PersonName, raw, "names"),
        languages=_several(LanguageSkill, raw, "languages"),
        residences=_several(Residence, raw, "residences"),
    )

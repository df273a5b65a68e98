"""What of a household gets into documents: the chosen fields of the chosen people, whatever else is known."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain import access, handing_over
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import (
    RECORDS,
    Choice,
    Choices,
    Day,
    Link,
    Mail,
    Note,
    Number,
    Phone,
    Record,
    Text,
    Vague,
    YesNo,
)  # fmt: skip
from lwdesk.domain.handing_over import FIELDS, KIND_OF, MESSAGE
from lwdesk.domain.household import Benefit, Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.vague import VagueDay
from lwdesk.services.exchange import comparing, documents
from lwdesk.services.exchange.documents import Handed
from lwdesk.services.exchange.transfer_views import parts
from lwdesk.store.queries.cards import WholeHousehold
from lwdesk.sync.transfer import write

TODAY = date(2021, 11, 2)
NAMESPACE = UUID(int=1)
HOME = UUID(int=2)


def canary(kind: str, name: str, who: str = "") -> str:
    return f"K.{kind}.{name}.{who}."


SAMPLES: dict[type, Any] = {
    Day: date(2020, 1, 2),
    Vague: VagueDay.read("1986-01-01 day"),
    Number: 1,
    YesNo: True,
    Link: None,
    Phone: "0171 39200 17",
    Mail: "k@example.org",
}


def value(record: type[Record], name: str, who: str) -> Any:
    """Return something for a field that tells by its looks where it stood, where a text has room for it."""
    kind = record.by_name[name].kind
    if isinstance(kind, Choice | Choices):
        code = next(iter(codelists()[kind.codelist])).code
        return (code,) if isinstance(kind, Choices) else code
    if isinstance(kind, Text) and kind.longest < 40:
        return "K"
    return SAMPLES.get(type(kind), canary(record.kind, name, who))


def full[R: Record](cls: type[R], who: str, **links: Any) -> R:
    """Return a record with every field filled."""
    filled = {name: value(cls, name, who) for name in cls.by_name}
    over = dict.fromkeys(("moved_out_on", "until", "ends_on", "merged_into"))
    kept = {name: one for name, one in (filled | links).items() if name not in over or name in links}
    return cls(id=uuid4(), **kept)


def somebody(who: str) -> tuple[Person, list[Record]]:
    person = full(Person, who)
    own = {"person": person.id}
    hanging = [full(cls, who, **own) for cls in (PersonName, LanguageSkill, Residence)]
    return person, [full(Membership, who, household=HOME, **own), *hanging]


FATHER, FATHERS = somebody("father")
OTHER, OTHERS = somebody("other")


def of[R: Record](cls: type[R], *more: R) -> tuple[R, ...]:
    return (*(one for one in (*FATHERS, *OTHERS) if isinstance(one, cls)), *more)


WHOLE = WholeHousehold(
    household=full(Household, "home").replace(merged_into=None),
    dwellings=(full(Dwelling, "home", household=HOME),),
    memberships=of(Membership),
    persons=(FATHER, OTHER),
    names=of(PersonName),
    languages=of(LanguageSkill),
    residences=of(Residence),
    benefits=(
        full(Benefit, "father", person=FATHER.id, ends_on=date(2030, 1, 1)),
        full(Benefit, "other", person=OTHER.id, ends_on=date(2030, 1, 1)),
    ),
    needs=(full(Need, "father", person=FATHER.id), full(Need, "other", person=OTHER.id)),
    consents=(),
    tasks=(),
)


@given(st.frozensets(st.sampled_from(sorted(KIND_OF))), st.booleans())
def test_nothing_that_was_not_chosen_gets_into_a_document(chosen, both) -> None:
    people = (FATHER.id, OTHER.id) if both else (FATHER.id,)
    made = documents.written(WHOLE, people, chosen, "K.transfer.message..", NAMESPACE, TODAY)
    text = b"\n".join(map(write, made)).decode()
    there = {f"{one.kind}.{name}" for one in made for name in one.fields}
    assert there == {name for name in chosen if is_kept(name, chosen)}
    found = {tuple(one.split(".")[:3]) for one in text.split("K.")[1:]}
    assert {f"{kind}.{name}" for kind, name, *_who in found} <= chosen
    assert both or "other" not in {who for _kind, _name, who in found}
    for record in (WHOLE.household, FATHER, OTHER, *FATHERS, *OTHERS):
        assert str(record.id) not in text
        assert record.id.hex not in text


def is_kept(name: str, chosen: frozenset[str]) -> bool:
    """What hangs on a person or household goes along with what says what it is, or not at all."""
    return NEEDED.get(name.partition(".")[0], name) in chosen


NEEDED = {
    "person_name": "person_name.name",
    "language_skill": "language_skill.language",
    "residence": "residence.title",
    "benefit": "benefit.benefit",
    "need": "need.area",
}


def test_every_field_that_may_leave_is_declared_and_stands_under_one_kind_of_data() -> None:
    assert len(KIND_OF) == sum(map(len, FIELDS.values()))
    for name in KIND_OF.keys() - {MESSAGE}:
        kind, _dot, field = name.partition(".")
        assert field in RECORDS[kind].by_name, name
        assert not isinstance(RECORDS[kind].by_name[field].kind, Link), name


def test_no_text_that_may_be_about_others_goes_along_by_itself() -> None:
    for kind in FIELDS:
        names = handing_over.usual((kind,))
        read = {name for name in names if handing_over.is_read_first(name)}
        assert not read or read == set(FIELDS[kind])
    assert not any(handing_over.is_read_first(name) for name in handing_over.minimum())


def test_notes_of_the_office_are_in_no_kind_of_data() -> None:
    """Whatever a person reads first elsewhere may leave only where this page says so."""
    allowed = {
        "dwelling.defects", "need.goal", "need.next_step", "need.own_barrier", "need.resource", "need.wish",
        "person.health",
    }  # fmt: skip
    texts = {
        name
        for name in KIND_OF.keys() - {MESSAGE}
        if (field := handing_over.declared(name)) and isinstance(field.kind, Note | Text)
        and access.is_read_first(name.partition(".")[0], field)
    }  # fmt: skip
    assert texts == allowed


def test_near_a_protected_door_only_the_address_opens_what_leads_there() -> None:
    fields = frozenset({"dwelling.defects", "dwelling.rooms", "dwelling.street"})
    assert handing_over.allowed(fields, ("housing",), protected=True) == {"dwelling.rooms"}
    assert handing_over.allowed(fields, ("housing", "address"), protected=True) == fields
    assert handing_over.allowed(fields, ("housing",), protected=False) == fields - {"dwelling.street"}


def came(**more: Any) -> Handed:
    """Return a package about one person as it might come."""
    person = Person(given_name="Mohammed", family_name="Hamdan", phone="0171 39200 17")
    base = Intake(
        Household(name="Hamdan", advice_language="ar"),
        Dwelling(street="Lindenallee 14", postcode="44263", rooms=3),
        (
            Member(
                person,
                Membership(role="reference", main_contact=True),
                (PersonName(name="Muhammad Hamdan"), PersonName(name="Mohammed")),
                (LanguageSkill(language="ar"), LanguageSkill(language="ku")),
                (Residence(title="settlement"),),
            ),
        ),
        (Benefit(benefit="child_benefit", authority="Familienkasse"),),
        (Need(area="housing", level=3), Need(area="health", level=1)),
    )
    return Handed(replace(base, **more), "", ())


def here(**more: Any) -> WholeHousehold:
    home = Household(id=HOME, name="Hamdan", target_group="refugee", advice_language="de")
    person = Person(given_name="Mohammed", family_name="Hamdan", phone="0171 39200 17")
    base = WholeHousehold(
        household=home,
        dwellings=(Dwelling(household=HOME, street="Lindenallee 14", postcode="44263"),),
        memberships=(Membership(household=HOME, person=person.id),),
        persons=(person,),
        names=(),
        languages=(LanguageSkill(person=person.id, language="ar"),),
        residences=(),
        benefits=(),
        needs=(Need(household=HOME, area="housing", level=1),),
        consents=(),
        tasks=(),
    )
    return replace(base, **more)


def told(whole: WholeHousehold, handed: Handed) -> set[tuple[str, str, bool]]:
    return {(one.mine, one.theirs, one.fits) for one in comparing.compared(whole, handed, TODAY)}


def test_what_hangs_on_a_person_is_proposed_where_it_is_not_here() -> None:
    found = told(here(), came())
    assert ("", "Muhammad Hamdan", True) in found
    assert ("", "Mohammed", True) not in found
    assert not any("Arabisch" in theirs and not mine for mine, theirs, _fits in found)
    assert sum(1 for one in comparing.compared(here(), came(), TODAY) if one.key.startswith("+")) == 5
    assert ("1", "3", False) in found


def test_the_same_door_is_compared_and_another_one_proposed_without_being_chosen() -> None:
    assert ("–", "3", True) in told(here(), came())
    moved = came(dwelling=Dwelling(street="Ostwall 1", postcode="44135"))
    (door,) = [one for one in comparing.compared(here(), moved, TODAY) if "Ostwall" in one.theirs]
    assert (door.fits, door.key.startswith("+")) == (False, True)
    (door,) = [one for one in comparing.compared(here(dwellings=()), moved, TODAY) if "Ostwall" in one.theirs]
    assert door.fits


def test_a_protected_door_is_not_shown_beside_what_comes() -> None:
    home = here().household.replace(address_protected=True)
    handed = came(dwelling=Dwelling(postcode="44137", city="Dortmund"))
    found = told(here(household=home), handed)
    assert not any("44263" in mine for mine, _theirs, _fits in found)


def test_whoever_is_the_main_contact_here_stays_it() -> None:
    keys = {one.key for one in comparing.compared(here(), came(), TODAY)}
    assert not any(key.endswith(".main_contact") for key in keys)


def test_a_package_that_says_nothing_shows_nothing_but_who_it_is_about() -> None:
    handed = Handed(Intake(members=(Member(Person()),)), "", ())
    assert [one.kind for one in parts(handed)] == ["person"]

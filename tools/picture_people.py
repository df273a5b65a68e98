"""Who stands in the pictures: the people of the reference, as records."""

from datetime import date
from uuid import UUID

from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.records import (
    Consent,
    Dwelling,
    Household,
    LanguageSkill,
    Membership,
    Need,
    Person,
    PersonName,
)
from lwdesk.domain.vague import Precision, VagueDay

TAKEN_IN = date(2020, 3, 12)


def exact(day: str) -> VagueDay:
    return VagueDay(date.fromisoformat(day))


def member(person: Person, role: str, *further: PersonName, speaks: tuple[str, ...] = ()) -> Member:
    skills = tuple(LanguageSkill(language=code, level="native") for code in speaks)
    return Member(person, Membership(role=role, main_contact=role == "reference"), further, skills)


def hamdan_intake() -> Intake:
    household = Household(
        name="Familie Hamdan",
        native_name="عائلة حمدان",
        target_group="refugee",
        access_route="friends",
        advice_language="ar",
        interpreter_needed="yes",
        registered_on=TAKEN_IN,
        address_protected=True,
        protection_reason="violence",
        information_on=TAKEN_IN,
        information_language="ar",
    )
    dwelling = Dwelling(
        street="Lindenallee 3",
        postcode="44263",
        city="Dortmund",
        district="hoerde",
        housing="own_tenancy",
        rooms=3,
        moved_in_on=date(2020, 2, 15),
        former="transitional",
    )
    store = Consent(purpose="store", given_on=TAKEN_IN, form="written", language="ar", text_version="1")
    return Intake(household, dwelling, hamdans(), consents=(store,))


def hamdans() -> tuple[Member, ...]:
    passport = PersonName(name="Mohammed Hamdan", sort="spelling", document="passport")
    father = Person(
        given_name="Mohammed",
        family_name="Hamdan",
        native_name="محمد حمدان",
        sex="male",
        nationality="sy",
        born=VagueDay(date(1986, 1, 1), Precision.PAPERS),
        phone="0171 39200 17",
        phone_owner="self",
        speaks_german="a2",
    )
    mother = Person(
        given_name="Rana",
        family_name="Al-Khatib",
        native_name="رنا الخطيب",
        sex="female",
        nationality="sy",
        born=exact("1990-03-14"),
    )
    son = Person(
        given_name="Yousef",
        family_name="Hamdan",
        native_name="يوسف حمدان",
        sex="male",
        born=exact("2012-06-02"),
    )
    girl = Person(
        given_name="Lina",
        family_name="Hamdan",
        native_name="لينا حمدان",
        sex="female",
        born=exact("2017-01-19"),
    )
    old = Person(
        given_name="Fatima",
        family_name="Hamdan",
        native_name="فاطمة حمدان",
        sex="female",
        born=VagueDay(date(1951, 1, 1), Precision.ESTIMATED),
    )
    return (
        member(father, "reference", passport, speaks=("ar", "kmr")),
        member(mother, "wife", speaks=("ar",)),
        member(son, "son"),
        member(girl, "daughter"),
        member(old, "grandmother", speaks=("ar",)),
    )


def needs(home: UUID) -> tuple[Need, ...]:
    told = (
        ("childcare_school", 4, 4, "open", "Kita-Platz für Lina, Anruf heute"),
        ("housing", 3, 4, "in_work", "Wohnberechtigungsschein, bis 15.11."),
        ("livelihood", 2, 3, "in_work", "Brief vom Jobcenter"),
        ("migration", 2, 2, "in_work", "Rana: Kurs beginnt am 11.11."),
        ("health", 1, 3, "solved", "Hausarztpraxis gefunden"),
    )
    day = date(2021, 10, 18)
    return tuple(
        Need(
            household=home,
            area=area,
            level=level,
            former_level=former,
            state=state,
            next_step=step,
            recorded_on=date(2020, 3, 12),
            levelled_on=day,
        )
        for area, level, former, state, step in told
    )


def begun_intake() -> Intake:
    """The form of the intake pictures: the same man, written as he says his name."""
    person = Person(
        given_name="Mohamed",
        family_name="Hamdan",
        native_name="محمد حمدان",
        call_name="Abu Yousef",
        sex="male",
        nationality="sy",
        phone="0171 39200 17",
        phone_owner="self",
    )
    spellings = (
        PersonName(name="Mohammed Hamdan", sort="spelling", document="passport"),
        PersonName(name="Muhamad Hamden", sort="spelling", document="toleration"),
    )
    wife = member(Person(given_name="Rana", family_name="Al-Khatib"), "wife")
    household = Household(name="Hamdan", target_group="refugee", access_route="friends")
    return Intake(household, members=(member(person, "reference", *spellings), wife))


def fresh_intake() -> Intake:
    """The form of somebody nobody has heard of yet."""
    household = Household(name="Tewelde", target_group="refugee", access_route="friends")
    dwelling = Dwelling(
        street="Lindenallee 14",
        postcode="44263",
        city="Dortmund",
        moved_in_on=date(2021, 10, 15),
        former="transitional",
    )
    return Intake(household, dwelling, members=(Member(),))

"""The invented population gives the city's numbers and is plausible in every record."""

import hashlib
import json
import unicodedata
from collections import Counter
from datetime import UTC, date, datetime
from functools import cache

import pytest

from lwdesk.base import clock
from lwdesk.base.texts import translator
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Choice, Choices, Link
from lwdesk.domain.records import (
    Contact,
    Dwelling,
    Household,
    LanguageSkill,
    Membership,
    Person,
    PersonName,
    QueueEntry,
    Reason,
)
from lwdesk.domain.rules import problems
from lwdesk.domain.values import to_plain
from lwdesk.facts import tables
from lwdesk.facts.gather import Gatherer
from lwdesk.services.demo.calendar import Calendar
from lwdesk.services.demo.population import Population, Wanted

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
WORDS = translator("de")
FIRST, SECOND = date(2019, 10, 15), date(2021, 10, 31)
TABLE_A = """
Brackel/Aplerbeck | Oktober 2016 | 448 | 1.282 | 5.877
Mengede/Huckarde | Oktober 2017 | 342 | 1.272 | 3.212
Hörde/Hombruch | Februar 2018 | 216 | 654 | 1.472
Eving/Scharnhorst | Oktober 2018 | 212 | 736 | 1.182
Lütgendortmund | Oktober 2018 | 163 | 525 | 1.151
Summe |  | 1.381 | 4.469 | 12.894
"""
TABLE_B = """
Brackel/Aplerbeck | Oktober 2016 | 671 | 1.829 | 8.791
Mengede/Huckarde | Oktober 2017 | 573 | 2.037 | 8.027
Hörde/Hombruch | Oktober 2017 | 400 | 1.212 | 6.098
Eving/Scharnhorst | Oktober 2018 | 569 | 1.928 | 6.983
Lütgendortmund | Oktober 2018 | 381 | 1.239 | 4.534
Innenstadt West/Ost | Januar 2020 | 346 | 827 | 3.749
Innenstadt Nord | Januar 2020 | 461 | 1.106 | 2.574
Summe |  | 3.401 | 10.178 | 40.756
"""
PRINTED = {
    "livelihood": 10537, "authorities": 11526, "migration": 3015, "health": 7162, "housing": 6065,
    "childcare_school": 5036, "mobility": 1058,
}  # fmt: skip


def wanted(scale=1.0, seed=1, *, up_to_today=False, own=False):
    return Wanted(Calendar.of(NOW, up_to_today=up_to_today), scale, seed, own)


def records(how):
    return [record for part in Population(how).parts() for record in part]


def facts_of(how):
    gatherer = Gatherer()
    for part in Population(how).parts():
        gatherer.add(part)
    return gatherer.facts()


@cache
def whole():
    """Return the facts of the full population and how many topics its refugees had."""
    gatherer, refugees = Gatherer(), set()
    areas, supports = Counter(), Counter()
    for part in Population(wanted()).parts():
        gatherer.add(part)
        homes = {r.id for r in part if isinstance(r, Household) and r.target_group == "refugee"}
        refugees |= {r.id for r in part if isinstance(r, Contact) and r.household in homes}
        topics = [r for r in part if isinstance(r, Reason) and r.contact in refugees]
        areas.update(r.area for r in topics)
        supports.update(r.support for r in topics)
    return gatherer.facts(), areas, supports


@cache
def small():
    return tuple(records(wanted(0.06)))


def printed(facts, as_of, contacts, population="all"):
    lines = tables.households(facts, as_of, WORDS, contacts, population).printed("de")
    return [" | ".join(line) for line in lines[1:]]


def lines(text):
    return text.strip().split("\n")


def of(kind):
    return [record for record in small() if isinstance(record, kind)]


def test_the_table_of_2019_comes_out_in_every_cell() -> None:
    assert printed(whole()[0], FIRST, "all") == lines(TABLE_A)


def test_the_table_of_2021_comes_out_in_every_cell() -> None:
    assert printed(whole()[0], SECOND, "households") == lines(TABLE_B)


def test_the_two_definitions_of_a_contact_differ() -> None:
    assert printed(whole()[0], FIRST, "households") != lines(TABLE_A)


def test_refugees_fit_below_the_top_of_the_printed_chart() -> None:
    table = tables.households(whole()[0], SECOND, WORDS, population="refugee")
    assert max(row[2] for row in table.rows) < 600


@pytest.mark.parametrize("as_of", [FIRST, SECOND])
def test_refugees_and_others_are_everybody(as_of) -> None:
    both, refugees, others = (
        tables.households(whole()[0], as_of, WORDS, "all", population)
        for population in ("all", "refugee", "other")
    )
    for row, one, other in zip(
        (*both.rows, both.totals),
        (*refugees.rows, refugees.totals),
        (*others.rows, others.totals),
        strict=True,
    ):
        assert [a + b for a, b in zip(one[2:], other[2:], strict=True)] == list(row[2:])
        assert all(one[2:])
        assert all(other[2:])


def test_the_topics_of_refugees_give_the_legible_numbers_of_the_chart() -> None:
    _, areas, supports = whole()
    assert {area: areas[area] for area in PRINTED} == PRINTED
    assert len(areas) == 11
    assert supports["advice"] == 55521


@pytest.mark.parametrize("scale", [0.002, 0.01, 0.3, 1.1])
def test_another_scale_gives_numbers_in_proportion(scale) -> None:
    table = tables.households(facts_of(wanted(scale)), SECOND, WORDS)
    for row, text in zip(table.rows, lines(TABLE_B), strict=False):
        wholes = [int(cell.replace(".", "")) for cell in text.split(" | ")[2:]]
        assert all(abs(got - scale * whole) <= 2 for got, whole in zip(row[2:], wholes, strict=True))


def digest(how) -> str:
    text = "\n".join(
        json.dumps(to_plain(record), sort_keys=True, ensure_ascii=False) for record in records(how)
    )
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_same_seed_gives_the_same_records_and_another_seed_others() -> None:
    assert digest(wanted(0.03)) == digest(wanted(0.03))
    assert digest(wanted(0.03)) != digest(wanted(0.03, 2))


def test_no_record_has_a_problem() -> None:
    with clock.using(clock.FixedClock(NOW)):
        found = Counter((p.kind, p.field, p.code) for record in small() for p in problems(record))
    assert not found


def test_every_code_is_in_its_list() -> None:
    unknown = set()
    for record in small():
        for field in record.fields:
            if isinstance(field.kind, Choice | Choices) and (value := record.value(field.name)):
                codes = (value,) if isinstance(value, str) else value
                unknown |= {
                    (field.name, code) for code in codes if code not in codelists()[field.kind.codelist]
                }
    assert not unknown


def test_every_link_leads_to_a_record() -> None:
    known = {record.id for record in small()}
    broken = {
        (record.kind, field.name)
        for record in small()
        for field in record.fields
        if isinstance(field.kind, Link) and (value := record.value(field.name)) and value not in known
    }
    assert not broken
    assert len(known) == len(small())


def test_each_household_talked_on_the_day_of_registration_and_never_before() -> None:
    first: dict[object, date] = {}
    for contact in of(Contact):
        day = contact.at.astimezone().date()
        first[contact.household] = min(day, first.get(contact.household, day))
    assert all(first[home.id] == home.registered_on for home in of(Household))


def test_nobody_came_at_the_weekend() -> None:
    assert {
        contact.at.astimezone().weekday() for contact in of(Contact) if contact.at < NOW.replace(year=2022)
    } <= set(range(5))


def test_each_household_has_one_main_contact_and_a_dwelling_in_its_region() -> None:
    main = Counter(one.household for one in of(Membership) if one.main_contact)
    current = {one.household: one for one in of(Dwelling) if one.moved_out_on is None}
    assert all(main[home.id] == 1 and current[home.id].district for home in of(Household))
    postcodes = codelists()["district"]
    assert all(home.postcode in postcodes[home.district].texts("postcodes") for home in current.values())


def test_nobody_is_a_member_before_birth_and_grown_ups_are_grown_up() -> None:
    people = {person.id: person for person in of(Person)}
    for membership in of(Membership):
        born = people[membership.person].born
        assert born.on <= membership.since
        if membership.role in ("reference", "wife", "husband"):
            assert born.age(membership.since) >= 17


def test_names_are_written_in_many_scripts_with_other_spellings_in_papers() -> None:
    natives = "".join(person.native_name for person in of(Person))
    scripts = {unicodedata.name(letter).split(" ")[0] for letter in natives if letter.isalpha()}
    assert scripts == {"ARABIC", "ETHIOPIC", "CYRILLIC"}
    languages = {skill.language for skill in of(LanguageSkill)}
    assert languages >= {
        "ar",
        "fa",
        "prs",
        "ps",
        "kmr",
        "ckb",
        "ti",
        "uk",
        "ru",
        "tr",
        "ro",
        "bg",
        "so",
        "de",
        "en",
        "fr",
    }
    spellings = [one for one in of(PersonName) if one.sort == "spelling"]
    assert len(spellings) > 200
    assert all(one.document for one in of(PersonName))


def test_papers_of_some_countries_say_the_first_of_january() -> None:
    papers = [person for person in of(Person) if person.born and person.born.precision == "papers"]
    assert len(papers) > len(of(Person)) // 20
    assert all((person.born.on.month, person.born.on.day) == (1, 1) for person in papers)


def test_today_some_wait_and_some_were_served() -> None:
    states = Counter(entry.state for entry in of(QueueEntry))
    assert states == {"waiting": 3, "in_talk": 1, "done": 5}


def test_moved_up_to_today_nothing_lies_in_the_future() -> None:
    calendar = Calendar.of(NOW, up_to_today=True)
    assert 0 < (calendar.today - calendar.second_cut).days <= 7
    assert calendar.second_cut.weekday() == SECOND.weekday()
    with clock.using(clock.FixedClock(NOW)):
        made = records(wanted(0.3, up_to_today=True, own=True))
        assert not [problem for record in made for problem in problems(record)]
    assert len([record for record in made if isinstance(record, Household)]) == 120


@pytest.mark.parametrize("how", [wanted(0.3, up_to_today=True, own=True), wanted()])
def test_the_family_of_the_tour_lives_in_the_own_office(how) -> None:
    for part in Population(how).parts(1):
        if homes := [
            r for r in part if isinstance(r, Household) and r.name == "Familie Hamdan" and r.address_protected
        ]:
            people = [record for record in part if isinstance(record, Person)]
            break
    assert homes[0].case_number.startswith("HÖ-")
    assert homes[0].status == "active"
    assert [person.native_name for person in people[:2]] == ["محمد حمدان", "رنا الخطيب"]
    assert len(people) == 5


def test_parts_are_small_and_do_not_depend_on_their_size() -> None:
    sizes = [len(part) for part in Population(wanted(0.1)).parts(1000)]
    assert max(sizes) < 3000
    assert sum(sizes) == len(records(wanted(0.1)))


def test_the_directory_is_full_and_referrals_stand_in_every_state() -> None:
    found = records(wanted(0.3, up_to_today=True, own=True))
    kinds = Counter(record.kind for record in found)
    assert kinds["provider"] >= 40
    assert kinds["offer"] >= 80
    states = {record.value("state") for record in found if record.kind == "referral"}
    assert states == {code.code for code in codelists()["referral_state"]}

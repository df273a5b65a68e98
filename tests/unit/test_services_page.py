"""The list of households: what the file answers equals what plain Python would."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lwdesk.base import clock
from lwdesk.base.errors import Restricted
from lwdesk.domain.contact import Contact
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person
from lwdesk.services.views import Wanted
from lwdesk.store.queries.lists import fold
from tests.unit import office
from tests.unit.office import hamdan

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)
NAMES = ("Ünal", "unal", "Zaid", "Özdemir", "Adam", "حمدان", "Łukasz", "", "O'Neil", "100%")
LANGUAGES = ("ar", "ti", "uk")
TABS = ("active", "dormant", "closed", "all")

days = st.dates(date(2021, 10, 20), date(2021, 11, 20))


@dataclass(frozen=True)
class Home:
    """A random household with all that the list shows of it."""

    household: Household
    members: tuple[tuple[date | None, tuple[str, ...]], ...] = ()
    dwellings: tuple[tuple[date | None, date | None, str | None], ...] = ()
    contacts: tuple[int, ...] = ()
    needs: tuple[str | None, ...] = ()
    records: tuple[object, ...] = field(default=(), compare=False)


households = st.builds(
    Household,
    name=st.sampled_from(NAMES),
    native_name=st.sampled_from(("", "عائلة", "Родина")),
    case_number=st.integers(1, 30).map(lambda n: f"HÖ-2021-{n:04}"),
    target_group=st.sampled_from(("refugee", "other", "unclear")),
    status=st.sampled_from(("active", "active", "dormant", "closed", None, "anonymised")),
    advice_language=st.sampled_from((None, *LANGUAGES)),
    interpreter_needed=st.sampled_from((None, "yes", "no")),
    restricted=st.booleans(),
    address_protected=st.booleans(),
)
homes = st.builds(
    Home,
    households,
    st.lists(
        st.tuples(st.none() | days, st.lists(st.sampled_from(LANGUAGES), max_size=3).map(tuple)), max_size=4
    ).map(tuple),
    st.lists(
        st.tuples(st.none() | days, st.none() | days, st.sampled_from((None, "hoerde", "hombruch"))),
        max_size=3,
    ).map(tuple),
    st.lists(st.integers(0, 5000), max_size=3).map(tuple),
    st.lists(st.sampled_from((None, "open", "in_work", "solved")), max_size=3).map(tuple),
)
wishes = st.builds(
    Wanted,
    tab=st.sampled_from(TABS),
    text=st.sampled_from(("", "", "unal", "HÖ-2021-001", "%", "'")),
    mine=st.booleans(),
    district=st.sampled_from((None, None, "hoerde")),
    target_group=st.sampled_from((None, None, "refugee")),
    language=st.sampled_from((None, None, "ar")),
    sort=st.sampled_from(("name", "case_number", "last_contact", "size", "district")),
    descending=st.booleans(),
)


def records(home, desk, mine):
    own = home.household.replace(office=desk.office.id, taken_by=desk.staff.id if mine else None)
    of = {"household": own.id}
    yield own
    for until, languages in home.members:
        person = Person(given_name="A")
        yield from (person, Membership(**of, person=person.id, until=until))
        yield from (LanguageSkill(person=person.id, language=code) for code in languages)
    for moved_in, moved_out, district in home.dwellings:
        yield Dwelling(**of, moved_in_on=moved_in, moved_out_on=moved_out, district=district, street="Weg 1")
    for minutes in home.contacts:
        at = datetime(2021, 6, 1, 22, 30, tzinfo=UTC) + timedelta(minutes=minutes)
        yield Contact(**of, office=desk.office.id, at=at, counterpart="household", sort="open_hours")
    yield from (Need(**of, area="housing", state=state) for state in home.needs)


def district_of(home):
    current = [
        (moved_in or date.min, place, district)
        for place, (moved_in, moved_out, district) in enumerate(home.dwellings)
        if moved_out is None or moved_out > TODAY
    ]
    return max(current)[2] if current else None


def last_contact_of(home):
    return max(home.contacts, default=None)


def name_of(home):
    return fold(home.household.name or home.household.native_name)


def living(home):
    return [languages for until, languages in home.members if until is None or until > TODAY]


def wanted_in_python(all_homes, mine, wanted, *, restricted):
    def fits(home):
        own, text = home.household, fold(wanted.text)
        status = own.status or "active"
        spoken = {own.advice_language, *(code for languages in living(home) for code in languages)}
        return all(
            (
                status in {"active", "dormant", "closed"} and wanted.tab in ("all", status),
                restricted or not own.restricted,
                own.id in mine or not wanted.mine,
                wanted.district in (None, district_of(home)),
                wanted.target_group in (None, own.target_group),
                wanted.language is None or wanted.language in spoken,
                text in name_of(home) or text in fold(own.case_number) or wanted.text in own.native_name,
            )
        )

    def key(home):
        return {
            "name": name_of(home),
            "case_number": home.household.case_number,
            "last_contact": last_contact_of(home),
            "size": len(living(home)),
            "district": district_of(home),
        }[wanted.sort]

    found = sorted(filter(fits, all_homes), key=lambda home: name_of(home).encode())
    with_key = [home for home in found if key(home) is not None]
    return _sorted(with_key, key, wanted) + [home for home in found if key(home) is None]


def _sorted(found, key, wanted):
    """Sort by the key; among equals names, then who came first, whichever way the key runs."""
    groups = {}
    for home in found:
        groups.setdefault(key(home), []).append(home)
    return [home for value in sorted(groups, reverse=wanted.descending) for home in groups[value]]


@pytest.fixture(scope="module")
def desk():
    with clock.using(clock.FixedClock(NOW)), office.fresh() as desk:
        yield desk


@given(
    st.lists(st.tuples(homes, st.booleans()), max_size=8),
    st.lists(st.tuples(wishes, st.integers(0, 3)), min_size=3, max_size=6),
)
@settings(max_examples=60)
def test_the_list_is_what_plain_python_would_show(desk, drawn, wanted):
    all_homes = [home for home, _ in drawn]
    mine = {home.household.id for home, is_mine in drawn if is_mine}
    with clock.using(clock.FixedClock(NOW)):
        with desk.seat.store.writing("", None) as transaction:
            for home, is_mine in drawn:
                transaction.save_all(records(home, desk, is_mine))
        try:
            for one, offset in wanted:
                assert_page(desk, all_homes, mine, one, offset)
        finally:
            with desk.seat.store.writing("", None) as transaction:
                for home in all_homes:
                    transaction.remove(home.household)


def assert_page(desk, all_homes, mine, wanted, offset):
    expected = wanted_in_python(all_homes, mine, wanted, restricted=True)
    page = desk.households.page(wanted, offset, 3)
    assert page.total == len(expected)
    assert [row.household for row in page.rows] == [
        home.household.id for home in expected[offset : offset + 3]
    ]
    for row, home in zip(page.rows, expected[offset:], strict=False):
        assert row.size == len(living(home))
        assert row.district == district_of(home)
        assert set(row.languages) == {code for languages in living(home) for code in languages}
        assert row.open_needs == sum(state != "solved" for state in home.needs)
        assert ("restricted" in row.flags) == home.household.restricted
        assert ("interpreter_needed" in row.flags) == (home.household.interpreter_needed == "yes")
    counts = dict(page.counts)
    states = [home.household.status or "active" for home in all_homes]
    assert [counts[tab] for tab in TABS[:3]] == [states.count(tab) for tab in TABS[:3]]
    assert counts["all"] == sum(counts[tab] for tab in TABS[:3])


def test_names_are_sorted_as_in_a_german_list(tmp_path):
    names = ["Zaid", "Özdemir", "adam", "Ohm", "Ünal", "Łukasz", "Oz", "Unger"]
    with office.opened(office.place(tmp_path)) as desk:
        for name in names:
            desk.households.take_in(hamdan(name=name))
        rows = desk.households.page(Wanted(sort="name")).rows
    assert [row.name for row in rows] == ["adam", "Łukasz", "Ohm", "Oz", "Özdemir", "Ünal", "Unger", "Zaid"]


def test_restricted_households_are_in_the_lists_of_the_lead_alone(tmp_path):
    path, intake = office.place(tmp_path), hamdan(restricted=True)
    with office.opened(path) as desk:
        desk.households.take_in(intake)
        assert desk.households.page(Wanted()).total == 1
        assert desk.search.find("Hamdan").households == 1
        assert not desk.households.card(intake.household.id).editable
    with office.opened(path, "adviser") as desk:
        page = desk.households.page(Wanted(tab="all"))
        assert (page.total, page.rows, dict(page.counts)["all"]) == (0, (), 0)
        assert desk.search.find("Hamdan").hits == ()
        assert desk.search.similar(hamdan()) == ()
        with pytest.raises(Restricted):
            desk.households.card(intake.household.id)


def test_the_tab_of_drafts_shows_begun_forms(tmp_path):
    with office.opened(office.place(tmp_path)) as desk:
        draft = hamdan()
        desk.drafts.save(draft.household.id, "intake", draft.to_plain(), "Hamdan")
        page = desk.households.page(Wanted(tab="drafts"))
        assert [(row.household, row.name, row.status) for row in page.rows] == [
            (draft.household.id, "Hamdan", "draft")
        ]
        assert dict(page.counts)["drafts"] == page.total == 1

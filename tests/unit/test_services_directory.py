"""The directory finds what fits, hides what is over, counts places, and names needs without an offer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.fitting import Wish
from lwdesk.domain.household import Dwelling
from lwdesk.domain.need import Need
from lwdesk.domain.provider import Offer, OfferPlace, Provider
from lwdesk.services.changes import Conflicts
from lwdesk.services.listing import Asked
from tests.unit import office

TODAY = clock.today()
PROVIDER = Provider(name="Treffpunkt Hörde")
CAFE = Offer(
    provider=PROVIDER.id,
    name="Sprachcafé",
    category="meeting",
    areas=("migration",),
    languages=("ar",),
    districts=("hoerde",),
    checked_on=TODAY,
)


@pytest.fixture
def desk():
    with office.fresh() as opened:
        opened.directory.save(PROVIDER)
        opened.directory.save(CAFE)
        yield opened


def names(desk, typed, **wish):
    return [match.offer.name for match in desk.directory.search(typed, Wish(TODAY, **wish))[0]]


def test_the_words_of_a_caseworker_find_the_offer(desk):
    assert names(desk, "Sprachcafé Hörde arabisch") == ["Sprachcafé"]
    assert names(desk, "Nähkurs") == []


def test_an_expired_offer_is_hidden_and_stands_in_its_tab(desk):
    desk.directory.save(CAFE.replace(valid_until=date(2020, 1, 1)), CAFE)
    assert names(desk, "Sprachcafé") == []
    page = desk.directory.page(Asked("expired", "name"))
    assert [row.offer.name for row in page.rows] == ["Sprachcafé"]
    assert dict(page.counts) == {"valid": 0, "to_check": 0, "ahead": 0, "expired": 1, "all": 1}


@pytest.mark.parametrize("whose", [PROVIDER, CAFE], ids=["provider", "offer"])
@pytest.mark.parametrize(
    ("ends", "begins", "tab"), [(-1, None, "expired"), (None, 1, "ahead"), (0, 0, "valid")]
)
def test_what_is_valid_is_the_same_for_page_picker_and_gaps(desk, family, whose, ends, begins, tab):
    desk.households.save(Need(household=family.household.id, area="migration", state="open"))
    ends, begins = (None if days is None else TODAY + timedelta(days) for days in (ends, begins))
    desk.directory.save(whose.replace(valid_until=ends, valid_from=begins), whose)
    counts = dict(desk.directory.page(Asked("valid", "name")).counts)
    assert [name for name in ("valid", "ahead", "expired") if counts[name]] == [tab]
    assert bool(names(desk, "Sprachcafé")) is (tab == "valid")
    assert bool(desk.directory.gaps()) is not (tab == "valid")


def test_the_best_fitting_stands_first(desk):
    other = Offer(provider=PROVIDER.id, name="Allgemeine Beratung", category="advice", checked_on=TODAY)
    desk.directory.save(other)
    assert names(desk, "", area="migration", language="ar") == ["Sprachcafé", "Allgemeine Beratung"]


def test_the_twenty_first_waits_and_moves_up(desk, family):
    desk.directory.save(CAFE.replace(capacity=1), CAFE)
    home = family.household.id
    first, second = (
        OfferPlace(household=home, offer=CAFE.id, person=one.person.id) for one in family.members[:2]
    )
    desk.directory.take_place(first)
    desk.directory.take_place(second)
    match = desk.directory.load(CAFE.id)
    assert (match.taken, match.waiting, "full" in match.fit.warnings) == (1, 1, True)
    assert [(row.taken, row.waiting) for row in desk.directory.page(Asked("valid", "name")).rows] == [(1, 1)]
    desk.directory.leave_place(first.id)
    with desk.seat.reading() as reader:
        states = [reader.get(OfferPlace, one.id).state for one in (first, second)]
    assert states == ["left", "place"]


def test_a_place_ends_once_on_a_day_that_was(desk, family):
    desk.directory.save(CAFE.replace(capacity=1), CAFE)
    place = OfferPlace(household=family.household.id, offer=CAFE.id, since=date(2021, 9, 1))
    desk.directory.take_place(place)
    assert [(one.id, name) for one, name in desk.households.card(place.household).places] == [
        (place.id, "Sprachcafé")
    ]
    for day in (date(2021, 8, 31), TODAY + timedelta(1)):
        with pytest.raises(InvalidInput):
            desk.directory.leave_place(place.id, day)
    desk.directory.leave_place(place.id, date(2021, 10, 1))
    with desk.seat.reading() as reader:
        kept = reader.get(OfferPlace, place.id)
    assert (kept.state, kept.until) == ("left", date(2021, 10, 1))
    assert desk.households.card(place.household).places == ()
    with pytest.raises(InvalidInput):
        desk.directory.leave_place(place.id)


def test_a_need_without_an_offer_is_a_gap_until_there_is_one(desk, family):
    home = family.household
    desk.households.save(Need(household=home.id, area="work", level=3, state="open"))
    assert [(gap.area, gap.district, gap.needs) for gap in desk.directory.gaps()] == [("work", "hoerde", 1)]
    desk.directory.save(Offer(provider=PROVIDER.id, name="Jobcafé", category="advice", areas=("work",)))
    assert desk.directory.gaps() == ()


def test_a_gap_reported_in_a_contact_is_counted(desk):
    contact = Contact(sort="open_hours", gap=True, district="mengede")
    desk.contacts.save(contact, [Reason(area="mobility", support="advice")])
    assert [(gap.area, gap.district, gap.reported) for gap in desk.directory.gaps()] == [
        ("mobility", "mengede", 1)
    ]


def reported(desk):
    return [(gap.area, gap.district, gap.reported) for gap in desk.directory.gaps() if gap.reported]


def test_a_gap_reported_for_a_household_counts_where_it_lived_that_day(desk, family):
    home = family.household.id
    (lived,) = desk.households.card(home).dwellings
    desk.households.save(lived.replace(moved_in_on=date(2020, 1, 1), moved_out_on=date(2021, 6, 1)), lived)
    desk.households.save(Dwelling(household=home, district="mengede", moved_in_on=date(2021, 6, 1)))
    topic = {"area": "mobility", "support": "advice"}
    for at in (datetime(2021, 3, 1, 10, tzinfo=UTC), datetime(2021, 6, 1, 10, tzinfo=UTC)):
        desk.contacts.save(Contact(household=home, sort="open_hours", gap=True, at=at), [Reason(**topic)])
    desk.contacts.save(
        Contact(household=home, sort="open_hours", gap=True, at=at, district="eving"), [Reason(**topic)]
    )
    assert sorted(reported(desk)) == [
        ("mobility", "eving", 1),
        ("mobility", "hoerde", 1),
        ("mobility", "mengede", 1),
    ]


def test_a_gap_tells_the_district_of_a_protected_home_and_nothing_of_a_restricted_one(desk, family):
    home = family.household
    contact = Contact(household=home.id, sort="open_hours", gap=True, at=datetime(2021, 11, 1, tzinfo=UTC))
    desk.contacts.save(contact, [Reason(area="mobility", support="advice")])
    kept = desk.households.card(home.id).household
    desk.households.save(kept.replace(address_protected=True), kept)
    assert reported(desk) == [("mobility", "hoerde", 1)]
    kept = desk.households.card(home.id).household
    desk.households.save(kept.replace(restricted=True), kept)
    assert reported(desk) == []


def test_somebody_looked_today(desk):
    desk.directory.save(CAFE.replace(checked_on=date(2020, 1, 1)), CAFE)
    assert dict(desk.directory.page(Asked("valid", "name")).counts)["to_check"] == 1
    desk.directory.check(CAFE.id)
    kept = desk.directory.load(CAFE.id).offer
    assert (kept.checked_on, kept.checked_by) == (TODAY, desk.staff.id)


def test_two_forms_of_one_offer_keep_both_or_ask(desk):
    desk.directory.save(CAFE.replace(opening="Di 16 Uhr"), CAFE)
    desk.directory.save(CAFE.replace(cost="frei"), CAFE)
    kept = desk.directory.load(CAFE.id).offer
    assert (kept.opening, kept.cost) == ("Di 16 Uhr", "frei")
    assert isinstance(desk.directory.save(CAFE.replace(opening="Mi"), CAFE), Conflicts)


def test_what_is_used_is_not_taken_away(desk):
    with pytest.raises(NotAllowed):
        desk.directory.remove(PROVIDER)
    desk.directory.remove(CAFE)
    desk.directory.remove(PROVIDER)
    assert desk.directory.providers() == ()


def test_what_is_gone_is_said_so(desk):
    with pytest.raises(RecordGone):
        desk.directory.load(Offer().id)
    with pytest.raises(RecordGone):
        desk.directory.leave_place(OfferPlace().id)
    with pytest.raises(RecordGone):
        desk.directory.save(Offer(name="x", provider=PROVIDER.id, category="advice"), CAFE)


def test_a_student_does_not_change_the_directory(tmp_path):
    with office.opened(office.place(tmp_path), "assistant") as desk, pytest.raises(NotAllowed):
        desk.directory.save(PROVIDER)

"""An address finds its district, and nothing is claimed that a postcode cannot say."""

import pytest

from lwdesk.domain.codelists import codelists
from lwdesk.domain.places import addresses, district_of, region_of

DISTRICTS = {code.code for code in codelists()["district"]} - {"unassigned"}


def test_a_postcode_within_one_district_names_it_and_its_region():
    assert district_of("44263", "Lindenallee 14") == ("hoerde",)
    assert region_of("hoerde") == "hoerde_hombruch"


def test_a_divided_postcode_names_every_candidate():
    assert district_of("44135") == ("innenstadt_west", "innenstadt_ost", "innenstadt_nord")


@pytest.mark.parametrize("street", ["Kampstraße 5", "Kampstr. 5", "kamp-strasse 12 a", "KAMPSTRASSE"])
def test_a_known_street_decides_a_divided_postcode_in_any_spelling(street):
    assert district_of("44135", street) == ("innenstadt_west",)


def test_a_street_of_the_same_name_elsewhere_decides_nothing():
    assert district_of("44263", "Kampstraße 5") == ("hoerde",)


@pytest.mark.parametrize("postcode", ["", "59423", "4426", "44 26x"])
def test_an_address_outside_the_town_has_no_district(postcode):
    assert district_of(postcode, "Kampstraße 5") == ()


def test_a_space_in_the_postcode_does_no_harm():
    assert district_of(" 44 263 ") == ("hoerde",)


def test_every_district_is_reached_and_only_known_ones_are_named():
    known = addresses()
    named = {district for districts in known.postcodes.values() for district in districts}
    assert named == DISTRICTS
    assert set(known.streets.values()) <= DISTRICTS


def test_the_districts_list_the_postcodes_that_lead_to_them():
    for code in codelists()["district"]:
        leading = {p for p, districts in addresses().postcodes.items() if code.code in districts}
        assert set(code.texts("postcodes")) == leading, code.code


def test_postcodes_are_marked_as_a_proposal():
    assert addresses().proposal


def test_outside_every_district_nobody_looks_after():
    assert region_of("unassigned") == ""

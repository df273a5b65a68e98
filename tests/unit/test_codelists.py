"""The code lists keep their promises: complete, stable, findable in any spelling."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain import codelists as module
from lwdesk.domain.codelists import NO_VALUES, UNKNOWN, Code, CodeLists, codelists, fold

LISTS = codelists()
RELEASED = Path(__file__).parents[1] / "data" / "codes.txt"
SLUG = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
ATTRIBUTE_LISTS = [
    ("district", "region", "region"),
    ("district", "neighbours", "district"),
    ("region", "employers", "employer"),
    ("dialect", "language", "language"),
]


@pytest.mark.parametrize("name", LISTS.names())
def test_every_code_is_a_unique_slug_with_both_labels(name):
    codes = LISTS[name]
    assert codes.name == name
    assert codes.version >= 1
    assert codes.title("de")
    assert codes.title("en")
    assert len(codes) > 0
    assert max(Counter(code.code for code in codes).values()) == 1
    for code in codes:
        assert SLUG.fullmatch(code.code), code.code
        assert code.de.strip() == code.de != ""
        assert code.en.strip() == code.en != ""
        assert bool(code.help_de) == bool(code.help_en)
        assert bool(code.short_de) == bool(code.short_en)


@pytest.mark.parametrize("name", LISTS.names())
def test_no_spelling_means_two_codes(name):
    codes = LISTS[name]
    for code in codes:
        for text in (code.de, code.en, *code.aliases):
            found = codes.by_alias(text)
            assert found is not None, text
            assert found == code or fold(text) in {fold(found.de), fold(found.en)}, text


@pytest.mark.parametrize("name", LISTS.names())
def test_no_list_uses_the_words_for_no_value_as_its_own(name):
    assert not {code.code for code in LISTS[name]} & set(NO_VALUES)


def test_a_released_code_never_vanishes():
    released = set(RELEASED.read_text(encoding="utf-8").split())
    present = {f"{name}.{code.code}" for name in LISTS.names() for code in LISTS[name]}
    assert released - present == set()
    assert present - released == set(), "new codes belong into tests/data/codes.txt"


def test_a_list_made_of_others_has_their_codes_and_labels():
    parts = ("closing_reason", "resting_reason", "reopening_reason")
    assert [code.code for code in LISTS["status_reason"]] == [
        code.code for name in parts for code in LISTS[name]
    ]
    assert LISTS.label("status_reason", "moved_back") == LISTS.label("reopening_reason", "moved_back")


def test_twelve_districts_map_to_exactly_one_of_seven_regions():
    districts = [code for code in LISTS["district"] if code.code != "unassigned"]
    regions = [code.code for code in LISTS["region"]]
    assert len(districts) == 12
    assert len(regions) == 7
    assert Counter(code.text("region") for code in districts) == {
        "brackel_aplerbeck": 2,
        "mengede_huckarde": 2,
        "hoerde_hombruch": 2,
        "eving_scharnhorst": 2,
        "luetgendortmund": 1,
        "innenstadt_west_ost": 2,
        "innenstadt_nord": 1,
    }


def test_regions_stand_in_the_order_of_the_printed_table():
    assert [code.text("office") for code in LISTS["region"]] == ["BA", "MH", "HÖ", "ES", "LÜ", "IWO", "IN"]


@pytest.mark.parametrize(("name", "attribute", "other"), ATTRIBUTE_LISTS)
def test_attributes_name_codes_of_the_other_list(name, attribute, other):
    named = {text for code in LISTS[name] for text in code.texts(attribute)}
    assert named
    assert named <= {code.code for code in LISTS[other]}


def test_eleven_life_areas_with_the_four_unreadable_labels_marked():
    areas = LISTS["life_area"]
    assert len(areas) == 11
    assert [i for i, area in enumerate(areas, 1) if area.proposal] == [2, 4, 5, 6]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Aplebeck", "aplerbeck"),
        ("Hoerde", "hoerde"),
        ("Lutgendortmund", "luetgendortmund"),
        ("LÜTGENDORTMUND", "luetgendortmund"),
        ("Innenstadt Nord", "innenstadt_nord"),
        ("innenstadtnord", "innenstadt_nord"),
        ("Scharnhosrt", "scharnhorst"),
        ("Unna", None),
    ],
)
def test_misspelt_districts_are_known_or_refused(written, code):
    found = LISTS["district"].by_alias(written)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Afghanen", "af"),
        ("Syrer", "sy"),
        ("Syrisch", "sy"),
        ("Iran", "ir"),
        ("Irak", "iq"),
        ("Niger", "ne"),
        ("Nigeria", "ng"),
        ("Kongo", None),
        ("Turkei", "tr"),
        ("staatenlos", "stateless"),
        ("Atlantis", None),
    ],
)
def test_nationality_words_find_the_country(written, code):
    found = LISTS["country"].by_alias(written)
    assert (found.code if found else None) == code


def test_all_countries_of_iso_3166_are_there():
    iso = {code.text("iso") for code in LISTS["country"]} - {"", "XK"}
    assert len(iso) == 249


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("kindergeld", "livelihood"),
        ("jobcenter", "livelihood"),
        ("kita", "childcare_school"),
        ("arzt", "health"),
        ("miete", "housing"),
        ("ausweis", "authorities"),
        ("warmw", "housing"),
        ("deutschk", "migration"),
    ],
)
def test_everyday_words_find_the_life_area(typed, area):
    assert LISTS["life_area"].find(typed)[0].code == area


def test_a_beginning_of_a_label_comes_before_other_words_and_inner_parts():
    assert [code.code for code in LISTS["language"].find("persisch")] == ["fa", "prs"]
    labels = [code.de for code in LISTS["country"].find("guinea")]
    assert labels[:2] == ["Guinea", "Guinea-Bissau"]
    assert "Papua-Neuguinea" in labels


def test_a_paragraph_finds_the_residence_title():
    titles = LISTS["residence_title"]
    assert [code.code for code in titles.find("§ 24")] == ["temporary_protection_24"]
    assert [code.code for code in titles.find("25b")] == ["integration_25b"]


def test_type_ahead_tolerates_umlauts_and_keeps_the_limit():
    assert LISTS["country"].find("oster")[0].code == "at"
    assert LISTS["country"].find("oesterr")[0].code == "at"
    assert len(LISTS["country"].find("", limit=50)) == 50


def test_type_ahead_speaks_the_language_of_the_interface():
    assert LISTS["country"].find("germ", "en")[0].code == "de"


def test_an_unknown_code_keeps_its_text():
    kept = LISTS["housing"].get("houseboat")
    assert kept.label("de") == kept.label("en") == kept.code == "houseboat"
    assert not kept.listed
    assert "houseboat" not in LISTS["housing"]
    with pytest.raises(KeyError):
        LISTS["housing"]["houseboat"]


def test_the_three_words_for_no_value_are_offered_last_where_the_list_wants_them():
    assert [code.code for code in LISTS["sex"].choices()][-3:] == list(NO_VALUES)
    assert not {code.code for code in LISTS["life_area"].choices()} & set(NO_VALUES)
    assert LISTS["life_area"].label(UNKNOWN) == "unbekannt"
    assert LISTS["sex"].by_alias("keine Angabe").code == "undisclosed"


def test_only_codes_valid_on_the_day_can_be_chosen():
    titles = LISTS["residence_title"]
    before, after = date(2022, 12, 30), date(2022, 12, 31)
    assert titles["opportunity_104c"] not in titles.choices(before)
    assert titles["opportunity_104c"] in titles.choices(after)
    assert not titles.find("chancen-auf", on=before)
    assert Code("a", "A", "A", valid_to=after).valid_on(after)
    assert not Code("a", "A", "A", valid_to=before).valid_on(after)


def test_one_list_is_read_without_the_others(monkeypatch):
    read = []
    real = module._read_list

    def noting(path, no_values):
        read.append(path.stem)
        return real(path, no_values)

    monkeypatch.setattr(module, "_read_list", noting)
    lists = CodeLists(LISTS._folder)
    assert lists["sex"] is lists["sex"]
    assert sorted(read) == ["_novalue", "sex"]


def test_short_labels_fall_back_to_the_full_one():
    assert LISTS["life_area"]["livelihood"].short() == "Lebensunterhalt"
    assert LISTS["life_area"]["family"].short("en") == "Family"


@given(st.text(max_size=30))
def test_folding_is_stable_and_any_text_is_only_answered_with_listed_codes(text):
    assert fold(fold(text)) == fold(text)
    found = LISTS["district"].by_alias(text)
    assert found is None or found.listed


@given(st.sampled_from([code.de for code in LISTS["country"]]), st.data())
def test_every_beginning_of_a_label_finds_it(label, data):
    length = data.draw(st.integers(1, len(label)))
    assert label in {code.de for code in LISTS["country"].find(label[:length], limit=300)}


def test_a_code_explains_itself_in_the_language_of_the_reader():
    explained = next(code for name in LISTS.names() for code in LISTS[name] if code.help_de)
    assert explained.help() == explained.help_de != explained.help("en") == explained.help_en
    assert Code("a", "A", "A").help() == ""


def test_one_slip_of_the_fingers_is_forgiven_and_two_are_not():
    arabic = LISTS["language"]["ar"]
    for typed in ("Arabisch", "Arabishc", "Arabsch", "Arabissch", "Arabiscg", "Arabische"):
        assert LISTS["language"].by_alias(typed) == arabic, typed
    for typed in ("Arbaishc", "Arabi", "Aarabissch"):
        assert LISTS["language"].by_alias(typed) is None, typed

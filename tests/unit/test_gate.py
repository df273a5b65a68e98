"""Nothing leaves that a family did not agree to, and never what somebody must not be told."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain.consent import Consent, Withholding
from lwdesk.domain.gate import Gate, Handing, gate, interprets, is_in_force
from lwdesk.domain.household import Household

TODAY = date(2021, 11, 3)
FATHER, LINA = UUID(int=1), UUID(int=2)
CENTRE, COURT = UUID(int=3), UUID(int=4)
INTERPRETER = UUID(int=5)
HOME = Household(target_group="refugee")


def handing(*kinds, purpose="pass_on", recipient="Schuldnerberatung Hörde", persons=(FATHER,), **more):
    known = {"provider": None, "interpreter": None, "on": TODAY, **more}
    return Handing(purpose=purpose, recipient=recipient, persons=persons, data_kinds=kinds, **known)


def consent(*kinds, **more):
    known = {
        "purpose": "pass_on",
        "recipient": "Schuldnerberatung Hörde",
        "given_on": date(2021, 10, 1),
        **more,
    }
    return Consent(data_kinds=kinds, **known)


def through(wanted, *consents, household=HOME, withholdings=()):
    return gate(household, wanted, consents, withholdings)


def test_what_a_consent_names_may_leave():
    agreed = consent("name", "phone")
    assert through(handing("name", "phone", "birth"), agreed) == Gate(
        ("name", "phone"), (), ("birth",), agreed
    )


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"given_on": None}, "no_consent"),
        ({"given_on": date(2021, 11, 4)}, "no_consent"),
        ({"revoked_on": date(2021, 11, 3)}, "revoked"),
        ({"revoked_on": date(2021, 12, 3)}, "revoked"),
        ({"valid_until": date(2021, 11, 2)}, "lapsed"),
        ({"purpose": "store"}, "no_consent"),
        ({"recipient": "Jobcenter"}, "other_recipient"),
        ({"recipient": ""}, "other_recipient"),
        ({"person": LINA}, "no_consent"),
    ],
)
def test_a_consent_that_does_not_count_stops_everything_and_says_why(changed, why):
    refused = through(handing("name"), consent("name", **changed))
    assert refused == Gate(missing=("name",), stop=why)


def test_a_consent_holds_on_its_last_day():
    assert through(handing("name"), consent("name", valid_until=TODAY)).allowed == ("name",)


def test_a_recipient_is_known_in_another_spelling():
    written = consent("name", recipient="SCHULDNER-Beratung Hoerde")
    assert through(handing("name"), written).allowed == ("name",)


def test_the_provider_decides_where_both_name_one():
    assert through(handing("name", provider=CENTRE), consent("name", provider=CENTRE, recipient="")).allowed
    assert not through(handing("name", provider=CENTRE), consent("name", provider=COURT)).allowed


def test_a_consent_of_one_person_is_not_one_of_another():
    both = handing("name", persons=(FATHER, LINA))
    father, lina = consent("name", person=FATHER), consent("name", person=LINA)
    assert through(both, father) == Gate(missing=("name",), stop="persons")
    assert through(both, father, lina).allowed == ("name",)
    assert through(both, consent("name")).allowed == ("name",)


def test_for_the_whole_household_one_person_alone_cannot_agree():
    assert through(handing("name", persons=()), consent("name", person=FATHER)).allowed == ()
    assert through(handing("name", persons=()), consent("name")).allowed == ("name",)


@pytest.mark.parametrize("said", [{"guardian": "Rana Al-Khatib"}, {"no_guardian": "17, eigener Antrag"}])
def test_a_child_needs_a_guardian_or_a_reason(said):
    wanted = handing("name", persons=(LINA,), minors=frozenset({LINA}))
    assert through(wanted, consent("name", person=LINA)).stop == "guardian"
    assert through(wanted, consent("name", person=LINA, **said)).allowed == ("name",)


def test_health_needs_a_consent_of_its_own_for_this_recipient():
    passing, health = consent("name", "health"), consent(purpose="health")
    wanted = handing("name", "health")
    assert through(wanted, passing).missing == ("health",)
    assert through(wanted, passing, health).allowed == ("name", "health")
    assert through(wanted, passing, health.replace(recipient="")).missing == ("health",)
    assert through(wanted, health).stop == "no_consent"


def test_interpreting_needs_no_named_interpreter_and_no_list_of_data():
    agreed = consent(purpose="interpreter", recipient="")
    wanted = handing("language", "address", purpose="interpreter", recipient="Sprachmittlerpool")
    assert through(wanted, agreed) == Gate(("language",), (), ("address",), agreed)


def test_a_protected_address_stays_unless_the_consent_names_it():
    protected = HOME.replace(address_protected=True)
    wanted = handing("name", "address")
    held = through(wanted, consent("name"), household=protected)
    assert (held.allowed, held.withheld) == (("name",), (("address", "protected_address"),))
    assert through(wanted, consent("name", "address"), household=protected).allowed == ("name", "address")


def test_information_alone_needs_nothing_and_carries_nothing():
    assert through(handing(purpose="information")) == Gate()
    assert through(handing("name", purpose="information")).allowed == ()


def test_a_restricted_household_stops_everything():
    stopped = through(handing("name"), consent("name"), household=HOME.replace(restricted=True))
    assert stopped == Gate(withheld=(("name", "restricted"),), stop="restricted")


def test_the_note_of_the_family_asks_for_a_look():
    assert through(
        handing("name"), consent("name"), household=HOME.replace(withhold="Nicht dem Bruder")
    ).confirm


@pytest.mark.parametrize(
    "against",
    [
        {"whom": "Schuldnerberatung"},
        {"whom": "schuldnerberatung hoerde"},
        {"whom": "Schuldnerberatung Hörde, Frau Kurz"},
        {"whom": "Der Verein", "provider": CENTRE},
        {"whom": "Alle"},
        {"whom": "Nachbarin", "interpreter": INTERPRETER},
    ],
)
def test_who_must_not_be_told_is_not_told(against):
    wanted = handing("name", "phone", provider=CENTRE, interpreter=INTERPRETER)
    agreed = consent("name", "phone")
    some = through(wanted, agreed, withholdings=[Withholding(data_kinds=("phone",), **against)])
    assert (some.allowed, some.withheld, some.stop) == (("name",), (("phone", "withheld"),), None)
    assert through(wanted, agreed, withholdings=[Withholding(**against)]).stop == "withheld"


@pytest.mark.parametrize(
    "against",
    [
        {"whom": "Jobcenter"},
        {"whom": ""},
        {"whom": "Alle", "since": date(2021, 11, 4)},
        {"whom": "Alle", "until": date(2021, 11, 2)},
        {"whom": "Verein", "provider": COURT},
    ],
)
def test_somebody_else_or_another_time_holds_nothing_back(against):
    wanted = handing("name", provider=CENTRE)
    assert through(wanted, consent("name"), withholdings=[Withholding(**against)]).allowed == ("name",)


def test_a_consent_in_force_needs_a_day_on_which_it_was_given():
    assert not is_in_force(Consent(purpose="store"), TODAY)
    assert is_in_force(Consent(purpose="store", given_on=TODAY), TODAY)


KINDS = st.lists(st.sampled_from(["name", "phone", "address", "health", "need"]), unique=True).map(tuple)
DAYS = st.none() | st.dates(date(2021, 10, 28), date(2021, 11, 8))
WHO = st.sampled_from(["", "Jobcenter", "Job-Center", "Mieterverein", "Jobcenter Dortmund"])
PLACES = st.none() | st.sampled_from([CENTRE, COURT])
SOMEBODY = st.none() | st.sampled_from([FATHER, LINA])
HANDINGS = st.builds(
    Handing,
    purpose=st.sampled_from(["pass_on", "health", "interpreter", "information"]),
    recipient=WHO,
    provider=PLACES,
    interpreter=st.none() | st.just(INTERPRETER),
    persons=st.lists(st.sampled_from([FATHER, LINA]), unique=True).map(tuple),
    data_kinds=KINDS,
    on=st.just(TODAY),
    minors=st.sampled_from([frozenset(), frozenset({LINA})]),
)
CONSENTS = st.lists(
    st.builds(
        Consent,
        id=st.uuids(),
        purpose=st.sampled_from(["pass_on", "health", "interpreter", "store"]),
        recipient=WHO,
        provider=PLACES,
        person=SOMEBODY,
        data_kinds=KINDS,
        given_on=DAYS,
        valid_until=DAYS,
        revoked_on=st.none() | st.just(TODAY),
        guardian=st.sampled_from(["", "Rana"]),
    ),
    max_size=5,
)
WITHHOLDINGS = st.lists(
    st.builds(
        Withholding,
        whom=WHO,
        provider=PLACES,
        interpreter=st.none() | st.just(INTERPRETER),
        data_kinds=KINDS,
        since=DAYS,
        until=DAYS,
    ),
    max_size=3,
)
HOMES = st.builds(
    Household, target_group=st.just("refugee"), address_protected=st.booleans(), restricted=st.booleans()
)


@given(HOMES, HANDINGS, CONSENTS, WITHHOLDINGS)
def test_nothing_is_allowed_that_a_withholding_covers(home, wanted, consents, against):
    open_ = set(gate(home, wanted, consents, against).allowed)
    for one in against:
        if (one.since and one.since > TODAY) or (one.until and one.until < TODAY):
            continue
        meant = (
            (one.provider and one.provider == wanted.provider)
            or (one.interpreter and one.interpreter == wanted.interpreter)
            or (one.whom and one.whom == wanted.recipient)
        )
        if meant:
            assert not open_ & set(one.data_kinds or wanted.data_kinds)


@given(HOMES, HANDINGS, CONSENTS, WITHHOLDINGS, st.integers(0, 4))
def test_revoking_never_opens_anything(home, wanted, consents, against, place):
    before = set(gate(home, wanted, consents, against).allowed)
    after = [one.replace(revoked_on=TODAY) if number == place else one for number, one in enumerate(consents)]
    assert set(gate(home, wanted, after, against).allowed) <= before


@given(HOMES, HANDINGS, CONSENTS, WITHHOLDINGS, st.randoms())
def test_the_order_of_consents_does_not_matter(home, wanted, consents, against, chance):
    shuffled = chance.sample(consents, len(consents))
    assert gate(home, wanted, shuffled, against) == gate(home, wanted, consents, against)


@given(HOMES, HANDINGS, CONSENTS, WITHHOLDINGS)
def test_every_kind_that_was_asked_for_gets_one_answer(home, wanted, consents, against):
    answer = gate(home, wanted, consents, against)
    told = [*answer.allowed, *(kind for kind, _ in answer.withheld), *answer.missing]
    assert sorted(told) == sorted(wanted.data_kinds)


@pytest.mark.parametrize(
    ("told", "somebody"), [("Frau Rahimi", True), ("", False), ("Niemand", False), (" keine ", False)]
)
def test_that_nobody_interprets_is_told_as_well(told, somebody):
    assert interprets(told) is somebody

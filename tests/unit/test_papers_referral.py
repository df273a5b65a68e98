"""A letter of referral tells what the gate lets through and no more, and its consent in both languages."""

from datetime import date, timedelta

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused
from lwdesk.documents.kit.phrases import load
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Withholding
from lwdesk.domain.household import Benefit, Dwelling
from lwdesk.domain.office import Office
from lwdesk.domain.person import Person, Residence
from lwdesk.domain.provider import Offer
from lwdesk.domain.referral import Referral
from lwdesk.domain.staff import Staff
from lwdesk.domain.vague import VagueDay
from lwdesk.services.papers import sender
from tests.unit import letters, office


@pytest.fixture
def desk():
    with office.fresh() as opened:
        opened.directory.save(letters.DEBT)
        yield opened


@pytest.fixture
def family(desk):
    return letters.family(desk)


def drawn(desk, about, folder, language=""):
    return letters.drawn(desk, "referral_letter", about, folder, language)


def refused(desk, about) -> str:
    with pytest.raises(PaperRefused) as refusal:
        desk.papers.preview(letters.Wish("referral_letter", about))
    return refusal.value.facts["why"]


def test_a_letter_comes_in_the_language_of_the_family(desk, family, tmp_path):
    letters.agree(desk, family)
    paper = drawn(desk, letters.sent(desk, family), tmp_path)
    assert {node.language for node in paper.tree.walk() if node.kind == "Sect"} == {"de", "ar"}
    said = paper.texts("P")
    assert "Mohammed Hamdan (محمد حمدان)\nRana Al-Khatib (رنا الخطيب)\nLina Hamdan" in said
    assert "Schuldnerberatung Mitte Ostwall 3 44135 Dortmund" in said


def test_a_draft_and_what_was_withdrawn_are_not_printed(desk, family):
    letters.agree(desk, family)
    draft = letters.referral(family)
    desk.referrals.save(draft)
    assert refused(desk, draft.id) == "not_sent"
    gone = letters.sent(desk, family)
    desk.referrals.step(gone, "withdrawn")
    assert refused(desk, gone) == "withdrawn"


def test_without_a_consent_in_force_nothing_is_printed(desk, family):
    consent = letters.agree(desk, family)
    about = letters.sent(desk, family)
    with desk.seat.writing("test") as transaction:
        transaction.save(consent.replace(given_on=date(2020, 1, 1), valid_until=date(2020, 2, 1)))
    assert refused(desk, about) == "lapsed"


def test_a_referral_that_names_neither_consent_nor_law_is_not_printed(desk, family):
    letters.agree(desk, family)
    about = letters.sent(desk, family)
    with desk.seat.writing("test") as transaction:
        transaction.save(transaction.get(Referral, about).replace(consent=None))
    assert refused(desk, about) == "no_consent"


def test_what_stays_without_a_household_tells_nothing_and_needs_no_gate(desk, tmp_path):
    made = Referral(area="other", sort="information", provider=letters.DEBT.id)
    with desk.seat.writing("test") as transaction:
        day = clock.today()
        facts = {
            "direction": "out",
            "state": "sent",
            "sent_on": day,
            "reference": "V-1",
            "slip_code": "7K-204",
        }
        transaction.save(made.replace(office=desk.office.id, **facts))
    paper = drawn(desk, made.id, tmp_path, "de")
    assert paper.texts("H1") == ["Vermittlung: Sonstiges"]
    assert "In diesem Brief stehen keine Angaben über Sie." in paper.texts("P")


def test_who_must_not_be_told_gets_no_letter(desk, family):
    letters.agree(desk, family)
    about = letters.sent(desk, family)
    kept_from = Withholding(household=family.household.id, whom=letters.DEBT.name, data_kinds=("phone",))
    with desk.seat.writing("test") as transaction:
        transaction.save(kept_from)
    assert refused(desk, about) == "withheld"


@pytest.mark.parametrize("kind", letters.KINDS)
def test_only_the_chosen_kinds_stand_in_the_letter(desk, family, tmp_path, kind):
    letters.agree(desk, family)
    about = letters.sent(desk, family, data_kinds=(kind,), subject="Ordnen", area="livelihood")
    paper = drawn(desk, about, tmp_path, "de")
    heads = paper.texts("TH")
    assert heads == [codelists().label("data_kind", kind, "de")]
    seen = "\n".join(paper.texts("P"))
    secrets = {
        "name": "Al-Khatib",
        "phone": "0171 39200 17",
        "address": "Lindenallee",
        "birth": "02.05.1988",
        "household": "3 Personen",
        "language": "Arabisch",
    }
    assert [one for one, secret in secrets.items() if secret in seen] == [
        one for one in secrets if one == kind
    ]


ALL_KINDS = tuple(code.code for code in codelists()["data_kind"])


def test_each_kind_of_data_is_told_in_a_row_of_its_own(desk, tmp_path):
    intake = letters.family(desk, interpreter_needed="yes")
    father, mother, child = (member.person for member in intake.members)
    today = clock.today()
    with desk.seat.writing("test") as transaction:
        kept = transaction.get(Person, father.id)
        facts = {"nationality": "sy", "activity": "jobseeker", "health": "Rückenschmerzen"}
        transaction.save(kept.replace(mail="m.hamdan@mail.example", **facts))
        transaction.save(
            transaction.get(Person, child.id).replace(born=VagueDay(today - timedelta(days=3000)))
        )
        home = {"household": intake.household.id}
        transaction.save(Benefit(**home, benefit="sgb2", state="running", authority="Jobcenter"))
        transaction.save(Benefit(**home, benefit="wages", ends_on=today - timedelta(days=3)))
        until = today + timedelta(days=200)
        transaction.save(Residence(person=mother.id, title="asylum_procedure", valid_until=until))
        transaction.save(
            Residence(person=mother.id, title="toleration_60a", valid_until=today - timedelta(days=3))
        )
        transaction.save(Residence(person=father.id, title="asylum_procedure"))
        (lived,) = transaction.all(Dwelling, household=intake.household.id)
        transaction.save(lived.replace(rooms=3, rent=700))
    letters.agree(desk, intake, data_kinds=ALL_KINDS)
    letters.agree(desk, intake, purpose="health", data_kinds=("health",))
    about = letters.sent(desk, intake, data_kinds=ALL_KINDS, papers="Mietvertrag", urgency="soon")
    paper = drawn(desk, about, tmp_path, "de")
    rows = dict(zip(paper.texts("TH"), paper.texts("TD"), strict=True))
    assert rows["Telefon, E-Mail"] == "Mohammed: 0171 39200 17, m.hamdan@mail.example"
    assert rows["Staatsangehörigkeit"].startswith("Mohammed: Syrien")
    assert rows["Haushaltsmitglieder"] == "3 Personen, davon 1 Kind"
    assert rows["Sprachen"] == "Arabisch – Sprachmittlung ist nötig"
    assert f"Rana: Aufenthaltsgestattung, gültig bis {until:%d.%m.%Y}" in rows["Aufenthalt"]
    assert "Duldung" not in rows["Aufenthalt"]
    assert "Mohammed: " in rows["Schule, Ausbildung, Arbeit"]
    assert "Jobcenter" in rows["Einkommen, Leistungen"]
    assert "Zimmer: 3" in rows["Wohnen"]
    assert rows["Gesundheit"] == "Mohammed: Rückenschmerzen"
    assert rows["Kopien von Papieren"] == "Mietvertrag"
    assert rows["Dringlichkeit"] == "eilig"


def test_who_is_grown_up_is_called_so_once_every_age_is_known(desk, tmp_path):
    intake = letters.family(desk)
    letters.agree(desk, intake)
    with desk.seat.writing("test") as transaction:
        for member in intake.members:
            kept = transaction.get(Person, member.person.id)
            transaction.save(kept.replace(born=VagueDay(date(1990, 1, 1))))
    about = letters.sent(desk, intake, data_kinds=("household",))
    assert drawn(desk, about, tmp_path, "de").texts("TD") == ["3 Erwachsene"]


def test_one_person_alone_is_told_without_a_name_before_each_line(desk, family, tmp_path):
    letters.agree(desk, family)
    made = letters.referral(family)
    desk.referrals.send(made, [family.members[0].person.id])
    rows = dict(
        zip(*(drawn(desk, made.id, tmp_path, "de").texts(kind) for kind in ("TH", "TD")), strict=True)
    )
    assert rows["Name"] == "Mohammed Hamdan (محمد حمدان)"
    assert rows["Geburtsdatum"] == "02.05.1988"


def test_what_is_withheld_stays_out(desk, family, tmp_path):
    letters.agree(desk, family)
    paper = drawn(desk, letters.sent(desk, family, withheld=("address", "phone")), tmp_path)
    seen = "\n".join(node.text for node in paper.tree.walk())
    assert "Lindenallee" not in seen
    assert "39200" not in seen
    assert "Telefon und E-Mail" not in seen


def test_a_message_that_tells_what_may_not_leave_is_refused(desk, family):
    letters.agree(desk, family)
    about = letters.sent(desk, family, data_kinds=("name",), message="Wohnt in der Lindenallee 14.")
    assert refused(desk, about) == "names_family"


def test_a_letter_for_information_says_nothing_of_the_family(desk, family, tmp_path):
    about = letters.sent(desk, family, sort="information", data_kinds=(), subject="Beratung")
    paper = drawn(desk, about, tmp_path, "ar")
    seen = "\n".join(node.text for node in paper.tree.walk())
    for canary in ("Hamdan", "Mohammed", "Khatib", "حمدان", "Lindenallee", "39200", "1988"):
        assert canary not in seen
    assert load("referral_letter", "ar")("no_data").text in paper.texts("P")
    named = letters.sent(desk, family, sort="information", data_kinds=(), message="Frau Al-Khatib kommt.")
    assert refused(desk, named) == "names_family"


def test_without_consent_two_people_may_decide_and_the_letter_names_the_law(desk, family, tmp_path):
    second = Staff(office=desk.office.id, name="Zweite", employer="awo", role="lead")
    desk.colleagues.add(second, office.PASSPHRASE, own=True)
    about = letters.sent(
        desk,
        family,
        override_reason="Gefahr im Haus",
        override_basis="danger",
        override_second=second.id,
    )
    paper = drawn(desk, about, tmp_path, "ar")
    assert any("§ 34 StGB" in one for one in paper.texts("P"))
    assert "H2" not in [node.kind for node in paper.tree.walk() if node.text.startswith("Einwilligung")]


def test_a_name_that_no_typeface_has_is_told_in_latin_letters(tmp_path):
    with office.fresh() as desk:
        desk.directory.save(letters.DEBT)
        intake = letters.family(desk)
        person = intake.members[0].person
        with desk.seat.writing("test") as transaction:
            transaction.save(transaction.get(type(person), person.id).replace(native_name="মোহাম্মদ"))
        letters.agree(desk, intake)
        paper = drawn(desk, letters.sent(desk, intake), tmp_path)
        assert any(one.startswith("Mohammed Hamdan\n") for one in paper.texts("P"))
        about = letters.sent(desk, intake, message="মোহাম্মদ")
        assert refused(desk, about) == "characters"


def test_what_came_from_elsewhere_has_no_letter(desk, family):
    come = letters.referral(family, source="Jobcenter")
    desk.referrals.take_in(come)
    assert refused(desk, come.id) == "empty"


def test_the_file_names_nobody_in_what_it_says_of_itself(desk, family, tmp_path):
    letters.agree(desk, family)
    paper = drawn(desk, letters.sent(desk, family), tmp_path)
    told = paper.bytes_of(paper.root["/Metadata"]).decode()
    assert "Vermittlungsschreiben V-HÖ-" in told
    assert not [one for one in ("Hamdan", "Khatib", "Schulden", "Lindenallee") if one in told]


@pytest.mark.parametrize(
    ("office_name", "said"),
    [("Nordstadt", "Willkommensbüro Nordstadt"), ("Willkommensbüro Nordstadt", "Willkommensbüro Nordstadt")],
)
def test_an_office_is_called_a_welcome_office_once(office_name, said):
    assert sender.office_name(Office(name=office_name)) == said


def test_an_offer_that_is_held_elsewhere_has_its_own_address():
    offer = Offer(name="Offene Sprechstunde", street="Am Park 1", postcode="44137", city="Dortmund")
    lines = ("Schuldnerberatung Mitte", "Offene Sprechstunde", "Frau Nowak", "Am Park 1", "44137 Dortmund")
    assert sender.address(letters.DEBT.name, "Frau Nowak", letters.DEBT, offer) == lines
    assert sender.address("Jobcenter", "", None, None) == ("Jobcenter",)

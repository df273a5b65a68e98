"""What a person is told: every declared field or a reason, and no text about others that nobody read."""

import json
from datetime import date
from uuid import UUID

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, PaperRefused, RecordGone, Restricted
from lwdesk.base.texts import translator
from lwdesk.domain import access, records
from lwdesk.domain.consent import Withholding
from lwdesk.domain.contact import Contact, ContactPerson
from lwdesk.domain.fields import RECORDS, Link
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.need import Need
from lwdesk.services.papers import access_report
from lwdesk.services.papers.access_report import Decision, decide, gather, notes_to_review
from lwdesk.services.papers.kinds import Wish
from tests.unit import office
from tests.unit.filled_office import AT, Filled
from tests.unit.office import hamdan, trail
from tests.unit.paper import Paper, run

LATER = clock.FixedClock(AT.replace(month=11))
WORDS = translator()


@pytest.fixture
def desk(tmp_path):
    with clock.using(LATER), office.opened(office.place(tmp_path)) as desk:
        yield desk


@pytest.fixture
def family(desk):
    intake = hamdan()
    desk.households.take_in(intake)
    return intake


@pytest.fixture
def home(family) -> UUID:
    return family.household.id


@pytest.fixture
def person(family) -> UUID:
    return family.members[0].person.id


def other(family) -> UUID:
    return family.members[1].person.id


def save(desk, *made) -> None:
    with desk.seat.writing("test") as transaction:
        transaction.save_all(made)


def talk(desk, home, note):
    """Save a talk of which something was noted."""
    made = Contact(household=home, office=desk.office.id, at=AT, sort="phone", note=note)
    save(desk, made)
    return made


def fill(desk, home, person, **also) -> None:
    with desk.seat.writing("test") as transaction:
        Filled(desk, home, person).save(transaction, **also)


def read_all(desk, person, how="print") -> None:
    for note in notes_to_review(desk, person):
        decide(desk, person, note.key, Decision(how))


def told(desk, home, person, **options):
    return gather(desk, home, {"person": str(person), **options}).content


def printed(content) -> dict[str, list[tuple[str, str]]]:
    return {table.title: [row for entry in table.entries for row in entry.rows] for table in content.tables}


def test_every_declared_field_is_told_or_named_as_left_out(desk, home, person) -> None:
    fill(desk, home, person)
    read_all(desk, person)
    content = told(desk, home, person)
    labels = {label: {one for one, _text in rows} for label, rows in printed(content).items()}
    forgotten = [
        f"{cls.kind}.{field.name}"
        for cls in records.every()
        for field in cls.fields
        if access.is_told(cls.kind, field)
        and WORDS(field.label) not in labels.get(WORDS(cls.label), set())
        and not (isinstance(field.kind, Link) and field.kind.to in {"person", "household", "any"})
    ]
    assert forgotten == []


def test_that_an_entry_is_about_the_person_is_not_repeated(desk, home, person) -> None:
    fill(desk, home, person)
    read_all(desk, person)
    rows = printed(told(desk, home, person))
    assert "Haushalt" not in dict(rows[WORDS(Contact.label)])
    assert "Person" not in dict(rows[WORDS(Need.label)])


def test_what_is_left_out_is_named_with_its_reason(desk, home, person) -> None:
    read_all(desk, person)
    named = " ".join(what for what, _why in told(desk, home, person).left_out)
    for kind in access.LEFT_OUT:
        assert WORDS(RECORDS[kind].label) in named
    for key in access.LEFT_OUT_FIELDS:
        kind, name = key.split(".")
        assert WORDS(RECORDS[kind].by_name[name].label) in named


def test_nothing_of_what_is_left_out_is_told(desk, home, person) -> None:
    fill(desk, home, person)
    read_all(desk, person)
    labels = {WORDS(RECORDS[kind].label) for kind in access.LEFT_OUT}
    assert labels & printed(told(desk, home, person)).keys() == set()


def test_each_text_is_read_before_anything_is_gathered(desk, home, person) -> None:
    talk(desk, home, "Der Onkel schuldet Geld.")
    with pytest.raises(PaperRefused) as refused:
        told(desk, home, person)
    assert refused.value.facts["why"] == "unread"


def test_a_text_that_was_changed_after_it_was_read_is_read_again(desk, home, person) -> None:
    contact = talk(desk, home, "Gut.")
    read_all(desk, person)
    assert told(desk, home, person)
    save(desk, contact.replace(note="Der Onkel schuldet Geld."))
    assert [note.decision for note in notes_to_review(desk, person)] == [None]
    with pytest.raises(PaperRefused):
        told(desk, home, person)


@pytest.mark.parametrize(
    ("decision", "there", "gone"),
    [
        (Decision("print"), "Onkel", "xyz"),
        (Decision("withhold"), "Telefon", "Onkel"),
        (Decision("redact", "Es ging um Geld."), "Es ging um Geld.", "Onkel"),
    ],
)
def test_a_text_is_printed_withheld_or_redacted_as_decided(desk, home, person, decision, there, gone) -> None:
    talk(desk, home, "Der Onkel schuldet Geld.")
    (note,) = notes_to_review(desk, person)
    decide(desk, person, note.key, decision)
    content = told(desk, home, person)
    whole = str(content.tables) + content.data.decode()
    assert there in whole or there == "Telefon"
    assert gone not in whole
    assert content.withheld == (decision.how != "print")


def test_a_decision_can_be_taken_back_and_a_redaction_says_something(desk, home, person) -> None:
    talk(desk, home, "Gut.")
    (note,) = notes_to_review(desk, person)
    decide(desk, person, note.key, Decision("print"))
    decide(desk, person, note.key, None)
    assert notes_to_review(desk, person)[0].decision is None
    with pytest.raises(InvalidInput):
        decide(desk, person, note.key, Decision("redact", "  "))


def test_names_of_others_are_shown_beside_a_text(desk, family, home, person) -> None:
    save(
        desk,
        Contact(
            household=home,
            office=desk.office.id,
            at=AT,
            sort="phone",
            note="Frau AL-KHATIB und lina waren da.",
        ),
    )
    (note,) = notes_to_review(desk, person)
    assert {"Lina"} <= set(note.names)


def test_what_is_about_another_person_of_the_household_is_not_told(desk, family, home, person) -> None:
    mine, theirs = Contact(office=desk.office.id, household=home, at=AT, sort="phone", result="meins"), None
    theirs = mine.replace(id=Contact().id, result="ihres")
    save(
        desk, mine, theirs, ContactPerson(contact=theirs.id, person=other(family)),
        Need(household=home, person=other(family), area="health", goal="ihr Bedarf"),
    )  # fmt: skip
    read_all(desk, person)
    content = told(desk, home, person)
    assert "meins" in str(content.tables)
    assert "ihres" not in str(content.tables)
    assert "ihr Bedarf" not in str(content.tables)
    assert "Rana" not in str(content.tables)


def test_who_left_the_household_is_not_told_what_came_after(desk, family, home, person) -> None:
    with desk.seat.reading() as reader:
        (membership,) = reader.all(Membership, person=person)
    before = Contact(office=desk.office.id, household=home, at=AT, sort="phone", result="vorher")
    after = before.replace(id=Contact().id, at=AT.replace(day=20), result="nachher")
    undated = Need(household=home, area="health", goal="ohne Datum")
    save(desk, membership.replace(until=date(2021, 10, 10)), before, after, undated)
    read_all(desk, person)
    whole = str(told(desk, home, person).tables)
    assert "vorher" in whole
    assert "nachher" not in whole
    assert "ohne Datum" not in whole


def test_a_protected_address_is_printed_for_a_reason_that_stands_in_the_trail(
    desk, family, home, person
) -> None:
    with desk.seat.reading() as reader:
        kept = reader.get(Household, home)
    save(desk, kept.replace(address_protected=True))
    read_all(desk, person)
    hidden = told(desk, home, person)
    assert "Lindenallee" not in str(hidden)
    assert hidden.address[1] == "persönlich zu übergeben"
    shown = told(desk, home, person, address="request")
    assert "Lindenallee" in str(shown.tables)
    assert trail(desk)[0].action == "reveal.request"


def test_that_somebody_must_not_be_told_is_itself_withheld_unless_it_is_printed(desk, home, person) -> None:
    save(desk, Withholding(household=home, whom="Der Bruder", data_kinds=("address",)))
    read_all(desk, person, "withhold")
    content = told(desk, home, person)
    assert WORDS(Withholding.label) not in printed(content)
    assert content.withheld == 1
    read_all(desk, person, "print")
    assert WORDS(Withholding.label) in printed(told(desk, home, person))


def test_the_data_in_the_file_are_those_on_the_pages(desk, home, person, tmp_path) -> None:
    fill(desk, home, person)
    read_all(desk, person)
    content = told(desk, home, person)
    paper = Paper(access_report.render(content, "ar", AT), tmp_path)
    run("pdfdetach", "-saveall", "-o", str(tmp_path), str(paper.path))
    attached = json.loads((tmp_path / "auskunft.json").read_text("utf-8"))
    rows = [
        (one["label"], one["printed"])
        for table in attached["tables"]
        for row in table["records"]
        for one in row
    ]
    assert rows == [row for table in content.tables for entry in table.entries for row in entry.rows]
    heads, cells = paper.texts("TH"), [text.replace("\n", " ") for text in paper.texts("TD")]
    for label, text in rows:
        assert label in heads
        assert text.replace("\n", " ") in cells


def test_headings_are_bookmarks_and_the_file_is_whole_and_equal(desk, home, person, tmp_path) -> None:
    read_all(desk, person)
    content = told(desk, home, person)
    made = access_report.render(content, "ti", AT)
    paper = Paper(made, tmp_path)
    assert made == access_report.render(content, "ti", AT)
    assert "No syntax" in run("qpdf", "--check", str(paper.path))
    assert "/Outlines" in paper.root
    assert "Haushalt" in " ".join(paper.texts("H2"))


@pytest.mark.parametrize(
    "typed", ["<img src='/etc/hostname'/><b>x</b>", "\x07\u202ebad", "ab " * 6000, "ჰ漢"]
)
def test_hostile_text_is_printed_as_text(desk, home, person, tmp_path, typed) -> None:
    talk(desk, home, typed)
    read_all(desk, person)
    made = access_report.render(told(desk, home, person), "de", AT)
    assert "No syntax" in run("qpdf", "--check", str(Paper(made, tmp_path).path))


def test_letters_without_a_typeface_are_named_and_kept_in_the_file(desk, home, person, tmp_path) -> None:
    talk(desk, home, "ჰალო")
    read_all(desk, person)
    content = told(desk, home, person)
    assert "ჰალო" in content.data.decode()
    paper = Paper(access_report.render(content, "de", AT), tmp_path)
    assert any("fehlt hier die Schrift" in text for text in paper.texts("P"))


def test_only_people_of_the_household_are_told(desk, family, home, person) -> None:
    named = access_report.choices(desk, home, "person")
    assert len(named) == 3
    assert "Rana Al-Khatib" in dict(named).values()
    stranger = hamdan()
    desk.households.take_in(stranger)
    with pytest.raises(RecordGone):
        told(desk, home, stranger.members[0].person.id)


def test_who_may_not_see_a_restricted_household_is_told_nothing_of_it(tmp_path) -> None:
    with clock.using(LATER):
        path = office.place(tmp_path)
        with office.opened(path) as desk:
            intake = hamdan()
            desk.households.take_in(intake)
            with desk.seat.reading() as reader:
                kept = reader.get(Household, intake.household.id)
            save(desk, kept.replace(restricted=True))
        with office.opened(path, "adviser") as desk, pytest.raises(Restricted):
            notes_to_review(desk, intake.members[0].person.id)


def test_recipients_are_named_with_day_data_and_purpose(desk, home, person) -> None:
    fill(desk, home, person)
    read_all(desk, person)
    received = told(desk, home, person).received
    assert len(received) == 2
    assert all(one.on == "04.10.2021" and one.who for one in received)
    assert any("Daten speichern" in one.why for one in received)


def test_the_grounds_name_each_consent_and_what_was_decided_without_one(desk, home, person) -> None:
    fill(desk, home, person)
    read_all(desk, person)
    bases = told(desk, home, person).bases
    assert any("zurückgenommen am 04.10.2021" in one for one in bases)
    assert any("Kindeswohl" in one for one in bases)


def test_who_lives_in_a_restricted_household_too_is_refused_in_place(tmp_path) -> None:
    with clock.using(LATER):
        path = office.place(tmp_path)
        with office.opened(path) as desk:
            intake, further = hamdan(), hamdan()
            desk.households.take_in(intake)
            desk.households.take_in(further)
            person = intake.members[0].person.id
            with desk.seat.reading() as reader:
                kept = reader.get(Household, further.household.id)
            also = Membership(household=kept.id, person=person)
            save(desk, kept.replace(restricted=True), also)
        with office.opened(path, "adviser") as desk, pytest.raises(PaperRefused) as refused:
            told(desk, intake.household.id, person)
        assert refused.value.facts["why"] == "restricted"


def test_the_letter_is_issued_for_the_person_who_was_chosen_once_all_is_read(desk, home, person) -> None:
    talk(desk, home, "Gut.")
    wish = Wish("access_report", home, "fa", {"person": str(person)})
    with pytest.raises(PaperRefused):
        desk.papers.issue(wish, "printed", lambda _papers: ())
    read_all(desk, person)
    assert desk.papers.issue(wish, "printed", lambda _papers: ()).pdf.startswith(b"%PDF")
    assert trail(desk)[0].action == "print.access_report"

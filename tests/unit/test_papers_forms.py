"""Information sheet, consent, visit and household sheet: what they say, to whom, and what they leave out."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NotAllowed, PaperRefused, RecordGone
from lwdesk.base.texts import translator
from lwdesk.documents import consent_form as form
from lwdesk.documents import information_sheet as sheet
from lwdesk.documents import visit_protocol as protocol
from lwdesk.documents.kit.phrases import LANGUAGES, load
from lwdesk.documents.text.isolate import shown
from lwdesk.domain import consent_texts
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Consent, Withholding
from lwdesk.domain.household import Benefit, Dwelling, Household, Membership
from lwdesk.domain.interpreting import Exclusion
from lwdesk.domain.need import CaseStep, Need
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.provider import Provider
from lwdesk.domain.task import Task
from lwdesk.services.papers import authority, consent_form, household_sheet, information_sheet, visit_protocol
from lwdesk.services.papers.authority import Authority
from lwdesk.services.papers.kinds import Wish
from lwdesk.store.queries.cards import whole
from tests.unit import office
from tests.unit.filled_office import Filled
from tests.unit.office import hamdan, trail
from tests.unit.paper import Paper, run
from tests.unit.visiting import held, planned

AT = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
WORDS = translator()
HOSTILE = ["<img src='/etc/hostname'/><b>x</b>", "\x07\u202ebad\u2066", "lang " * 4000, "ჰ漢字"]
SVG = b'<svg><path d="M100.0 60.0L120.5 30.0L140.0 90.0"/><path d="M90.0 95.0L90.0 95.0"/></svg>'
INFORMATION = sheet.InformationSheet(
    "lokal willkommen · Hörde", ("Telefon 0231 50-12345",), ("Stadt Dortmund",)
)
GIVEN = form.ConsentForm(
    "lokal willkommen · Hörde",
    purpose="pass_on",
    recipient="Jobcenter",
    data_kinds=("name", "income"),
    mutual=True,
    until=date(2022, 5, 1),
    given_on=date(2021, 11, 2),
    signed_by="Rana Al-Khatib",
    interpreter="S. Haddad",
    guardian="M. Hamdan",
    refusal_explained=True,
    revoked_on=date(2021, 11, 3),
)
VISIT = protocol.VisitProtocol(
    "lokal willkommen · Hörde",
    at=AT.replace(tzinfo=None),
    family=("Rana Al-Khatib", "رنا الخطيب"),
    known=(("Anlass", "Erstbesuch"),),
    points=(protocol.Point("Müll trennen", "offen"),),
    notes="Alles gut.",
    next_steps=("Anrufen",),
)


@pytest.fixture
def watch():
    with clock.using(clock.FixedClock(AT)) as fixed:
        yield fixed


@pytest.fixture
def desk(tmp_path, watch):
    with office.opened(office.place(tmp_path)) as desk:
        yield desk


@pytest.fixture
def home(desk):
    intake = hamdan()
    desk.households.take_in(intake)
    return intake


def save(desk, *made) -> None:
    with desk.seat.writing("test") as transaction:
        transaction.save_all(made)


def kept(desk, home) -> Household:
    with desk.seat.reading() as reader:
        return reader.get(Household, home.household.id)


def said(made: bytes, folder) -> str:
    """Return all that a screen reader tells, without spaces."""
    paper = Paper(made, folder)
    texts = [node.text for node in paper.tree.walk() if not any(kid.text for kid in node.kids)]
    return plain("".join(texts))


def plain(text: str) -> str:
    return "".join(shown(text).split())


DRAWN = {
    "information_sheet": lambda language: sheet.render(INFORMATION, language, AT, "1"),
    "consent_form": lambda language: form.render(GIVEN, language, AT, "1"),
    "visit_protocol": lambda language: protocol.render(VISIT, language, AT, "1"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DRAWN)
def test_a_sheet_says_in_each_language_what_its_phrases_say(tmp_path, document, language) -> None:
    made = DRAWN[document](language)
    told = said(made, tmp_path)
    keys = {
        "information_sheet": (
            "title",
            "intro",
            "who",
            "right_see",
            "right_withdraw",
            "complain",
            "contact_head",
        ),
        "consent_form": (
            "title",
            "says_pass_on",
            "mutual",
            "withdraw",
            "data_income",
            "agree",
            "sign_person",
        ),
        "visit_protocol": ("title", "intro", "present_head", "questions_head", "confirm", "sign_office"),
    }
    for spoken in {"de", language}:
        phrases = load(document, spoken)
        assert [key for key in keys[document] if plain(phrases(key).text) not in told] == []
    assert made == DRAWN[document](language)
    assert "No syntax" in run("qpdf", "--check", str(tmp_path / "paper.pdf"))


@pytest.mark.parametrize("language", ["ar", "ti", "uk"])
def test_an_unread_translation_says_so(tmp_path, language) -> None:
    told = said(DRAWN["consent_form"](language), tmp_path)
    assert plain(load("consent_form", language)("unreviewed").text) in told
    assert plain("noch nicht von Muttersprachler*in geprüft") in told


def test_every_purpose_and_kind_of_data_has_a_phrase() -> None:
    phrases = load("consent_form", "de")
    for code in codelists()["consent_purpose"].codes:
        assert f"purpose_{code.code}" in phrases
        assert f"says_{code.code}" in phrases
    assert all(f"data_{code.code}" in phrases for code in codelists()["data_kind"].codes)


def test_the_office_enters_once_what_every_sheet_says(desk, home) -> None:
    told = Authority("Stadt Dortmund\nSozialamt", "Datenschutz\ndsb@example.org", "3")
    authority.save(desk, told)
    assert authority.load(desk) == told
    gathered = information_sheet.gather(desk, home.household.id, {})
    assert gathered.gaps == ()
    assert gathered.content.controller == ("Stadt Dortmund", "Sozialamt")
    assert trail(desk)[0].subject_kind == "setting"


def test_what_nobody_entered_is_a_gap_that_is_named(desk, home, tmp_path) -> None:
    gathered = information_sheet.gather(desk, home.household.id, {})
    assert len(gathered.gaps) == 3
    assert "„…“" in said(information_sheet.render(gathered.content, "ar", AT), tmp_path)
    with pytest.raises(RecordGone):
        information_sheet.gather(desk, home.members[0].person.id, {})


@pytest.mark.parametrize("wrong", [Authority("x" * 1001), Authority(years="drei")])
def test_what_cannot_be_printed_is_not_kept(desk, wrong) -> None:
    with pytest.raises(InvalidInput):
        authority.save(desk, wrong)


def test_who_may_not_settle_the_office_does_not_say_who_answers_for_it(tmp_path, watch) -> None:
    with office.opened(office.place(tmp_path), "adviser") as desk, pytest.raises(NotAllowed):
        authority.save(desk, Authority("x"))


def test_a_given_consent_is_printed_with_its_signature_as_lines(desk, home, tmp_path) -> None:
    consent = Consent(
        household=home.household.id, purpose="store", language="ar", form="electronic", signed_by="R"
    )
    desk.consents.give(consent, SVG)
    gathered = consent_form.gather(desk, consent.id, {})
    assert gathered.language == "ar"
    assert gathered.content.signature.strokes == (((10.0, 30.0), (30.5, 0.0), (50.0, 60.0)), ((0.0, 65.0),))
    paper = Paper(consent_form.render(gathered.content, "ar", AT), tmp_path)
    (figure,) = [node for node in paper.tree.walk() if node.kind == "Figure"]
    assert figure.entries["/Alt"] == "u:Unterschrift"
    assert any(" l" in paper.bytes_of(paper.at(page)["/Contents"]).decode() for page in paper.pages)


@pytest.mark.parametrize(
    "picture", [b"\x89PNG...", b"<svg></svg>", b'<path d="M"/>', SVG + b'<path d="M1.0 1.0"/>' * 20001]
)
def test_another_picture_is_not_read_as_a_signature(picture) -> None:
    found = consent_form.strokes(picture)
    assert found is None


def test_the_text_to_keep_data_is_the_one_that_was_read_together(tmp_path) -> None:
    told = said(form.render(form.ConsentForm("lokal willkommen"), "ti", AT, "1"), tmp_path)
    for language in ("de", "ti"):
        assert all(plain(one) in told for one in consent_texts.text(language).paragraphs)


def test_a_text_that_was_not_the_one_signed_is_not_printed(tmp_path) -> None:
    told = said(form.render(form.ConsentForm("x", text_version="2021-1"), "ti", AT, "1"), tmp_path)
    paragraphs = consent_texts.text("de").paragraphs
    assert [one for one in paragraphs if plain(one) in told] == []
    assert plain("Vorlage 1 · 2021-1") in told


def test_an_open_form_has_room_to_write_boxes_to_tick_and_places_to_sign(desk, home, tmp_path) -> None:
    content = consent_form.gather(desk, home.household.id, {"purpose": "release"}).content
    paper = Paper(consent_form.render(content, "uk", AT), tmp_path)
    kinds = len(codelists()["data_kind"].codes)
    assert len([text for text in paper.texts("Lbl") if text == "☐"]) == 2 * kinds
    assert "Schweigepflicht" in " ".join(paper.texts("P"))
    assert len(consent_form.choices(desk, home.household.id, "purpose")) == len(
        codelists()["consent_purpose"].codes
    )


def test_a_consent_that_is_gone_makes_no_form(desk, home) -> None:
    with pytest.raises(RecordGone):
        consent_form.gather(desk, home.members[0].person.id, {})


def test_a_consent_by_word_of_mouth_has_no_place_to_sign(tmp_path) -> None:
    made = form.render(
        form.ConsentForm("x", given_on=date(2021, 11, 2), signed_by="R", oral=True), "de", AT, "1"
    )
    told = said(made, tmp_path)
    assert plain("Mündlich zugestimmt am 02.11.2021: R.") in told
    assert plain("Ort, Datum") not in told


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_hostile_text_is_printed_as_text(tmp_path, typed, language) -> None:
    consent = form.ConsentForm(
        "x", purpose="pass_on", recipient=typed, subject=typed, signed_by=typed, interpreter=typed
    )
    visit = protocol.VisitProtocol(
        "x", family=(typed,), notes=typed, points=(protocol.Point(typed, typed, typed),)
    )
    for made in (form.render(consent, language, AT, "1"), protocol.render(visit, language, AT, "1")):
        assert "No syntax" in run("qpdf", "--check", str(Paper(made, tmp_path).path))


def test_a_consent_in_letters_that_cannot_be_drawn_is_refused_and_not_garbled(desk, home) -> None:
    consent = Consent(household=home.household.id, purpose="pass_on", recipient="ჰალო")
    save(desk, consent)
    with pytest.raises(PaperRefused) as refused:
        consent_form.gather(desk, consent.id, {})
    assert refused.value.facts["why"] == "characters"


def test_a_visit_that_nobody_began_has_no_protocol(desk, home) -> None:
    visit = planned(desk, home)
    with pytest.raises(PaperRefused):
        visit_protocol.gather(desk, visit.id, {})


def test_the_protocol_tells_who_was_there_what_was_said_and_what_follows(desk, home, tmp_path) -> None:
    visit = held(desk, home, second_name="Samira Haddad")
    with desk.seat.reading() as reader:
        known = reader.get(type(visit), visit.id)
    save(
        desk,
        known.replace(
            notes="Heizung kalt.", children_present=2, next_step="Anrufen", next_on=date(2021, 11, 9)
        ),
        Task(
            household=home.household.id, office=desk.office.id, title="Wohngeld", about=visit.id, state="open"
        ),
    )
    content = visit_protocol.gather(desk, visit.id, {}).content
    assert content.others == ("Jana Albers", "Samira Haddad", "Kinder: 2")
    assert content.next_steps == ("Anrufen (bis 09.11.2021)", "Wohngeld")
    told = said(visit_protocol.render(content, "ar", AT), tmp_path)
    assert "Heizungkalt." in told
    assert all(plain(point.label) in told for point in content.points)


def test_the_notes_stay_in_the_office_where_that_is_chosen(desk, home) -> None:
    visit = held(desk, home)
    with desk.seat.reading() as reader:
        save_me = reader.get(type(visit), visit.id).replace(notes="Vertraulich")
    save(desk, save_me)
    assert visit_protocol.gather(desk, visit.id, {}).content.notes == "Vertraulich"
    assert visit_protocol.gather(desk, visit.id, {"without_notes": "yes"}).content.notes == ""


def test_a_protected_address_is_not_in_the_protocol(desk, home) -> None:
    visit = held(desk, home, where="home", location="Lindenallee 14")
    assert "Lindenallee" in str(visit_protocol.gather(desk, visit.id, {}).content)
    save(desk, kept(desk, home).replace(address_protected=True))
    assert "Lindenallee" not in str(visit_protocol.gather(desk, visit.id, {}).content)


CORE = (
    Household, Dwelling, Person, Membership, PersonName, LanguageSkill, Residence,
    Benefit, Need, Consent, Withholding, Exclusion, CaseStep, Task,
)  # fmt: skip


def test_the_household_sheet_has_every_declared_field_by_section(desk, home) -> None:
    with desk.seat.writing("test") as transaction:
        Filled(desk, home.household.id, home.members[0].person.id).save(transaction)
    content = household_sheet.gather(desk, home.household.id, {}).content
    entries = [entry for section in content.sections for entry in section.entries]
    labels = {label for entry in entries for label, _text in entry.rows} | {
        label for entry in entries for label in entry.unknown
    }
    assert [
        f"{cls.kind}.{field.name}" for cls in CORE for field in cls.fields
        if WORDS(field.label) not in labels and field.name not in ("household", "person")
    ] == []  # fmt: skip


def test_the_household_sheet_leaves_out_nothing_that_the_card_has(desk, home) -> None:
    with desk.seat.writing("test") as transaction:
        Filled(desk, home.household.id, home.members[0].person.id).save(transaction)
    with desk.seat.reading() as reader:
        found = whole(reader, home.household.id)
    shown_kinds = {record.kind for record in household_sheet._records(found)}
    told = [getattr(found, one.name) for one in fields(found)]
    assert {one.kind for part in told if isinstance(part, tuple) for one in part} <= shown_kinds


def test_the_household_sheet_masks_a_protected_address_unless_there_is_a_reason(desk, home, tmp_path) -> None:
    assert household_sheet.choices(desk, home.household.id, "address") == ()
    save(desk, kept(desk, home).replace(address_protected=True))
    content = household_sheet.gather(desk, home.household.id, {}).content
    assert "Lindenallee" not in said(household_sheet.render(content, "de", AT), tmp_path)
    codes = [code for code, _label in household_sheet.choices(desk, home.household.id, "address")]
    assert codes[:2] == ["", "advice"]
    shown_content = household_sheet.gather(desk, home.household.id, {"address": "advice"}).content
    assert "Lindenallee" in said(household_sheet.render(shown_content, "de", AT), tmp_path)
    assert trail(desk)[0].action == "reveal.advice"


def test_an_assistant_may_not_choose_to_print_a_protected_address(tmp_path, watch) -> None:
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        intake = hamdan(address_protected=True)
        desk.households.take_in(intake)
    with office.opened(path, "assistant") as desk:
        assert household_sheet.choices(desk, intake.household.id, "address") == ()
        with pytest.raises(NotAllowed):
            household_sheet.gather(desk, intake.household.id, {"address": "advice"})


def test_the_household_sheet_is_whole_and_equal_and_has_bookmarks(desk, home, tmp_path) -> None:
    content = household_sheet.gather(desk, home.household.id, {}).content
    made = household_sheet.render(content, "de", AT)
    assert made == household_sheet.render(content, "de", AT)
    paper = Paper(made, tmp_path)
    assert "/Outlines" in paper.root
    assert "No syntax" in run("qpdf", "--check", str(paper.path))


def test_a_consent_names_whom_it_concerns_and_the_provider_it_is_for(desk, home) -> None:
    provider = Provider(name="Mieterverein")
    person = home.members[1].person
    consent = Consent(household=home.household.id, person=person.id, purpose="pass_on", provider=provider.id)
    save(desk, provider, consent.replace(language="ku"))
    gathered = consent_form.gather(desk, consent.id, {})
    assert (gathered.content.who, gathered.content.recipient) == ("Rana Al-Khatib", "Mieterverein")
    assert gathered.language == ""


@pytest.mark.parametrize("kind", ["information_sheet", "consent_form", "household_sheet", "visit_protocol"])
def test_a_paper_is_proposed_issued_and_written_down(desk, home, kind) -> None:
    about = held(desk, home).id if kind == "visit_protocol" else home.household.id
    look = desk.papers.look(Wish(kind, about))
    assert look.refusal is None
    wish = replace(look.wish, language="de" if kind == "household_sheet" else "ti")
    issued = desk.papers.issue(wish, "printed", lambda _papers: ())
    assert issued.pdf.startswith(b"%PDF")
    assert [one.sort for one in desk.papers.before(about)] == [kind]

"""A letter of referral says its consent in both languages, and prints whatever it is given."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lwdesk.documents import referral_letter
from lwdesk.documents.kit.letter import Sender
from lwdesk.documents.kit.phrases import load
from lwdesk.documents.kit.slip import Slip
from lwdesk.documents.referral_letter import Agreed, Content
from lwdesk.documents.text.isolate import Name, shown
from lwdesk.domain.codelists import codelists
from tests.unit import letters
from tests.unit.paper import Paper, run
from tests.unit.test_kit_letter import words

MADE = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
CONTENT = Content(
    Sender(
        "lokal willkommen · Nordstadt",
        "Willkommensbüro Nordstadt",
        "Mallinckrodtstraße 56",
        "44145 Dortmund",
        "0231 50-12345",
        "nordstadt@willkommen.example",
        "Frau Müller",
    ),
    Slip("V-NS-2026-0314", "7K-204", ("Kein Platz, Warteliste", "Nicht zuständig")),
    ("Jobcenter Dortmund", "Steinstraße 39", "44147 Dortmund"),
    "Jobcenter Dortmund",
    "appointment",
    "Antrag auf Bürgergeld",
    date(2026, 3, 14),
    date(2026, 3, 28),
    facts=(("Name", "Rana Al-Hasan (رنا الحسن)"), ("Nachricht", "Bitte am Vormittag.\nDanke.")),
    agreed=Agreed("livelihood", ("name", "language", "need"), date(2026, 3, 12), date(2026, 9, 30)),
)


def render(content: Content, language: str) -> bytes:
    return referral_letter.render(content, language, made_at=MADE, template="1")


def consent_sentences(language: str) -> list[str]:
    phrases = load("referral_letter", language)
    comma = f"{phrases('comma').text} "
    kinds = comma.join(phrases(f"kind_{kind}").text for kind in ("name", "language", "need"))
    office_name, recipient = Name("Willkommensbüro Nordstadt"), Name("Jobcenter Dortmund")
    said = [
        phrases("agree", office=office_name, recipient=recipient).text,
        phrases("purpose", area=phrases("area_livelihood")).text,
        phrases("data", kinds="KINDS").text.replace("\u2066KINDS\u2069", kinds),
        phrases("voluntary").text,
        phrases("revoke").text,
        phrases("valid_until", day=date(2026, 9, 30)).text,
        phrases("given_on", day=date(2026, 3, 12)).text,
    ]
    return [shown(one) for one in said]


@pytest.mark.parametrize("language", letters.LANGUAGES)
def test_the_consent_is_said_in_german_and_in_the_language(language: str, tmp_path: Path) -> None:
    paper = Paper(render(CONTENT, language), tmp_path)
    sections = [node for node in paper.tree.walk() if node.kind == "Sect"]
    told = [(node.language, [kid.text for kid in node.kids if kid.kind == "P"]) for node in sections]
    assert ("de", consent_sentences("de")) in told
    assert (language, consent_sentences(language)) in told
    assert len(paper.pages) == 2
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(paper.path))


@pytest.mark.parametrize("language", ["de", "ar", "ti"])
def test_two_builds_are_one_file(language: str) -> None:
    assert render(CONTENT, language) == render(CONTENT, language)


def test_in_german_alone_the_consent_stands_once(tmp_path: Path) -> None:
    paper = Paper(render(CONTENT, "de"), tmp_path)
    said = paper.texts("P")
    assert [one for one in said if one in consent_sentences("de")] == consent_sentences("de")
    assert "noch nicht" not in run("pdftotext", str(paper.path), "-")


def test_the_foot_says_that_nobody_has_read_the_translation(tmp_path: Path) -> None:
    seen = run("pdftotext", "-layout", str(Paper(render(CONTENT, "tr"), tmp_path).path), "-")
    assert seen.count(load("referral_letter", "de")("unreviewed").text) == 2
    assert seen.count(load("referral_letter", "tr")("unreviewed").text) == 2


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar-tools is not installed")
def test_a_telephone_reads_the_slip(tmp_path: Path) -> None:
    paper = Paper(render(CONTENT, "ar"), tmp_path)
    run("pdftoppm", "-r", "100", "-f", "2", "-png", str(paper.path), str(tmp_path / "page"))
    read = run("zbarimg", "-q", "--nodbus", "--raw", str(tmp_path / "page-2.png")).strip()
    assert read == "LW1:V-NS-2026-0314:7K-204"


def test_the_slip_is_never_divided(tmp_path: Path) -> None:
    for rows in range(1, 30, 4):
        content = replace(CONTENT, facts=(("Zeile", "eins"),) * rows)
        pages = run("pdftotext", str(Paper(render(content, "uk"), tmp_path).path), "-").split("\f")
        assert sum("Rückantwort" in page and "Datum, Name, Stempel" in page for page in pages) == 1


LONG = st.text("abcdefghimnoprstuwWäöüß -.@", max_size=200)


@settings(max_examples=12, deadline=None)
@given(LONG, LONG, LONG, LONG, st.sampled_from(["de", "ti", "uk"]))
def test_however_long_names_are_nothing_stands_over_anything_else(
    recipient: str, told: str, mail: str, person: str, language: str
) -> None:
    sender = replace(CONTENT.sender, office=recipient, mail=mail, person=person)
    content = replace(
        CONTENT, sender=sender, recipient=recipient, subject=told, dear=person, facts=((told, mail),)
    )
    data = render(content, language)
    for page in (1, 2):
        for one, other in combinations(words(data, page), 2):
            assert not one.covers(other), (one, other)


HOSTILE = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_text_is_printed_and_breaks_nothing(tmp_path: Path, one: str, two: str, three: str) -> None:
    content = replace(
        CONTENT, recipient=one, subject=two, facts=((three, one),), address=(two,), dear=three, sort=one
    )
    for language in ("de", "fa"):
        paper = Paper(render(content, language), tmp_path)
        assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(paper.path))


def test_markup_is_text_and_a_message_of_many_pages_is_printed_whole(tmp_path: Path) -> None:
    long = '<b>fett</b> <img src="/etc/hostname"> ' + " ".join(f"Wort{number}" for number in range(3000))
    paper = Paper(render(replace(CONTENT, facts=(("Nachricht", long),)), "ar"), tmp_path)
    assert long in paper.texts("P")
    assert len(paper.pages) > 6


@pytest.mark.parametrize("language", letters.LANGUAGES)
def test_every_language_has_a_word_for_each_kind_of_data_and_each_area(language: str) -> None:
    phrases = load("referral_letter", language)
    for beginning, codelist in referral_letter.CODES.items():
        keys = [f"{beginning}_{code.code}" for code in codelists()[codelist]]
        assert [key for key in keys if key not in phrases] == []


def test_what_no_language_has_a_word_for_is_told_in_german(tmp_path: Path) -> None:
    agreed = replace(CONTENT.agreed, area="harbour", kinds=("pets",))
    paper = Paper(render(replace(CONTENT, agreed=agreed), "ar"), tmp_path)
    assert [one for one in paper.texts("P") if "harbour" in one]
    assert [one for one in paper.texts("P") if "pets" in one]


def test_no_file_and_no_line_is_opened_for_what_somebody_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    told = '<img src="file:///etc/hostname"> <para><b>x</b> <a href="http://example.org/">y</a> &xxe;'
    content = replace(
        CONTENT, recipient=told, subject=told, facts=((told, told),), address=(told,), dear=told
    )
    expected = render(content, "ar")

    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError

    for where in ("builtins.open", "io.open", "os.open", "socket.socket"):
        monkeypatch.setattr(where, refuse)
    again = render(content, "ar")
    monkeypatch.undo()
    assert again == expected

"""A paper is checked before it is drawn, and what leaves is written down in the same save."""

import hashlib
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lwdesk.base import clock, ids
from lwdesk.base.errors import (
    DiskFull,
    NotAllowed,
    NotWritable,
    PaperRefused,
    PrinterFailed,
    ReadOnly,
    RecordGone,
)
from lwdesk.base.texts import translator
from lwdesk.domain.consent import Consent, Disclosure, Withholding
from lwdesk.domain.gate import Handing
from lwdesk.domain.household import Household
from lwdesk.domain.interpreting import Exclusion, Interpreter
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.domain.referral import Referral
from lwdesk.services.papers import check, folder
from lwdesk.services.papers.kinds import KINDS, Gathered, Wish
from lwdesk.services.trail import Line, act
from tests.unit import office, tiny_paper
from tests.unit.office import hamdan, trail

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)


@pytest.fixture
def path(tmp_path, monkeypatch):
    tiny_paper.stand_in(monkeypatch)
    with clock.using(clock.FixedClock(NOW)):
        yield office.place(tmp_path)


@pytest.fixture
def desk(path):
    with office.opened(path) as desk:
        yield desk


@pytest.fixture
def home(desk):
    return taken_in(desk)


def taken_in(desk, **more):
    intake = hamdan(**{"advice_language": "ar", **more})
    desk.households.take_in(intake)
    return intake.household.id


def issued(desk):
    with desk.seat.reading() as reader:
        return reader.all(IssuedPaper)


def nowhere(_papers):
    return ()


def issue(desk, wish, way="printed", to=None):
    return desk.papers.issue(wish, way, folder.into_file(to) if to else nowhere)


def restrict(desk, home):
    before = desk.households.card(home).household
    desk.households.save(before.replace(restricted=True), before)


def refused(desk, wish):
    with pytest.raises(PaperRefused) as told:
        issue(desk, wish)
    return told.value.facts["why"]


def handing(home, recipient="Mieterverein", **more):
    return Handing("pass_on", recipient, None, None, (), ("name",), TODAY)


def passing(monkeypatch, drawn=None, **more):
    """Let the paper pass something on to the Mieterverein."""

    def gather(desk, about, options):
        done = tiny_paper.gather(desk, about, options)
        given = handing(about)
        return Gathered(done.content, done.household, "Mieterverein", handing=given, **more)

    def render(*_what):
        drawn.append(True)
        return b""

    other = {} if drawn is None else {"render": render}
    tiny_paper.stand_in(monkeypatch, gather=gather, **other)


def test_a_paper_is_written_down_with_the_sum_of_its_bytes(desk, home) -> None:
    done = issue(desk, Wish("steps", home))
    (kept,) = issued(desk)
    assert done.pdf.startswith(b"%PDF")
    assert kept.sha256 == done.sha256 == hashlib.sha256(done.pdf).hexdigest()
    assert (kept.household, kept.about, kept.sort, kept.template) == (home, home, "steps", "tiny-1")
    assert (kept.way, kept.staff, kept.at, kept.anonymous) == ("printed", desk.staff.id, NOW, False)


def test_the_language_of_the_household_is_proposed(desk, home) -> None:
    issue(desk, Wish("steps", home))
    assert desk.papers.look(Wish("steps", home)).wish.language == "ar"
    assert [one.language for one in issued(desk)] == ["ar"]


def test_a_household_without_a_language_of_advice_is_asked_for_that_of_its_main_contact(desk) -> None:
    home = taken_in(desk, advice_language=None)
    assert desk.papers.look(Wish("steps", home)).wish.language == "ar"


def test_for_a_language_that_there_are_no_phrases_for_german_is_proposed(desk) -> None:
    home = taken_in(desk, advice_language="am")
    look = desk.papers.look(Wish("steps", home))
    assert (look.wish.language, look.spoken) == ("de", "am")


def test_a_paper_does_not_come_in_any_language(desk, home) -> None:
    assert refused(desk, Wish("steps", home, "la")) == "language"


def test_what_is_issued_stands_in_the_trail_in_the_same_save(desk, home) -> None:
    issue(desk, Wish("steps", home))
    line = trail(desk)[0]
    assert (line.action, line.subject_kind, line.subject) == ("print.steps", "household", home)


def test_what_is_issued_stands_in_the_timeline(desk, home) -> None:
    issue(desk, Wish("steps", home, "ar"))
    (event,) = [one for one in desk.households.card(home).events if one.kind == "issued"]
    assert (event.code, event.topics, event.at) == ("steps", (("ar", "printed"),), NOW)


def test_a_preview_is_the_same_paper_and_writes_nothing(desk, home) -> None:
    before = len(trail(desk))
    seen = desk.papers.preview(Wish("steps", home))
    assert (issued(desk), len(trail(desk))) == ((), before)
    assert issue(desk, Wish("steps", home)).pdf == seen


def test_a_paper_without_names_is_kept_as_such(desk, home) -> None:
    issue(desk, Wish("steps", home, options={"anonymous": "yes"}))
    assert [one.anonymous for one in issued(desk)] == [True]


def test_the_last_save_is_taken_back_without_the_paper(desk, home) -> None:
    before = desk.households.card(home).household
    desk.households.save(before.replace(note="Balkon"), before)
    issue(desk, Wish("steps", home))
    desk.undo_last()
    assert len(issued(desk)) == 1
    assert desk.households.card(home).household.note == before.note


def test_nobody_changes_or_removes_what_was_written_down(desk, home) -> None:
    issue(desk, Wish("steps", home))
    (kept,) = issued(desk)
    with pytest.raises(NotAllowed):
        desk.households.save(kept.replace(way="saved"), kept)
    with pytest.raises(NotAllowed):
        desk.households.remove(kept)


def test_a_saved_paper_lies_where_it_was_wanted_and_nobody_else_reads_it(desk, home, tmp_path) -> None:
    target = tmp_path / "blatt.pdf"
    done = issue(desk, Wish("steps", home), "saved", target)
    assert target.read_bytes() == done.pdf
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert (done.name, issued(desk)[0].way) == ("blatt.pdf", "saved")


def test_a_paper_that_cannot_be_saved_is_not_written_down(desk, home, tmp_path) -> None:
    with pytest.raises(NotWritable):
        issue(desk, Wish("steps", home), "saved", tmp_path / "nowhere" / "blatt.pdf")
    assert issued(desk) == ()


def test_of_several_papers_all_are_saved_or_none(desk, home, tmp_path, monkeypatch) -> None:
    whole = folder.write

    def full(place: Path, content: bytes) -> None:
        if list(tmp_path.glob("lwdesk-*.pdf")):
            raise DiskFull
        whole(place, content)

    monkeypatch.setattr(folder, "write", full)
    sheet = desk.papers.sheet(Wish("steps", home))
    with pytest.raises(DiskFull):
        desk.papers.issue_drawn([(sheet, b"a"), (sheet, b"b")], "saved", folder.into_folder(tmp_path))
    assert (issued(desk), list(tmp_path.glob("lwdesk-*.pdf"))) == ((), [])


def test_the_name_of_a_file_tells_nothing_of_anybody(desk, home) -> None:
    name = issue(desk, Wish("steps", home)).name
    assert name.startswith("lwdesk-steps-20211102-")
    assert len(name) == len("lwdesk-steps-20211102-abcd.pdf")


def test_nothing_is_drawn_of_a_restricted_household(desk, home, monkeypatch) -> None:
    drawn: list[bool] = []
    passing(monkeypatch, drawn)
    restrict(desk, home)
    assert refused(desk, Wish("steps", home)) == "restricted"
    assert drawn == []


def test_who_may_see_a_restricted_household_gives_its_people_the_sheets_of_their_rights(
    desk, home, monkeypatch
) -> None:
    tiny_paper.stand_in(monkeypatch, "access_report")
    restrict(desk, home)
    assert issue(desk, Wish("access_report", home)).pdf


def test_who_may_not_see_a_restricted_household_gets_no_paper_of_it(path, monkeypatch) -> None:
    tiny_paper.stand_in(monkeypatch, "access_report")
    with office.opened(path) as desk:
        home = taken_in(desk)
        restrict(desk, home)
    with office.opened(path, "adviser") as desk:
        assert refused(desk, Wish("access_report", home)) == "restricted"
        assert desk.papers.look(Wish("access_report", home)).home is None


def test_printing_is_a_right(path) -> None:
    with office.opened(path) as desk:
        home = taken_in(desk)
    with office.opened(path, "assistant") as desk:
        assert refused(desk, Wish("steps", home)) == "right"
        assert desk.papers.offered(home) == ()


def test_a_file_that_is_only_read_keeps_no_paper(path) -> None:
    with office.opened(path) as desk:
        home = taken_in(desk)
    with office.opened(path, read_only=True) as desk:
        assert desk.papers.look(Wish("steps", home)).refusal == check.Refusal("read_only")
        with pytest.raises(ReadOnly):
            issue(desk, Wish("steps", home))


def test_a_paper_is_about_the_kind_of_record_it_names(desk, home) -> None:
    with pytest.raises(RecordGone):
        issue(desk, Wish("visit_protocol", home))


def test_what_passes_data_on_needs_a_consent(desk, home, monkeypatch) -> None:
    drawn: list[bool] = []
    passing(monkeypatch, drawn)
    assert refused(desk, Wish("steps", home)) == "no_consent"
    assert drawn == []


def test_a_consent_lets_it_pass_and_the_passing_is_written_down(desk, home, monkeypatch) -> None:
    passing(monkeypatch)
    consent = Consent(
        household=home, form="written", purpose="pass_on", recipient="Mieterverein", data_kinds=("name",)
    )
    desk.consents.give(consent)
    issue(desk, Wish("steps", home))
    with desk.seat.reading() as reader:
        (told,) = reader.all(Disclosure, household=home)
    assert (told.recipient, told.consent, told.data_kinds) == ("Mieterverein", consent.id, ("name",))
    assert (told.cause, told.way) == (issued(desk)[0].id, "letter")


def test_who_must_not_be_told_gets_no_paper(desk, home, monkeypatch) -> None:
    passing(monkeypatch)
    desk.households.save(Withholding(household=home, whom="Mieterverein", since=TODAY), None)
    assert refused(desk, Wish("steps", home)) == "withheld"


def test_an_interpreter_whom_the_family_does_not_wish_gets_no_sheet(desk, home, monkeypatch) -> None:
    unwished = Interpreter(name="Salma Darwish", pool="mia_do_ki")
    with desk.seat.writing("", None) as transaction:
        transaction.save(unwished)
        transaction.save(Exclusion(household=home, interpreter=unwished.id))

    def gather(desk, about, options):
        return Gathered(tiny_paper.Tiny("–"), about, interpreter=unwished.id)

    tiny_paper.stand_in(monkeypatch, gather=gather)
    assert refused(desk, Wish("steps", home)) == "excluded"


def test_a_way_that_two_people_took_on_themselves_is_printed(desk, home, monkeypatch) -> None:
    referral = Referral(
        office=desk.office.id, household=home, area="housing", sort="data", state="sent",
        override_by=desk.staff.id, override_second=desk.staff.id,
    )  # fmt: skip
    with desk.seat.writing("", None) as transaction:
        transaction.save(referral)

    def gather(_desk, _about, _options):
        return Gathered(tiny_paper.Tiny("–"), home, "Mieterverein", handing=handing(home))

    tiny_paper.stand_in(monkeypatch, "referral_letter", gather=gather)
    assert issue(desk, Wish("referral_letter", referral.id)).pdf
    desk.households.save(Withholding(household=home, whom="Mieterverein", since=TODAY), None)
    assert refused(desk, Wish("referral_letter", referral.id)) == "withheld"


def test_a_household_of_another_office_gets_its_papers_there(desk, home) -> None:
    with desk.seat.writing("", None) as transaction:
        kept = transaction.get(Household, home)
        transaction.save(kept.replace(office=ids.new()))
    assert refused(desk, Wish("steps", home)) == "foreign"


def test_what_was_issued_about_a_record_is_known_the_newest_first(desk, home) -> None:
    issue(desk, Wish("steps", home, "ar"))
    issue(desk, Wish("steps", home, "de"))
    assert {one.language for one in desk.papers.before(home)} == {"ar", "de"}
    assert len(desk.papers.look(Wish("steps", home)).before) == 2


def test_which_papers_there_are_about_a_household(desk, home) -> None:
    found = {kind.key for kind in desk.papers.offered(home)}
    assert found == {"steps", "information_sheet", "consent_form", "household_sheet", "access_report"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_every_kind_has_a_name_of_its_own_in_both_languages(kind) -> None:
    assert kind.label("de") != kind.label("en")
    assert sorted(kind.languages) == sorted(set(kind.languages))
    assert "de" in kind.languages


@pytest.mark.parametrize("why", [*check.REASONS, "something_else"])
def test_every_refusal_is_one_german_sentence(why) -> None:
    german = check.Refusal(why).sentence(translator())
    assert german != check.Refusal(why).sentence(translator("en"))
    assert german.endswith(".")


def test_what_the_printer_does_not_take_is_not_written_down(desk, home) -> None:
    def no_paper(_papers):
        raise PrinterFailed

    with pytest.raises(PrinterFailed):
        desk.papers.issue(Wish("steps", home), "printed", no_paper)
    assert issued(desk) == ()


def test_the_trail_says_which_paper_it_was() -> None:
    line = Line(NOW, "", "print", "steps", "household", None, "", None)
    assert act(line, translator()) == "gedruckt (Nächste Schritte)"


def household(desk, home) -> Household:
    with desk.seat.reading() as reader:
        return reader.get(Household, home)


@pytest.mark.parametrize("way", ["printed", "saved"])
def test_an_information_sheet_that_was_issued_counts_as_handed_out(desk, home, way) -> None:
    done = issue(desk, Wish("information_sheet", home, "ar"), way)
    kept = household(desk, home)
    assert done.handed_out
    assert (kept.information_on, kept.information_language, kept.information_by) == (
        TODAY, "ar", desk.staff.id,
    )  # fmt: skip


def test_taking_back_the_handing_out_leaves_the_paper_written_down(desk, home) -> None:
    issue(desk, Wish("information_sheet", home, "ar"))
    assert desk.undo_last().what == "hand_out_information"
    kept = household(desk, home)
    assert (kept.information_on, kept.information_language, kept.information_by) == (None, None, None)
    assert len(issued(desk)) == 1


def test_a_handing_out_that_somebody_noted_before_stays_as_it_is(desk, home) -> None:
    before = household(desk, home)
    desk.households.save(before.replace(information_on=date(2021, 10, 1)), before)
    assert not issue(desk, Wish("information_sheet", home, "ar")).handed_out
    assert household(desk, home).information_on == date(2021, 10, 1)


def test_a_sheet_that_was_not_printed_was_not_handed_out(desk, home) -> None:
    def fails(_papers):
        raise PrinterFailed

    with pytest.raises(PrinterFailed):
        desk.papers.issue(Wish("information_sheet", home, "ar"), "printed", fails)
    assert household(desk, home).information_on is None

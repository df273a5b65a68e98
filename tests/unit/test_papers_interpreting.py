"""What goes to interpreters says nothing of the family; sheets hold the day, the pay and the signatures."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lwdesk.base import clock, ids
from lwdesk.base.errors import NotAllowed, PaperRefused, RecordGone
from lwdesk.base.texts import translator
from lwdesk.domain.consent import Consent, Withholding
from lwdesk.domain.household import Household
from lwdesk.domain.intake import Intake
from lwdesk.domain.interpreting import Exclusion, Interpreter
from lwdesk.services import request_text
from lwdesk.services.assignments import Held
from tests.unit import letters, office, pool_people
from tests.unit.letters import Wish
from tests.unit.paper import Paper, run

CANARIES = (
    "Hamdan",
    "Mohammed",
    "Khatib",
    "حمدان",
    "الخطيب",
    "Lindenallee",
    "44263",
    "39200",
    "1988",
    "02.05.",
)


@pytest.fixture
def desk():
    with office.fresh() as opened:
        opened.directory.save(letters.DEBT)
        yield opened


@pytest.fixture
def family(desk):
    """Return the second family of the year, whose number is in no other number by chance."""
    desk.households.take_in(Intake(Household(target_group="other"), members=(office.member("Ada", "Novak"),)))
    return letters.family(desk)


def next_friday() -> datetime:
    at = (clock.now() + timedelta(days=20)).replace(hour=9, minute=0, second=0, microsecond=0)
    return at + timedelta(days=(4 - at.weekday()) % 7)


def somebody(desk, name="Samira Haddad", **more):
    today = clock.today()
    papers = {
        "confidential_on": today,
        "certificate_on": today,
        "certificate_until": today + timedelta(days=900),
    }
    return pool_people.person(desk, name, **{**papers, **more})


def request(desk, family, **more):
    made = pool_people.request(family.household.id, **{"at": next_friday(), "persons": 3, **more})
    desk.interpreting.send(made)
    return made.id


def accepted(desk, family, **more):
    """Return a request that somebody of the pool said yes to, and who it was."""
    who = somebody(desk)
    about = request(desk, family, **more)
    first = desk.interpreting.load(about).asked[0][0]
    desk.assignments.answer(first.id, accepted=True)
    return about, who


def agree(desk, family):
    desk.consents.give(Consent(household=family.household.id, purpose="interpreter", form="oral"))


def refused(desk, kind, about, **options) -> str:
    with pytest.raises(PaperRefused) as refusal:
        desk.papers.preview(Wish(kind, about, "", options))
    return refusal.value.facts["why"]


def everything(paper: Paper) -> str:
    """Return all that a file says: its tree, what is seen, what it tells of itself, words in its bytes."""
    tree = "\n".join(
        f"{node.text} {node.entries.get('/Alt', '')} {node.entries.get('/ActualText', '')}"
        for node in paper.tree.walk()
    )
    seen = run("pdftotext", str(paper.path), "-") + run("pdfinfo", str(paper.path))
    itself = paper.bytes_of(paper.root["/Metadata"]).decode()
    words = re.findall(rb"[A-Za-z]{6,}", paper.path.read_bytes())
    return "\n".join((tree, seen, itself, b" ".join(words).decode()))


def secrets(family) -> tuple[str, ...]:
    return (*CANARIES, family.household.id.hex, str(family.household.id))


def test_a_request_on_paper_says_nothing_of_the_family(desk, family, tmp_path):
    agree(desk, family)
    about = request(desk, family, note="Frau Al-Khatib aus der Lindenallee")
    paper = letters.drawn(desk, "interpreter_request", about, tmp_path)
    told = everything(paper)
    case_number = desk.households.card(family.household.id).household.case_number
    assert case_number
    assert [one for one in (*secrets(family), case_number) if one in told] == []
    assert [node for node in paper.tree.walk() if node.kind == "Figure"] == []


def test_a_request_on_paper_says_what_is_sent(desk, family, tmp_path):
    about = request(desk, family, access="Hintereingang")
    paper = letters.drawn(desk, "interpreter_request", about, tmp_path)
    kept = desk.interpreting.load(about).record
    pairs = request_text.pairs(kept, translator("de"))
    assert list(zip(paper.texts("TH"), paper.texts("TD"), strict=True)) == list(pairs)
    assert ("Wie man hineinkommt", "Hintereingang") in pairs
    assert len(paper.pages) == 1


@pytest.mark.parametrize("kind", ["interpreter_request", "assignment"])
def test_letters_without_a_typeface_are_refused(desk, family, kind):
    about, _who = accepted(desk, family, access="পেছনের দরজা")
    assert refused(desk, kind, about) == "characters"


def test_a_request_that_was_not_sent_or_was_called_off_is_not_printed(desk, family):
    draft = pool_people.request(family.household.id, at=next_friday())
    desk.interpreting.save_draft(draft)
    assert refused(desk, "interpreter_request", draft.id) == "not_sent"
    about = request(desk, family)
    assert refused(desk, "assignment", about) == "nobody"
    desk.assignments.cancel(about, "office")
    assert refused(desk, "interpreter_request", about) == "cancelled"
    assert refused(desk, "assignment", about) == "cancelled"


@pytest.mark.parametrize("kind", ["interpreter_request", "assignment"])
def test_a_text_that_names_the_family_is_refused(desk, family, kind):
    about, _who = accepted(desk, family)
    kept = desk.interpreting.load(about).record
    with desk.seat.writing("test") as transaction:
        transaction.save(kept.replace(place="Bei Familie Hamdan"))
    assert refused(desk, kind, about) == "names_family"


def test_a_sheet_tells_the_day_and_the_family_by_its_initial_alone(desk, family, tmp_path):
    agree(desk, family)
    about, _who = accepted(desk, family, access="Hintereingang")
    paper = letters.drawn(desk, "assignment", about, tmp_path)
    facts = dict(zip(paper.texts("TH"), paper.texts("TD"), strict=True))
    case_number = desk.households.card(family.household.id).household.case_number
    assert facts["Vorgang des Büros"] == f"H. · {case_number}"
    assert facts["Sprachmittler*in"] == "Samira Haddad"
    assert facts["Wie man hineinkommt"] == "Hintereingang"
    assert [one for one in secrets(family) if one in everything(paper)] == []
    assert len(paper.pages) == 1


def test_without_a_consent_not_even_the_initial_is_told(desk, family, tmp_path):
    about, _who = accepted(desk, family)
    paper = letters.drawn(desk, "assignment", about, tmp_path)
    case_number = desk.households.card(family.household.id).household.case_number
    told = everything(paper)
    assert "Vorgang des Büros" not in told
    assert [one for one in (*secrets(family), case_number) if one in told] == []


def test_whom_the_family_does_not_wish_gets_no_sheet(desk, family):
    about, who = accepted(desk, family)
    with desk.seat.writing("test") as transaction:
        transaction.save(Exclusion(household=family.household.id, interpreter=who))
    assert refused(desk, "assignment", about) == "excluded"


def test_who_must_not_be_told_gets_no_sheet(desk, family):
    about, who = accepted(desk, family)
    with desk.seat.writing("test") as transaction:
        transaction.save(Withholding(household=family.household.id, whom="Samira", interpreter=who))
    assert refused(desk, "assignment", about) == "withheld"


def test_whoever_the_pool_found_gets_a_sheet_without_a_name(desk, family, tmp_path):
    about = request(desk, family, setting="on_site", place="Treffpunkt am Markt")
    desk.assignments.accept_without_name(about)
    kept = desk.interpreting.load(about).record
    with desk.seat.writing("test") as transaction:
        transaction.save(kept.replace(place=""))
    paper = letters.drawn(desk, "assignment", about, tmp_path)
    assert "Sprachmittler*in" not in paper.texts("TH")
    assert "vor Ort: Die Adresse sagen wir Ihnen am Telefon." in paper.texts("TD")


def signed(desk, family):
    """Let a talk be held and its sheet be signed."""
    about, who = accepted(desk, family)
    at = next_friday()
    desk.assignments.confirm(about)
    desk.assignments.held(about, Held(at, at + timedelta(minutes=95), 40, 12, "good", "yes"))
    desk.assignments.sign(about)
    return who, f"{at:%Y-%m}"


def test_an_hours_sheet_prints_the_rows_and_the_sums_of_a_month(desk, family, tmp_path):
    who, month = signed(desk, family)
    sheet = desk.hours_sheets.sheet(who, datetime.fromisoformat(f"{month}-01").date())
    paper = letters.drawn(desk, "hours_sheet", who, tmp_path, month=month)
    (row,) = sheet.rows
    cells = [cell.strip() for cell in paper.texts("TD")]
    amount = f"{sheet.cents // 100},{sheet.cents % 100:02}"
    assert cells[-12:-6] == [row.reference, f"{row.on:%d.%m.%Y}", "Nachweis da", "95", "12", amount]
    assert cells[-6:] == ["Summe", "", "", "95", "12", amount]
    assert [one for one in secrets(family) if one in everything(paper)] == []


def test_an_empty_month_has_no_sheet_and_only_who_may_settle_hours_gets_one(desk, family):
    who, _month = signed(desk, family)
    assert refused(desk, "hours_sheet", who, month="2019-01") == "empty"
    assert refused(desk, "hours_sheet", who) == "empty"


def overdue(desk, family):
    about = letters.sent(desk, family, sort="data", message="Frau Al-Khatib kommt gern.")
    kept, today = desk.referrals.load(about).referral, clock.today()
    with desk.seat.writing("test") as transaction:
        ago = {"sent_on": today - timedelta(days=30), "answer_due_on": today - timedelta(days=16)}
        transaction.save(kept.replace(**ago))
    return about


def test_a_reminder_names_the_referral_and_nobody(desk, family, tmp_path):
    letters.agree(desk, family)
    about = overdue(desk, family)
    paper = letters.drawn(desk, "reminder", about, tmp_path)
    kept = desk.referrals.load(about).referral
    told = everything(paper)
    assert [one for one in secrets(family) if one in told] == []
    assert "Schulden" not in told.replace("Schuldnerberatung", "")
    assert paper.texts("H1") == [f"Erinnerung: Vermittlung {kept.reference}"]
    assert f"{kept.answer_due_on:%d.%m.%Y}" in told
    assert kept.slip_code in told


def test_only_an_answer_that_is_overdue_is_asked_for(desk, family):
    letters.agree(desk, family)
    draft = letters.referral(family)
    desk.referrals.save(draft)
    assert refused(desk, "reminder", draft.id) == "not_sent"
    assert refused(desk, "reminder", letters.sent(desk, family)) == "not_due"
    about = overdue(desk, family)
    desk.referrals.step(about, "accepted")
    assert refused(desk, "reminder", about) == "not_due"


def test_who_must_not_be_told_gets_no_reminder(desk, family):
    letters.agree(desk, family)
    about = overdue(desk, family)
    with desk.seat.writing("test") as transaction:
        transaction.save(Withholding(household=family.household.id, whom=letters.DEBT.name))
    assert refused(desk, "reminder", about) == "withheld"


def test_papers_of_a_restricted_household_are_refused(desk, family):
    letters.agree(desk, family)
    about = overdue(desk, family)
    asked, _who = accepted(desk, family)
    home = desk.households.card(family.household.id).household
    with desk.seat.writing("test") as transaction:
        transaction.save(home.replace(restricted=True))
    for kind, one in (("reminder", about), ("referral_letter", about), ("assignment", asked)):
        assert refused(desk, kind, one) == "restricted"


def test_who_may_not_settle_hours_gets_no_sheet(tmp_path: Path) -> None:
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        who = somebody(desk)
    with office.opened(path, "reader") as desk, pytest.raises((PaperRefused, NotAllowed)):
        desk.papers.preview(Wish("hours_sheet", who))


def test_somebody_who_is_gone_has_no_hours_sheet(desk):
    with pytest.raises(RecordGone):
        desk.papers.preview(Wish("hours_sheet", ids.new()))


def test_a_volunteer_is_told_that_nothing_is_paid(desk, family, tmp_path):
    about, who = accepted(desk, family)
    with desk.seat.writing("test") as transaction:
        transaction.save(transaction.get(Interpreter, who).replace(price_model="volunteer"))
    paper = letters.drawn(desk, "assignment", about, tmp_path)
    assert "Ehrenamtlich, ohne Pauschale." in paper.texts("P")


def test_a_talk_for_nobody_in_particular_has_its_papers_too(desk, tmp_path):
    made = pool_people.request(None, at=next_friday())
    desk.interpreting.send(made)
    assert letters.drawn(desk, "interpreter_request", made.id, tmp_path).pages
    desk.assignments.accept_without_name(made.id)
    assert "Vorgang des Büros" not in letters.drawn(desk, "assignment", made.id, tmp_path).texts("TH")

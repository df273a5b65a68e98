"""Many papers are checked one by one, drawn by a child process, and written down together."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import NotAllowed, NoteUnread
from lwdesk.domain.household import Household
from lwdesk.domain.interpreting import Assignment, Interpreter, InterpreterRequest
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.domain.referral import Referral
from lwdesk.services.papers import batch, folder
from lwdesk.services.papers.batch import Many, Wanted
from lwdesk.services.papers.check import Refusal
from lwdesk.services.papers.kinds import Wish
from tests.unit import office, tiny_paper

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TINY_CHILD = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.unit import tiny_paper
sys.modules["lwdesk.services.papers.steps"] = tiny_paper
from lwdesk.services.papers.child import main
sys.exit(main())
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    tiny_paper.stand_in(monkeypatch)
    with clock.using(clock.FixedClock(NOW)), office.opened(office.place(tmp_path)) as desk:
        yield desk


def households(desk, *names: str):
    made = [Household(office=desk.office.id, name=name) for name in names]
    with desk.seat.writing("", None) as transaction:
        transaction.save_all(made)
    return made


def wanted(homes):
    return [Wanted(Wish("steps", home.id, "de"), home.name) for home in homes]


def draw(many: Many, command: list[str] | None = None) -> subprocess.CompletedProcess[bytes]:
    child = command or [sys.executable, "-c", TINY_CHILD, str(ROOT)]
    return subprocess.run(child, input=batch.parcel(many), capture_output=True, check=False)


def issued(desk):
    with desk.seat.reading() as reader:
        return reader.all(IssuedPaper)


def test_a_child_process_draws_them_and_says_how_far_it_is(desk) -> None:
    many = batch.gather(desk, wanted(households(desk, "A", "B", "C")))
    done = draw(many)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [b"1", b"2", b"3"], b"")
    assert all(place.read_bytes().startswith(b"%PDF") for place in many.places())


def test_what_the_child_draws_is_what_is_drawn_here(desk) -> None:
    many = batch.gather(desk, wanted(households(desk, "A")))
    draw(many)
    assert next(many.places()).read_bytes() == many.sheets[0].draw()


def test_all_are_written_down_and_saved_under_names_of_nobody(desk, tmp_path) -> None:
    many = batch.gather(desk, wanted(households(desk, "Hamdan", "Tesfay")))
    draw(many)
    target = tmp_path / "sheets"
    target.mkdir()
    done = batch.issue(desk, many, "saved", folder.into_folder(target))
    assert sorted(one.sha256 for one in done) == sorted(one.sha256 for one in issued(desk))
    assert {path.name for path in target.iterdir()} == {one.name for one in done}
    assert all(path.name.startswith("lwdesk-steps-20211102-") for path in target.iterdir())
    assert not any(place.exists() for place in many.places())


def test_one_that_may_not_be_made_does_not_hold_up_the_others(desk) -> None:
    first, second = households(desk, "A", "B")
    with desk.seat.writing("", None) as transaction:
        transaction.save(second.replace(restricted=True))
    many = batch.gather(desk, wanted([first, second]))
    assert [sheet.wish.about for sheet in many.sheets] == [first.id]
    assert many.refused == (("B", Refusal("restricted")),)


def test_where_none_may_be_made_there_is_no_folder(desk) -> None:
    assert batch.gather(desk, ()) == Many()


def test_what_was_stopped_leaves_nothing(desk) -> None:
    many = batch.gather(desk, wanted(households(desk, "A")))
    draw(many)
    batch.discard(many)
    assert (list(many.folder.glob("*.pdf")), issued(desk)) == ([], ())


def test_a_child_that_fails_tells_nothing_of_what_stood_in_the_paper(desk, monkeypatch) -> None:
    (home,) = households(desk, "Hamdan")
    many = batch.gather(desk, wanted([home]))
    next(many.places()).write_bytes(b"in the way")
    done = draw(many)
    assert (done.returncode, done.stderr.strip(), done.stdout) == (70, b"FileExistsError", b"")


def test_the_child_is_started_apart_from_the_folder_it_is_started_in(desk, tmp_path) -> None:
    (tmp_path / "lwdesk").mkdir()
    command = batch.command()
    done = subprocess.run(command, input=batch.parcel(Many()), cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_referrals_without_an_answer_are_reminded_of(desk) -> None:
    (home,) = households(desk, "A")
    known = {"office": desk.office.id, "household": home.id, "area": "housing", "sort": "data"}
    late = Referral(state="sent", reference="V-2021-0001", answer_due_on=NOW.date().replace(day=1), **known)
    early = Referral(state="sent", reference="V-2021-0002", answer_due_on=NOW.date().replace(day=3), **known)
    with desk.seat.writing("", None) as transaction:
        transaction.save_all((late, early))
    assert batch.reminders(desk) == (Wanted(Wish("reminder", late.id, "de"), "V-2021-0001"),)


def test_everybody_who_interpreted_in_a_month_has_a_sheet(desk) -> None:
    who = Interpreter(name="Salma Darwish", pool="mia_do_ki")
    held = InterpreterRequest(
        office=desk.office.id, pool="mia_do_ki", language="ar", setting="office", topic="everyday",
        legal="no", state="signed", at=NOW, held_from=NOW, held_until=NOW.replace(hour=14), cents=2500,
    )  # fmt: skip
    with desk.seat.writing("", None) as transaction:
        transaction.save_all((who, held))
        transaction.save(Assignment(request=held.id, interpreter=who.id, state="held"))
    (one,) = batch.hours(desk, NOW.date())
    assert one == Wanted(Wish("hours_sheet", who.id, "de", {"month": "2021-11"}), "Salma Darwish")


def test_the_hours_are_for_who_may_settle_them(tmp_path) -> None:
    with office.opened(office.place(tmp_path), "adviser") as desk, pytest.raises(NotAllowed):
        batch.hours(desk, NOW.date())


def test_a_family_that_wrote_whom_not_to_tell_is_printed_by_itself(desk):
    homes = households(desk, "Hamdan", "Yilmaz")
    with desk.seat.writing("", None) as transaction:
        transaction.save(homes[0].replace(withhold="Der Bruder nicht."))
    many = batch.gather(desk, wanted(homes))
    assert many.names == ("Yilmaz",)
    assert many.refused == (("Hamdan", Refusal("note")),)


def test_the_note_of_the_family_is_read_before_a_paper_leaves(desk):
    (home,) = households(desk, "Hamdan")
    with desk.seat.writing("", None) as transaction:
        transaction.save(home.replace(withhold="Der Bruder nicht."))
    wish = Wish("steps", home.id)
    assert desk.papers.look(wish).note == "Der Bruder nicht."
    with pytest.raises(NoteUnread):
        desk.papers.issue(wish, "printed", lambda _papers: ())
    assert issued(desk) == ()
    desk.papers.issue(wish, "printed", lambda _papers: (), "Der Bruder nicht.")
    assert len(issued(desk)) == 1

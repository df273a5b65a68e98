"""The shared folder in the page of the exchange, and what the window does with it by itself."""

from contextlib import ExitStack
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from lwdesk.domain.person import Person
from lwdesk.services import accounts
from lwdesk.services.settings import KnownFile
from lwdesk.ui.pages.exchange.folder import SharedFolderCard
from lwdesk.ui.text import isolate
from tests.gui import screens, sharing
from tests.gui.families import settle
from tests.unit import office
from tests.unit.devices import machines
from tests.unit.test_exchange_devices import PERSON, save


@pytest.fixture
def laptop(desk, tmp_path):
    with sharing.laptop(desk, tmp_path) as other:
        yield other


@pytest.fixture
def card(context, show):
    made = SharedFolderCard(context)
    show(made, 400, 400)
    made.reload()
    return made


@pytest.fixture
def said(context):
    heard = []
    context.said.connect(lambda text, _undo: heard.append(text))
    return heard


def text(card) -> str:
    settle()
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def press(button) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def chosen(card, ask, folder) -> None:
    ask.expect("folder", folder)
    press(card.choose)


def test_a_chosen_folder_gets_a_package_at_once_and_its_name_stands_in_the_page(
    card, ask, laptop, said
) -> None:
    chosen(card, ask, laptop.folder)
    assert len(list(laptop.folder.glob("*.lwb"))) == 1
    assert card.place.text() == isolate("Gemeinsam")
    assert "Zuletzt nachgesehen: heute, 14:14" in text(card)
    assert said[-1].startswith("In den Ordner gelegt: ")


def test_the_button_begins_where_the_words_above_it_begin(card) -> None:
    settle()
    assert abs(ink(card, card.choose) - ink(card, card.state)) <= 2


def ink(card, part) -> int:
    """Return where, from the left of the card, something is painted in this part."""
    image, place = card.grab().toImage(), part.mapTo(card, QPoint())
    ground = image.pixel(place)
    columns = range(place.x(), place.x() + part.width())
    rows = range(place.y(), place.y() + part.height())
    return next(x for x in columns if any(image.pixel(x, y) != ground for y in rows))


def test_what_lies_there_is_taken_in_with_one_press_and_told_without_a_name(
    card, context, ask, laptop, said
) -> None:
    heard = []
    context.jobs.changed.connect(lambda changes, _owner: heard.append(changes.what))
    chosen(card, ask, laptop.folder)
    laptop.write(1, "Rana Al-Khatib")
    laptop.put()
    press(card.now)
    assert said[-1] == "1 Paket von selbst eingelesen · 1 Änderung"
    assert heard == ["import"]


def test_nothing_new_is_said_as_well(card, ask, laptop, said) -> None:
    chosen(card, ask, laptop.folder)
    press(card.now)
    assert said[-1] == "Im Ordner ist nichts Neues"


def test_half_files_and_odd_copies_are_listed_with_what_to_do(card, ask, laptop) -> None:
    laptop.write(1, "Ada")
    whole = laptop.put()
    copy = laptop.folder / f"{whole.stem} (conflicted copy 2021-11-02 141405).lwb"
    whole.rename(copy)
    (laptop.folder / "lwdesk-0a1b2c3d.lwb.part").write_bytes(b"PK")
    chosen(card, ask, laptop.folder)
    assert "1 Datei heißt wie eine zweite Fassung, und niemand kennt ihren Inhalt" in text(card)
    assert copy.name in text(card)
    assert sharing.NAME in text(card)
    assert "lwdesk-0a1b2c3d.lwb.part" in text(card)


def test_a_package_of_a_stranger_is_listed_as_refused_with_the_reason(card, ask, laptop, tmp_path) -> None:
    with machines(tmp_path, "one", "two") as (_whole, (stranger, _other)):
        save(stranger.store, PERSON)
        stranger.sending.export(laptop.folder)
    chosen(card, ask, laptop.folder)
    assert "1 Paket wurde abgelehnt. Nichts daraus wurde übernommen." in text(card)
    assert "fremde Unterschrift" in text(card)


def test_a_folder_that_vanished_is_told_in_one_sentence_with_the_next_try(
    card, ask, laptop, tmp_path
) -> None:
    chosen(card, ask, laptop.folder)
    laptop.folder.rename(tmp_path / "away")
    press(card.now)
    assert "Der gemeinsame Ordner ist gerade nicht erreichbar. Nichts ist verloren." in text(card)
    assert "Der nächste Versuch ist um 14:15." in text(card)
    assert card.now.isEnabled()


def test_ending_asks_first_and_leaves_what_lies_there(card, ask, laptop) -> None:
    chosen(card, ask, laptop.folder)
    ask.expect("confirm", False)
    press(card.end)
    assert card.place.isVisible()
    ask.expect("confirm", True)
    press(card.end)
    assert "Ihre Geräte geben einander Pakete von selbst weiter" in text(card)
    assert len(list(laptop.folder.glob("*.lwb"))) == 1


def test_a_folder_that_is_not_there_is_not_taken(card, ask, laptop, context, tmp_path) -> None:
    failed = []
    context.jobs.failed.connect(failed.append)
    chosen(card, ask, tmp_path / "missing")
    assert [type(one).__name__ for one in failed] == ["FileMissing"]
    assert "Ordner wählen" in card.choose.text()


@pytest.fixture
def screen(qtbot, ask, tmp_path):
    at_work = screens.opened(qtbot, ask, office.place(tmp_path))
    at_work.unlock()
    return at_work


@pytest.fixture
def beside(screen, tmp_path):
    """Give the laptop beside an unlocked window, whose device shares the folder already."""
    with sharing.laptop(screen.desk, tmp_path) as other:
        screen.desk.exchange.shared.choose(other.folder)
        yield other


def turns(screen):
    return screen.window.surface()._exchanging


def tick(screen) -> None:
    """Let the time of the next turn come."""
    turns(screen)._timer.timeout.emit()
    screen.rest()


def test_the_window_takes_in_what_came_by_itself_and_says_so_quietly(screen, beside) -> None:
    beside.write(1, "Ada")
    beside.put()
    tick(screen)
    assert "1 Paket von selbst eingelesen · 1 Änderung" in screen.shown()


def test_the_window_says_how_much_of_it_did_not_go_through(screen, beside) -> None:
    with beside.store.writing("save", None) as transaction:
        transaction.save(Person(id=UUID(int=1), nationality="zz_moon"))
    beside.put()
    tick(screen)
    assert "1 Änderung · 1 Eintrag kam nicht durch" in screen.shown()


def test_the_device_exchanges_also_while_somebody_works_who_may_send_nothing(qtbot, ask, tmp_path) -> None:
    path = office.place(tmp_path)
    with ExitStack() as stack:
        with office.opened(path) as desk:
            other = stack.enter_context(sharing.laptop(desk, tmp_path))
            desk.exchange.shared.choose(other.folder)
        other.write(1, "Ada")
        other.put()
        user = next(str(one.id) for one in accounts.users(path) if one.name == office.OTHERS["assistant"])
        screen = screens.opened(qtbot, ask, KnownFile(path, office="Hörde", user=user))
        screen.unlock()
        tick(screen)
        assert "1 Paket von selbst eingelesen · 1 Änderung" in screen.shown()
        assert len(list(other.folder.glob("*.lwb"))) == 2


def test_what_was_saved_here_goes_out_by_itself(screen, beside) -> None:
    tick(screen)
    assert len(list(beside.folder.glob("*.lwb"))) == 1


def test_a_covered_window_takes_no_turn(screen, beside) -> None:
    screen.window.cover()
    shell = screen.window._shell
    shell._exchanging._timer.timeout.emit()
    screen.window.cover()
    screen.rest()
    assert list(beside.folder.glob("*.lwb")) == []
    assert shell._exchanging._timer.isActive()


def test_a_window_that_shows_one_family_alone_takes_no_turn(screen, beside) -> None:
    page = screen.window.surface().page
    page.full_window = True
    tick(screen)
    assert list(beside.folder.glob("*.lwb")) == []
    page.full_window = False
    tick(screen)
    assert len(list(beside.folder.glob("*.lwb"))) == 1


def test_a_locked_window_takes_no_turn_any_more(screen, beside) -> None:
    shell = screen.window._shell
    exchanging = shell._exchanging
    screen.window.lock()
    assert not exchanging._timer.isActive()
    assert list(beside.folder.glob("*.lwb")) == []


def test_a_save_brings_the_next_turn_nearer(screen, beside) -> None:
    exchanging = turns(screen)
    exchanging.turn()
    screen.rest()
    far = exchanging._timer.remainingTime()
    screen.window._opened.executor.submit(lambda: None).result()
    screen.window.surface().context.jobs.run(
        screen.window, lambda desk: desk.households.take_in(office.hamdan())
    )
    screen.rest()
    assert exchanging._timer.remainingTime() < far - 60_000


def test_a_window_without_a_folder_does_nothing(screen) -> None:
    tick(screen)
    assert "exchange" not in vars(screen.desk)


def test_a_failure_is_not_shouted_into_the_work(
    screen, beside, ask, tmp_path, at_two_in_the_afternoon
) -> None:
    beside.folder.rename(tmp_path / "away")
    tick(screen)
    at_two_in_the_afternoon.moment += timedelta(minutes=5)
    tick(screen)
    assert ask.asked == []

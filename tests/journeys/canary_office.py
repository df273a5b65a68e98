"""A day in an office where every field holds a word that must not be found afterwards; it ends by kill -9.

Run as a program of its own: `python -m tests.journeys.canary_office FOLDER`.
"""

import os
import signal
import sys
import traceback
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from lwdesk import app
from lwdesk.base import ids, logs
from lwdesk.domain import fields, records
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.fields import Field, Record
from lwdesk.domain.household import Household
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.person import Person
from lwdesk.domain.task import QueueEntry
from lwdesk.services import accounts, setting_up
from lwdesk.services import settings as device
from lwdesk.services.papers.kinds import Wish
from lwdesk.services.rights import RIGHTS
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.store import vault
from lwdesk.store.harden import harden
from lwdesk.ui.context import Context, Who
from lwdesk.ui.jobs import InlineExecutor, Jobs
from lwdesk.ui.pages.registry import ABOUT, PAGES, intake_page
from lwdesk.ui.window import Window
from lwdesk.ui.words import words
from tests.gui.parts import type_text

STEM = "Qoxavuli"
DIGITS = "0231 7790413"
PASSPHRASE = "Qoxavuli brennt nachts 41"
SETUP = accounts.Setup("hoerde_hombruch", "Schreibtisch", "Jana Albers", "city", "lead", PASSPHRASE)
WRITTEN = (fields.Text, fields.Note, fields.NativeText)
ERRORS = 50
_numbers = count(1000)


class Ask(QObject):
    """Nobody is there: nothing is answered, everything is shown."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_args, **_more: None


def canary() -> str:
    return f"{STEM}{next(_numbers)}"


def value(field: Field, known: dict[str, UUID]) -> Any:
    """Return a word of ours for a field that takes words, and a link to a record that is there."""
    kind = field.kind
    if isinstance(kind, WRITTEN):
        return canary()[: kind.longest]
    if isinstance(kind, fields.Phone):
        return f"{DIGITS}{next(_numbers)}"
    if isinstance(kind, fields.Mail):
        return f"{canary()}@example.org"
    if isinstance(kind, fields.Link):
        return known.get(kind.to)
    return field.empty


def every_record(desk: Any) -> list[Record]:
    """Return one record of each kind with a word of ours in every field that holds words."""
    known = {kind: ids.new() for kind in records.RECORDS}
    known |= {"office": desk.office.id, "staff": desk.staff.id, "device": desk.device.id}
    made = []
    for kind, cls in records.RECORDS.items():
        values = {name: value(field, known) for name, field in cls.by_name.items()}
        own = known[kind] if kind not in ("office", "staff", "device") else ids.new()
        made.append(cls(id=own).replace(**values))
    return made


def by_services(desk: Any) -> UUID:
    """Take a family in, give it a contact, let it wait, change it and take the change back."""
    person = Person(given_name=canary(), family_name=canary(), native_name=canary(), phone=f"{DIGITS}55")
    household = Household(target_group="refugee", name=canary(), note=canary())
    changes = desk.households.take_in(Intake(household, members=(Member(person),)))
    home = next(identity for kind, identity in changes.touched if kind == "household")
    talk = Contact(household=home, sort="open_hours", result=canary(), note=canary())
    desk.contacts.save(talk, [Reason(area="housing", support="advice")])
    desk.hours.arrive(QueueEntry(shown_name=canary(), concern=canary()))
    desk.undo_last()
    return home


def look_everywhere(desk: Any) -> None:
    for wanted in (STEM, f"{STEM}1001", DIGITS, f"“{STEM}* OR NEAR({STEM}"):
        desk.search.find(wanted, 20)


def provoke(desk: Any, jobs: Jobs[Any], ask: Ask) -> None:
    """Fail in every way a word can get into an error: by value, by statement, by path, in the window."""
    from lwdesk.ui.ask import show_error

    owner = QObject()
    jobs.failed.connect(lambda error: show_error(ask, None, error))

    def fails(secret: str) -> Any:
        def work(_desk: Any) -> None:
            hidden = {"name": secret}
            raise KeyError(secret, hidden)

        return work

    for number in range(ERRORS):
        jobs.run(owner, fails(canary()))
        if number % 5 == 0:
            jobs.run(owner, lambda desk: desk.households.save(Person(given_name=canary(), email=canary())))
        if number % 7 == 0:
            jobs.run(owner, lambda desk: _wrong_statement(desk, canary()))
    sys.excepthook(ValueError, ValueError(canary()), None)
    try:
        setting_up.write_sheet(Path("/nowhere") / canary(), b"")
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not name the place
        logs.bug(error)


def _wrong_statement(desk: Any, word: str) -> None:
    with desk.file.engine.begin() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere WHERE name = ?", (word,))


def in_the_window(context: Context) -> None:
    """Type into every field of the intake and let the draft be kept; open the other pages too."""
    page = intake_page(context, canary(), None)
    page.resize(1200, 740)
    page.show()
    page.opened()
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QLineEdit | QPlainTextEdit) and not widget.isReadOnly():
            type_text(widget, canary())
    page.keep_draft()
    for make in PAGES.values():
        other = make(context)
        other.opened()
        QApplication.processEvents()
    QApplication.clipboard().setText(canary())


def look_at_papers(context: Context, desk: Any, home: UUID) -> None:
    """Look at each paper about a household and let it be printed by nobody."""
    for kind in ("household_sheet", "information_sheet", "consent_form"):
        page = ABOUT["paper"](context, Wish(kind, home))
        page.resize(1200, 740)
        page.show()
        page.opened()
        QApplication.processEvents()
        desk.papers.issue(Wish(kind, home), "printed", lambda _papers: ())


def main(folder: Path) -> None:
    window = Window(DeviceSettings(), device.save, Ask())
    logs.write_to(device.folder())
    app._catch_bugs(window)
    path = folder / "data" / "office.lwdb"
    path.parent.mkdir()
    with vault.using(vault.CHEAP):
        made = accounts.set_up(path, SETUP, anyway=True)
    desk = made.desk
    window.looks.update(window.settings.opened(KnownFile(path, office=desk.office.name)))
    with desk.seat.writing("canaries", None) as transaction:
        transaction.save_all(every_record(desk))
    home = by_services(desk)
    look_everywhere(desk)
    jobs = Jobs(desk, InlineExecutor())
    provoke(desk, jobs, Ask())
    who = Who(desk.office.name, desk.staff.name, "Stadt", "Leitung", rights=RIGHTS["lead"])
    context = Context(jobs, Ask(), who)
    in_the_window(context)
    look_at_papers(context, desk, home)
    desk.backups.make(folder / "backups")
    sheet = setting_up.recovery_sheet(made.recovery_code, desk.office.name, path, words.texts)
    setting_up.write_sheet(folder / "sheet.pdf", sheet)
    with desk.seat.writing("last", None) as transaction:
        transaction.save(Household(name=canary(), office=desk.office.id))
    sys.stdout.write(f"words {next(_numbers) - 1000}\n")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    application = app.make_app()
    harden()
    try:
        main(Path(sys.argv[1]))
    except Exception:  # noqa: BLE001 - the hook of the program would keep it to itself
        traceback.print_exc()
        sys.exit(3)

"""An office's file worked on the command line, another device beside it, and a folder between them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from lwdesk import cli
from lwdesk.domain.household import Household
from lwdesk.domain.office import Device, Office
from lwdesk.services.exchange import trust
from lwdesk.services.exchange.exchange import Exchange
from lwdesk.services.seat import Seat
from lwdesk.store.transaction import Store
from lwdesk.sync import roster
from tests.unit import data_files, office
from tests.unit.devices import LEAD, organisation

SECRET, STICK = "secret", "stick"


class Laptop:
    """Another device of the same office, without a command line of its own."""

    def __init__(self, store: Store, of: Office) -> None:
        self.seat = Seat(store, of, LEAD, Device(id=uuid4(), office=of.id, name="Hausbesuch, Tasche 2"))
        self.exchange = Exchange(self.seat)

    def save(self, **fields: Any) -> None:
        with self.seat.store.writing("save", None) as transaction:
            transaction.save(Household(office=self.seat.office.id, name="Haddad", **fields))


@dataclass(frozen=True)
class Command:
    """Runs a command on the office's file and returns its code and what it said."""

    path: str
    stick: str
    capsys: Any

    def __call__(self, *words: str, as_json: bool = True, who: bool = True) -> tuple[int, Any]:
        secret = str(Path(self.path).with_name(SECRET))
        opens = ["--user", office.SETUP.staff, "--passphrase-file", secret]
        self.capsys.readouterr()
        code = cli.main([*words, *(opens if who else []), *(["--json"] if as_json else [])])
        said = self.capsys.readouterr()
        return code, json.loads(said.out) if as_json else said.out + said.err


def command(folder: Path, path: Path, capsys: Any) -> Command:
    return Command(str(path), str(folder / STICK), capsys)


@contextmanager
def pair(folder: Path, role: str = "office") -> Iterator[tuple[Path, Laptop]]:
    """Give the place of the office's file and the laptop, both enrolled; the laptop in this role."""
    path = office.place(folder)
    (folder / SECRET).write_text(office.PASSPHRASE, "utf-8")
    (folder / STICK).mkdir()
    (folder / "laptop").mkdir()
    with data_files.opened(data_files.place(folder / "laptop")) as store:
        with office.opened(path) as desk:
            laptop = Laptop(store, desk.office)
            _enrol({desk.exchange: "office", laptop.exchange: role}, desk.office.id.hex)
        yield path, laptop


def _enrol(roles: dict[Exchange, str], of: str) -> None:
    made = organisation()
    told = made.roster
    for one, role in roles.items():
        asked = roster.read_request(one.trust.request()[0])
        scope = f"set:{asked.device}" if role == "laptop" else f"office:{of}"
        told = trust.enrol(told, asked, role, [scope])
    document = roster.write(told)
    for one in roles:
        one.trust.accept(document, roster.signed(document, made.key), made.public)

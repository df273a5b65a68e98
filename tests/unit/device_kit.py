"""An office with its desk, and a device that joins it, with real files and a root of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lwdesk.domain.staff import Staff
from lwdesk.services.desk import Desk
from lwdesk.services.exchange import joining
from lwdesk.services.exchange.devices import Grant
from lwdesk.services.exchange.joining import Joining
from lwdesk.services.exchange.root import Root
from lwdesk.store import vault
from tests.unit import office
from tests.unit.office import PASSPHRASE

SECRET = "hafen laterne siebzehn moos"
LAPTOP = "Laptop Blau"


@contextmanager
def at_work(folder: Path) -> Iterator[Desk]:
    """Open the desk of the lead of an office."""
    (folder / "pc").mkdir()
    with vault.using(vault.CHEAP), office.opened(office.place(folder / "pc")) as opened:
        yield opened


@contextmanager
def waiting(folder: Path, name: str = LAPTOP) -> Iterator[Joining]:
    """Make a device that no office knows yet."""
    with vault.using(vault.CHEAP):
        made = joining.prepare(folder / name / "neu.lwdb", name, PASSPHRASE, anyway=True)
        yield made
        made.close()


def found(desk: Desk, folder: Path) -> Root:
    return desk.exchange.devices.found(folder / "stadt.lwroot", SECRET).root


def asked_by(machine: Joining | Desk, folder: Path) -> tuple[Path, str]:
    path = folder / "bitte.lwenroll"
    return path, machine.exchange.devices.write_request(path)


def enrolled(desk: Desk, laptop: Joining, folder: Path, role="office") -> Root:
    """Take the laptop into the office of the desk, and let both know the list."""
    signer = found(desk, folder)
    path, digits = asked_by(laptop, folder)
    asked = desk.exchange.devices.read_request(path)
    desk.exchange.devices.enrol(asked, digits, signer, Grant(role, desk.office.id))
    desk.exchange.devices.write_roster(folder / "liste.lwroster")
    offer = laptop.look(folder / "liste.lwroster")
    laptop.accept(offer, signer.fingerprint)
    return signer


def joined(desk: Desk, laptop: Joining, folder: Path) -> tuple[Root, Desk]:
    signer = enrolled(desk, laptop, folder)
    laptop.take(desk.exchange.sending.export(folder).path)
    me = next(one for one in laptop.standing().people if one.name == "Jana Albers")
    return signer, laptop.finish(me.id, PASSPHRASE)


def hire(desk: Desk, name: str = "Neue Kollegin") -> None:
    """Write something that the others do not have."""
    with desk.seat.writing("", "edit") as transaction:
        transaction.save(Staff(name=name, office=desk.office.id, role="reader", employer="awo"))


def handed(sender: Desk, receiver: Desk, folder: Path) -> None:
    """Write something and bring it over."""
    hire(sender)
    receiver.exchange.receiving.take(sender.exchange.sending.export(folder).path)


def spread(desk: Desk, other: Desk, folder: Path) -> None:
    desk.exchange.devices.write_roster(folder / "liste.lwroster")
    other.exchange.devices.accept(other.exchange.devices.look(folder / "liste.lwroster"))

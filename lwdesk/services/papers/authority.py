"""What only the municipality knows and every paper about data protection says; kept in the encrypted file."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from lwdesk.base.errors import InvalidInput
from lwdesk.base.texts import N_, translator
from lwdesk.domain.rules import clean
from lwdesk.services import audit
from lwdesk.store import writers
from lwdesk.store.transaction import Reader

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

LONGEST: Final = 1000
SUPERVISOR: Final = (
    "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen",
    "Kavalleriestraße 2–4",
    "40213 Düsseldorf",
    "Telefon 0211 38424-0",
    "poststelle@ldi.nrw.de",
)
LABELS: Final = {
    "controller": N_("Who answers for the data"),
    "officer": N_("Data protection officer"),
    "years": N_("Years until erasing"),
    "basis": N_("Legal basis"),
    "supervisor": N_("Supervisory authority"),
}


@dataclass(frozen=True, slots=True)
class Authority:
    """Who answers for the data, as papers say it: several lines each; what is empty is a gap on paper."""

    controller: str = ""
    officer: str = ""
    years: str = ""
    basis: str = "Art. 6 Abs. 1 Buchst. a und e, Art. 9 Abs. 2 Buchst. a DSGVO; §§ 67a, 67b SGB X"
    supervisor: str = "\n".join(SUPERVISOR)

    def lines(self, name: str) -> tuple[str, ...]:
        told: str = getattr(self, name)
        return tuple(line.strip() for line in told.splitlines() if line.strip())

    def gaps(self) -> tuple[str, ...]:
        """Return the labels of what nobody has entered yet."""
        return tuple(translator()(label) for name, label in LABELS.items() if not self.lines(name))


def read(reader: Reader) -> Authority:
    """Return what was entered, and else what holds for Dortmund."""
    known = {one.name: writers.setting(reader.connection, f"paper.{one.name}") for one in fields(Authority)}
    return Authority(**{name: value for name, value in known.items() if value is not None})


def load(desk: "Desk") -> Authority:
    with desk.seat.reading() as reader:
        return read(reader)


def save(desk: "Desk", told: Authority) -> None:
    """Keep it for everybody; InvalidInput for what is too long to be printed."""
    texts = {one.name: getattr(told, one.name) for one in fields(told)}
    wrong = [name for name, text in texts.items() if len(text) > LONGEST]
    if wrong or (told.years and not told.years.strip().isdecimal()):
        raise InvalidInput(kind="setting", fields=", ".join(wrong or ["years"]))
    with desk.seat.writing("", "settings") as transaction:
        for name, text in texts.items():
            kept = "\n".join(clean(line) for line in text.splitlines())
            writers.set_setting(transaction.connection, f"paper.{name}", kept)
        audit.note(transaction, desk.staff.id, "change", "setting")

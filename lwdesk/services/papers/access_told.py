"""The records of a person as they are told: decisions put in, for the eye as tables, for machines as JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lwdesk.base import clock
from lwdesk.base.texts import translator
from lwdesk.documents.kit.records import Entry, Section
from lwdesk.domain import access
from lwdesk.domain.fields import RECORDS, Record
from lwdesk.domain.values import Plain, plain
from lwdesk.services.papers.access_records import Found
from lwdesk.services.papers.access_review import Decision, key_of
from lwdesk.services.papers.record_rows import Teller, Told, title

FORMAT: Final = "lwdesk-auskunft-1"

type Row = tuple[Record, list[Told]]
type Tables = list[tuple[type[Record], list[Row]]]


@dataclass(slots=True)
class Withholder:
    """Tells records with the decisions put in, and counts what was left out or shortened."""

    teller: Teller
    decided: Mapping[str, Decision]
    withheld: int = 0

    def tables(self, found: Found) -> Tables:
        told: Tables = []
        for kind, kept in found.items():
            rows = [(record, self._told(record)) for record in kept if self._is_there(record)]
            if rows:
                told.append((RECORDS[kind], rows))
        return told

    def _is_there(self, record: Record) -> bool:
        """Tell whether a record that may endanger somebody is printed: where all of it is, as it stands."""
        printed = (one.how == "print" for one in self._decisions(record).values())
        if record.kind not in access.WHOLE or all(printed):
            return True
        self.withheld += 1
        return False

    def _decisions(self, record: Record) -> dict[str, Decision]:
        names = [name for name in record.filled() if access.is_read_first(record.kind, record.by_name[name])]
        return {name: one for name in names if (one := self.decided.get(key_of(record, name)))}

    def _told(self, record: Record) -> list[Told]:
        decisions, told = self._decisions(record), list[Told]()
        for one in self.teller.told(record):
            if not access.is_told(record.kind, record.by_name[one.name]):
                continue
            decision = decisions.get(one.name)
            if decision is None or decision.how == "print":
                told.append(one)
                continue
            self.withheld += 1
            if decision.how == "redact":
                told.append(Told(one.name, one.label, decision.text, decision.text))
        return told


def printed(tables: Tables) -> tuple[Section, ...]:
    """Return the tables as they are printed, records numbered where there are several."""
    return tuple(Section(translator()(cls.label), tuple(_entries(rows))) for cls, rows in tables)


def _entries(rows: list[Row]) -> Iterator[Entry]:
    for number, (record, told) in enumerate(rows, 1):
        head = f"{number}. {title(record)}" if len(rows) > 1 else ""
        yield Entry(head, tuple((one.label, one.text) for one in told))


def left_out() -> tuple[tuple[str, str], ...]:
    """Return what a person is never told of, with the reason."""
    words = translator()
    reasons: dict[str, list[str]] = {}
    for kind, why in access.LEFT_OUT.items():
        reasons.setdefault(why, []).append(words(RECORDS[kind].label))
    for key, why in access.LEFT_OUT_FIELDS.items():
        kind, _dot, name = key.partition(".")
        declared = RECORDS[kind]
        label = f"{words(declared.label)} – {words(declared.by_name[name].label)}"
        reasons.setdefault(why, []).append(label)
    told = [(", ".join(labels), words(why)) for why, labels in reasons.items()]
    told += [(words(what), words(why)) for what, why in access.NAMED]
    return tuple(told)


def data(person: str, tables: Tables) -> bytes:
    """Return the same for machines; nothing stands in it that is not printed."""
    told = {
        "format": FORMAT,
        "made_on": clock.today().isoformat(),
        "person": person,
        "tables": [
            {
                "kind": cls.kind,
                "label": translator()(cls.label),
                "records": [[_field(one) for one in row] for _record, row in rows],
            }
            for cls, rows in tables
        ],
        "left_out": [{"what": what, "why": why} for what, why in left_out()],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _field(told: Told) -> dict[str, Plain]:
    return {"name": told.name, "label": told.label, "value": plain(told.value), "printed": told.text}

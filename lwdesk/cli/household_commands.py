"""The commands that read households and count them."""

import argparse
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from lwdesk.base.texts import N_
from lwdesk.cli import exits
from lwdesk.cli.desk import household, opened
from lwdesk.cli.output import Output
from lwdesk.domain.codelists import codelists
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.domain.values import to_plain
from lwdesk.facts import formats
from lwdesk.services.views import Card, Wanted

if TYPE_CHECKING:
    from lwdesk.domain.fields import Record
    from lwdesk.facts.tables import Cell, Table
    from lwdesk.services.views import Hit, MemberView, Row


def search(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words) as desk:
        found = desk.search.find(args.query, args.limit)
    out.facts |= {"query": found.query, "hits": [_hit(hit) for hit in found.hits]}
    for hit in found.hits:
        names = " · ".join(part for part in (hit.name, hit.native_name) if part)
        place = _label("district", hit.district, out)
        out.say(f"{names}  |  {hit.household_name}, {hit.case_number}, {place}".rstrip(", "))
        for why in hit.reasons:
            out.say(f"    {out.words(WHY[why.kind])}: {why.found}")
    if not found.hits:
        out.say(out.words(N_("Nobody was found.")))
    return exits.DONE


WHY: dict[str, str] = {
    "same": N_("same spelling"),
    "spelling": N_("other spelling"),
    "script": N_("other script"),
    "former": N_("former name"),
    "phone": N_("phone"),
    "address": N_("address"),
    "case_number": N_("case number"),
}


def _hit(hit: "Hit") -> dict[str, Any]:
    told = {**asdict(hit), "person": str(hit.person), "household": str(hit.household)}
    return {**told, "last_contact": _iso(hit.last_contact)}


def listing(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words) as desk:
        page = desk.households.page(Wanted(tab=args.tab, sort="case_number"), args.offset, args.limit)
    out.facts |= {"total": page.total, "offset": page.offset, "households": [_row(row) for row in page.rows]}
    words = out.words
    head = [words(N_("Case number")), words(N_("Name")), words(N_("District")), words(N_("Persons"))]
    lines = [
        [row.case_number, row.name, _label("district", row.district, out), str(row.size)] for row in page.rows
    ]
    out.table([head, *lines], numbers=(3,))
    shown = formats.number(len(page.rows), words.language), formats.number(page.total, words.language)
    out.say(words(N_("{shown} of {total} households"), shown=shown[0], total=shown[1]))
    return exits.DONE


def _row(row: "Row") -> dict[str, Any]:
    return {**asdict(row), "household": str(row.household), "last_contact": _iso(row.last_contact)}


def show(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words) as desk:
        card = desk.households.card(household(desk, args.case))
    out.facts |= _card(card)
    words, home = out.words, card.household
    out.say("  ".join(part for part in (home.name, home.native_name) if part))
    place = _label("district", card.dwelling.district, out) if card.dwelling else ""
    out.say(" · ".join(part for part in (home.case_number, place, card.office_name) if part))
    out.say()
    lines = [_member(view, out) for view in card.members]
    out.table([[words(N_("Name")), words(N_("Own script")), words(N_("Role")), words(N_("Born"))], *lines])
    out.say()
    for need in card.needs:
        level = "–" if need.level is None else str(need.level)
        area, state = _label("life_area", need.area, out), _label("need_state", need.state, out)
        out.say(f"{area}: {state}, {level}/4")
    return exits.DONE


def _member(view: "MemberView", out: Output) -> list[str]:
    person = view.person
    name = f"{person.given_name} {person.family_name}".strip() or person.call_name
    born = _born(person.born, out.words.language) if person.born else ""
    return [name, person.native_name, _label("member_role", view.membership.role, out), born]


def _born(born: VagueDay, language: str) -> str:
    """Return as much of a birth date as is known."""
    match born.precision:
        case Precision.YEAR | Precision.ESTIMATED:
            return str(born.on.year)
        case Precision.MONTH:
            return formats.month(born.on, language)
        case _:
            return formats.day(born.on, language)


def _card(card: Card) -> dict[str, Any]:
    return {
        "household": to_plain(card.household),
        "dwelling": to_plain(card.dwelling) if card.dwelling else None,
        "members": [
            {
                "person": to_plain(view.person),
                "membership": to_plain(view.membership),
                "names": _plains(view.names),
                "languages": _plains(view.languages),
                "residences": _plains(view.residences),
            }
            for view in card.members
        ],
        "benefits": _plains(card.benefits),
        "needs": _plains(card.needs),
        "consents": _plains(card.consents),
        "foreign": card.foreign,
    }


def _plains(records: "tuple[Record, ...]") -> list[dict[str, Any]]:
    return [dict(to_plain(record)) for record in records]


def statistics(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words) as desk:
        from lwdesk.facts.working_day import Asked
        from lwdesk.services import statistics as counted

        asked = Asked(args.as_of, args.contacts, args.population)
        table = counted.table(desk.seat.store, args.table, asked, out.words, args.office)
    out.facts |= {"table": args.table, "as_of": args.as_of.isoformat()}
    out.facts |= {"contacts": args.contacts, "population": args.population, **_table(table)}
    out.say(table.title)
    out.say()
    for note in table.notes:
        out.say(note)
    out.say()
    printed = table.printed(out.words.language)
    out.table(printed, numbers=[place for place, one in enumerate(table.columns) if one.is_number])
    return exits.DONE


def _table(table: "Table") -> dict[str, Any]:
    names = [column.name for column in table.columns]

    def line(row: "tuple[Cell, ...]") -> dict[str, Any]:
        cells = (cell.isoformat() if isinstance(cell, date) else cell for cell in row)
        return dict(zip(names, cells, strict=True))

    return {
        "title": table.title,
        "rows": [line(row) for row in table.rows],
        "totals": line(table.totals),
        "notes": list(table.notes),
    }


def _label(codelist: str, code: str | None, out: Output) -> str:
    return codelists()[codelist].label(code, out.words.language) if code else ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

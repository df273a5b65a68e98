"""Taking in households line by line: each line is one JSON object and one save, or is refused as a whole."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import FileMissing, Fixable
from lwdesk.base.messages import explain
from lwdesk.base.texts import N_, Texts
from lwdesk.cli import exits
from lwdesk.cli.desk import opened
from lwdesk.cli.output import Output
from lwdesk.domain import advice
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Choice, Choices, Record
from lwdesk.domain.intake import Intake
from lwdesk.domain.records import (
    Benefit,
    Consent,
    Dwelling,
    Household,
    LanguageSkill,
    Membership,
    Need,
    Person,
    PersonName,
    Residence,
)
from lwdesk.domain.rules import Problem
from lwdesk.domain.values import Unreadable, parse

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

BYTE_ORDER = "\ufeff"  # some editors put it before the first line
ONE: Mapping[str, type[Record]] = {"household": Household, "dwelling": Dwelling}
SEVERAL: Mapping[str, type[Record]] = {"benefits": Benefit, "needs": Need, "consents": Consent}
OF_A_MEMBER: Mapping[str, type[Record]] = {"person": Person, "membership": Membership}
SEVERAL_OF_A_MEMBER: Mapping[str, type[Record]] = {
    "names": PersonName,
    "languages": LanguageSkill,
    "residences": Residence,
}
SENTENCES = {
    "not_utf8": N_("This line is not written in UTF-8."),
    "twice": N_("This field stands here twice."),
    "not_json": N_("This line is no JSON object."),
    "not_an_object": N_("Here an object with fields is expected."),
    "not_a_list": N_("Here a list is expected."),
    "unknown_field": N_("There is no such field."),
    "unknown_code": N_("The list of choices does not have this."),
    "unreadable": N_("This value does not fit the field."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place of a line; `field` is the way to it, such as members[0].person.born."""

    field: str
    code: str
    what: str


def run(args: argparse.Namespace, out: Output) -> int:
    told: list[dict[str, Any]] = []
    out.facts["lines"] = told
    with opened(args, out.words, writes=not args.dry_run) as desk, _lines(args.input) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                told.append(_one(desk, number, line, out, dry_run=args.dry_run))
    refused = [one for one in told if one["problems"]]
    out.facts |= {"saved": sum(one["saved"] for one in told), "refused": len(refused)}
    text = N_("{good} can be saved, {refused} not.") if args.dry_run else N_("{good} saved, {refused} not.")
    out.say(out.words(text, good=len(told) - len(refused), refused=len(refused)))
    return exits.FOUND_PROBLEMS if refused else exits.DONE


def _lines(path: str | None) -> Any:  # noqa: ANN401 - a context manager that yields lines
    if path is None:
        return nullcontext(sys.stdin)
    try:
        return Path(path).open(encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise FileMissing(which="input") from error


def _one(desk: "Desk", number: int, line: str, out: Output, *, dry_run: bool) -> dict[str, Any]:
    intake, faults = read(line, desk.office.id, out.words)
    told: dict[str, Any] = {"line": number, "saved": False}
    if intake is not None and not faults and not dry_run:
        try:
            desk.households.take_in(intake)
        except Fixable as error:
            faults = [Fault(_field(error), type(error).__name__, " ".join(explain(error, out.words)))]
        else:
            saved = desk.households.card(intake.household.id, 0).household
            told |= {"saved": True, "household": str(saved.id), "case_number": saved.case_number}
            out.say(out.words(N_("Line {number}: saved as {case}"), number=number, case=saved.case_number))
    for fault in faults:
        place = f"{fault.field}: " if fault.field else ""
        out.say(f"{out.words(N_('Line {number}'), number=number)}: {place}{fault.what}")
    return {**told, "problems": [{"field": f.field, "code": f.code, "what": f.what} for f in faults]}


def read(line: str, office: UUID, words: Texts) -> tuple[Intake | None, list[Fault]]:
    """Return the intake of a line, or everything that is wrong with it."""
    raw = _object(line)
    if isinstance(raw, _Unread):
        return None, [_fault(raw.field, raw.code, words)]
    if faults := [_fault(field, code, words) for field, code in _shape(raw)]:
        return None, faults
    intake = Intake.from_plain(raw)
    home = intake.household
    home = home.replace(office=home.office or office, registered_on=home.registered_on or clock.today())
    intake = replace(intake, household=home)
    places = _places(intake)
    found = [_said(problem, places, words) for problem in intake.problems()]
    return intake, found


class _Unread(ValueError):
    """A line that is no JSON object with each name once."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.code, self.field = code, field


def _object(line: str) -> dict[str, Any] | _Unread:
    try:
        line.encode("utf-8")
        raw = json.loads(line.removeprefix(BYTE_ORDER), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeEncodeError:
        return _Unread("not_utf8")
    except _Unread as found:
        return found
    except (ValueError, RecursionError):
        return _Unread("not_json")
    return raw if isinstance(raw, dict) else _Unread("not_json")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Unread("twice", name)
        found[name] = value
    return found


def _no_number(_name: str) -> Any:  # noqa: ANN401 - NaN and Infinity, which no other program could read
    raise ValueError


def _field(error: Fixable) -> str:
    """Return where a refused record is wrong, as far as it says."""
    return ".".join(str(error.facts[name]) for name in ("kind", "fields") if error.facts.get(name))


def _fault(field: str, code: str, words: Texts) -> Fault:
    return Fault(field, code, words(SENTENCES[code]))


def _said(problem: Problem, places: Mapping[UUID | None, str], words: Texts) -> Fault:
    place = places.get(problem.record, problem.kind)
    return Fault(f"{place}.{problem.field}", problem.code, advice.sentence(problem, words))


def _places(intake: Intake) -> dict[UUID | None, str]:
    """Return the way to each record of the line."""
    ways: dict[UUID | None, str] = {intake.household.id: "household", intake.dwelling.id: "dwelling"}
    for name in SEVERAL:
        ways |= {one.id: f"{name}[{place}]" for place, one in enumerate(getattr(intake, name))}
    for number, member in enumerate(intake.members):
        way = f"members[{number}]"
        ways |= {member.person.id: f"{way}.person", member.membership.id: f"{way}.membership"}
        for name in SEVERAL_OF_A_MEMBER:
            ways |= {one.id: f"{way}.{name}[{place}]" for place, one in enumerate(getattr(member, name))}
    return ways


type Faults = Iterator[tuple[str, str]]


def _shape(raw: Mapping[str, Any]) -> Faults:
    """Yield place and code of whatever does not look like an intake."""
    yield from _parts("", raw, ONE, SEVERAL, ("members",))
    members = raw.get("members", [])
    if not isinstance(members, list):
        yield "members", "not_a_list"
        return
    for number, member in enumerate(members):
        way = f"members[{number}]"
        if isinstance(member, dict):
            yield from _parts(f"{way}.", member, OF_A_MEMBER, SEVERAL_OF_A_MEMBER)
        else:
            yield way, "not_an_object"


def _parts(
    way: str,
    raw: Mapping[str, Any],
    one: Mapping[str, type[Record]],
    several: Mapping[str, type[Record]],
    more: Iterable[str] = (),
) -> Faults:
    for name, value in raw.items():
        if name in one:
            yield from _record(f"{way}{name}", value, one[name])
        elif name in several and isinstance(value, list):
            for place, item in enumerate(value):
                yield from _record(f"{way}{name}[{place}]", item, several[name])
        elif name in several:
            yield f"{way}{name}", "not_a_list"
        elif name not in more:
            yield f"{way}{name}", "unknown_field"


def _record(way: str, raw: object, cls: type[Record]) -> Faults:
    if not isinstance(raw, dict):
        yield way, "not_an_object"
        return
    for name, value in raw.items():
        if code := _value(cls, name, value):
            yield f"{way}.{name}", code


def _value(cls: type[Record], name: str, value: object) -> str | None:
    if name == "id":
        return None if _is_id(value) else "unreadable"
    field = cls.by_name.get(name)
    if field is None:
        return "unknown_field"
    try:
        read_value = parse(field, value)
    except Unreadable:
        return "unreadable"
    if isinstance(field.kind, Choice | Choices) and read_value:
        codes = (read_value,) if isinstance(read_value, str) else read_value
        known = codelists()[field.kind.codelist]
        assert isinstance(codes, tuple)
        return None if all(code in known for code in codes) else "unknown_code"
    return None


def _is_id(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True

"""Packages that are not as they should be: each is refused as such, or what is strange in it stays out."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest

from lwdesk.base import signing
from lwdesk.base.errors import (
    BundleDamaged,
    BundleForged,
    BundleNotForUs,
    BundleTooLarge,
    BundleTooNew,
    FileMissing,
    LwError,
)
from lwdesk.domain.household import Household
from lwdesk.domain.person import Person
from lwdesk.sync import archive, lines, minisign, seal, transfer
from lwdesk.sync.bundle import trusted_comment
from tests.unit.lwb import opened_lines
from tests.unit.two_offices import Offices, offices_today, records

Told = tuple[dict[str, Any], list[bytes]]
HOME, FATHER = str(uuid4()), str(uuid4())


@pytest.fixture
def both(tmp_path) -> Iterator[Offices]:
    with offices_today(tmp_path) as whole:
        whole.agree()
        yield whole


def told_by(both: Offices, path: Path) -> Told:
    first, *rest = opened_lines(path, both.there.exchange.trust.own().identities)
    return json.loads(first), rest


def packed(both: Offices, head: dict[str, Any] | bytes, documents: list[bytes]) -> Path:
    """Write a package of these lines, sealed and signed as the office here would."""
    own, path = both.here.exchange.trust.own(), both.folder / "made.lwb"
    name = head["bundle"] if isinstance(head, dict) else "6f7c8f43-9a5e-4c4e-8a43-2f0b6a1d9e11"
    first = head if isinstance(head, bytes) else json.dumps(head).encode()

    def sign(digest: bytes) -> bytes:
        return minisign.sign(digest, trusted_comment(name), own.public, signing.signer(own.key))

    with path.open("wb") as target:
        clear = lines.compress([first, *documents])
        archive.write(
            target, lambda out: seal.lock(clear, out, both.recipient.keys), sign, len(sign(bytes(64)))
        )
    return path


def document(kind: str, identity: str = "", **fields: object) -> bytes:
    return json.dumps({"kind": kind, "id": identity or str(uuid4()), "fields": fields}).encode()


def linked(kind: str, **links: str) -> bytes:
    return json.dumps({"kind": kind, "id": str(uuid4()), "links": links}).encode()


def deep(depth: int = 100_000) -> bytes:
    return b'{"kind":' + b"[" * depth + b"]" * depth + b"}"


DOCUMENTS: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "no_json": lambda _rest: [b"{"],
    "no_object": lambda _rest: [b"[]"],
    "no_text": lambda _rest: [b"\xff\xfe"],
    "deep": lambda _rest: [deep()],
    "key_twice": lambda _rest: [b'{"kind":"person","kind":"person","id":"' + HOME.encode() + b'"}'],
    "no_kind": lambda _rest: [b'{"id":"' + HOME.encode() + b'"}'],
    "no_id": lambda _rest: [b'{"kind":"person"}'],
    "bad_id": lambda _rest: [document("person", "../../etc/passwd")],
    "id_twice": lambda rest: [*rest, rest[0]],
    "link_to_nothing": lambda rest: [*rest, linked("membership", person=str(uuid4()))],
    "bad_link": lambda rest: [*rest, linked("membership", person="x")],
    "nested_value": lambda _rest: [document("person", given_name={"a": 1})],
    "number_with_a_point": lambda _rest: [document("dwelling", rooms=1.5)],
}
HEADS: dict[str, tuple[dict[str, Any], type[LwError]]] = {
    "wrong_count": ({"records": 999}, BundleDamaged),
    "other_scope": ({"scope": f"transfer:{uuid4()}"}, BundleDamaged),
    "scope_of_a_receipt": ({"scope": f"receipt:{uuid4()}"}, BundleDamaged),
    "with_a_base": ({"base": {uuid4().hex: 1}}, BundleDamaged),
    "bad_day": ({"expires": "soon"}, BundleDamaged),
    "bad_time": ({"created": "soon"}, BundleDamaged),
    "no_consent": ({"consent": None}, BundleDamaged),
    "newer_reader": ({"min_reader": 2}, BundleTooNew),
    "other_organisation": ({"org": uuid4().hex}, BundleNotForUs),
    "other_recipient": ({"recipients": [uuid4().hex]}, BundleNotForUs),
    "other_sender": ({"sender": uuid4().hex}, BundleForged),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_no_document_keeps_the_whole_package_closed(both: Offices, name) -> None:
    head, rest = told_by(both, both.send())
    made = DOCUMENTS[name](rest)
    path = packed(both, {**head, "records": len(made)}, made)
    with pytest.raises(BundleDamaged):
        both.taking.look(path)
    with pytest.raises(BundleDamaged):
        both.taking.accept(path, both.folder)
    assert (records(both.there, Person), records(both.there, Household)) == ((), ())


@pytest.mark.parametrize("name", HEADS)
def test_a_head_that_does_not_fit_keeps_the_package_closed(both: Offices, name) -> None:
    head, rest = told_by(both, both.send())
    change, error = HEADS[name]
    with pytest.raises(error):
        both.taking.look(packed(both, head | change, rest))


def test_more_documents_than_any_household_has_are_refused(both: Offices) -> None:
    head, _rest = told_by(both, both.send())
    made = [document("person") for _n in range(transfer.MOST + 1)]
    with pytest.raises(BundleTooLarge):
        both.taking.look(packed(both, {**head, "records": len(made)}, made))
    with pytest.raises(BundleTooLarge):
        transfer.lines([transfer.Document("person", HOME)] * (transfer.MOST + 1))


@pytest.mark.parametrize("name", ["cut", "hello", "nothing"])
def test_a_file_that_is_no_package_is_refused(both: Offices, name) -> None:
    path = both.send()
    content = {"cut": path.read_bytes()[:-40], "hello": b"hello" * 99, "nothing": b""}[name]
    path.write_bytes(content)
    with pytest.raises(BundleDamaged):
        both.taking.look(path)


def test_a_flipped_byte_anywhere_is_noticed(both: Offices) -> None:
    """Behind it lies the directory, which also says what nobody compares: which program made it."""
    path = both.send()
    content = path.read_bytes()
    with ZipFile(path) as archive:
        end = archive.start_dir
    for place in range(0, end, end // 60):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises((BundleDamaged, BundleForged)):
            both.taking.look(path)


def test_a_package_that_is_gone_says_so(both: Offices) -> None:
    with pytest.raises(FileMissing):
        both.taking.look(both.folder / "gone.lwb")


def test_a_folder_that_is_gone_takes_no_package(both: Offices) -> None:
    with pytest.raises(FileMissing):
        both.sending.send(both.wish(), both.folder / "gone")
    assert both.sending.listed(both.home) == ()


STRANGE: dict[str, bytes] = {
    "person.note": document("person", FATHER, note="x"),
    "person.mood": document("person", FATHER, mood="good"),
    "person.sex": document("person", FATHER, sex="nonsense"),
    "person.born": document("person", FATHER, born="yesterday"),
    "person.given_name": document("person", FATHER, given_name="x" * 5000),
    "household.restricted": document("household", HOME, restricted=True),
    "household.withhold": document("household", HOME, withhold="x"),
    "dwelling.landlord": document("dwelling", landlord="x"),
    "staff": document("staff", name="x"),
    "audit_entry": document("audit_entry", action="x"),
    "transfer.chosen": document("transfer", chosen="x"),
    "transfer.message": document("transfer", message="x" * 30_000),
    "membership.person": document("membership", person=HOME),
    "need.area": document("need", level=3),
    "language_skill.language": document("language_skill", language="nonsense", level="good"),
    "residence.title": document("residence", title=7),
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_no_transfer_may_hold_stays_out_and_is_named(both: Offices, name) -> None:
    head, _rest = told_by(both, both.send())
    made = [document("person", str(uuid4()), given_name="Ada"), STRANGE[name]]
    arrival = both.taking.look(packed(both, {**head, "records": len(made)}, made))
    assert arrival.left_out == (name,)
    assert "Ada" in {one.person.given_name for one in arrival.handed.intake.members}


def test_an_unknown_key_of_a_document_is_passed_over(both: Offices) -> None:
    head, rest = told_by(both, both.send())
    made = [one[:-1] + b',"mood":"good"}' for one in rest]
    assert both.taking.look(packed(both, head, made)).handed.intake.members


def test_hidden_characters_do_not_come_along(both: Offices) -> None:
    head, _rest = told_by(both, both.send())
    made = [
        document("person", FATHER, given_name="A\u202eda\x07", family_name="Hamdan\n\nx"),
        document("transfer", message="a\u202eb\x00"),
    ]
    handed = both.taking.look(packed(both, {**head, "records": 2}, made)).handed
    (one,) = handed.intake.members
    assert (one.person.given_name, one.person.family_name, handed.message) == ("Ada", "Hamdan x", "ab")


def test_a_package_of_nobody_is_taken_in_by_nobody(both: Offices) -> None:
    head, _rest = told_by(both, both.send())
    path = packed(both, {**head, "records": 0}, [])
    with pytest.raises(LwError):
        both.taking.accept(path, both.folder)
    assert records(both.there, Household) == ()


def test_a_purpose_that_nobody_knows_is_kept_as_another_one(both: Offices) -> None:
    head, rest = told_by(both, both.send())
    path = packed(both, {**head, "purpose": "nonsense", "office": "x" * 500}, rest)
    assert both.taking.accept(path, both.folder).household is not None


def test_a_receipt_with_documents_is_none(both: Offices) -> None:
    path = both.send()
    done = both.taking.accept(path, both.folder)
    own = both.here.exchange.trust.own()
    first, *_rest = opened_lines(Path(done.receipt), own.identities)
    head = json.loads(first) | {"sender": own.device, "recipients": [both.recipient.devices[0]], "records": 1}
    with pytest.raises(BundleDamaged):
        both.taking.receipt(packed(both, head, [document("person")]))

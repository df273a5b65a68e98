"""Debian's own tools open a package that hands a household over, and one made by hand is understood."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lwdesk.base import signing
from lwdesk.domain.person import Person
from lwdesk.sync import lines, minisign
from tests.unit.bundle_kit import HEAD
from tests.unit.test_bundle_tools import TOOLS, run, secret_key
from tests.unit.two_offices import Offices, offices_today, records

FORMAT_PAGE = Path(__file__).parents[2] / "docs" / "bundle-format.md"
pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="needs " + ", ".join(TOOLS)
)


@pytest.fixture
def both(tmp_path) -> Iterator[Offices]:
    with offices_today(tmp_path) as whole:
        yield whole


def example() -> list[str]:
    """Return the worked example of the page about the format, line by line."""
    told = FORMAT_PAGE.read_text(encoding="utf-8").split("```json transfer\n")[1]
    return told.split("\n```")[0].splitlines()


def by_hand(both: Offices, folder: Path, told: list[str]) -> Path:
    """Make a package of these lines with the tools alone, signed by the office here."""
    head = json.loads(told[0])
    own = both.here.exchange.trust.own()
    head |= {"org": both.roster.org, "sender": own.device, "recipients": [both.recipient.devices[0]]}
    whole = [json.dumps(head, ensure_ascii=False).encode(), *(one.encode() for one in told[1:])]
    clear = b"".join(lines._closed(whole))
    packed = run(folder, "zstd", "-3", "--check", "-c", given=clear)
    (folder / "payload.age").write_bytes(run(folder, "age", "-r", both.recipient.keys[0], given=packed))
    (folder / "device.sec").write_text(secret_key(own.key))
    run(folder, "minisign", "-S", "-s", "device.sec", "-t", HEAD + head["bundle"], "-m", "payload.age")
    run(folder, "zip", "-q", "-0", "-X", "by_hand.lwb", "payload.age.minisig", "payload.age")
    return folder / "by_hand.lwb"


def test_unzip_minisign_age_and_zstd_open_a_household_that_was_handed_over(both: Offices, tmp_path) -> None:
    both.agree()
    run(tmp_path, "unzip", "-q", str(both.send()))
    here, there = both.here.exchange.trust.own(), both.there.exchange.trust.own()
    (tmp_path / "device.pub").write_text(minisign.public_text(signing.public_key(here.key)))
    (tmp_path / "device.key").write_text(there.age_identity + "\n")
    assert HEAD in run(tmp_path, "minisign", "-V", "-p", "device.pub", "-m", "payload.age").decode()
    clear = run(tmp_path, "age", "-d", "-i", "device.key", "payload.age")
    told = [json.loads(one) for one in run(tmp_path, "zstd", "-d", "-c", given=clear).splitlines()]
    assert told[0]["scope"] == f"transfer:{told[0]['bundle']}"
    assert told[0]["consent"]["text"] == "pass_on 1"
    assert "Mohammed" in {one.get("fields", {}).get("given_name") for one in told[1:-1]}
    assert told[-1]["records"] == told[0]["records"] == len(told) - 2


def test_the_example_of_the_page_made_by_hand_is_taken_in(both: Offices, tmp_path) -> None:
    path = by_hand(both, tmp_path, example())
    arrival = both.taking.look(path)
    assert (arrival.handed.message, arrival.left_out) == ("Please call soon.", ())
    done = both.taking.accept(path, both.folder)
    (one,) = both.there.households.card(done.household).members
    assert (one.person.given_name, one.languages[0].language) == ("Mohammed", "ar")


def test_names_of_a_package_never_mean_records_that_are_here(both: Offices, tmp_path) -> None:
    there = Person(given_name="Ada")
    with both.there.seat.writing("", None) as transaction:
        transaction.save(there)
    told = example()
    told = [one.replace("5c1c9f0e-1f5c-5f0a-8a53-0c7d3b1f4a02", str(there.id)) for one in told]
    both.taking.accept(by_hand(both, tmp_path, told), both.folder)
    assert {one.given_name for one in records(both.there, Person)} == {"Ada", "Mohammed"}

"""Every kind of paper is made of the demonstration's people; none shows where a protected family lives."""

import pickle
import subprocess
from collections.abc import Iterator

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused
from lwdesk.domain.household import Dwelling, Household
from lwdesk.services.desk import Desk
from lwdesk.services.papers.issue import Sheet
from lwdesk.services.papers.kinds import KINDS, Wish
from lwdesk.store import vault
from tools import papers, picture_cast

ALL = tuple(KINDS.values())


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[Desk]:
    with vault.using(vault.CHEAP), picture_cast.stage() as fixed:
        cast = picture_cast.make(tmp_path_factory.mktemp("cast") / "file", fixed)
        opened = cast.open(cast.path)
        yield opened
        opened.close()


def first(desk: Desk, kind) -> Sheet:
    """Return the first paper of a kind that may be made."""
    for sample in papers.samples(desk, kind):
        with clock.using(clock.FixedClock(sample.moment)):
            try:
                return desk.papers.sheet(Wish(kind.key, sample.about, "", sample.options))
            except PaperRefused:
                continue
    raise AssertionError(f"nobody has a {kind.key}")


def made(desk: Desk, wish: Wish) -> bytes:
    """Return the paper, or nothing where it is refused."""
    try:
        return desk.papers.preview(wish)
    except PaperRefused:
        return b""


def text(pdf: bytes, tmp_path) -> str:
    if not pdf:
        return ""
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_it_is_made_twice_alike_and_its_content_reaches_another_process(desk, kind) -> None:
    sheet = first(desk, kind)
    content = pickle.loads(pickle.dumps(sheet.paper.content))
    again = kind.author().render(content, sheet.wish.language, sheet.made_at)
    assert again == sheet.draw()
    assert again.startswith(b"%PDF")


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_its_checked_file_is_sound(desk, kind, tmp_path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(first(desk, kind).draw())
    assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_a_protected_address_stands_on_no_paper(desk, kind, tmp_path) -> None:
    sheet = first(desk, kind)
    home = sheet.paper.household
    if home is None:
        return
    with desk.seat.writing("", None) as transaction:
        kept = transaction.get(Household, home)
        transaction.save(kept.replace(address_protected=True))
        streets = [one.street for one in transaction.all(Dwelling, household=home) if one.street]
    try:
        wish = Wish(kind.key, sheet.wish.about, "de", {**sheet.wish.options, "address": ""})
        with clock.using(clock.FixedClock(sheet.made_at)):
            said = text(made(desk, wish), tmp_path)
        assert [street for street in streets if street in said] == []
    finally:
        with desk.seat.writing("", None) as transaction:
            transaction.save(kept)


@pytest.mark.parametrize("kind", [one for one in ALL if not one.restricted], ids=lambda kind: kind.key)
def test_a_restricted_family_has_no_such_paper(desk, kind) -> None:
    sheet = first(desk, kind)
    if sheet.paper.household is None:
        return
    with desk.seat.writing("", None) as transaction:
        kept = transaction.get(Household, sheet.paper.household)
        transaction.save(kept.replace(restricted=True))
    try:
        with pytest.raises(PaperRefused) as told:
            desk.papers.preview(sheet.wish)
        assert told.value.facts["why"] == "restricted"
    finally:
        with desk.seat.writing("", None) as transaction:
            transaction.save(kept)

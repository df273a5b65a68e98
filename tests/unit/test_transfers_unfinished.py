"""The stick goes away at the last step: what was noted as sent is finished, and only that."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from lwdesk.base.errors import BundleDamaged, FileMissing, PackageUnfinished, RecordGone
from lwdesk.base.messages import explain
from lwdesk.base.texts import translator
from lwdesk.domain.transfer import Transfer
from lwdesk.services.exchange import parcel
from tests.unit.two_offices import Offices, offices_today, records


@pytest.fixture
def both(tmp_path) -> Iterator[Offices]:
    with offices_today(tmp_path) as whole:
        yield whole


def pulled(monkeypatch) -> None:
    """Have the stick go away after everything was saved."""
    whole = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).suffix == ".lwb":
            raise OSError(errno.EIO, "Input/output error")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_a_stick_that_goes_at_the_last_step_is_told_truly_and_the_package_finished(
    both: Offices, monkeypatch
) -> None:
    both.agree()
    with monkeypatch.context() as patch:
        pulled(patch)
        with pytest.raises(PackageUnfinished) as told:
            both.send()
    (sent,) = records(both.here, Transfer)
    happened, _now = explain(told.value, translator("de"))
    assert f"unfertig als lwdesk-{sent.bundle[:8]}.lwb.part" in happened
    part = both.folder / str(told.value.facts["file"])
    assert [row.is_unfinished for row in both.sending.all()] == [True]
    made = both.sending.finish(part)
    assert (made.suffix, part.exists()) == (".lwb", False)
    assert [row.is_unfinished for row in both.sending.all()] == [False]
    assert both.taking.look(made).sender == both.here.office.name


def test_a_cut_between_saving_and_naming_leaves_a_package_to_finish(both: Offices, monkeypatch) -> None:
    both.agree()
    with monkeypatch.context() as patch:
        patch.setattr(parcel, "_name", cut)
        with pytest.raises(KeyboardInterrupt):
            both.send()
    assert [row.is_unfinished for row in both.sending.all()] == [True]
    (part,) = both.folder.glob("*.part")
    both.sending.finish(part)
    assert [row.is_unfinished for row in both.sending.all()] == [False]


def cut(path: Path) -> None:
    raise KeyboardInterrupt


def test_a_sent_package_has_its_name_and_nothing_to_finish(both: Offices) -> None:
    both.agree()
    both.send()
    assert [row.is_unfinished for row in both.sending.all()] == [False]


def test_only_what_is_noted_and_whole_is_finished(both: Offices, tmp_path, monkeypatch) -> None:
    both.agree()
    sent = both.send()
    with pytest.raises(FileMissing):
        both.sending.finish(sent)
    part = tmp_path / f"{sent.name}.part"
    part.write_bytes(sent.read_bytes())
    with pytest.raises(RecordGone):
        both.taking.finish(part)
    part.write_bytes(sent.read_bytes()[:-40])
    with pytest.raises(BundleDamaged):
        both.sending.finish(part)
    with pytest.raises(FileMissing):
        both.sending.finish(tmp_path / "nichts.lwb.part")

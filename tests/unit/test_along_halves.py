"""Packing and erasing a set are killed between their steps: what is noted is also done."""

import pytest

from lwdesk.domain.papers import AuditEntry
from lwdesk.domain.take_along import TakeAlong
from lwdesk.services import set_locks
from lwdesk.services.exchange.along import Along
from lwdesk.store import sets
from lwdesk.store.exchange import forgetting, packing
from tests.unit import office as opening
from tests.unit.laptops import ONE, Office, get, office


class Killed(BaseException):
    """The program ends here."""


def killed(*_args: object) -> None:
    raise Killed


def noted(desk: Office) -> tuple[TakeAlong, ...]:
    with desk.pc.store.reading() as reader:
        return reader.all(TakeAlong)


@pytest.mark.parametrize("step", [1, 2])
def test_a_set_that_is_killed_while_it_is_copied_was_never_packed(tmp_path, monkeypatch, step) -> None:
    before, done = packing.write, []

    def write(*args: object) -> object:
        done.append(args)
        return killed() if len(done) == step else before(*args)

    with office(tmp_path, ONE) as desk:
        with monkeypatch.context() as patch:
            patch.setattr(packing, "write", write)
            patch.setattr(Along, "_drop", lambda *_args: None)
            with pytest.raises(Killed):
                desk.pack(ONE)
        assert noted(desk) == ()
        assert desk.is_sound()


def test_a_set_that_is_killed_before_its_package_is_written_has_all_that_goes_along(
    tmp_path, monkeypatch
) -> None:
    with office(tmp_path, ONE) as desk:
        with monkeypatch.context() as patch:
            patch.setattr(Along, "_drop", lambda *_args: None)
            patch.setattr(Along, "_send", killed)
            with pytest.raises(Killed):
                desk.pack(ONE)
        (told,) = noted(desk)
        sent = desk.along(desk.pc).again(told.id, desk.pc.folder)
        desk.laptop.receiving.take(sent.path)
        assert [one.households for one in desk.along(desk.laptop).here()] == [1]
        assert all(get(desk.laptop, one) == one for one in ONE.records)
        assert get(desk.laptop, told) == told
        assert desk.is_sound()


def given_back(desk: Office) -> TakeAlong:
    desk.bring(desk.pack(ONE))
    desk.give_back()
    desk.answer()
    return noted(desk)[0]


def killed_while_forgetting(desk, monkeypatch, module, name: str) -> TakeAlong:
    """Give the set back and kill its erasing where this is called."""
    told = given_back(desk)
    with monkeypatch.context() as patch:
        patch.setattr(module, name, killed)
        with pytest.raises(Killed):
            desk.along(desk.laptop).forget(told.id)
    return told


def test_what_is_erased_is_noted_as_erased_even_where_the_file_was_not_compacted(
    tmp_path, monkeypatch
) -> None:
    with office(tmp_path, ONE) as desk:
        told = killed_while_forgetting(desk, monkeypatch, forgetting, "clean")
        assert desk.along(desk.laptop).here() == ()
        with desk.laptop.store.reading() as reader:
            assert "delete" in [one.action for one in reader.all(AuditEntry, subject=told.id)]
        desk.pc.take(desk.laptop.send())
        assert noted(desk)[0].erased_at is not None
        assert desk.is_sound()


def test_a_set_that_is_killed_while_it_is_erased_is_still_there(tmp_path, monkeypatch) -> None:
    with office(tmp_path, ONE) as desk:
        told = killed_while_forgetting(desk, monkeypatch, sets, "keep_here")
        assert all(get(desk.laptop, one) == one for one in ONE.records)
        desk.along(desk.laptop).forget(told.id)
        assert get(desk.laptop, ONE.person) is None
        assert desk.is_sound()


def test_a_file_that_was_not_compacted_is_when_it_is_opened(tmp_path, monkeypatch) -> None:
    with office(tmp_path, ONE) as desk:
        killed_while_forgetting(desk, monkeypatch, forgetting, "clean")
        assert set_locks.compact(desk.laptop.store)
        assert not set_locks.compact(desk.laptop.store)
        assert desk.is_sound()


def test_opening_a_file_compacts_what_was_not(tmp_path) -> None:
    path = opening.place(tmp_path)
    with opening.opened(path) as desk, desk.seat.store.exchanging() as reader:
        sets.keep_unclean(reader.connection, unclean=True)
    with opening.opened(path) as desk, desk.seat.store.reading() as reader:
        assert not sets.is_unclean(reader.connection)

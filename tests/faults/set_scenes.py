"""Take-along sets that are cut in the middle, while they are packed and while they are erased."""

from collections.abc import Callable
from pathlib import Path

from lwdesk.base import clock
from lwdesk.domain.take_along import TakeAlong
from lwdesk.services import set_locks
from lwdesk.services.exchange.along import Along
from lwdesk.services.exchange.sending import Sent
from lwdesk.store import file, sets
from lwdesk.store.check import check
from lwdesk.sync import bundle
from tests.faults.exchange_scenes import at, stick
from tests.unit.data_files import KEY, opened
from tests.unit.devices import Machine
from tests.unit.laptops import FILE, ONE, TWO, get, office

PC, LAPTOP = "pc", "laptop"


def a_family_to_pack(folder: Path) -> None:
    """Make an office that knows two families and a laptop that knows nobody."""
    with office(folder, ONE, TWO):
        stick(folder).mkdir()


def a_set_to_erase(folder: Path) -> None:
    """Make a laptop whose set was given back, and which knows that the office has all of it."""
    with office(folder, ONE, TWO) as desk:
        desk.bring(desk.pack(ONE))
        desk.give_back()
        desk.answer()
        stick(folder).mkdir()


def pack(folder: Path, note: Callable[[int], None]) -> None:
    """Pack a set for the laptop onto the stick."""
    with opened(folder / PC / FILE) as store:
        packed(_along(at(store, folder, PC)), folder)
        note(0)


def packed(pc: Along, folder: Path) -> Path:
    made = pc.pack([ONE.household.id], pc.laptops()[0].id, clock.today(), stick(folder))
    return Path(made.path)


def judge_pack(folder: Path, safe: set[int]) -> None:
    """A set is packed with all that goes along or not at all; either way the laptop gets it at last."""
    assert file.damage(folder / PC / FILE, KEY) == ()
    with opened(folder / PC / FILE) as store:
        assert check(store) == ()
        with store.reading() as reader:
            told = reader.all(TakeAlong)
        assert len(told) <= 1
        assert len(list(stick(folder).glob(f"*{bundle.SUFFIX}"))) >= len(safe)
        assert told or not safe
        pc = _along(at(store, folder, PC))
        whole = pc.again(told[0].id, stick(folder)).path if told else packed(pc, folder)
    with opened(folder / LAPTOP / FILE) as store:
        there = at(store, folder, LAPTOP)
        there.receiving.take(whole)
        assert [one.households for one in _along(there).here()] == [1]
        assert all(get(there, one) == one for one in ONE.records)
        assert check(store) == ()


def forget(folder: Path, note: Callable[[int], None]) -> None:
    """Erase the set from the laptop."""
    with opened(folder / LAPTOP / FILE) as store:
        there = _along(at(store, folder, LAPTOP))
        there.forget(there.here()[0].set)
        note(0)


def judge_forget(folder: Path, safe: set[int]) -> None:
    """The set is there whole or gone; the office hears that it is gone, and nothing of it is in the file."""
    assert file.damage(folder / LAPTOP / FILE, KEY) == ()
    with opened(folder / LAPTOP / FILE) as store:
        laptop = at(store, folder, LAPTOP)
        there = _along(laptop)
        assert check(store) == ()
        left = there.here()
        assert not (left and safe)
        known = [get(laptop, one) is not None for one in ONE.records]
        assert known == [bool(left)] * len(known)
        if left:
            there.forget(left[0].set)
        set_locks.compact(store)
        with store.reading() as reader:
            assert not sets.is_unclean(reader.connection)
            assert not reader.rows("PRAGMA freelist_count")[0][0]
        assert check(store) == ()
        sent = laptop.sending.export(stick(folder))
    _hears(folder, sent)


def _hears(folder: Path, sent: Sent) -> None:
    with opened(folder / PC / FILE) as store:
        pc = at(store, folder, PC)
        pc.take(sent)
        assert [one.state for one in _along(pc).listed()] == ["erased"]


def _along(one: Machine) -> Along:
    return Along(one.seat, one.trust, one.sending)

"""The key file: who can open, what each answer means, what a change leaves behind."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.base import clock, signing
from lwdesk.base.errors import (
    DiskFull,
    FileExists,
    KeyFileDamaged,
    LastLead,
    MustWait,
    NotWritable,
    WeakPassphrase,
    WrongPassphrase,
)
from lwdesk.store import keyfile, vault
from lwdesk.store.vault import slots
from tests import canary

AMIRA, BORIS = "Lampe Tiger Wolke Brot", "Kürbis fährt Ölzug 9 mal"
WRONG = "Lampe Tiger Wolke Brox"


@pytest.fixture(autouse=True)
def cheap():
    with vault.using(vault.CHEAP):
        yield


@pytest.fixture
def key():
    return vault.new_key()


@pytest.fixture
def path(tmp_path, key):
    path = tmp_path / "nord.lwdesk"
    vault.create(path, key, "a", "Amira Haddad", AMIRA)
    return path


def outcome(call, *arguments):
    try:
        return call(*arguments)
    except Exception as error:  # noqa: BLE001 - the class is what is asked for
        return type(error)


def test_the_right_passphrase_gives_the_key(path, key) -> None:
    assert vault.unlock(path, "a", AMIRA) == key


def test_keys_are_never_the_same() -> None:
    assert len({vault.new_key() for _ in range(50)}) == 50


def test_the_unlock_screen_lists_users_without_a_secret(path, key) -> None:
    vault.add_user(path, key, "b", "Боріс", BORIS)
    vault.new_recovery(path, key)
    assert vault.users(path) == (vault.KeyUser("a", "Amira Haddad"), vault.KeyUser("b", "Боріс"))


def test_listing_users_imports_nothing_heavy() -> None:
    heavy = "{'cryptography', 'sqlalchemy', 'sqlcipher3'}"
    code = f"import sys, lwdesk.store.vault; print(sorted({heavy} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_each_user_opens_with_the_own_passphrase_alone(path, key) -> None:
    vault.add_user(path, key, "b", "Boris", BORIS)
    assert vault.unlock(path, "b", BORIS) == vault.unlock(path, "a", AMIRA) == key
    assert outcome(vault.unlock, path, "b", AMIRA) is WrongPassphrase


def test_a_wrong_passphrase_and_an_unknown_user_get_the_same_answer(path) -> None:
    answers = []
    for user in ("a", "nobody"):
        with pytest.raises(WrongPassphrase) as caught:
            vault.unlock(path, user, WRONG)
        answers.append(caught.value.facts)
    assert answers == [{"left": 4}, {"left": 4}]


def test_the_whole_length_of_a_passphrase_counts(path, key) -> None:
    long = "".join(chr(97 + (i * i * 7 + i // 3) % 26) for i in range(199))
    vault.add_user(path, key, "b", "Boris", long + "x")
    assert outcome(vault.unlock, path, "b", long + "y") is WrongPassphrase
    assert vault.unlock(path, "b", long + "x") == key


@given(st.text(min_size=1))
def test_any_text_can_be_a_passphrase_in_either_spelling(text) -> None:
    import unicodedata

    slot = slots.wrapped("passphrase", "a", "", "file", bytes(48), slots.secret_of(text))
    for form in ("NFC", "NFD", "NFKC"):
        secret = slots.secret_of(unicodedata.normalize(form, text))
        assert slots.unwrapped(slot, "file", secret) == bytes(48)
    with pytest.raises(WrongPassphrase):
        slots.unwrapped(slot, "file", slots.secret_of(text + "x"))


def test_one_try_costs_what_the_slot_says(path) -> None:
    assert vault.Cost() == vault.Cost(m=256 * 1024, t=3, p=4)
    slot = keyfile.load(path).slots[0]
    for dearer in (replace(slot, m=64), replace(slot, t=2)):
        with pytest.raises(WrongPassphrase):
            slots.unwrapped(dearer, keyfile.load(path).file, slots.secret_of(AMIRA))


def test_a_changed_passphrase_replaces_the_old_one(path, key) -> None:
    vault.change_passphrase(path, "a", AMIRA, BORIS)
    assert vault.unlock(path, "a", BORIS) == key
    assert outcome(vault.unlock, path, "a", AMIRA) is WrongPassphrase
    assert vault.users(path) == (vault.KeyUser("a", "Amira Haddad"),)


def test_a_passphrase_is_not_changed_without_the_old_one(path, key) -> None:
    assert outcome(vault.change_passphrase, path, "a", WRONG, BORIS) is WrongPassphrase
    assert vault.unlock(path, "a", AMIRA) == key


def test_a_removed_user_cannot_open_any_more(path, key) -> None:
    vault.add_user(path, key, "b", "Boris", BORIS)
    vault.remove_user(path, key, "b")
    assert outcome(vault.unlock, path, "b", BORIS) is WrongPassphrase
    assert vault.unlock(path, "a", AMIRA) == key


def test_the_last_user_stays(path, key) -> None:
    vault.new_recovery(path, key)
    assert outcome(vault.remove_user, path, key, "a") is LastLead
    assert vault.unlock(path, "a", AMIRA) == key


def test_a_person_is_renamed_and_keeps_the_passphrase(path, key) -> None:
    for _ in range(2):
        vault.rename_user(path, key, "a", "Amira Haddad-Schulz")
    vault.rename_user(path, key, "nobody", "Niemand")
    assert vault.users(path) == (vault.KeyUser("a", "Amira Haddad-Schulz"),)
    assert vault.unlock(path, "a", AMIRA) == key


@pytest.mark.parametrize(
    "weak", ["", "kurz", "Passwort1234!", "Amira Haddad 12", "a" * 60, "qwertzuiopasdfgh"]
)
def test_a_weak_passphrase_is_refused_everywhere(path, key, tmp_path, weak) -> None:
    before = vault.beside(path).read_bytes()
    assert outcome(vault.create, tmp_path / "new.lwdesk", key, "a", "Amira Haddad", weak) is WeakPassphrase
    assert outcome(vault.add_user, path, key, "b", "Amira Haddad", weak) is WeakPassphrase
    assert outcome(vault.change_passphrase, path, "a", AMIRA, weak) is WeakPassphrase
    assert vault.beside(path).read_bytes() == before


def test_a_second_vault_never_replaces_the_first(path, key) -> None:
    before = vault.beside(path).read_bytes()
    assert outcome(vault.create, path, key, "a", "Amira", AMIRA) is FileExists
    assert vault.beside(path).read_bytes() == before


def test_only_the_owner_can_read_the_key_file(path) -> None:
    assert vault.beside(path).stat().st_mode & 0o777 == 0o600


def test_nothing_secret_can_be_read_in_what_lies_there(path, key, tmp_path) -> None:
    code = vault.new_recovery(path, key)
    outcome(vault.unlock, path, "a", WRONG)
    raw = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert not any(key[i : i + 8] in raw or key[i : i + 8].hex().encode() in raw for i in range(41))
    assert canary.leaks(tmp_path, [AMIRA, WRONG, code, code.replace("-", "")]) == []


def test_the_recovery_code_opens_and_gives_a_new_passphrase(path, key) -> None:
    code = vault.new_recovery(path, key)
    opened = vault.unlock_with_recovery(path, code)
    vault.add_user(path, opened, "a", "Amira Haddad", BORIS)
    assert opened == key == vault.unlock(path, "a", BORIS)
    assert [user.id for user in vault.users(path)] == ["a"]


def test_a_new_sheet_voids_the_older_one(path, key) -> None:
    old, new = vault.new_recovery(path, key), vault.new_recovery(path, key)
    assert outcome(vault.unlock_with_recovery, path, old) is WrongPassphrase
    assert vault.unlock_with_recovery(path, new) == key


def test_a_slip_in_the_code_is_no_wrong_try(path, key) -> None:
    code = vault.new_recovery(path, key)
    slip = code[:-1] + ("0" if code[-1] != "0" else "1")
    before = vault.beside(path).read_bytes()
    with pytest.raises(vault.MistypedCode) as caught:
        vault.unlock_with_recovery(path, slip)
    assert caught.value.facts == {"group": 8}
    assert vault.beside(path).read_bytes() == before


def test_a_vault_without_a_sheet_refuses_every_code(path) -> None:
    assert outcome(vault.unlock_with_recovery, path, vault.recovery.new_code()) is WrongPassphrase


def test_tries_are_counted_for_each_user_apart(path, key) -> None:
    vault.add_user(path, key, "b", "Boris", BORIS)
    for _ in range(5):
        outcome(vault.unlock, path, "b", WRONG)
    assert outcome(vault.unlock, path, "b", BORIS) is MustWait
    assert vault.unlock(path, "a", AMIRA) == key


def test_the_wait_grows_to_an_hour_and_never_locks_out(path, key) -> None:
    now = clock.FixedClock(datetime(2026, 11, 21, 9, tzinfo=UTC))
    left, waits = [], []
    with clock.using(now):
        while len(waits) < 10:
            try:
                vault.unlock(path, "a", WRONG)
            except WrongPassphrase as error:
                left.append(error.facts["left"])
            except MustWait as error:
                waits.append(error.facts["seconds"])
                now.moment += timedelta(seconds=waits[-1])
        assert vault.unlock(path, "a", AMIRA) == key
    assert left == [4, 3, 2, 1, *[0] * 10]
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_the_right_passphrase_waits_too_and_then_clears_the_count(path, key) -> None:
    now = clock.FixedClock(datetime(2026, 11, 21, 9, tzinfo=UTC))
    with clock.using(now):
        for _ in range(5):
            outcome(vault.unlock, path, "a", WRONG)
        now.moment += timedelta(seconds=29)
        assert outcome(vault.unlock, path, "a", AMIRA) is MustWait
        now.moment += timedelta(seconds=1)
        assert vault.unlock(path, "a", AMIRA) == key
        with pytest.raises(WrongPassphrase) as caught:
            vault.unlock(path, "a", WRONG)
    assert caught.value.facts == {"left": 4}


def test_the_wait_survives_a_restart_of_the_program(path) -> None:
    for _ in range(5):
        outcome(vault.unlock, path, "a", WRONG)
    code = (
        "import sys, pathlib\nfrom lwdesk.store import vault\nfrom lwdesk.base.errors import MustWait\n"
        "try: vault.unlock(pathlib.Path(sys.argv[1]), 'a', sys.argv[2])\nexcept MustWait: print('waits')"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(path), AMIRA], capture_output=True, text=True, check=True
    )
    assert said.stdout == "waits\n"


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_jumps_never_makes_the_wait_longer_than_it_was(path, years) -> None:
    now = clock.FixedClock(datetime(2026, 11, 21, 9, tzinfo=UTC))
    with clock.using(now):
        for _ in range(5):
            outcome(vault.unlock, path, "a", WRONG)
        now.moment = now.moment.replace(year=2026 + years)
        if years > 0:
            vault.unlock(path, "a", AMIRA)
            return
        with pytest.raises(MustWait) as caught:
            vault.unlock(path, "a", AMIRA)
        assert caught.value.facts == {"seconds": 30}


def test_a_key_file_of_another_data_file_is_told(path, tmp_path) -> None:
    other = tmp_path / "other.lwdesk"
    vault.create(other, vault.new_key(), "a", "Amira", AMIRA)
    assert not vault.belongs(path, vault.unlock(other, "a", AMIRA))
    assert outcome(vault.add_user, path, vault.new_key(), "b", "Boris", BORIS) is KeyFileDamaged


def test_high_water_marks_are_kept_and_sealed(path, key) -> None:
    marks = (vault.Mark("w1", 7, "abcd"), vault.Mark("w2", 1, "ef"))
    vault.set_high_water(path, key, marks)
    assert vault.high_water(path, key) == marks
    assert vault.unlock(path, "a", AMIRA) == key


@pytest.mark.parametrize("at", ["before", "written", "proved"])
def test_a_failed_write_keeps_the_old_key_file_and_leaves_nothing(
    path, key, tmp_path, monkeypatch, at
) -> None:
    names = {one.name for one in tmp_path.iterdir()}
    broken = {"before": "_write", "written": "_prove", "proved": "encode"}[at]

    def fail(*_):
        raise OSError(28, "full")

    monkeypatch.setattr(keyfile, broken, fail)
    assert outcome(vault.add_user, path, key, "b", "Boris", BORIS) is DiskFull
    monkeypatch.undo()
    assert vault.unlock(path, "a", AMIRA) == key
    assert {one.name for one in tmp_path.iterdir()} - names <= {"nord.keys.lock"}
    assert len(vault.users(path)) == 1


def test_a_write_protected_place_can_still_be_unlocked(path, key, monkeypatch) -> None:
    outcome(vault.unlock, path, "a", WRONG)

    def protected(*_):
        raise NotWritable

    monkeypatch.setattr(keyfile, "store", protected)
    with pytest.raises(WrongPassphrase) as caught:
        vault.unlock(path, "a", WRONG)
    assert caught.value.facts == {"left": 3}
    assert vault.unlock(path, "a", AMIRA) == key


def test_a_key_that_does_not_open_what_was_written_stops_the_change(path, key, monkeypatch) -> None:
    before = vault.beside(path).read_bytes()
    wrapped = slots.wrapped
    monkeypatch.setattr(slots, "wrapped", lambda *a: replace(wrapped(*a[:4], bytes(48), a[5])))
    assert outcome(vault.add_user, path, key, "b", "Boris", BORIS) is KeyFileDamaged
    assert vault.beside(path).read_bytes() == before


def test_what_was_written_badly_never_takes_the_place(path, key, monkeypatch) -> None:
    written = keyfile._write

    def flip(place, content):
        written(place, content[:300] + bytes([content[300] ^ 1]) + content[301:])

    monkeypatch.setattr(keyfile, "_write", flip)
    assert outcome(vault.change_passphrase, path, "a", AMIRA, BORIS) is KeyFileDamaged
    monkeypatch.undo()
    assert vault.unlock(path, "a", AMIRA) == key


def test_signatures_hold_for_the_exact_bytes_and_key_alone() -> None:
    key, other = signing.new_signing_key(), signing.new_signing_key()
    signature = signing.sign(key, b"message")
    public = signing.public_key(key)
    assert (len(key), len(public), len(signature)) == (32, 32, 64)
    assert signing.verify(public, b"message", signature)
    assert not signing.verify(public, b"messagf", signature)
    assert not signing.verify(signing.public_key(other), b"message", signature)
    assert not signing.verify(public, b"message", signature[:-1])
    assert not signing.verify(public[:-1], b"message", signature)

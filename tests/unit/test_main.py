"""The program starts what was asked for, and imports a window only for a window."""

import sys
from types import ModuleType

import pytest

import lwdesk
from lwdesk import __main__ as start
from lwdesk import cli
from lwdesk.base.errors import UnknownCommand
from lwdesk.base.texts import translator
from lwdesk.cli import secrets
from lwdesk.services import demo
from lwdesk.store import vault


@pytest.fixture
def app(monkeypatch):
    """Put a program without a window in place and note what it is asked for."""
    made = ModuleType("lwdesk.app")
    made.asked = []
    made.main = lambda packages=(): made.asked.append(("main", packages) if packages else "main") or 0
    made.headless = lambda folder: made.asked.append(("headless", folder)) or 0
    made.open_demo = lambda folder: made.asked.append(("open", folder)) or 0
    monkeypatch.setitem(sys.modules, "lwdesk.app", made)
    monkeypatch.setattr(lwdesk, "app", made, raising=False)
    return made


def test_without_words_the_window_opens(app) -> None:
    assert start.main([]) == 0
    assert app.asked == ["main"]


def test_packages_open_the_window_which_looks_into_them(app, tmp_path) -> None:
    assert start.main([str(tmp_path / "eins.lwb"), str(tmp_path / "zwei.lwb")]) == 0
    assert app.asked == [("main", (tmp_path / "eins.lwb", tmp_path / "zwei.lwb"))]


def test_an_old_python_is_told_so_in_one_sentence(monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 11, 2, "final", 0))
    assert start.main([]) == 2
    assert "Python 3.12" in capsys.readouterr().err


@pytest.mark.parametrize(("flag", "what"), [("--headless", "headless"), ("--open", "open")])
def test_the_demonstration_says_how_it_is_opened_and_is_shown(app, capsys, tmp_path, flag, what) -> None:
    with vault.using(vault.CHEAP):
        assert start.main(["demo", flag, str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert demo.PASSPHRASE in out
    assert demo.USER in out
    assert app.asked == [(what, tmp_path)]


def test_a_demonstration_that_cannot_be_made_is_not_shown(app, capsys, tmp_path) -> None:
    (tmp_path / demo.FILE).write_bytes(b"")
    assert start.main(["demo", "--open", str(tmp_path)]) == 30
    assert capsys.readouterr().err
    assert app.asked == []


def test_everything_else_is_a_command(capsys) -> None:
    assert start.main(["nothing"]) == cli.exits.NOT_UNDERSTOOD


def typed(monkeypatch, *answers):
    given = iter(answers)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(given))
    return translator()


def test_a_passphrase_is_asked_for_at_a_terminal(monkeypatch) -> None:
    assert secrets.read(None, typed(monkeypatch, "kaktus")) == "kaktus"
    assert secrets.read(None, typed(monkeypatch, "kaktus", "kaktus"), new=True) == "kaktus"


def test_a_new_passphrase_must_be_typed_twice_alike(monkeypatch) -> None:
    with pytest.raises(UnknownCommand):
        secrets.read(None, typed(monkeypatch, "kaktus", "kaktuss"), new=True)


def test_without_a_terminal_a_missing_passphrase_is_an_error(monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(UnknownCommand):
        secrets.read(None, translator())

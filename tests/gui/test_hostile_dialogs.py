"""Whatever is pasted into the dialogs of an office is plain text."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from lwdesk.ui.dialogs.account import PassphraseDialog
from lwdesk.ui.dialogs.authority import ask_for_authority
from lwdesk.ui.dialogs.office_rules import ask_for_rules
from tests.gui import hostile, parts, pressing, walk
from tests.gui.pressing import at_work  # noqa: F401 - a fixture

# ruff: noqa: F811

# a menu that pops up off screen has no keyboard to take
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard")

LISTS = ("visits", "interpreting", "referrals", "offers", "tasks", "day", "users")


class Pasting:
    """Pastes into each dialog that it meets for the first time, and keeps what does not stay plain."""

    def __init__(self) -> None:
        self.filled: dict[tuple[str, ...], int] = {}
        self.broken: list[str] = []

    def __call__(self, dialog: QDialog) -> None:
        name, edits = type(dialog).__name__, hostile.fields_to_type_into(dialog)
        kind = (name, *sorted(parts.name(edit) for edit in edits))
        if kind in self.filled:
            return
        self.filled[kind] = hostile.paste(dialog, hostile.WORST)
        walk.settle()
        self.broken += [f"{name}: {text}" for text in hostile.not_plain(dialog)]

    def reached(self) -> set[str]:
        return {kind[0] for kind, count in self.filled.items() if count}


def pasted(shell, busy, *names: str) -> Pasting:
    meet = Pasting()
    with pressing.refusals() as noted:
        for name in names:
            pressing.begin(shell, name, busy)
            pressing.press_all(shell, name, busy, noted, meet)
    return meet


@pytest.mark.slow
def test_the_dialogs_of_the_card_stay_plain(at_work) -> None:
    meet = pasted(*at_work("lead"), "household")
    assert meet.broken == []
    assert meet.reached() >= {"LifeDialog", "MergeDialog", "RecordDialog", "ConsentDialog", "ExclusionDialog"}


@pytest.mark.slow
def test_the_dialogs_of_the_lists_stay_plain(at_work) -> None:
    meet = pasted(*at_work("lead"), *LISTS)
    assert meet.broken == []
    assert meet.reached() >= {"ComeIn", "OfferDialog", "ProviderDialog", "NewTask", "AppointmentDialog"}


def passphrase(shell, context) -> None:
    PassphraseDialog(shell, context).open()


@pytest.mark.parametrize("opens", [ask_for_authority, ask_for_rules, passphrase])
def test_the_dialogs_behind_the_name_stay_plain(at_work, opens) -> None:
    shell, _busy = at_work("lead")
    opens(shell, shell.context)
    walk.settle()
    meet = Pasting()
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog) and one.isVisible():
            meet(one)
            one.done(0)
    assert meet.broken == []
    assert meet.reached()

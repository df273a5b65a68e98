"""What an office agreed on is changed in one place and kept for everybody."""

import pytest
from PySide6.QtWidgets import QWidget

from lwdesk.services.file_settings import FileSettings
from lwdesk.ui.dialogs import office_rules
from lwdesk.ui.dialogs.office_rules import OfficeRulesDialog
from tests.gui import families, parts


@pytest.fixture
def host(context, show):
    return show(QWidget(), 900, 600)


def test_every_agreement_has_its_place():
    assert {*office_rules.NUMBERS, *office_rules.FLAGS} == set(FileSettings.__dataclass_fields__)


def test_a_changed_number_holds_for_everybody(host, context, desk, qtbot):
    office_rules.ask_for_rules(host, context)
    dialog = host.findChild(OfficeRulesDialog)
    line = dialog.numbers["waiting_long_minutes"].control()
    line.selectAll()
    parts.type_text(line, "35")
    dialog.flags["topic_required"].click()
    with qtbot.waitSignal(context.said):
        dialog.accept()
    kept = desk.settings.load()
    assert (kept.waiting_long_minutes, kept.topic_required) == (35, 0)


def test_a_number_out_of_its_range_stays_in_the_form(host, context, desk):
    office_rules.ask_for_rules(host, context)
    dialog = host.findChild(OfficeRulesDialog)
    line = dialog.numbers["idle_minutes"].control()
    line.selectAll()
    parts.type_text(line, "0")
    dialog.accept()
    assert dialog.isVisible()
    assert desk.settings.load() == FileSettings()
    dialog.reject()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_text_of_the_dialog_is_cut(host, context, scale):
    parts.dress("light", scale)
    office_rules.ask_for_rules(host, context)
    families.settle()
    dialog = host.findChild(OfficeRulesDialog)
    assert list(parts.cut_texts(dialog)) == []
    dialog.reject()

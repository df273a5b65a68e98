"""What papers about data protection say of the municipality is entered once."""

import pytest
from PySide6.QtWidgets import QWidget

from lwdesk.services.papers import authority
from lwdesk.ui.dialogs.authority import AuthorityDialog, ask_for_authority
from tests.gui import families, parts


@pytest.fixture
def host(context, show):
    return show(QWidget(), 900, 600)


@pytest.fixture
def dialog(host, context):
    ask_for_authority(host, context)
    families.settle()
    return host.findChild(AuthorityDialog)


def test_what_is_entered_stands_on_the_papers_from_then_on(dialog, context, desk, qtbot) -> None:
    parts.type_text(dialog.boxes["controller"].input.control(), "Stadt Dortmund")
    parts.type_text(dialog.boxes["years"].input.control(), "3")
    with qtbot.waitSignal(context.said):
        dialog.accept()
    kept = authority.load(desk)
    assert (kept.controller, kept.years) == ("Stadt Dortmund", "3")
    assert kept.supervisor.startswith("Landesbeauftragte")
    assert kept.gaps() == ("Datenschutzbeauftragte*r",)


@pytest.mark.parametrize(("name", "typed"), [("years", "0"), ("officer", "x" * 1001)])
def test_what_cannot_be_printed_stays_in_the_form(dialog, desk, name, typed) -> None:
    dialog.boxes[name].input.control().setFocus()
    if name == "officer":
        dialog.boxes[name].input.edit.setPlainText(typed)
    else:
        parts.type_text(dialog.boxes[name].input.control(), typed)
    dialog.accept()
    assert dialog.isVisible()
    assert len(authority.load(desk).gaps()) == 3
    dialog.reject()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_text_of_the_dialog_is_cut(host, context, scale) -> None:
    parts.dress("light", scale)
    ask_for_authority(host, context)
    families.settle()
    dialog = host.findChild(AuthorityDialog)
    assert list(parts.cut_texts(dialog)) == []
    dialog.reject()

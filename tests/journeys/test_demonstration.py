"""The demonstration without a screen does its whole job, and does it again on the same file."""

from PySide6.QtGui import QImage

from lwdesk.services.settings import DeviceSettings
from lwdesk.ui.demonstration import demonstrate


def test_the_card_is_drawn_and_the_family_is_taken_in_once(qtbot, tmp_path, capsys):
    settings = DeviceSettings(theme="light")
    assert demonstrate(tmp_path, settings) == 0
    first = capsys.readouterr().out
    assert "Aufgenommen: Familie Al-Haddad" in first
    assert "سلمى الحداد" in first
    picture = QImage(str(tmp_path / "card.png"))
    assert (picture.width(), picture.height()) == (1366, 768)
    assert demonstrate(tmp_path, settings) == 0
    assert "Schon aufgenommen" in capsys.readouterr().out

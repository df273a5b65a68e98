"""Looks, language and size of the type; what the program is made of."""

from PySide6.QtWidgets import QWidget

from lwdesk import __version__
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.dialogs.account import AccountActions
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_choice import SegmentedInput
from lwdesk.ui.looks import Looks
from lwdesk.ui.option import Option
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

SIZES = ("100", "125", "150", "175", "200")
WIDE = 460  # the widest row of choices on one line
MADE_OF = (
    "Python · Qt / PySide6 (LGPL-3.0) · SQLCipher (BSD) · OpenSSL (Apache-2.0) · "
    "Inter, Noto (OFL) · Lucide (ISC)"
)


class SettingsDialog(DialogFrame):
    """Every choice works at once; there is nothing to confirm."""

    scrolls = True

    def __init__(self, parent: QWidget, looks: Looks, context: Context | None = None) -> None:
        super().__init__(_("Settings"), parent=parent)
        self.setModal(True)
        settings = looks.settings
        self._looks = looks
        theme = self._segments(
            _("Colours"),
            (
                ("system", _("As the system")),
                ("light", _("Light")),
                ("dark", _("Dark")),
                ("contrast", _("High contrast")),
            ),
            settings.theme,
        )
        language = self._segments(_("Language"), (("de", "Deutsch"), ("en", "English")), settings.language)
        size = self._segments(
            _("Size of the type"), tuple((value, f"{value} %") for value in SIZES), str(settings.scale)
        )
        theme.edited.connect(lambda: looks.wear(str(theme.value())))
        size.edited.connect(lambda: looks.scale(int(str(size.value()))))
        language.edited.connect(lambda: self._speak(str(language.value())))
        if context is not None:
            self.add(AccountActions(context))
        about = _("Version {number}. Free software under the GPL 3.", number=__version__)
        self.add(Text(about, "help", token="text2", wrap=True))
        self.add(Text(MADE_OF, "help", token="text3", wrap=True))
        self.add_button(PrimaryButton(_("Close")), default=True)

    def restyle(self) -> None:
        super().restyle()
        self.setMinimumWidth(style.px(WIDE))

    def _segments(self, label: str, options: tuple[tuple[str, str], ...], chosen: str) -> SegmentedInput:
        segments = SegmentedInput([Option(key, word) for key, word in options])
        segments.set_value(chosen)
        box: QWidget = FieldBox(label, segments)
        self.add(box)
        return segments

    def _speak(self, language: str) -> None:
        """The window is built anew in the other language, so this dialog goes with the old one."""
        self.accept()
        self._looks.speak(language)

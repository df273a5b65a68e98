"""A question with its consequence, or a message with its way on."""

from PySide6.QtWidgets import QApplication, QWidget

from lwdesk.domain.codelists import codelists
from lwdesk.ui.buttons import DangerButton, PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, words


class QuestionDialog(DialogFrame):
    """Asks once; without a verb it only tells."""

    scrolls = True

    def __init__(
        self,
        question: str,
        consequence: str,
        verb: str,
        *,
        danger: bool = False,
        codelist: str = "",
        details: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, consequence, parent)
        self.setModal(True)
        self._reasons: dict[str, SecondaryButton] = {}
        self._chosen = ""
        if details:
            self._add_details(details)
        if codelist:
            self._add_reasons(codelist)
        elif verb:
            self._add_verb(verb, danger=danger)
        else:
            self.add_button(PrimaryButton(_("Close")), default=True)

    def chosen(self) -> str:
        return self._chosen

    def _add_verb(self, verb: str, *, danger: bool) -> None:
        self.add_button(SecondaryButton(_("Cancel")), default=danger)
        if danger:
            self.add_button(DangerButton(verb), accepts=True)
        else:
            self.add_button(PrimaryButton(verb), accepts=True, default=True)

    def _add_reasons(self, codelist: str) -> None:
        """One button per reason: choosing it is the answer."""
        for code in codelists()[codelist].choices():
            button = SecondaryButton(code.label(words.language))
            button.clicked.connect(lambda _checked=False, slug=code.code: self._answer(slug))
            self.body.addWidget(button)
        self.add_button(QuietButton(_("Cancel")))

    def _answer(self, slug: str) -> None:
        self._chosen = slug
        self.accept()

    def _add_details(self, details: str) -> None:
        text = Text(details, "help", token="text3", wrap=True, selectable=True)
        text.hide()
        show = QuietButton(_("Details"), icon="chevron-down", size="small")
        copy = QuietButton(_("Copy"), icon="copy", size="small")
        copy.hide()

        def unfold() -> None:
            text.show()
            copy.show()
            show.hide()

        show.clicked.connect(unfold)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
        for widget in (show, text, copy):
            self.body.addWidget(widget)

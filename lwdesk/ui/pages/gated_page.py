"""The page of a form whose entries leave the office: through a gate, with the consents it asks for."""

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QWidget

from lwdesk.ui.context import Context
from lwdesk.ui.pages.form_page import FormPage
from lwdesk.ui.pages.household.edits import Edits


class Begun(Protocol):
    """What stands in the form, perhaps as a draft that goes on."""

    @property
    def resumed(self) -> bool: ...


class Form(Protocol):
    """What asks the gate after each change."""

    @property
    def edited(self) -> SignalInstance: ...
    @property
    def judged(self) -> SignalInstance: ...
    @property
    def consent_wanted(self) -> SignalInstance: ...
    @property
    def revoke_wanted(self) -> SignalInstance: ...


class GatedPage[B: Begun, A](FormPage[tuple[B, A]]):
    """Does what such pages do alike: nothing leaves while the gate misses something."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._touched = False
        super().__init__(context, parent)
        self.edits = Edits(context, self)
        self.edits.closed.connect(self._back_from_consent)

    # What a page brings.

    def take_around(self, around: A) -> None:
        """Show what is known around the household."""
        raise NotImplementedError

    def show_begun(self, begun: B, around: A) -> Iterator[object]:
        """Show what stands in the form, in parts."""
        raise NotImplementedError

    def show_reason(self) -> None:
        """Say why it cannot leave yet, or what happens when it does."""
        raise NotImplementedError

    def obtain(self) -> None:
        """Ask for the consent that the gate misses."""
        raise NotImplementedError

    def focus_way(self) -> None:
        """Put the focus on the way to that consent."""
        raise NotImplementedError

    # What the window asks for.

    def begin(self, told: tuple[B, A]) -> Iterator[object]:
        begun, around = told
        self._touched = False
        self.notes.show_resumed(resumed=begun.resumed)
        self.take_around(around)
        yield from self.show_begun(begun, around)

    def is_touched(self) -> bool:
        return self._touched or self.notes.is_resumed()

    def closed(self) -> None:
        super().closed()
        self.edits.put_away()

    # What a page uses.

    def listen(self, form: Form) -> None:
        """Keep what is typed, show what the gate says, and lead to the consents."""
        form.edited.connect(self._keep)
        form.judged.connect(self.show_reason)
        form.consent_wanted.connect(self.obtain)
        form.revoke_wanted.connect(self.edits.revoke)

    def _keep(self) -> None:
        self._touched = True
        self.edited()

    def _back_from_consent(self) -> None:
        self.verb.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.verb.hasFocus():
            self.focus_way()

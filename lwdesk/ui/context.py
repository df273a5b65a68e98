"""What every page needs from its window: work on the file, questions, and the ways to other pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lwdesk.services.changes import Changes
from lwdesk.services.rights import Right
from lwdesk.ui.ask import Ask
from lwdesk.ui.jobs import Jobs
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from lwdesk.services.desk import (
        Desk,
    )  # the desk brings the database, which the unlock screen must not wait for
    from lwdesk.ui.pages.quick.talk import Subject


NEEDS: Final[dict[str, Right]] = {
    "intake": "take_in",
    "take_in": "take_in",
    "write_contact": "edit",
    "visit": "plan_visit",
    "plan_visit": "plan_visit",
    "visit_mode": "edit",
    "sort_visit": "edit",
    "refer": "refer",
    "ask_interpreter": "ask_interpreter",
    "hours_sheets": "settle_hours",
    "paper": "print",
    "papers": "print",
    "access_review": "print",
    "along": "export",
    "exchange_log": "export",
    "package_contents": "export",
    "differences": "edit",
    "hand_over": "export",
    "transfers": "export",
    "handed_over": "export",
    "users": "manage_users",
    "audit": "read_audit",
}
"""The pages that are of no use without a right."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who works here at the moment, in words that may be shown."""

    office: str
    staff: str
    employer: str
    role: str
    read_only: bool = False
    unsafe_place: bool = False
    practice: bool = False
    manages_users: bool = False
    changes_settings: bool = False
    reads_trail: bool = False
    renews_recovery: bool = False
    missing_changes: int = 0
    older_log: bool = False
    rights: frozenset[Right] = frozenset()


class Context(QObject):
    """Handed to each page; the window listens to its signals."""

    household_wanted = Signal(UUID)
    intake_wanted = Signal(str)  # the text of the search becomes the first name
    draft_wanted = Signal(UUID)
    page_wanted = Signal(str)
    wanted = Signal(str, object)  # a page of the table in pages/registry, and what it is about
    back_wanted = Signal()
    said = Signal(str, bool)  # a toast, and whether it offers to undo
    lock_wanted = Signal()
    exchanged = Signal()  # the shared folder was looked into, whether or not something came

    def __init__(self, jobs: "Jobs[Desk]", ask: Ask, who: Who) -> None:
        super().__init__()
        self.jobs, self.ask, self.who = jobs, ask, who

    def may(self, right: Right) -> bool:
        """Tell whether the person may do something in this file, before a way to it is shown."""
        return right in self.who.rights and not self.who.read_only

    def lacks(self, right: Right) -> bool:
        """Tell whether it is the role that leaves something out, and not the file that is only read."""
        return right not in self.who.rights and not self.who.read_only

    def lets(self, right: Right) -> bool:
        """Tell whether the role includes something that a key leads to, and say whom to ask if not."""
        if self.lacks(right):
            self.said.emit(_("You lack the right for this. Ask the team lead."), False)
        return not self.lacks(right)

    def may_go(self, page: str) -> bool:
        """Tell whether a page is of use in this role, before a way to it is shown."""
        return page not in NEEDS or not self.lacks(NEEDS[page])

    def lets_in(self, page: str) -> bool:
        """Tell whether a page is of use in this role, and say whom to ask if not."""
        return page not in NEEDS or self.lets(NEEDS[page])


type Make = Callable[[Context], "Page"]


class Page(QWidget):
    """One working surface; the window calls these, a page fills in what it has."""

    name = ""
    heading = ""
    full_window = False
    """The page stands alone in the window: no navigation, no other families in sight."""
    guarded = False
    """Covered, the page comes back only for whoever is at work."""
    over = False  # nothing more can be done here; the way back passes it by

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def opened(self) -> None:
        """Load what is shown and put the focus on the title or the first field."""

    def focus_first(self) -> None:
        """Put the focus on the first thing a person would use here."""

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        """Refresh if these changes concern what is shown."""

    def primary(self) -> None:
        """Do what Strg+Enter does here."""

    def save_now(self) -> None:
        """Do what Strg+S does here."""

    def subject(self) -> "Subject | None":
        """Return whom a talk would be with that is begun from here."""
        return None

    def start_quick(self, subject: "Subject | None" = None) -> None:
        """Open the quick contact; the home page alone has one."""

    def start_print(self) -> None:
        """Do what Strg+P does here: lead to the paper of what is shown."""

    def start_search(self) -> None:
        """Do what Strg+F does here."""

    def look_into(self, packages: "tuple[Path, ...]") -> None:
        """Look into packages; the page of the exchange alone does."""

    def escape(self) -> bool:
        """Close what is open on the page; False lets the window go back."""
        return False

    def keep_draft(self) -> None:
        """Write down what was typed before the window locks or closes."""

    def again(self, make: Make) -> Make | None:
        """Return how the page is made anew with what stands in it; None when it is over."""
        return make

    def closed(self) -> None:
        """Stop timers and overlays; the page is not shown again."""

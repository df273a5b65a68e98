"""The head of the card: who this is, what needs action, and what can be done."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.services.views import Card
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import Button, IconButton, PrimaryButton, QuietButton, SecondaryButton, with_menu
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.household import ways, words
from lwdesk.ui.pages.household.actions import CardActions
from lwdesk.ui.pages.household.edits import Waiting
from lwdesk.ui.pages.household.parts import fact
from lwdesk.ui.pages.search_words import label, persons
from lwdesk.ui.surface import Banner
from lwdesk.ui.text import Name, Text
from lwdesk.ui.words import _, plural

NARROW = 118
type Entry = tuple[str, Callable[[], None]]


class Head(QWidget):
    """Name, facts and flags; the actions stand beside the name or, narrow, below the flags."""

    def __init__(self, card: Card, actions: CardActions, back: QuietButton, *, role_lifts: bool) -> None:
        super().__init__()
        self._card, self._actions, self._narrow = card, actions, False
        self._controller = _controller(card)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.px(10))
        self._column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.name = Name(*words.household_name(card), "name")
        self.name.setObjectName("card_name")
        self._line.addWidget(self.name, 1)
        self._column.addLayout(self._line)
        self._column.addWidget(self._facts())
        if banner := self._banner(role_lifts=role_lifts):
            self._column.addWidget(banner)
        flags = self._flags()
        if flags is not None:
            self._column.addWidget(flags)
        self._below = QHBoxLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._below)
        self.buttons = self._make_actions()
        self._line.addWidget(self.buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def is_folded(self) -> bool:
        return self._narrow

    def _fold(self) -> None:
        narrow = self.width() < style.characters(NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if self._controller is not None:
            self._controller.setVisible(not narrow)
        self._line.removeWidget(self.buttons)
        self._below.removeWidget(self.buttons)
        if narrow:
            self._below.addWidget(self.buttons)
            self._below.addStretch(1)
        else:
            while self._below.takeAt(0) is not None:
                pass
            self._line.addWidget(self.buttons)
        for part in self.buttons.findChildren(Button):
            if part.property("folded") is not None:
                part.setVisible(part.property("folded") == narrow)

    def _facts(self) -> QWidget:
        card = self._card
        flow = Flow(gap=24, line_gap=6)
        flow.add(fact("hash", card.household.case_number or "–"))
        district = card.dwelling.district if card.dwelling else None
        if district:
            flow.add(fact("map-pin", _("City district {name}", name=label("district", district))))
        if spoken := words.languages(card):
            flow.add(fact("languages", spoken))
        flow.add(fact("users", persons(len(card.members))))
        if card.household.registered_on:
            flow.add(_since(card, card.household.registered_on))
        if self._controller is not None:
            flow.add(self._controller)
        return flow

    def _flags(self) -> QWidget | None:
        flow = Flow()
        looks = tuple(words.flags(self._card))
        for look in looks:
            flow.add(Badge(look.tone, look.word, look.icon, high=True))
        if self._card.household.address_protected:
            flow.add(Badge("danger", _("Address protected"), "shield", high=True))
            if self._actions.dwelling is None:
                reveal = QuietButton(_("Show …"), size="small")
                reveal.setObjectName("reveal")
                reveal.setAccessibleName(_("Show the protected address …"))
                reveal.clicked.connect(self._actions.reveal)
                flow.add(reveal)
        return flow if flow.flow.count() else None

    def _banner(self, *, role_lifts: bool) -> Banner | None:
        card = self._card
        if card.editable:
            return self._begun() or self._quiet()
        if card.foreign:
            words_of = (
                _("This household belongs to {office}.", office=card.office_name or _("another office")),
                _("You can read it. Only that office changes it."),
            )
        elif card.household.restricted:
            words_of = (
                _("Processing of this household is restricted."),
                _("It can be read. Nothing is changed until the restriction is lifted."),
            )
        else:
            words_of = (_("You can read this household but not change it."), "")
        banner = Banner("accent", *words_of, icon="lock")
        if card.household.restricted and role_lifts and not card.foreign:
            _add_ways(banner, self._actions)
        return banner

    def _begun(self) -> Banner | None:
        """Offer to go on with each form that was begun, the newest first."""
        begun = self._actions.edits.waiting
        if not begun:
            return None
        if len(begun) == 1:
            title = _("A draft is waiting: {title}", title=begun[0].title)
            banner = Banner("accent", title, _saved(begun[0]), icon="pencil")
        else:
            title = plural("{n} draft is waiting", "{n} drafts are waiting", len(begun))
            banner = Banner("accent", title, icon="pencil")
        for one in begun:
            banner.add_line(self._way_on(one, alone=len(begun) == 1))
        return banner

    def _way_on(self, begun: Waiting, *, alone: bool) -> QWidget:
        """Return the two buttons of a draft, with its title where there are several."""
        resume = SecondaryButton(_("Continue the draft"), size="small")
        resume.setObjectName("resume")
        resume.setAccessibleName(_("Continue the draft: {title}", title=begun.title))
        resume.clicked.connect(lambda _checked=False: self._actions.resume(begun))
        drop = QuietButton(_("Discard"), size="small")
        drop.setObjectName("drop_draft")
        drop.setAccessibleName(_("Discard the draft: {title}", title=begun.title))
        drop.clicked.connect(lambda _checked=False: self._actions.edits.discard(begun))
        line = Flow()
        if not alone:
            line.add(Text(f"{begun.title}, {_saved(begun)}"))
        line.add(resume)
        line.add(drop)
        return line

    def _quiet(self) -> Banner | None:
        """Propose to let a case rest of which nobody heard for long."""
        since = self._actions.quiet
        if since is None:
            return None
        banner = Banner("accent", _("No contact since {month}.", month=dates.month(since)), icon="clock")
        rest = SecondaryButton(_("Let the case rest"), size="small")
        rest.setObjectName("rest")
        rest.clicked.connect(lambda _checked=False: self._actions.life.rest_because("long_silence"))
        banner.add_action(rest)
        return banner

    def _make_actions(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        if not self._card.editable:
            return holder
        more = IconButton("ellipsis", _("More actions"))
        more.setObjectName("more")
        rest = self._menu(more, [*self._usual(), None, *self._rare()])
        more.clicked.connect(
            lambda _checked=False: rest.popup(more.mapToGlobal(QPoint(0, more.height() + style.px(4))))
        )
        folded = SecondaryButton(_("Actions"), icon="ellipsis")
        folded.setObjectName("actions")
        ways_on: list[Entry | None] = [(text, self._way(kind)) for kind, _icon, text in self._ways()]
        with_menu(folded, self._menu(folded, [*ways_on, None, *self._usual(), None, *self._rare()]))
        for button, in_narrow in ((more, False), *((one, False) for one in self._beside()), (folded, True)):
            button.setProperty("folded", in_narrow)
            row.addWidget(button)
        folded.hide()
        contact = PrimaryButton(_("Record a contact"), icon="plus")
        contact.setObjectName("record_contact")
        contact.clicked.connect(self._actions.write_contact)
        row.addWidget(contact)
        return holder

    def _ways(self) -> list[tuple[str, str, str]]:
        return [(kind, icon, _(words)) for kind, icon, words in ways.beside(self._actions.may)]

    def _beside(self) -> list[Button]:
        """Return the ways to the other forms as buttons."""
        made: list[Button] = []
        for kind, icon, text in self._ways():
            button = SecondaryButton(text, icon=icon)
            button.setObjectName(kind)
            button.clicked.connect(self._way(kind))
            made.append(button)
        return made

    def _way(self, kind: str) -> Callable[[], None]:
        return lambda: self._actions.go(kind)

    def _usual(self) -> list[Entry | None]:
        do = self._actions
        moves = self._card.dwelling is not None
        return [
            (_("Appointment …"), do.days.arrange),
            *([(_("Task …"), do.days.add_task)] if do.may("manage_tasks") else []),
            (_("Own note …"), do.notes.write),
            *([(_("Print …"), do.print_paper)] if do.may("print") else []),
            (_("Household …"), do.edit_household),
            (_("Dwelling …"), do.edit_dwelling),
            *([(_("New address …"), do.move)] if moves else []),
            (_("Add a person …"), do.add_person),
            (_("Record a need …"), do.add_need),
            (_("Record a consent …"), do.agreements.add),
            (_("Record a benefit …"), do.edit_benefits),
        ]

    def _rare(self) -> list[Entry | None]:
        do = self._actions
        agreed = do.agreements
        case: list[Entry] = [
            *(
                [(_("Open the case again …"), do.life.reopen)]
                if self._status() in {"closed", "dormant"}
                else []
            ),
            *([(_("Close the case …"), do.life.close_case)] if self._status() != "closed" else []),
            (_("Restrict processing …"), do.restrict),
        ]
        return [
            *do.life.entries(),
            None,
            (_("Note whom not to tell …"), agreed.withhold),
            (_("Interpreters not wished …"), do.exclusions.open),
            (_("Information sheet …"), agreed.hand_out_information),
            (_("Nine-step plan …"), agreed.begin_steps),
            (_("Merge with another entry …"), do.merging.look_for_other),
            *([(_("Hand over to another office …"), lambda: do.go("hand_over"))] if do.may("export") else []),
            None,
            *case,
        ]

    def _status(self) -> str:
        return self._card.household.status or "active"

    def _menu(self, button: Button, entries: list[Entry | None]) -> QMenu:
        menu = QMenu(button)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            action = QAction(entry[0], menu)
            action.triggered.connect(lambda _checked=False, do=entry[1]: do())
            menu.addAction(action)
        return menu


def _add_ways(banner: Banner, actions: CardActions) -> None:
    """Offer to lift a restriction, and the sheets that a family has a right to meanwhile."""
    lift = SecondaryButton(_("Lift restriction"), size="small")
    lift.setObjectName("lift")
    lift.clicked.connect(actions.lift_restriction)
    banner.add_action(lift)
    if actions.may("print"):
        papers = SecondaryButton(_("Print …"), icon="printer", size="small")
        papers.setObjectName("print_restricted")
        papers.clicked.connect(lambda _checked=False: actions.print_paper())
        banner.add_action(papers)


def _since(card: Card, day: date) -> QWidget:
    """Return since when the office knows the household; the tip says who answers for the data."""
    made = fact("calendar", _("since {month}", month=dates.month(day)))
    if card.controller:
        employer = label("employer", card.controller)
        made.setToolTip(_("Taken in by {employer}, who answers for the data", employer=employer))
        made.setAccessibleDescription(made.toolTip())
    return made


def _controller(card: Card) -> QWidget | None:
    """Return who answers for the data, which makes room for the card where it is narrow."""
    if not card.controller:
        return None
    made = fact("building-2", _("Data: {employer}", employer=label("employer", card.controller)))
    made.setObjectName("controller")
    return made


def _saved(begun: Waiting) -> str:
    at = begun.saved_at.astimezone()
    return _("Draft saved: {when}", when=dates.when(at.date(), begun.saved_at, clock.today()))

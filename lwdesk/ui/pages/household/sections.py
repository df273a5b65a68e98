"""The sections of the card: members, what to confirm, dwelling, places in offers, needs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.household import Benefit
from lwdesk.domain.need import Need
from lwdesk.domain.provider import OfferPlace
from lwdesk.services.views import Card, MemberView, StillTrue
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import IconButton, QuietButton, SecondaryButton
from lwdesk.ui.flow import Rule
from lwdesk.ui.marks import Avatar, Badge, LevelDots, level_words
from lwdesk.ui.pages.household import words
from lwdesk.ui.pages.household.actions import CardActions
from lwdesk.ui.pages.household.life_actions import place_name
from lwdesk.ui.pages.household.parts import PressRow, column, offer, opens
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.surface import Divider, SectionHeading
from lwdesk.ui.text import Name, Text
from lwdesk.ui.words import _

MEMBER_HEIGHT = 52


def members(card: Card, actions: CardActions) -> QWidget:
    heading = SectionHeading(_("Members"), str(len(card.members)))
    _add(card, heading, _("Person"), _("Add a person"), "add_person", actions.add_person)
    rows = [_member(card, view, actions) for view in card.members]
    made = column(heading, *rows, gap=0)
    if not rows:
        made.layout().addWidget(Text(_("Nobody is entered yet."), token="text2", wrap=True))  # type: ignore[union-attr]  # column() sets it
    for view in card.former_members:
        made.layout().addWidget(_former(card, view, actions))  # type: ignore[union-attr]  # column() sets it
    return made


def _former(card: Card, view: MemberView, actions: CardActions) -> QWidget:
    line = _("Formerly: {line}", line=words.former_line(view))
    row = PressRow(f"member_{view.person.id}", line)
    row.column.addWidget(Text(line, "help", token="text2", wrap=True))
    _opens(card, row, lambda: actions.edit_member(view))
    return row


def _add(
    card: Card, heading: SectionHeading, text: str, name: str, key: str, do: Callable[[], object]
) -> None:
    """Offer to add something, where the card may be changed."""
    if card.editable:
        offer(heading, text, name, key, do)


def _member(card: Card, view: MemberView, actions: CardActions) -> QWidget:
    name, own = words.member_name(view, card.household.name)
    line = words.member_line(view, clock.today())
    sentence = ", ".join(part for part in (name, own, line) if part)
    row = PressRow(f"member_{view.person.id}", sentence, high=MEMBER_HEIGHT)
    beside = QHBoxLayout()
    beside.setSpacing(style.px(12))
    avatar = Avatar(words.latin_name(view.person) or name, strong=view.membership.main_contact)
    beside.addWidget(avatar, 0, Qt.AlignmentFlag.AlignVCenter)
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(Name(name, own))
    lines.addWidget(Text(line, "help", token="text2", wrap=True))
    beside.addLayout(lines, 1)
    row.column.addLayout(beside)
    _opens(card, row, lambda: actions.edit_member(view))
    return row


def _opens(card: Card, row: PressRow, do: Callable[[], None]) -> None:
    opens(row, do if card.editable else None)


class Doubts(QWidget):
    """Facts that nobody confirmed for months; Space or S says that one is still true."""

    def __init__(self, card: Card, actions: CardActions) -> None:
        super().__init__()
        self._actions = actions
        self.buttons: list[tuple[SecondaryButton, StillTrue]] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(8))
        heading = SectionHeading(_("Still true?"))
        heading.add(Text(_("older than 6 months"), "help", token="text2"))
        box.addWidget(heading)
        for fact in card.still_true:
            box.addWidget(self._row(card, fact))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take S as the answer for the fact that has the focus."""
        for button, fact in self.buttons:
            if event.text().lower() == "s" and button.hasFocus():
                self._actions.confirm(fact)
                return
        super().keyPressEvent(event)

    def _row(self, card: Card, fact: StillTrue) -> QWidget:
        what, value = words.doubt(fact, card)
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(4))
        told = column(
            Text(what, "help", token="text2", shortens=True), Text(value, "strong", wrap=True), gap=0
        )
        row.addWidget(told, 1)
        if card.editable:
            still = SecondaryButton(_("True"), icon="check", size="small")
            still.setObjectName(f"still_{fact.record}")
            still.setAccessibleName(_("{what}, {value}: still true", what=what, value=value))
            still.clicked.connect(lambda _checked=False: self._actions.confirm(fact))
            pencil = IconButton("pencil", _("Change {what}", what=what), size="small")
            pencil.clicked.connect(lambda _checked=False: self._actions.edit_doubt(fact))
            self.buttons.append((still, fact))
            row.addWidget(still)
            row.addWidget(pencil)
        return made


def dwelling(card: Card, actions: CardActions) -> QWidget:
    """Return where the household lives; a protected address only after somebody said why."""
    shown = actions.dwelling or card.dwelling
    hidden = card.household.address_protected and actions.dwelling is None
    heading = SectionHeading(_("Dwelling"))
    made = column(heading, gap=4)
    box = made.layout()
    assert box is not None
    if card.editable:
        pencil = IconButton("pencil", _("Edit the dwelling"), size="small")
        pencil.setObjectName("edit_dwelling")
        pencil.clicked.connect(actions.edit_dwelling)
        heading.add(pencil)
    where = "" if hidden or shown is None else words.address(shown)
    if where:
        text = Text(where, wrap=True, selectable=True)
        text.setObjectName("address")
        box.addWidget(text)
    elif hidden:
        box.addWidget(Text(_("Address protected"), token="text2"))
    else:
        box.addWidget(Text(_("No address entered"), token="text2"))
    lives = words.housing(shown) if shown else ""
    if lives:
        box.addWidget(Text(lives, "help", token="text2", wrap=True))
    return made


def benefits(card: Card, actions: CardActions) -> QWidget:
    heading = SectionHeading(_("Benefits"))
    _add(card, heading, _("Benefit"), _("Record a benefit"), "add_benefit", actions.edit_benefits)
    made = column(heading, gap=4)
    box = made.layout()
    assert box is not None
    for benefit in card.benefits:
        box.addWidget(_benefit(card, benefit, actions))
    return made


def _benefit(card: Card, benefit: Benefit, actions: CardActions) -> QWidget:
    until = _("until {day}", day=dates.day(benefit.ends_on)) if benefit.ends_on else ""
    line = ", ".join(part for part in (label("benefit_state", benefit.state), until) if part)
    name = label("benefit", benefit.benefit)
    row = PressRow(f"benefit_{benefit.id}", ", ".join(part for part in (name, line) if part))
    row.column.addWidget(Text(name, wrap=True))
    if line:
        row.column.addWidget(Text(line, "help", token="text2", wrap=True))
    _opens(card, row, lambda: actions.edit_benefits(benefit))
    return row


def places(card: Card, actions: CardActions) -> QWidget | None:
    """Return in which offers somebody takes part or waits; nothing where nobody does."""
    if not card.places:
        return None
    made = column(SectionHeading(_("Offers")), gap=8)
    box = made.layout()
    assert box is not None
    for place, offered in card.places:
        box.addWidget(_place(card, place, offered, actions))
    return made


def _place(card: Card, place: OfferPlace, offered: str, actions: CardActions) -> QWidget:
    name = place_name(card, place, offered)
    since = _("since {day}", day=dates.day(place.since)) if place.since else ""
    line = ", ".join(part for part in (label("place_state", place.state), since) if part)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(style.px(8))
    row.addWidget(column(Text(name, wrap=True), Text(line, "help", token="text2", wrap=True), gap=0), 1)
    if card.editable and actions.may("refer"):
        ends = QuietButton(_("End …"), size="small")
        ends.setObjectName(f"leave_{place.id}")
        ends.setAccessibleName(_("End the place: {name} …", name=name))
        ends.clicked.connect(lambda _checked=False: actions.life.leave_place(place.id))
        row.addWidget(ends, 0, Qt.AlignmentFlag.AlignTop)
    return made


def needs(card: Card, actions: CardActions) -> QWidget:
    heading = SectionHeading(_("Needs"))
    _add(card, heading, _("Need"), _("Record a need"), "add_need", actions.add_need)
    made = column(heading, gap=4)
    box = made.layout()
    assert box is not None
    if not card.needs:
        box.addWidget(Text(_("No need recorded yet."), token="text2", wrap=True))
    for n, need in enumerate(card.needs):
        if n:
            box.addWidget(Divider())
        box.addWidget(_need(card, need, actions))
    return made


def _need(card: Card, need: Need, actions: CardActions) -> QWidget:
    area, look = short_label("life_area", need.area), words.need_badge(need.state)
    level = level_words(need.level, need.former_level) if need.level is not None else _("level not set")
    sentence = ", ".join(part for part in (area, look.word, level, need.next_step) if part)
    row = PressRow(f"need_{need.id}", sentence)
    head = QHBoxLayout()
    head.setSpacing(style.px(8))
    head.addWidget(Text(area, "strong", wrap=True), 1)
    head.addWidget(Badge(look.tone, look.word, look.icon), 0, Qt.AlignmentFlag.AlignTop)
    row.column.addLayout(head)
    if need.level is not None:
        row.column.addWidget(LevelDots(need.level, need.former_level))
    else:
        row.column.addWidget(Text(level, "help", token="text2"))
    step = need.next_step or need.goal
    if step:
        due = _("by {day}", day=dates.short_day(need.due_on, clock.today())) if need.due_on else ""
        text = ", ".join(part for part in (step, due) if part)
        row.column.addWidget(Text(text, "help", token="text2", wrap=True))
    _opens(card, row, lambda: actions.edit_need(need))
    return _with_way(card, row, need, area, actions)


def _with_way(card: Card, row: PressRow, need: Need, area: str, actions: CardActions) -> QWidget:
    """Return a need with the way to somebody who helps with it, while it is not met."""
    if not card.editable or need.state in words.MET:
        return row
    holder = QWidget()
    beside = QHBoxLayout(holder)
    beside.setContentsMargins(0, 0, 0, 0)
    beside.addWidget(row, 1)
    refer = IconButton("corner-up-right", _("Refer: {area} …", area=area), size="small")
    refer.setObjectName(f"refer_{need.id}")
    refer.clicked.connect(lambda _checked=False: actions.refer(need))
    beside.addWidget(refer, 0, Qt.AlignmentFlag.AlignTop)
    return holder


def rule() -> QWidget:
    return Rule(vertical=False)

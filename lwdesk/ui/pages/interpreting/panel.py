"""The panel beside the list: the chain of a request with its next step, or somebody of the pool."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.services.hours_sheets import euros
from lwdesk.services.interpreter_requests import RequestView
from lwdesk.services.interpreters import InterpreterView
from lwdesk.services.papers.kinds import Wish
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.interpreting import words
from lwdesk.ui.pages.interpreting.actions import RequestActions
from lwdesk.ui.pages.interpreting.ways import ways
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, plural

DONE: Final = ("check", "ok")
NOW: Final = ("circle-dot", "accent_text")
LATER: Final = ("circle", "text2")
ORDER: Final = ("sent", "searching", "accepted", "confirmed", "held", "signed", "settled")


class ChainLine(QWidget):
    """One step of the chain: done, now or later."""

    def __init__(self, look: tuple[str, str], title: str, when: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(10))
        row.addWidget(Sign(*look, 18), 0, Qt.AlignmentFlag.AlignTop)
        token = "text2" if look == LATER else "text"
        row.addWidget(Text(title, "strong" if look == NOW else "body", token=token, wrap=True), 1)
        if when:
            row.addWidget(Text(when, "help", token="text2"), 0, Qt.AlignmentFlag.AlignTop)


class InterpretingPanel(ListPanel):
    """What one row is about, and the next step first."""

    nothing = N_("Choose a request to see where it stands.")
    person_wanted = Signal(object)

    def __init__(self, context: Context, doing: RequestActions) -> None:
        super().__init__()
        self._context, self._doing = context, doing
        self.may_settle = False

    def show_row(self, row: object) -> None:
        self.clear()
        self.shown = row
        match row:
            case RequestView():
                self._show_request(row)
            case InterpreterView():
                self._show_person(row)

    def _show_request(self, view: RequestView) -> None:
        today, request = clock.today(), view.record
        own = view.home.native_name if view.home and view.home.name else ""
        number = view.home.case_number if view.home else ""
        self.set_title(words.whose(view), own, " · ".join(p for p in (number, request.reference) if p))
        look = words.state(view, today)
        self.told.addWidget(Flow(Badge(look.tone, look.word, look.icon)))
        self.tell("languages", words.language(request))
        self.tell("calendar", words.when(request, today))
        self.tell("message-circle", words.about(request))
        self.tell("map-pin", request.place)
        for line in self._chain(view, today):
            self.told.addWidget(line)
        if request.unfilled:
            self.tell("x", label("unfilled_reason", request.unfilled))
        if request.cancelled_by:
            self.tell("ban", _("called off by: {who}", who=label("cancelled_by", request.cancelled_by)))
        if request.cents is not None and self.may_settle:
            self.tell("euro", _("{euros} euros", euros=euros(request.cents)))
        self.told.addStretch(1)
        self._add_ways(view)

    def _chain(self, view: RequestView, today: date) -> Iterator[QWidget]:
        """Yield the steps of the way: who was asked and what they said, then what is still ahead."""
        request, state = view.record, view.state
        if state == "draft":
            return
        at = ORDER.index(state) if state in ORDER else -1
        sent = dates.short_day(request.sent_on, today) if request.sent_on else ""
        yield ChainLine(DONE, _("Asked"), sent)
        for one, who in view.asked:
            if one.state == "next" or who is None or (one.state == "withdrawn" and one.asked_at is None):
                continue
            look = {"asked": NOW, "accepted": DONE, "held": DONE}.get(one.state or "", ("x", "text2"))
            moment = one.answered_at or one.asked_at
            when = dates.short_day(moment.astimezone().date(), today) if moment else ""
            yield ChainLine(look, f"{isolate(who.name)}: {label('assignment_state', one.state)}", when)
        waiting = sum(1 for one, _who in view.asked if one.state == "next")
        if waiting and state in ("sent", "searching"):
            more = plural("{n} more would be asked", "{n} more would be asked", waiting)
            yield ChainLine(LATER, more)
        for step in ORDER[2:] if at >= 0 else ():
            yield self._step(request, step, ORDER.index(step) - max(at, 1), today)

    def _step(self, request: InterpreterRequest, step: str, ahead: int, today: date) -> QWidget:
        """Return one of the steps after the answer: done, the next one, or still far."""
        waits = request.state in ("sent", "searching")
        look = DONE if ahead <= 0 else NOW if ahead == 1 and not waits else LATER
        day = {"signed": request.signed_on, "settled": request.settled_on}.get(step)
        return ChainLine(look, label("request_state", step), dates.short_day(day, today) if day else "")

    def _add_ways(self, view: RequestView) -> None:
        """Offer the next step, and the other ways in few lines below it."""
        found = [way for way in ways(view, self._doing) if self._context.may(way.right)]
        for way in found[:1]:
            self.way(SecondaryButton(way.text, icon=way.icon), way.name, way.do)
        others = [(way.text, way.name, way.do) for way in found[1:]]
        if self._context.may("print") and view.state != "draft":
            kind = "assignment" if view.chosen else "interpreter_request"
            wish, wanted = Wish(kind, view.record.id), self._context.wanted
            others.append((_("Print …"), "print_request", lambda: wanted.emit("paper", wish)))
        if view.home is not None:
            home, opened = view.home.household, self._context.household_wanted
            others.append((_("Open household"), "open_household", lambda: opened.emit(home)))
        self.few_ways(*others)

    def _show_person(self, view: InterpreterView) -> None:
        today, person = clock.today(), view.record
        self.set_title(person.name, number=short_label("interpreter_pool", person.pool))
        look = words.papers(view, today)
        self.told.addWidget(Flow(Badge(look.tone, look.word, look.icon)))
        self.tell("languages", words.spoken(view.skills))
        self.tell("phone", person.phone)
        self.tell("map-pin", ", ".join(label("district", code) for code in person.districts))
        for free in view.times:
            day = label("weekday", free.weekday)
            self.tell("calendar", f"{day}, {free.free_from:%H:%M}–{free.free_until:%H:%M}")
        if person.certificate_until:
            day = dates.day(person.certificate_until)
            self.tell("file-check", _("Certificate of conduct until {day}", day=day))
        load, most = words.load(view.load), person.most_a_month
        of_most = _("{load} this month, at most {most}", load=load, most=most)
        self.tell("chart-column", of_most if most else _("{load} this month", load=load))
        self.told.addStretch(1)
        if self._context.may("manage_offers"):
            edit = SecondaryButton(_("Edit"), icon="pencil")
            self.way(edit, "edit_person", lambda: self.person_wanted.emit(view))

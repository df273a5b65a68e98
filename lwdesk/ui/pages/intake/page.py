"""The page that takes in a household: it joins form, draft, known households and saving."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout

from lwdesk.domain.fields import Record
from lwdesk.domain.referral import Referral
from lwdesk.services.changes import Changes
from lwdesk.services.views import Similar
from lwdesk.ui.accessible import announce
from lwdesk.ui.context import Context, Make, Page
from lwdesk.ui.pages.intake import overview
from lwdesk.ui.pages.intake.begun import Begun, Spot, beginning
from lwdesk.ui.pages.intake.deck import BY_KEY, Deck, first_field
from lwdesk.ui.pages.intake.draft import DraftKeeper
from lwdesk.ui.pages.intake.finish import Finish
from lwdesk.ui.pages.intake.first import First, Told
from lwdesk.ui.pages.intake.follows import Follows
from lwdesk.ui.pages.intake.frame import Frame
from lwdesk.ui.pages.intake.known import Lookout, phone_is_known
from lwdesk.ui.pages.intake.steps import StepForm
from lwdesk.ui.reading_order import arrange
from lwdesk.ui.steps import Step
from lwdesk.ui.words import _, plural


class IntakePage(Page):
    """Seven steps in any order; nothing typed is lost, and nobody is saved twice unseen."""

    name = "households"

    def __init__(self, context: Context, about: str | Referral = "", draft: UUID | None = None) -> None:
        super().__init__(context)
        self.heading = _("New household")
        self.begun = beginning(about, draft)
        self._draft, self._fresh = draft, True
        self.spots: tuple[Spot, ...] = ()
        self._steps: list[Step] = []
        self.frame = Frame(context.who)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self.deck = Deck(self.frame, lambda: self.begun, self)
        self.keeper = DraftKeeper(context.jobs, self._told, self)
        self.lookout = Lookout(context, lambda: self.begun.intake, self)
        self.follows = Follows(context, lambda: self.begun, self)
        self.finish = Finish(context, self.frame, self.keeper, lambda: self.begun, self)
        self.first = First(context, self.deck, self._begin, self)
        self._listen()
        self.deck.begin(self.begun.step)
        self._stand_by()

    def opened(self) -> None:
        """Load what the page needs at its first showing; a household already created is not shown again."""
        if self.finish.created:
            QTimer.singleShot(0, self, self.context.back_wanted.emit)
        elif self._fresh:
            self._fresh = False
            self._order()
            self.focus_first()
            self.first.look(self._draft)
        elif not self.form.focus_on(self.begun.focus):
            self.focus_first()

    def focus_first(self) -> None:
        self.form.focus_first()

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        """Look again when households changed; taking back the creation brings the form back as a draft."""
        if self.finish.is_taken_back(changes, initiator):
            _bring_back(self)
        elif not self.finish.created and changes.touches(
            "distinct_pair", "person", "person_name", "household"
        ):
            self.lookout.look()

    def primary(self) -> None:
        """Do what the button at the right says: go on, or at the last step create the household."""
        following = overview.after(self.begun.step)
        if following is None:
            self.take_in()
        else:
            self.go(following, focus=True)

    def save_now(self) -> None:
        self.keeper.keep_what_is_filled(self.begun)

    def keep_draft(self) -> None:
        if not (self.finish.created or self.finish.discarded):
            self.keeper.keep()

    def again(self, make: Make) -> Make | None:
        """Come back as the draft, at the same step; an empty form begins anew."""
        self.save_now()
        draft = partial(IntakePage, draft=self.begun.id) if self.begun.filled() else make
        return None if self.finish.created or self.finish.discarded else draft

    def closed(self) -> None:
        self.deck.stop()
        self.lookout.stop()
        self.keeper.stop()

    @property
    def form(self) -> StepForm:
        """The step that is shown."""
        return self.deck.shown()

    def go(self, step: str, member: int = -1, *, focus: bool = False) -> None:
        """Show a step, of a certain person if one is named."""
        self.first.hurry()
        self.begun.step = step
        if member >= 0:
            self.begun.member = min(member, len(self.begun.intake.members) - 1)
        self.deck.show_step(step)
        self._stand_by()
        self.frame.form.verticalScrollBar().setValue(0)
        if focus:
            self.focus_first()
            self.keeper.touch_what_is_filled(self.begun)

    def look_over(self) -> None:
        """Count what is to be checked, and show where one stands."""
        self.spots = self.begun.spots()
        count = len(self.spots)
        self.frame.show_check(plural("Check {n} entry", "Check {n} entries", count) if count else "")
        steps = overview.step_states(self.begun, self.spots)
        if steps != self._steps:
            self._steps = steps
            self.frame.set_steps(steps)
        following = overview.after(self.begun.step)
        if following is None:
            self.frame.show_last(_("Create household"))
        else:
            self.frame.show_next(_(BY_KEY[following].title))
        _show_block(self)
        self._order()

    def take_in(self) -> None:
        """Save the household; what hinders that is said and shown."""
        self.look_over()
        if reason := _missing(self):
            self._jump()
            self.frame.show_check(reason)
            announce(self, reason, urgent=True)
            return
        self.lookout.stop()
        self.finish.take_in()

    def add_person(self) -> None:
        self.go("persons", self.begun.add_member(), focus=True)

    def remove_person(self) -> None:
        """Take a person off the form, after a question when more than one thing is known of them."""
        if sum(len(record.filled()) for record in self.begun.shown_member().records()) <= 1:
            self._remove_person()
            return
        question, consequence = _("Remove this person?"), _("What was typed about this person is deleted.")
        self.context.ask.confirm(self, question, consequence, _("Remove"), self._remove_person, danger=True)

    def _listen(self) -> None:
        frame = self.frame
        frame.step_chosen.connect(lambda step, member: self.go(step, member, focus=True))
        frame.person_wanted.connect(self.add_person)
        frame.discard_wanted.connect(self.finish.discard)
        frame.shelve_wanted.connect(self.finish.shelve)
        frame.rearranged.connect(self._order)
        frame.next.clicked.connect(self.primary)
        frame.check.clicked.connect(self._jump)
        frame.panel.opened.connect(self._open_known)
        frame.panel.refused.connect(self.lookout.tell_apart)
        self.lookout.found.connect(self._found)
        self.follows.concluded.connect(self._concluded)
        frame.panel.rearranged.connect(self._order)
        self.keeper.saved.connect(frame.show_saved)
        self.keeper.failed.connect(frame.show_unsaved)
        deck = self.deck
        deck.edited.connect(self._edited)
        deck.left.connect(self._leave)
        deck.added.connect(self._add)
        deck.put.connect(self._put)
        deck.removed.connect(self._remove)
        deck.member_chosen.connect(lambda member: self.go(self.begun.step, member))
        deck.member_removed.connect(self.remove_person)
        deck.rearranged.connect(self._order)

    def _begin(self, told: Told) -> None:
        """Take over the office, and the draft when there is one."""
        office, self.follows.town, payload = told
        if payload is not None:
            self.begun = Begun.from_payload(self.begun.id, payload)
        self.begun.put(self.begun.intake.household.replace(office=office))
        self.go(self.begun.step)
        self.follows.show_visit()
        self.follows.find_district()
        if payload is None or not self.form.focus_on(self.begun.focus):
            self.focus_first()
        self.lookout.look()

    def _stand_by(self) -> None:
        """Show what follows from the step that is shown."""
        self.follows.form = self.deck.household()
        self.follows.typed()
        self.look_over()

    def _edited(self, record: Record, name: str, typed: str) -> None:
        self.begun.put(record)
        self.begun.note(record, name, typed)
        if (record.kind, name) == ("household", "name"):
            self.begun.named = True
        self.spots = tuple(spot for spot in self.spots if (spot.record, spot.field) != (record.id, name))
        self._changed_something()

    def _leave(self, record: Record, name: str) -> None:
        self.follows.left(record, name)
        self.look_over()

    def _changed_something(self) -> None:
        self.follows.typed()
        self.keeper.touch()
        self.lookout.soon()
        _show_block(self)

    def _concluded(self, record: Record) -> None:
        self.deck.take(record)
        if record.kind == "dwelling":
            self.keeper.touch()

    def _put(self, record: Record) -> None:
        """Add a spelling that was written beside the form."""
        self.begun.put(record.replace(person=self.begun.shown_member().person.id))
        self._rearranged(record.kind)

    def _add(self, kind: str) -> None:
        fresh = self.begun.fresh(kind)
        self.begun.put(fresh)
        self._rearranged(kind)
        self.deck.jump(Spot("", self.begun.step, fresh.id, kind, first_field(kind)))

    def _remove(self, record: Record) -> None:
        self.begun.drop(record)
        self.deck.start_lists(self.begun.step)
        self._rearranged(record.kind)

    def _rearranged(self, kind: str) -> None:
        self.form.show_list(self.begun, kind)
        self._changed_something()
        self.look_over()

    def _remove_person(self) -> None:
        self.begun.drop_member(self.begun.member)
        self._changed_something()
        self.go("persons", focus=True)

    def _found(self, similar: tuple[Similar, ...]) -> None:
        self.frame.panel.show_similar(similar)
        self.deck.say_phone_is_known(phone_is_known(similar, self.begun.shown_member().person.phone))

    def _open_known(self, household: UUID) -> None:
        self.save_now()
        self.context.household_wanted.emit(household)

    def _jump(self) -> None:
        """Go to the next thing to look at, or to what is missing."""
        spot = overview.next_spot(self.begun, self.spots)
        if spot is not None:
            self.go(spot.step, -1 if spot.member is None else spot.member)
            self.deck.jump(spot)

    def _order(self) -> None:
        if not self._fresh:
            arrange(*self.frame.parts())

    def _told(self) -> tuple[UUID, dict[str, Any], str]:
        self.begun.focus = self.form.focused() or self.begun.focus
        title = self.begun.intake.household.name or self.begun.intake.proposed_name
        return self.begun.id, self.begun.payload(), title


def _bring_back(page: IntakePage) -> None:
    page.begun = page.begun.renewed()
    page.go(page.begun.step)
    page.keeper.touch()
    page.keeper.keep()


def _missing(page: IntakePage) -> str:
    return overview.missing(page.begun, read_only=page.context.who.read_only)


def _show_block(page: IntakePage) -> None:
    last = overview.after(page.begun.step) is None
    reason = _missing(page) if last else ""
    page.frame.next.set_blocked(reason)
    if last and not page.spots:
        page.frame.show_check(reason)

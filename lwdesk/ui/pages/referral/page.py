"""The page of one referral: it joins concern, offers and gate, keeps the draft, and sends."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.consent import Consent
from lwdesk.domain.household import Household
from lwdesk.domain.referral import Referral
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.passing_on import Vouched
from lwdesk.ui.buttons import PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.dialogs.together import TogetherDialog
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.gated_page import GatedPage
from lwdesk.ui.pages.referral.begun import FORM, Around, Begun, Wanted, begin
from lwdesk.ui.pages.referral.form import ReferralForm
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.pages.status import Status
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

CONCERNING = ("consent", "withholding", "household", "offer", "provider", "membership", "person")


class ReferralPage(GatedPage[Begun, Around]):
    """Passes a household on: nothing leaves but what the gate lets through."""

    name = "referrals"
    heading = N_("Referral")
    drafts = FORM
    clash = N_("Somebody else changed this referral in the meantime.")
    form: ReferralForm

    def __init__(self, context: Context, wanted: Wanted, parent: QWidget | None = None) -> None:
        self._wanted = wanted
        self._flagged = False
        super().__init__(context, parent)

    def make_foot(self) -> PrimaryButton:
        self.status = Status()
        self.bar.add_status(self.status)
        self.put_aside = SecondaryButton(_("Put aside as a draft"))
        self.send_button = PrimaryButton(_("Refer"), icon="send")
        self.add_button(QuietButton(_("Cancel")), "cancel", self.leave)
        self.add_button(self.put_aside, "put_aside", self.put_away)
        self.add_button(self.send_button, "send", self.primary)
        return self.send_button

    def build(self) -> Iterator[QWidget]:
        self.form = ReferralForm(self.context)
        yield self.form
        yield from self.form.build()
        self.listen(self.form)
        self.form.looked.connect(self.take_around)
        self.form.gap_wanted.connect(self._report_gap)

    def load(self) -> "Callable[[Desk], tuple[Begun, Around]]":
        wanted = self._wanted
        return lambda desk: begin(desk, wanted)

    def show_begun(self, begun: Begun, around: Around) -> Iterator[object]:
        yield from self.form.show_begun(begun, around)
        self.form.concern.retype(begun.unread)

    def draft(self) -> tuple[UUID, dict[str, Any], str]:
        begun = replace(self.form.written(), unread=self.form.concern.typed())
        return begun.referral.id, begun.payload(), _title(begun.referral, self.form.around)

    def settle(self, conflicts: Conflicts) -> None:
        self.form.settle({one.field: one.theirs for one in conflicts.fields})

    def start_anew(self) -> None:
        if self._wanted.draft is not None:
            self._wanted = Wanted(self.form.begun.referral.household)

    def focus_first(self) -> None:
        if self.ready:
            self.form.concern.focus_first()

    def focus_way(self) -> None:
        self.form.handing.focus_way()

    def start_search(self) -> None:
        if self.ready:
            self.form.offers.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.form.offers.search.selectAll()

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        """Ask the gate again when a consent was given or revoked, and the card when it changed."""
        del initiator
        if self.ready and not self.over and changes.touches(*CONCERNING):
            self.form.look_again()

    def primary(self) -> None:
        """Send it, unless something is missing."""
        if not self.is_open() or self.form.problems():
            return
        if reason := self.form.reason():
            self.status.say(reason, "info")
            self.focus_way()
            return
        begun, second = self.form.written(), self.form.handing.second()
        if second is None:
            self._send(begun, None)
        else:
            self._ask_second(begun, second)

    def _ask_second(self, begun: Begun, second: tuple[UUID, str]) -> None:
        """Let the second person take this very referral on themselves before it goes."""
        kinds = ", ".join(label("data_kind", kind) for kind in begun.referral.data_kinds)
        told = _(
            "To {recipient} goes: {kinds}. {name} agrees to it with their own passphrase.",
            recipient=isolate(self.form.offers.recipient()),
            kinds=kinds,
            name=isolate(second[1]),
        )
        dialog = TogetherDialog(
            self,
            self.context,
            (_("Pass on without consent, by two?"), told),
            [second],
            lambda desk, _second, secret: desk.referrals.vouch(begun.referral, begun.persons, secret),
        )
        dialog.go.setText(_("Refer together"))
        dialog.go.setObjectName("refer_together")
        dialog.granted.connect(lambda vouched: self._send(begun, vouched))
        dialog.open()

    def _send(self, begun: Begun, vouched: Vouched | None) -> None:
        read = self.form.handing.note.read()
        self.save(
            lambda desk: desk.referrals.send(begun.referral, begun.persons, begun.referral.id, read, vouched),
            lambda sent: _("Referred, {number}, slip {code}", number=sent.reference, code=sent.slip_code),
        )

    def closed(self) -> None:
        super().closed()
        if self.built:
            self.form.offers.stop()

    def put_away(self) -> None:
        """Keep it as a draft that everybody of the office finds in the list."""
        if not self.is_open() or self.form.problems():
            return
        begun = self.form.written()
        self.save(
            lambda desk: desk.referrals.save(begun.referral, begun.persons, begun.base, begun.referral.id),
            lambda _changes: _("Put aside as a draft"),
            redo=self.put_away,
        )

    def take_around(self, around: Around) -> None:
        card, referral = around.card, self.form.begun.referral
        need = _("Need: {area}", area=short_label("life_area", referral.area)) if referral.need else ""
        number = card.household.case_number if card else ""
        parts = (isolate(around.name()), number, need)
        self.header.set_subtitle(" · ".join(part for part in parts if part))
        if card is None:
            return
        self.edits.card, self.edits.waiting = card, around.waiting
        if not self._flagged:
            self._flagged = True
            for badge in _flags(card.household):
                self.header.add_action(badge)

    def show_reason(self) -> None:
        reason = self.form.reason()
        self.send_button.set_blocked(reason)
        if reason:
            self.status.say(reason, "info")
        else:
            self.status.say(_("Goes with a slip for the answer."), "file-text")

    def obtain(self) -> None:
        """Open the consent as the card does, for this recipient and these data."""
        card = self.form.around.card
        if card is None:
            return
        begun = self.form.written()
        referral, persons = begun.referral, begun.persons
        consent = Consent(
            household=card.household.id,
            person=persons[0] if len(persons) == 1 else None,
            purpose="pass_on",
            recipient=self.form.offers.recipient(),
            provider=referral.provider,
            subject=referral.subject or label("life_area", referral.area),
            data_kinds=referral.data_kinds,
            given_on=clock.today(),
            language=card.household.advice_language,
        )
        self.edits.begin("new_consent", f"referral {referral.id}", [], [consent])

    def _report_gap(self) -> None:
        if not self.is_open() or self.form.problems():
            return
        referral = self.form.written().referral
        self.save(
            lambda desk: desk.referrals.report_gap(referral, referral.id),
            lambda _changes: _("Reported as a gap"),
        )


def _flags(household: Household) -> tuple[Badge, ...]:
    """Return what must be seen beside the title."""
    found = []
    if household.interpreter_needed == "yes":
        language = label("language", household.advice_language)
        needed = _("Interpreter needed: {language}", language=language)
        found.append(Badge("accent", needed if language else _("Interpreter needed"), "languages", high=True))
    if household.address_protected:
        found.append(Badge("danger", _("Address protected"), "shield", high=True))
    return tuple(found)


def _title(referral: Referral, around: Around) -> str:
    what = referral.subject or short_label("life_area", referral.area)
    return ", ".join(part for part in (around.name(), what) if part)

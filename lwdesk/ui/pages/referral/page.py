"""The page of one referral: it joins concern, offers and gate, keeps the draft, and sends."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.consent import Consent
from lwdesk.domain.household import Household
from lwdesk.domain.referral import Referral
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.referrals import Sent
from lwdesk.ui.buttons import PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.context import Context, Make, Page
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.household.edits import Edits
from lwdesk.ui.pages.intake.draft import DraftKeeper
from lwdesk.ui.pages.referral.begun import FORM, Around, Begun, Wanted, begin
from lwdesk.ui.pages.referral.form import ReferralForm
from lwdesk.ui.pages.referral.status import Status
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.surface import BottomBar, Divider, PageHeader
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _

CONCERNING = ("consent", "withholding", "household", "offer", "provider", "membership", "person")


class ReferralPage(Page):
    """Passes a household on: nothing leaves but what the gate lets through."""

    name = "referrals"
    heading = N_("Referral")

    def __init__(self, context: Context, wanted: Wanted, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted, self._shown, self._busy = wanted, False, False
        self._touched = self._flagged = False
        self.setAccessibleName(_("Referral"))
        self.header = PageHeader(_("Referral"), "")
        self.form = ReferralForm(context)
        self.edits = Edits(context, self)
        self.keeper = DraftKeeper(context.jobs, self._told, self, FORM)
        self.status, self.kept = Status(), Status()
        self._arrange()
        self._listen()

    def opened(self) -> None:
        if not self._shown:
            wanted = self._wanted
            self.context.jobs.run(self, lambda desk: begin(desk, wanted), self._show, lane=f"form {id(self)}")

    def focus_first(self) -> None:
        self.form.concern.focus_first()

    def start_search(self) -> None:
        self.form.offers.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.form.offers.search.selectAll()

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        """Ask the gate again when a consent was given or revoked, and the card when it changed."""
        del initiator
        if self._shown and not self.over and changes.touches(*CONCERNING):
            self.form.look_again()

    def primary(self) -> None:
        """Send it, unless something is missing."""
        if self._busy or not self._shown or self.form.problems():
            return
        if reason := self.form.reason():
            self.status.say(reason, "info")
            self.form.handing.focus_way()
            return
        begun = self.form.written()
        self._set_busy(busy=True)
        self.keeper.stop()
        self.context.jobs.run(
            self,
            lambda desk: desk.referrals.send(begun.referral, begun.persons, begun.referral.id),
            self._saved,
            failed=self._failed,
        )

    def save_now(self) -> None:
        self.keeper.dirty = self.keeper.dirty or self._shown
        self.keeper.keep()

    def keep_draft(self) -> None:
        if not (self._busy or self.over):
            self.keeper.keep()

    def again(self, make: Make) -> Make | None:
        """Come back as the draft; an untouched form begins anew."""
        self.keep_draft()
        draft = Wanted(draft=self.form.begun.referral.id)
        begun: Make = partial(ReferralPage, wanted=draft)
        return None if self.over else begun if self._touched else make

    def closed(self) -> None:
        self.keeper.stop()
        self.form.offers.stop()
        self.edits.put_away()

    def put_away(self) -> None:
        """Keep it as a draft that everybody of the office finds in the list."""
        if self._busy or not self._shown or self.form.problems():
            return
        begun = self.form.written()
        self._set_busy(busy=True)
        self.keeper.stop()
        self.context.jobs.run(
            self,
            lambda desk: desk.referrals.save(begun.referral, begun.persons, begun.base, begun.referral.id),
            self._saved,
            failed=self._failed,
        )

    def _arrange(self) -> None:
        self.bar = BottomBar()
        self.bar.add_status(self.status)
        self.bar.add_status(self.kept)
        self.kept.hide()
        self.cancel = QuietButton(_("Cancel"))
        self.put_aside = SecondaryButton(_("Put aside as a draft"))
        self.send_button = PrimaryButton(_("Refer"), icon="send")
        named = ((self.cancel, "cancel"), (self.put_aside, "put_aside"), (self.send_button, "send"))
        for button, name in named:
            button.setObjectName(name)
            self.bar.add_button(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Divider())
        column.addWidget(self.form, 1)
        column.addWidget(self.bar)

    def _listen(self) -> None:
        self.form.edited.connect(self._keep)
        self.form.judged.connect(self._show_reason)
        self.form.looked.connect(self._take_around)
        self.form.gap_wanted.connect(self._report_gap)
        self.form.consent_wanted.connect(self._obtain)
        self.form.revoke_wanted.connect(self._revoke)
        self.keeper.saved.connect(self._say_kept)
        self.keeper.failed.connect(lambda why: self.kept.say(why, "circle-alert"))
        self.edits.closed.connect(self._back_from_consent)
        self.cancel.clicked.connect(lambda _checked=False: self._leave())
        self.put_aside.clicked.connect(lambda _checked=False: self.put_away())
        self.send_button.clicked.connect(lambda _checked=False: self.primary())

    def _show(self, told: tuple[Begun, Around]) -> None:
        begun, around = told
        self._shown = True
        self.form.show_begun(begun, around)
        self._take_around(around)
        self.focus_first()

    def _take_around(self, around: Around) -> None:
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

    def _keep(self) -> None:
        if self._shown and not self.over:
            self._touched = True
            self.keeper.touch()

    def _show_reason(self) -> None:
        reason = self.form.reason()
        self.send_button.set_blocked(reason)
        if reason:
            self.status.say(reason, "info")
        else:
            self.status.say(_("Goes with a slip for the answer."), "file-text")

    def _obtain(self) -> None:
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

    def _back_from_consent(self) -> None:
        self.send_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.send_button.hasFocus():
            self.form.handing.focus_way()

    def _revoke(self, consent: Consent) -> None:
        def then(_changes: Changes) -> None:
            self.context.said.emit(_("Consent revoked"), True)

        self.context.jobs.run(self, lambda desk: desk.consents.revoke(consent.id), then)

    def _report_gap(self) -> None:
        if self.form.problems():
            return
        referral = self.form.written().referral

        def then(_changes: Changes) -> None:
            self._finish(_("Reported as a gap"))

        self.keeper.stop()
        self.context.jobs.run(self, lambda desk: desk.referrals.report_gap(referral, referral.id), then)

    def _saved(self, result: Changes | Conflicts) -> None:
        self._set_busy(busy=False)
        if isinstance(result, Sent):
            self._finish(_("Referred, {number}, slip {code}", number=result.reference, code=result.slip_code))
        elif isinstance(result, Changes):
            self._finish(_("Put aside as a draft"))
        else:
            self.status.say(_("Somebody else changed this referral in the meantime."), "circle-alert")
            self.keeper.touch()

    def _finish(self, told: str) -> None:
        self.over = True
        self.context.said.emit(told, True)
        self.context.back_wanted.emit()

    def _failed(self, error: Exception) -> bool:
        del error
        self._set_busy(busy=False)
        self.keeper.touch()
        return False

    def _leave(self) -> None:
        if not self._touched:
            self._discard()
            return
        self.context.ask.confirm(
            self,
            _("Discard your changes?"),
            _("What you have just typed is lost."),
            _("Discard"),
            self._discard,
            danger=True,
        )

    def _discard(self) -> None:
        self.keeper.stop()
        self.over = True
        draft = self.form.begun.referral.id
        self.context.jobs.run(self.context, lambda desk: desk.drafts.discard(draft))
        self.context.back_wanted.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.send_button.set_busy(busy)

    def _told(self) -> tuple[UUID, dict[str, Any], str]:
        begun = self.form.written()
        return begun.referral.id, begun.payload(), _title(begun.referral, self.form.around)

    def _say_kept(self, at: datetime) -> None:
        self.kept.say(_("Draft saved at {time}", time=at.astimezone().strftime("%H:%M:%S")), "")


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

"""What taking packages in did: how much, what came together by itself, and what did not go through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from lwdesk.base.errors import BundleGap, LwError
from lwdesk.base.messages import explain
from lwdesk.base.texts import N_
from lwdesk.domain.fields import RECORDS
from lwdesk.services.exchange.views import LeftOut, Merged, Passage, Summary
from lwdesk.ui import words as speech
from lwdesk.ui.buttons import Button, PrimaryButton, QuietButton
from lwdesk.ui.pages.exchange import words
from lwdesk.ui.pages.exchange.preview import block, told_in_scroll
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _, plural

WHY_OUT = {
    "erased": N_("was erased here for good"),
    "newer_program": N_("comes from a newer program and shows after the update"),
    "unknown_code": N_("holds a word of a list that is not known here; shown as it came"),
}
LISTED, FEW = 50, 2


@dataclass(frozen=True, slots=True)
class Came:
    """What became of one file: what it did, or why nothing of it was taken in."""

    path: Path
    title: str
    summary: Summary | None = None
    error: LwError | None = None


class SummaryDialog(DialogFrame):
    """Lists everything by name; what waits for a decision is one press away."""

    differences_wanted = Signal()

    def __init__(self, came: Sequence[Came], *, stopped: bool, parent: QWidget) -> None:
        question, consequence = _headline(came, stopped=stopped)
        super().__init__(question, consequence, parent)
        self.setModal(True)
        self.setObjectName("package_summary")
        blocks = [part for one in came for part in _blocks(one)]
        if blocks:
            self.add(told_in_scroll(blocks, self))
        conflicts = sum(one.summary.conflicts for one in came if one.summary)
        self.close_button: Button = QuietButton(_("Later")) if conflicts else PrimaryButton(_("Close"))
        self.close_button.setObjectName("close_summary")
        self.add_button(self.close_button, default=not conflicts)
        self._first = self.close_button
        if conflicts:
            self._first = PrimaryButton(words_to_resolve(conflicts), icon="git-compare")
            self._first.setObjectName("go_to_differences")
            self.add_button(self._first, accepts=True, default=True)
            self.accepted.connect(self.differences_wanted)
        self.finished.connect(self.deleteLater)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)


def words_to_resolve(count: int) -> str:
    return plural("Resolve {n} difference", "Resolve {n} differences", count)


def _headline(came: Sequence[Came], *, stopped: bool) -> tuple[str, str]:
    good = [one.summary for one in came if one.summary is not None]
    if not good:
        told = _("Nothing was changed.")
        return (_("Stopped, nothing was taken in") if stopped else _("Nothing was taken in")), told
    total = sum(one.passage.changes for one in good)
    question = _("Taken in: {amount}", amount=words.changed(total))
    if not total:
        question = _("Nothing new was in it")
    rest = _("You stopped the rest; it can be taken in later.") if stopped else ""
    return question, rest


def _blocks(one: Came) -> Iterator[QWidget]:
    if one.summary is None:
        yield _refused(one)
        return
    passage = one.summary.passage
    yield block(
        words.sign(passage), "accent", one.title, ("", "text2", counted(one.summary)), *_note(passage)
    )
    if one.summary.clock_behind or one.summary.sender_ahead:
        yield block("clock", "warn", _("Check the clocks"), ("", "text2", _clocks(one.summary)))
    if one.summary.merged:
        title = _("Came together by itself")
        yield block("check", "ok", title, *(("", "text2", line) for line in merged_lines(one.summary.merged)))
    if one.summary.left_out:
        out = one.summary.left_out
        title = words.not_through(len(out))
        yield block("circle-alert", "warn", title, *(("", "text2", line) for line in left_out(out)))


def _clocks(summary: Summary) -> str:
    if summary.clock_behind:
        return plural(
            "The clock of this computer is at least {n} hour behind the others.",
            "The clock of this computer is at least {n} hours behind the others.",
            summary.clock_behind,
        )
    return plural(
        "The clock of the other device is at least {n} hour ahead of this one.",
        "The clock of the other device is at least {n} hours ahead of this one.",
        summary.sender_ahead,
    )


def _note(passage: Passage) -> tuple[tuple[str, str, str], ...]:
    if passage.state != "waiting":
        return ()
    return (("hourglass", "warn", words.why(passage)[0]),)


def _refused(one: Came) -> QWidget:
    happened, now = explain(one.error, speech.words.texts) if one.error else ("", "")
    waits = isinstance(one.error, BundleGap)
    icon, tone = ("hourglass", "warn") if waits else ("ban", "danger")
    return block(icon, tone, one.title, ("", tone, happened), ("", "text2", now))


def counted(summary: Summary) -> str:
    """Return how much a package did."""
    if not summary.passage.changes:
        return _("All of it was here already.")
    parts = [
        plural("{n} new entry", "{n} new entries", summary.new) if summary.new else "",
        plural("{n} changed", "{n} changed", summary.changed) if summary.changed else "",
        plural("{n} erased", "{n} erased", summary.erased) if summary.erased else "",
        words.households(summary.passage.households) if summary.passage.households else "",
    ]
    return ", ".join(part for part in parts if part) or words.changed(summary.passage.changes)


def merged_lines(merged: Sequence[Merged]) -> Iterator[str]:
    """Yield one line for each household in which the work of two devices came together."""
    found = by_household(merged)
    for name, what in found[:LISTED]:
        yield _("{name}: {what}", name=name, what=what)
    if len(found) > LISTED:
        yield plural("{n} more", "{n} more", len(found) - LISTED)


def by_household(merged: Sequence[Merged]) -> list[tuple[str, str]]:
    """Return the households with what came together there: by name while it is little, else counted."""
    homes: dict[object, list[Merged]] = {}
    for one in merged:
        homes.setdefault(one.household or one.name, []).append(one)
    return [(isolate(ones[0].name) or _("without a name"), _together(ones)) for ones in homes.values()]


def _together(ones: Sequence[Merged]) -> str:
    told = list(dict.fromkeys(merged_what(one) for one in ones))
    if len(told) <= FEW:
        return "; ".join(told)
    new = sum(one.is_new for one in ones)
    parts = [
        plural("{n} new entry", "{n} new entries", new) if new else "",
        plural("{n} changed", "{n} changed", len(ones) - new) if new < len(ones) else "",
    ]
    return ", ".join(part for part in parts if part)


def merged_what(one: Merged) -> str:
    """Return which entry came together, in words."""
    cls = RECORDS.get(one.kind)
    kind = _(cls.label) if cls is not None else one.kind
    names = [_(cls.by_name[name].label) for name in one.fields if cls is not None and name in cls.by_name]
    if one.is_new:
        return _("new: {kind}", kind=kind)
    if len(names) > FEW:
        return _("{kind}, {amount}", kind=kind, amount=plural("{n} detail", "{n} details", len(names)))
    return f"{kind}, {', '.join(names)}" if names else kind


def left_out(entries: Sequence[LeftOut], most: int | None = LISTED) -> Iterator[str]:
    """Yield each entry that did not go through, by name and reason; the log names all of them."""
    for one in entries[:most]:
        yield f"{isolate(one.name) or _('without a name')}: {_(WHY_OUT[one.reason])}"
    if most is not None and len(entries) > most:
        yield plural("{n} more in the log", "{n} more in the log", len(entries) - most)

"""Revoking a consent at one click, wherever it is shown: what stopped and who knows what is told at once."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.domain.consent import Consent, Disclosure
from lwdesk.services.consents import Revoked
from lwdesk.ui import dates
from lwdesk.ui.context import Context
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.words import _, plural


def revoke(context: Context, page: QWidget, asking: QObject, consent: Consent) -> None:
    """Revoke a consent; it can be taken back."""

    def then(revoked: Revoked) -> None:
        context.said.emit(_("Consent revoked"), True)
        if text := _told(revoked):
            context.ask.tell(page, _("The consent no longer holds."), text)

    context.jobs.run(asking, lambda desk: desk.consents.revoke(consent.id), then)


def _told(revoked: Revoked) -> str:
    """Return what a revocation stopped, and who has received what, line by line."""
    kinds = [kind for kind, _record in revoked.stopped]
    counted = ((kinds.count(kind), kind) for kind in ("referral", "interpreter_request", "transfer"))
    lines = [_stopped(kind, n) for n, kind in counted if n]
    if n := kinds.count("assignment"):
        lines.append(
            plural(
                "A task reminds of telling {n} interpreter.", "Tasks remind of telling {n} interpreters.", n
            )
        )
    if "transfer" in kinds:
        lines.append(_("A task reminds of telling the recipient not to take the package in."))
    if revoked.received:
        lines += [_("Who has received something already:"), *map(_received, revoked.received)]
    return "\n".join(lines)


def _stopped(kind: str, n: int) -> str:
    if kind == "referral":
        return plural("{n} referral was withdrawn.", "{n} referrals were withdrawn.", n)
    if kind == "interpreter_request":
        return plural("{n} interpreter request was cancelled.", "{n} interpreter requests were cancelled.", n)
    return plural("{n} handing over was stopped.", "{n} handings over were stopped.", n)


def _received(disclosure: Disclosure) -> str:
    """Return who received what, and when, as one line."""
    kinds = ", ".join(label("data_kind", kind) for kind in disclosure.data_kinds)
    day = dates.day(disclosure.at.astimezone().date()) if disclosure.at else ""
    return ", ".join(part for part in (f"{disclosure.recipient}: {kinds}".removesuffix(": "), day) if part)

"""What the pages of an opened file are made of, loaded before somebody opens them."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

SERVICES = (
    "lwdesk.domain.household",
    "lwdesk.domain.office",
    "lwdesk.domain.interpreting",
    "lwdesk.domain.person",
    "lwdesk.domain.provider",
    "lwdesk.domain.visit",
    "lwdesk.domain.records",
    "lwdesk.store.tables",
    "lwdesk.store.search",
    "lwdesk.services.views",
    "lwdesk.store.transaction",
    "lwdesk.services.saving",
    "lwdesk.services.merging",
    "lwdesk.services.appointments",
    "lwdesk.services.interpreter_requests",
    "lwdesk.services.consents",
    "lwdesk.services.directory",
    "lwdesk.services.hours",
    "lwdesk.services.households",
    "lwdesk.services.referrals",
    "lwdesk.services.visits",
    "lwdesk.services.desk",
)
SHARED = (
    "lwdesk.ui.surface",
    "lwdesk.ui.navigation",
    "lwdesk.ui.shell",
    "lwdesk.ui.rows",
    "lwdesk.ui.input_text",
    "lwdesk.ui.inputs",
    "lwdesk.ui.record_form",
    "lwdesk.ui.person_menu",
    "lwdesk.ui.pages.search_box",
    "lwdesk.ui.pages.hour_queue",
    "lwdesk.ui.pages.field_rows",
    "lwdesk.ui.pages.duplicates",
    "lwdesk.ui.pages.household_input",
    "lwdesk.ui.signature",
)
PAGES = (
    "lwdesk.ui.pages.intake",
    "lwdesk.ui.pages.quick",
    "lwdesk.ui.pages.contact",
    "lwdesk.ui.pages.contacts",
    "lwdesk.ui.pages.household",
    "lwdesk.ui.pages.hour",
    "lwdesk.ui.pages.households",
    "lwdesk.ui.pages.visits.page",
    "lwdesk.ui.pages.interpreting.page",
    "lwdesk.ui.pages.referral",
    "lwdesk.ui.pages.referrals",
    "lwdesk.ui.pages.offers",
    "lwdesk.ui.pages.tasks",
    "lwdesk.ui.pages.calendar.page",
    "lwdesk.ui.pages.users",
    "lwdesk.ui.pages.audit",
    "lwdesk.ui.pages.visits.mode",
    "lwdesk.ui.pages.visits.plan",
    "lwdesk.ui.pages.visits.sorting",
    "lwdesk.ui.pages.visits.route",
    "lwdesk.ui.pages.interpreting.request",
    "lwdesk.ui.pages.interpreting.hours",
    "lwdesk.ui.pages.paper.page",
    "lwdesk.ui.pages.paper.many",
    "lwdesk.ui.pages.paper.review",
    "lwdesk.ui.pages.exchange",
    "lwdesk.ui.pages.exchange.log",
    "lwdesk.ui.pages.exchange.contents",
    "lwdesk.ui.pages.differences",
    "lwdesk.ui.pages.devices",
    "lwdesk.ui.pages.along.page",
    "lwdesk.ui.pages.transfer.page",
    "lwdesk.ui.pages.transfer.arrival",
    "lwdesk.ui.pages.transfer.listing",
)
MODULES = SERVICES + SHARED + PAGES
"""In the order in which each brings little that is not there yet, so that the window never waits long."""


def steps() -> Iterator[Callable[[], object]]:
    """Yield what is to be done, one after the other: load modules, then read the lists they choose from."""
    for name in MODULES:
        yield partial(import_module, name)
    from lwdesk.domain import topics
    from lwdesk.domain.codelists import codelists

    for name in codelists().names():
        yield partial(codelists().__getitem__, name)
    yield partial(topics.suggestions, "")
    yield from (_meet_views, _meet_fields, _meet_painting, _meet_listeners)


def _meet_views() -> None:
    """Ask what kind of widget Qt made, for which its bindings describe all kinds that there are."""
    from PySide6.QtWidgets import QListView

    QListView().viewport()


def _meet_fields() -> None:
    from PySide6.QtWidgets import QPlainTextEdit

    QPlainTextEdit().document()


def _meet_painting() -> None:
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QPainter, QPixmap

    from lwdesk.ui import icons

    ground = QPixmap(1, 1)
    painter = QPainter(ground)
    painter.fillRect(QRectF(0, 0, 1, 1), QColor(Qt.GlobalColor.black))
    painter.end()
    icons.pixmap("check")


def _meet_listeners() -> None:
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: F401

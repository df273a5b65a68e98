"""What the tests of visits share: a family, a plan, what a page asked its window for."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from lwdesk.base import clock
from tests.gui import families

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def family(desk):
    return families.take_in(desk, families.hamdan(advice_language="ar"))


@pytest.fixture
def planned(desk, family):
    """Give a function that plans a visit."""

    def plan(intake=family, hours=1, **fields):
        visit = desk.visits.fresh(intake.household.id).visit
        visit = visit.replace(planned_at=clock.now() + timedelta(hours=hours), **fields)
        desk.visits.plan(visit)
        return visit

    return plan


@pytest.fixture
def told(context):
    """Give what the page asked its window for."""
    heard: list[tuple[str, object]] = []
    context.wanted.connect(lambda kind, subject: heard.append((kind, subject)))
    context.back_wanted.connect(lambda: heard.append(("back", None)))
    context.household_wanted.connect(lambda household: heard.append(("household", household)))
    return heard


def key(pressed, modifier=NONE):
    QTest.keyClick(QApplication.focusWidget(), pressed, modifier)


def shown(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def part(page, name):
    return next(one for one in page.findChildren(QWidget, name) if one.isVisibleTo(page))

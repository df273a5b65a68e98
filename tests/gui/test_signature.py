"""A signature is drawn with whatever is at hand, or given on paper."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from lwdesk.ui.signature import SignatureField, SignatureView, strokes_of
from tests.gui import parts

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def field(qtbot, qapp):
    parts.dress()
    return parts.shown(qtbot, SignatureField())


def sign(field, *points) -> None:
    """Draw one stroke as a mouse or a finger does."""
    first, *rest = (QPoint(*point) for point in points)
    QTest.mousePress(field.pad, LEFT, NO_KEY, first)
    for point in rest:
        QTest.mouseMove(field.pad, point)
    QTest.mouseRelease(field.pad, LEFT, NO_KEY, rest[-1] if rest else first)


def test_what_is_drawn_becomes_a_small_picture(field):
    assert field.picture() is None
    sign(field, (20, 60), (80, 20), (140, 90))
    picture = field.picture()
    assert picture.startswith(b"<svg")
    assert picture.count(b"<path") == 1
    assert len(picture) < 1_000


def test_a_dot_is_no_signature(field):
    sign(field, (20, 60))
    assert field.picture() is None


def test_a_stroke_stays_inside_the_pad(field):
    sign(field, (20, 60), (5000, -50), (140, 90))
    stroke = field.pad.strokes[0]
    assert all(
        0 <= point.x() <= field.pad.width() and 0 <= point.y() <= field.pad.height() for point in stroke
    )


def test_one_signs_again(field):
    assert not field.clear.isVisible()
    sign(field, (20, 60), (140, 90))
    assert field.clear.isVisible()
    field.clear.click()
    assert field.picture() is None
    assert not field.clear.isVisible()


def test_one_key_says_that_it_was_signed_on_paper(field, qtbot):
    sign(field, (20, 60), (140, 90))
    box = field.on_paper.control()
    box.setFocus()
    with qtbot.waitSignal(field.edited):
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert field.is_on_paper()
    assert field.picture() is None
    assert not field.pad.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert field.picture() is not None


def test_the_parts_have_names(field):
    assert parts.name(field.pad) == "Hier unterschreiben"
    assert parts.name(field.on_paper.control()) == "Auf Papier unterschrieben"


def test_a_kept_signature_is_seen_again(field, qtbot):
    empty = parts.shown(qtbot, SignatureView(b"<svg/>")).grab().toImage()
    sign(field, (20, 60), (80, 20), (140, 90))
    assert parts.shown(qtbot, SignatureView(field.picture())).grab().toImage() != empty


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"<svg><script>alert(1)</script></svg>",
        b'<svg><image href="file:///etc/passwd"/></svg>',
        b'<svg><path d="Mx y"/><path d="M1e999 1"/></svg>',
        b"\x89PNG\r\n",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>" * 1000,
    ],
)
def test_a_drawing_from_elsewhere_is_lines_or_nothing(field, qtbot, picture):
    assert all(stroke == [] for stroke in strokes_of(picture))
    assert not parts.shown(qtbot, SignatureView(picture)).grab().isNull()


def test_a_picture_is_read_as_it_was_drawn(field):
    sign(field, (20, 60), (80, 20))
    assert strokes_of(field.picture()) == field.pad.strokes


def test_what_is_drawn_is_drawn_again_from_numbers(field, qtbot):
    sign(field, (20, 30), (120, 60), (200, 20))
    numbers = field.numbers()
    again = parts.shown(qtbot, SignatureField())
    again.draw(numbers)
    assert again.numbers() == numbers
    assert again.picture() == field.picture()
    assert again.clear.isVisible()


@pytest.mark.parametrize(
    "numbers", [None, "x", [["a", "b"]], [[1.0]], [[-1, 5]], [[1e9, 1]], [[float("nan"), 1]], [[]], {"a": 1}]
)
def test_numbers_that_nobody_drew_are_left_out(field, numbers):
    field.draw(numbers)
    assert field.pad.strokes == []

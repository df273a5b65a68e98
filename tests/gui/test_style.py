"""The colours keep their promised contrast, and the look can change while the program runs."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from lwdesk.ui import icons, style
from lwdesk.ui.dialogs.question import QuestionDialog
from lwdesk.ui.text import Text
from tests.gui import parts, screens
from tests.gui.parts import dress
from tests.unit import office

# the table of the design, light and dark
PROMISED = {
    ("text", "sheet"): (16.8, 14.7),
    ("text2", "sheet"): (8.04, 9.32),
    ("text2", "bg"): (7.06, 10.2),
    ("text3", "sheet"): (5.64, 6.61),
    ("text3", "bg"): (4.96, 7.21),
    ("text3", "sunken"): (4.61, 5.21),
    ("text3", "accent_soft"): (4.78, 5.02),
    ("accent_text", "accent_soft"): (7.24, 8.31),
    ("ok", "ok_soft"): (5.63, 7.44),
    ("warn", "warn_soft"): (6.10, 8.08),
    ("danger", "danger_soft"): (5.92, 7.62),
    ("on_accent", "accent"): (7.10, 7.80),
    ("edge", "sheet"): (3.72, 4.39),
    ("edge", "accent_soft"): (3.15, 3.33),
    ("accent", "sheet"): (7.10, 8.32),
    ("accent", "accent_soft"): (6.01, 6.32),
    ("toast_link", "text"): (10.8, 7.4),
}
BORDERS = {("edge", "sheet"), ("edge", "accent_soft"), ("accent", "sheet"), ("accent", "accent_soft")}
ALSO_READ = [
    ("text", "subtle"), ("text2", "subtle"), ("text3", "subtle"), ("text2", "sunken"),
    ("text", "accent_soft"), ("text2", "accent_soft"), ("accent_text", "sheet"),
    ("accent_text", "subtle"), ("danger", "sheet"), ("ok", "sheet"), ("on_accent", "accent_hover"),
    ("toast_ok", "text"), ("toast_text2", "text"), ("sheet", "text"), ("text", "warn_soft"),
    ("text", "danger_soft"), ("danger", "subtle"), ("warn", "subtle"),
]  # fmt: skip


@pytest.mark.parametrize(("n", "tokens"), [(0, style.LIGHT), (1, style.DARK)], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PROMISED, ids="-".join)
def test_a_pair_has_the_contrast_of_the_design(pair, n, tokens) -> None:
    found = style.contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1]))
    promised = PROMISED[pair][n]
    assert found == pytest.approx(promised, abs=0.05 if promised >= 10 or promised == 7.4 else 0.0051)
    assert found >= (3.0 if pair in BORDERS else 4.5)


@pytest.mark.parametrize("tokens", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", ALSO_READ, ids="-".join)
def test_everything_that_is_read_has_enough_contrast(pair, tokens) -> None:
    assert style.contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) >= 4.5


def test_high_contrast_takes_the_colours_of_the_system(qapp) -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.black)
    system.setColor(QPalette.ColorRole.WindowText, Qt.GlobalColor.yellow)
    tokens = style.from_palette(system)
    assert (tokens.sheet, tokens.text, tokens.danger, tokens.edge) == (
        "#000000",
        "#ffff00",
        "#ffff00",
        "#ffff00",
    )


def test_high_contrast_has_borders_of_two_pixels(qapp) -> None:
    dress("contrast")
    assert style.border() == 2
    assert style.contrast(style.tokens().accent, style.tokens().sheet) >= 4.5


def test_an_unknown_theme_is_refused(qapp) -> None:
    with pytest.raises(ValueError):
        dress("pink")


def test_pixels_and_type_grow_with_the_scale(qapp) -> None:
    dress(scale=2.0)
    assert (style.px(36), style.font().pixelSize(), style.font(12).pixelSize()) == (72, 28, 24)
    assert style.characters(90) > 1000


def test_body_text_is_drawn_in_the_shipped_typeface(qapp) -> None:
    dress()
    assert QFontInfo(style.font()).family().startswith("Inter")
    assert style.font(script=True).families()[0] == "Noto Sans Arabic"


def test_a_label_follows_theme_and_scale_and_is_forgotten_when_gone(qtbot) -> None:
    dress()
    label = Text("Haushalt", token="text2")
    qtbot.addWidget(label)
    before = label.sizeHint()
    dress("dark", 2.0)
    assert label.palette().color(label.foregroundRole()).name().upper() == style.DARK.text2
    assert label.sizeHint().width() > 1.8 * before.width()
    gone = Text("weg")
    gone.deleteLater()
    del gone
    gc.collect()
    QApplication.sendPostedEvents(None, 0)
    dress()


def test_nothing_moves_for_people_who_want_stillness(qapp, monkeypatch) -> None:
    assert style.motion(120) == 120
    monkeypatch.setattr(style.theme, "still", True)
    assert style.motion(120) == 0


def test_a_symbol_has_the_colour_of_its_token(qapp) -> None:
    dress()
    image = icons.pixmap(
        "square-check" if icons.path("square-check").exists() else "check", "danger", 48
    ).toImage()
    drawn = {
        image.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert drawn == {style.LIGHT.danger.lower()}


def test_a_missing_symbol_is_an_empty_picture(qapp) -> None:
    assert icons.pixmap("no-such-symbol").toImage().pixelColor(9, 9).alpha() == 0


def test_every_symbol_named_in_the_parts_is_shipped() -> None:
    from lwdesk.ui import marks, surface

    named = {sign for _fill, _ink, sign in marks.TONES.values() if sign} | set(surface.BANNER_SIGNS.values())
    named |= {
        "x",
        "calendar",
        "chevron-left",
        "chevron-down",
        "plus",
        "check",
        "circle-alert",
        "file-warning",
    }
    named |= {"arrow-up", "arrow-down", "circle"}
    assert {name for name in named if not icons.path(name).exists()} == set()


def test_no_widget_names_a_colour_by_value() -> None:
    folder = Path(style.__file__).parent
    import re

    value = re.compile(r"[\"']#[0-9A-Fa-f]{3,8}\b")
    named = {path.name for path in folder.rglob("*.py") if value.search(path.read_text("utf-8"))}
    assert named <= {"style.py"}


def test_the_field_in_use_stands_out_among_the_wide_borders_of_high_contrast(qapp) -> None:
    for theme in ("light", "contrast"):
        style.apply(qapp, theme, wearer=qapp)
        assert style.ring() > style.border()
        assert f"QLineEdit:focus {{ border: {style.ring()}px" in qapp.styleSheet()


def distances(window) -> dict[QWidget, tuple[int, int, int, int, int]]:
    found = {}
    for widget in window.findChildren(QWidget):
        layout = widget.layout()
        if layout is not None and widget.isVisible():
            m = layout.contentsMargins()
            found[widget] = (m.left(), m.top(), m.right(), m.bottom(), layout.spacing())
    return found


def total(found: dict[QWidget, tuple[int, int, int, int, int]]) -> int:
    return sum(sum(one) for one in found.values())


def test_back_at_the_usual_size_every_distance_is_what_it_was(qtbot, ask, tmp_path) -> None:
    screen = screens.opened(qtbot, ask, office.place(tmp_path))
    screen.unlock()
    screen.rest()
    before = distances(screen.window)
    for _ in range(4):
        screen.window.looks.step(1)
    large = distances(screen.window)
    screen.window.looks.step(0)
    after = distances(screen.window)
    assert total(large) > 1.5 * total(before)
    assert before.keys() <= after.keys()
    assert {widget: after[widget] for widget in before} == before


def test_started_large_it_shrinks_to_what_it_would_have_been(qtbot, ask, tmp_path) -> None:
    path = office.place(tmp_path)
    shrunk = screens.opened(qtbot, ask, path, scale=200)
    shrunk.window.looks.step(0)
    usual = screens.opened(qtbot, ask, path)
    assert list(distances(shrunk.window).values()) == list(distances(usual.window).values())


def test_a_question_is_as_high_as_its_words_at_double_size(qtbot) -> None:
    parts.dress(scale=2.0)
    words = (
        "Was getippt wurde, wird mit dem Entwurf gelöscht. Gespeicherte Haushalte bleiben, wie sie sind. " * 2
    )
    dialog = parts.shown(qtbot, QuestionDialog("Diese Aufnahme verwerfen?", words, "Verwerfen", danger=True))
    told = dialog.consequence
    assert told.height() >= told.heightForWidth(told.width())

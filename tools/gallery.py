"""Draw the board of colours, type and controls: `python tools/gallery.py FOLDER`."""

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.domain.vague import Precision
from lwdesk.ui import inputs, style
from lwdesk.ui.buttons import DangerButton, IconButton, PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.checks import CheckBox, RadioButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Flow, Rule
from lwdesk.ui.focus import Ring
from lwdesk.ui.input import Input
from lwdesk.ui.input_birth import precisions
from lwdesk.ui.marks import Avatar, Badge, BadgeLook, FilterChip, KeyHint, LevelDots, Token
from lwdesk.ui.rows import Cell, Column, Row, RowTable
from lwdesk.ui.steps import Step, StepList, SubStep, Timeline, TimelineEntry
from lwdesk.ui.surface import Banner, DialogFrame, EmptyState, Gate, PageHeader, Panel, Surface, Toast
from lwdesk.ui.text import Name, Text
from tools.gallery_parts import Nodes, Swatch, beside, blocked, column, heading, named

LOOKS = {
    "light": ("light", 1.0, QSize(1366, 768)),
    "dark": ("dark", 1.0, QSize(1366, 768)),
    "large": ("light", 2.0, QSize(2732, 1536)),
    "contrast": ("contrast", 1.0, QSize(1366, 768)),
}
COLOURS = (
    ("bg", "sheet"),
    ("subtle", "sunken"),
    ("line", "edge"),
    ("text", "text2"),
    ("text3", "accent"),
    ("accent_soft", "accent_text"),
    ("ok", "ok_soft"),
    ("warn", "warn_soft"),
    ("danger", "danger_soft"),
)
TYPES = (
    ("name", "Familie Hamdan 24/600"),
    ("title", "Offene Sprechstunde 20/600"),
    ("section", "Wohnung 16/600"),
    ("strong", "Mitglieder 14/600"),
    ("body", "Arabisch, Kurmandschi 14/400"),
    ("label", "Feldbeschriftung 13/500"),
    ("help", "Hörde · 5 Personen 12/400"),
)
ROWS = (
    ("Familie Rezai", "HÖ-2019-0093", "Schuldnerberatung", "Beratung", "warn", "Antwort überfällig", "16"),
    ("Selam Tesfay", "HÖ-2021-0118", "Anerkennung", "Dienstleistungszentrum", "neutral", "gesendet", "9"),
    ("Familie Hamdan", "HÖ-2020-0187", "Sprachkurs", "Sprachschule Hörde", "ok", "angenommen", "8"),
    ("Familie Idris", "HÖ-2021-0160", "Wohnberechtigungsschein", "Wohnungsamt", "danger", "abgelehnt", "5"),
)  # fmt: skip
OPTIONS = (
    inputs.Option("ar", "Arabisch"),
    inputs.Option("ti", "Tigrinya"),
    inputs.Option("uk", "Ukrainisch"),
)


def colours() -> QWidget:
    grid_holder = QWidget()
    grid = QGridLayout(grid_holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(style.px(2))
    for n, pair in enumerate(COLOURS):
        for m, token in enumerate(pair):
            grid.addWidget(Swatch(token), n, m)
    return column(heading("Farben"), grid_holder)


def types() -> QWidget:
    own = Flow(Text("محمد حمدان", script=True), Text("ሰላም ተስፋይ", script=True), Text("Оксана"), gap=16)
    return column(heading("Schrift: Inter"), *(Text(text, kind) for kind, text in TYPES), own)


def buttons() -> QWidget:
    first = beside(
        named(PrimaryButton("Kontakt erfassen", icon="plus"), "primär"),
        named(PrimaryButton("Speichern", icon="check"), "Fokus"),
        named(blocked(PrimaryButton("Vermitteln", icon="send")), "gesperrt, Grund daneben"),
    )
    first.findChildren(PrimaryButton)[1].setObjectName("ringed")
    second = beside(
        named(SecondaryButton("Als Entwurf"), "sekundär"),
        named(QuietButton("Abbrechen"), "leise"),
        named(DangerButton("Anonymisieren"), "gefährlich"),
        named(SecondaryButton("Aufrufen", size="small"), "klein"),
    )
    return column(heading("Knöpfe"), first, second)


def filled(made: Input, value: object) -> Input:
    made.set_value(value)  # type: ignore[arg-type]  # examples
    return made


def fields() -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(style.px(16))
    grid.setVerticalSpacing(style.px(12))
    born = inputs.LineInput()
    born.set_value("31.02.1986")
    wrong = FieldBox("Geburtsdatum", born)
    wrong.show_problem("Den 31. Februar gibt es nicht.")
    grid.addWidget(FieldBox("Nachname", filled(inputs.LineInput(), "Hamdan")), 0, 0)
    street = FieldBox(
        "Straße", filled(inputs.LineInput(), "Lindenallee 14"), optional=True, help_text="Fokus"
    )
    street.input.control().setObjectName("focused")
    grid.addWidget(street, 0, 1)
    grid.addWidget(wrong, 1, 0)
    grid.addWidget(FieldBox("Sprache", filled(inputs.ChoiceInput(OPTIONS), "ar")), 1, 1)
    own = FieldBox("Name in eigener Schrift", filled(inputs.NativeInput(), "محمد حمدان"), optional=True)
    grid.addWidget(own, 2, 0)
    grid.addWidget(FieldBox("Besuch am", inputs.DayInput()), 2, 1)
    return column(heading("Felder, 36 px hoch"), holder)


def choices() -> QWidget:
    kinds = (inputs.Option("a", "Beratung"), inputs.Option("b", "Begleitung"))
    numbered = inputs.SegmentedInput(kinds, numbered=True)
    numbered.set_value("b")
    chip = FilterChip("Alle")
    chip.setChecked(True)
    on, off, locked = CheckBox("angekreuzt"), CheckBox("leer"), CheckBox("gesperrt")
    on.setChecked(True)
    locked.setEnabled(False)
    radio = RadioButton("gewählt")
    radio.setChecked(True)
    return column(
        heading("Auswahl"),
        Flow(filled(inputs.SegmentedInput(precisions()[:3]), Precision.DAY), numbered, gap=16),
        Flow(chip, FilterChip("Kontakte"), FilterChip("Mehr", opens_menu=True), Token("Wohnen", "Beratung")),
        Flow(on, off, locked, radio, RadioButton("nicht"), gap=16),
    )


def states() -> QWidget:
    return column(
        heading("Zustände: Symbol und Wort, nie nur Farbe"),
        Flow(
            Badge("accent", "in Arbeit"),
            Badge("ok", "gelöst"),
            Badge("warn", "wartet lange"),
            Badge("danger", "Adresse geschützt", "shield"),
            Badge("quiet", "wartet"),
            Badge("neutral", "Entwurf", "pencil"),
        ),
        Flow(LevelDots(3, 4), Nodes(), KeyHint("F2"), Avatar("Mohammed Hamdan", strong=True), gap=16),
    )


def messages() -> QWidget:
    made = column(
        Banner(
            "warn",
            "Einwilligung fehlt",
            "Ohne sie geht nur eine Information ohne Daten.",
            icon="file-warning",
        ),
        Banner("danger", "Der Stick wurde entfernt", "Es ist nichts verloren. Stecken Sie ihn wieder ein."),
    )
    ask = Surface()
    ask.edge, ask.margin = "edge", 0
    ask.restyle()
    dialog = DialogFrame(
        "Haushalt anonymisieren?",
        "Name, Adresse und Notizen werden gelöscht. Die Zahlen bleiben. Das lässt sich nicht zurücknehmen.",
    )
    dialog.add_button(SecondaryButton("Abbrechen"))
    dialog.add_button(DangerButton("Anonymisieren"), accepts=True)
    dialog.setWindowFlags(Qt.WindowType.Widget)
    ask.add(dialog)
    host = QWidget()
    host.setFixedHeight(style.px(60))
    toast = Toast(host)
    toast.setObjectName("toast")
    return column(made, host, ask)


class Board(QWidget):
    """A whole picture on the sheet's colour."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.color("sheet"))
        painter.end()


def board() -> QWidget:
    made = Board()
    box = QHBoxLayout(made)
    box.setContentsMargins(style.px(32), style.px(24), style.px(32), style.px(24))
    box.setSpacing(style.px(16))
    for n, part in enumerate(
        (
            colours(),
            column(types(), buttons(), fields(), gap=24),
            column(choices(), states(), messages(), gap=20),
        )
    ):
        if n:
            box.addWidget(Rule())
        box.addWidget(part, n)
    return made


def example_rows() -> RowTable:
    table = RowTable(
        (
            Column("Haushalt", 3, "name", sorts=True),
            Column("Anliegen und Anbieter", 5),
            Column("Stand", 3),
            Column("Tage", 1, "days", right=True, sorts=True),
        )
    )
    table.header.set_sort("days", down=True)
    rows = [
        Row(
            str(n),
            (
                Cell(name, number, strong=True, own_script="محمد" if n == 2 else ""),
                Cell(what, who),
                Cell(badge=BadgeLook(state, tone, "send" if tone == "neutral" else "")),
                Cell(days),
            ),
            avatar="" if n < 3 else "FI",
            action="Aufrufen" if n == 3 else "",
        )
        for n, (name, number, what, who, tone, state, days) in enumerate(ROWS)
    ]
    table.list.show_rows(rows)
    table.list.choose("0")
    table.setMinimumHeight(style.px(56 * 4 + 36))
    return table


def example_steps() -> QWidget:
    steps = StepList()
    persons = (SubStep("1", "Mohamed Hamdan", current=True), SubStep("2", "Rana Al-Khatib"))
    steps.set_steps(
        (
            Step("a", "Haushalt", "done"),
            Step("b", "Personen", "current", persons, "Person"),
            Step("c", "Sprache"),
            Step("d", "Aufenthalt", "error"),
            Step("e", "Wohnen"),
        )
    )
    line = Timeline()
    line.set_entries(
        (
            TimelineEntry(
                "1",
                "Willkommensbesuch geplant",
                "Fr, 05.11., 10:00",
                "Jana Albers, Murat Yildirim",
                "footprints",
                "planned",
                badges=(BadgeLook("Sprachmittlung angefragt", icon="languages"),),
            ),
            TimelineEntry(
                "2",
                "Offene Sprechstunde",
                "heute, 14:11",
                "Brief vom Jobcenter, Frist bis 16.11.",
                "message-circle",
                "today",
                badges=(BadgeLook("Lebensunterhalt · Beratung"), BadgeLook("Behörden · Begleitung")),
            ),
            TimelineEntry(
                "3",
                "Vermittlung angenommen",
                "25.10.",
                "Sprachkurs ab 11.11.",
                "corner-up-right",
                "result",
                "ok",
            ),
            TimelineEntry("4", "Telefonat, 10 min", "18.10.", "Wohnen · Beratung", "phone"),
        ),
        more=True,
    )
    return beside(steps, line, gap=40)


def second_board() -> QWidget:
    made = Board()
    outer = QVBoxLayout(made)
    outer.setContentsMargins(0, 0, 0, style.px(16))
    header = PageHeader("Familie Hamdan", back_to="Sprechstunde", own_script="عائلة حمدان")
    header.add_action(IconButton("ellipsis", "Weitere Aktionen zeigen"))
    for text, icon in (("Vermitteln", "corner-up-right"), ("Besuch planen", "footprints")):
        header.add_action(SecondaryButton(text, icon=icon))
    header.add_action(PrimaryButton("Kontakt erfassen", icon="plus"))
    outer.addWidget(header)
    body = QHBoxLayout()
    body.setContentsMargins(style.px(32), 0, style.px(16), 0)
    body.setSpacing(style.px(24))
    outer.addLayout(body, 1)
    born = FieldBox("Geburtsdatum", inputs.VagueInput())
    born.input.control().setText("31.02.1986")  # type: ignore[attr-defined]  # the line of a birth date
    born.check()
    body.addWidget(column(example_rows(), example_steps(), gap=16), 3)
    gate = Gate(
        "Einwilligung fehlt",
        "Ohne sie geht nur eine Information ohne Daten.",
        "Einholen …",
        "Nur Information",
    )
    panel = Panel(wide=400)
    panel.add(Text("Vielleicht schon bekannt", "strong"))
    panel.add(Name("Mohammed Hamdan", "محمد حمدان"))
    panel.add(gate)
    panel.add(born)
    panel.add(EmptyState("inbox", "Noch kein Kontakt.", "Kontakt erfassen"), 1)
    body.addWidget(panel)
    return made


def dress(made: QWidget, size: QSize) -> QPixmap:
    made.resize(size)
    made.show()
    if (ringed := made.findChild(QWidget, "ringed")) is not None:
        Ring(made).surround(
            ringed.rect().translated(ringed.mapTo(made, ringed.rect().topLeft())), 8, slide=False
        )
        made.findChild(QWidget, "focused").setFocus()
        made.findChild(Toast, "toast").tell("Kontakt gespeichert", bottom=4)
    QApplication.processEvents()
    return made.grab()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("looks", nargs="*", default=list(LOOKS))
    asked = parser.parse_args()
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    asked.folder.mkdir(parents=True, exist_ok=True)
    for look in asked.looks:
        theme, scale, size = LOOKS[look]
        style.apply(app, theme, scale, wearer=app)
        for n, make in enumerate((board, second_board), 1):
            made = make()
            dress(made, size).save(str(asked.folder / f"parts-{n}-{look}.png"))
            made.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

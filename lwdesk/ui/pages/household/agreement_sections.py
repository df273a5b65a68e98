"""The sections of the card about agreements: consents, whom not to tell or ask, the nine steps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Consent, Withholding
from lwdesk.domain.interpreting import Exclusion
from lwdesk.domain.need import CaseStep
from lwdesk.services.papers.kinds import Wish
from lwdesk.services.views import Card
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import IconButton, QuietButton, SecondaryButton
from lwdesk.ui.pages.household import words
from lwdesk.ui.pages.household.actions import CardActions
from lwdesk.ui.pages.household.agreements import Agreements
from lwdesk.ui.pages.household.parts import PressRow, column, offer, opens
from lwdesk.ui.pages.household.words import ConsentLine
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.surface import SectionHeading, Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _


def consents(card: Card, actions: CardActions) -> QWidget:
    """Return what the household agreed to, and the information sheet that comes before."""
    heading = SectionHeading(_("Consents"))
    if card.editable:
        offer(heading, _("Consent"), _("Record a consent"), "add_consent", actions.agreements.add)
    made = column(heading, gap=4)
    box = made.layout()
    assert box is not None
    box.addWidget(_information(card, actions))
    for line in words.consents(card.consents, clock.today()):
        box.addWidget(_consent(card, line, actions))
    return made


def _beside(sign: tuple[str, str], title: str, detail: str, token: str = "text2") -> QHBoxLayout:
    beside = QHBoxLayout()
    beside.setSpacing(style.px(10))
    beside.addWidget(Sign(*sign, 18), 0, Qt.AlignmentFlag.AlignVCenter)
    told = column(Text(title, wrap=True), Text(detail, "help", token=token, wrap=True), gap=0)
    beside.addWidget(told, 1)
    return beside


def _row(row: PressRow, *buttons: QWidget) -> QWidget:
    holder = QWidget()
    outer = QHBoxLayout(holder)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(row, 1)
    for button in buttons:
        outer.addWidget(button)
    return holder


def _information(card: Card, actions: CardActions) -> QWidget:
    household, do = card.household, actions.agreements
    title, handed_out = _("Information sheet"), household.information_on is not None
    detail = words.information(household) if handed_out else _("not handed out")
    row = PressRow("information", f"{title}, {detail}")
    sign, token = (("check", "ok"), "text2") if handed_out else (("circle-alert", "warn"), "warn")
    row.column.addLayout(_beside(sign, title, detail, token))
    opens(row, do.hand_out_information if card.editable else None)
    if not card.editable:
        return _row(row)
    printing = _printing(actions, Wish("information_sheet", household.id), "print_information", title)
    if handed_out:
        return _row(row, *printing)
    give = SecondaryButton(_("Handed out …"), size="small")
    give.setObjectName("hand_out")
    give.setAccessibleName(_("Note that the information sheet was handed out …"))
    give.clicked.connect(lambda _checked=False: do.hand_out_information())
    return _row(row, give, *printing)


def _consent(card: Card, line: ConsentLine, actions: CardActions) -> QWidget:
    record, do = line.record, actions.agreements
    name = f"consent_{record.id}" if record else f"consent_{line.purpose}"
    state = _("given") if line.given else line.detail
    row = PressRow(name, f"{line.title}, {state}, {line.detail}")
    sign = ("check", "ok") if line.given else ("circle-alert", "warn")
    row.column.addLayout(_beside(sign, line.title, line.detail, "text2" if line.given else "warn"))
    opens(row, (lambda: do.edit(record)) if record and card.editable else None)
    if not card.editable:
        return _row(row)
    if record is None or not line.given:
        return _row(row, _obtain(line, do))
    printing = _printing(actions, Wish("consent_form", record.id), f"print_{record.id}", line.title)
    return _row(row, _revoke(record, line, do), *printing)


def _printing(actions: CardActions, wish: Wish, name: str, title: str) -> tuple[QWidget, ...]:
    """Return the way to a paper, for who may print."""
    if not actions.may("print"):
        return ()
    button = IconButton("printer", _("Print: {title} …", title=title), size="small")
    button.setObjectName(name)
    button.clicked.connect(lambda _checked=False: actions.print_paper(wish))
    return (button,)


def _revoke(record: Consent, line: ConsentLine, do: Agreements) -> QWidget:
    button = QuietButton(_("Revoke"), size="small")
    button.setObjectName(f"revoke_{record.id}")
    button.setAccessibleName(_("Revoke the consent: {title}", title=line.title))
    button.clicked.connect(lambda _checked=False: do.revoke(record))
    return button


def _obtain(line: ConsentLine, do: Agreements) -> QWidget:
    button = SecondaryButton(_("Obtain …"), size="small")
    button.setObjectName(f"obtain_{line.purpose}")
    button.setAccessibleName(_("Obtain consent: {title} …", title=line.title))
    button.clicked.connect(lambda _checked=False: do.add(line.purpose))
    return button


def withholdings(card: Card, actions: CardActions) -> QWidget | None:
    """Return whom not to tell what; nothing where nothing is withheld."""
    if not card.withholdings and not card.household.withhold:
        return None
    heading = SectionHeading(_("Do not tell"))
    if card.editable:
        offer(heading, _("Entry"), _("Note whom not to tell"), "add_withholding", actions.agreements.withhold)
    made = column(heading, gap=4)
    box = made.layout()
    assert box is not None
    if card.household.withhold:
        box.addWidget(Text(card.household.withhold, wrap=True))
    for one in card.withholdings:
        box.addWidget(_withholding(card, one, actions.agreements))
    return made


def _withholding(card: Card, one: Withholding, do: Agreements) -> QWidget:
    kinds = ", ".join(label("data_kind", kind) for kind in one.data_kinds) or _("nothing at all")
    until = _("until {day}", day=dates.day(one.until)) if one.until else ""
    detail = ", ".join(part for part in (kinds, until) if part)
    row = PressRow(f"withholding_{one.id}", f"{one.whom}, {detail}")
    row.column.addLayout(_beside(("eye-off", "danger"), one.whom, detail))
    opens(row, (lambda: do.edit_withholding(one)) if card.editable else None)
    if not card.editable:
        return _row(row)
    remove = IconButton("x", _("No longer withhold: {whom}", whom=one.whom), size="small")
    remove.setObjectName(f"remove_{one.id}")
    remove.clicked.connect(lambda _checked=False: do.remove_withholding(one))
    return _row(row, remove)


def exclusions(card: Card, actions: CardActions) -> QWidget | None:
    """Return which interpreters the family does not wish; nothing where it has no such wish."""
    if not card.exclusions:
        return None
    heading = SectionHeading(_("Interpreters not wished"))
    if card.editable:
        offer(
            heading,
            _("Entry"),
            _("Note whom the family does not wish"),
            "add_exclusion",
            actions.exclusions.open,
        )
    made = column(heading, gap=4)
    box = made.layout()
    assert box is not None
    for one, name in card.exclusions:
        box.addWidget(_exclusion(card, one, name, actions.agreements))
    return made


def _exclusion(card: Card, one: Exclusion, name: str, do: Agreements) -> QWidget:
    since = _("since {day}", day=dates.day(one.since)) if one.since else ""
    holder = QWidget()
    outer = QHBoxLayout(holder)
    outer.setContentsMargins(0, 0, 0, 0)
    detail = ", ".join(part for part in (one.reason, since) if part)
    outer.addLayout(_beside(("ban", "danger"), isolate(name), detail), 1)
    if card.editable:
        back = IconButton("x", _("No longer exclude: {name}", name=name), size="small")
        back.setObjectName(f"let_in_{one.id}")
        back.clicked.connect(lambda _checked=False: do.let_in(one))
        outer.addWidget(back)
    return holder


def steps(card: Card, actions: CardActions) -> QWidget | None:
    """Return the nine steps in their order; nothing while nobody began to walk them."""
    if not card.steps:
        return None
    codes = tuple(codelists()["nine_steps"])
    known = {step.step: step for step in card.steps}
    heading = SectionHeading(_("Nine-step plan"), _("{n} of {all}", n=len(known), all=len(codes)))
    made = column(heading, gap=0)
    box = made.layout()
    assert isinstance(box, QVBoxLayout)
    staff = dict(card.colleagues)
    for number, code in enumerate(codes, 1):
        step = known.get(code.code)
        by = staff.get(step.staff, "") if step and step.staff else ""
        box.addWidget(_step(card, number, code.code, step, by, actions.agreements))
    return made


def _step(card: Card, number: int, code: str, step: CaseStep | None, by: str, do: Agreements) -> QWidget:
    title, detail = f"{number}. {label('nine_steps', code)}", words.step(step, by)
    row = PressRow(f"step_{code}", f"{title}, {detail}")
    sign = ("circle", "text3")
    if step is not None:
        sign = ("circle-minus", "text2") if step.skipped else ("circle-check", "ok")
    row.column.addLayout(_beside(sign, title, detail))
    opens(row, (lambda: do.walk_step(code)) if card.editable else None)
    return row

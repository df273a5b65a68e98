"""A household leaves through the form of a handing over."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lwdesk.base.errors import PackageUnfinished
from lwdesk.domain.consent import Withholding
from lwdesk.domain.transfer import Transfer
from lwdesk.services import rights
from lwdesk.sync import seal
from lwdesk.ui.pages.transfer.begun import OUTSIDE
from lwdesk.ui.pages.transfer.page import TransferPage
from tests.gui import families, parts
from tests.gui.handing import choose, forms, plain, press, said
from tests.gui.walk import faults
from tests.unit.two_offices import Offices, offices, records

LEAD = rights.RIGHTS["lead"]


@pytest.fixture
def both(tmp_path) -> Iterator[Offices]:
    with offices(tmp_path) as whole:
        yield whole


@pytest.fixture
def desk(both):
    return both.here


@pytest.fixture
def opening(context, show, jobs, both):
    with forms(context, show, jobs, both.home) as opened:
        yield opened


def filled(both, opening) -> TransferPage:
    both.agree()
    page = opening()
    choose(page, "purpose", "moved")
    press(page, "confirm_note")
    return page


def test_the_only_other_office_is_chosen_and_the_least_is_ticked(both, opening) -> None:
    form = opening().form
    assert form.recipient() == both.recipient.name
    assert {kind for kind, tick in form.ticks.kinds.items() if tick.box.isChecked()} == {
        "name", "language", "need",
    }  # fmt: skip


def test_what_would_leave_is_shown_and_nothing_else(both, opening) -> None:
    both.agree()
    page = opening()
    told = said(page.form.gate.parts)
    assert "Mohammed Hamdan" in told
    assert "Arabisch" in told
    for kept in ("GEHEIM", "Lindenallee", "0171"):
        assert kept not in told


def test_a_tick_brings_its_fields_into_view(both, opening) -> None:
    both.agree()
    page = opening()
    press(page, "data_phone")
    assert "0171 39200 17" in said(page.form.gate.parts)
    press(page, "data_phone")
    assert "0171 39200 17" not in said(page.form.gate.parts)


def test_a_single_field_can_stay_here(both, opening) -> None:
    both.agree()
    page = opening()
    press(page, "single_fields")
    press(page, "field_person.native_name")
    assert "محمد حمدان" not in said(page.form.gate.parts)
    assert page.form.ticks.kinds["name"].box.isChecked()


def test_a_text_that_may_be_about_others_is_not_chosen_with_its_kind(both, opening) -> None:
    both.agree()
    page = opening()
    press(page, "single_fields")
    box = page.form.ticks.boxes["need.wish"]
    assert not box.isChecked()
    assert "vorher lesen" in box.text()


def test_without_a_consent_the_way_to_one_is_shown(opening, both) -> None:
    page = opening()
    choose(page, "purpose", "moved")
    press(page, "confirm_note")
    assert "Einwilligung fehlt" in said(page)
    assert page.make.accessibleDescription() == "Die Einwilligung für die Übergabe fehlt noch."
    press(page, "obtain_consent")
    (dialog,) = page.findChildren(QWidget, "new_consent") or [page.edits.dialog]
    assert dialog is not None


def test_the_familys_note_is_read_before_anything_leaves(both, opening) -> None:
    both.agree()
    page = opening()
    choose(page, "purpose", "moved")
    assert "GEHEIM-WUNSCH" in said(page.form.gate)
    assert page.form.reason() == "Bitte zuerst den Hinweis der Familie bestätigen."


def test_who_must_not_be_told_is_no_recipient(both, opening) -> None:
    both.agree()
    both.here.households.save(Withholding(household=both.home, whom=both.recipient.name))
    page = opening()
    choose(page, "purpose", "moved")
    assert page.form.reason() == "An diese Stelle darf nichts weitergegeben werden."
    assert page.form.gate.parts.shown == ()


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("recipient", "Bitte wählen Sie, an wen es geht."),
        ("purpose", "Bitte wählen Sie den Zweck."),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(both, opening, field, reason) -> None:
    page = filled(both, opening)
    choose(page, field, "" if field == "recipient" else None)
    assert page.form.reason() == reason


def test_nobody_and_no_name_cannot_be_handed_over(both, opening) -> None:
    page = filled(both, opening)
    press(page, "data_name")
    assert page.form.reason() == "Ohne Namen lässt sich niemand übergeben."
    press(page, "data_name")
    for chip in page.form.concern.persons.chips.values():
        chip.click()
    assert page.form.reason() == "Bitte wählen Sie, wer aus dem Haushalt übergeben wird."


def test_a_day_far_away_is_refused(both, opening) -> None:
    page = filled(both, opening)
    edit = page.form.concern.until.edit
    edit.clear()
    parts.type_text(edit, "1.1.2031")
    assert page.form.reason() == "Bitte wählen Sie einen Tag in den nächsten sechs Monaten."


def test_a_package_is_made_where_the_person_says(both, opening, ask, context) -> None:
    page = filled(both, opening)
    told = []
    context.said.connect(lambda text, undo: told.append((text, undo)))
    ask.expect("folder", both.folder)
    press(page, "make_package")
    (package,) = both.folder.iterdir()
    (kept,) = records(both.here, Transfer)
    assert kept.state == "sent"
    assert plain(told[0][0]).endswith(f"erstellt: {package.name}")
    assert not told[0][1]
    assert both.here.drafts.list("transfer") == ()


def test_a_package_that_is_noted_but_not_finished_is_not_made_twice(
    both, opening, ask, jobs, context, monkeypatch
) -> None:
    page = filled(both, opening)
    went, failures = [], []
    context.back_wanted.connect(lambda: went.append(True))
    jobs.failed.connect(failures.append)
    whole = Path.replace

    def pulled(self: Path, target: Path) -> Path:
        if Path(target).suffix == ".lwb":
            raise OSError(errno.EIO, "Input/output error")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", pulled)
    ask.expect("folder", both.folder)
    press(page, "make_package")
    assert [type(one) for one in failures] == [PackageUnfinished]
    assert went
    assert not page.is_open()
    assert len(records(both.here, Transfer)) == 1
    assert both.here.drafts.list("transfer") == ()


def test_with_the_keyboard_alone_a_package_is_made(both, opening, ask) -> None:
    both.agree()
    page = opening()
    assert page.form.concern.purpose.control().hasFocus()
    QTest.keyClick(page.form.concern.purpose.control(), Qt.Key.Key_Down)
    families.settle()
    page.form.gate.note.confirm.setFocus()
    QTest.keyClick(page.form.gate.note.confirm, Qt.Key.Key_Space)
    families.settle()
    ask.expect("folder", both.folder)
    page.make.setFocus()
    QTest.keyClick(page.make, Qt.Key.Key_Return)
    families.settle()
    assert len(list(both.folder.iterdir())) == 1


def test_a_message_goes_along_word_for_word(both, opening, ask) -> None:
    page = filled(both, opening)
    parts.type_text(page.form.concern.message.control(), "Bitte <b>anrufen</b> ü")
    families.settle()
    assert "Bitte <b>anrufen</b> ü" in said(page.form.gate.parts)
    ask.expect("folder", both.folder)
    press(page, "make_package")
    (package,) = both.folder.iterdir()
    assert both.taking.look(package).handed.message == "Bitte <b>anrufen</b> ü"


def test_somebody_outside_needs_a_key(both, opening, ask) -> None:
    page = filled(both, opening)
    choose(page, "recipient", OUTSIDE)
    assert page.form.reason() == "Bitte tragen Sie den Schlüssel der anderen Stelle ein."
    parts.type_text(page.form.concern.key.control(), "age1nonsense")
    families.settle()
    assert "Das ist kein Schlüssel. Er beginnt mit „age1“." in said(page)
    assert page.form.reason() == "Der Schlüssel der anderen Stelle stimmt nicht."
    identity = seal.new_identity()
    page.form.concern.key.edit.clear()
    parts.type_text(page.form.concern.key.control(), seal.recipient(identity))
    families.settle()
    both.agree(recipient="KIM")
    page.form.ask_gate()
    families.settle()
    assert page.form.reason() == ""
    ask.expect("folder", both.folder)
    press(page, "make_package")
    (package,) = both.folder.iterdir()
    assert "Mohammed" in both.text_in(package, identity)


def test_what_was_typed_waits_as_a_draft(both, opening) -> None:
    page = opening()
    choose(page, "purpose", "responsible")
    press(page, "data_phone")
    page.keep_draft()
    again = opening()
    assert again.form.concern.purpose.value() == "responsible"
    assert again.form.ticks.kinds["phone"].box.isChecked()
    assert again.notes.resumed.isVisibleTo(again)


def test_what_was_handed_over_before_is_listed(both, opening) -> None:
    both.agree()
    both.send()
    assert "übergeben, noch keine Antwort" in said(opening())


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_everybody_gets_along_with_the_form(both, opening, scale, size) -> None:
    both.agree()
    parts.dress(scale=scale)
    page = opening(*size)
    press(page, "single_fields")
    assert faults(page) == []

"""Consents are obtained, signed, revoked and explained on the card; what must not be told is seen first."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.base import clock
from lwdesk.domain.consent import Consent, Disclosure, Withholding
from lwdesk.domain.gate import Handing
from lwdesk.domain.interpreting import Assignment, Exclusion, Interpreter, InterpreterRequest
from lwdesk.domain.need import CaseStep
from lwdesk.domain.provider import Offer, Provider
from lwdesk.domain.referral import Referral
from lwdesk.domain.transfer import Transfer
from lwdesk.ui.pages.interpreting.exclusions import ExclusionDialog
from tests.gui import families, parts
from tests.gui.cards import card, choose, dialog_of, family, opening, press, texts  # noqa: F401 - fixtures

# ruff: noqa: F811

TODAY = date(2021, 11, 2)
CTRL = Qt.KeyboardModifier.ControlModifier


def agreed(home, **more):
    known = {"purpose": "pass_on", "recipient": "Mieterverein", "data_kinds": ("name",), **more}
    return Consent(household=home.household.id, form="written", given_on=TODAY, **known)


def ask_gate(desk, home):
    handing = Handing("pass_on", "Mieterverein", None, None, (), ("name",), TODAY)
    return desk.consents.gate(home.household.id, handing)


def sign(dialog) -> None:
    pad = dialog.signature.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(20, 60))
    QTest.mouseMove(pad, QPoint(120, 30))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(160, 80))


def test_a_consent_is_signed_on_the_screen(desk, opening, family):
    page = opening(family)
    press(page, "obtain_pass_on")
    dialog = dialog_of(page)
    assert dialog.consent().given_on == TODAY
    assert dialog.consent().data_kinds == ("name", "language", "need")
    choose(dialog, "consent.recipient", "Mieterverein")
    sign(dialog)
    assert dialog.input("consent.form").value() == "electronic"
    dialog.save_button.click()
    (consent,) = [one for one in card(desk, family).consents if one.purpose == "pass_on"]
    assert desk.consents.signature(consent.id).startswith(b"<svg")
    assert "Weitergabe an Dritte: Mieterverein" in texts(page)
    assert ask_gate(desk, family).allowed == ("name",)
    press(page, f"consent_{consent.id}")
    families.settle()
    assert dialog_of(page).findChild(QWidget, "signature_kept").isVisible()
    assert dialog_of(page).sheet.box("consent.recipient") is None


def test_a_drawn_signature_comes_back_with_the_draft(desk, opening, family):
    page = opening(family)
    press(page, "obtain_pass_on")
    dialog = dialog_of(page)
    sign(dialog)
    picture = dialog.signature.picture()
    dialog.reject()  # as a lock closes it
    page = opening(family)
    press(page, "resume")
    again = dialog_of(page)
    assert again.signature.picture() == picture
    choose(again, "consent.recipient", "Mieterverein")
    again.save_button.click()
    (consent,) = [one for one in card(desk, family).consents if one.purpose == "pass_on"]
    assert desk.consents.signature(consent.id) == picture
    assert desk.drafts.list("record") == ()


def test_a_drawn_signature_is_not_let_go_without_a_question(opening, family, ask):
    page = opening(family)
    press(page, "obtain_pass_on")
    dialog = dialog_of(page)
    sign(dialog)
    ask.expect("confirm", False)
    dialog.cancel.click()
    assert dialog.isVisible()
    dialog.reject()


def test_a_consent_without_recipient_or_signature_says_so_and_stays(desk, opening, family):
    page = opening(family)
    press(page, "obtain_pass_on")
    dialog = dialog_of(page)
    choose(dialog, "consent.form", "electronic")
    dialog.save_button.click()
    assert dialog.isVisible()
    assert dialog.sheet.box("consent.recipient").problem() == "Empfänger*in fehlt."
    assert dialog.signature.message.text() == "Die Unterschrift am Bildschirm fehlt."
    choose(dialog, "consent.recipient", "Mieterverein")
    dialog.save_button.click()
    assert dialog.isVisible()
    families.settle()
    assert dialog.focusWidget() is dialog.signature.on_paper.control()
    QTest.keyClick(dialog.signature.on_paper.control(), Qt.Key.Key_Space)
    dialog.save_button.click()
    assert {one.form for one in card(desk, family).consents} == {None, "written"}


def test_a_consent_on_the_phone_asks_for_no_signature(opening, family):
    page = opening(family)
    page.doing.agreements.add("interpreter")
    dialog = dialog_of(page)
    choose(dialog, "consent.form", "phone")
    assert not dialog.signature.isVisible()
    choose(dialog, "consent.form", "written")
    assert dialog.signature.is_on_paper()
    QTest.keyClick(dialog.signature.on_paper.control(), Qt.Key.Key_Space)
    assert dialog.input("consent.form").value() is None
    page.closed()


def test_a_child_needs_somebody_who_signs_with_it(desk, opening, family):
    page = opening(family)
    page.doing.agreements.add("photo")
    dialog = dialog_of(page)
    lina = next(view for view in card(desk, family).members if view.person.given_name == "Lina")
    choose(dialog, "consent.person", lina.person.id)
    dialog.save_button.click()
    assert "sorgeberechtigte" in dialog.sheet.box("consent.guardian").problem()
    choose(dialog, "consent.guardian", "Mohammed Hamdan")
    dialog.save_button.click()
    assert [one.guardian for one in card(desk, family).consents if one.person] == ["Mohammed Hamdan"]


def test_one_key_revokes_and_tells_what_stopped(desk, opening, family, ask, context, qtbot):
    consent = agreed(family)
    desk.consents.give(consent)
    sent = Referral(
        office=desk.office.id, household=family.household.id, area="housing", sort="data", state="sent",
        consent=consent.id,
    )  # fmt: skip
    told = Disclosure(
        household=family.household.id, recipient="Mieterverein", data_kinds=("name",), consent=consent.id
    )
    with desk.seat.writing("refer") as transaction:
        transaction.save(sent)
        desk.consents.note_disclosure(transaction, told)
    page = opening(family)
    button = page.findChild(QWidget, f"revoke_{consent.id}")
    assert parts.name(button) == "Einwilligung widerrufen: Weitergabe an Dritte: Mieterverein"
    ask.expect("tell", None)
    button.setFocus()
    with qtbot.waitSignal(context.said) as said:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert said.args == ["Einwilligung widerrufen", True]
    assert "1 Vermittlung wurde zurückgezogen." in ask.asked[-1]
    assert "Mieterverein: Name, 02.11.2021" in ask.asked[-1]
    assert ask_gate(desk, family).stop == "revoked"
    assert "widerrufen am 02.11.2021" in texts(page)
    desk.undo_last()
    assert ask_gate(desk, family).allowed == ("name",)


def test_revoking_says_that_somebody_has_to_be_told_off(desk, opening, family, ask):
    home = family.household.id
    consent = agreed(family, purpose="interpreter")
    desk.consents.give(consent)
    nadia = Interpreter(name="Nadia El-Sayed", pool="mia_do_ki")
    wanted = InterpreterRequest(
        office=desk.office.id, household=home, pool="mia_do_ki", language="ar", at=clock.now(),
        setting="phone", topic="housing", legal="no", consent=consent.id, state="searching",
        reference="S-HÖ-2021-0001",
    )  # fmt: skip
    with desk.seat.writing("test") as transaction:
        transaction.save_all(
            [nadia, wanted, Assignment(request=wanted.id, interpreter=nadia.id, position=1, state="asked")]
        )
    page = opening(family)
    ask.expect("tell", None)
    press(page, f"revoke_{consent.id}")
    assert "1 Sprachmittlungsanfrage wurde abgesagt." in ask.asked[-1]
    assert "Eine Aufgabe erinnert daran, 1 Sprachmittler*in abzusagen." in ask.asked[-1]
    assert "Aufgabe: S-HÖ-2021-0001 absagen: Nadia El-Sayed Bescheid geben" in texts(page)


def test_revoking_says_that_a_handing_over_was_stopped(desk, opening, family, ask):
    consent = agreed(family, recipient="Büro Nordstadt")
    desk.consents.give(consent)
    gone = Transfer(
        household=family.household.id, office=desk.office.id, direction="out", state="sent",
        other="Büro Nordstadt", purpose="moved", consent=consent.id, at=clock.now(),
    )  # fmt: skip
    with desk.seat.writing("test") as transaction:
        transaction.save(gone)
    page = opening(family)
    ask.expect("tell", None)
    press(page, f"revoke_{consent.id}")
    assert "1 Übergabe wurde gestoppt." in ask.asked[-1]
    assert (
        "Eine Aufgabe erinnert daran, Bescheid zu sagen: Das Paket soll nicht eingelesen werden."
        in (ask.asked[-1])
    )


def test_who_must_not_interpret_is_seen_added_and_let_in_again(desk, opening, family):
    samira, nadia = (Interpreter(name=name, pool="mia_do_ki") for name in ("Samira Khalil", "Nadia El-Sayed"))
    desk.interpreters.save([(samira, None), (nadia, None)])
    page = opening(family)
    assert "Ausgeschlossene Sprachmittler*innen" not in texts(page)
    desk.interpreters.exclude(
        Exclusion(household=family.household.id, interpreter=samira.id, reason="Nachbarin", since=TODAY)
    )
    page = opening(family)
    assert {"Ausgeschlossene Sprachmittler*innen", "Samira Khalil"} <= set(texts(page))
    assert "Nachbarin, seit 02.11.2021" in texts(page)
    press(page, "add_exclusion")
    families.settle()
    dialog = page.findChild(ExclusionDialog)
    dialog.form.input("interpreter").set_value(str(nadia.id))
    dialog.save_button.click()
    families.settle()
    assert {"Samira Khalil", "Nadia El-Sayed"} <= set(texts(page))
    (first, _name), (second, _other) = card(desk, family).exclusions
    back = page.findChild(QWidget, f"let_in_{first.id}")
    assert parts.name(back) == "Wieder zulassen: Samira Khalil"
    back.click()
    assert [one.id for one, _name in card(desk, family).exclusions] == [second.id]
    assert "Samira Khalil" not in texts(page)
    desk.undo_last()
    assert len(card(desk, family).exclusions) == 2


def test_a_consent_for_nobody_is_revoked_without_more_words(desk, opening, family, ask):
    page = opening(family)
    (store,) = card(desk, family).consents
    press(page, f"revoke_{store.id}")
    assert ask.asked == []
    assert card(desk, family).consents[0].revoked_on == TODAY


def test_the_information_sheet_is_noted_with_today_and_the_language_of_advice(desk, opening):
    family = families.take_in(desk, families.hamdan(advice_language="ar"))
    page = opening(family)
    press(page, "hand_out")
    dialog = dialog_of(page)
    families.settle()
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    kept = card(desk, family).household
    assert (kept.information_on, kept.information_language) == (TODAY, "ar")
    assert kept.information_by == desk.staff.id
    assert "02.11.2021, Arabisch" in texts(page)


def test_who_must_not_be_told_stands_in_the_head(desk, opening, family, type_text):
    page = opening(family)
    page.doing.agreements.withhold()
    dialog = dialog_of(page)
    type_text(dialog.input("withholding.whom").control(), "Mieterverein")
    families.settle()
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert "Nicht weitersagen: Mieterverein" in texts(page)
    assert ask_gate(desk, family).stop == "withheld"
    (one,) = card(desk, family).withholdings
    press(page, f"withholding_{one.id}")
    choose(dialog_of(page), "withholding.data_kinds", ("phone",))
    dialog_of(page).save_button.click()
    assert "Telefon, E-Mail" in texts(page)
    press(page, f"remove_{one.id}")
    assert card(desk, family).withholdings == ()
    assert "Nicht weitersagen: Mieterverein" not in texts(page)


def test_who_must_not_be_told_is_chosen_from_the_directory_by_an_offer(desk, opening, family, type_text):
    place = Provider(name="Haus der Hilfe")
    desk.directory.save(place)
    desk.directory.save(Offer(provider=place.id, name="Schuldnerberatung", category="advice"))
    page = opening(family)
    page.doing.agreements.withhold()
    families.settle()
    dialog = dialog_of(page)
    chosen = dialog.input("withholding.provider")
    type_text(chosen.edit, "schuld")
    QTest.keyClick(chosen.edit, Qt.Key.Key_Return)
    assert dialog.input("withholding.whom").value() == "Haus der Hilfe"
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    families.settle()
    (one,) = card(desk, family).withholdings
    assert (one.provider, one.whom) == (place.id, "Haus der Hilfe")
    handing = Handing("pass_on", "HdH e. V.", place.id, None, (), ("name",), TODAY)
    assert desk.consents.gate(family.household.id, handing).stop == "withheld"
    press(page, f"withholding_{one.id}")
    assert dialog_of(page).input("withholding.provider").edit.text() == "Haus der Hilfe"


def test_who_must_not_be_told_is_chosen_from_the_pool(desk, opening, family, type_text):
    nadia = Interpreter(name="Nadia El-Sayed", pool="mia_do_ki")
    desk.interpreters.save([(nadia, None)])
    page = opening(family)
    page.doing.agreements.withhold()
    families.settle()
    dialog = dialog_of(page)
    chosen = dialog.input("withholding.interpreter")
    type_text(chosen.edit, "nadia")
    QTest.keyClick(chosen.edit, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    families.settle()
    assert [one.interpreter for one in card(desk, family).withholdings] == [nadia.id]
    assert "Nicht weitersagen: Nadia El-Sayed" in texts(page)


def test_several_withholdings_are_one_flag(desk, opening, family):
    for whom in ("Schule", "Nachbarin"):
        desk.households.save(Withholding(household=family.household.id, whom=whom))
    assert "Nicht alles weitersagen" in texts(opening(family))


def test_the_nine_steps_are_walked_in_order_and_left_out_with_a_reason(desk, opening, family):
    page = opening(family)
    assert page.findChild(QWidget, "step_meet") is None
    page.doing.agreements.begin_steps()
    dialog = dialog_of(page)
    choose(dialog, "case_step.result", "Beim Sprachkurs getroffen")
    choose(dialog, "case_step.staff", desk.staff.id)
    dialog.save_button.click()
    assert "1. Frühzeitig antreffen" in texts(page)
    assert "02.11.2021, Jana Albers, Beim Sprachkurs getroffen" in texts(page)
    press(page, "step_clear")
    dialog = dialog_of(page)
    choose(dialog, "case_step.skipped", True)
    dialog.save_button.click()
    assert dialog.sheet.box("case_step.skip_reason").problem()
    choose(dialog, "case_step.skip_reason", "schon bekannt")
    dialog.save_button.click()
    assert "ausgelassen: schon bekannt, 02.11.2021" in texts(page)
    assert "2 von 9" in texts(page)
    press(page, "step_meet")
    assert dialog_of(page).input("case_step.result").value() == "Beim Sprachkurs getroffen"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut(desk, opening, family, scale):
    desk.consents.give(agreed(family, recipient="Beratungsstelle für Geflüchtete in der Nordstadt"))
    for code in ("meet", "link"):
        desk.households.save(CaseStep(household=family.household.id, step=code, on=TODAY))
    desk.households.save(Withholding(household=family.household.id, whom="x" * 200))
    parts.dress(scale=scale)
    page = opening(family, 808, 624)
    assert list(parts.cut_texts(page)) == []
    parts.dress()


@pytest.mark.parametrize("text", families.HOSTILE)
def test_a_hostile_text_is_only_text(desk, opening, family, text):
    desk.households.save(Withholding(household=family.household.id, whom=text[:150]))
    desk.consents.give(agreed(family, recipient=text[:150]))
    page = opening(family)
    for label in page.findChildren(QWidget):
        if isinstance(label, QLabel) and label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText

"""The form of a referral: offers that fit, what goes along, the gate, and a draft that stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.base import clock
from lwdesk.domain.consent import Consent, Withholding
from lwdesk.domain.fields import RECORDS
from lwdesk.domain.need import Need
from lwdesk.domain.provider import Offer, Provider
from lwdesk.domain.referral import Referral
from lwdesk.domain.staff import Staff
from lwdesk.store import vault
from lwdesk.ui.dialogs.together import TogetherDialog
from lwdesk.ui.pages.household.consent_dialog import ConsentDialog
from lwdesk.ui.pages.referral import ReferralPage, layout
from lwdesk.ui.pages.referral.begun import Wanted
from tests.gui import families, parts
from tests.unit import office

DEBT = Provider(name="Beratungsstelle Mitte")
CAFE = Provider(name="Treffpunkt Hörde")


@pytest.fixture
def offers(desk):
    today = clock.today()
    made = (
        Offer(
            provider=DEBT.id,
            name="Schuldnerberatung",
            category="advice",
            areas=("livelihood",),
            languages=("ar", "de"),
            districts=("hoerde",),
            free=True,
            checked_on=today,
        ),
        Offer(provider=CAFE.id, name="Sprachcafé", category="meeting", languages=("ar",), checked_on=today),
        Offer(provider=CAFE.id, name="Budgetkurs", category="education", languages=("de",)),
        Offer(
            provider=CAFE.id,
            name="Altes Sprachcafé",
            category="meeting",
            valid_until=today.replace(year=today.year - 1),
        ),
    )
    for record in (DEBT, CAFE, *made):
        desk.directory.save(record)
    return made


@pytest.fixture
def family(desk):
    return families.take_in(desk, families.hamdan(advice_language="ar"))


@pytest.fixture
def opening(context, show, jobs):
    """Give a function that opens the form as the window does."""
    made = []

    def opened(wanted, width: int = 1150, height: int = 752) -> ReferralPage:
        page = show(ReferralPage(context, wanted), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.ready(page)
        made.append(page)
        return page

    yield opened
    for page in made:
        page.closed()


@pytest.fixture
def page(opening, family, offers):
    need = Need(household=family.household.id, area="livelihood", next_step="Mietrückstand")
    return opening(Wanted(family.household.id, need=need))


def agree(desk, family, **more):
    consent = Consent(
        household=family.household.id,
        purpose="pass_on",
        recipient=DEBT.name,
        provider=DEBT.id,
        data_kinds=("name", "phone", "language", "need"),
        form="written",
        signed_by="M. Hamdan",
    ).replace(**more)
    desk.consents.give(consent)
    return consent


def found(page) -> list[str]:
    return [row.match.offer.name for row in page.form.offers.rows]


def choose(page, name: str) -> None:
    next(row for row in page.form.offers.rows if row.match.offer.name == name).click()
    families.settle()


def look(page, text: str) -> None:
    page.form.offers.search.clear()
    parts.type_text(page.form.offers.search, text)
    page.form.offers.look()
    families.settle()


def texts(page) -> list[str]:
    labels = page.findChildren(QLabel)
    return [one.text().strip("\u2068\u2069") for one in labels if one.isVisibleTo(page)]


def press(page, name: str) -> None:
    next(one for one in page.findChildren(QWidget, name) if one.isVisibleTo(page)).click()
    families.settle()


def kept(desk) -> tuple[Referral, ...]:
    with desk.seat.reading() as reader:
        return reader.all(Referral)


def test_every_field_of_a_referral_stands_on_a_form_or_elsewhere_with_a_reason():
    declared = frozenset(RECORDS["referral"].by_name)
    assert declared - layout.placed() == frozenset(layout.ELSEWHERE)
    assert not layout.placed() & frozenset(layout.ELSEWHERE)


def test_from_a_need_the_form_knows_what_it_is_about(page):
    assert page.form.concern.form.values()["area"] == "livelihood"
    assert page.form.concern.form.values()["subject"] == "Mietrückstand"
    assert page.form.begun.referral.language == "ar"


def test_what_fits_stands_first_and_says_why(page):
    assert found(page)[0] == "Schuldnerberatung"
    assert "Altes Sprachcafé" not in found(page)
    row = page.form.offers.rows[0]
    assert row.accessibleName().startswith("Schuldnerberatung, Beratungsstelle Mitte, Arabisch")
    assert "kostenlos" in row.accessibleName()


def test_warnings_are_said_in_words(page):
    sentence = next(r for r in page.form.offers.rows if r.match.offer.name == "Budgetkurs").accessibleName()
    assert "nur auf Deutsch" in sentence
    assert "noch nie geprüft" in sentence


def test_the_words_of_a_caseworker_find_the_offer(page):
    look(page, "sprachcafé arabisch")
    assert found(page) == ["Sprachcafé"]


def test_the_best_offers_stand_there_and_the_others_come_when_asked_for(opening, family, offers, desk):
    for n in range(9):
        desk.directory.save(Offer(provider=CAFE.id, name=f"Kurs {n}", category="education"))
    page = opening(Wanted(family.household.id))
    best = found(page)
    assert len(best) == 6
    press(page, "more_offers")
    assert found(page)[:6] == best
    assert len(found(page)) == 12
    assert page.form.offers.rows[6].hasFocus()
    assert not [one for one in page.findChildren(QWidget, "more_offers") if one.isVisibleTo(page)]


def test_where_nothing_is_found_a_gap_can_be_reported(page, desk):
    look(page, "nähkurs auf tigrinya")
    assert found(page) == []
    press(page, "report_gap")
    (gap,) = kept(desk)
    assert (gap.gap, gap.area) == (True, "livelihood")
    assert page.over


def test_without_a_consent_the_two_ways_stand_there_and_the_button_says_why(page):
    choose(page, "Schuldnerberatung")
    assert "Einwilligung fehlt" in texts(page)
    assert page.send_button.blocked_reason() == "Zum Vermitteln fehlt noch die Einwilligung."
    assert not page.send_button.isEnabled()


def test_information_alone_removes_the_gate(page, desk):
    choose(page, "Schuldnerberatung")
    press(page, "information_only")
    assert "Einwilligung fehlt" not in texts(page)
    assert not page.form.handing.ticks["name"].isVisibleTo(page)
    press(page, "send")
    (sent,) = kept(desk)
    assert (sent.state, sent.sort, sent.data_kinds) == ("sent", "information", ())


def test_a_consent_that_is_given_here_opens_the_gate(page, desk, family):
    choose(page, "Schuldnerberatung")
    press(page, "obtain_consent")
    dialog = page.findChild(ConsentDialog)
    consent = dialog.consent()
    assert (consent.purpose, consent.recipient, consent.provider) == ("pass_on", DEBT.name, DEBT.id)
    assert consent.data_kinds == ("name", "phone", "language", "need")
    dialog.fill("consent.form", "written")
    dialog.save_button.click()
    families.settle()
    assert "Einwilligung liegt vor" in texts(page)
    press(page, "send")
    (sent,) = kept(desk)
    assert (sent.state, sent.consent) == ("sent", consent.id)


def test_a_consent_can_be_revoked_beside_it(page, desk, family, opening):
    agree(desk, family)
    page.form.look_again()
    families.settle()
    choose(page, "Schuldnerberatung")
    assert page.send_button.isEnabled()
    press(page, "revoke_consent")
    assert "Einwilligung fehlt" in texts(page)


def test_revoking_beside_it_tells_who_has_received_something(page, desk, family, ask):
    agree(desk, family)
    desk.referrals.send(
        Referral(
            household=family.household.id, area="housing", sort="data", provider=DEBT.id, data_kinds=("name",)
        )
    )
    page.form.look_again()
    families.settle()
    choose(page, "Schuldnerberatung")
    ask.expect("tell", None)
    press(page, "revoke_consent")
    assert "1 Vermittlung wurde zurückgezogen." in ask.asked[-1]
    assert f"{DEBT.name}: Name, {clock.today():%d.%m.%Y}" in ask.asked[-1]
    assert kept(desk)[0].state == "withdrawn"


def test_address_and_health_start_off_and_stay_off_with_the_reason(opening, desk, offers):
    family = families.take_in(desk, families.hamdan(address_protected=True))
    page = opening(Wanted(family.household.id))
    choose(page, "Schuldnerberatung")
    ticks = page.form.handing.ticks
    assert not ticks["address"].box.isEnabled()
    assert ticks["address"].reason.text() == "geschützt"
    assert not ticks["health"].box.isEnabled()
    assert ticks["health"].reason.text() == "eigene Einwilligung nötig"
    assert not ticks["address"].box.isChecked()


def test_what_nobody_agreed_to_closes_the_gate_again(page, desk, family):
    agree(desk, family)
    page.form.look_again()
    families.settle()
    choose(page, "Schuldnerberatung")
    page.form.handing.ticks["birth"].box.click()
    families.settle()
    assert "Die Einwilligung umfasst nicht: Geburtsdatum." in " ".join(texts(page))
    assert not page.send_button.isEnabled()


def test_the_note_of_the_family_is_confirmed_before(opening, desk, offers):
    family = families.take_in(desk, families.hamdan(withhold="Der Bruder soll nichts erfahren."))
    agree(desk, family)
    page = opening(Wanted(family.household.id, need=Need(area="livelihood")))
    choose(page, "Schuldnerberatung")
    assert page.send_button.blocked_reason() == "Bitte zuerst den Hinweis der Familie bestätigen."
    assert "Der Bruder soll nichts erfahren." in texts(page)
    press(page, "confirm_note")
    assert page.send_button.isEnabled()


def test_who_must_not_be_told_is_not_told(page, desk, family):
    agree(desk, family)
    desk.households.save(Withholding(household=family.household.id, whom=DEBT.name))
    page.form.look_again()
    families.settle()
    choose(page, "Schuldnerberatung")
    assert "Dorthin darf nichts gehen" in texts(page)
    assert not page.send_button.isEnabled()


def test_without_anybody_else_who_may_it_does_not_go_without_consent(page):
    choose(page, "Schuldnerberatung")
    press(page, "override")
    assert page.send_button.blocked_reason().startswith("Niemand sonst mit diesem Recht kann")


@pytest.fixture
def second(desk):
    made = Staff(office=desk.office.id, name="Ute Kern", employer="awo", role="lead")
    with vault.using(vault.CHEAP):
        desk.colleagues.add(made, office.PASSPHRASE, own=True)
    return made


def override(page, second) -> TogetherDialog:
    choose(page, "Schuldnerberatung")
    press(page, "override")
    assert page.send_button.blocked_reason() == "Rechtsgrundlage, Begründung und zweite Person fehlen noch."
    whole = Referral(override_basis="danger", override_reason="Gefahr", override_second=second.id)
    page.form.handing.override_form.show_record(whole)
    page.form.look_again()
    families.settle()
    page.primary()
    return page.window().findChild(TogetherDialog)


def test_the_second_person_enters_their_own_passphrase_before_it_goes(second, page, desk):
    dialog = override(page, second)
    secret = dialog.findChild(QWidget, "second_passphrase")
    parts.type_text(secret, "falsch geraten hier")
    with vault.using(vault.CHEAP):
        QTest.keyClick(secret, Qt.Key.Key_Return)
        assert kept(desk) == ()
        assert any("Passphrase" in text for text in texts(dialog))
        parts.type_text(secret, office.PASSPHRASE)
        QTest.keyClick(secret, Qt.Key.Key_Return)
    families.settle()
    sent = kept(desk)[0]
    assert (sent.state, sent.override_second, sent.override_by) == ("sent", second.id, desk.staff.id)


def test_who_cancels_beside_the_second_person_has_sent_nothing(second, page, desk):
    QTest.keyClick(override(page, second), Qt.Key.Key_Escape)
    assert (kept(desk), page.over) == ((), False)


def test_somebody_without_an_offer_can_be_named(page, desk):
    press(page, "other_recipient")
    parts.type_text(page.form.offers.free, "Frau Winter, Bürgerhaus")
    families.settle()
    press(page, "information_only")
    press(page, "send")
    assert kept(desk)[0].recipient == "Frau Winter, Bürgerhaus"


def test_put_aside_everybody_of_the_office_finds_it(page, desk):
    choose(page, "Schuldnerberatung")
    press(page, "put_aside")
    (draft,) = kept(desk)
    assert (draft.state, draft.provider, page.over) == ("draft", DEBT.id, True)
    assert desk.drafts.list("referral") == ()


def test_what_was_typed_survives_a_lock(page, desk, opening):
    parts.type_text(page.form.concern.form.input("subject").control(), " dringend")
    choose(page, "Schuldnerberatung")
    page.keep_draft()
    again = opening(Wanted(draft=desk.drafts.list("referral")[0].id))
    assert "dringend" in again.form.concern.form.values()["subject"]
    assert [r.match.offer.name for r in again.form.offers.rows if r.isChecked()] == ["Schuldnerberatung"]


def test_in_another_language_the_form_comes_back_with_what_was_typed(page, context, show):
    choose(page, "Schuldnerberatung")
    make = page.again(lambda context: ReferralPage(context, page._wanted))
    page.keep_draft()  # as the window does before it lets the page go
    again = show(make(context))
    again.opened()
    families.ready(again)
    assert again.form.offers.recipient() == DEBT.name
    again.closed()


def test_a_new_one_from_the_list_asks_for_the_household(opening, family, offers):
    page = opening(Wanted())
    assert page.send_button.blocked_reason() == "Bitte zuerst den Haushalt wählen."
    parts.type_text(page.form.concern.home.edit, "hamd")
    QTest.keyClick(page.form.concern.home.edit, Qt.Key.Key_Return)
    families.settle()
    assert list(page.form.concern.chips.chips)
    assert "Hamdan" in page.header.subtitle.text()


def test_the_three_parts_stand_beside_each_other_where_there_is_room(page):
    concern, offers, handing = page.form.concern, page.form.offers, page.form.handing
    across = [part.mapTo(page, part.rect().topLeft()).x() for part in (concern, offers, handing)]
    assert across == sorted(across)
    assert len(set(across)) == 3


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_no_text_is_cut(opening, family, offers, scale, size):
    parts.dress("light", scale)
    page = opening(Wanted(family.household.id), *size)
    choose(page, "Schuldnerberatung")
    assert list(parts.cut_texts(page)) == []


@pytest.mark.parametrize("hostile", families.HOSTILE)
def test_hostile_texts_stay_plain(opening, desk, offers, hostile):
    desk.directory.save(Offer(provider=DEBT.id, name=hostile[:190], category="advice", opening=hostile[:190]))
    page = opening(Wanted())
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in page.findChildren(QLabel) if one.text())

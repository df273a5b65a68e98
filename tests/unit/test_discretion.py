"""No free text that leaves the office names a family, however it is spelt."""

import pytest

from lwdesk.domain.discretion import Secrets, told

FAMILY = Secrets(
    names=("Familie Hamdan", "Mohammed Hamdan", "محمد حمدان", "Al-Khatib", "Li"),
    phones=("0171 39200 17", "12"),
    addresses=("Lindenallee 14", "Am Ring 3", ""),
    marks=("HÖ-2020-0187", "BG 35502//000", "x"),
    places=("Ring 7",),
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("bei Familie Hamdan klingeln", "name"),
        ("HAMDAN, 3. Stock", "name"),
        ("Klingel: محمد", "name"),
        ("Frau al Khatib", "name"),
        ("vorher 0171/3920017 anrufen", "phone"),
        ("+49 171 3920017", "phone"),
        ("Lindenallee 14", "address"),
        ("in der Linden-Allee", "address"),
        ("Am Ring 3, Hinterhaus", "address"),
        ("zu HÖ 2020 0187", "number"),
        ("Aktenzeichen bg35502000", "number"),
        ("Büro Hörde, Am Markt 2", ""),
        ("Haltestelle Hörde Bahnhof, 10:15 Uhr", ""),
        ("Die Familie wartet am Eingang", ""),
        ("li", ""),
        ("", ""),
    ],
)
def test_a_text_that_tells_who_the_family_is_is_found(text, why):
    assert told({"place": text}, FAMILY) == ((("place", why),) if why else ())


def test_the_street_of_the_office_may_be_said_but_not_the_family_s_number_in_it():
    home = Secrets(addresses=("Hörder Straße 20",), places=("Hörder Str. 5",))
    assert told({"place": "Büro, Hörder Straße 5"}, home) == ()
    assert told({"place": "Hörder Str. 20"}, home) == (("place", "address"),)


def test_each_text_is_told_of_by_its_own_key():
    assert told({"place": "Markt", "access": "bei Hamdan"}, FAMILY) == (("access", "name"),)

"""A referral, a request and a family as the letters of the tests tell of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.consent import Consent
from lwdesk.domain.intake import Intake
from lwdesk.domain.provider import Provider
from lwdesk.domain.referral import Referral
from lwdesk.domain.vague import VagueDay
from lwdesk.services.desk import Desk
from lwdesk.services.papers.kinds import Wish
from tests.unit import office
from tests.unit.paper import Paper

LANGUAGES = ["en", "fr", "ar", "fa", "prs", "ps", "kmr", "ckb", "ti", "uk", "ru", "tr", "ro", "bg", "so"]
DEBT = Provider(
    name="Schuldnerberatung Mitte", street="Ostwall 3", postcode="44135", city="Dortmund", phone="0231 77"
)
KINDS = ("name", "birth", "phone", "address", "language", "household", "need")


def family(desk: Desk, **household: object) -> Intake:
    intake = office.hamdan(advice_language="ar", **household)
    father, *others = intake.members
    born = replace(father, person=father.person.replace(born=VagueDay(date(1988, 5, 2))))
    intake = replace(intake, members=(born, *others))
    desk.households.take_in(intake)
    return intake


def agree(desk: Desk, intake: Intake, **more: object) -> Consent:
    consent = Consent(
        **{
            "household": intake.household.id,
            "purpose": "pass_on",
            "recipient": DEBT.name,
            "provider": DEBT.id,
            "data_kinds": KINDS,
            "form": "written",
            "signed_by": "M. Hamdan",
            **more,
        }
    )
    desk.consents.give(consent)
    return consent


def referral(intake: Intake, **more: object) -> Referral:
    return Referral(
        **{
            "household": intake.household.id,
            "area": "livelihood",
            "subject": "Schulden ordnen",
            "sort": "data",
            "provider": DEBT.id,
            "data_kinds": KINDS,
            **more,
        }
    )


def sent(desk: Desk, intake: Intake, **more: object) -> UUID:
    made = referral(intake, **more)
    vouched = desk.referrals.vouch(made, (), office.PASSPHRASE) if made.override_second else None
    desk.referrals.send(made, vouched=vouched)
    return made.id


def drawn(desk: Desk, kind: str, about: UUID, folder: Path, language: str = "", **options: str) -> Paper:
    """Draw a paper as it would be issued and read it back."""
    return Paper(desk.papers.preview(Wish(kind, about, language, options)), folder)


def today() -> str:
    return f"{clock.today():%d.%m.%Y}"

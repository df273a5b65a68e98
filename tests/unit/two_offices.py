"""Two offices of one organisation, each with a file of its own, and a folder between them."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain import handing_over
from lwdesk.domain.consent import Consent
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person
from lwdesk.services import accounts
from lwdesk.services.accounts import Setup
from lwdesk.services.desk import Desk
from lwdesk.services.exchange import trust
from lwdesk.services.exchange.transfer_views import Recipient, Wish
from lwdesk.services.exchange.transfers import Transfers
from lwdesk.services.views import Card
from lwdesk.store import vault
from lwdesk.sync import roster
from tests.unit import office
from tests.unit.lwb import opened_lines
from tests.unit.office import PASSPHRASE

THERE = Setup("innenstadt_nord", "Rechner Nord", "Sofia Lange", "city", "lead", PASSPHRASE)
NOW, TODAY = datetime(2021, 11, 2, 13, 0, tzinfo=UTC), date(2021, 11, 2)
KINDS = ("name", "birth", "phone", "address", "language", "household", "need", "notes")


@cache
def _template() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="lwdesk-north-")
    with vault.using(vault.CHEAP), office.not_in_the_future():
        accounts.set_up(Path(folder.name) / "nord.lwdb", THERE, anyway=True).desk.close()
    return folder


@contextmanager
def opened_there(folder: Path) -> Iterator[Desk]:
    for name in ("nord.lwdb", "nord.keys"):
        shutil.copy(Path(_template().name) / name, folder / name)
    path = folder / "nord.lwdb"
    user = next(user.id for user in accounts.users(path) if user.name == THERE.staff)
    desk = accounts.unlock(path, user, PASSPHRASE)
    try:
        yield desk
    finally:
        desk.close()


@dataclass
class Offices:
    """Both desks, what they share, and the household that is to be handed over."""

    here: Desk
    there: Desk
    folder: Path
    key: bytes
    public: bytes
    roster: roster.Roster
    home: UUID

    @property
    def sending(self) -> Transfers:
        return self.here.exchange.transfers

    @property
    def taking(self) -> Transfers:
        return self.there.exchange.transfers

    @property
    def recipient(self) -> Recipient:
        return self.sending.recipients()[0]

    def enrol(self) -> None:
        for desk in (self.here, self.there):
            asked = roster.read_request(desk.exchange.trust.request()[0])
            self.roster = trust.enrol(self.roster, asked, "office", [f"office:{desk.office.id.hex}"])
        self.spread()

    def spread(self) -> None:
        document = roster.write(self.roster)
        signature = roster.signed(document, self.key)
        for desk in (self.here, self.there):
            desk.exchange.trust.accept(document, signature, self.public)

    def members(self) -> tuple[UUID, ...]:
        return tuple(one.person.id for one in self.here.households.card(self.home).members)

    def agree(self, *kinds: str, **more: object) -> UUID:
        """Let the family agree that these kinds of data go to the other office."""
        consent = Consent(
            **{
                "household": self.home,
                "purpose": "pass_on",
                "recipient": self.recipient.name,
                "data_kinds": kinds or KINDS,
                "form": "written",
                "text_version": "pass_on 1",
                **more,
            }
        )
        self.here.consents.give(consent)
        return consent.id

    def wish(self, *kinds: str, **more: object) -> Wish:
        chosen = {
            "household": self.home,
            "recipient": self.recipient,
            "purpose": "moved",
            "persons": self.members(),
            "fields": handing_over.usual(kinds or KINDS),
            "expires": clock.today() + timedelta(days=30),
            "read": "GEHEIM-WUNSCH",
            **more,
        }
        return Wish(**chosen)

    def send(self, *kinds: str, **more: object) -> Path:
        """Hand the family over and return where its package lies."""
        return Path(self.sending.send(self.wish(*kinds, **more), self.folder).path)

    def taken(self, household: UUID) -> Card:
        """Return the card of a household that was taken in there."""
        return self.there.households.card(household)

    def text_in(self, path: Path, identity: str = "") -> str:
        """Return everything a package says, as its recipient reads it."""
        own = self.there.exchange.trust.own()
        return b"\n".join(opened_lines(path, identity or own.identities)).decode()


def records[R: Record](desk: Desk, cls: type[R], **equal: object) -> tuple[R, ...]:
    with desk.seat.reading() as reader:
        return reader.all(cls, **equal)


def family() -> Intake:
    """Return a family with something in every kind of data, and texts that belong to others."""
    father = Person(
        given_name="Mohammed", family_name="Hamdan", native_name="محمد حمدان", phone="0171 39200 17",
        nationality="sy", note="GEHEIM-NOTIZ", health="GEHEIM-GESUND",
    )  # fmt: skip
    child = Person(given_name="Lina", family_name="Hamdan")
    return Intake(
        Household(target_group="refugee", withhold="GEHEIM-WUNSCH", note="GEHEIM-HAUS", advice_language="ar"),
        Dwelling(
            street="Lindenallee 14",
            postcode="44263",
            city="Dortmund",
            landlord="GEHEIM-VERMIETER",
            defects="GEHEIM-MANGEL",
            moved_in_on=date(2020, 1, 2),
        ),
        (
            Member(father, Membership(role="reference"), languages=(LanguageSkill(language="ar"),)),
            Member(child, Membership(role="daughter")),
        ),
        needs=(Need(area="housing", level=3, wish="GEHEIM-ZIEL"),),
    )


@contextmanager
def offices(folder: Path) -> Iterator[Offices]:
    """Open both, enrolled in one organisation, with a family here and none there."""
    for name in ("here", "there", "stick"):
        (folder / name).mkdir()
    with office.opened(office.place(folder / "here")) as here, opened_there(folder / "there") as there:
        intake = family()
        here.households.take_in(intake)
        yield together(here, there, folder / "stick", intake.household.id)


@contextmanager
def offices_today(folder: Path) -> Iterator[Offices]:
    """Open both on the day of the tests."""
    with clock.using(clock.FixedClock(NOW)), offices(folder) as whole:
        yield whole


def together(here: Desk, there: Desk, folder: Path, home: UUID) -> Offices:
    """Enrol both in one organisation."""
    key, public = trust.new_root()
    empty = roster.Roster(UUID(int=5).hex, 0, public.hex(), [])
    whole = Offices(here, there, folder, key, public, empty, home)
    whole.enrol()
    return whole

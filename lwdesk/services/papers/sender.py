"""Who writes a letter: the office and, of it, whoever is responsible."""

from typing import TYPE_CHECKING
from uuid import UUID

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit.letter import LANGUAGE, Sender
from lwdesk.domain.office import Office
from lwdesk.domain.provider import Offer, Provider
from lwdesk.domain.staff import Staff
from lwdesk.services.papers import office_lines
from lwdesk.store.transaction import Reader

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


def sender(desk: "Desk", reader: Reader, staff: UUID | None) -> Sender:
    """Return the office at whose desk one works, with the colleague who is responsible, else oneself."""
    person = (reader.get(Staff, staff) if staff else None) or desk.staff
    office = desk.office
    return Sender(
        office_lines.brand(office),
        office_name(office),
        office.street,
        town(office.postcode, office.city),
        person.phone or office.phone,
        person.mail or office.mail,
        person.name,
    )


def office_name(office: Office) -> str:
    """Return the office as a sentence names it."""
    if "willkommen" in office.name.casefold():
        return office.name
    return translator(LANGUAGE)(N_("Welcome office {name}"), name=office.name)


def town(postcode: str, city: str) -> str:
    return f"{postcode} {city}".strip()


def address(name: str, contact: str, provider: Provider | None, offer: Offer | None) -> tuple[str, ...]:
    """Return the lines of an address; an offer that is held elsewhere has its own street."""
    lines = [name]
    if offer is not None and offer.name and offer.name != name:
        lines.append(offer.name)
    if contact:
        lines.append(contact)
    place = offer if offer is not None and offer.street else provider
    if place is not None:
        lines += [place.street, town(place.postcode, place.city)]
    return tuple(line for line in lines if line.strip())

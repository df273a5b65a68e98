"""How an office stands on paper: its name, and the lines under which it is found."""

from lwdesk.domain.office import Office


def lines(office: Office) -> tuple[str, ...]:
    """Return name, street, town, phone and mail, each on its own line, without what nobody entered."""
    town = f"{office.postcode} {office.city}".strip()
    phone = f"Telefon {office.phone}" if office.phone else ""
    told = (brand(office), office.street, town, phone, office.mail)
    return tuple(line for line in told if line)


def brand(office: Office) -> str:
    return f"lokal willkommen · {office.name}"

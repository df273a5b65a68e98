"""Gathers the summary of a talk, or of the talks of a time: what was said, what follows, what was agreed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused, RecordGone
from lwdesk.base.texts import N_, translator
from lwdesk.documents import summary
from lwdesk.documents.kit.family import Meeting, Step
from lwdesk.documents.summary import Agreed, How, Summary, Talked
from lwdesk.domain import gate
from lwdesk.domain.consent import Consent
from lwdesk.domain.contact import Contact, ContactPerson, Reason
from lwdesk.domain.provider import Provider
from lwdesk.domain.staff import Staff
from lwdesk.services.papers import family
from lwdesk.services.papers.family import Family
from lwdesk.services.papers.kinds import Gathered, Options
from lwdesk.store.transaction import Reader

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = summary.TEMPLATE
HOW: Final[dict[str | None, How]] = {
    "phone": "phoned",
    "welcome_visit": "visited",
    "home_visit": "visited",
    "message": "in_touch",
    "letter": "in_touch",
    "third_party": "in_touch",
    "group": "in_touch",
}
PERIODS: Final = {"talk": 0, "month": 31, "quarter": 92}
"""The talks of how many days before this one are told, too."""
PERIOD_LABELS: Final = {
    "talk": N_("This talk"),
    "month": N_("The talks of one month"),
    "quarter": N_("The talks of three months"),
}
NAMED_RECIPIENT: Final = frozenset({"pass_on", "release"})
USUALLY: Final = ("passport", "letters", "sheet")
"""What is brought to every appointment."""


def gather(desk: "Desk", about: UUID, options: Options) -> Gathered:
    """Return what the sheet says about a talk."""
    with desk.seat.reading() as reader:
        contact = reader.get(Contact, about)
        if contact is None:
            raise RecordGone(kind="contact")
        people = [one.person for one in reader.all(ContactPerson, contact=about) if one.person]
        home = family.family(desk, reader, contact.household, options, people)
        contacts = _contacts(reader, contact, PERIODS.get(options.get("period", ""), 0))
        talks = tuple(_talked(reader, home, one) for one in contacts)
        meetings = family.meetings(reader, home)[:1]
        content = Summary(
            family.counter(desk, reader),
            talks,
            home.name,
            home.file_number,
            meetings[0] if meetings else None,
            _steps(reader, home, contacts, talks),
            _bring(reader, home, meetings),
            tuple(_consents(reader, home)),
        )
    if not any(talk.areas or talk.result is None or talk.result.text for talk in talks):
        raise PaperRefused(why="empty")
    return Gathered(content, contact.household, language=contact.language or "")


def render(content: Summary, language: str, made_at: datetime) -> bytes:
    return summary.render(content, language, made_at=made_at)


def choices(_desk: "Desk", _about: UUID, _option: str) -> tuple[tuple[str, str], ...]:
    """Return which talks the sheet may tell of."""
    words = translator()
    return tuple((period, words(label)) for period, label in PERIOD_LABELS.items())


def _contacts(reader: Reader, last: Contact, days: int) -> list[Contact]:
    """Return the talk, and those with the household so many days before it, in their order."""
    if not days or last.household is None or last.at is None:
        return [last]
    begin = last.at - timedelta(days=days)
    known = reader.all(Contact, household=last.household)
    return sorted(
        (one for one in known if one.at is not None and begin <= one.at <= last.at),
        key=lambda one: str(one.at),
    )


def _talked(reader: Reader, home: Family, contact: Contact) -> Talked:
    staff = reader.get(Staff, contact.staff) if contact.staff else None
    areas = [one.area for one in reader.all(Reason, contact=contact.id) if one.area]
    how: How = HOW.get(contact.sort, "spoken") if staff else "in_touch"
    at = contact.at or clock.now()
    name = staff.name if staff else ""
    return Talked(at.astimezone().date(), how, name, tuple(dict.fromkeys(areas)), home.typed(contact.result))


def _steps(
    reader: Reader, home: Family, contacts: list[Contact], talks: tuple[Talked, ...]
) -> tuple[Step, ...]:
    """Return the steps that were agreed in these talks, or that concern what they were about."""
    talked = {contact.id for contact in contacts}
    areas = {area for talk in talks for area in talk.areas}
    known = family.steps(reader, home)
    return tuple(step for source, step in known if source in talked or step.area in areas)


def _bring(reader: Reader, home: Family, meetings: tuple[Meeting, ...]) -> tuple[str, ...]:
    if home.home is None or not meetings:
        return ()
    asked = [paper for _need, step in family.steps(reader, home) for paper in step.papers]
    return (*USUALLY[:-1], *dict.fromkeys(asked), USUALLY[-1])


def _consents(reader: Reader, home: Family) -> Iterator[Agreed]:
    """Yield what is agreed to today, each purpose and recipient once."""
    if home.home is None:
        return
    told: dict[tuple[str, str], Agreed] = {}
    for one in reader.all(Consent, household=home.home.id):
        if not gate.is_in_force(one, clock.today()) or one.purpose is None:
            continue
        recipient = _recipient(reader, one) if one.purpose in NAMED_RECIPIENT else ""
        if one.purpose in NAMED_RECIPIENT and (not recipient or home.typed(recipient) is None):
            continue
        told[one.purpose, recipient] = Agreed(one.purpose, recipient)
    yield from told.values()


def _recipient(reader: Reader, consent: Consent) -> str:
    provider = reader.get(Provider, consent.provider) if consent.provider else None
    return consent.recipient or (provider.name if provider else "")

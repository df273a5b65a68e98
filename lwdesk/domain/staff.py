"""The people who work in an office."""

from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, day, link, mail, phone, record, text
from lwdesk.domain.rules import Problem, problems

DATED: Final = frozenset({"assistant"})
"""Roles whose account has to have a day on which it ends."""


@record("staff", N_("Staff member"), parent="office")
class Staff(Record):
    """A person who works here for one of the two employers, for a time."""

    office: UUID | None = link("office", N_("Office"), required=True)
    name: str = text(N_("Name"), required=True)
    employer: str | None = choice("employer", N_("Employer"), required=True)
    role: str | None = choice("role", N_("Role"), required=True)
    phone: str = phone(N_("Phone"))
    mail: str = mail(N_("E-mail"))
    valid_from: date | None = day(N_("Valid from"))
    valid_until: date | None = day(N_("Valid until"))


def account_problems(staff: Staff) -> tuple[Problem, ...]:
    """Return what is wrong with a person who is to open the file."""
    found = problems(staff)
    if staff.role in DATED and staff.valid_until is None:
        return (*found, Problem("end_missing", "valid_until", staff.id, staff.kind))
    return found


def has_ended(staff: Staff, on: date) -> bool:
    """Tell whether the account is over; its last day still belongs to it.

    Before its first day it opens too: a computer whose clock was set back would lock everybody out.
    """
    return staff.valid_until is not None and staff.valid_until < on

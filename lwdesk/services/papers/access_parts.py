"""What Art. 15 DSGVO asks for beside the data: the grounds, the sources, and who received what."""

from collections.abc import Iterator
from datetime import date, datetime

from lwdesk.base.texts import N_, translator
from lwdesk.documents.access_report import Received
from lwdesk.domain import printed
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Consent, Disclosure
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.domain.referral import Referral
from lwdesk.services.papers.access_records import Found
from lwdesk.services.papers.authority import Authority


def bases(told: Authority, found: Found) -> Iterator[str]:
    """Yield the provisions, each consent, and each decision of two people without one."""
    yield from told.lines("basis")
    for one in found["consent"]:
        if isinstance(one, Consent):
            yield _consent(one)
    for one in found["referral"]:
        if isinstance(one, Referral) and one.override_basis:
            yield codelists().label("legal_basis", one.override_basis)


def _consent(one: Consent) -> str:
    words = translator()
    purpose = codelists().label("consent_purpose", one.purpose or "")
    if one.revoked_on is None:
        return words(N_("Consent “{purpose}” of {day}"), purpose=purpose, day=_day(one.given_on))
    taken_back = N_("Consent “{purpose}” of {day}, taken back on {end}")
    return words(taken_back, purpose=purpose, day=_day(one.given_on), end=_day(one.revoked_on))


def sources(found: Found) -> Iterator[str]:
    """Yield where the data come from."""
    words = translator()
    yield words(N_("From you and the people you live with, in talks and at visits."))
    if any(isinstance(one, Referral) and one.direction == "in" for one in found["referral"]):
        yield words(N_("From those who sent you to us; they stand with the referral."))


def received(found: Found) -> tuple[Received, ...]:
    """Return who outside the office received data, the newest first."""
    passed_on = [one for one in found["disclosure"] if isinstance(one, Disclosure) and one.at]
    papers = [one for one in found["issued_paper"] if isinstance(one, IssuedPaper) and one.at]
    lists = codelists()
    told = [
        (
            one.at,
            Received(
                _moment(one.at),
                one.recipient,
                ", ".join(lists.label("data_kind", code) for code in one.data_kinds),
                lists.label("consent_purpose", one.purpose) if one.purpose else "",
            ),
        )
        for one in passed_on
    ]
    told += [
        (one.at, Received(_moment(one.at), one.recipient, lists.label("paper_kind", one.sort or "")))
        for one in papers
        if one.recipient
    ]
    return tuple(one for _at, one in sorted(told, key=lambda pair: str(pair[0]), reverse=True))


def _day(on: date | None) -> str:
    return f"{on:{printed.DAY}}" if on else printed.EMPTY


def _moment(at: datetime | None) -> str:
    return _day(at.astimezone()) if at else printed.EMPTY

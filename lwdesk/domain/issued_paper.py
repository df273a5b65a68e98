"""What left the office on paper: which kind, about what, for whom, and how to tell its copy from another."""

from datetime import datetime
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, link, moment, record, text, yes_no


@record("issued_paper", N_("Printed paper"), parent="household")
class IssuedPaper(Record):
    """One paper that was printed or saved; its content is not kept, its check sum is."""

    household: UUID | None = link("household", N_("Household"))
    office: UUID | None = link("office", N_("Office"), required=True)
    sort: str | None = choice("paper_kind", N_("Kind of paper issued"), required=True, personal=False)
    about: UUID | None = link("any", N_("Concerns"))
    language: str | None = choice("language", N_("Language"))
    anonymous: bool = yes_no(N_("Without names"), personal=False)
    recipient: str = text(N_("Recipient"))
    provider: UUID | None = link("provider", N_("Provider"))
    interpreter: UUID | None = link("interpreter", N_("Interpreter"))
    way: str | None = choice("paper_way", N_("How"), personal=False)
    template: str = text(N_("Version of the template"), longest=40, personal=False)
    sha256: str = text(N_("Check sum"), longest=64, personal=False)
    at: datetime | None = moment(N_("When"), required=True)
    staff: UUID | None = link("staff", N_("Issued by"))

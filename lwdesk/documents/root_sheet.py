"""The sheet of an organisation's root: the paper that signs for devices when nobody knows the passphrase."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from lwdesk.base.texts import N_, Texts
from lwdesk.documents.kit.facts import Fact
from lwdesk.documents.recovery_sheet import Told, page

STEPS: Final = (
    N_("Fetch the file of the root from where it is kept. Without it the code opens nothing."),
    N_("Open lwdesk, choose “Devices”, and what is to be signed: a device taken in or withdrawn."),
    N_("Type the code as it stands here in the place of the passphrase."),
    N_("Put this sheet back into its envelope and seal it."),
)
CARE: Final = (
    N_("Keep this sheet in a sealed envelope, not in the safe in which the file of the root lies."),
    N_("Whoever has this sheet and the file of the root can let any device belong to the organisation."),
    N_("Do not photograph it, do not scan it, do not send it."),
)


@dataclass(frozen=True, slots=True)
class RootSheet:
    """What stands on the sheet."""

    code: str
    office: str
    file_name: str
    made_on: date
    fingerprint: str


def render(sheet: RootSheet, words: Texts) -> bytes:
    """Return the sheet as a PDF of one page."""
    known = [
        Fact(words(N_("File of the root")), sheet.file_name),
        Fact(words(N_("Digits of the root")), sheet.fingerprint),
        Fact(words(N_("Made on")), sheet.made_on),
    ]
    return page(Told(N_("Sheet of the root"), known, STEPS, CARE), sheet, words)

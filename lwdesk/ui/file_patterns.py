"""The files that are chosen in the window: how a dialog of files narrows to each sort."""

from typing import Final

DATA: Final = "lwdesk (*.lwdb)"
PACKAGE: Final = "lwdesk (*.lwb)"
UNFINISHED: Final = "lwdesk (*.lwb.part)"
REQUEST: Final = "lwdesk (*.lwenroll)"
ROSTER: Final = "lwdesk (*.lwroster)"
ROOT: Final = "lwdesk (*.lwroot)"
LOSS: Final = "lwdesk (*.lwloss)"
PDF: Final = "PDF (*.pdf)"

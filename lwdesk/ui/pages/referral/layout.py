"""Where each field of a referral stands on its form, and which ones stand elsewhere."""

from typing import Final

CONCERN: Final = (("area",), ("subject",), ("urgency",))
MORE: Final = (
    ("language", "interpreter"),
    ("recipient_contact",),
    ("papers",),
    ("message",),
    ("answer_due_on",),
    ("note",),
)
OVERRIDE: Final = (("override_basis",), ("override_reason",), ("override_second",))
INCOMING: Final = (
    ("source", "source_name"),
    ("source_phone", "urgency"),
    ("area",),
    ("subject",),
    ("sort",),
    ("message",),
)
REFUSED: Final = (("refusal",), ("refusal_note",), ("gap",))
APPOINTMENT: Final = (("appointment_at",),)
OUTCOME: Final = (("outcome",), ("gap",), ("client_view",), ("feedback_on", "feedback_channel"))
PARTS: Final = {
    "sort": "the list of kinds at the left",
    "offer": "the list of offers in the middle",
    "provider": "follows from the offer",
    "recipient": "the line for somebody without an offer",
    "data_kinds": "the ticks at the right",
    "withheld": "what the ticks at the right hold back",
    "gap": "the button where no offer is found, and the tick where it was refused or not solved",
}
ELSEWHERE: Final = {
    "office": "the office at whose desk it is written",
    "household": "the household it was begun from, or the search above the form",
    "reference": "given when it is sent",
    "direction": "outgoing here, incoming where somebody was sent to us",
    "state": "the steps beside the list",
    "state_since": "the steps beside the list",
    "staff": "whoever writes it",
    "need": "the need it was begun from",
    "contact": "the contact it was begun from",
    "consent": "the consent that the gate found",
    "override_by": "whoever sends it",
    "sent_on": "given when it is sent",
    "answered_on": "the first answer noted beside the list",
    "slip_code": "given when it is sent",
    "replaces": "the refused one it was begun from",
}


def placed() -> frozenset[str]:
    """Return every field that somebody can type into or choose."""
    layouts = (CONCERN, MORE, OVERRIDE, INCOMING, REFUSED, APPOINTMENT, OUTCOME)
    return frozenset(name for rows in layouts for row in rows for name in row) | frozenset(PARTS)

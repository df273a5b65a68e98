"""Which fields stand beside each other when a record of the card is edited."""

from lwdesk.ui.record_form import Layout

HOUSEHOLD: Layout = (
    ("name", "native_name"),
    ("target_group", "target_group_since"),
    ("client_type", "access_route"),
    ("asking", "registered_on"),
    ("advice_language", "interpreter_needed"),
    ("address_protected",),
    ("protection_reason",),
    ("information_on", "information_language"),
    ("information_interpreter",),
    ("withhold",),
    ("note",),
)
DWELLING: Layout = (
    ("street",),
    ("postcode", "city"),
    ("district", "housing"),
    ("moved_in_on", "moved_out_on"),
    ("former", "permit"),
    ("rooms", "area", "rent"),
    ("landlord", "landlord_phone"),
    ("defects",),
)
DWELLING_PROTECTED: Layout = (
    ("district", "housing"),
    ("moved_in_on", "moved_out_on"),
    ("former", "permit"),
    ("rooms", "area", "rent"),
)
PERSON: Layout = (
    ("given_name", "family_name"),
    ("native_name", "call_name"),
    ("born",),
    ("sex", "nationality"),
    ("phone", "phone_owner"),
    ("messenger", "mail"),
    ("birth_place", "birth_country"),
    ("second_nationality", "arrived_in_germany"),
    ("arrived_here", "speaks_german"),
    ("writes_german", "german_evidence"),
    ("course", "course_state"),
    ("school", "school_class"),
    ("kita", "without_place_since"),
    ("activity", "vocational"),
    ("note",),
)
NEW_PERSON: Layout = (
    ("given_name", "family_name"),
    ("native_name", "call_name"),
    ("born",),
    ("sex", "nationality"),
    ("phone",),
)
MEMBERSHIP: Layout = (("role", "since"), ("main_contact",), ("caregiver",), ("lives_elsewhere",))
MEMBERSHIP_END: Layout = (*MEMBERSHIP, ("until", "leaving_reason"))
RESIDENCE: Layout = (
    ("title", "obligation"),
    ("valid_from", "valid_until"),
    ("work",),
    ("authority", "reference"),
)
LANGUAGE: Layout = (("language", "dialect"), ("level",), ("reads", "writes"), ("preferred",))
SPELLING: Layout = (("name",), ("sort", "document"), ("script", "since"))
BENEFIT: Layout = (("benefit",), ("state", "ends_on"), ("authority", "reference"))
NEED: Layout = (
    ("area",),
    ("level", "state"),
    ("next_step", "due_on"),
    ("goal", "barrier"),
    ("wish",),
    ("resource",),
    ("result",),
)
NEW_NEED: Layout = (("area",), ("level", "state"), ("next_step", "due_on"), ("wish",))
CONSENT: Layout = (
    ("purpose",),
    ("recipient", "subject"),
    ("data_kinds",),
    ("mutual",),
    ("given_on", "valid_until"),
    ("language", "form"),
    ("interpreter", "signed_by"),
    ("guardian", "revoked_on"),
    ("refusal_explained",),
    ("note",),
)

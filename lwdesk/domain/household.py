"""The household: who lives together, where, and since when."""

from datetime import date
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, day, link, native, note, number, phone, record, text, yes_no


@record("household", N_("Household"))
class Household(Record):
    """People who live together and come to the office together."""

    office: UUID | None = link("office", N_("Office"), required=True, counted=True)
    place: UUID | None = link("place", N_("Outpost"))
    case_number: str = text(N_("Case number"), longest=30, searchable=True)
    name: str = text(N_("Name of the household"), searchable=True)
    native_name: str = native(N_("Name in own script"), searchable=True)
    target_group: str | None = choice("target_group", N_("Target group"), required=True, counted=True)
    target_group_since: date | None = day(N_("Target group since"))
    client_type: str | None = choice("client_type", N_("Kind of clients"), counted=True)
    access_route: str | None = choice("access_route", N_("How did the contact come about?"), counted=True)
    asking: str | None = choice("asking", N_("Who asked?"), counted=True)
    advice_language: str | None = choice("language", N_("Language of advice"), counted=True)
    interpreter_needed: str | None = choice("yes_no", N_("Interpreter needed"), counted=True)
    registered_on: date | None = day(N_("Registered on"), future=False, required=True, counted=True)
    taken_by: UUID | None = link("staff", N_("Taken in by"))
    status: str | None = choice("household_status", N_("State of the case"), counted=True)
    status_reason: str | None = choice("status_reason", N_("Reason"), counted=True)
    status_since: date | None = day(N_("State since"), future=False)
    address_protected: bool = yes_no(N_("Protect the address"))
    protection_reason: str | None = choice("protection_reason", N_("Reason of protection"), special=True)
    restricted: bool = yes_no(N_("Processing restricted"))
    withhold: str = note(N_("Do not tell (whom, what, why)"))
    information_on: date | None = day(N_("Information sheet handed out on"), future=False)
    information_language: str | None = choice("language", N_("Language of the information sheet"))
    information_by: UUID | None = link("staff", N_("Information sheet handed out by"))
    information_interpreter: str = text(N_("Interpreter present"))
    note: str = note(N_("Note"))
    with_kim_since: date | None = day(N_("In case management (KIM) since"), future=False, counted=True)
    merged_into: UUID | None = link("household", N_("Merged into"))


@record("dwelling", N_("Dwelling"), parent="household")
class Dwelling(Record):
    """Where a household lives during a time."""

    household: UUID | None = link("household", N_("Household"), required=True)
    street: str = text(N_("Street and number"), searchable=True)
    postcode: str = text(N_("Postcode"), longest=10, searchable=True)
    city: str = text(N_("Town"))
    district: str | None = choice("district", N_("City district"), counted=True)
    moved_in_on: date | None = day(N_("Moved in on"))
    moved_out_on: date | None = day(N_("Moved out on"))
    former: str | None = choice("former_housing", N_("Before"), counted=True)
    housing: str | None = choice("housing", N_("Housing"), counted=True)
    rooms: int | None = number(N_("Rooms"), high=50)
    area: int | None = number(N_("Square metres"), high=2000)
    rent: int | None = number(N_("Rent in euros"), high=20_000)
    permit: str | None = choice("wbs", N_("Housing permit"))
    defects: str = note(N_("Defects"))
    landlord: str = text(N_("Landlord"))
    landlord_phone: str = phone(N_("Landlord's phone"))
    confirmed_on: date | None = day(N_("Confirmed on"), future=False)


@record("membership", N_("Membership"), parent="household")
class Membership(Record):
    """A person belongs to a household during a time."""

    household: UUID | None = link("household", N_("Household"), required=True)
    person: UUID | None = link("person", N_("Person"), required=True)
    role: str | None = choice("member_role", N_("Role in the household"), counted=True)
    main_contact: bool = yes_no(N_("Main contact"))
    caregiver: bool = yes_no(N_("Cares for children"))
    lives_elsewhere: bool = yes_no(N_("Lives elsewhere"))
    since: date | None = day(N_("Since"))
    until: date | None = day(N_("Until"))
    leaving_reason: str | None = choice("leaving_reason", N_("Reason of leaving"))


@record("benefit", N_("Benefit"), parent="household")
class Benefit(Record):
    """Money that a household gets, applied for or lost."""

    household: UUID | None = link("household", N_("Household"), required=True)
    person: UUID | None = link("person", N_("Person"))
    benefit: str | None = choice("benefit", N_("Benefit"), required=True, counted=True)
    state: str | None = choice("benefit_state", N_("State"), counted=True)
    authority: str = text(N_("Authority"))
    reference: str = text(N_("Reference number"))
    ends_on: date | None = day(N_("Ends on"))


@record("merger", N_("Merger"))
class Merger(Record):
    """Two entries were the same household; what was moved is kept, so that it can be taken back."""

    kept: UUID | None = link("household", N_("Household"), required=True)
    gone: UUID | None = link("household", N_("Other household"), required=True)
    merged_by: UUID | None = link("staff", N_("Merged by"))
    merged_on: date | None = day(N_("Merged on"), future=False)
    moved: str = note(N_("What was moved"))
    undone_on: date | None = day(N_("Taken back on"), future=False)


@record("distinct_pair", N_("Not the same"))
class DistinctPair(Record):
    """Somebody looked and said: these two households are not the same."""

    one: UUID | None = link("household", N_("Household"), required=True)
    other: UUID | None = link("household", N_("Other household"), required=True)
    said_by: UUID | None = link("staff", N_("Said by"))
    said_on: date | None = day(N_("Said on"), future=False)

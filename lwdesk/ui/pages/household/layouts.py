"""What each form of the card shows: the rows of the intake, and what only comes up later."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lwdesk.base.texts import N_
from lwdesk.services.cards import HIDDEN
from lwdesk.ui.pages import field_rows as rows
from lwdesk.ui.pages.field_rows import Group, Listed, Rows, keys


@dataclass(frozen=True, slots=True)
class Section:
    """Parts that belong together; folded until somebody opens it or something in it asks for a look."""

    title: str
    parts: tuple[Group | Listed, ...]
    folded: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """One dialog of the card: its question, its sections, and what is said after the save."""

    title: str
    sections: tuple[Section, ...]
    said: str = N_("Saved")
    told: tuple[str, ...] = ()
    """The fields whose changes can be looked up below the form."""


def _open(*parts: Rows) -> Section:
    return Section("", (Group("", tuple(row for part in parts for row in part)),), folded=False)


def _fold(title: str, *parts: Rows) -> Section:
    return Section(title, (Group("", tuple(row for part in parts for row in part)),))


def _unprotected(part: Rows) -> Rows:
    """Return the rows without what leads to the door."""
    hidden = {f"dwelling.{name}" for name in HIDDEN}
    kept = (tuple(key for key in row if key not in hidden) for row in part)
    return tuple(row for row in kept if row)


MOVED: Final = (*rows.MOVED_IN, ("dwelling.moved_out_on",))
DWELLING: Final = (_open(rows.ADDRESS, rows.DISTRICT, MOVED, rows.HOUSING),)
PERSON: Final = (
    _open(rows.NAMES, rows.BASICS),
    Section(
        N_("Further spellings"),
        (
            Listed(
                "person_name",
                "",
                N_("Add a spelling"),
                (
                    *rows.SPELLING,
                    ("person_name.script", "person_name.since", "person_name.until"),
                ),
            ),
        ),
    ),
    Section(N_("Language"), (rows.LANGUAGES, Group(N_("German"), rows.GERMAN))),
    Section(N_("Residence"), (rows.RESIDENCES, Group(N_("Arrival"), rows.ARRIVAL))),
    _fold(N_("Origin and contact"), rows.ORIGIN),
)
PERSON_LATER: Final = (
    _fold(N_("School and day care"), rows.SCHOOL),
    _fold(N_("Training and work"), rows.WORK),
    _fold(N_("Health"), rows.HEALTH),
    _fold(N_("Note"), rows.NOTE),
)
LEAVING: Final = (("membership.until", "membership.leaving_reason"), ("person.status",))
NEED: Final = (_open(rows.NEED, (("need.responsible",),)),)
NEED_LATER: Final = (("need.result",), ("need.recorded_on", "need.levelled_on"))

POOL: Final = (
    _open(rows.INTERPRETER),
    Section(
        "",
        (
            Listed("interpreter_skill", N_("Languages"), N_("Add a language"), rows.INTERPRETER_SKILL),
            Listed("interpreter_time", N_("Usually free"), N_("Add a time"), rows.INTERPRETER_TIME),
        ),
        folded=False,
    ),
    _fold(N_("Training and papers"), rows.INTERPRETER_PAPERS),
    _fold(N_("Further details"), rows.INTERPRETER_MORE),
)
ACCOUNT: Final = Section(
    N_("Bank account"),
    (
        Listed(
            "interpreter_account", "", N_("Add an account"), rows.INTERPRETER_ACCOUNT, starts_with_one=False
        ),
    ),
)

FORMS: Final = {
    "household": Form(
        N_("Edit the household"),
        (
            _open(rows.HOUSEHOLD, rows.PROTECTION, rows.PROTECTION_REASON, rows.ADVICE),
            _fold(N_("Information sheet"), rows.INFORMATION, (("household.information_by",),)),
            _fold(N_("Withhold"), rows.WITHHOLD),
            _fold(N_("Further details"), rows.HOUSEHOLD_MORE, (("household.with_kim_since",),)),
        ),
    ),
    "dwelling": Form(N_("Edit the dwelling"), DWELLING),
    "dwelling_protected": Form(
        N_("Edit the dwelling"), (_open(rows.DISTRICT, MOVED, _unprotected(rows.HOUSING)),)
    ),
    "move": Form(N_("New address"), DWELLING),
    "member": Form(
        N_("Edit the person"),
        (*PERSON, _fold(N_("In the household"), rows.MEMBERSHIP, LEAVING), *PERSON_LATER),
    ),
    "new_person": Form(
        N_("Add a person"),
        (*PERSON, _fold(N_("In the household"), rows.MEMBERSHIP), *PERSON_LATER),
        N_("Person added"),
    ),
    "need": Form(
        N_("Edit the need"),
        (*NEED, _fold(N_("Further details"), NEED_LATER)),
        told=("level", "state", "goal", "result"),
    ),
    "new_need": Form(N_("Record a need"), NEED),
    "benefits": Form(
        N_("Benefits"),
        (Section("", (Listed("benefit", "", rows.BENEFITS.add, rows.BENEFIT),), folded=False),),
    ),
    "consent": Form(N_("Edit the consent"), (_open(rows.CONSENT),)),
    "consent_signed": Form(N_("Edit the consent"), (_open(rows.CONSENT_LATER),)),
    "interpreter": Form(N_("Somebody of the pool"), POOL),
    "interpreter_paid": Form(N_("Somebody of the pool"), (*POOL, ACCOUNT)),
    "new_consent": Form(N_("Record a consent"), (_open(rows.CONSENT),), N_("Consent given")),
    "information": Form(
        N_("Information sheet"), (_open(rows.INFORMATION, (("household.information_by",),)),)
    ),
    "withholding": Form(N_("Whom not to tell"), (_open(rows.WITHHOLDING),)),
    "new_withholding": Form(N_("Whom not to tell"), (_open(rows.WITHHOLDING),), N_("Withheld")),
    "step": Form(N_("Step of the nine-step plan"), (_open(rows.STEP),)),
}
ELSEWHERE: Final = {
    "household.office": "a household changes its office by a handover, never by an edit",
    "household.place": "belongs to the outposts an office keeps, not to one household",
    "household.case_number": "given by the file when the household is created",
    "household.taken_by": "whoever took the household in",
    "household.status": "the actions that close a case and open it again",
    "household.status_reason": "asked when a case is closed, rests or is opened again",
    "household.status_since": "follows from the state",
    "household.merged_into": "an action of the card with a question of its own",
    "household.restricted": "an action of the card with a question of its own",
    "dwelling.household": "a link that the card sets",
    "dwelling.confirmed_on": "the answer under Still true?",
    "membership.household": "a link that the card sets",
    "membership.person": "a link that the card sets",
    "person.died_on": "an action of the card with a question of its own",
    "person.phone_confirmed_on": "the answer under Still true?",
    "person_name.person": "a link that the card sets",
    "language_skill.person": "a link that the card sets",
    "residence.person": "a link that the card sets",
    "benefit.household": "a link that the card sets",
    "need.household": "a link that the card sets",
    "need.origin": "whatever form recorded the need",
    "need.source": "a link that the form sets in which the need was seen",
    "need.solved_on": "follows from the state",
    "need.former_level": "the level before the last change, kept by the save",
    "consent.household": "a link that the card sets",
    "consent.revoked_on": "the action that revokes at one click and stops what is under way",
    "consent.revoked_by": "whoever revokes, set by the action",
    "consent.provider": "chosen from the directory when something is passed on",
    "consent.signature": "drawn on the screen at a visit or a talk",
}


def parts(form: str) -> Iterator[Group | Listed]:
    for section in FORMS[form].sections:
        yield from section.parts


def listed(form: str) -> frozenset[str]:
    """Return the kinds of which a form shows any number of records."""
    return frozenset(part.kind for part in parts(form) if isinstance(part, Listed))


def placed(form: str) -> tuple[str, ...]:
    """Return the fields of a form from top to bottom."""
    return tuple(key for part in parts(form) for key in keys(part.rows))

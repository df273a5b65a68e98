"""All screens of the pictures in their order: name, reference, what is shown, and its scene."""

from collections.abc import Callable
from dataclasses import dataclass

from tools import picture_exchange as exchange
from tools import picture_hour as hour
from tools import picture_household as household
from tools import picture_interpreting as interpreting
from tools import picture_paper as paper
from tools import picture_referral as referral
from tools import picture_scenes as scenes
from tools import picture_transfer as transfer
from tools import picture_visits as visits
from tools.picture_scenes import VARIANTS, Set, Variant


@dataclass(frozen=True)
class Screen:
    """One picture of the table: file name, reference, what it shows."""

    name: str
    reference: str
    shows: str
    scene: Callable[[Set], object]
    variants: tuple[Variant, ...] = VARIANTS


SCREENS = (
    Screen("01-unlock", "01-unlock", "Unlock", scenes.unlock),
    Screen("01b-unlock-wrong", "01b-unlock-wrong", "Unlock, wrong passphrase", scenes.unlock_wrong),
    Screen("01c-setup-office", "", "Set-up, 1 of 4: office", scenes.setup_office),
    Screen("01d-setup-person", "", "Set-up, 2 of 4: first user", scenes.setup_person),
    Screen("01e-setup-passphrase", "", "Set-up, 3 of 4: passphrase", scenes.setup_secret),
    Screen("01f-setup-sheet", "", "Set-up, 4 of 4: recovery sheet", scenes.setup_sheet),
    Screen("02-hour", "10-dunkel-sprechstunde", "Consultation hour", scenes.hour),
    Screen("02b-search", "02b-suche", "Search over the consultation hour", scenes.search),
    Screen("02c-quick-contact", "02c-kurzkontakt", "Quick contact, open", scenes.quick_contact),
    Screen("02e-contact", "", "Contact, the full form", hour.contact),
    Screen("03-household", "03-haushalt", "Household card", scenes.household),
    Screen("03c-consent", "", "Household card, a consent is given", household.consent),
    Screen("03d-agreements", "", "Household card, withheld and nine steps", household.agreements),
    Screen("03e-moving-out", "", "Household card, somebody moves out", household.moving_out),
    Screen("03f-merging", "", "Household card, two entries compared", household.merging),
    Screen(
        "04-intake-person",
        "04-aufnahme",
        "Intake, step 2, with households like this one",
        scenes.intake_person,
    ),
    Screen("04b-intake-household", "04b-aufnahme-haushalt", "Intake, step 1", scenes.intake_household),
    Screen("05-visit", "05-besuch", "Visit mode", visits.visit),
    Screen("05b-visit-alone", "", "Visit mode, the second person is missing", visits.alone),
    Screen("05c-visit-consent", "", "Visit mode, consent text in two languages", visits.consent),
    Screen("05d-visit-not-met", "", "Visit mode, not met: the next step", visits.not_met),
    Screen("05e-visit-plan", "", "Plan of a visit with what gets in its way", visits.plan),
    Screen("05f-visit-route", "", "Route of a day", visits.route),
    Screen("05g-visit-sorting", "", "After the visit: where everything goes", visits.sorting),
    Screen("05h-visits", "12-liste", "List of visits", visits.visits),
    Screen("07-interpreting", "07-sprachmittlung", "Interpreter request, short notice", interpreting.request),
    Screen("07b-requests", "12-liste", "Interpreter requests", interpreting.requests),
    Screen("07c-pool", "", "The pool", interpreting.pool),
    Screen("07d-hours", "", "Hours sheets of a month", interpreting.hours),
    Screen("06-referral", "06-vermittlung", "Referral, the gate is closed", referral.closed_gate),
    Screen("06b-referral", "06b-vermittlung-bereit", "Referral, the gate is open", referral.open_gate),
    Screen("09-exchange", "09-austausch", "Exchange", exchange.exchange, VARIANTS[:2]),
    Screen("09a-exchange-nobody", "", "Exchange, not enrolled yet", exchange.nobody, VARIANTS[:1]),
    Screen(
        "09b-differences",
        "09b-konflikt",
        "Differences, the second side chosen",
        exchange.differences,
        VARIANTS[:2],
    ),
    Screen("09c-preview", "", "A package before it is taken in", exchange.preview, VARIANTS[:1]),
    Screen("09d-contents", "", "What the next package holds", exchange.contents, VARIANTS[:1]),
    Screen("09e-log", "12-liste", "Log of the packages", exchange.log, VARIANTS[:1]),
    Screen("09f-handing-over", "", "A household goes to another office", transfer.handing_over),
    Screen("09g-handed-over", "", "A household that came from another office", transfer.arrived),
    Screen("09h-transfers", "12-liste", "All handings over", transfer.listed),
    Screen("13-paper", "", "A paper before it leaves", paper.paper),
    Screen("13b-paper-refused", "", "A paper that may not leave", paper.refused),
    Screen("13c-papers", "", "All hours sheets of a month", paper.many),
    Screen("12-referrals", "12-liste", "Referrals", referral.referrals),
    Screen("12e-offers", "12-liste", "Offers", referral.offers),
    Screen("12b-tasks", "12-liste", "Tasks", scenes.tasks),
    Screen("12c-tasks-several", "", "Tasks, several chosen", scenes.tasks_several),
    Screen("12d-day", "", "The day of the office", scenes.day),
    Screen("12-households", "12-liste", "List of households", scenes.households),
)

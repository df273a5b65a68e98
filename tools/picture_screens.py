"""All screens of the pictures in their order: name, reference, what is shown, and its scene."""

from collections.abc import Callable
from dataclasses import dataclass

from tools import picture_devices as devices
from tools import picture_exchange as exchange
from tools import picture_first as first
from tools import picture_forms as forms
from tools import picture_hour as hour
from tools import picture_household as household
from tools import picture_interpreting as interpreting
from tools import picture_office as office
from tools import picture_paper as paper
from tools import picture_referral as referral
from tools import picture_scenes as scenes
from tools import picture_transfer as transfer
from tools import picture_visits as visits
from tools.picture_scenes import VARIANTS, Set, Variant


@dataclass(frozen=True)
class Screen:
    """One picture of the table: file name, reference, what it shows, and whether that is a dialog."""

    name: str
    reference: str
    shows: str
    scene: Callable[[Set], object]
    variants: tuple[Variant, ...] = VARIANTS
    dialog: bool = False


WITHOUT_SMALL = tuple(one for one in VARIANTS if one.name != "small")


def _row(name: str, shows: str, scene: Callable[[Set], object], reference: str = "") -> Screen:
    """Return a screen whose small picture would tell nothing more."""
    return Screen(name, reference, shows, scene, WITHOUT_SMALL)


def _asks(name: str, shows: str, scene: Callable[[Set], object]) -> Screen:
    """Return a screen with a dialog, whose own size does not follow the window behind."""
    return Screen(name, "", shows, scene, WITHOUT_SMALL, dialog=True)


SCREENS = (
    Screen("01-unlock", "01-unlock", "Unlock", scenes.unlock),
    Screen("01b-unlock-wrong", "01b-unlock-wrong", "Unlock, wrong passphrase", scenes.unlock_wrong),
    Screen("01c-setup-office", "", "Set-up, 1 of 4: office", scenes.setup_office),
    Screen("01d-setup-person", "", "Set-up, 2 of 4: first user", scenes.setup_person),
    Screen("01e-setup-passphrase", "", "Set-up, 3 of 4: passphrase", scenes.setup_secret),
    Screen("01f-setup-sheet", "", "Set-up, 4 of 4: recovery sheet", scenes.setup_sheet),
    _row("01h-new-computer", "Unlock, a new computer", first.new_computer),
    _row("01i-recover", "Passphrase forgotten", first.recover),
    _row("01j-restore", "A backup is restored", first.restore),
    _row("01k-own-passphrase", "First unlock: a passphrase of one's own", first.own_passphrase),
    Screen("02-hour", "10-dunkel-sprechstunde", "Consultation hour", scenes.hour),
    Screen("02b-search", "02b-suche", "Search over the consultation hour", scenes.search),
    Screen("02c-quick-contact", "02c-kurzkontakt", "Quick contact, open", scenes.quick_contact),
    _row("02d-hour-empty", "Consultation hour, nobody there yet", first.empty_day),
    Screen("02e-contact", "", "Contact, the full form", hour.contact),
    _row("02g-contacts", "All contacts", hour.contacts, "12-liste"),
    _asks("02f-arrival", "Somebody waits", forms.arrival),
    Screen("03-household", "03-haushalt", "Household card", scenes.household),
    Screen("03c-consent", "", "Household card, a consent is given", household.consent, dialog=True),
    Screen("03d-agreements", "", "Household card, withheld and nine steps", household.agreements),
    Screen("03e-moving-out", "", "Household card, somebody moves out", household.moving_out, dialog=True),
    Screen("03f-merging", "", "Household card, two entries compared", household.merging, dialog=True),
    _asks("03g-need", "Household card, a need", forms.need),
    _asks("03h-member", "Household card, a person", forms.member),
    _asks("03i-why-address", "Household card, why a protected address is wanted", forms.why_address),
    _row("03j-address", "Household card, the protected address shown", forms.address),
    Screen(
        "04-intake-person",
        "04-aufnahme",
        "Intake, step 2, with households like this one",
        scenes.intake_person,
    ),
    Screen("04b-intake-household", "04b-aufnahme-haushalt", "Intake, step 1", scenes.intake_household),
    _row("04c-take-in", "Intake of somebody who was sent", forms.take_in),
    Screen("05-visit", "05-besuch", "Visit mode", visits.visit),
    Screen("05b-visit-alone", "", "Visit mode, the second person is missing", visits.alone),
    Screen("05c-visit-consent", "", "Visit mode, consent text in two languages", visits.consent),
    Screen("05d-visit-not-met", "", "Visit mode, not met: the next step", visits.not_met),
    Screen("05e-visit-plan", "", "Plan of a visit with what gets in its way", visits.plan),
    Screen("05f-visit-route", "", "Route of a day", visits.route),
    Screen("05g-visit-sorting", "", "After the visit: where everything goes", visits.sorting),
    Screen("05h-visits", "12-liste", "List of visits", visits.visits),
    _row("05i-visit-change", "Plan of a visit, changed", forms.visit_change),
    Screen("07-interpreting", "07-sprachmittlung", "Interpreter request, short notice", interpreting.request),
    Screen("07b-requests", "12-liste", "Interpreter requests", interpreting.requests),
    Screen("07c-pool", "", "The pool", interpreting.pool),
    Screen("07d-hours", "", "Hours sheets of a month", interpreting.hours),
    _asks("07e-pool-member", "Somebody of the pool", forms.pool_member),
    Screen("06-referral", "06-vermittlung", "Referral, the gate is closed", referral.closed_gate),
    Screen("06b-referral", "06b-vermittlung-bereit", "Referral, the gate is open", referral.open_gate),
    _asks("06c-come-in", "Somebody was sent to us", forms.come_in),
    Screen("09-exchange", "09-austausch", "Exchange", exchange.exchange, VARIANTS[:2]),
    Screen("09a-exchange-nobody", "", "Exchange, not enrolled yet", exchange.nobody, VARIANTS[:1]),
    Screen(
        "09b-differences",
        "09b-konflikt",
        "Differences, the second side chosen",
        exchange.differences,
        VARIANTS[:2],
    ),
    Screen("09c-preview", "", "A package before it is taken in", exchange.preview, VARIANTS[:1], dialog=True),
    Screen("09d-contents", "", "What the next package holds", exchange.contents, VARIANTS[:1]),
    Screen("09e-log", "12-liste", "Log of the packages", exchange.log, VARIANTS[:1]),
    Screen("09f-handing-over", "", "A household goes to another office", transfer.handing_over),
    Screen("09g-handed-over", "", "A household that came from another office", transfer.arrived),
    Screen("09h-transfers", "12-liste", "All handings over", transfer.listed),
    _row("10-devices", "Devices, a laptop chosen", devices.devices),
    _row("10b-devices-alone", "Devices, alone so far", devices.alone),
    _asks("10c-enrolling", "A device is taken in", devices.enrolling),
    _asks("10d-locking-out", "A lost device is locked out", devices.revoking),
    _row("10e-packing", "A take-along set is packed", devices.packing),
    _row("10f-set-banner", "The laptop with a set", devices.banner),
    _row("10g-set-here", "The set on the laptop", devices.set_here),
    _row("11-joining", "A laptop's first day: the request", devices.request),
    _row("11b-joining-list", "A laptop's first day: the device list", devices.device_list),
    Screen("13-paper", "", "A paper before it leaves", paper.paper),
    Screen("13b-paper-refused", "", "A paper that may not leave", paper.refused),
    Screen("13c-papers", "", "All hours sheets of a month", paper.many),
    _row("13d-access-review", "Texts are read before an access report", forms.review),
    Screen("12-referrals", "12-liste", "Referrals", referral.referrals),
    Screen("12e-offers", "12-liste", "Offers", referral.offers),
    _row("12f-gaps", "Needs without an offer", forms.gaps, "12-liste"),
    _asks("12g-offer", "An offer", forms.offer),
    Screen("12b-tasks", "12-liste", "Tasks", scenes.tasks),
    Screen("12c-tasks-several", "", "Tasks, several chosen", scenes.tasks_several),
    Screen("12d-day", "", "The day of the office", scenes.day),
    _asks("12h-appointment", "An appointment at a time that is taken", forms.appointment),
    _asks("12i-task", "A task", forms.task),
    Screen("12-households", "12-liste", "List of households", scenes.households),
    _row("14-users", "Users, one chosen", office.users, "12-liste"),
    _asks("14b-user-added", "Somebody is added", office.adding),
    _asks("14c-user-ends", "An account ends", office.ending),
    _asks("15-trail-asked", "The trail wants two", office.asked),
    _row("15b-trail", "The trail, opened by two", office.trail, "12-liste"),
    _row("16-menu", "What stands behind the name", office.menu),
    _asks("16b-switch-user", "Somebody else goes on", office.switching),
    _asks("16c-settings", "Settings", office.settings),
    _asks("16d-passphrase", "The passphrase is changed", office.passphrase),
    _asks("16e-opening-hours", "Opening hours", office.opening_hours),
    _asks("16f-rules", "What the office agreed on", office.agreed),
    _asks("16g-statements", "Statements about data protection", office.statements),
)

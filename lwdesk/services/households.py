"""Households: taken in, shown, listed, changed, closed."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.base.texts import translator
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Record
from lwdesk.domain.household import DistinctPair, Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.interpreting import Interpreter
from lwdesk.domain.office import Office
from lwdesk.domain.person import Person
from lwdesk.domain.provider import Offer
from lwdesk.domain.staff import Staff
from lwdesk.domain.take_along import TakeAlong, out_until
from lwdesk.services import audit, cards, lists, referrals, set_locks, taking_in, tidy, timeline
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.drafts import Drafts
from lwdesk.services.exchange import settled
from lwdesk.services.file_settings import OfficeSettings
from lwdesk.services.saving import Saving, remove_one, save_one, save_together
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.services.views import Card, Event, Page, StillTrue, Wanted
from lwdesk.store.queries import cards as queries
from lwdesk.store.queries import drafts
from lwdesk.store.queries import merging as mergers
from lwdesk.store.queries import timeline as timelines
from lwdesk.store.queries.timeline import Entry
from lwdesk.store.transaction import Reader


class Households:
    """The households that this office looks after, and those that others handed it for reading."""

    def __init__(self, seat: Seat, drafts: Drafts, settings: OfficeSettings) -> None:
        self._seat, self._drafts, self._settings = seat, drafts, settings

    def take_in(self, intake: Intake, draft: UUID | None = None, referral: UUID | None = None) -> Changes:
        """Save a household with all that the form knows and the tasks that follow, in place of its draft.

        The referral it came by is joined to it in the same step.

        All or nothing; a draft is kept under the id of its household unless another id is given.
        """
        taker = self._taker()
        whole = taking_in.ready(intake, taker)
        with self._seat.writing("take_in", "take_in") as transaction:
            demand_own(self._seat, whole.household.office)
            kept, seat = whole.household, self._seat
            registered = kept.registered_on or clock.today()
            number = taking_in.case_number(transaction, seat.office, seat.device, registered)
            whole = replace(whole, household=kept.replace(case_number=number))
            records = (*whole.records(), *taking_in.tasks(whole, taker))
            if (visit := taking_in.proposed_visit(whole.dwelling, taker)) is not None:
                records = (*records, visit)
            transaction.add_all(records)
            if referral is not None:
                referrals.join_new(transaction, seat, referral, whole.household.id)
            drafts.discard(transaction, draft or whole.household.id, self._seat.staff.id)
            by, household = self._seat.staff.id, whole.household.id
            audit.note(transaction, by, "create", "household", household, count=len(records))
            return changes(transaction, "take_in")

    def district_of(self, postcode: str, street: str = "") -> str | None:
        """Return the district an address lies in, or None when it may be several."""
        return taking_in.district_of(postcode, street, self._seat.office.region)

    def card(self, household: UUID, events: int = 20) -> Card:
        """Return the household as its page shows it, of one that was merged the one that was kept."""
        today = clock.today()
        with self._seat.reading() as reader:
            whole = _whole(reader, household)
            self._seat.demand_visible(whole.household)
            part = timelines.timeline(reader, whole.household.id, events, known=whole.by_id())
            decided = settled.of_household(self._seat, reader, whole.household, part.decisions)
            office = reader.get(Office, whole.household.office) if whole.household.office else None
            staff = reader.all(Staff, office=self._seat.office.id)
            months = self._settings.read(reader).still_true_months
            merged = mergers.mergers(reader, whole.household.id)
            gone = reader.many(Household, [one.gone for one in merged if one.gone])
            people = _not_wished(reader, whole)
            offers = reader.many(Offer, [one.offer for one in whole.places if one.offer])
            out = reader.all(TakeAlong, erased_at=None, returned_at=None)
        kept = whole.household
        dwellings = _shown(whole)
        members = cards.members(whole)
        living = tuple(view for view in members if not cards.is_over(view.membership, today))
        dwelling = cards.current(dwellings, today)
        foreign = self._seat.is_foreign(kept.office)
        closed = foreign or kept.restricted or self._seat.read_only or not self._seat.may("edit")
        return Card(
            household=kept,
            dwelling=dwelling,
            dwellings=dwellings,
            members=living,
            former_members=tuple(view for view in members if view not in living),
            benefits=whole.benefits,
            needs=whole.needs,
            consents=whole.consents,
            still_true=cards.still_true(living, dwelling, cards.months_before(today, months)),
            tasks=tuple(task for task in whole.tasks if task.state in (None, "open", "in_work")),
            events=timeline.events(part, cards.names(whole.persons), today, decided),
            more_events=part.more,
            office_name=office.name if office else "",
            foreign=foreign,
            editable=not closed,
            colleagues=cards.colleagues(staff, whole, today),
            controller=cards.controller(staff, whole.household),
            withholdings=whole.withholdings,
            steps=whole.steps,
            mergers=tuple((one, gone[one.gone].case_number) for one in merged if one.gone in gone),
            exclusions=tuple(
                (one, people[one.interpreter].name) for one in whole.exclusions if one.interpreter in people
            ),
            places=tuple((one, offers[one.offer].name) for one in whole.places if one.offer in offers),
            out_until=out_until(out, kept.id, self._seat.device.id),
        )

    def more_events(self, household: UUID, before: Event, count: int = 20) -> tuple[tuple[Event, ...], bool]:
        """Return the entries of the timeline before one that is shown, and whether there are still more."""
        with self._seat.reading() as reader:
            kept = reader.get(Household, household)
            if kept is None:
                raise RecordGone(kind="household")
            self._seat.demand_visible(kept)
            key = before.key or timelines.key_of(before.on, before.at)
            last = Entry(before.line or before.kind, before.record, key)
            part = timelines.timeline(reader, household, count, last)
            decided = settled.of_household(self._seat, reader, kept, part.decisions)
            memberships = [one for one in part.records.values() if isinstance(one, Membership)]
            persons = reader.many(Person, [one.person for one in memberships if one.person])
        return timeline.events(part, cards.names(persons.values()), clock.today(), decided), part.more

    def page(self, wanted: Wanted, offset: int = 0, limit: int = 100) -> Page:
        """Return a slice of the list; the file filters, sorts, cuts and counts."""
        return lists.page(self._seat, self._drafts, self._settings, wanted, offset, limit)

    def save[R: Record](self, record: R, base: R | None = None) -> Changes | Conflicts:
        """Save one record of a household; `base` is what the form was opened with."""
        return save_one(self._seat, record, base, f"save_{record.kind}")

    def save_together(
        self,
        changed: Sequence[tuple[Record, Record | None]],
        removed: Sequence[Record] = (),
        draft: UUID | None = None,
    ) -> Changes | Conflicts:
        """Save what one form changed in several records, each beside its base, in place of its draft.

        One save and one step to undo; a conflict in one of the records saves none of them.
        """
        return save_together(self._seat, changed, removed, draft)

    def remove(self, record: Record) -> Changes:
        """Take one record of a household away; the log keeps it until it is erased."""
        return remove_one(self._seat, record, f"remove_{record.kind}")

    def confirm(self, fact: StillTrue) -> Changes:
        """Note that a phone number or the dwelling is still true today."""
        with self._seat.writing("confirm") as transaction:
            kind, day = (Person, "phone_confirmed_on") if fact.kind == "phone" else (Dwelling, "confirmed_on")
            record = transaction.get(kind, fact.record)
            if record is None:
                raise RecordGone(kind=kind.kind)
            Saving(self._seat, transaction, clock.today()).save(
                record.replace(**{day: clock.today()}), record
            )
            return changes(transaction, "confirm")

    def add_member(self, household: UUID, member: Member, draft: UUID | None = None) -> Changes:
        """Add a person to a household; a first member is the main contact."""
        kept = tidy.tidied(member.person)
        with self._seat.writing("add_member") as transaction:
            saving = Saving(self._seat, transaction, clock.today())
            owner = self._editable(saving, household)
            alone = not transaction.all(Membership, household=household, main_contact=True)
            linked = replace(member, person=kept.replace(status=kept.status or "active")).linked(owner)
            main = linked.membership.main_contact or alone
            linked = replace(linked, membership=linked.membership.replace(main_contact=main))
            for record in linked.records():
                if record.kind in {"person", "membership"} or tidy.says_something(record):
                    saving.save(record, None)
            if draft is not None:
                drafts.discard(transaction, draft, self._seat.staff.id)
            return changes(transaction, "add_member")

    def reveal_address(self, household: UUID, reason: str) -> Dwelling | None:
        """Return where a protected household lives; who looks, and why (a code), is written down first."""
        if reason not in codelists()["reveal_reason"]:
            raise InvalidInput(kind="reveal_reason", fields="reason")
        by = self._seat.staff.id
        with self._seat.writing("", "reveal_address") as transaction:
            kept = transaction.get(Household, household)
            if kept is None:
                raise RecordGone(kind="household")
            self._seat.demand_visible(kept)
            audit.note(transaction, by, "reveal", "household", household, reason=reason)
            return cards.current(transaction.all(Dwelling, household=household), clock.today())

    def not_the_same(self, one: UUID, other: UUID) -> Changes:
        """Remember that two households, saved or still a draft, are not the same; it holds everywhere."""
        first, second = sorted((one, other))
        pair = DistinctPair(
            id=ids.derived(first, "distinct", str(second)),
            one=first,
            other=second,
            said_by=self._seat.staff.id,
            said_on=clock.today(),
        )
        with self._seat.writing("not_the_same") as transaction:
            transaction.save(pair)
            audit.note(transaction, self._seat.staff.id, "create", pair.kind, pair.id)
            return changes(transaction, "not_the_same")

    def close_case(self, household: UUID, reason: str) -> Changes:
        """Close a case; the reason is a code of the list."""
        return self._set_status(household, "closed", reason, "closing_reason", "close_case")

    def let_rest(self, household: UUID, reason: str) -> Changes:
        """Let a case rest until it is opened again; the reason is a code of the list."""
        return self._set_status(household, "dormant", reason, "resting_reason", "rest")

    def reopen(self, household: UUID, reason: str) -> Changes:
        """Go on with a case that was closed or rested; the reason is a code of the list."""
        return self._set_status(household, "active", reason, "reopening_reason", "reopen")

    def _set_status(self, household: UUID, status: str, reason: str, reasons: str, what: str) -> Changes:
        if reason not in codelists()[reasons]:
            raise InvalidInput(kind="household", fields="status_reason")
        with self._seat.writing(what) as transaction:
            saving = Saving(self._seat, transaction, clock.today())
            kept = self._editable(saving, household)
            new = kept.replace(status=status, status_reason=reason, status_since=clock.today())
            saving.save(new, kept)
            return changes(transaction, what)

    def _editable(self, saving: Saving, household: UUID) -> Household:
        kept = saving.transaction.get(Household, household)
        if kept is None:
            raise RecordGone(kind="household")
        saving.demand_editable(kept)
        return kept

    def _taker(self) -> taking_in.Taker:
        return taking_in.Taker(self._seat.office, self._seat.staff, clock.today(), translator())


def _whole(reader: Reader, household: UUID) -> queries.WholeHousehold:
    whole = queries.whole(reader, household)
    if whole is not None and whole.household.merged_into is not None:
        whole = queries.whole(reader, whole.household.merged_into)
    if whole is None:
        set_locks.demand_open(reader, household)
        raise RecordGone(kind="household")
    return whole


def _not_wished(reader: Reader, whole: queries.WholeHousehold) -> dict[UUID, Interpreter]:
    return reader.many(Interpreter, [one.interpreter for one in whole.exclusions if one.interpreter])


def _shown(whole: queries.WholeHousehold) -> tuple[Dwelling, ...]:
    """Return the dwellings, those of a protected household without what leads to their doors."""
    protected = whole.household.address_protected
    return tuple(cards.masked(one) if protected else one for one in whole.dwellings)

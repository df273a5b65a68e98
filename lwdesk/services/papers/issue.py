"""Papers made and issued: looked at, checked, drawn, and written down in the same save."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import Fixable, PaperRefused, RecordGone
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Disclosure
from lwdesk.domain.gate import INFORMATION
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.domain.person import LanguageSkill
from lwdesk.services import audit, family_note
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.papers import check, folder
from lwdesk.services.papers.check import Refusal
from lwdesk.services.papers.folder import PrivateFolder
from lwdesk.services.papers.kinds import HOME, KINDS, Gathered, Kind, Options, Wish
from lwdesk.services.saving import households_of, save_one
from lwdesk.store.history import kind_of
from lwdesk.store.queries import listing
from lwdesk.store.queries.listing import Home
from lwdesk.store.transaction import Reader, Transaction

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type Way = Literal["printed", "saved"]
INFORMATION_SHEET = "information_sheet"
SENT_WITH_DATA = frozenset({"referral_letter"})
"""Papers whose handing over is written down elsewhere: with the referral that is sent."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the window shows before a paper is made."""

    kind: Kind
    wish: Wish
    refusal: Refusal | None = None
    home: Home | None = None
    spoken: str = ""  # the household's own language, which the paper may not come in
    choices: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    before: tuple[IssuedPaper, ...] = ()
    note: str = ""  # what the family wrote about whom not to tell


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper that may be made and is not drawn yet."""

    kind: Kind
    wish: Wish
    paper: Gathered
    made_at: datetime
    template: str
    note: str = ""  # what the family wrote about whom not to tell

    def draw(self) -> bytes:
        return self.kind.author().render(self.paper.content, self.wish.language, self.made_at)


@dataclass(frozen=True, slots=True)
class Issued(Changes):
    """A paper as it left: the bytes that were printed or saved."""

    pdf: bytes = b""
    name: str = ""
    sha256: str = ""
    handed_out: bool = False  # whether the household is noted to have it from here on; that can be taken back


type Drawn = tuple[Sheet, bytes]
type Deliver = Callable[[Sequence[tuple[str, bytes]]], Sequence[Path]]
"""Prints papers or saves them, each with its neutral name; returns where they lie, if anywhere."""


class Papers:
    """The papers of the office."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self.folder = PrivateFolder()

    def offered(self, about: UUID) -> tuple[Kind, ...]:
        """Return which papers there can be about a record, for this person."""
        with self._desk.seat.reading() as reader:
            found = kind_of(reader, about)
        return tuple(
            kind for kind in KINDS.values() if found in kind.about and self._desk.seat.may(kind.right)
        )

    def look(self, wish: Wish) -> Look:
        """Return what the window shows of a paper: its language, its options, what stands in the way."""
        kind = KINDS[wish.kind]
        with self._desk.seat.reading() as reader:
            refusal = check.beforehand(self._desk, reader, kind, wish.about)
            home = _home(reader, wish.about)
            spoken = _spoken(reader, home) if home and refusal is None else ""
            known = listing.homes(reader, [home.id]) if home and refusal is None else {}
            before = _before(reader, home, wish.about) if refusal is None else ()
        proposed = spoken if spoken in kind.languages else HOME
        wish = replace(wish, language=wish.language if wish.language in kind.languages else proposed)
        if refusal is not None:
            return Look(kind, wish, refusal)
        if self._desk.read_only:
            refusal = Refusal("read_only")
        choices = self._choices(kind, wish.about)
        named = known.get(home.id) if home else None
        note = home.withhold.strip() if home else ""
        return Look(kind, wish, refusal, named, spoken, choices, before, note)

    def preview(self, wish: Wish) -> bytes:
        """Return the paper as it would be issued; PaperRefused where it may not be."""
        return self.sheet(wish).draw()

    def sheet(self, wish: Wish) -> Sheet:
        """Check a wish and gather what the paper says; PaperRefused(why=…) before anything is drawn."""
        kind, desk = KINDS[wish.kind], self._desk
        with desk.seat.reading() as reader:
            _refuse(check.beforehand(desk, reader, kind, wish.about))
            home = _home(reader, wish.about)
            spoken = _spoken(reader, home) if home else ""
        options = {**self._defaults(kind, wish.about), **wish.options}
        author = kind.author()
        paper = author.gather(desk, wish.about, options)
        with desk.seat.reading() as reader:
            _refuse(check.gathered(desk, reader, kind, wish.about, paper))
            note = family_note.note(reader, paper.household)
        language = wish.language or paper.language or (spoken if spoken in kind.languages else HOME)
        if language not in kind.languages:
            raise PaperRefused(why="language")
        made_at = clock.now().replace(second=0, microsecond=0)
        done = replace(wish, language=language, options=options)
        return Sheet(kind, done, paper, made_at, author.TEMPLATE, note)

    def issue(self, wish: Wish, way: Way, deliver: Deliver, read: str = "") -> Issued:
        """Make a paper, deliver it and write down that it left: all of it or nothing.

        `read` is the family's note on what not to tell, as it was read before.
        """
        sheet = self.sheet(wish)
        done = self.issue_drawn([(sheet, sheet.draw())], way, deliver, read)[0]
        return self._note_handing_out(sheet, done) if sheet.kind.key == INFORMATION_SHEET else done

    def _note_handing_out(self, sheet: Sheet, done: Issued) -> Issued:
        """Note that the household was informed, in a save of its own: the paper cannot be taken back."""
        desk, household = self._desk, sheet.paper.household
        if household is None or not desk.may("edit"):
            return done
        with desk.seat.reading() as reader:
            home = reader.get(Household, household)
        if home is None or home.information_on is not None:
            return done
        language = sheet.wish.language if sheet.wish.language in codelists()["language"] else None
        told = home.replace(
            information_on=clock.today(), information_language=language, information_by=desk.staff.id
        )
        try:
            noted = save_one(desk.seat, told, home, "hand_out_information")
        except Fixable:
            return done  # restricted, or of another office: whoever may note it does so by hand
        if isinstance(noted, Conflicts):
            return done  # somebody noted it in this very moment
        return replace(done, touched=done.touched | noted.touched, handed_out=True)

    def issue_drawn(
        self, drawn: Sequence[Drawn], way: Way, deliver: Deliver, read: str = ""
    ) -> tuple[Issued, ...]:
        """Write down that papers left; `deliver` prints or saves them before that becomes final."""
        placed: Sequence[Path] = ()
        try:
            with self._desk.seat.writing("", None) as transaction:
                for sheet, _pdf in drawn:
                    family_note.demand_read(transaction, sheet.paper.household, read)
                made = [self._noted(transaction, one, way) for one in drawn]
                placed = deliver([(one.name, one.pdf) for one in made])
        except BaseException:
            for path in placed:
                path.unlink(missing_ok=True)
            raise
        names = [path.name for path in placed] or [one.name for one in made]
        touched = frozenset(transaction.touched)
        return tuple(replace(one, touched=touched, name=name) for one, name in zip(made, names, strict=True))

    def _noted(self, transaction: Transaction, drawn: Drawn, way: Way) -> Issued:
        sheet, pdf = drawn
        name, sign = folder.neutral_name(sheet.kind.key, clock.today()), sha256(pdf).hexdigest()
        self._note(transaction, sheet, way, sign)
        return Issued(what="issue_paper", pdf=pdf, name=name, sha256=sign)

    def _note(self, transaction: Transaction, sheet: Sheet, way: Way, sign: str) -> None:
        """Write down one paper, after asking once more whether it may leave."""
        desk, wish, paper = self._desk, sheet.wish, sheet.paper
        _refuse(check.beforehand(desk, transaction, sheet.kind, wish.about))
        _refuse(check.gathered(desk, transaction, sheet.kind, wish.about, paper))
        record = IssuedPaper(
            household=paper.household,
            office=desk.office.id,
            sort=sheet.kind.key,
            about=wish.about,
            language=wish.language,
            anonymous=wish.options.get("anonymous") == "yes",
            recipient=paper.recipient,
            provider=paper.provider,
            interpreter=paper.interpreter,
            way=way,
            template=sheet.template,
            sha256=sign,
            at=clock.now(),
            staff=desk.staff.id,
        )
        transaction.save(record)
        about = kind_of(transaction, wish.about)
        audit.note(transaction, desk.staff.id, "print", about, wish.about, reason=sheet.kind.key)
        self._note_disclosure(transaction, sheet, record)

    def _note_disclosure(self, transaction: Transaction, sheet: Sheet, record: IssuedPaper) -> None:
        """Write down what a paper passes on, unless that was done when it was sent."""
        paper, handing = sheet.paper, sheet.paper.handing
        if handing is None or handing.purpose == INFORMATION or sheet.kind.key in SENT_WITH_DATA:
            return
        assert paper.household is not None
        gate = self._desk.consents.gate_in(transaction, paper.household, handing)
        told = Disclosure(
            household=paper.household,
            person=handing.persons[0] if len(handing.persons) == 1 else None,
            recipient=paper.recipient or handing.recipient,
            provider=paper.provider,
            data_kinds=handing.data_kinds,
            way="letter",
            purpose=handing.purpose,
            consent=gate.consent.id if gate.consent else None,
            cause=record.id,
        )
        self._desk.consents.note_disclosure(transaction, told)

    def before(self, about: UUID) -> tuple[IssuedPaper, ...]:
        """Return what was issued about a record, the newest first."""
        with self._desk.seat.reading() as reader:
            home = _home(reader, about)
            if home is not None:
                self._desk.seat.demand_visible(home)
            return _before(reader, home, about)

    def _choices(self, kind: Kind, about: UUID) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        asked = [option.name for option in kind.options if option.asks]
        author = kind.author() if asked else None
        return tuple((name, author.choices(self._desk, about, name)) for name in asked) if author else ()

    def _defaults(self, kind: Kind, about: UUID) -> Options:
        return {name: among[0][0] for name, among in self._choices(kind, about) if among}

    def close(self) -> None:
        self.folder.close()


def _refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise PaperRefused(why=refusal.why)


def _home(reader: Reader, about: UUID) -> Household | None:
    kind = kind_of(reader, about)
    if not kind:
        raise RecordGone(kind="paper")
    return next(iter(households_of(reader, kind, about)), None)


def _spoken(reader: Reader, home: Household) -> str:
    """Return the language a household is advised in, or the one its main contact would rather speak."""
    if home.advice_language:
        return home.advice_language
    main = reader.all(Membership, household=home.id, main_contact=True)
    known = reader.all(LanguageSkill, person=main[0].person) if main else ()
    return next(
        (one.language for one in sorted(known, key=lambda one: not one.preferred) if one.language), ""
    )


def _before(reader: Reader, home: Household | None, about: UUID) -> tuple[IssuedPaper, ...]:
    found = reader.all(IssuedPaper, household=home.id) if home else reader.all(IssuedPaper, interpreter=about)
    these = [one for one in found if home is None or about in (one.about, home.id)]
    return tuple(sorted(these, key=lambda one: str(one.at), reverse=True))

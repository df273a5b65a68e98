"""The people of the pictures: a small demonstration file and the few families that the reference shows."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.records import (
    Contact,
    Dwelling,
    Household,
    Person,
    PersonName,
    QueueEntry,
    Reason,
    Task,
)
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.services import demo
from lwdesk.services.changes import Changes
from lwdesk.services.demo.population import Identities
from lwdesk.services.desk import Desk, open_desk
from lwdesk.services.papers import authority
from lwdesk.services.papers.authority import Authority
from lwdesk.store import file
from tools.picture_people import exact, hamdan_intake, member, needs

NOW = datetime(2021, 11, 2, 13, 14, 5, tzinfo=UTC)  # 14:14:05 on the wall of the office, a Tuesday
STEM = "hoerde-hombruch"
SCALE = 0.06  # few enough that the families of the reference stay among the first hits
AUTHORITY = Authority(
    controller="Stadt Dortmund, Sozialamt\nLuisenstraße 11–13\n44137 Dortmund",
    officer="Stadt Dortmund, Datenschutz\n44122 Dortmund",
    years="3",
)


@dataclass(frozen=True)
class Cast:
    """The finished file, closed, and whom the pictures look for in it."""

    path: Path
    key: bytes
    user: str
    family: UUID

    def copy_to(self, folder: Path) -> Path:
        """Give a picture its own files, so that none sees what another left."""
        folder.mkdir(parents=True)
        for part in sorted(self.path.parent.glob(f"{self.path.stem}.*")):
            shutil.copy2(part, folder / part.name)
        return folder / self.path.name

    def open(self, path: Path) -> Desk:
        return open_desk(file.open_file(path, self.key), self.user)


@contextmanager
def stage() -> Iterator[clock.FixedClock]:
    """Stand the clock still and let ids follow from a seed."""
    fixed = clock.FixedClock(NOW)
    with clock.using(fixed), Identities(7).at_work():
        yield fixed


def make(folder: Path, fixed: clock.FixedClock) -> Cast:
    """Make the file; every household goes the way that one at the counter goes."""
    folder.mkdir(parents=True)
    desk = demo.make(
        folder / f"{STEM}.lwdb", scale=SCALE, up_to_today=True, only_own_office=True, practice=False
    )
    authority.save(desk, AUTHORITY)
    told = Telling(desk, fixed)
    family = told.hamdan()
    for tell in (told.hamdani, told.rezai, told.jalloh, told.kovalenko):
        tell()
    fixed.moment = NOW
    made = Cast(desk.path, desk.file.key, str(desk.staff.id), family)
    desk.close()
    return made


def on(day: str, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}+00:00")


class Telling:
    """Tells the file what happened, on the days on which it happened."""

    def __init__(self, desk: Desk, fixed: clock.FixedClock) -> None:
        self.desk, self.fixed = desk, fixed

    def take_in(self, moment: datetime, case_number: str, intake: Intake) -> UUID:
        self.fixed.moment = moment
        self.desk.households.take_in(intake)
        home = intake.household.id
        kept = self.desk.households.card(home)
        self.saved(self.desk.households.save(kept.household.replace(case_number=case_number), kept.household))
        for task in kept.tasks:  # the visits of those days are long done
            done = task.replace(state="done", done_on=task.due_on or moment.date())
            self.saved(self.desk.households.save(done.replace(done_on=moment.date()), task))
        return home

    def talk(
        self, home: UUID, moment: datetime, sort: str, result: str, *topics: tuple[str, str], minutes: int
    ) -> None:
        self.fixed.moment = moment
        contact = Contact(household=home, sort=sort, result=result, minutes=minutes, at=moment)
        self.desk.contacts.save(contact, [Reason(area=area, support=support) for area, support in topics])

    @staticmethod
    def saved(answer: object) -> None:
        assert isinstance(answer, Changes), answer

    def hamdan(self) -> UUID:
        """The family of the household card: five members, a protected address, five needs."""
        home = self.take_in(on("2020-03-12"), "HÖ-2020-0187", hamdan_intake())
        self.fixed.moment = on("2021-10-18")
        for need in needs(home):
            self.saved(self.desk.households.save(need))
        card, course = (
            "Karte eingeworfen, neuer Termin vereinbart",
            "Sprachkurs mit Kinderbetreuung ab 11.11.",
        )
        housing, language = ("housing", "advice"), ("migration", "accompaniment")
        letter = (("livelihood", "advice"), ("authorities", "accompaniment"))
        self.talk(home, on("2021-09-20"), "welcome_visit", card, housing, minutes=10)
        self.talk(home, on("2021-10-18"), "phone", "", housing, minutes=10)
        self.talk(home, on("2021-10-25", 9), "appointment", course, language, minutes=25)
        self.plan_visit(home)
        told = "Brief vom Jobcenter, Frist bis 16.11."
        self.talk(home, on("2021-11-02", 13, 11), "open_hours", told, *letter, minutes=12)
        return home

    def plan_visit(self, home: UUID) -> None:
        visit = Task(
            office=self.desk.office.id,
            household=home,
            title="Willkommensbesuch",
            due_on=date(2021, 11, 5),
            assigned=self.desk.staff.id,
            state="open",
            origin="visit",
        )
        self.saved(self.desk.households.save(visit))

    def hamdani(self) -> None:
        """Somebody whose name is near, and who is somebody else."""
        person = Person(
            given_name="Muhammad",
            family_name="Hamdani",
            native_name="محمد حمدانی",
            sex="male",
            born=VagueDay(date(1994, 1, 1), Precision.YEAR),
            nationality="af",
        )
        self.simple(
            on("2019-02-11"), "HÖ-2019-0031", "Hamdani", person, ("Harkortstraße 20", "44225", "hombruch")
        )

    def rezai(self) -> None:
        person = Person(
            given_name="Mohammad",
            family_name="Rezai",
            native_name="محمد رضایی",
            sex="male",
            born=exact("1984-05-20"),
        )
        wife = member(
            Person(
                given_name="Zahra",
                family_name="Rezai",
                native_name="زهرا رضایی",
                sex="female",
                born=exact("1988-09-02"),
            ),
            "wife",
        )
        son = member(
            Person(
                given_name="Ali",
                family_name="Rezai",
                native_name="علی رضایی",
                sex="male",
                born=exact("2011-04-14"),
            ),
            "son",
        )
        girl = member(
            Person(
                given_name="Maryam",
                family_name="Rezai",
                native_name="مریم رضایی",
                sex="female",
                born=exact("2014-12-01"),
            ),
            "daughter",
        )
        home = self.simple(
            on("2019-05-14"),
            "HÖ-2019-0093",
            "Familie Rezai",
            person,
            ("Lindenallee 14", "44225", "hombruch"),
            wife,
            son,
            girl,
            speaks="fa",
        )
        self.talk(home, on("2021-10-25"), "open_hours", "", ("housing", "advice"), minutes=15)

    def jalloh(self) -> None:
        person = Person(
            given_name="Ahmad", family_name="Jalloh", sex="male", born=exact("1997-07-30"), nationality="gn"
        )
        former = PersonName(
            name="Muhamed Jalloh", sort="former", document="toleration", since=date(2018, 3, 1)
        )
        home = self.simple(
            on("2021-02-03"),
            "HÖ-2021-0044",
            "Jalloh",
            person,
            ("Hermannstraße 60", "44263", "hoerde"),
            names=(former,),
            speaks="ff",
        )
        self.talk(home, on("2021-07-01"), "open_hours", "", ("work", "information"), minutes=10)

    def kovalenko(self) -> None:
        person = Person(
            given_name="Oksana",
            family_name="Kovalenko",
            native_name="Оксана Коваленко",
            sex="female",
            born=exact("1991-02-17"),
            nationality="ua",
        )
        son = member(
            Person(
                given_name="Danylo",
                family_name="Kovalenko",
                native_name="Данило Коваленко",
                sex="male",
                born=exact("2016-06-06"),
            ),
            "son",
        )
        home = self.simple(
            on("2021-08-19"),
            "HÖ-2021-0152",
            "Kovalenko",
            person,
            ("Lindenallee 27", "44263", "hoerde"),
            son,
            speaks="uk",
        )
        self.fixed.moment = on("2021-11-02", 12, 50)
        self.desk.hours.arrive(
            QueueEntry(household=home, shown_name="Oksana Kovalenko", language="uk", concern="Kita-Platz")
        )

    def simple(
        self,
        moment: datetime,
        case_number: str,
        name: str,
        person: Person,
        address: tuple[str, str, str],
        *others: Member,
        names: tuple[PersonName, ...] = (),
        speaks: str = "fa",
    ) -> UUID:
        street, postcode, district = address
        household = Household(
            name=name, target_group="refugee", registered_on=moment.date(), advice_language=speaks
        )
        dwelling = Dwelling(
            street=street, postcode=postcode, city="Dortmund", district=district, housing="own_tenancy"
        )
        members = (member(person, "reference", *names, speaks=(speaks,)), *others)
        return self.take_in(moment, case_number, Intake(household, dwelling, members))

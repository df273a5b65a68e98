"""Example content of the sheets that a family takes home, with everything that can stand on them."""

from datetime import UTC, date, datetime, time

from lwdesk.documents.kit.family import Counter, Hours, Meeting, Step
from lwdesk.documents.kit.phrases import Quoted
from lwdesk.documents.steps import Stage, Steps
from lwdesk.documents.summary import Agreed, Summary, Talked

MADE = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
COUNTER = Counter(
    "Willkommensbüro Nordstadt",
    "0231 50-12345",
    "nordstadt@lokal-willkommen.example",
    "Mallinckrodtstraße 56",
    "44145 Dortmund",
    (Hours(0, time(9), time(12)), Hours(3, time(9), time(12)), Hours(3, time(14), time(17, 30))),
)
MEETING = Meeting(
    datetime(2026, 3, 24, 10, 30, tzinfo=UTC),
    45,
    "housing",
    Quoted("Jobcenter: Mietübernahme"),
    Quoted("Kampstraße 49, Zimmer B 204"),
    come_along=True,
    interpreter=True,
)
STEPS = (
    Step(Quoted("Mietvertrag und Anmeldung kopieren"), "", date(2026, 3, 21), "housing", ("lease",)),
    Step(
        Quoted("Antrag auf Bürgergeld ausfüllen (Jobcenter)"), "Jana Albers", date(2026, 3, 24), "livelihood"
    ),
    Step(Quoted("Termin beim Kinderarzt vereinbaren"), "", None, "health", ("health_card", "Impfpass")),
)
AGREED = (Agreed("store"), Agreed("pass_on", "Jobcenter Dortmund"), Agreed("messenger"))
SUMMARY = Summary(
    COUNTER,
    (
        Talked(
            date(2026, 3, 14),
            "spoken",
            "Jana Albers",
            ("housing", "livelihood", "childcare_school"),
            Quoted(
                "Das Jobcenter braucht noch drei Unterlagen für Ihren Antrag. Bitte geben Sie die Unterlagen "
                "bis 28.03.2026, 12:00 Uhr, in Zimmer B 204 ab."
            ),
        ),
    ),
    "Rana Al-Khatib",
    "2026-0314-NS",
    MEETING,
    STEPS,
    ("passport", "lease", "letters", "Impfpass der Kinder", "sheet"),
    AGREED,
)
STEP_SHEET = Steps(
    COUNTER,
    STEPS,
    (MEETING, Meeting(datetime(2026, 4, 2, 15, 0, tzinfo=UTC), at_home=True)),
    (Stage("meet", done=True), Stage("clear", done=True), Stage("assess", done=False)),
    "Rana Al-Khatib",
    "2026-0314-NS",
)

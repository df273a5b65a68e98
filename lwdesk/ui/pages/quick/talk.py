"""What stands in the quick contact, as a value: a draft until it is saved as a talk."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.task import QueueEntry, Task

if TYPE_CHECKING:
    from lwdesk.services.contacts import Talk

USUAL_KIND = "open_hours"
TASK_IN = timedelta(days=7)
MOST_MINUTES = 480


@dataclass(frozen=True, slots=True)
class Subject:
    """With whom a talk is: a household, one person of it, or somebody unnamed from the queue."""

    name: str = ""
    household: UUID | None = None
    person: UUID | None = None
    queue: UUID | None = None
    language: str | None = None
    since: datetime | None = None


ANONYMOUS = Subject()


@dataclass(frozen=True, slots=True)
class QuickTalk:
    """One quick contact that is being written."""

    contact: UUID = field(default_factory=ids.new)
    subject: Subject = ANONYMOUS
    sort: str = USUAL_KIND
    minutes: int | None = None  # chosen; otherwise those since the person was called
    topics: tuple[tuple[str, str], ...] = ()
    note: str = ""
    gap: bool = False
    task: bool = False
    task_title: str = ""
    task_due: date | None = None

    def is_empty(self) -> bool:
        """Tell whether nothing would be lost."""
        return not (self.topics or self.note or self.gap or self.task or self.minutes)

    def minutes_now(self, now: datetime) -> int | None:
        """Return the minutes chosen, or those that the talk has lasted."""
        if self.minutes is not None or self.subject.since is None:
            return self.minutes
        return min(MOST_MINUTES, max(1, int((now - self.subject.since).total_seconds() // 60)))

    def made(self, now: datetime) -> "Talk":
        """Return the talk that is saved."""
        from lwdesk.services.contacts import Talk

        subject = self.subject
        contact = Contact(
            id=self.contact,
            household=subject.household,
            counterpart_name="",
            sort=self.sort,
            minutes=self.minutes_now(now),
            language=subject.language,
            gap=self.gap,
            note=self.note,
        )
        reasons = tuple(Reason(area=area, support=kind) for area, kind in self.topics)
        persons = (subject.person,) if subject.person else None
        task = Task(title=self.task_title, due_on=self.task_due) if self.task else None
        return Talk(contact, reasons, persons, task, queue=subject.queue)

    def with_task(self, wanted: bool, title: str, today: date) -> "QuickTalk":
        """Return the talk with a task proposed, or without one."""
        if not wanted:
            return replace(self, task=False)
        return replace(
            self,
            task=True,
            task_title=self.task_title or title,
            task_due=self.task_due or today + TASK_IN,
        )

    def payload(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        subject = self.subject
        return {
            "contact": str(self.contact),
            "name": subject.name,
            "household": _plain(subject.household),
            "person": _plain(subject.person),
            "queue": _plain(subject.queue),
            "language": subject.language,
            "since": subject.since.isoformat() if subject.since else None,
            "sort": self.sort,
            "minutes": self.minutes,
            "topics": [list(topic) for topic in self.topics],
            "note": self.note,
            "gap": self.gap,
            "task": self.task,
            "task_title": self.task_title,
            "task_due": self.task_due.isoformat() if self.task_due else None,
        }


def from_payload(kept: Mapping[str, Any]) -> QuickTalk:
    """Return what a draft kept."""
    subject = Subject(
        kept.get("name", ""),
        _identity(kept.get("household")),
        _identity(kept.get("person")),
        _identity(kept.get("queue")),
        kept.get("language"),
        datetime.fromisoformat(kept["since"]) if kept.get("since") else None,
    )
    return QuickTalk(
        contact=UUID(kept["contact"]),
        subject=subject,
        sort=kept.get("sort") or USUAL_KIND,
        minutes=kept.get("minutes"),
        topics=tuple((area, kind) for area, kind in kept.get("topics", ())),
        note=kept.get("note", ""),
        gap=bool(kept.get("gap")),
        task=bool(kept.get("task")),
        task_title=kept.get("task_title", ""),
        task_due=date.fromisoformat(kept["task_due"]) if kept.get("task_due") else None,
    )


def _plain(identity: UUID | None) -> str | None:
    return str(identity) if identity else None


def _identity(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def of_entry(entry: QueueEntry) -> Subject:
    """Return the person of the queue who is being talked to."""
    return Subject(
        entry.shown_name,
        entry.household,
        entry.person,
        entry.id,
        entry.language,
        entry.called_at or clock.now(),
    )

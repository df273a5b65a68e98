"""Drafts, the audit trail, the consultation hour, settings, rights, backups."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone
from lwdesk.domain.codelists import codelists
from lwdesk.domain.intake import Intake
from lwdesk.domain.task import QueueEntry, Task
from lwdesk.services import backups, check, rights
from lwdesk.services import settings as device
from lwdesk.services.contacts import Contact, Reason
from lwdesk.services.file_settings import FileSettings
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.services.views import Counts
from tests.unit import office
from tests.unit.office import PASSPHRASE, hamdan

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)


@pytest.fixture
def time():
    fixed = clock.FixedClock(NOW)
    with clock.using(fixed):
        yield fixed


@pytest.fixture
def path(tmp_path):
    return office.place(tmp_path)


@pytest.fixture
def desk(time, path):
    with office.opened(path) as desk:
        yield desk


def test_a_draft_survives_the_lock_and_belongs_to_its_author(time, path):
    intake = hamdan()
    with office.opened(path) as desk:
        desk.drafts.save(intake.household.id, "intake", intake.to_plain(), "Hamdan\x00")
    with office.opened(path, "adviser") as other:
        assert other.drafts.list() == ()
        other.drafts.discard(intake.household.id)
        with pytest.raises(RecordGone):
            other.drafts.load(intake.household.id)
    with office.opened(path) as desk:
        (view,) = desk.drafts.list()
        assert (view.id, view.form, view.title, view.saved_at) == (
            intake.household.id,
            "intake",
            "Hamdan",
            NOW,
        )
        assert Intake.from_plain(desk.drafts.load(view.id)) == intake


def test_the_latest_draft_is_the_one_saved_last_and_saving_again_replaces(desk, time):
    first, second = ids.new(), ids.new()
    for number, (draft, form) in enumerate(((first, "intake"), (second, "contact"), (first, "intake"))):
        time.moment = NOW + timedelta(seconds=number)
        desk.drafts.save(draft, form, {"step": number, "odd": "\ud800"}, str(number))
    assert [view.id for view in desk.drafts.list()] == [first, second]
    assert desk.drafts.latest("intake").title == "2"
    assert desk.drafts.load(first)["step"] == 2
    desk.drafts.discard(first)
    assert desk.drafts.latest("intake") is None
    assert [view.id for view in desk.drafts.list()] == [second]


def test_taking_in_ends_the_draft_in_the_same_save(desk):
    first, second, draft = hamdan(), hamdan(), ids.new()
    for identity, intake in ((first.household.id, first), (draft, second)):
        desk.drafts.save(identity, "intake", intake.to_plain(), "")
    with pytest.raises(InvalidInput):
        desk.households.take_in(Intake(first.household.replace(target_group=None)), draft)
    assert len(desk.drafts.list()) == 2
    desk.households.take_in(first)
    desk.households.take_in(second, draft)
    assert desk.drafts.list() == ()


def test_drafts_are_in_neither_log_nor_audit(desk):
    lines = len(office.trail(desk))
    desk.drafts.save(ids.new(), "intake", {"name": "Kanarienvogel"}, "")
    with desk.seat.reading() as reader:
        assert not [row for row in reader.rows("SELECT body FROM log") if "Kanarienvogel" in str(row)]
    assert len(office.trail(desk)) == lines


def test_the_trail_tells_what_was_done_and_no_names(desk):
    intake = hamdan(address_protected=True)
    home = intake.household.id
    desk.households.take_in(intake)
    kept = desk.households.card(home).household
    desk.households.save(kept.replace(name="Kanarienvogel"), kept)
    desk.households.reveal_address(home, "visit")
    desk.undo_last()
    lines = office.trail(desk)[::-1]
    assert [line.action for line in lines[-5:]] == ["unlock", "create", "change", "reveal.visit", "undo"]
    assert {line.subject for line in lines if line.subject_kind == "household"} == {home}
    assert "Kanarienvogel" not in repr(lines)
    with pytest.raises(InvalidInput):
        desk.audit.note("print", reason="für Frau Hamdan")


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM audit_entry WHERE id=(SELECT max(id) FROM audit_entry)",
        "DELETE FROM audit_entry WHERE id=(SELECT min(id) FROM audit_entry)",
        "UPDATE audit_entry SET action='print' WHERE id=(SELECT max(id) FROM audit_entry)",
        "UPDATE audit_entry SET staff=NULL WHERE id=(SELECT min(id) FROM audit_entry)",
    ],
)
def test_a_line_taken_out_or_changed_breaks_the_chain(desk, harm):
    desk.households.take_in(hamdan())
    assert desk.audit.verify() is None
    with desk.file.engine.begin() as connection:
        connection.exec_driver_sql(harm)
    assert desk.audit.verify() is not None


def test_the_hour_shows_who_waits_longest_and_what_is_due(desk, time):
    home = hamdan()
    desk.households.take_in(home)
    for minutes, name in ((24, "Oksana"), (4, "Fatemeh")):
        time.moment = NOW - timedelta(minutes=minutes)
        desk.hours.arrive(QueueEntry(shown_name=name))
    time.moment = NOW
    due = Task(office=desk.office.id, household=home.household.id, title="Anruf", due_on=NOW.date())
    desk.households.save(due)
    desk.households.save(due.replace(id=ids.new(), due_on=NOW.date() + timedelta(days=1)))
    desk.contacts.save(
        Contact(household=home.household.id, sort="open_hours"), [Reason(area="work", support="advice")]
    )
    hour = desk.hours.today()
    assert [(entry.number, entry.shown_name) for entry in hour.queue] == [(1, "Oksana"), (2, "Fatemeh")]
    assert (hour.waiting, hour.longest_minutes, hour.contacts_today) == (2, 24, 1)
    assert [task.id for task in hour.due] == [due.id]
    assert desk.counts() == Counts(waiting=2, tasks_due=1)
    desk.hours.move(hour.queue[0].id, "in_talk")
    called = desk.hours.today()
    assert (called.waiting, called.longest_minutes) == (1, 4)
    assert called.queue[0].called_at == NOW
    time.moment = NOW + timedelta(days=1)
    assert desk.hours.today().queue == ()
    desk.hours.arrive(QueueEntry())
    assert desk.hours.today().queue[0].number == 1


def test_the_settings_of_the_office_lie_in_the_file_and_stay_in_range(path):
    with office.opened(path) as desk:
        assert (desk.settings.idle_minutes, desk.settings.waiting_long_minutes) == (10, 20)
        desk.settings.save(FileSettings(idle_minutes=5))
        with pytest.raises(InvalidInput):
            desk.settings.save(FileSettings(idle_minutes=0))
    with office.opened(path, "adviser") as desk:
        assert desk.settings.load() == FileSettings(idle_minutes=5)
        with pytest.raises(NotAllowed):
            desk.settings.save(FileSettings())


def test_settings_of_the_computer_come_back_as_they_were(tmp_path):
    kept = DeviceSettings(theme="dark", language="en", scale=150, geometry="AdnQ").opened(
        KnownFile(tmp_path / "hoerde.lwdb", "Hörde", "Laptop", "4711")
    )
    device.save(kept, tmp_path)
    assert device.load(tmp_path) == kept
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"theme": 3, "scale": "x", "language": [], "files": [1, {}, {"path": 3}]}', "\x00"],
)
def test_broken_settings_are_those_of_the_first_day(tmp_path, text):
    (tmp_path / "settings.json").write_text(text)
    loaded = device.load(tmp_path)
    assert (loaded.theme, loaded.language, loaded.scale) == ("system", "de", 100)
    assert device.load(tmp_path / "nowhere") == DeviceSettings()


def test_a_write_that_fails_leaves_the_old_settings(tmp_path, monkeypatch):
    device.save(DeviceSettings(theme="dark"), tmp_path)
    monkeypatch.setattr(json, "dump", lambda *_args, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        device.save(DeviceSettings(theme="light"), tmp_path)
    assert device.load(tmp_path).theme == "dark"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_every_role_of_the_list_has_its_rights_and_nobody_else_any():
    assert set(rights.RIGHTS) == {code.code for code in codelists()["role"]}
    assert not rights.may(None, "take_in")
    assert not rights.may("director", "take_in")
    assert all(rights.may("lead", right) for right in rights.EVERY if right != "witness_audit")
    assert not any(rights.may("reader", right) for right in rights.EVERY)


def test_a_backup_is_made_by_right_and_brought_back_with_everything(time, path, tmp_path):
    with office.opened(path, "reader") as desk, pytest.raises(NotAllowed):
        desk.backups.make(tmp_path / "stick")
    intake = hamdan()
    with office.opened(path) as desk:
        desk.households.take_in(intake)
        saved = desk.backups.make(tmp_path / "stick")
        assert [one.path for one in desk.backups.list(tmp_path / "stick")] == [saved]
        user = str(desk.staff.id)
    target = tmp_path / "neu" / "hoerde.lwdb"
    assert backups.restore(saved, target, user, PASSPHRASE)["household"] == 1
    with office.opened(target) as desk:
        assert desk.households.card(intake.household.id).household.name == "Hamdan"
        assert desk.audit.verify() is None
        assert "restore" in [line.action for line in office.trail(desk)]
        desk.households.take_in(hamdan())
        assert desk.search.find("Hamdan").households == 2


def test_after_a_busy_day_the_file_still_agrees_with_its_log(desk):
    first, second = hamdan(), hamdan(address_protected=True)
    for intake in (first, second):
        desk.households.take_in(intake)
    home = first.household.id
    kept = desk.households.card(home)
    desk.households.save(kept.household.replace(name="Hamdani"), kept.household)
    desk.undo_last()
    desk.households.not_the_same(home, second.household.id)
    desk.households.add_member(home, office.member("Yousef"))
    desk.households.remove(kept.members[2].membership)
    desk.contacts.save(Contact(household=home, sort="open_hours"), [Reason(area="work", support="advice")])
    desk.hours.arrive(QueueEntry(household=home))
    desk.households.close_case(home, "moved_away")
    desk.households.reveal_address(second.household.id, "visit")
    desk.drafts.save(ids.new(), "intake", hamdan().to_plain(), "Hamdan")
    assert check.check(desk) == ()
    assert desk.audit.verify() is None

"""The seams below everything: time, identity, texts, progress and the log."""

import logging
import shutil
import stat
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.base import assets, clock, ids, logs
from lwdesk.base.errors import Cancelled
from lwdesk.base.progress import Progress
from lwdesk.base.texts import translator

SECRET = "Yasmin Hamdan"


def test_a_moment_is_told_in_utc_without_fractions_of_a_millisecond() -> None:
    told = datetime(2021, 11, 2, 14, 0, 0, 123_999, timezone(timedelta(hours=1)))
    with clock.using(clock.FixedClock(told)):
        assert clock.now() == datetime(2021, 11, 2, 13, 0, 0, 123_000, UTC)
        assert clock.unix_ms() == 1_635_858_000_124


def test_the_day_is_that_of_the_wall_calendar() -> None:
    with clock.using(clock.FixedClock(datetime(2021, 11, 1, 23, 30, tzinfo=UTC))):
        assert clock.today() == date(2021, 11, 2)


def test_the_clock_of_the_machine_is_back_after_a_fault() -> None:
    still = clock.FixedClock(datetime(2021, 11, 2, tzinfo=UTC))
    with pytest.raises(ValueError), clock.using(still):
        raise ValueError
    assert clock.now() > still.now()


def test_new_ids_tell_nothing_and_derived_ones_are_the_same_everywhere() -> None:
    fixed = UUID(int=7)
    with ids.using(lambda: fixed):
        assert ids.new() == fixed
    assert ids.new().version == 4
    assert ids.derived(fixed, "ab", "c") == ids.derived(fixed, "ab", "c") != ids.derived(fixed, "a", "bc")


def test_one_and_many_have_words_of_their_own() -> None:
    german, english = translator("de"), translator("en")
    one, many = "{n} day ago", "{n} days ago"
    assert [german.plural(one, many, n) for n in (1, 2)] == ["vor 1 Tag", "vor 2 Tagen"]
    assert [english.plural(one, many, n) for n in (0, 1, 2)] == ["0 days ago", "1 day ago", "2 days ago"]


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert translator("tlh")("Text in no catalogue, {n}.", n=2) == "Text in no catalogue, 2."


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_text_stays_no_text(language) -> None:
    assert translator(language)("") == ""


def test_progress_counts_up_and_begins_anew_with_each_stage() -> None:
    progress = Progress()
    progress.begin("read", 10)
    progress.step()
    progress.step(4)
    assert (progress.stage, progress.done, progress.total) == ("read", 5, 10)
    progress.begin("write", 3)
    assert (progress.stage, progress.done, progress.total) == ("write", 0, 3)


def test_who_stops_a_work_stops_it_at_its_next_step() -> None:
    progress = Progress()
    progress.begin("read", 10)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step()


def test_a_stage_that_may_not_be_cut_goes_on_to_its_end() -> None:
    progress = Progress()
    progress.begin("write", 2, can_cancel=False)
    progress.cancel()
    progress.step(2)
    progress.begin("tidy up", 1)
    with pytest.raises(Cancelled):
        progress.step()


@pytest.fixture
def log(tmp_path):
    """The log of the program in a folder of its own, taken down again afterwards."""
    root = logging.getLogger("lwdesk")
    before = root.handlers[:], root.level, root.propagate
    root.handlers = []
    yield logs.write_to(tmp_path / "state")
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level, root.propagate = before


def fail(text: str) -> BaseException:
    with pytest.raises(ValueError) as caught:
        raise ValueError(text)
    return caught.value


def test_the_log_is_private(log) -> None:
    logging.getLogger("lwdesk.store").info("opened")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    assert log.read_text("utf-8").endswith("INFO lwdesk.store opened\n")


def test_a_second_start_writes_each_line_once(log) -> None:
    again = logs.write_to(log.parent)
    logging.getLogger("lwdesk").warning("once")
    assert again == log
    assert log.read_text("utf-8").count("once") == 1


def test_a_fault_is_logged_by_type_and_place_and_without_its_text(log) -> None:
    number = logs.bug(fail(SECRET))
    told = log.read_text("utf-8")
    assert number in told
    assert "ValueError" in told
    assert f"{__name__.rpartition('.')[2]}.py" in told
    assert not any(word in told for word in SECRET.split())


def test_the_same_fault_has_the_same_number_and_another_place_another(log) -> None:
    assert logs.bug(fail("a")) == logs.bug(fail("b")) != logs.bug(ValueError("never raised"))


@given(st.text())
def test_a_text_that_no_catalogue_knows_comes_back_as_it_is(text) -> None:
    assert translator("tlh")(text) == text


def test_texts_that_nobody_has_compiled_yet_are_read_as_they_were_written(tmp_path, monkeypatch) -> None:
    source = assets.folder("resources") / "locale" / "de"
    shutil.copytree(source, tmp_path / "locale" / "de", ignore=shutil.ignore_patterns("LC_MESSAGES"))
    monkeypatch.setattr(assets, "folder", lambda _name: tmp_path)
    compiled, read = translator("de"), translator.__wrapped__("de")
    assert read("Unlock") == compiled("Unlock") == "Entsperren"
    for n in (0, 1, 2):
        counted = ("{n} household", "{n} households", n)
        assert read.plural(*counted) == compiled.plural(*counted)
    assert read.plural("{n} unknown", "{n} unknowns", 2) == "2 unknowns"
    for msgid, text in compiled._catalogue._catalog.items():
        if isinstance(msgid, str) and msgid:
            assert read(msgid) == text

"""Every failure the program knows has words, in both languages."""

import importlib
import pkgutil
import string

import pytest

import lwdesk
from lwdesk.base import errors, messages, texts
from lwdesk.base.errors import Cancelled, Fixable, LwError, Outage

NO_SCREEN = ("base", "domain", "facts", "store", "services", "cli")
FACTS = {"seconds": 30, "left": 2, "found": 3, "known": 2, "most": 14, "file": "lwdesk-0.lwb.part"}
GERMAN, ENGLISH = texts.translator("de"), texts.translator("en")


def kinds(above: type[LwError] = LwError) -> list[type[LwError]]:
    below = [kind for sub in above.__subclasses__() for kind in (sub, *kinds(sub))]
    return sorted(set(below), key=lambda kind: kind.__name__)


GROUPS = {Fixable, Outage, Cancelled}
TOLD = [kind for kind in kinds() if kind.__module__ == errors.__name__ and kind not in GROUPS]


def test_no_failure_of_any_layer_is_without_words() -> None:
    for area in NO_SCREEN:
        package = importlib.import_module(f"{lwdesk.__name__}.{area}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    ours = {kind for kind in kinds() if kind.__module__.startswith("lwdesk.")} - GROUPS
    assert ours >= set(TOLD)
    assert all(messages.MESSAGES.keys() & set(kind.__mro__) for kind in ours)


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("kind", TOLD)
def test_every_failure_says_what_happened_and_what_to_do(kind, language) -> None:
    happened, now = messages.explain(kind(**FACTS), texts.translator(language))
    assert happened.endswith(".")
    assert now.endswith(".")
    assert "{" not in happened + now


@pytest.mark.parametrize("kind", TOLD)
def test_every_failure_has_words_of_its_own_in_german(kind) -> None:
    assert kind in messages.MESSAGES
    for english in messages.MESSAGES[kind]:
        assert GERMAN(english) != english == ENGLISH(english)


@pytest.mark.parametrize(("kind", "why"), messages.REASONS)
def test_a_reason_may_have_words_of_its_own(kind, why) -> None:
    told = messages.explain(kind(why=why), GERMAN)
    assert told != messages.explain(kind(), GERMAN)
    assert all(english != german for english, german in zip(messages.REASONS[kind, why], told, strict=True))
    assert messages.explain(kind(why="any other"), GERMAN) == messages.explain(kind(), GERMAN)


def test_a_failure_is_told_in_german_with_the_same_facts() -> None:
    for pair in (*messages.MESSAGES.values(), messages.UNEXPECTED):
        for english in pair:
            assert facts(GERMAN(english)) == facts(english)


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_wait_says_how_long() -> None:
    assert messages.explain(errors.MustWait(seconds=30), GERMAN)[1] == "Bitte warten Sie 30 Sekunden."


def test_a_refusal_says_whom_to_ask_and_that_nothing_was_changed() -> None:
    refusals = (errors.NotAllowed, errors.NotOurs, errors.Restricted)
    told = [messages.explain(kind(right="edit"), ENGLISH) for kind in refusals]
    assert all("Nothing was changed." in happened and now.startswith("Ask ") for happened, now in told)
    assert len(set(told)) == len(told)


def test_a_failure_without_words_of_its_own_is_told_in_those_of_its_kind() -> None:
    class Torn(errors.FileDamaged):
        """Known here alone."""

    assert messages.explain(Torn(), GERMAN) == messages.explain(errors.FileDamaged(), GERMAN)


def test_no_two_failures_of_a_file_have_the_same_words() -> None:
    damaged = (errors.KeyFileDamaged, errors.FileDamaged, errors.FileEmpty, errors.FileMissing)
    of_files = (errors.WrongPassphrase, *damaged)
    assert len({messages.explain(kind(), GERMAN) for kind in of_files}) == len(of_files)


def test_a_failure_in_a_log_tells_its_facts_in_order() -> None:
    assert str(errors.FileTooNew(known=2, found=3)) == "FileTooNew(found=3, known=2)"

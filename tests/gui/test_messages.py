"""Every failure the program knows has words, in both languages."""

import pytest

from lwdesk.base import errors, messages, texts
from lwdesk.base.errors import Cancelled, Fixable, LwError, Outage
from lwdesk.ui.ask import show_error

FACTS = {"seconds": 30, "left": 2, "found": 3, "known": 2}


def kinds(base: type[LwError] = LwError) -> list[type[LwError]]:
    below = [kind for sub in base.__subclasses__() for kind in (sub, *kinds(sub))]
    return sorted(set(below), key=lambda kind: kind.__name__)


TOLD = [kind for kind in kinds() if kind not in (Fixable, Outage, Cancelled)]


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("kind", TOLD)
def test_every_failure_says_what_happened_and_what_to_do(kind, language) -> None:
    happened, now = messages.explain(kind(**FACTS), texts.translator(language))
    assert happened.endswith(".")
    assert now.endswith(".")
    assert "{" not in happened + now
    if language == "de":
        assert (happened, now) != messages.explain(kind(**FACTS), texts.translator("en"))


def test_no_two_failures_of_a_file_have_the_same_words() -> None:
    german = texts.translator("de")
    damaged = (errors.KeyFileDamaged, errors.FileDamaged, errors.FileEmpty, errors.FileMissing)
    of_files = (errors.WrongPassphrase, *damaged)
    assert len({messages.explain(kind(), german) for kind in of_files}) == len(of_files)


def test_a_fault_of_ours_is_told_with_a_number_and_without_its_text(qtbot, ask, monkeypatch) -> None:
    told = []
    monkeypatch.setattr(ask, "tell", lambda _parent, *words, details: told.append((*words, details)))
    show_error(ask, None, ValueError("Hamdan"))
    assert "Hamdan" not in str(told)
    assert "ValueError" in told[0][2]


def test_cancelling_says_nothing(ask) -> None:
    show_error(ask, None, Cancelled())
    assert ask.asked == []

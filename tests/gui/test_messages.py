"""How the window tells a failure."""

from lwdesk.base.errors import Cancelled
from lwdesk.ui.ask import show_error


def test_a_fault_of_ours_is_told_with_a_number_and_without_its_text(qtbot, ask, monkeypatch) -> None:
    told = []
    monkeypatch.setattr(ask, "tell", lambda _parent, *words, details: told.append((*words, details)))
    show_error(ask, None, ValueError("Hamdan"))
    assert "Hamdan" not in str(told)
    assert "ValueError" in told[0][2]


def test_cancelling_says_nothing(ask) -> None:
    show_error(ask, None, Cancelled())
    assert ask.asked == []

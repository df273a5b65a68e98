"""The ways on from each state of a request, the next step first."""

from collections.abc import Callable
from typing import Final, NamedTuple

from lwdesk.services.interpreter_requests import RequestView
from lwdesk.services.rights import Right
from lwdesk.ui.pages.interpreting.actions import RequestActions
from lwdesk.ui.words import _


class Way(NamedTuple):
    """A button: its words, its name, its symbol and what it does."""

    text: str
    name: str
    icon: str
    do: Callable[[], object]
    right: Right = "ask_interpreter"


def ways(view: RequestView, do: RequestActions) -> list[Way]:
    """Return what can be done with a request here and now."""
    owed = view.state in ("cancelled", "no_show") and view.record.cents and view.record.settled_on is None
    if view.state == "signed" or owed:
        return [Way(_("Settle"), "settle", "euro", lambda: do.settle(view), "settle_hours")]
    of_state = OF_STATE.get(view.state)
    return of_state(view, do) if of_state else []


def _draft(view: RequestView, do: RequestActions) -> list[Way]:
    return [
        Way(_("Continue the draft"), "continue", "", lambda: do.go_on(view)),
        Way(_("Discard"), "discard", "", lambda: do.discard(view)),
    ]


def _sent(view: RequestView, do: RequestActions) -> list[Way]:
    asked = any(one.state == "asked" for one, _who in view.asked)
    answers = _answers(view, do) if asked else _without_names(view, do)
    return [*answers, _cancel(view, do), Way(_("Preview"), "preview", "", lambda: do.preview(view))]


def _answers(view: RequestView, do: RequestActions) -> list[Way]:
    return [
        Way(_("Said yes"), "accept", "check", lambda: do.answer(view, accepted=True)),
        Way(_("Said no"), "decline", "x", lambda: do.answer(view, accepted=False)),
        Way(_("No answer"), "no_answer", "", lambda: do.no_answer(view)),
        Way(_("Ask somebody else …"), "choose", "", lambda: do.choose(view)),
    ]


def _without_names(view: RequestView, do: RequestActions) -> list[Way]:
    return [
        Way(_("The pool found somebody"), "accept", "check", lambda: do.accept_without_name(view)),
        Way(_("Nobody found …"), "give_up", "x", lambda: do.give_up(view)),
    ]


def _unfilled(view: RequestView, do: RequestActions) -> list[Way]:
    return [
        Way(_("Ask somebody else …"), "choose", "", lambda: do.choose(view)),
        Way(_("By phone"), "again_phone", "", lambda: do.again(view, "phone")),
        Way(_("Other day"), "again_day", "", lambda: do.again(view, "other_day")),
        Way(_("Sworn interpreters"), "again_sworn", "", lambda: do.again(view, "sworn")),
        _cancel(view, do),
    ]


def _accepted(view: RequestView, do: RequestActions) -> list[Way]:
    return [
        Way(_("Confirm to both"), "confirm", "check-check", lambda: do.confirm(view)),
        *_calls_off(view, do),
        _cancel(view, do),
    ]


def _confirmed(view: RequestView, do: RequestActions) -> list[Way]:
    return [
        Way(_("After the talk …"), "after", "message-circle", lambda: do.after(view)),
        Way(_("Did not come …"), "no_show", "", lambda: do.no_show(view)),
        *_calls_off(view, do),
        _cancel(view, do),
    ]


def _held(view: RequestView, do: RequestActions) -> list[Way]:
    return [Way(_("Signed sheet is here"), "sign", "signature", lambda: do.sign(view))]


def _calls_off(view: RequestView, do: RequestActions) -> list[Way]:
    if view.chosen is None:
        return []
    return [Way(_("Interpreter calls off"), "decline", "", lambda: do.answer(view, accepted=False))]


def _cancel(view: RequestView, do: RequestActions) -> Way:
    return Way(_("Call off …"), "cancel", "", lambda: do.cancel(view))


OF_STATE: Final[dict[str, Callable[[RequestView, RequestActions], list[Way]]]] = {
    "draft": _draft,
    "sent": _sent,
    "searching": _sent,
    "unfilled": _unfilled,
    "accepted": _accepted,
    "confirmed": _confirmed,
    "held": _held,
}

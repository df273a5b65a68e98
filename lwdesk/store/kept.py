"""Answers that stay true until something in the file changes, kept beside the connection that gave them."""

from collections.abc import Callable, Hashable
from typing import cast

from lwdesk.store.driver import send
from lwdesk.store.transaction import Reader

MOST = 8
_NAME = "lwdesk_kept"
type State = tuple[int, int]


def kept[T](reader: Reader, key: Hashable, ask: Callable[[], T]) -> T:
    """Return the answer to a question, which is asked anew only where the file has changed since.

    What is kept must not be changed, and the key must name everything that the answer depends on.
    """
    state = _state(reader)
    known: tuple[State, dict[Hashable, object]] | None = reader.connection.info.get(_NAME)
    if known is None or known[0] != state:
        known = reader.connection.info[_NAME] = state, {}
    answers = known[1]
    answer = answers.pop(key) if key in answers else ask()
    answers[key] = answer  # the last one asked for goes last
    if len(answers) > MOST:
        del answers[next(iter(answers))]
    return cast("T", answer)


def _state(reader: Reader) -> State:
    """Return what differs after every write: of other connections the one number, of this one the other."""
    ((others, own),) = send(
        reader.connection, "SELECT data_version, total_changes() FROM pragma_data_version"
    )
    return others, own

"""Answers are kept until the file changes, and no longer."""

from concurrent.futures import ThreadPoolExecutor

from lwdesk.domain.person import Person
from lwdesk.store import kept as module
from lwdesk.store.kept import kept
from lwdesk.store.transaction import Store
from tests.unit.data_files import fresh


def people(store: Store, asked: list[str], key: str = "people") -> int:
    def ask() -> int:
        asked.append(key)
        return len(reader.all(Person))

    with store.reading() as reader:
        return kept(reader, key, ask)


def save(store: Store) -> None:
    with store.writing("", None) as transaction:
        transaction.save(Person(given_name="Hiba"))


def test_a_question_is_asked_once_as_long_as_nothing_changes():
    with fresh() as store:
        asked: list[str] = []
        assert [people(store, asked) for _ in range(3)] == [0, 0, 0]
        assert asked == ["people"]


def test_what_this_connection_wrote_is_seen():
    with fresh() as store:
        asked: list[str] = []
        people(store, asked)
        save(store)
        assert people(store, asked) == 1


def test_what_another_connection_wrote_is_seen():
    with fresh() as store:
        asked: list[str] = []
        with store.reading() as reader, ThreadPoolExecutor(1) as other:
            reader.all(Person)
            assert kept(reader, "people", lambda: 0) == 0
            other.submit(save, store).result()
        for _ in range(4):  # whichever connection the pool gives
            assert people(store, asked) == 1


def test_only_the_last_questions_are_kept():
    with fresh() as store:
        asked: list[str] = []
        for number in range(module.MOST + 1):
            people(store, asked, str(number))
        people(store, asked, str(module.MOST))
        people(store, asked, "0")
        assert asked == [*map(str, range(module.MOST + 1)), "0"]

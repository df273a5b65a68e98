"""Records in and out of the real encrypted file."""

from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from lwdesk.base.errors import DiskFull, InvalidInput, ReadOnly, RecordGone
from lwdesk.domain import fields, records
from lwdesk.domain.consent import Consent
from lwdesk.domain.contact import Contact
from lwdesk.domain.fields import KINDS, Kind, Value
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.papers import PrivateNote
from lwdesk.domain.person import Person
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.store import capture, columns, tables
from lwdesk.store.chain import entries
from lwdesk.store.check import check
from lwdesk.store.transaction import Store
from tests.unit.data_files import fresh, opened, place

SAMPLES: dict[type[Kind], tuple[Kind, Value]] = {
    fields.Text: (fields.Text(), "Śmigły"),
    fields.Note: (fields.Note(), "one\ntwo"),
    fields.NativeText: (fields.NativeText(), "محمد"),
    fields.Day: (fields.Day(), date(2024, 2, 29)),
    fields.Vague: (fields.Vague(), VagueDay(date(1990, 1, 1), Precision.PAPERS)),
    fields.Moment: (fields.Moment(), datetime(2026, 3, 29, 0, 30, 1, 5000, tzinfo=UTC)),
    fields.TimeOfDay: (fields.TimeOfDay(), time(9, 30)),
    fields.Number: (fields.Number(), 0),
    fields.YesNo: (fields.YesNo(), True),
    fields.Choice: (fields.Choice("sex"), "female"),
    fields.Choices: (fields.Choices("data_kind"), ("a", "b")),
    fields.Phone: (fields.Phone(), "0231 / 50-0"),
    fields.Mail: (fields.Mail(), "a@b.example"),
    fields.Link: (fields.Link("household"), uuid4()),
}


@pytest.fixture
def store():
    with fresh() as made:
        yield made


def log_of(store: Store) -> list[tuple[str, list[str]]]:
    with store.reading() as reader:
        return [(entry.header().kind, entry.header().cols) for entry in entries(reader.connection)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_field_has_every_face_and_comes_back_equal(kind: type[Kind]) -> None:
    declared, value = SAMPLES[kind]
    stored = columns.to_column(declared, value)
    assert columns.from_column(declared, stored) == value
    assert columns.column(fields.Field(declared, "label", name="field")).name == "field"
    assert columns.plainly(declared)(stored) is not None


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_field_comes_back_empty(kind: type[Kind]) -> None:
    declared, _ = SAMPLES[kind]
    empty = fields.Field(declared, "label").empty
    assert columns.from_column(declared, columns.to_column(declared, empty)) == empty


def test_text_goes_in_in_one_form_of_unicode() -> None:
    assert columns.to_column(fields.Text(), "e\u0301") == "\u00e9"


def test_a_moment_is_kept_in_utc_with_milliseconds() -> None:
    moment = datetime.fromisoformat("2026-07-01T12:00:00.5+02:00")
    assert columns.to_column(fields.Moment(), moment) == "2026-07-01T10:00:00.500+00:00"


def test_every_kind_of_record_goes_in_and_comes_out(store: Store) -> None:
    made = [
        cls(**{field.name: SAMPLES[type(field.kind)][1] for field in cls.fields}) for cls in records.every()
    ]
    with store.writing("all", None) as transaction:
        transaction.save_all(made)
    with store.reading() as reader:
        assert [reader.get(type(one), one.id) for one in made] == made
    assert check(store) == ()


def test_a_record_is_found_by_the_values_of_its_fields(store: Store) -> None:
    office, other = uuid4(), uuid4()
    first = Household(name="A", office=office)
    second = Household(name="A", office=other, address_protected=True)
    with store.writing("save", None) as transaction:
        transaction.save_all((first, second))
    with store.reading() as reader:
        assert reader.all(Household, name="A") == (first, second)
        assert reader.all(Household, name="A", office=other) == (second,)
        assert reader.all(Household, address_protected=False) == (first,)
        assert reader.all(Household, place=None) == (first, second)
        assert reader.all(Household, office=uuid4()) == ()
        assert reader.many(Household, [second.id, uuid4()]) == {second.id: second}


def test_a_query_joins_what_single_records_cannot_tell(store: Store) -> None:
    with store.writing("save", None) as transaction:
        transaction.save(Person(given_name="Ada"))
        query = "SELECT given_name FROM person WHERE given_name=:name"
        assert [tuple(row) for row in transaction.rows(query, {"name": "Ada"})] == [("Ada",)]


def test_only_the_changed_fields_are_in_the_log(store: Store) -> None:
    person = Person(given_name="Ada", note="x")
    with store.writing("save", None) as transaction:
        transaction.save(person)
    with store.writing("save", None) as transaction:
        transaction.save(person.replace(note="", school_years=4))
    with store.writing("save", None) as transaction:
        transaction.save(person.replace(note="", school_years=4))
    assert log_of(store) == [("person", ["given_name", "note"]), ("person", ["school_years", "note"])]


def test_what_a_rolled_back_transaction_wrote_is_nowhere(store: Store) -> None:
    person = Person(given_name="Ada")
    with pytest.raises(ZeroDivisionError), store.writing("save", None) as transaction:  # noqa: PT012
        transaction.save(person)
        raise ZeroDivisionError
    with store.reading() as reader:
        assert reader.get(Person, person.id) is None
    assert log_of(store) == []
    assert check(store) == ()


def test_a_full_disk_is_told_and_leaves_the_file_as_it_was(store: Store) -> None:
    person = Person(given_name="Ada")
    with store.writing("save", None) as transaction:
        transaction.save(person)
    with pytest.raises(DiskFull), store.writing("save", None) as transaction:  # noqa: PT012
        pages = transaction.connection.exec_driver_sql("PRAGMA page_count").scalar()
        transaction.connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
        transaction.save_all(Person(given_name="x" * 2000) for _ in range(100))
    store.engine.dispose()
    with store.reading() as reader:
        assert reader.all(Person) == (person,)
    with store.writing("save", None) as transaction:
        transaction.save(person.replace(note="again"))
    assert check(store) == ()


def test_a_statement_of_any_connection_is_in_the_log(store: Store) -> None:
    people = [Person(given_name=f"P{number}") for number in range(3)]
    with store.writing("save", None) as transaction:
        transaction.save_all(people)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET note='all' WHERE given_name<>'P1'")
    assert log_of(store)[3:] == [("person", ["note"]), ("person", ["note"])]
    assert check(store) == ()


def test_two_saves_of_one_transaction_are_one_record_of_the_log(store: Store) -> None:
    person = Person(given_name="Ada")
    with store.writing("save", None) as transaction:
        transaction.save(person)
        transaction.save(person.replace(given_name="Eda"))
        assert transaction.touched == {("person", person.id)}
    assert log_of(store) == [("person", ["given_name"])]


def test_a_reader_sees_one_state_while_others_write(store: Store) -> None:
    with store.reading() as reader:
        assert reader.all(Person) == ()
        with store.writing("save", None) as transaction:
            transaction.save(Person(given_name="Ada"))
        assert reader.all(Person) == ()
    with store.reading() as reader:
        assert len(reader.all(Person)) == 1


def test_a_removed_record_is_out_of_sight_and_cannot_be_saved(store: Store) -> None:
    person = Person(given_name="Ada")
    with store.writing("save", None) as transaction:
        transaction.save(person)
    with store.writing("remove", None) as transaction:
        transaction.remove(person)
    with store.reading() as reader:
        assert reader.get(Person, person.id) is None
        assert reader.all(Person) == ()
        assert reader.many(Person, [person.id]) == {}
    with pytest.raises(RecordGone), store.writing("save", None) as transaction:
        transaction.save(person.replace(given_name="Eda"))
    with pytest.raises(RecordGone), store.writing("remove", None) as transaction:
        transaction.remove(person)


def test_an_erased_record_cannot_be_saved(store: Store) -> None:
    person = Person(given_name="Ada")
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO entity (eid, kind, state) VALUES (?, 'person', ?)", (person.id.bytes, tables.ERASED)
        )
    with pytest.raises(RecordGone), store.writing("save", None) as transaction:
        transaction.save(person)


def test_a_link_to_somebody_unknown_keeps_his_place(store: Store) -> None:
    person = Person(given_name="Ada")
    membership = Membership(person=person.id, household=uuid4())
    with store.writing("save", None) as transaction:
        transaction.save(membership)
    with store.writing("save", None) as transaction:
        transaction.save(person)
    with store.reading() as reader:
        assert reader.get(Membership, membership.id) == membership
        states = dict(map(tuple, reader.rows("SELECT kind, state FROM entity")))
    assert states == {"membership": tables.LIVE, "person": tables.LIVE, "household": tables.STUB}
    assert check(store) == ()


def test_an_id_belongs_to_one_kind(store: Store) -> None:
    person = Person(given_name="Ada")
    with store.writing("save", None) as transaction:
        transaction.save(person)
        with pytest.raises(InvalidInput):
            transaction.save(Household(id=person.id))


def test_a_private_note_is_in_no_log_and_goes_for_good(store: Store) -> None:
    note = PrivateNote(household=uuid4(), staff=uuid4(), text="mine")
    with store.writing("save", None) as transaction:
        transaction.save(note)
    assert log_of(store) == []
    with store.writing("remove", None) as transaction:
        transaction.remove(note)
        assert transaction.rows("SELECT * FROM private_note") == []


def test_records_are_neither_deleted_nor_renumbered_by_any_statement(store: Store) -> None:
    with store.writing("save", None) as transaction:
        transaction.save(Person(given_name="Ada"))
    for statement in ("DELETE FROM person", "UPDATE person SET id=id+1000"):
        with pytest.raises(IntegrityError), store.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def test_ten_thousand_records_take_few_statements(store: Store) -> None:
    sent: list[str] = []
    people = [Person(given_name=f"P{number}") for number in range(10_000)]
    with store.writing("save", None) as transaction:
        raw = transaction.connection.connection.dbapi_connection
        raw.set_trace_callback(lambda sql: sent.append(sql.split("(")[0]))
        transaction.save_all(people)
        raw.set_trace_callback(None)
    assert len([sql for sql in sent if sql.startswith("SELECT")]) < 10
    with store.reading() as reader:
        assert reader.rows("SELECT count(*) FROM log")[0][0] == 10_000


def test_a_file_opened_for_reading_is_not_written(tmp_path) -> None:
    path = place(tmp_path)
    with opened(path) as store, store.writing("save", None) as transaction:
        transaction.save(Person(given_name="Ada"))
    before = path.read_bytes()
    with opened(path, read_only=True) as store:
        with pytest.raises(ReadOnly), store.writing("save", None):
            pytest.fail("nothing may be written")
        assert check(store) == ()
    assert path.read_bytes() == before


def test_what_an_interrupted_program_noted_is_sealed_when_the_file_is_opened(tmp_path) -> None:
    path = place(tmp_path)
    person = Person(given_name="Ada")
    with opened(path) as store, store.writing("save", None) as transaction:
        transaction.save(person)
    from lwdesk.store import file
    from tests.unit.data_files import KEY

    raw = file.connection(path, KEY)
    raw.execute("UPDATE person SET note='left'")
    raw.close()
    with opened(path) as store:
        assert log_of(store)[1:] == [("person", ["note"])]
        assert check(store) == ()


def test_the_columns_of_every_kind_fit_the_mask() -> None:
    assert all(len(cls.fields) + 1 <= capture.MOST_COLUMNS for cls in records.every())


def test_every_link_of_a_contact_is_an_id_again(store: Store) -> None:
    contact = Contact(office=uuid4(), household=uuid4(), at=datetime(2026, 1, 2, tzinfo=UTC), minutes=0)
    with store.writing("save", None) as transaction:
        transaction.save(contact)
    with store.reading() as reader:
        found = reader.get(Contact, contact.id)
    assert found == contact
    assert isinstance(found.household, UUID)


def test_several_codes_come_back_in_order(store: Store) -> None:
    consent = Consent(data_kinds=("b", "a"))
    with store.writing("save", None) as transaction:
        transaction.save(consent)
    with store.reading() as reader:
        assert reader.get(Consent, consent.id).data_kinds == ("a", "b")


def test_a_note_about_a_table_that_is_no_record_is_dropped(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO sync_dirty VALUES ('none', 1, 1)")
    assert log_of(store) == []
    assert check(store) == ()

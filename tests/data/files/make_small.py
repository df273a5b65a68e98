"""Makes 0001-small.lwdb and its key file; run once per format, for a released file is never made anew."""

from datetime import date
from pathlib import Path
from uuid import uuid4

from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.office import Office
from lwdesk.domain.person import LanguageSkill, Person
from lwdesk.domain.staff import Staff
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.store import file, migrate, vault
from lwdesk.store.transaction import Store

FOLDER = Path(__file__).parent
NAME = f"{migrate.FORMAT:04}-small"


def main() -> None:
    path, key = FOLDER / f"{NAME}.lwdb", vault.new_key()
    office = Office(name="Willkommen Nord", code="N")
    staff = Staff(office=office.id, name="Ann Beispiel", employer="city", role="adviser")
    passphrase = (FOLDER / f"{NAME}.txt").read_text().strip()
    vault.create(path, key, str(staff.id), staff.name, passphrase)
    data = file.create(path, key)
    with data.engine.begin() as connection:
        migrate.prepare(connection)
    store = Store(data.engine)
    household = Household(
        office=office.id,
        case_number="N-A-0001",
        name="Haddad",
        native_name="عائلة حداد",
        target_group="refugees",
        registered_on=date(2026, 11, 2),
        status="active",
    )
    papers = VagueDay(date(1990, 1, 1), Precision.PAPERS)
    mother = Person(given_name="سارة", family_name="Haddad", native_name="سارة حداد", born=papers)
    son = Person(given_name="Yusuf", family_name="Haddad", born=VagueDay(date(2019, 5, 17)))
    with store.writing("setup", None) as transaction:
        transaction.save_all((office, staff))
    with store.writing("intake", staff.id) as transaction:
        transaction.save_all((household, mother, son))
        transaction.save_all(
            Membership(household=household.id, person=person.id, main_contact=person is mother)
            for person in (mother, son)
        )
        transaction.save(Dwelling(household=household.id, street="Münsterstraße 1", city="Dortmund"))
        transaction.save(LanguageSkill(id=uuid4(), person=mother.id, language="ar"))
    with store.writing("change", staff.id) as transaction:
        transaction.save(household.replace(note="Erstes Gespräch geführt"))
    data.close()
    Path(f"{path}.lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main()

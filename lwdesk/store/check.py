"""Everything that can be known about the health of a data file, from the pages to the search index."""

from collections.abc import Iterator
from contextlib import closing

from lwdesk.base.errors import LwError
from lwdesk.store import search, sets
from lwdesk.store.chain import entries
from lwdesk.store.check_log import check_bodies, check_log
from lwdesk.store.check_tables import check_capture, check_tables
from lwdesk.store.errors import translated
from lwdesk.store.file import CHECKS
from lwdesk.store.findings import Finding
from lwdesk.store.rebuild import rebuild
from lwdesk.store.transaction import Store


def check(store: Store) -> tuple[Finding, ...]:
    """Return what is wrong with the file; nothing means that it is sound and its log untouched."""
    found = [*_pages(store)]
    if not any(finding.code == "damaged" for finding in found):
        found += _contents(store)
    return tuple(found)


def _contents(store: Store) -> Iterator[Finding]:
    with translated(), store.reading() as reader:
        connection = reader.connection
        yield from (Finding.of("trigger_differs", trigger=name) for name in store.repaired)
        yield from check_capture(connection)
        log = [*check_log(connection)]
        yield from log
        if any(finding.code in ("log_unreadable", "log_writer_unknown") for finding in log):
            return
        content = rebuild(entries(connection), sets.copied(connection))
        content.leave_out(sets.locked(connection))
        yield from check_bodies(connection, content)
        yield from check_tables(connection, content)
        if not search.check(connection):
            yield Finding.of("search_differs")


def _pages(store: Store) -> Iterator[Finding]:
    """Run the engine's own checks, each on a connection that has read nothing yet."""
    pool = store.engine.pool.recreate()
    try:
        for name in CHECKS:
            try:
                with translated(), closing(pool.connect()) as fresh:
                    cursor = fresh.cursor()
                    cursor.execute(f"PRAGMA {name}")
                    told = [" ".join(map(str, row)) for row in cursor.fetchall()]
            except LwError as error:
                told = [str(error.facts.get("why"))]
            yield from (Finding.of("damaged", check=name, told=line) for line in told if line != "ok")
    finally:
        pool.dispose()

"""The keys of this device: replaced by others when its organisation has taken those in."""

from dataclasses import replace

from sqlalchemy import Connection

from lwdesk.base import signing
from lwdesk.store import writers
from lwdesk.store.driver import send
from lwdesk.store.writers import set_setting, setting

KEY, AGE = "device_key", "age_identity"
NEXT_KEY, NEXT_AGE = "next_device_key", "next_age_identity"
FORMER_AGE, FORMER_PUBLIC = "former_age_identities", "former_sign_pks"


def prepare(connection: Connection, age_identity: str) -> None:
    """Keep keys that are used as soon as the roster names them; the present ones stay in force until then."""
    set_setting(connection, NEXT_KEY, signing.new_signing_key().hex())
    set_setting(connection, NEXT_AGE, age_identity)


def waiting(connection: Connection) -> tuple[bytes, str] | None:
    """Return the keys that wait for the roster: secret one for signing, secret one for reading."""
    key, identity = setting(connection, NEXT_KEY), setting(connection, NEXT_AGE)
    return None if not key or not identity else (bytes.fromhex(key), identity)


def take_on(connection: Connection, public: str) -> bool:
    """Use the waiting keys when this is their public one; say whether they were."""
    found = waiting(connection)
    if found is None or signing.public_key(found[0]).hex() != public:
        return False
    before = setting(connection, KEY) or ""
    former = signing.public_key(bytes.fromhex(before)).hex()
    _add(connection, FORMER_PUBLIC, former)
    _add(connection, FORMER_AGE, setting(connection, AGE) or "")
    set_setting(connection, KEY, found[0].hex())
    set_setting(connection, AGE, found[1])
    send(connection, "DELETE FROM setting WHERE name IN (?, ?)", (NEXT_KEY, NEXT_AGE))
    return True


def _add(connection: Connection, name: str, value: str) -> None:
    set_setting(connection, name, f"{setting(connection, name) or ''} {value}".strip())


def publics(connection: Connection) -> tuple[bytes, ...]:
    """Return the public keys with which this device has signed, the present one first."""
    present = signing.public_key(bytes.fromhex(setting(connection, KEY) or ""))
    former = (setting(connection, FORMER_PUBLIC) or "").split()
    return (present, *(bytes.fromhex(one) for one in reversed(former)))


def sign_all(connection: Connection) -> None:
    """Sign the end of every log of this device anew, those of former incarnations too."""
    now = writers.current(connection)
    own = "SELECT wid, uuid, max_seq, chain, hlc, scope FROM writer WHERE max_seq>0 AND device="
    own += "(SELECT unhex(value) FROM setting WHERE name='device')"
    signature = writers.Signature()
    for wid, uuid, seq, chain, hlc, scope in send(connection, own):
        end = replace(now, wid=wid, uuid=uuid, max_seq=seq, chain=chain, hlc=hlc, scope=scope)
        signature.renew(connection, end)
    public = signing.public_key(bytes.fromhex(now.key))
    send(
        connection,
        "UPDATE writer SET sign_pk=? WHERE device=(SELECT unhex(value) FROM setting WHERE name='device')",
        (public,),
    )

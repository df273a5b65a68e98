"""The worked example of docs/bundle-format.md: a package of fixed keys, names and times.

`python -m tests.unit.bundle_example` makes the file anew. Its envelope comes out differently each time, all
that lies in it does not; the page is then to be written after the file.
"""

from pathlib import Path

import pyrage

from lwdesk.base import chain, signing
from lwdesk.sync import bundle, manifest, record

PLACE = Path(__file__).parents[1] / "data" / "bundles" / "example.lwb"
SIGNING_KEY = bytes(range(32))
IDENTITY = "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SWRYDWG"
ORGANISATION, OFFICE = "00000000000000000000000000000005", "000000000000000000000000000ff1ce"
SENDER, RECEIVER, WRITER = (sign * 32 for sign in "abc")
HOME, LEAD = f"{7:032x}", f"{0x1EAD:032x}"
SALTS = bytes(range(12)), bytes(range(12, 24))
HLC = 1635858845000 << 16
"""2021-11-02 13:14:05 UTC."""


def records() -> list[bytes]:
    """Return two records: a household is written down, and its name put right."""
    first = chain.Header(WRITER, 1, HLC, "w", "household", HOME, None, ["name"], [])
    second = first._replace(seq=2, hlc=HLC + (60_000 << 16), replaced=[("name", WRITER, 1)])
    bodies = ({"name": "Hamdn", "_by": LEAD}, {"name": "Hamdan", "_by": LEAD})
    return [
        record.write(chain.compact(header), salt, body, chain.digest(salt, body))
        for header, salt, body in zip((first, second), SALTS, map(chain.compact, bodies), strict=True)
    ]


def head(made: list[bytes]) -> manifest.Manifest:
    found = b""
    for line in made:
        found = chain.digest(found, record.read(line).leaf())
    message = chain.segment_message(*map(bytes.fromhex, (ORGANISATION, WRITER)), len(made), found)
    signature = signing.sign(SIGNING_KEY, message).hex()
    return manifest.Manifest(
        format=manifest.FORMAT,
        org=ORGANISATION,
        bundle="0b3c7a52-6d1e-4f8a-9c40-5e2d7f1a8b96",
        scope=f"office:{OFFICE}",
        sender=SENDER,
        sender_seq=1,
        created="2021-11-02T13:15:30+00:00",
        app="0.1.0",
        schema=7,
        min_reader=manifest.READER,
        roster_version=1,
        recipients=[RECEIVER, SENDER],
        base={},
        have={WRITER: len(made)},
        writers=[manifest.WriterTold(WRITER, SENDER, "office", 1)],
        segments=[manifest.Segment(WRITER, 1, len(made), "", found.hex(), 1, signature)],
        records=len(made),
    )


def make(path: Path) -> None:
    made = records()
    sender = bundle.Sender(signing.public_key(SIGNING_KEY), signing.signer(SIGNING_KEY))
    recipient = str(pyrage.x25519.Identity.from_str(IDENTITY).to_public())
    bundle.write(path, head(made), made, sender, [recipient])


if __name__ == "__main__":
    make(PLACE)

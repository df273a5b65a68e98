"""Bundles that are not as they should be, made from a good one; a vector names the change."""

import io
import json
import os
import zipfile
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import zstandard

from lwdesk.base import chain, signing
from lwdesk.services.exchange import trust
from lwdesk.store import writers
from lwdesk.sync import archive, lines, minisign, roster, seal
from tests.unit.devices import Machine, Organisation

HEAD = "format=lwdesk-bundle/1 bundle="


@dataclass
class Kit:
    """A good bundle taken apart, and what it takes to put another one together."""

    organisation: Organisation
    sender: Machine
    receiver: Machine
    path: Path

    def __post_init__(self) -> None:
        self.content = self.path.read_bytes()
        with self.path.open("rb") as source:
            outside = archive.read(source, len(self.content))
            self.payload = b"".join(archive.pieces(source, outside.payload))
        self.signature = outside.signature
        told: list[bytes] = []
        reader = lines.Lines(told.append)
        seal.unlock(io.BytesIO(self.payload), reader.feed, self.receiver.trust.own().age_identity)
        self.manifest: dict[str, Any] = json.loads(told[0])
        self.records = told[1:]

    @property
    def key(self) -> bytes:
        return self.sender.trust.own().key

    def packed(
        self,
        manifest: dict[str, Any] | bytes | None = None,
        records: list[bytes] | None = None,
        *,
        frame: Callable[[bytes], bytes] | None = None,
        end: bytes | None = None,
        recipients: list[str] | None = None,
        key: bytes | None = None,
        comment: str | None = None,
    ) -> bytes:
        """Return a bundle with these lines, signed and sealed as a device of the office would."""
        first = manifest if isinstance(manifest, bytes) else json.dumps(manifest or self.manifest).encode()
        told = b"\n".join([first, *(self.records if records is None else records)]) + b"\n"
        last = end if end is not None else self.end(told, len(self.records if records is None else records))
        whole = told + last
        clear = frame(whole) if frame else zstandard.ZstdCompressor(write_checksum=True).compress(whole)
        return self.sealed(clear, recipients, key=key, comment=comment)

    def end(self, told: bytes, count: int) -> bytes:
        digest = blake2b(told, digest_size=32).hexdigest()
        return json.dumps({"end": True, "records": count, "blake2b": digest}).encode() + b"\n"

    def sealed(
        self, clear: bytes, recipients: list[str] | None = None, *, key: bytes | None, comment: str | None
    ) -> bytes:
        box = io.BytesIO()
        own = [seal.recipient(self.receiver.trust.own().age_identity)]
        seal.lock(iter([clear]), box, own if recipients is None else recipients)
        return self.outside(box.getvalue(), key or self.key, comment)

    def outside(self, payload: bytes, key: bytes, comment: str | None = None) -> bytes:
        told = comment or HEAD + self.manifest["bundle"]
        public, signer = signing.public_key(key), signing.signer(key)
        signature = minisign.sign(blake2b(payload).digest(), told, public, signer)
        return zipped([("payload.age.minisig", signature), ("payload.age", payload)])

    def changed(self, record: int = 0, **parts: Any) -> bytes:
        """Return the bundle with one record's header changed, its chain and signature made anew."""
        hdr, salt, body = self.records[record].split(b"\t")
        header = chain.read_header(hdr)._replace(**{k: v for k, v in parts.items() if k != "body"})
        body = parts.get("body", body)
        made = [*self.records]
        made[record] = b"\t".join([chain.compact(header), salt, body])
        return self.resigned(made)

    def resigned(self, records: list[bytes], **manifest: Any) -> bytes:
        """Return a bundle of these records whose one segment is signed as if the device had written them."""
        found = b""
        for line in records:
            hdr, salt, body = line.split(b"\t")
            commitment = (
                bytes.fromhex(salt[1:].decode())
                if salt.startswith(b"~")
                else chain.digest(b64decode(salt), body)
            )
            found = chain.digest(found, chain.leaf(hdr, commitment))
        segment = dict(self.manifest["segments"][0])
        segment["chain"] = found.hex()
        told = chain.segment_message(
            bytes.fromhex(self.manifest["org"]), bytes.fromhex(segment["writer"]), segment["to"], found
        )
        segment["sig"] = signing.sign(self.key, told).hex()
        return self.packed({**self.manifest, "segments": [segment], **manifest}, records)


def zipped(members: list[tuple[str, bytes]], **options: Any) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_STORED) as made:
        for name, content in members:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = options.get("compress", zipfile.ZIP_STORED)
            entry.extra = options.get("extra", b"")
            made.writestr(entry, content)
        made.comment = options.get("comment", b"")
    return box.getvalue()


def stranger() -> bytes:
    return signing.new_signing_key()


def deep(depth: int = 200_000) -> bytes:
    return b"[" * depth + b"]" * depth


def twice(kit: Kit) -> bytes:
    return json.dumps(kit.manifest).encode()[:-1] + b',"records":3}'


def doubled_body(kit: Kit) -> bytes:
    body = kit.records[0].split(b"\t")[2]
    return kit.changed(body=body[:-1] + b',"given_name":"Eda"}')


def without(kit: Kit, *names: str) -> dict[str, Any]:
    return {name: value for name, value in kit.manifest.items() if name not in names}


def segment(kit: Kit, **parts: Any) -> dict[str, Any]:
    return {**kit.manifest, "segments": [{**kit.manifest["segments"][0], **parts}]}


def other_recipient(kit: Kit) -> bytes:
    return kit.packed(recipients=[seal.recipient(seal.new_identity())])


def revoked(kit: Kit) -> bytes:
    device = kit.sender.trust.own().device
    kit.organisation.roster = trust.revoke(kit.organisation.roster, device, {})
    document = roster.write(kit.organisation.roster)
    kit.receiver.trust.accept(
        document, roster.signed(document, kit.organisation.key), kit.organisation.public
    )
    return kit.content


def given(kit: Kit, *devices: roster.Device) -> None:
    """Let the receiver know a list in which these devices are so."""
    told = kit.organisation.roster
    names = {one.id for one in devices}
    others = [one for one in told.devices if one.id not in names]
    told = msgspec.structs.replace(told, version=told.version + 1, devices=[*others, *devices])
    kit.organisation.roster = told
    document = roster.write(told)
    signature = roster.signed(document, kit.organisation.key)
    kit.receiver.trust.accept(document, signature, kit.organisation.public)


def elsewhere(device: roster.Device, name: str) -> roster.Device:
    office = uuid4().hex
    return msgspec.structs.replace(device, id=name, office=office, scopes=[f"office:{office}"])


def listed(kit: Kit) -> roster.Device:
    found = kit.organisation.roster.device(kit.sender.trust.own().device)
    assert found is not None
    return found


def sender_of_another_office(kit: Kit) -> bytes:
    given(kit, elsewhere(listed(kit), listed(kit).id))
    return kit.content


def writer_of_another_office(kit: Kit) -> bytes:
    other = elsewhere(listed(kit), uuid4().hex)
    given(kit, other)
    return kit.packed(written(kit, device=other.id))


def written(kit: Kit, **parts: Any) -> dict[str, Any]:
    return {**kit.manifest, "writers": [{**kit.manifest["writers"][0], **parts}]}


def foreign_log(kit: Kit) -> bytes:
    """Go on with the log of the receiver as if it were one of the sender."""
    with kit.receiver.store.reading() as reader:
        name = writers.current(reader.connection).uuid.hex()
    former = kit.manifest["segments"][0]["writer"]
    kit.manifest = {**written(kit, uuid=name), "segments": segment(kit, writer=name)["segments"]}
    return kit.resigned([line.replace(former.encode(), name.encode()) for line in kit.records])


def renewed(kit: Kit) -> bytes:
    """Renew the keys of the sender; return its former one for signing."""
    former, machine = kit.key, kit.sender
    machine.trust.new_keys()
    asked = roster.read_request(machine.trust.request()[0])
    whole = kit.organisation
    whole.roster = trust.enrol(whole.roster, asked, "office", listed(kit).scopes)
    whole.spread()
    return former


def former_key_on_its_way(kit: Kit) -> bytes:
    renewed(kit)
    return kit.content


def former_key_after_a_later_one(kit: Kit) -> bytes:
    renewed(kit)
    kit.receiver.take(kit.sender.send())
    return kit.content


def former_key_of_a_receipt(kit: Kit) -> bytes:
    former = renewed(kit)
    return kit.packed({**kit.manifest, "writers": [], "segments": [], "records": 0}, [], key=former)


def replayed(kit: Kit) -> bytes:
    kit.receiver.receiving.take(kit.path)
    return kit.content


def bomb(kit: Kit) -> bytes:
    """Return a bundle in which only the size is wrong: some twenty mebibytes in a few kilobytes."""
    hdr, salt, _body = kit.records[0].split(b"\t")
    first = chain.read_header(hdr)
    body = chain.compact({"note": "a" * 1_000_000})
    told = []
    for number in range(1, 21):
        replaced = [("note", first.writer, number - 1)] if number > 1 else []
        header = first._replace(seq=number, hlc=first.hlc + number, cols=["note"], replaced=replaced)
        told.append(b"\t".join([chain.compact(header), salt, body]))
    kit.manifest = {**segment(kit, to=len(told)), "records": len(told)}
    return kit.resigned(told)


def members(kit: Kit) -> list[tuple[str, bytes]]:
    return [("payload.age.minisig", kit.signature), ("payload.age", kit.payload)]


CHANGES: dict[str, Callable[[Kit], bytes]] = {
    "nothing": lambda kit: kit.content,
    "empty_file": lambda _kit: b"",
    "no_zip": lambda _kit: b"hello" * 100,
    "unsigned": lambda kit: zipped([("payload.age.minisig", b""), ("payload.age", kit.payload)]),
    "one_member": lambda kit: zipped(members(kit)[1:]),
    "wrong_order": lambda kit: zipped(members(kit)[::-1]),
    "third_member": lambda kit: zipped([*members(kit), ("more", b"x")]),
    "path_name": lambda kit: zipped([members(kit)[0], ("../payload.age", kit.payload)]),
    "absolute_name": lambda kit: zipped([members(kit)[0], ("/etc/passwd", kit.payload)]),
    "same_name_twice": lambda kit: zipped([members(kit)[0], ("payload.age.minisiG", b"x")]).replace(
        b"minisiG", b"minisig"
    ),
    "deflated": lambda kit: zipped(members(kit), compress=zipfile.ZIP_DEFLATED),
    "extra_field": lambda kit: zipped(members(kit), extra=b"\1\0\2\0ab"),
    "archive_comment": lambda kit: zipped(members(kit), comment=b"hello"),
    "trailing_data": lambda kit: kit.content + b"x",
    "leading_data": lambda kit: b"x" + kit.content,
    "stranger": lambda kit: kit.outside(kit.payload, stranger()),
    "signature_over_other_bytes": lambda kit: zipped(
        [("payload.age.minisig", kit.signature), ("payload.age", kit.payload[:-1] + b"\0")]
    ),
    "signature_of_another_bundle": lambda kit: kit.outside(kit.payload, kit.key, HEAD + str(uuid4())),
    "comment_without_bundle": lambda kit: kit.outside(kit.payload, kit.key, "hello"),
    "comment_with_no_name": lambda kit: kit.outside(kit.payload, kit.key, HEAD + "x"),
    "comment_spelled_otherwise": lambda kit: kit.outside(
        kit.payload, kit.key, HEAD + kit.manifest["bundle"].upper()
    ),
    "newer_format": lambda kit: kit.outside(kit.payload, kit.key, f"format=lwdesk-bundle/2 bundle={uuid4()}"),
    "envelope_cut": lambda kit: kit.outside(kit.payload[:-20], kit.key),
    "envelope_none": lambda kit: kit.outside(b"plain", kit.key),
    "other_recipient": other_recipient,
    "not_among_recipients": lambda kit: kit.packed({**kit.manifest, "recipients": [uuid4().hex]}),
    "other_office": lambda kit: kit.packed({**kit.manifest, "scope": f"office:{uuid4().hex}"}),
    "other_organisation": lambda kit: kit.packed({**kit.manifest, "org": uuid4().hex}),
    "other_sender": lambda kit: kit.packed({**kit.manifest, "sender": kit.receiver.trust.own().device}),
    "revoked": revoked,
    "sender_of_another_office": sender_of_another_office,
    "writer_of_another_office": writer_of_another_office,
    "unknown_scope": lambda kit: kit.packed({**kit.manifest, "scope": "org"}),
    "scope_kept_for_statistics": lambda kit: kit.packed({**kit.manifest, "scope": f"stat:{uuid4().hex}"}),
    "sets_of_another_device": lambda kit: kit.packed({**kit.manifest, "scope": f"set:{uuid4().hex}"}),
    "log_of_an_unknown_scope": lambda kit: kit.packed(written(kit, scope="org")),
    "log_of_another_scope": lambda kit: kit.packed(written(kit, scope=f"set:{uuid4().hex}")),
    "foreign_log": foreign_log,
    "former_key_on_its_way": former_key_on_its_way,
    "former_key_after_a_later_one": former_key_after_a_later_one,
    "former_key_of_a_receipt": former_key_of_a_receipt,
    "replayed": replayed,
    "newer_reader": lambda kit: kit.packed({**kit.manifest, "min_reader": 2}),
    "newer_schema": lambda kit: kit.packed({**kit.manifest, "schema": 999}),
    "unknown_key": lambda kit: kit.packed({**kit.manifest, "mood": "good"}),
    "manifest_key_twice": lambda kit: kit.packed(twice(kit)),
    "manifest_without_base": lambda kit: kit.packed(without(kit, "base")),
    "manifest_no_object": lambda kit: kit.packed(b"[]"),
    "manifest_no_json": lambda kit: kit.packed(b"{"),
    "manifest_deep": lambda kit: kit.packed(deep()),
    "manifest_wrong_format": lambda kit: kit.packed({**kit.manifest, "format": "x"}),
    "manifest_wrong_count": lambda kit: kit.packed({**kit.manifest, "records": 2}),
    "manifest_with_a_number_that_no_file_holds": lambda kit: kit.packed(
        {**kit.manifest, "sender_seq": 1 << 70}
    ),
    "manifest_negative_base": lambda kit: kit.packed({**kit.manifest, "base": {uuid4().hex: -1}}),
    "gap": lambda kit: kit.packed({**kit.manifest, "base": {uuid4().hex: 5}}),
    "frame_none": lambda kit: kit.packed(frame=lambda clear: clear),
    "frame_cut": lambda kit: kit.packed(frame=lambda clear: zstandard.compress(clear)[:-9]),
    "frame_empty": lambda kit: kit.packed(frame=lambda _clear: zstandard.compress(b"")),
    "bomb": bomb,
    "bomb_of_lines": lambda kit: kit.packed(records=[b"0" * 1000] * (64 << 10)),
    "bomb_of_one_line": lambda kit: kit.packed(frame=lambda _clear: zstandard.compress(b"a" * (64 << 20))),
    "line_of_a_mebibyte": lambda kit: kit.packed(records=[os.urandom(1 << 19).hex().encode()]),
    "large_window": lambda kit: kit.packed(
        frame=lambda clear: zstandard.ZstdCompressor(
            compression_params=zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
        ).compress(clear + b" " * (9 << 20))
    ),
    "no_end": lambda kit: kit.packed(end=b""),
    "end_of_another": lambda kit: kit.packed(end=kit.end(b"x", 3)),
    "end_with_wrong_count": lambda kit: kit.packed(end=kit.end(b"", 2)),
    "lines_after_the_end": lambda kit: kit.packed(end=kit.end(b"", 3) + b"more\n"),
    "record_missing": lambda kit: kit.packed(records=kit.records[:2]),
    "record_twice": lambda kit: kit.packed(records=[kit.records[0], *kit.records[:2]]),
    "records_out_of_order": lambda kit: kit.packed(records=kit.records[::-1]),
    "record_of_two_parts": lambda kit: kit.packed(records=[b"a\tb", *kit.records[1:]]),
    "record_deep": lambda kit: kit.changed(body=b'{"given_name":' + deep(100_000) + b"}"),
    "record_key_twice": doubled_body,
    "record_with_other_fields": lambda kit: kit.changed(cols=["note"]),
    "record_of_an_unknown_writer": lambda kit: kit.changed(writer=uuid4().hex),
    "record_with_a_bad_id": lambda kit: kit.changed(eid="../../x"),
    "record_that_replaces_nothing_known": lambda kit: kit.changed(replaced=[("given_name", uuid4().hex, 1)]),
    "record_before_what_it_replaces": lambda kit: kit.changed(1, hlc=1),
    "record_with_a_short_salt": lambda kit: kit.packed(
        records=[b"\t".join([kit.records[0].split(b"\t")[0], b"YQ==", b"{}"]), *kit.records[1:]]
    ),
    "record_with_a_bad_salt": lambda kit: kit.packed(
        records=[b"\t".join([kit.records[0].split(b"\t")[0], b"!!", b"{}"]), *kit.records[1:]]
    ),
    "record_changed_after_the_chain": lambda kit: kit.packed(
        records=[kit.records[0].replace(b"Ada", b"Eda"), *kit.records[1:]]
    ),
    "record_without_its_body": lambda kit: kit.packed(
        records=[
            kit.records[0].split(b"\t")[0] + b"\t~" + b"0" * 64 + b"\t",
            *kit.records[1:],
        ]
    ),
    "segment_of_another_chain": lambda kit: kit.packed(segment(kit, chain="00" * 32)),
    "segment_signed_by_another": lambda kit: kit.packed(segment(kit, sig="00" * 64)),
    "log_with_no_name": lambda kit: kit.packed(
        {**written(kit, uuid="zz"), "segments": segment(kit, writer="zz")["segments"]}
    ),
    "segment_with_no_hex": lambda kit: kit.packed(segment(kit, sig="zz")),
    "segment_of_an_unknown_epoch": lambda kit: kit.packed(segment(kit, key_epoch=7)),
    "segment_without_its_writer": lambda kit: kit.packed({**kit.manifest, "writers": []}),
    "segment_beyond_the_base": lambda kit: kit.packed(segment(kit, **{"from": 2})),
}

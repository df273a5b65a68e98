"""What a bundle says of the logs it holds, in the terms of the file."""

from typing import Any, NamedTuple, Protocol

from lwdesk.base.chain import Header, compact

type Vector = dict[str, int]
"""How far the log of each writer is known."""


class Told(Protocol):
    """A record that came from elsewhere; its form was checked, its causes were not."""

    @property
    def hdr(self) -> bytes: ...
    @property
    def header(self) -> Header: ...
    @property
    def commitment(self) -> bytes: ...
    @property
    def salt(self) -> bytes | None: ...
    @property
    def body(self) -> bytes | None: ...
    @property
    def values(self) -> dict[str, Any] | None: ...
    def leaf(self) -> bytes: ...


class Part(NamedTuple):
    """The part of one log that lies in a bundle, signed by the device of its writer where it ends."""

    writer: str
    device: str
    scope: str
    incarnation: int
    first: int
    last: int
    chain: bytes
    epoch: int
    signature: bytes
    public: bytes
    """The key of the device in that epoch, as the roster has it."""
    cut: int | None = None
    """How far this log counts when its device was withdrawn."""
    is_relayed: bool = False
    """Whether another device than its own brings it."""


def as_head(value: object) -> object:
    """Return a value as a conflict keeps it: lists and flags as JSON."""
    return compact(value).decode() if isinstance(value, list | dict | bool) else value

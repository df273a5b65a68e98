"""Every reason for which a package is refused has a German word for its badge and a sentence of its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from lwdesk.base import errors, messages, texts
from lwdesk.base.errors import BundleRefused

HOUSE = Path(__file__).parents[2] / "lwdesk"
WORDS = HOUSE / "ui" / "pages" / "exchange" / "words.py"
GERMAN = texts.translator("de")
NO_PASSAGE = {"BundleRefused", "BundleGap", "DeviceWithdrawn"}
"""What is noted as no refused package: it waits, a person decides, or this device takes part in nothing."""
AS_SUCH = {
    "BundleDamaged": {
        "archive", "changed", "document", "envelope", "frame", "manifest", "receipt", "record", "signature",
    },
    "BundleForged": {
        "comment", "loss", "receipt", "request", "roster", "segment", "sender", "signature", "stranger",
        "unsigned",
    },
    "BundleNotForUs": {"recipient", "scope", "transfer"},
    "BundleTooLarge": {"documents", "line", "ratio", "size"},
    "BundleInconsistent": {"cause", "order", "redaction", "scope", "segment", "short", "time"},
    "BundleRevoked": {""},
    "BundleForked": {""},
    "BundleTooNew": {""},
    "SetHere": {""},
    "SetGone": {""},
}  # fmt: skip
"""Reasons for which the word of the refusal as such says all that a person needs."""


def raised() -> set[tuple[str, str]]:
    """Return each refusal that the exchange knows, with its reason."""
    found = set()
    for folder in ("sync", "services/exchange", "store/exchange"):
        for path in (HOUSE / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                found |= set(_refusal(node))
    return {(kind, why) for kind, why in found if kind not in NO_PASSAGE}


def _refusal(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name):
        name, why = node.exc.id, ""
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        name = node.func.id
        told = {one.arg: one.value for one in node.keywords}.get("why", ast.Constant(""))
        assert isinstance(told, ast.Constant) or not _is_refusal(name), f"{name} names its reason in words"
        why = str(getattr(told, "value", ""))
    else:
        return
    if _is_refusal(name):
        yield name, why


def _is_refusal(name: str) -> bool:
    kind = getattr(errors, name, None)
    return isinstance(kind, type) and issubclass(kind, BundleRefused)


def badges() -> dict[object, str]:
    """Return the words of the badges, for refusals as such and for single reasons."""
    found: dict[object, str] = {}
    for node in ast.parse(WORDS.read_text("utf-8")).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(target, ast.Name) and target.id in ("REASONS", "SINGLE"):
            assert isinstance(node, ast.Assign)
            assert isinstance(node.value, ast.Dict)
            for key, call in zip(node.value.keys, node.value.values, strict=True):
                assert key is not None
                assert isinstance(call, ast.Call)
                found[ast.literal_eval(key)] = ast.literal_eval(call.args[0])
    return found


REASONS = sorted(raised())


def test_reasons_are_found_at_all() -> None:
    assert ("BundleForged", "office") in REASONS
    assert len(REASONS) > 40


@pytest.mark.parametrize(("kind", "why"), REASONS)
def test_a_reason_has_its_badge_and_its_sentence(kind, why) -> None:
    told = badges()
    as_such = why in AS_SUCH.get(kind, ())
    badge = told[kind] if as_such else told[kind, why]
    assert GERMAN(badge) != badge
    error = getattr(errors, kind)
    happened, now = messages.explain(error(why=why), GERMAN)
    assert happened.endswith(".")
    assert now.endswith(".")
    if not as_such:
        assert (error, why) in messages.REASONS
        assert happened != messages.explain(error(), GERMAN)[0]


def test_no_badge_stands_for_a_reason_that_nobody_gives() -> None:
    known = {*REASONS, *(kind for kind, _why in REASONS)}
    assert badges().keys() <= known
    assert {(kind, why) for kind, whys in AS_SUCH.items() for why in whys} <= set(REASONS)


def test_no_two_reasons_share_a_word() -> None:
    words = [GERMAN(word) for word in badges().values()]
    assert len(words) == len(set(words))

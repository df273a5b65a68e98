"""Every problem of a record has its sentence, in both languages."""

import ast
from pathlib import Path

import pytest

from lwdesk.base import texts
from lwdesk.domain import advice, gate, intake, rules, staff
from lwdesk.domain.rules import Problem

GERMAN, ENGLISH = texts.translator("de"), texts.translator("en")
NAMED = ("too_long", "required", "hidden_characters", "not_a_record")


def given_codes() -> set[str]:
    """Return the codes that the checks return or put into a problem, read from their source."""
    said: set[str] = set()
    for module in (rules, intake, staff, gate):
        for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
            match node:
                case ast.Return(value=ast.expr() as value) if module is not gate:
                    said |= {text for text in constants(value) if "_" in text or text == "required"}
                case ast.Call(func=ast.Name(id="Problem"), args=[ast.Constant(value=str() as code), *_]):
                    said.add(code)
                case ast.Call(
                    func=ast.Attribute(attr="append"),
                    args=[ast.Tuple(elts=[ast.Constant(value=str() as code), ast.Constant()])],
                ):
                    said.add(code)
    return said


def constants(value: ast.expr) -> set[str]:
    branches = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
    return {one.value for one in branches if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def test_each_code_has_a_sentence_and_no_sentence_is_left_over():
    assert given_codes() == set(advice.SENTENCES)


@pytest.mark.parametrize("code", sorted(advice.SENTENCES))
def test_each_sentence_is_complete_in_both_languages(code):
    problem = Problem(code, "family_name", kind="person")
    german, english = advice.sentence(problem, GERMAN), advice.sentence(problem, ENGLISH)
    assert german != english
    for text, label in ((german, "Nachname"), (english, "Family name")):
        assert "{" not in text
        assert (label in text) == (code in NAMED)


def test_a_field_that_no_record_knows_is_called_by_its_name():
    for kind in ("person", "of_a_newer_program", ""):
        told = advice.sentence(Problem("required", "shoe_size", kind=kind), ENGLISH)
        assert told == "shoe_size is missing."

"""The code on the recovery sheet is typed by hand: every slip is found, every habit is forgiven."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lwdesk.store.vault import recovery
from lwdesk.store.vault.recovery import ALPHABET, MistypedCode

secrets = st.binary(min_size=20, max_size=20)


@given(secrets)
def test_what_is_written_is_read(secret) -> None:
    code = recovery.written(secret)
    assert recovery.read(code) == secret
    assert [len(group) for group in code.split("-")] == [5] * 8


@given(secrets, st.sampled_from(["", " ", "-", " – ", "\n", "_"]), st.booleans())
def test_case_and_separators_do_not_matter(secret, separator, lower) -> None:
    code = recovery.written(secret).replace("-", separator)
    assert recovery.read(code.lower() if lower else code) == secret


@given(secrets)
def test_letters_that_look_like_numbers_are_understood(secret) -> None:
    code = recovery.written(secret)
    assert recovery.read(code.replace("0", "O").replace("1", "l")) == secret
    assert recovery.read(code.replace("0", "o").replace("1", "I")) == secret


@given(secrets, st.integers(0, 39), st.sampled_from(ALPHABET + "U"))
def test_one_wrong_sign_is_found_in_its_group(secret, at, sign) -> None:
    signs = list(recovery.written(secret).replace("-", ""))
    assume(signs[at] != sign)
    signs[at] = sign
    with pytest.raises(MistypedCode) as caught:
        recovery.read("".join(signs))
    assert caught.value.facts == {"group": at // 5 + 1}


@given(secrets, st.integers(0, 7), st.integers(0, 4), st.integers(0, 4))
def test_two_swapped_signs_of_a_group_are_found(secret, group, one, other) -> None:
    signs = list(recovery.written(secret).replace("-", ""))
    left, right = group * 5 + one, group * 5 + other
    assume(signs[left] != signs[right])
    signs[left], signs[right] = signs[right], signs[left]
    with pytest.raises(MistypedCode):
        recovery.read("".join(signs))


@given(secrets, st.integers(0, 7), st.integers(0, 7))
def test_two_swapped_groups_are_found(secret, one, other) -> None:
    groups = recovery.written(secret).split("-")
    assume(one != other)
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(MistypedCode):
        recovery.read("-".join(groups))


@given(st.text())
def test_any_other_text_is_a_slip(text) -> None:
    with pytest.raises(MistypedCode):
        recovery.read(text)


def test_a_missing_sign_is_told_from_a_wrong_one() -> None:
    with pytest.raises(MistypedCode) as caught:
        recovery.read(recovery.new_code()[:-1])
    assert caught.value.facts == {"group": 0}


def test_codes_never_repeat() -> None:
    assert len({recovery.new_code() for _ in range(100)}) == 100

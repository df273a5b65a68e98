"""The page of the fields says what the declarations say."""

from tools import fields


def test_the_page_of_the_fields_is_up_to_date() -> None:
    assert fields.PAGE.read_text("utf-8") == fields.written(), "run: python tools/fields.py"

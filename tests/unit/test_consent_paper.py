"""The consent form says who translated it, and has a line for their signature where somebody did."""

from datetime import UTC, datetime

import pytest

from lwdesk.documents import consent_form
from lwdesk.documents.kit.phrases import load
from tests.unit.paper import Paper

AT = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize("told", ["S. Haddad", "niemand"])
def test_the_form_says_who_translated_and_nobody_signs_for_nobody(tmp_path, told):
    form = consent_form.ConsentForm("lokal willkommen", purpose="store", interpreter=told)
    paper = Paper(consent_form.render(form, "de", AT, "1"), tmp_path)
    read = " ".join(node.text for node in paper.tree.walk())
    assert "Diesen Text hat übersetzt:" in read
    assert (load("consent_form", "de")("sign_interpreter").text in read) == (told != "niemand")

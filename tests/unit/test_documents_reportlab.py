"""What lwdesk/documents/tagged/pdf.py takes from inside ReportLab is there; look here after an upgrade."""

import inspect
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from lwdesk.documents.tagged.metadata import About, srgb, xmp
from lwdesk.documents.tagged.pdf import TaggedCanvas

ROOT = Path(__file__).resolve().parents[2]
ABOUT = About("Titel", "de", "Büro", datetime(2026, 3, 14, tzinfo=UTC))


def test_the_release_is_the_one_that_was_examined() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert "reportlab==5.1.0" in declared
    assert reportlab.__version__ == "5.1.0"


def test_the_canvas_has_the_parts_that_are_reached_into() -> None:
    canvas = Canvas("unused.pdf")
    for name in ("_code", "_doc", "_preamble"):
        assert hasattr(canvas, name), name
    for name in ("Catalog", "Pages", "info", "delayedFonts", "idToObject", "_ID"):
        assert hasattr(canvas._doc, name), name
    assert canvas._doc.Pages.pages == []


def test_the_preamble_is_made_by_the_method_that_is_replaced() -> None:
    assert "Helvetica" not in TaggedCanvas(ABOUT)._preamble
    assert "self._make_preamble()" in inspect.getsource(Canvas.__init__)


def test_pages_and_catalog_write_what_their_list_names() -> None:
    for kind in (pdfdoc.PDFPage, pdfdoc.PDFCatalog):
        assert isinstance(kind.__NoDefault__, list)
    assert "self.__NoDefault__" in inspect.getsource(pdfdoc.PDFCatalog.format)
    assert {"StructTreeRoot", "MarkInfo", "Metadata", "ViewerPreferences"} <= set(
        pdfdoc.PDFCatalog.__NoDefault__
    )
    assert "if not self.Contents" in inspect.getsource(pdfdoc.PDFPage.check_format)


def test_pages_are_named_by_their_number() -> None:
    assert 'return "Page"+repr(self.pageCounter)' in inspect.getsource(pdfdoc.PDFDocument.thisPageName)


def test_faces_are_asked_for_their_objects_at_the_end() -> None:
    assert "fnt.addObjects(self)" in inspect.getsource(pdfdoc.PDFDocument.GetPDFData)


def test_a_stream_has_the_parts_that_are_written_in_its_stead() -> None:
    made = pdfdoc.PDFStream({"Length": 0}, b"x")
    assert (made.dictionary, made.content) == ({"Length": 0}, b"x")
    assert "document.encrypt.encode(content)" in inspect.getsource(pdfdoc.PDFStream.format)


def test_every_stream_has_a_line_end_before_its_last_word() -> None:
    canvas = TaggedCanvas(ABOUT)
    with canvas.artifact():
        canvas.put("0 0 9 9 re f")
    data = canvas.finish()
    assert data.count(b"endstream") == data.count(b"\nendstream\n") > 2
    assert b"Helvetica" not in data


def test_four_modules_know_the_inside_of_the_library() -> None:
    modules = sorted((ROOT / "lwdesk" / "documents").rglob("*.py"))
    inside = [path.name for path in modules if "reportlab.pdfbase.pdfdoc" in path.read_text("utf-8")]
    assert inside == ["extras.py", "objects.py", "pdf.py", "structure.py"]


def test_the_clock_of_the_machine_is_not_in_the_file() -> None:
    assert b"D:20260314000000+00'00" in TaggedCanvas(ABOUT).finish()
    assert b"2026-03-14T00:00:00+00:00" in xmp(ABOUT)


def test_the_colour_profile_is_as_long_as_it_says() -> None:
    profile = srgb()
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert profile[36:40] == b"acsp"


def test_three_processes_write_one_file() -> None:
    code = (
        "import hashlib; from tests.unit.test_documents_tagged import sheet; "
        "print(hashlib.sha256(sheet('ar')).hexdigest())"
    )
    command = [sys.executable, "-c", code]
    told = {subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout for _ in range(3)}
    assert len(told) == 1

"""What a file says of the standard it follows, and its twin for a checker that reads part 1 alone."""

import re
from pathlib import Path

from lwdesk.documents.tagged import standard
from lwdesk.documents.tagged.extras import Attachment
from lwdesk.documents.tagged.flow import build
from tests.unit.paper import Paper
from tests.unit.test_documents_tagged import ABOUT, sheet


def twin(tmp_path: Path) -> Paper:
    with standard.using(standard.TWIN):
        return Paper(sheet("ar"), tmp_path)


def metadata(paper: Paper) -> str:
    return paper.bytes_of(paper.root["/Metadata"]).decode()


def test_a_paper_claims_pdf_a_3a_and_the_next_one_after_a_twin_does_again(tmp_path: Path) -> None:
    twin(tmp_path)
    paper = Paper(sheet("ar"), tmp_path)
    assert paper.path.read_bytes().startswith(b"%PDF-1.7")
    assert "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>" in metadata(paper)


def test_the_twin_says_the_same_on_its_pages_and_in_its_tree(tmp_path: Path) -> None:
    paper, other = Paper(sheet("ar"), tmp_path), twin(tmp_path)
    assert other.path.read_bytes().startswith(b"%PDF-1.4")
    assert "<pdfaid:part>1</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>" in metadata(other)
    assert other.contents == paper.contents
    assert other.tree.outline() == paper.tree.outline()


def test_the_twin_names_the_glyphs_of_each_face_and_has_no_files_inside(tmp_path: Path) -> None:
    listed = twin(tmp_path)
    for font in listed.fonts().values():
        drawn = listed.at(listed.at(font["/DescendantFonts"])[0])
        bits = listed.bytes_of(listed.at(drawn["/FontDescriptor"])["/CIDSet"])
        glyphs = [place for place in range(len(bits) * 8) if bits[place // 8] & 0x80 >> place % 8]
        assert glyphs == sorted({0, *drawn["/W"][::2]})
    with standard.using(standard.TWIN):
        alone = Paper(build(ABOUT, [], attachments=[Attachment("a.json", b"{}")]), tmp_path)
    assert "/AF" not in alone.root
    assert "/Names" not in alone.root


def test_metadata_are_not_packed_and_explain_what_no_reader_knows_in_a_part_of_their_own(
    tmp_path: Path,
) -> None:
    paper = Paper(sheet("uk"), tmp_path)
    assert "/Filter" not in paper.at(paper.root["/Metadata"]).get("dict", {})
    parts = re.findall(r"<rdf:Description .*?</rdf:Description>", metadata(paper), re.DOTALL)
    assert [part.count("<pdfaExtension:schemas>") for part in parts] == [0, 1]
    assert re.search(r"^<pdfaExtension:schemas>", parts[1], re.MULTILINE)

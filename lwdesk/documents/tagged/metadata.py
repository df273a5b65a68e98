"""What a PDF says about itself: XMP with the marks of PDF/A-3a and PDF/UA-1, and the colour profile sRGB."""

import struct
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from lwdesk.documents.tagged.standard import PAPER, Standard

PRODUCER = "lwdesk"
CREATED = "%Y-%m-%dT%H:%M:%S%z"
_PRIMARIES = (
    ("rXYZ", (0.4361, 0.2225, 0.0139)),
    ("gXYZ", (0.3851, 0.7169, 0.0971)),
    ("bXYZ", (0.1431, 0.0606, 0.7141)),
)
_WHITE = (0.9642, 1.0, 0.8249)
_STEPS = 1024


@dataclass(frozen=True, slots=True)
class About:
    """Title, language and origin of a document; `made_at` is aware and is the only clock of the file."""

    title: str
    language: str
    author: str
    made_at: datetime


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>{level}</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def xmp(about: About, standard: Standard = PAPER) -> bytes:
    made = about.made_at.strftime(CREATED)
    text = XMP.format(
        title=escape(about.title),
        author=escape(about.author),
        language=escape(about.language),
        producer=PRODUCER,
        part=standard.part,
        level=standard.level,
        made=f"{made[:-2]}:{made[-2:]}",
    )
    return text.encode("utf-8")


def srgb() -> bytes:
    """Return a colour profile of sRGB (ICC version 2), built from its published numbers."""
    curve = b"curv\0\0\0\0" + struct.pack(
        f">I{_STEPS}H", _STEPS, *(round(65535 * _linear(n / (_STEPS - 1))) for n in range(_STEPS))
    )
    name = b"sRGB\0"
    tags = {
        "desc": b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(78),
        "cprt": b"text\0\0\0\0No copyright\0",
    }
    tags |= {"wtpt": _point(_WHITE)} | {tag: _point(place) for tag, place in _PRIMARIES}
    body, index, offset = b"", b"", 128 + 4 + 12 * (len(tags) + 3)
    for tag, content in [*tags.items(), ("rTRC", curve)]:
        index += tag.encode() + struct.pack(">II", offset + len(body), len(content))
        same = len(body), len(content)
        body += content + bytes(-len(content) % 4)
    for tag in ("gTRC", "bTRC"):
        index += tag.encode() + struct.pack(">II", offset + same[0], same[1])
    head = struct.pack(
        ">I4sI4s4s4s6H4s",
        offset + len(body),
        b"\0\0\0\0",
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        2000,
        1,
        1,
        0,
        0,
        0,
        b"acsp",
    )
    head += bytes(28) + struct.pack(">3i", *(round(part * 65536) for part in _WHITE)) + bytes(48)
    return head + struct.pack(">I", len(tags) + 3) + index + body


def _linear(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4


def _point(place: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(part * 65536) for part in place))

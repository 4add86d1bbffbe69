"""Files for the tests, built here byte by byte: PDF, OFD, XLSX, ZIP."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

HAS_FONT = any(
    re.search("cjk|wqy|song|hei|ming|kai|fallback|unifont", path.name, re.I)
    for folder in ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts/Type1")
    for path in Path(folder).rglob("*.[opt][tf]*")
)
"""Whether this machine can draw the PDFs made here, whose font is not in the file."""
needs_font = pytest.mark.skipif(not HAS_FONT, reason="no font for Chinese here (Debian: fonts-noto-cjk)")

FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts"
    "[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
    "/Supplement 4>>/DW 1000/W[1 95 500]>>]>>"
)


class Text(NamedTuple):
    """A run of text on a page of 595 × 842 points: left end and baseline from the top, size."""

    x: float
    y: float
    text: str
    size: float = 16.0


def pdf(
    pages: Sequence[Sequence[Text]],
    rules: Sequence[tuple[float, float, float, float]] = (),
    mode: int = 0,
    last: int = 595,
) -> bytes:
    """A PDF with the given runs on its pages and rules (x0, y0, x1, y1) on each; `mode` 3 makes its text invisible, `last`
    is the width of the last page."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", FONT.encode()]
    kids = []
    for page in pages:
        drawn = "".join(f"{x0} {842 - y0} m {x1} {842 - y1} l S\n" for x0, y0, x1, y1 in rules)
        for run in page:
            code = run.text.encode("utf-16-be").hex()
            drawn += f"BT {mode} Tr /F {run.size} Tf {run.x} {842 - run.y} Td <{code}> Tj ET\n"
        stream = drawn.encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (last if page is pages[-1] else 595, len(objects))
        )
        kids.append(len(objects))
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>".encode()
    return assembled(objects)


def drawn(content: str, turn: int = 0) -> bytes:
    """A PDF of one page with this content stream, shown turned."""
    stream = content.encode()
    page = (
        f"<</Type/Page/Parent 2 0 R/Rotate {turn}/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"
    )
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
            FONT.encode(),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
            page.encode(),
        ]
    )


def assembled(objects: Sequence[bytes]) -> bytes:
    """A PDF of numbered objects, the first of them its catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        data + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    )


def paragraph(text: str, y: float, width: int = 28, left: float = 79.0, size: float = 16.0) -> list[Text]:
    """A paragraph set as official documents are: the first line two characters in, 28 characters a line."""
    first, rest = text[: width - 2], text[width - 2 :]
    lines = [Text(left + 2 * size, y, first, size)]
    for number in range(0, len(rest), width):
        lines.append(Text(left, y + 28 * (len(lines)), rest[number : number + width], size))
    return lines


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP container with these members."""
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return into.getvalue()


def xlsx(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook of one sheet."""
    cells = "".join("<row>" + "".join(map(_cell, row)) + "</row>" for row in rows)
    return zipped(
        {
            "xl/workbook.xml": '<workbook><sheets><sheet name="a"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
        }
    )


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def ofd(
    pages: Sequence[Sequence[Text]],
    rules: Sequence[tuple[float, float, float, float]] = (),
    picture: tuple[float, float, float, float] | None = None,
) -> bytes:
    """An OFD document; places and sizes in millimetres. Its rules are steps of a path, its picture is a box."""
    members: dict[str, str | bytes] = {
        "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml'
        "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": "<Document><Pages>"
        + "".join(f'<Page BaseLoc="Pages/{n}.xml"/>' for n in range(len(pages)))
        + "</Pages></Document>",
    }
    for number, page in enumerate(pages):
        items = "".join(
            f'<TextObject Boundary="{t.x} {t.y - t.size} 200 {t.size}" Size="{t.size}"><TextCode X="0" Y="{t.size}" '
            f'DeltaX="g {len(t.text) - 1} {t.size}">{t.text}</TextCode></TextObject>'
            for t in page
        )
        steps = " ".join(f"M {x0} {y0} L {x1} {y1}" for x0, y0, x1, y1 in rules)
        items += f'<PathObject Boundary="0 0 210 297"><AbbreviatedData>{steps}</AbbreviatedData></PathObject>'
        if picture:
            items += f'<ImageObject Boundary="{" ".join(map(str, picture))}"/>'
        members[f"Doc_0/Pages/{number}.xml"] = f"<Page><Content><Layer>{items}</Layer></Content></Page>"
    return zipped(members)

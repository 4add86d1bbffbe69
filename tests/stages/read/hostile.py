"""Files that nobody should open: what a reader must refuse or read whole, quickly, in little memory.

`python hostile.py` reads them all within one GiB of memory and prints for each what came of it and the seconds.
"""

from __future__ import annotations

import json
import random
import struct
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from read.files import FONT, Text, assembled, ofd, paragraph, pdf, xlsx, zipped
from read.test_docx import MC, R, W, docx, p
from read.test_odt import odt
from read.word_files import CELL, TEXT_AT, doc, in_list, level, lists, par, plex, row_end, styles
from read.xls_files import xls

GIB = 2**30
RTF = rb"{\rtf1\ansi\ansicpg936 "
SENTENCE = "一、加强监管，落实责任。到2025年，达到100家以上。"
WORD_2003 = '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def files() -> Iterator[tuple[str, bytes]]:
    """Names and contents; `canary.txt` beside the working folder must never be read."""
    yield from _containers()
    yield from _documents()
    yield from _pages()
    yield from _pdfs()
    yield from _older()
    yield from _texts()
    yield from _broken()


def _containers() -> Iterator[tuple[str, bytes]]:
    yield "bomb.docx", zipped({"word/document.xml": b" " * 200 * 2**20})
    yield "bomb.zip", zipped({f"{n}.txt": b"\n" * 60 * 2**20 for n in range(6)})
    yield "members.zip", zipped({f"{n}.txt": b"" for n in range(10_001)})
    yield (
        "lying.zip",
        zipped({"a.txt": SENTENCE.encode() * 99}).replace(
            struct.pack("<I", len(SENTENCE.encode()) * 99), b"\x01\0\0\0"
        ),
    )
    yield "quine.zip", _nested(12)
    yield "overlap.zip", _overlapping()
    yield "encrypted.zip", _flagged(zipped({"a.txt": SENTENCE}))
    yield (
        "names.zip",
        zipped({"../../etc/passwd": SENTENCE, "/etc/shadow": SENTENCE, "CON": SENTENCE, "a\x00b.txt": SENTENCE}),
    )
    yield "empty.zip", zipped({})
    yield "long.zip", zipped({"名" * 20_000 + ".txt": SENTENCE})
    yield "method.zip", zipped({"a.txt": SENTENCE}).replace(b"\x08\0", b"\x63\0")


def _documents() -> Iterator[tuple[str, bytes]]:
    body = f"<w:body>{p(SENTENCE)}</w:body>"
    external = '<!DOCTYPE d [<!ENTITY e SYSTEM "canary.txt">]>'
    network = '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">'
    for name, head in (("laughs", f'<!DOCTYPE d [<!ENTITY l0 "哈">{LAUGHS}]>'), ("entity", external), ("dtd", network)):
        inner = body.replace("一、", "&l9;" if name == "laughs" else "&e;" if name == "entity" else "一、")
        yield f"{name}.docx", zipped({"word/document.xml": f"{head}<w:document {W}>{inner}</w:document>"})
        yield f"{name}.ofd", zipped({"OFD.xml": f"{head}<OFD>&e;</OFD>"})
        yield f"{name}.xlsx", zipped({"xl/workbook.xml": f"{head}<workbook/>"})
        yield f"{name}.xml", f"{head}{WORD_2003}<w:body>&e;</w:body></w:wordDocument>".encode()
    utf16 = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d [<!ENTITY e "哈">]><w:document {W}>{body}</w:document>'
    yield "many.xml", f"{WORD_2003}<w:body>{'<w:p/>' * 1_200_000}</w:body></w:wordDocument>".encode()
    yield "deep.xml", f"{WORD_2003}<w:body>{'<w:r>' * 50_000}".encode()
    yield "utf16.docx", zipped({"word/document.xml": utf16.encode("utf-16")})
    yield "deep.docx", docx("<w:sdt><w:sdtContent>" * 20_000 + p(SENTENCE) + "</w:sdtContent></w:sdt>" * 20_000)
    yield "tables.docx", docx("<w:tbl><w:tr><w:tc>" * 40 + p(SENTENCE) + "</w:tc></w:tr></w:tbl>" * 40)
    yield "elements.docx", docx("<w:p/>" * 1_200_000)
    yield "attributes.docx", docx("<w:p " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>" + p(SENTENCE))
    yield "paragraphs.docx", docx(p(SENTENCE) * 30_000)
    yield "one line.docx", docx(p("一、" * 2_000_000))
    yield "ring.docx", _ring_of_styles()
    yield "self.docx", _chunk_of_itself()
    yield "levels.docx", _numbering("%1%1%1%1%1%1%1%1%1" * 500)
    yield "numbers.docx", _numbering("%9", start="9" * 4000)
    yield (
        "wide.xlsx",
        zipped(
            {
                "xl/workbook.xml": "<workbook><sheets><sheet/></sheets></workbook>",
                "xl/worksheets/sheet1.xml": "<worksheet><sheetData>"
                + '<row><c r="XFD1"><v>1</v></c></row>' * 50_000
                + "</sheetData></worksheet>",
            }
        ),
    )
    yield "rows.xlsx", xlsx([["标题", "正文"], *[["甲", SENTENCE]] * 20_000])
    yield "distances.ofd", ofd([[Text(20, 20, SENTENCE)]] * 3).replace(b"g 2", b"g 9")
    yield (
        "repeats.ofd",
        zipped(
            {
                "OFD.xml": "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>",
                "D.xml": '<D><Pages><Page BaseLoc="P.xml"/></Pages></D>',
                "P.xml": '<P><TextObject Boundary="0 0 9 9" Size="5"><TextCode X="0" Y="5" DeltaX="'
                + "g 99999999 1 " * 1000
                + f'">{SENTENCE}</TextCode></TextObject></P>',
            }
        ),
    )
    yield (
        "pages.ofd",
        zipped(
            {
                "OFD.xml": "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>",
                "D.xml": "<D><Pages>" + '<Page BaseLoc="D.xml"/>' * 20_000 + "</Pages></D>",
            }
        ),
    )


def _pages() -> Iterator[tuple[str, bytes]]:
    begin = f"<html><body><p>{SENTENCE}</p>"
    shapes = {
        "a": "<a ", "angle": "<", "quotes": '<a "', "comment": "<!--", "declaration": "<!", "script": "<script>",
        "cells": "<table><tr><td>", "list": "<ul><li>", "bold": "<b></i>", "entity": "&#1114112;&lt", "attribute": "<p a=" ,
        "title": "<title>", "form": "<form><div><form>", "null": "<p>\x00", "links": '<a href="x">链接</a>',
    }  # fmt: skip
    for name, shape in shapes.items():
        yield f"{name}.html", (begin + shape * (100_000 // len(shape))).encode()
    yield "a 20000.html", ("<html>" + "<a " * 20_000).encode()
    yield "deep.html", (begin + "<div>" * 50_000 + SENTENCE + "</div>" * 50_000).encode()
    yield "elements.html", (begin + "<i>" * 500_000).encode()
    yield "tag.html", (begin + "<p " + "a" * 2_000_000 + ">").encode()
    yield "bad.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + b"--x\n" * 50_000
    yield (
        "nested.mht",
        b"".join(
            b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)
        ),
    )


def _pdfs() -> Iterator[tuple[str, bytes]]:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"
    pages = b"<</Type/Pages/Count 1/Kids[5 0 R]>>"
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"

    def with_stream(stream: bytes, filters: str = "") -> bytes:
        content = b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), filters.encode(), stream)
        return assembled([catalogue, pages, FONT.encode(), content, page])

    yield "cycle.pdf", assembled([catalogue, b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"])
    yield (
        "cycle 2.pdf",
        assembled([catalogue, b"<</Type/Pages/Parent 3 0 R/Kids[3 0 R]>>", b"<</Type/Pages/Kids[2 0 R]>>"]),
    )
    yield "count.pdf", assembled([catalogue, b"<</Type/Pages/Count 2000000000/Kids[]>>"])
    packed = b" " * 100 * 2**20
    for _ in range(3):
        packed = zlib.compress(packed, 9)
    yield "filters.pdf", with_stream(packed, "/Filter[/FlateDecode/FlateDecode/FlateDecode]")
    yield "many filters.pdf", with_stream(b"0" * 999, "/Filter[" + "/ASCIIHexDecode" * 5_000 + "]")
    code = SENTENCE.encode("utf-16-be").hex().encode()
    yield "glyphs.pdf", with_stream(b"BT /F 1 Tf " + b"<%s> Tj " % (code * 200) * 500 + b"ET")
    yield (
        "runs.pdf",
        with_stream(b"".join(b"BT /F 9 Tf %d %d Td <%s> Tj ET " % (n % 500, n % 800, code) for n in range(9_000))),
    )
    yield (
        "rules.pdf",
        with_stream(b"".join(b"%d 0 m %d 800 l S 0 %d m 500 %d l S " % (n, n, n, n) for n in range(9_000))),
    )
    yield "saves.pdf", with_stream(b"q " * 2_000_000)
    yield "arrays.pdf", assembled([catalogue, b"[" * 200_000])
    yield "huge.pdf", pdf([[Text(10, 10, SENTENCE, 1e9), Text(-1e9, 1e9, SENTENCE)], paragraph(SENTENCE, 99)])
    yield "many pages.pdf", pdf([paragraph(SENTENCE, 100)] * 2_000)
    yield "no end.pdf", b"%PDF-1.7\n" + b"1 0 obj\n" * 99_999
    yield "only a mark.pdf", b"%PDF-1.7"


def _older() -> Iterator[tuple[str, bytes]]:
    """DOC, RTF and ODT."""
    piece = struct.pack("<HIH", 0, TEXT_AT, 0)
    yield "one piece again and again.doc", doc([par("甲\r")], pieces=plex(range(0, 200_000, 2), [piece] * 99_999))
    yield "long piece.doc", doc([par("甲\r")], pieces=plex((0, 2**31), [piece]))
    yield "marks.doc", doc([par("\x13\x15" * 600_000 + "甲\r")])
    yield "paragraphs.doc", doc([par("甲\r" * 160_000)])
    yield "depth.doc", doc([par("甲\r", CELL + struct.pack("<HI", 0x6649, 2**31))])
    yield "ring of styles.doc", doc([par("甲\r", style=1)], styles((1, b""), (0, b"")))
    yield "levels.doc", doc([par("甲\r", in_list(1, 0))], lists([level(39, "%1" * 9_000)]))
    yield "groups.rtf", RTF + b"{" * 2_000_000
    yield "ends.rtf", RTF + b"}" * 2_000_000 + b"x"
    yield "words.rtf", RTF + b"\\b " * 3_000_000
    yield "numbers.rtf", RTF + b"\\u20859?" * 400_000 + b"\\par}"
    yield "borders.rtf", RTF + b"\\trowd" + b"\\cellx9" * 90_000 + b"\\intbl a\\cell\\row " * 20_000
    yield "depth.rtf", RTF + b"\\intbl\\itap999999 x\\par}"
    yield "binary.rtf", RTF + b"\\bin9999999999 x"
    yield "notes.rtf", RTF + b"{\\footnote x" * 400
    yield "picture.rtf", RTF + b"{\\pict " + b"00" * 10_000_000 + b"}x"
    deep = "<table><table-row number-rows-repeated='99'><table-cell number-columns-repeated='99'>"
    yield "repeated.odt", odt(deep * 4 + f"<p>{SENTENCE}</p>" + "</table-cell></table-row></table>" * 4)
    yield "sections.odt", odt("<section>" * 50_000 + "</section>" * 50_000)
    yield (
        "notes.odt",
        odt("<p>" + "<note note-class='footnote'><note-body><p>" * 40 + "</p></note-body></note>" * 40 + "</p>"),
    )
    yield "paragraphs.odt", odt("<p/>" * 160_000)


def _texts() -> Iterator[tuple[str, bytes]]:
    yield "nul.txt", b"\x00" * 2**20
    yield "random.bin", random.Random(1).randbytes(2**20)
    yield "mark.txt", b"\xff\xfe\x00"
    yield "half.txt", SENTENCE.encode()[:-1]
    yield "surrogates.txt", b"\xed\xa0\x80" * 9_999
    yield "line.txt", SENTENCE.encode() * 200_000
    yield "gb.txt", (SENTENCE * 50_000).encode("gb18030")[:-1]
    yield "mixed.txt", b"\n".join([SENTENCE.encode(), SENTENCE.encode("gb18030")] * 20_000)
    yield "ole.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 99_999


def _broken() -> Iterator[tuple[str, bytes]]:
    """Whole files cut off and with bits turned over, always the same ones."""
    chance = random.Random(7)
    whole = {
        "plan.docx": docx(p(SENTENCE) * 20),
        "plan.pdf": pdf([paragraph(SENTENCE, 100)]),
        "plan.ofd": ofd([[Text(20, 20, SENTENCE)]]),
        "plan.xlsx": xlsx([["标题", "正文"], ["甲", SENTENCE]]),
        "plan.html": f"<html><body><p>{SENTENCE}</p></body></html>".encode(),
        "plan.doc": doc(
            [par(SENTENCE + "\r", in_list(1, 0)), par("甲\x07", CELL), row_end((0, 9))], lists([level(39, "%1、")])
        ),
        "plan.rtf": RTF + b"\\'d2\\'bb\\par{\\footnote x}\\trowd\\cellx9\\intbl b\\cell\\row}",
        "plan.odt": odt(f"<list><list-item><p>{SENTENCE}</p></list-item></list>"),
        "plan.xls": xls({"分工": [["任务"], [SENTENCE]]}),
        "plan.xml": f"{WORD_2003}<w:body>{p(SENTENCE)}</w:body></w:wordDocument>".encode(),
        "plan.zip": zipped({"a.txt": SENTENCE, "b.html": f"<html><p>{SENTENCE}"}),
    }
    for name, data in whole.items():
        for part in (0.2, 0.9):
            yield f"cut {part} {name}", data[: int(len(data) * part)]
        for number in range(3):
            flipped = bytearray(data)
            for _ in range(1 + number * 8):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            yield f"flipped {number} {name}", bytes(flipped)


def _nested(depth: int) -> bytes:
    data = zipped({"a.txt": SENTENCE})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def _overlapping() -> bytes:
    """An archive whose directory names one member a thousand times."""
    data = zipped({"a.txt": b"0" * 2**20})
    start = data.index(b"PK\x01\x02")
    entry, end = data[start : data.index(b"PK\x05\x06")], data[data.index(b"PK\x05\x06") :]
    entries = b"".join(entry.replace(b"a.txt", b"%05d" % n) for n in range(1000))
    return data[:start] + entries + end[:8] + struct.pack("<HHII", 1000, 1000, len(entries), start) + end[20:]


def _flagged(data: bytes) -> bytes:
    return data.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )


def _ring_of_styles() -> bytes:
    styles = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 3000}"/></w:style>' for n in range(3000))
    return docx(p(SENTENCE, '<w:pStyle w:val="s0"/>'), styles_xml=f"<w:styles {W}>{styles}</w:styles>")


def _chunk_of_itself() -> bytes:
    relation = '<Relationship Id="c" Type="x/aFChunk" Target="chunk.docx"/>'
    inner = docx('<w:altChunk r:id="c"/>' * 20, relation, chunk_docx=docx(p(SENTENCE)))
    for _ in range(6):
        inner = docx('<w:altChunk r:id="c"/>' * 20, relation, chunk_docx=inner)
    return inner


def _numbering(text: str, start: str = "1") -> bytes:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{text}"/></w:lvl>'
    numbering = (
        f'<w:numbering {W} {R} {MC}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    return docx(p("甲", '<w:numPr><w:numId w:val="1"/></w:numPr>') * 50, numbering_xml=numbering)


def main() -> None:
    """Reads all files within one GiB and prints `{name: [what came of it, seconds]}`."""
    import resource

    made = list(files())
    from policyparse.records.errors import InputError
    from policyparse.stages.read import read

    resource.setrlimit(resource.RLIMIT_AS, (GIB, GIB))
    found = {}
    for name, data in made:
        begin = time.perf_counter()
        try:
            sources = read(data, name)
            outcome = "read, canary" if any("CANARY" in s.text for s in sources) else "read"
        except InputError as refused:
            outcome = refused.code
        except BaseException as error:
            outcome = f"{type(error).__name__}: {error}"[:200]
        found[name] = [outcome, round(time.perf_counter() - begin, 2)]
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()

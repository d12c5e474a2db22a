# ruff: noqa: E501 (raw messages and markup are easier to read unbroken)
"""Office files: what people typed arrives, wherever in the file it lies."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_office import docx, ole, package, paragraph

from assistant.documents.document import Document
from assistant.documents.read import read
from assistant.documents.rtf import rtf_text
from assistant.documents.workbook import is_date_format, shown_number
from assistant.errors import DocumentError, Reason

FILES = Path(__file__).parent / "files"


def opened(folder: Path, data: bytes, name: str = "file") -> Document:
    (folder / name).write_bytes(data)
    return read(folder / name)


def words(document: Document) -> str:
    return " ".join(" ".join(page.text for page in document.pages).split())


BOX = "<w:txbxContent>{}</w:txbxContent>"


def test_word_headers_footers_notes_and_comments_arrive(tmp_path: Path) -> None:
    kinds = ["header", "footer", "footnotes", "endnotes", "comments"]
    extra = {f"{kind}1.xml": f"<w:comment>{paragraph(f'words of {kind}')}</w:comment>" for kind in kinds}
    document = opened(tmp_path, docx(paragraph("body"), extra, [(kind, f"{kind}1.xml") for kind in kinds]))
    text = words(document)
    assert text.startswith("words of header body")
    assert text.endswith("words of footer")
    assert all(f"words of {kind}" in text for kind in kinds)


def test_the_same_header_on_first_and_later_pages_is_read_once(tmp_path: Path) -> None:
    extra = {"header1.xml": paragraph("Acme Ltd"), "header2.xml": paragraph("Acme Ltd")}
    document = opened(
        tmp_path, docx(paragraph("body"), extra, [("header", "header1.xml"), ("header", "header2.xml")])
    )
    assert words(document) == "Acme Ltd body"


@pytest.mark.parametrize(
    "box",
    [
        "<w:pict><v:shape><v:textbox>" + BOX + "</v:textbox></v:shape></w:pict>",
        "<w:drawing><wps:wsp><wps:txbx>" + BOX + "</wps:txbx></wps:wsp></w:drawing>",
        "<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>" + BOX + "</wps:txbx></mc:Choice>"
        "<mc:Fallback><w:pict>" + BOX + "</w:pict></mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Choice Requires='new'></mc:Choice><mc:Fallback><w:pict>"
        + BOX
        + "</w:pict></mc:Fallback>"
        "</mc:AlternateContent>",
    ],
)
def test_a_text_box_is_read_once_and_does_not_cut_its_paragraph(tmp_path: Path, box: str) -> None:
    inside = box.replace("{}", paragraph("BOXED WORDS"))
    body = f"<w:p><w:r><w:t>before </w:t></w:r><w:r>{inside}</w:r><w:r><w:t>after</w:t></w:r></w:p>"
    assert words(opened(tmp_path, docx(body))) == "before after BOXED WORDS"


def test_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>kept </w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>moved here</w:t></w:r></w:moveTo>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )
    assert words(opened(tmp_path, docx(body))) == "kept moved here"


def test_forms_and_content_controls(tmp_path: Path) -> None:
    body = (
        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>"
        + paragraph("Name: Jo Bell")
        + "</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:fldChar><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='Train'/><w:listEntry w:val='Car'/>"
        "</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r></w:p>"
        "<w:p><w:fldSimple w:instr='DATE'><w:r><w:t>3 March</w:t></w:r></w:fldSimple></w:p>"
    )
    assert words(opened(tmp_path, docx(body))) == "Name: Jo Bell Car 3 March"


def test_table_cells_stay_apart_and_rows_are_lines(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr/>{}</w:tc>"
    rows = [("Basic pay", "2,100.00"), ("Tax", "300.00")]
    body = "".join("<w:tr>" + "".join(cell.format(paragraph(c)) for c in row) + "</w:tr>" for row in rows)
    document = opened(tmp_path, docx(f"<w:tbl>{body}</w:tbl>"))
    assert document.pages[0].text == "Basic pay\t2,100.00\nTax\t300.00"


def test_page_breaks_make_pages(tmp_path: Path) -> None:
    new_section = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>"
    same_page = "<w:p><w:pPr><w:sectPr><w:type w:val='continuous'/></w:sectPr></w:pPr><w:r><w:t>three</w:t></w:r></w:p>"
    body = (
        paragraph("one")
        + "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
        + new_section
        + same_page
        + paragraph("still three")
    )
    assert [p.text for p in opened(tmp_path, docx(body)).pages] == ["one", "two", "three\nstill three"]


def test_imported_and_embedded_files_are_read(tmp_path: Path) -> None:
    extra: dict[str, str | bytes] = {
        "chunk.html": b"<html><p>imported words</p></html>",
        "inner.docx": docx(paragraph("embedded words")),
    }
    document = opened(
        tmp_path, docx(paragraph("body"), extra, [("aFChunk", "chunk.html"), ("package", "inner.docx")])
    )
    assert [(p.role, p.text) for p in document.pages] == [
        ("body", "body\n\nimported words"),
        ("embedded", "embedded words"),
    ]


def test_a_document_that_is_only_a_picture_waits_for_ocr(tmp_path: Path) -> None:
    document = opened(tmp_path, docx("<w:p><w:r><w:drawing/></w:r></w:p>", {"media/image1.png": b"x"}))
    assert [p.status for p in document.pages] == ["needs_ocr"]


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'


def workbook(
    sheets: dict[str, str], extra: dict[str, str] | None = None, own: list[tuple[str, str]] | None = None
) -> bytes:
    names = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{"hidden" if "hidden" in name else "visible"}" r:id="r{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns:r="r"><sheets>{names}</sheets></workbook>'
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": SHEET.format(body) for n, body in enumerate(sheets.values(), 1)}
    parts |= {f"xl/{name}": content for name, content in (extra or {}).items()}
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    targets += [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    return package(
        "xl/workbook.xml", parts, {"xl/workbook.xml": targets, "xl/worksheets/sheet1.xml": own or []}
    )


def test_every_sheet_is_a_page_with_its_values_as_shown(tmp_path: Path) -> None:
    styles = (
        "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/><numFmt numFmtId='165' "
        "formatCode='&quot;£&quot;#,##0.00'/></numFmts><cellXfs><xf/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='9'/>"
        "</cellXfs></styleSheet>"
    )
    shared = "<sst><si><t>Basic</t><rPh><t>phonetic</t></rPh></si><si><r><t>Net </t></r><r><t>pay</t></r></si></sst>"
    first = (
        "<sheetData><row><c t='s'><v>0</v></c><c s='2'><f>1+1</f><v>2100.5</v></c></row>"
        "<row><c t='s'><v>1</v></c><c s='1'><v>46082</v></c><c s='3'><v>0.2</v></c><c t='b'><v>1</v></c></row></sheetData>"
        '<headerFooter><oddHeader>&amp;C&amp;"Arial,Bold"Payroll &amp;P</oddHeader></headerFooter>'
    )
    second = "<sheetData><row><c t='inlineStr'><is><t>hidden words</t></is></c></row></sheetData>"
    extra = {
        "styles.xml": styles,
        "sharedStrings.xml": shared,
        "comments1.xml": "<comments><commentList><comment><text><r><t>a cell's comment</t></r></text></comment></commentList></comments>",
        "drawings/d.xml": "<xdr:wsDr xmlns:xdr='x' xmlns:a='a'><a:p><a:r><a:t>a text box</a:t></a:r></a:p></xdr:wsDr>",
    }
    own = [("comments", "../comments1.xml"), ("drawing", "../drawings/d.xml")]
    document = opened(tmp_path, workbook({"Pay": first, "hidden": second}, extra, own))
    assert [page.part for page in document.pages] == ["Pay", "hidden"]
    lines = document.pages[0].text.split("\n")
    assert lines[:2] == ["Basic\t£2,100.50", "Net pay\t2026-03-01\t20%\tTRUE"]
    assert {"Payroll", "a cell's comment", "a text box"} <= set(lines)
    assert document.pages[1].text == "hidden words"


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("46082", "date", "2026-03-01"),
        ("46082.604166667", "date", "2026-03-01 14:30"),
        ("0.604166667", "date", "14:30"),
        ("1204.5500000000002", "", "1204.55"),
        ("-5.8", "#,##0.00", "-5.80"),
        ("0.175", "0.0%", "17.5%"),
        ("n/a", "0.00", "n/a"),
        ("1e99", "date", "1e99"),
    ],
)
def test_numbers_as_their_format_shows_them(value: str, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


def test_which_formats_are_dates() -> None:
    assert all(
        map(is_date_format, ["dd/mm/yyyy", "[$-809]d mmmm yyyy", "h:mm", "yyyy-mm-dd;@", '"on "d.m.yy'])
    )
    assert not any(
        map(
            is_date_format,
            ["General", "0.00", '#,##0 "days"', "[Red]0.00", "0.00E+00", "[$£-809]#,##0.00", "@"],
        )
    )


def test_a_claimed_size_of_a_sheet_costs_nothing(tmp_path: Path) -> None:
    body = '<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    assert words(opened(tmp_path, workbook({"s": body}))) == "2"


def test_slides_come_in_the_order_of_the_show_with_notes_and_tables(tmp_path: Path) -> None:
    slide = '<p:sld xmlns:p="p" xmlns:a="a">{}</p:sld>'
    line = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
    table = (
        "<a:tbl><a:tr><a:tc>"
        + line.format("cell A")
        + "</a:tc><a:tc>"
        + line.format("cell B")
        + "</a:tc></a:tr></a:tbl>"
    )
    notes = line.format("spoken words") + "<a:p><a:fld type='slidenum'><a:t>7</a:t></a:fld></a:p>"
    show = '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="1" r:id="r2"/><p:sldId id="2" r:id="r1"/></p:sldIdLst></p:presentation>'
    parts: dict[str, str | bytes] = {
        "ppt/presentation.xml": show,
        "ppt/slides/slide1.xml": slide.format(line.format("last")),
        "ppt/slides/slide2.xml": slide.format(line.format("first") + table),
        "ppt/notesSlides/n1.xml": slide.format(notes),
    }
    relations = {
        "ppt/presentation.xml": [("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")],
        "ppt/slides/slide2.xml": [("notesSlide", "../notesSlides/n1.xml")],
    }
    document = opened(tmp_path, package("ppt/presentation.xml", parts, relations))
    assert [p.text for p in document.pages] == ["first\ncell A\tcell B\nspoken words", "last"]


LETTER = "Lease of unit 4 Café £120 – “quoted” żółć Привет 你好 Basic pay 2,100.00 Tax 300"


@pytest.mark.parametrize("name", ["letter.doc", "letter.odt", "letter.rtf"])
def test_letters_that_libreoffice_wrote(name: str) -> None:
    document = read(FILES / name)
    assert document.kind == name[-3:]
    assert LETTER in words(document)
    assert all(
        word in words(document) for word in ("HEADERWORD Acme Ltd", "FOOTERWORD reg 123", "SECONDPAGE text")
    )
    assert len(document.pages) == (
        1 if name == "letter.doc" else 2
    )  # there the break is a paragraph's property


@pytest.mark.parametrize("name", ["payroll.xls", "payroll.ods"])
def test_workbooks_that_libreoffice_wrote(name: str) -> None:
    document = read(FILES / name)
    assert [page.part for page in document.pages] == ["Cover", "Pay"]
    assert "Basic pay £2,100.50 4201" in words(document)
    assert "17.5%" in words(document) and "COMMENTWORD" in words(document)
    assert "2026-03-01" in words(document) or "01/03/2026" in words(document)


def test_presentations_that_libreoffice_wrote(tmp_path: Path) -> None:
    old = opened(tmp_path, gzip.decompress((FILES / "talk.ppt.gz").read_bytes()))
    new = read(FILES / "talk.odp")
    assert (old.kind, new.kind) == ("ppt", "odp")
    for document in (old, new):
        assert "TITLEWORD Body żółć line two BOXWORD CELLA CELLB" in words(document)
        assert "SECOND SLIDE" in words(document) and "NOTEWORD" in words(document)


def test_deleted_text_of_an_opendocument_file_is_left_out(tmp_path: Path) -> None:
    content = (
        '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:draw="d"><office:body><office:text><text:tracked-changes>'
        "<text:p>deleted</text:p></text:tracked-changes><text:p>one<text:s text:c='3'/>two<draw:frame><draw:text-box><text:p>boxed"
        "</text:p></draw:text-box></draw:frame> three</text:p></office:text></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    assert words(opened(tmp_path, file.getvalue())) == "one two three boxed"


RTF = [
    (rb"caf\'e9 \'a3120 \'93now\'94", "café £120 “now”"),
    (rb"\u1055 ?\u1088 ?\u1080 ?", "При"),
    (rb"\uc2\u8364 ??5", "€5"),
    (rb"\uc0\u8364 5", "€5"),
    (rb"\u55357\'3f\u56832\'3f!", "\U0001f600!"),
    (rb"one\par two\line three\tab four", "one\ntwo\nthree\tfour"),
    (rb"{\*\unknown gone}kept{\pict\bin5 {{{{{}", "kept"),
    (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}", "shown"),
    (rb"{\v hidden}{\deleted gone}kept", "kept"),
    (rb"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt boxed}}{\shprslt doubled}}", "boxed"),
    (rb"a\{b\}c\\d\~e\_f\-g", "a{b}c\\d e-fg"),
    (rb"{\header Acme\par}body", "Acme\nbody"),
    (rb"body{\footnote a note}", "body\na note"),
    (rb"\trowd\intbl Basic\cell 2,100\cell\row", "Basic\t2,100\t\n"),
    (rb"{\fonttbl{\f1\fcharset238 Arial;}{\f2\fcharset204 Arial;}}\f1\'b3\'f3d\'9f \f2\'cf\'f0", "łódź Пр"),
    (rb"{\fonttbl{\f1\fcharset128 Gothic;}}\f1\'93\'fa\'96\'7b", "日本"),
]


@pytest.mark.parametrize(("source", "text"), RTF)
def test_rich_text(source: bytes, text: str) -> None:
    assert rtf_text(rb"{\rtf1\ansi\ansicpg1252 " + source + b"}") == text


def test_rich_text_of_another_code_page() -> None:
    assert rtf_text(rb"{\rtf1\ansi\ansicpg1250 za\'b3\'b9czeniu}") == "załączeniu"
    assert rtf_text(rb"{\rtf1\mac caf\'8e}") == "café"


@given(
    st.lists(
        st.sampled_from(
            [
                b"{",
                b"}",
                b"\\par",
                b"\\u8364",
                b"\\'e9",
                b"\\bin3",
                b"x",
                b"\\*",
                b"\\",
                b"{\\fonttbl",
                b"\\f9 ",
            ]
        )
    )
)
def test_any_heap_of_rich_text_words_is_read(pieces: list[bytes]) -> None:
    assert isinstance(rtf_text(b"{\\rtf1 " + b"".join(pieces)), str)


def test_old_word_files_of_other_kinds(tmp_path: Path) -> None:
    head = struct.pack("<HHHHHHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0x0100, 0, 0, 0, 0)
    with pytest.raises(DocumentError) as fault:
        opened(tmp_path, ole({"WordDocument": head.ljust(600, b"\0"), "1Table": b"x"}))
    assert fault.value.reason is Reason.ENCRYPTED
    old = struct.pack("<HH", 0xA5DC, 0x65).ljust(0x18, b"\0") + struct.pack("<II", 0x300, 0x300 + 23)
    document = opened(
        tmp_path, ole({"WordDocument": old.ljust(0x300, b"\0") + b"The term is twelve\rCaf\xe9"})
    )
    assert words(document) == "The term is twelve Café"


@pytest.mark.parametrize(
    "source", [rb"{\rtf1 The lease}", b"<html><body>The lease</body></html>", b"The lease", b"MIME-Version: 1.0\r\nContent-Type: "
               b"multipart/related; boundary=Q\r\n\r\n--Q\r\nContent-Location: a.htm\r\nContent-Type: text/html\r\n\r\n<p>The lease</p>\r\n--Q--"]
)  # fmt: skip
def test_word_files_that_are_something_else(tmp_path: Path, source: bytes) -> None:
    assert words(opened(tmp_path, source, "letter.doc")) == "The lease"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ole({"EncryptedPackage": b"x" * 80, "EncryptionInfo": b"y" * 80}), Reason.ENCRYPTED),
        (ole({"VisioDocument": b"x" * 80}), Reason.UNKNOWN_KIND),
        (docx(paragraph("x"))[:300], Reason.DAMAGED),
        (docx(""), Reason.NO_TEXT),
        (ole({"WordDocument": b"x" * 80}), Reason.DAMAGED),
        (ole({"Workbook": b"x" * 80}), Reason.DAMAGED),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, reason: Reason) -> None:
    with pytest.raises(DocumentError) as fault:
        opened(tmp_path, data)
    assert fault.value.reason is reason


def test_an_encrypted_opendocument_file_says_so(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", b"\x00\x01\x02")
        archive.writestr("META-INF/manifest.xml", '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>')
    with pytest.raises(DocumentError) as fault:
        opened(tmp_path, file.getvalue())
    assert fault.value.reason is Reason.ENCRYPTED


@pytest.mark.parametrize("declaration", ['<!ENTITY x "ha">', '<!ENTITY x SYSTEM "file:///etc/hostname">'])
def test_entities_are_never_expanded(tmp_path: Path, declaration: str) -> None:
    source = f"<!DOCTYPE d [{declaration}]><w:document xmlns:w='w'><w:body><w:p><w:t>&x;</w:t></w:p></w:body></w:document>"
    with pytest.raises(DocumentError):
        opened(tmp_path, package("word/document.xml", {"word/document.xml": source}, {}))


def test_spaced_out_letters_are_words_in_a_word_file_too(tmp_path: Path) -> None:
    line = "We are pleased to quote as follows"
    spaced = "  ".join(" ".join(word) for word in line.split())
    body = f'<w:p><w:r><w:t xml:space="preserve">{spaced}</w:t></w:r></w:p>'
    assert words(opened(tmp_path, docx(paragraph("Q U O T E") + body))) == f"QUOTE {line}"

"""PDFs of the kinds that offices have: what a person sees on the page, or typed there, arrives."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_pdf import (
    LETTER,
    both,
    changed,
    drawn,
    form,
    lines,
    note,
    ocr_layer,
    picture,
    scan_of,
    widget,
    with_annotations,
    written,
    wrong_map,
)
from pikepdf import Array, Dictionary, Name
from PIL import Image

from assistant.documents.pdf import embedded_files, read_pdf
from assistant.errors import DocumentError, Reason

OFFICE = Path(__file__).parents[1] / "data" / "office"
COMPLAINT = "Two doors have dropped"


def statuses(data: bytes) -> list[str]:
    return [page.status for page in read_pdf(data, "a.pdf")[0]]


def text(data: bytes) -> str:
    return "\n".join(page.text for page in read_pdf(data, "a.pdf")[0])


def refusal(data: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as fault:
        read_pdf(data, "bank/lease.pdf")
    return fault.value


# --- the files that readers lose content from ---


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("form typed in.pdf", "Train Leeds to London"),
        ("note on page.pdf", "Two doors have dropp"),
        ("damaged.pdf", "Present: A. Bell (ch"),
        ("lease.pdf.exe", "The term is twelve m"),
        ("download", "The term is twelve m"),
        ("stack from the feeder.pdf", "Date Descri"),
        ("spaced letters.pdf", "resolved to obtain three prices. Action JO"),
    ],
)
def test_office_files_deliver_their_words(name: str, words: str) -> None:
    assert words in " ".join(text((OFFICE / name).read_bytes()).split())


def test_office_files_without_a_usable_text_need_ocr() -> None:
    assert statuses((OFFICE / "no letters.pdf").read_bytes()) == ["needs_ocr"]
    pages, warnings = read_pdf((OFFICE / "scan with stamp.pdf").read_bytes(), "a.pdf")
    assert [page.status for page in pages] == ["needs_ocr", "needs_ocr"]
    assert warnings == ["Pages 1 and 2 could not be read: a picture of text, which needs OCR."]


def test_pages_and_lines_are_kept_apart() -> None:
    pages, warnings = read_pdf(written(LETTER, ["Page two"], []), "a.pdf")
    assert [page.number for page in pages] == [1, 2, 3]
    assert pages[0].text.splitlines() == LETTER
    assert (pages[1].text, pages[2].text, warnings) == ("Page two", "", [])


# --- forms ---


def test_typed_values_follow_their_labels() -> None:
    data = form(
        written(["Claimant", "", "", "", "Paid by"]),
        widget("Tx", (200, 775, 500, 795), T="f1", V="P Okafor"),
        widget("Tx", (200, 715, 500, 735), T="f2", TU="Paid by (bank or cash)", V="Bank transfer\rin March"),
        widget("Tx", (200, 655, 500, 675), T="Total claimed", V="£106.50"),
        widget("Tx", (200, 600, 500, 620), T="f4", V=""),
    )
    found = text(data)
    assert "Claimant: P Okafor" in found
    assert "Paid by (bank or cash): Bank transfer\nin March" in found
    assert "Total claimed: £106.50" in found


def test_values_in_one_row_of_a_table_stay_in_one_line() -> None:
    cells = [
        ("01 Mar", 60, 600),
        ("Amazon", 200, 601),
        ("132.30", 400, 599),
        ("02 Mar", 60, 580),
        ("HMRC", 200, 580),
    ]
    fields = [widget("Tx", (x, y, x + 90, y + 15), T=f"f{i}", V=v) for i, (v, x, y) in enumerate(cells)]
    found = text(form(written(["Account activity"]), *fields))
    assert found.splitlines() == ["Account activity", "01 Mar  Amazon  132.30", "02 Mar  HMRC"]


def test_a_field_shown_twice_is_said_once_and_inherits_from_its_parent() -> None:
    kids = [
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([60, y, 300, y + 20])) for y in (700, 500)
    ]
    data = form(written(["Order"]), Dictionary(FT=Name.Tx, T="Supplier", V="Marsh & Holt", Kids=Array(kids)))
    assert text(data).count("Supplier: Marsh & Holt") == 1


def test_ticks_radio_buttons_and_choices_are_read() -> None:
    looks = Dictionary(N=Dictionary(Yes=Dictionary(), Off=Dictionary()))
    data = form(
        written(["        I have read the policy", "        I want a call back"]),
        widget("Btn", (60, 775, 74, 790), T="c1", V=Name.Yes, AS=Name.Yes, AP=looks),
        widget("Btn", (60, 760, 74, 774), T="c2", V=Name.Off, AS=Name.Off, AP=looks),
        widget(
            "Btn",
            (60, 600, 74, 614),
            T="Method",
            TU="How to pay",
            Ff=1 << 15,
            V=Name("/Direct debit"),
            AS=Name("/Direct debit"),
        ),
        widget(
            "Ch",
            (60, 500, 200, 520),
            T="Office",
            V="lds",
            Opt=Array([Array(["lds", "Leeds"]), Array(["ldn", "London"])]),
        ),
        widget("Ch", (60, 450, 200, 470), T="Days", V=Array(["Monday", "Friday"])),
        widget("Btn", (60, 400, 200, 420), T="Send", Ff=1 << 16, V="Send now"),
        widget("Tx", (60, 350, 200, 370), T="Secret", Ff=1 << 13, V="hunter2"),
    )
    found = text(data)
    assert "[x] I have read the policy" in found and "[x] I want" not in found
    assert "[x] How to pay Direct debit" in found
    assert "Office: Leeds" in found and "Days: Monday, Friday" in found
    assert "Send now" not in found and "hunter2" not in found


@pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")
@pytest.mark.parametrize(("on_page", "in_form"), [(True, False), (False, True)])
def test_values_of_carelessly_made_forms_are_read(on_page: bool, in_form: bool) -> None:
    field = widget("Tx", (60, 600, 300, 620), T="Insured", V="Elm Road Dental Practice")
    assert "Insured: Elm Road Dental Practice" in text(
        form(written(["Policy"]), field, on_page=on_page, in_form=in_form)
    )


def test_a_value_that_is_also_printed_is_not_said_twice() -> None:
    data = form(
        written(["Rent for March 450.00"]),
        widget("Tx", (55, 770, 400, 795), T="f", V="Rent for March 450.00"),
    )
    assert text(data) == "Rent for March 450.00"


def test_hidden_fields_are_left_out() -> None:
    assert "internal" not in text(
        form(written(["A"]), widget("Tx", (60, 600, 300, 620), T="x", V="internal", F=2))
    )


XFA_DATA = b"""<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form1>
<ClaimantName>P Okafor</ClaimantName><Reason>The boiler failed twice</Reason></form1></xfa:data>
</xfa:datasets>"""
XFA_TEMPLATE = b"""<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform><draw><value>
<text>Insurance claim form</text></value></draw></subform></template>"""


def test_an_xfa_form_is_read_instead_of_its_please_wait_page() -> None:
    def change(document: pikepdf.Pdf) -> None:
        packets = [
            "template",
            document.make_stream(XFA_TEMPLATE),
            "datasets",
            document.make_stream(XFA_DATA),
        ]
        document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array(packets))

    wait = [
        "Please wait...",
        "If this message is not eventually replaced by the proper contents",
        "of the document",
    ]
    found = text(changed(written(wait), change))
    assert "Insurance claim form" in found and "Claimant Name: P Okafor" in found
    assert "Reason: The boiler failed twice" in found and "Please wait" not in found


def test_an_xfa_form_cannot_read_files() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + XFA_DATA.replace(b"P Okafor", b"&e;")

    def change(document: pikepdf.Pdf) -> None:
        document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=document.make_stream(bomb))

    assert "root:" not in text(changed(written(["A"]), change))


# --- notes ---


@pytest.mark.parametrize(
    "kind", ["FreeText", "Text", "Stamp", "Square", "Highlight", "Caret", "FileAttachment"]
)
def test_notes_on_a_page_are_read(kind: str) -> None:
    data = with_annotations(written(["Please see overleaf."]), note(kind, "I want my\rmoney back."))
    assert text(data) == "Please see overleaf.\nI want my\nmoney back."


def test_only_what_a_reader_sees_of_the_notes_is_read() -> None:
    data = with_annotations(
        written(["The fee is £50 a month."]),
        note("Text", "Too dear!"),
        note("Popup", "Too dear!"),
        note("Link", "http://example.com"),
        note("FreeText", "hidden remark", F=2),
        note("Text", "Accepted set by J", StateModel="Review", State="Accepted"),
        note("Highlight", "fee is £50"),
        note("Redact", "secret below"),
        note("FreeText", RC="<body><p>rich &amp; bold</p></body>"),
        note("Stamp", Name=Name.SBNotApproved),
    )
    assert text(data).splitlines() == ["The fee is £50 a month.", "Too dear!", "rich & bold", "Not Approved"]


def test_a_stamp_that_is_only_drawn_is_read() -> None:
    def change(document: pikepdf.Pdf) -> None:
        helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        look = document.make_stream(b"BT /F 12 Tf 2 2 Td (Claim refused by J Smith) Tj ET")
        look.Type, look.Subtype = Name.XObject, Name.Form
        look.BBox, look.Resources = Array([0, 0, 300, 20]), Dictionary(Font=Dictionary(F=helvetica))
        stamp = note("Stamp", AP=Dictionary(N=look), F=4, Rect=Array([60, 400, 360, 420]))
        document.pages[0].obj.Annots = Array(
            [note("Link", "x"), document.make_indirect(stamp), note("Text", "Why?")]
        )

    assert text(changed(written(["Our decision"]), change)).splitlines() == [
        "Our decision",
        "Why?",
        "Claim refused by J Smith",
    ]


def test_words_typed_on_a_scan_are_read_and_the_scan_is_named() -> None:
    data = with_annotations(
        drawn(picture(scan_of(LETTER))), note("FreeText", "I want my money back, please.")
    )
    pages, warnings = read_pdf(data, "a.pdf")
    assert (pages[0].status, pages[0].text) == ("read", "I want my money back, please.")
    assert len(warnings) == 1 and warnings[0].startswith("Page 1: only what was typed")
    assert statuses(
        with_annotations(drawn(picture(scan_of(LETTER))), note("Stamp", "RECEIVED 14 MAR 2026"))
    ) == ["needs_ocr"]


# --- files inside ---


def test_files_inside_are_handed_over_once() -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments["minutes.txt"] = pikepdf.AttachedFileSpec(
            document, b"Present: A. Bell", filename="minutes.txt"
        )
        pinned = pikepdf.AttachedFileSpec(document, b"VAT 20%", filename="C:\\bills\\invoice.txt").obj
        document.pages[0].obj.Annots = Array(
            [note("FileAttachment", FS=pinned), note("FileAttachment", FS=pinned)]
        )

    data = changed(written(["The attached file needs a newer reader."]), change)
    assert embedded_files(data) == [("minutes.txt", b"Present: A. Bell"), ("invoice.txt", b"VAT 20%")]
    assert [name for name, _ in embedded_files((OFFICE / "portfolio.pdf").read_bytes())] == ["notes.txt"]
    assert embedded_files(written(["A"])) == [] and embedded_files(b"nonsense") == []


def test_the_cover_of_a_portfolio_is_no_content() -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments["a.txt"] = pikepdf.AttachedFileSpec(document, b"Hello", filename="a.txt")

    assert (
        text(
            changed(
                written(["For the best experience, open this PDF portfolio in", "Acrobat X or later."]),
                change,
            )
        )
        == ""
    )


def test_a_bomb_inside_is_left_out_and_named() -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments["zeros.bin"] = pikepdf.AttachedFileSpec(
            document, bytes(60_000_000), filename="zeros.bin"
        )

    data = changed(written(["A"]), change, compress_streams=True)
    assert embedded_files(data) == []
    assert any("'zeros.bin' inside this PDF is too big" in warning for warning in read_pdf(data, "a.pdf")[1])


# --- damaged, locked, hostile ---

GOOD = written(LETTER)


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 3000 + GOOD,
        b"HTTP/1.1 200 OK\r\n\r\n" + GOOD,
        GOOD.replace(b"startxref", b"startxxxx"),
        GOOD[: GOOD.rindex(b"startxref")],
        GOOD[: GOOD.rindex(b"trailer")],
        GOOD[: GOOD.rindex(b"xref\n0")],
        GOOD.replace(b"%%EOF", b""),
        GOOD.replace(b"%PDF-1.", b"%pdf 1."),
        GOOD.replace(b"/Length ", b"/Length 9"),
        GOOD.replace(b"/Length ", b"/Leng__ "),
        GOOD.replace(b"0000000", b"0000001"),
        GOOD + b"\0" * 5000,
        GOOD.replace(b"\n", b"\r\n", 3),
        changed(GOOD, lambda document: None, object_stream_mode=pikepdf.ObjectStreamMode.generate)[:-40],
    ],
    ids=lambda data: None,
)
def test_what_viewers_repair_is_read(data: bytes) -> None:
    assert COMPLAINT in text(data)


def test_a_locked_file_says_so_and_an_owner_password_does_not_lock() -> None:
    for revision in (3, 4, 6):
        new = revision > 3
        lock = {
            "encryption": pikepdf.Encryption(owner="boss", user="secret", R=revision, metadata=new, aes=new)
        }
        fault = refusal(changed(GOOD, lambda document: None, **lock))
        assert fault.reason is Reason.ENCRYPTED and str(fault).startswith(
            "lease.pdf: The PDF is locked with a password."
        )
        lock = {"encryption": pikepdf.Encryption(owner="boss", user="", R=revision, metadata=new, aes=new)}
        assert COMPLAINT in text(changed(GOOD, lambda document: None, **lock))


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4\n" + bytes(range(256)) * 40, b"nonsense"])
def test_what_cannot_be_repaired_is_refused(data: bytes) -> None:
    assert refusal(data).reason is Reason.DAMAGED


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"").reason is Reason.EMPTY


def test_hostile_page_trees_end_soon() -> None:
    def loop(document: pikepdf.Pdf) -> None:
        document.Root.Pages.Kids = Array([document.Root.Pages])

    def million(document: pikepdf.Pdf) -> None:
        document.Root.Pages.Count = 2147483647

    start = time.monotonic()
    assert refusal(changed(GOOD, loop, fix_metadata_version=False)).reason is Reason.DAMAGED
    assert COMPLAINT in text(changed(GOOD, million))
    assert time.monotonic() - start < 5


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.Contents = document.make_stream(b"BT " + b"q " * 20_000_000)

    start = time.monotonic()
    data = changed(GOOD, change, compress_streams=True)
    assert refusal(data).reason is Reason.TOO_BIG
    assert time.monotonic() - start < 15


def test_a_long_document_is_read_to_its_limit_and_says_so() -> None:
    def change(document: pikepdf.Pdf) -> None:
        for _ in range(2005):
            document.pages.append(document.pages[0])

    pages, warnings = read_pdf(changed(written(["Minutes"]), change), "a.pdf")
    assert len(pages) == 2000 and pages[-1].text == "Minutes"
    assert warnings == ["Only the first 2,000 of 2,006 pages were read: the document is too long."]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=40),
    st.integers(0, len(GOOD)),
)
def test_a_damaged_file_is_read_or_refused_with_a_reason(flips: list[tuple[int, int]], end: int) -> None:
    data = bytearray(GOOD)
    for place, value in flips:
        data[place] = value
    for part in (bytes(data), bytes(data[:end])):
        try:
            pages, _ = read_pdf(part, "a.pdf")
            assert pages
        except DocumentError as fault:
            assert fault.what.endswith(".")


# --- text or not, page by page ---


@pytest.mark.parametrize("step", [1, -1, 3, 29, 0xE000])
def test_a_wrong_map_to_letters_needs_ocr(step: int) -> None:
    good = written(LETTER, font="Vera")
    assert statuses(good) == ["read"]
    assert statuses(wrong_map(good, step)) == ["needs_ocr"]


STAMPS = [
    [],
    ["Scanned by OfficeScan 3000"],
    ["Page 1 of 2"],
    ["ACME000123", "CONFIDENTIAL"],
    ["RECEIVED", "14 MAR 2026", "Elm Road Dental Practice", "Post room"],
    ["12/03/2026 14:22 FROM: ACME LTD 01132 555 555 P.001/004"],
    ["Elm Road file copy, cabinet nine"],
]


@pytest.mark.parametrize("stamp", STAMPS, ids=lambda stamp: " / ".join(stamp) or "none")
@pytest.mark.parametrize("top", [825, 30], ids=["above", "below"])
def test_a_scan_with_no_more_than_a_stamp_needs_ocr(stamp: list[str], top: int) -> None:
    pages, warnings = read_pdf(drawn(both(picture(scan_of(LETTER)), lines(stamp, size=8, top=top))), "a.pdf")
    assert (pages[0].status, pages[0].text) == ("needs_ocr", "")
    assert warnings == ["Page 1 could not be read: a picture of text, which needs OCR."]


def test_a_scan_in_strips_needs_ocr() -> None:
    whole = scan_of(LETTER)
    strips = [
        picture(
            whole.crop((0, y, 1240, y + 200)), (0, 842 * (1 - (y + 200) / 1800), 595, 842 * (1 - y / 1800))
        )
        for y in range(0, 1800, 200)
    ]
    assert statuses(drawn(both(*strips, lines(["Scanned by OfficeScan 3000"], size=8, top=825)))) == [
        "needs_ocr"
    ]


def test_a_scan_with_a_good_text_layer_is_read() -> None:
    assert COMPLAINT in text(drawn(both(picture(scan_of(LETTER)), ocr_layer(LETTER))))
    short = LETTER[:6]
    assert "kitchen" in text(drawn(both(picture(scan_of(short)), ocr_layer(short))))


def test_only_the_pages_that_are_pictures_need_ocr() -> None:
    data = drawn(lines(LETTER), picture(scan_of(LETTER)), lines(["See above."]), lines([]))
    pages, warnings = read_pdf(data, "a.pdf")
    assert [page.status for page in pages] == ["read", "needs_ocr", "read", "read"]
    assert warnings == ["Page 2 could not be read: a picture of text, which needs OCR."]


def test_a_blank_side_of_a_scan_is_blank() -> None:
    blank = Image.new("L", (1240, 1754), 252)
    assert statuses(drawn(lines(LETTER), picture(blank))) == ["read", "read"]


SLIP = [
    "With compliments",
    "Marsh & Holt Plumbing Ltd",
    "The keys you asked for are enclosed.",
    "Regards",
    "J Smith",
]


def letterhead() -> Image.Image:
    """A full-page background that is blank but for its head and foot."""
    page = Image.new("L", (1240, 1754), 255)
    page.paste(scan_of(["MARSH & HOLT", "Plumbing and heating since 1962"], (1000, 180), 20, 10), (120, 30))
    page.paste(scan_of(["12 Canal Street Leeds   VAT 291 8830 12"], (1000, 100), 20, 10), (120, 1640))
    return page


@pytest.mark.parametrize(
    "page",
    [
        lines(SLIP),
        both(picture(scan_of(["MARSH"], (300, 100), 20, 10), (60, 700, 200, 760)), lines(SLIP, top=650)),
        both(picture(letterhead()), lines(SLIP, top=600)),
        both(picture(letterhead()), lines(LETTER, top=600)),
        both(picture(Image.new("RGB", (1000, 1400), (225, 235, 245))), lines(SLIP, top=600)),
        both(picture(Image.effect_mandelbrot((400, 600), (-2, -1.5, 1, 1.5), 60)), lines(SLIP, top=600)),
        both(
            picture(Image.blend(Image.radial_gradient("L"), Image.effect_noise((256, 256), 60), 0.4)),
            lines(SLIP),
        ),
        lines(
            [
                "Pay  M Holt",
                "Three hundred and seventy-four pounds 40p",
                "£374.40",
                "000123 20-10-53 00918273",
            ]
        ),
        lines(["£12.00", "£7.35", "£88.10", "107.45"]),
        lines(["PAID"]),
    ],
    ids=[
        "slip",
        "logo",
        "letterhead slip",
        "letterhead letter",
        "tint",
        "pattern",
        "photo",
        "cheque",
        "prices",
        "one word",
    ],
)
def test_short_pages_and_backgrounds_are_no_scans(page: object) -> None:
    pages, warnings = read_pdf(drawn(page), "a.pdf")  # type: ignore[arg-type]
    assert pages[0].status == "read" and pages[0].text and not warnings


def test_letters_drawn_as_shapes_need_ocr() -> None:
    def shapes(canvas: object) -> None:
        for i in range(200):
            canvas.rect(60 + i % 40 * 8, 700 - i // 40 * 20, 4, 9, fill=1)  # type: ignore[attr-defined]

    assert statuses(drawn(shapes)) == ["needs_ocr"]  # type: ignore[list-item]


# --- words as they are read ---


@pytest.mark.parametrize("blanks", [2, 3, 5])
def test_spaced_letters_become_words(blanks: int) -> None:
    spaced = [(" " * blanks).join(" ".join(word) for word in line.split()) for line in LETTER]
    assert text(written(spaced)).splitlines() == LETTER


def test_tracked_letters_become_words() -> None:
    def tracked(canvas: object) -> None:
        line = canvas.beginText(60, 700)  # type: ignore[attr-defined]
        line.setFont("Helvetica", 10)
        line.setCharSpace(6)
        line.textLine("Minutes of the annual meeting")
        canvas.drawText(line)  # type: ignore[attr-defined]

    assert text(drawn(tracked)) == "Minutes of the annual meeting"  # type: ignore[list-item]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("shown", [0, 90, 180, 270])
def test_turned_pages_are_read_from_the_top(turned: int, shown: int) -> None:
    def draw(canvas: object) -> None:
        canvas.setPageRotation(shown)  # type: ignore[attr-defined]
        canvas.translate(300, 420)  # type: ignore[attr-defined]
        canvas.rotate(turned)  # type: ignore[attr-defined]
        for row, line in enumerate(LETTER[:5]):
            canvas.drawString(-180, 100 - 16 * row, line)  # type: ignore[attr-defined]

    assert text(drawn(draw)).splitlines() == LETTER[:5]  # type: ignore[list-item]


def test_two_columns_are_read_one_after_the_other() -> None:
    found = text(
        drawn(
            both(lines(["left one is here", "left two is here"]), lines(["right one", "right two"], left=320))
        )
    )
    assert found.index("left two") < found.index("right one")


def test_a_word_broken_at_the_end_of_a_line_is_whole() -> None:
    assert "the investment was well-Known" in text(
        written(["of the invest-", "ment was well-", "Known here"])
    ).replace("\n", " ")


def test_a_usual_letter_is_read_at_once() -> None:
    data = written(LETTER * 4, LETTER * 4)
    read_pdf(data, "a.pdf")
    start = time.perf_counter()
    for _ in range(10):
        read_pdf(data, "a.pdf")
    assert (time.perf_counter() - start) / 10 < 0.2  # 5 ms on an idle machine


def test_reading_needs_no_file() -> None:
    assert COMPLAINT in text(io.BytesIO(GOOD).getvalue())

# ruff: noqa: E501 (raw messages and markup are easier to read unbroken)
"""Plain text in any charset, tables as text, web pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.charset import decode
from assistant.documents.html import visible_text
from assistant.documents.read import read
from assistant.documents.visible import only_visible


def squeezed(path: Path) -> str:
    return " ".join(" ".join(page.text for page in read(path).pages).split())


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


ENGLISH = "The Café Renée owes £120 – due ‘now’. It’s naïve."
POLISH = "W załączeniu przesyłam fakturę za usługi księgowe. Proszę o przelew, dziękuję."
CZECH = "Dobrý den, v příloze zasílám fakturu za březen. Žádám o úhradu do čtrnácti dnů."
GERMAN = "Sehr geehrte Damen und Herren, anbei die Rechnung für März. Mit freundlichen Grüßen, Jürgen Möller"
FRENCH = (
    "Veuillez trouver ci-joint la facture relative aux travaux effectués à l'été. Réglez-la dès réception."
)
RUSSIAN = "Уважаемые господа, направляем вам счёт за услуги в марте. Просим оплатить в срок."
GREEK = "Αγαπητοί κύριοι, σας αποστέλλουμε το τιμολόγιο για τις υπηρεσίες του Μαρτίου."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "cp1252"),
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32-le"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "mac_roman"),
        ("Café receipt £4.50", "iso8859-1"),
        ("Total due £120", "cp850"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (POLISH, "utf-16-le"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859-2"),
        (GERMAN, "cp1252"),
        (GERMAN, "cp850"),
        (FRENCH, "cp1252"),
        (FRENCH, "iso8859-15"),
        (FRENCH, "mac_roman"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "utf-16-be"),
        (GREEK, "cp1253"),
    ],
)
def test_text_of_any_usual_charset_reads_as_it_was_written(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


@pytest.mark.parametrize(
    "declared", ["us-ascii", "utf-8", "no-such-charset", "utf-16", "idna", "punycode", "rot13", ""]
)
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    assert decode(ENGLISH.encode("cp1252"), declared) == ENGLISH


def test_utf8_declared_as_latin1_reads_as_utf8() -> None:
    assert decode(ENGLISH.encode(), "iso-8859-1") == ENGLISH


@given(
    st.binary(max_size=400), st.sampled_from([None, "utf-8", "cp1252", "utf-16", "utf-7", "shift_jis", "x"])
)
def test_any_bytes_decode_to_something(data: bytes, declared: str | None) -> None:
    assert isinstance(decode(data, declared), str)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_a_table_reads_by_cells_whatever_separates_them(tmp_path: Path, delimiter: str, codec: str) -> None:
    rows = [
        ["Date", "Description", "Balance"],
        ["01 Mar", "balance b/f", '"1,204.55"'],
        ["03 Mar", "Café £4", "1.5"],
    ]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(codec)
    document = read(put(tmp_path, "export", data))
    assert document.kind == "csv"
    assert "01 Mar balance b/f 1,204.55" in squeezed(tmp_path / "export")


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    text = "Dear Sir, thank you, and goodbye.\nWe write, as ever, to complain.\nIt broke, on Monday, again.\nYours, Jo"
    document = read(put(tmp_path, "a.txt", text.encode()))
    assert document.kind == "text"
    assert document.pages[0].text == text


def test_no_word_of_a_badly_quoted_table_is_lost(tmp_path: Path) -> None:
    text = 'name,size,price\nplank,"6" by 2",4.10\nboard,8",5.20\nbeam,"9,6.10\nrail,3,7.00\n'
    found = squeezed(put(tmp_path, "a.csv", text.encode()))
    assert all(word in found for word in ("plank", "board", "beam", "rail", "7.00", "4.10"))


def test_control_and_direction_characters_do_not_reach_the_page(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        "a.txt",
        "invoice \u202efdp.exe\u2066 total\x00\x07 \u200bdue\ufeff within thirty days of this letter".encode(),
    )
    assert squeezed(path) == "invoice fdp.exe total due within thirty days of this letter"


@given(st.text(max_size=200))
def test_visible_text_is_stable_and_can_always_be_stored(text: str) -> None:
    once = only_visible(text)
    once.encode("utf-8")
    assert only_visible(once) == once


def test_a_form_feed_begins_a_new_page(tmp_path: Path) -> None:
    assert [p.text for p in read(put(tmp_path, "a", b"first\fsecond")).pages] == ["first", "second"]


def test_a_web_page_shows_what_a_browser_shows() -> None:
    source = """<!doctype html><html><head><title>Statement</title><style>.gone{display:none} @media print{.kept{display:none}}
    </style><script>var x = "<p>script words</p>"</script></head><body><!-- comment words -->
    <p class=gone>class words</p><p class=kept>kept words</p><div style="display: none">styled words<div>deeper</div></div>
    <p hidden>hidden words</p>Caf&eacute; &pound;5&nbsp;&amp; tea<br>next
    <table><tr><td><p>Basic pay</p></td><td>2,100.00</td></tr><tr><th>Tax</th><td>300</td></tr></table>
    <form><input name=a value="typed words"><input type=hidden value="secret"><textarea>long words</textarea>
    <select><option>other</option><option selected>chosen</option></select></form>
    <noscript>turn on scripts</noscript></body></html>"""
    lines = [" ".join(line.split()) for line in visible_text(source).split("\n") if line.strip()]
    text = "\n".join(lines)
    assert "Statement\n" in text
    assert "kept words" in text
    assert "Café £5 & tea\nnext" in text
    assert "Basic pay 2,100.00\nTax 300" in text
    assert "typed words" in text and "long words" in text and "chosen" in text
    for unseen in (
        "script words",
        "comment",
        "class words",
        "styled",
        "deeper",
        "hidden words",
        "secret",
        "other",
        "turn on",
    ):
        assert unseen not in text


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16", "iso8859-2"])
def test_a_web_page_in_its_declared_charset(tmp_path: Path, codec: str) -> None:
    words = "Café £120" if codec != "iso8859-2" else "załączeniu"
    name = {"cp1252": "windows-1252", "iso8859-2": "iso-8859-2"}.get(codec, codec)
    source = f'<html><head><meta charset="{name}"></head><body><p>{words}</p></body></html>'
    assert squeezed(put(tmp_path, "page", source.encode(codec))) == words


def test_depth_and_broken_marks_do_not_hurt(tmp_path: Path) -> None:
    assert squeezed(put(tmp_path, "a.html", b"<html>" + b"<div><b>" * 100_000 + b"complaint")) == "complaint"
    assert "end" in squeezed(put(tmp_path, "b.html", b"<html><p>a < b & c <<<< <p end </p> end"))


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "</td>",
                "<td>",
                "<blockquote type=cite>",
                "<",
                "&",
                "x ",
                "<br>",
                "</",
                "<!--",
            ]
        )
    )
)
def test_any_heap_of_marks_is_read(pieces: list[str]) -> None:
    assert isinstance(visible_text("".join(pieces), mail=True), str)


def test_spreadsheets_that_are_text_or_old_xml(tmp_path: Path) -> None:
    sheet = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Worksheet ss:Name="Pay"><Table><Row><Cell><Data ss:Type="String">Basic pay</Data></Cell>'
        '<Cell><Data ss:Type="Number">2100</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    document = read(put(tmp_path, "a.xls", sheet.encode()))
    assert (document.pages[0].part, document.pages[0].text) == ("Pay", "Basic pay\t2100")
    assert squeezed(put(tmp_path, "b.xls", b"Date\tBalance\r\n01 Mar\t88.00\r\n02 Mar\t12.00\r\n")).endswith(
        "02 Mar 12.00"
    )


def test_an_electronic_invoice_in_xml_keeps_its_labels(tmp_path: Path) -> None:
    source = b'<?xml version="1.0" encoding="ISO-8859-1"?><Invoice><PayableAmount>120</PayableAmount><Note>Caf\xe9</Note></Invoice>'
    assert squeezed(put(tmp_path, "a.xml", source)) == "Payable Amount: 120 Note: Café"


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    document = read(put(tmp_path, "a.txt", b"invoice " * 1_000_000))
    assert len(document.pages[0].text) <= 5_000_000
    assert any("5,000,000 characters" in warning for warning in document.warnings)

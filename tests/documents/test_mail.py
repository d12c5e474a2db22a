# ruff: noqa: E501 (raw messages and markup are easier to read unbroken)
"""Emails: the part with the words, the newest message apart from the trail, attachments as pages."""

from __future__ import annotations

import base64
import binascii
import io
import struct
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_office import docx, msg, paragraph
from PIL import Image

from assistant.documents.document import Document
from assistant.documents.quoted import split_signature, split_trail
from assistant.documents.read import read
from assistant.documents.rtf_compressed import decompress
from assistant.errors import DocumentError, Reason

HEAD = "From: Jo Bell <jo@example.org>\r\nTo: office@example.org\r\nDate: Tue, 3 Mar 2026 09:12:00 +0000\r\n"
QUOTE = "We are pleased to quote 6,450.00 plus VAT for the rewire. This quotation is valid for 30 days."


def mail(folder: Path, rest: str | bytes, head: str = HEAD) -> Document:
    raw = rest if isinstance(rest, bytes) else rest.encode()
    path = folder / "message"
    path.write_bytes(head.encode() + raw)
    return read(path)


def said(document: Document, role: str = "body") -> str:
    return " ".join(" ".join(page.text for page in document.pages if page.role == role).split())


def both(plain: str, html: str) -> str:
    return (
        "MIME-Version: 1.0\r\nSubject: s\r\nContent-Type: multipart/alternative; boundary=Q\r\n\r\n--Q\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{plain}\r\n--Q\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--Q--"
    )


@pytest.mark.parametrize(
    "plain",
    [
        " ",
        "",
        "Your mail client cannot display HTML.",
        "This message is in HTML format. View this email in your browser: https://example.org/x?y=1",
        "Sent from my iPhone",
    ],
)
def test_a_useless_plain_part_gives_way_to_the_html_body(tmp_path: Path, plain: str) -> None:
    document = mail(tmp_path, both(plain, f"<html><body><p>{QUOTE}</p></body></html>"))
    assert said(document) == QUOTE


def test_a_full_plain_part_is_read_once(tmp_path: Path) -> None:
    assert said(mail(tmp_path, both(QUOTE, f"<p>{QUOTE}</p>"))) == QUOTE


def test_an_empty_html_part_gives_way_to_the_plain_one(tmp_path: Path) -> None:
    assert said(mail(tmp_path, both(QUOTE, "<html><body><img src=x></body></html>"))) == QUOTE


def test_the_headers_are_the_first_page(tmp_path: Path) -> None:
    first = mail(
        tmp_path,
        "Subject: =?utf-8?B?UXXDtnRl?= =?iso-8859-1?Q?_f=FCr?= you\r\nX-Spam: no\r\n\r\nhello there\r\n",
    ).pages[0]
    assert first.role == "headers"
    assert first.text.split("\n")[0] == "From: Jo Bell <jo@example.org>"
    assert first.text.split("\n")[-1] == "Subject: Quöte für you"


@pytest.mark.parametrize(
    "declared", ["", "; charset=us-ascii", "; charset=utf-8", "; charset=x-unknown", "; charset=iso-8859-1"]
)
@pytest.mark.parametrize("codec", ["cp1252", "utf-8"])
def test_undeclared_and_wrongly_declared_charsets(tmp_path: Path, declared: str, codec: str) -> None:
    body = "Café Renée owes £120 for this".encode(codec)
    rest = (
        f"Subject: s\r\nContent-Type: text/plain{declared}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode()
        + body
    )
    assert said(mail(tmp_path, rest)) == "Café Renée owes £120 for this"


def test_an_8bit_subject_without_declaration(tmp_path: Path) -> None:
    document = mail(tmp_path, "Subject: Café £5\r\n\r\nhello there".encode("cp1252"))
    assert "Subject: Café £5" in document.pages[0].text


def test_flowed_lines_become_paragraphs(tmp_path: Path) -> None:
    rest = "Subject: s\r\nContent-Type: text/plain; format=flowed\r\n\r\nThis line \r\ngoes on \r\nhere.\r\n> old \r\n> words\r\n"
    document = mail(tmp_path, rest)
    assert said(document) == "This line goes on here."
    assert said(document, "quoted") == "old words"


ORIGINAL = "Thank you for your enquiry. We quote 450 pounds for the lot."
TRAILS = {
    "angle brackets": f"On Tue, 3 Mar 2026 at 09:12, Sales <s@x.org> wrote:\n> {ORIGINAL}\n> Regards",
    "wrapped attribution": f"On Tue, 3 Mar 2026 at 09:12, Sales of the Long Company Name\n<sales@example.org> wrote:\n\n> {ORIGINAL}",
    "attribution without marks": f"On 3 Mar 2026, at 09:12, Sales <s@x.org> wrote:\n\n{ORIGINAL}",
    "original message": f"-----Original Message-----\nFrom: sales\nSubject: Q\n\n{ORIGINAL}",
    "original message, marked": f"-----Original Message-----\nFrom: sales\nSubject: Q\n\n> {ORIGINAL}",
    "outlook block": f"From: Sales <s@x.org>\nSent: 03 March 2026 09:12\nTo: Jo\nCc: Al\nSubject: Quotation 118\n\n{ORIGINAL}",
    "outlook block in bold": f"*From:* Sales\n*Sent:* 03 March 2026\n*To:* Jo\n*Subject:* Q\n\n{ORIGINAL}",
    "rule and block": f"________________________________\nFrom: Sales\nSent: 03 March 2026\nTo: Jo\nSubject: Q\n\n{ORIGINAL}",
    "gmail forward": f"---------- Forwarded message ---------\nFrom: Sales <s@x.org>\nDate: Tue\nSubject: Q\nTo: Jo\n\n{ORIGINAL}",
    "apple forward": f"Begin forwarded message:\n\nFrom: Sales <s@x.org>\nSubject: Q\nDate: 3 March\nTo: Jo\n\n{ORIGINAL}",
    "lotus": f"----- Forwarded by Jo Bell/Acme on 03/03/2026 -----\n\n{ORIGINAL}",
    "short attribution": f"Sales wrote:\n> {ORIGINAL}",
    "old gmail": f"2026-03-03 9:12 GMT Sales <s@x.org>:\n> {ORIGINAL}",
    "german": f"Am 03.03.2026 um 09:12 schrieb Sales <s@x.org>:\n> {ORIGINAL}",
    "bare marks": f"> {ORIGINAL}",
}


@pytest.mark.parametrize("style", TRAILS)
def test_what_was_said_stands_apart_from_the_older_message(tmp_path: Path, style: str) -> None:
    document = mail(tmp_path, f"Subject: Re: Q\r\n\r\nPlease go ahead.\n\nJo\n\n{TRAILS[style]}\n")
    assert said(document) == "Please go ahead. Jo"
    assert ORIGINAL in said(document, "quoted")
    assert [page.role for page in document.pages[:3]] == ["headers", "body", "quoted"]


@pytest.mark.parametrize("style", TRAILS)
def test_a_forward_with_nothing_said_is_all_quoted(tmp_path: Path, style: str) -> None:
    document = mail(tmp_path, f"Subject: FW: Q\r\n\r\n\n{TRAILS[style]}\n")
    assert said(document) == ""
    assert ORIGINAL in said(document, "quoted")


@pytest.mark.parametrize(
    "style", ["angle brackets", "wrapped attribution", "original message, marked", "bare marks", "german"]
)
def test_an_answer_below_the_quotation_is_found(tmp_path: Path, style: str) -> None:
    document = mail(tmp_path, f"Subject: Re: Q\r\n\r\n{TRAILS[style]}\n\nPlease go ahead.\n")
    assert said(document) == "Please go ahead."
    assert ORIGINAL in said(document, "quoted")


def test_every_older_message_is_a_page(tmp_path: Path) -> None:
    trail = "\n\n".join(
        f"From: P{n}\nSent: {n} March 2026\nTo: Jo\nSubject: Q\n\nolder message {n}" for n in (3, 2, 1)
    )
    document = mail(tmp_path, f"Subject: Re: Q\r\n\r\nnewest\n\n{trail}")
    quoted = [page.text for page in document.pages if page.role == "quoted"]
    assert [text.split("\n")[-1] for text in quoted] == [
        "older message 3",
        "older message 2",
        "older message 1",
    ]


HTML_TRAILS = {
    "gmail": '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, 3 Mar 2026, Sales wrote:<br></div>'
    f'<blockquote class="gmail_quote">{ORIGINAL}</blockquote></div>',
    "gmail forward": '<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Sales<br>'
    f"Date: Tue<br>Subject: Q<br>To: Jo<br></div><br>{ORIGINAL}</div>",
    "outlook web": '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Sales<br><b>Sent:</b> 3 March<br>'
    f"<b>To:</b> Jo<br><b>Subject:</b> Q</div><div>{ORIGINAL}</div>",
    "outlook": '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Sales<br><b>Sent:</b> 3 March 2026<br>'
    f"<b>To:</b> Jo<br><b>Subject:</b> Q</p></div><p>{ORIGINAL}</p>",
    "apple": f'<div><blockquote type="cite">On 3 Mar 2026, at 09:12, Sales wrote:<br><br>{ORIGINAL}</blockquote></div>',
    "thunderbird": f'<div class="moz-cite-prefix">On 3/3/26 09:12, Sales wrote:<br></div><blockquote type="cite">{ORIGINAL}</blockquote>',
    "yahoo": f'<div class="yahoo_quoted"><div>On Tuesday, 3 March 2026, Sales wrote:</div><div>{ORIGINAL}</div></div>',
    "plain blockquote": f"<p>On 3 March 2026 Sales wrote:</p><blockquote>{ORIGINAL}</blockquote>",
}


@pytest.mark.parametrize("style", HTML_TRAILS)
def test_quotations_in_html(tmp_path: Path, style: str) -> None:
    head = "MIME-Version: 1.0\r\nSubject: Re: Q\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    document = mail(tmp_path, f"{head}<html><body><p>Please go ahead.</p>{HTML_TRAILS[style]}</body></html>")
    assert said(document) == "Please go ahead."
    assert ORIGINAL in said(document, "quoted")


def test_words_that_only_look_like_a_trail_stay(tmp_path: Path) -> None:
    text = "On Monday we wrote to you about the roof.\nFrom: the top of the stairs it leaks.\nTo: be fixed soon, please."
    document = mail(tmp_path, f"Subject: Roof\r\n\r\n{text}\n")
    assert said(document) == " ".join(text.split())


def test_signature_and_small_print_can_be_told_apart() -> None:
    text = "Please send the invoice again.\n\nKind regards,\nJo Bell\nAcme Ltd\n\nThis email and any attachments are confidential."
    message, signature = split_signature(text)
    assert message.strip() == "Please send the invoice again."
    assert signature.startswith("Kind regards")
    assert f"{message}\n{signature}" == text


@given(
    st.lists(
        st.sampled_from(
            [
                "> a",
                "",
                "From: x",
                "Sent: y",
                "To: z",
                "On 1 May x wrote:",
                "text",
                "-----Original Message-----",
                ">>",
            ]
        )
    )
)
def test_no_line_of_a_thread_is_lost(lines: list[str]) -> None:
    new, older = split_trail("\n".join(lines))
    kept = "\n".join([new, *older])
    assert kept.count("text") == lines.count("text")
    assert kept.count("On 1 May") == lines.count("On 1 May x wrote:")


def letter() -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = (
        "jo@example.org",
        "office@example.org",
        "Please see attached",
    )
    message.set_content("Hi, please see attached.")
    return message


def saved(folder: Path, message: EmailMessage) -> Document:
    (folder / "mail").write_bytes(message.as_bytes())
    return read(folder / "mail")


def test_attachments_are_pages_named_after_them(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment(
        docx(paragraph("PURCHASE ORDER 5512")), maintype="image", subtype="png", filename="ordér.bin"
    )
    message.add_attachment(b"Caf\xe9 receipt", maintype="application", subtype="octet-stream")
    document = saved(tmp_path, message)
    attached = [(page.part, page.text) for page in document.pages if page.role == "attachment"]
    assert attached == [("ordér.bin", "PURCHASE ORDER 5512"), ("attachment 1", "Café receipt")]
    assert document.warnings == ()


def test_an_email_in_an_email_in_an_email(tmp_path: Path) -> None:
    inner = letter()
    inner.replace_header("Subject", "The inner one")
    inner.add_attachment(b"the innermost words", maintype="text", subtype="plain", filename="deep.txt")
    middle = letter()
    middle.add_attachment(inner)
    outer = letter()
    outer.add_attachment(middle)
    document = saved(tmp_path, outer)
    deepest = document.pages[-1]
    assert (deepest.text, deepest.role) == ("the innermost words", "attachment")
    assert deepest.part == "Please see attached / The inner one / deep.txt"


def test_an_attachment_that_cannot_be_read_is_told_and_costs_nothing_else(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment(b"PK\x03\x04broken", maintype="application", subtype="zip", filename="all.zip")
    document = saved(tmp_path, message)
    assert said(document) == "Hi, please see attached."
    assert any("all.zip" in warning for warning in document.warnings)


def picture(wide: int, high: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (wide, high), "white").save(file, "PNG")
    return file.getvalue()


def test_logos_are_ignored_and_scans_wait_for_ocr(tmp_path: Path) -> None:
    message = letter()
    message.add_related(
        picture(150, 60), maintype="image", subtype="png", cid="<logo>", filename="image001.png"
    )
    message.add_attachment(picture(1240, 1754), maintype="image", subtype="png", filename="scan.png")
    document = saved(tmp_path, message)
    assert [(p.part, p.status) for p in document.pages if p.role == "attachment"] == [
        ("scan.png", "needs_ocr")
    ]


def test_an_invitation_is_read(tmp_path: Path) -> None:
    rest = (
        "Subject: Meeting\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"
        "SUMMARY:Board meeting\\, spring\r\nDTSTART;TZID=x:20260304T140000\r\nLOCATION:Room 2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert (
        said(mail(tmp_path, rest)) == "Meeting: Board meeting, spring Start: 2026-03-04 14:00 Place: Room 2"
    )


@pytest.mark.parametrize(
    "rest",
    [
        "Subject: s\r\nContent-Type: multipart/encrypted; boundary=Q\r\n\r\n--Q\r\nContent-Type: application/pgp-encrypted\r\n\r\n--Q--",
        "Subject: s\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n",
        "Subject: s\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.b64encode(b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03" + b"x" * 40).decode(),
    ],
)
def test_an_encrypted_email_says_so(tmp_path: Path, rest: str) -> None:
    with pytest.raises(DocumentError) as fault:
        mail(tmp_path, rest)
    assert fault.value.reason is Reason.ENCRYPTED


def test_a_name_and_address_without_a_greeting_are_a_signature() -> None:
    block = "Sam Grady\nDirector\nHolroyd Ltd, Bradford BD4 8TR\nT: 01274 555 0101\nwww.holroyd.example"
    message, signature = split_signature(f"OK thanks\n\n{block}\n\nThis email is confidential.")
    assert message.strip() == "OK thanks"
    assert f"{message}\n{signature}" == f"OK thanks\n\n{block}\n\nThis email is confidential."
    assert split_signature(block)[0] == block
    told = "Hello\n\nPlease ring me about the roof at 4 Mill Lane\nT: 01274 555 0101"
    assert split_signature(told)[0] == told


def test_an_attached_picture_is_said_to_need_ocr(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("L", (1240, 1754), 250).save(out, "PNG")
    document = mail(tmp_path, sent_with(out.getvalue(), "scan.png"))
    assert document.warnings == ("The attachment scan.png is a picture, which needs OCR.",)


def test_a_message_inside_its_signature_is_read(tmp_path: Path) -> None:
    inner = b"Content-Type: text/plain\r\n\r\nThe signed words."
    data = (
        b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x80\x24\x80\x04"
        + bytes([len(inner)])
        + inner
        + b"\0\0\0\0"
    )
    der = (
        b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80\x30\x80\x02\x01\x01\x31\x00\x30\x80"
        + data
        + b"\0" * 8
    )
    rest = "Subject: s\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert said(mail(tmp_path, rest + base64.encodebytes(der).decode())) == "The signed words."


def test_an_outlook_message_with_trail_attachment_and_inner_message(tmp_path: Path) -> None:
    trail = "From: Sales <s@x.org>\r\nSent: 3 March 2026\r\nTo: Jo\r\nSubject: Q\r\n\r\nWe quote 450"
    own = {
        0x0037: "RE: Q",
        0x1000: f"Please go ahead.\r\n\r\n{trail}",
        0x0C1A: "Jo Bell",
        0x5D01: "jo@x.org",
        0x0E04: "Office",
    }
    inner = {0x0037: "Inner subject", 0x1000: "Inner body"}
    attachments = [{0x3707: "note.txt", 0x3701: b"Attached caf\xe9 words"}, {0x3701: inner}]
    (tmp_path / "mail").write_bytes(msg(own, attachments, k0039=133_000_000_000_000_000))
    document = read(tmp_path / "mail")
    assert document.kind == "msg"
    assert (
        document.pages[0].text
        == "From: Jo Bell <jo@x.org>\nTo: Office\nDate: Sat, 18 Jun 2022 04:26:40 +0000\nSubject: RE: Q"
    )
    assert said(document) == "Please go ahead."
    assert "We quote 450" in said(document, "quoted")
    assert "Attached café words" in said(document, "attachment") and "Inner body" in said(
        document, "attachment"
    )


def test_an_outlook_message_whose_body_is_only_rich_text(tmp_path: Path) -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Please send the caf\'e9 invoice.\par}}"
    raw = struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
    (tmp_path / "mail").write_bytes(msg({0x0037: "s", 0x1009: raw}))
    assert said(read(tmp_path / "mail")) == "Please send the café invoice."


def test_compressed_rich_text_as_the_specification_gives_it() -> None:
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert decompress(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_winmail_dat_gives_its_text_and_its_files(tmp_path: Path) -> None:
    def attribute(level: int, identity: int, value: bytes) -> bytes:
        return (
            struct.pack("<BHHI", level, identity, 0, len(value))
            + value
            + struct.pack("<H", sum(value) & 0xFFFF)
        )

    tnef = (
        b"\x78\x9f\x3e\x22\1\0"
        + attribute(1, 0x800C, b"Please find the lease.\0")
        + attribute(2, 0x9002, b"\0" * 14)
    )
    tnef += attribute(2, 0x8010, b"lease.txt\0") + attribute(2, 0x800F, b"The term is twelve months")
    message = letter()
    message.set_content("")
    message.add_attachment(tnef, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    document = saved(tmp_path, message)
    assert said(document) == "Please find the lease."
    assert [(p.part, p.text) for p in document.pages if p.role == "attachment"] == [
        ("lease.txt", "The term is twelve months")
    ]


def test_a_mailbox_file_is_its_emails_one_after_the_other(tmp_path: Path) -> None:
    one = "From jo@x.org Tue Mar  3 09:12:00 2026\nFrom: jo@x.org\nSubject: {0}\nMessage-ID: <{0}@x>\n\nwords of {0}\n\n"
    (tmp_path / "box").write_text(one.format("first") + one.format("second"))
    document = read(tmp_path / "box")
    assert document.kind == "mbox"
    assert said(document) == "words of first words of second"


def test_a_memo_with_from_and_to_lines_loses_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "memo").write_text(
        "To: All staff\nFrom: J Bell\nRef: HR/12\nDate: 3 March\n\nThe office closes at noon.\n"
    )
    text = " ".join(page.text for page in read(tmp_path / "memo").pages)
    assert "Ref: HR/12" in text and "All staff" in text and "closes at noon" in text


def test_markup_that_is_declared_as_plain_is_read_as_markup(tmp_path: Path) -> None:
    document = mail(tmp_path, f"Content-Type: text/plain\r\n\r\n<html><body><p>{QUOTE}</p></body></html>")
    assert said(document) == QUOTE


def test_a_file_written_into_the_text_is_an_attachment(tmp_path: Path) -> None:
    content = f"Minutes. {QUOTE}".encode()
    coded = "".join(binascii.b2a_uu(content[at : at + 45]).decode() for at in range(0, len(content), 45))
    document = mail(tmp_path, f"Subject: s\r\n\r\nPlease see attached\n\nbegin 644 m.txt\n{coded}`\nend\n")
    assert said(document) == "Please see attached"
    assert said(document, "attachment") == f"Minutes. {QUOTE}"


def test_a_text_that_only_looks_like_a_coded_file_stays(tmp_path: Path) -> None:
    text = "begin 644 m.txt\nnot coded at all, only words in a line\nend"
    assert said(mail(tmp_path, f"Subject: s\r\n\r\n{text}\n")) == " ".join(text.split())


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        for name, data in members.items():
            out.writestr(name, data)
    return file.getvalue()


def sent_with(data: bytes, name: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = "s"
    message.set_content("See attached")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_the_documents_in_an_attached_archive_are_read(tmp_path: Path) -> None:
    data = archive(
        **{"Docs/Offer.docx": docx(paragraph(QUOTE)), "__MACOSX/x": b"rubbish", "b.bin": b"\x7fELF\x01"}
    )
    document = mail(tmp_path, sent_with(data, "docs.zip"))
    assert said(document, "attachment") == QUOTE
    assert document.pages[-1].part == "docs.zip / Docs/Offer.docx"
    assert document.warnings == (
        "docs.zip: The file b.bin in it was not read. Not a document: it is a program.",
    )


def test_an_attached_archive_without_documents_is_named(tmp_path: Path) -> None:
    document = mail(tmp_path, sent_with(archive(a=b"\x7fELF\x01"), "tools.zip"))
    assert document.warnings == ("The attachment tools.zip was not read. Not a document: an archive (ZIP).",)


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    data = QUOTE.encode()
    for _ in range(9):
        data = archive(inner=data)
    assert said(mail(tmp_path, sent_with(data, "a.zip")), "attachment") == ""

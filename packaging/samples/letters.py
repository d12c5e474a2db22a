"""Emails (eml, msg), web pages and plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses, parsedate_to_datetime
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from .source import Block, Source, blocks, is_number

Make = Callable[[str], bytes]  # the file that an "Attach:" line names
MIME = {"pdf": "application/pdf"}


def plain_text(source: Source) -> bytes:
    """Text in the charset of the options, with the line ends of the machine it pretends to come from."""
    ends = source.text.replace("\n", "\r\n") if source.options.get("lines") == "windows" else source.text
    return ends.encode(source.options.get("charset", "utf-8"))


def html(source: Source) -> bytes:
    """A page as a shop's or portal's template makes it, styles, script and all."""
    title = next((block.lines[0] for block in blocks(source.text) if block.kind == "title"), "")
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        "<style>body{font-family:Arial,sans-serif;margin:2em auto;max-width:44em;color:#222}"
        "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.4em}"
        ".n{text-align:right}</style>\n<script>window.dataLayer=window.dataLayer||[];</script>\n</head>\n<body>\n"
        + "\n".join(_html_block(block) for block in blocks(source.text))
        + "\n</body>\n</html>\n"
    ).encode()


def _html_block(block: Block) -> str:
    if block.kind in {"title", "heading"}:
        level = 1 if block.kind == "title" else 2
        return f"<h{level}>{_html_rich(block.lines[0])}</h{level}>"
    if block.kind == "bullets":
        return "<ul>\n" + "".join(f"<li>{_html_rich(line)}</li>\n" for line in block.lines) + "</ul>"
    if block.kind == "table":
        rows = []
        for number, row in enumerate(block.rows):
            tag = "td" if number else "th"
            rows.append("".join(f"<{tag}{_number(cell)}>{_html_rich(cell)}</{tag}>" for cell in row))
        return "<table>\n" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>"
    lines = block.lines[0].split(" / ") if block.kind == "@letterhead" else block.lines
    tag = {"@letterhead": "header", "@footer": "footer"}.get(block.kind, "p")
    return f"<{tag}>{'<br>'.join(_html_rich(line) for line in lines)}</{tag}>"


def _number(cell: str) -> str:
    return ' class="n"' if is_number(cell) else ""


def _html_rich(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text, quote=False))


def eml(source: Source, make: Make) -> bytes:
    """An email with its headers; `Attach:` adds a file, the option html=yes a web page as the only body."""
    headers, body, attached = _parts(source)
    message = EmailMessage(policy=SMTP)
    for name, value in headers:
        message[name] = value
    message["Message-ID"] = f"<{re.sub('[^a-z]+', '.', source.path.lower())}@mail.example>"
    if source.options.get("html"):
        page = html(Source(source.path, "", {}, body)).decode()
        message.set_content(page, subtype="html", cte="quoted-printable")
    else:
        message.set_content(body)
    for name in attached:
        kind = MIME.get(name.rpartition(".")[2], "application/octet-stream").split("/")
        message.add_attachment(make(name), kind[0], kind[1], filename=name.rpartition("/")[2])
    if message.is_multipart():
        message.set_boundary("----=_NextPart_000_0042_01DCBF3A.6E1B7C40")
    return message.as_bytes()


def msg(source: Source, make: Make) -> bytes:
    """An email as Outlook saves it."""
    from aspose.email_foss.msg import MapiMessage, PropertyId

    headers, body, attached = _parts(source)
    field = dict(headers)
    message = MapiMessage.create(field["Subject"], body.replace("\n", "\r\n"))
    name, address = getaddresses([field["From"]])[0]
    message.set_property(PropertyId.SENDER_NAME, name)
    message.set_property(PropertyId.SENDER_EMAIL_ADDRESS, address)
    when = parsedate_to_datetime(field["Date"]).astimezone(UTC)
    message.set_property(PropertyId.MESSAGE_DELIVERY_TIME, when)
    for name, address in getaddresses([field["To"]]):
        message.add_recipient(address, display_name=name)
    for name in attached:
        message.add_attachment(name.rpartition("/")[2], make(name), mime_type="application/pdf")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "message.msg"
        message.save(path)
        return path.read_bytes()


def _parts(source: Source) -> tuple[list[tuple[str, str]], str, list[str]]:
    head, _, body = source.text.partition("\n\n")
    fields = [(name, value) for name, _, value in (line.partition(": ") for line in head.split("\n"))]
    headers = [field for field in fields if field[0] != "Attach"]
    return headers, body, [value for name, value in fields if name == "Attach"]

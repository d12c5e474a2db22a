"""What reading a file yields."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

PageStatus = Literal["read", "needs_ocr", "unreadable"]
# body: the document itself. quoted: the older messages under an email. attachment: a file sent
# with an email. embedded: a file carried inside a PDF. headers: an email's From, To, Subject.
Role = Literal["body", "headers", "quoted", "attachment", "embedded"]


class Page(BaseModel):
    """One page, sheet, slide or message part, in the order a person would read it."""

    model_config = ConfigDict(frozen=True)

    number: int  # 1-based over the whole document, attachments included
    text: str  # plain text; empty unless status is "read"
    status: PageStatus = "read"
    role: Role = "body"
    part: str = ""  # the sheet, attachment or embedded file that it comes from


class Document(BaseModel):
    """A file's readable content."""

    model_config = ConfigDict(frozen=True)

    path: str
    kind: str  # by content: "pdf", "docx", "xlsx", "pptx", "odt", "rtf", "eml", "msg", "html", "text", "csv"
    pages: tuple[Page, ...]
    warnings: tuple[str, ...] = ()  # whole sentences, each naming what was left out and why

"""A PDF file -> its pages, with what people typed on them, and the files that it carries."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.documents import pdf_embedded
from assistant.documents.document import Page, PageStatus
from assistant.documents.pdf_labels import labelled, squeezed, typed_text
from assistant.documents.pdf_open import AGAIN, open_pdf
from assistant.documents.pdf_picture import needs_ocr
from assistant.documents.pdf_text import page_text
from assistant.documents.pdf_typed import TypedContent, typed_content
from assistant.documents.quality import is_rubbish, lines_beside_stamps
from assistant.documents.tidy import tidy
from assistant.errors import DocumentError, Reason

MOST_PAGES = 2_000
MOST_CHARACTERS = 5_000_000
MOST_SECONDS = 40.0  # then what has been read is given back, with a warning

# PDFium is not made for two threads at a time.
_one_at_a_time = threading.RLock()

# Pages that only say that the real content is elsewhere in the file.
_PLACEHOLDER = re.compile(
    r"(?is)\s*(?:please wait\.{3}.*if this message is not eventually replaced|for the best experience, open "
    r"this pdf portfolio|to view this (?:pdf )?(?:portfolio|form|document)[^.]{0,80}adobe).*"
)
_SILENT_KINDS = frozenset({pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP})


def read_pdf(data: bytes, path: str) -> tuple[list[Page], list[str]]:
    """All pages in order, and warnings: whole sentences on what was left out.

    A page that needs OCR has no text and says so in its status. Typed values and notes follow the
    printed text of their page. Raises DocumentError (EMPTY, ENCRYPTED, DAMAGED, TOO_BIG).
    """
    if not data:
        raise DocumentError(path, Reason.EMPTY, "The file is empty.", "Ask for it again.")
    with _one_at_a_time:
        document, data = open_pdf(data, path)
        try:
            return _Reading(document, data, path).all()
        finally:
            document.close()


def embedded_files(data: bytes) -> list[tuple[str, bytes]]:
    """The files (name, content) inside a PDF; at most 100, 50 MB each and 150 MB together.

    None for a PDF that `read_pdf` refuses. `read_pdf` warns of those that are left out here.
    """
    with _one_at_a_time:
        try:
            document, data = open_pdf(data, "")
        except DocumentError:
            return []
        carries = pdf_embedded.may_embed(data, document)
        document.close()
    return _unpacked(data)[0] if carries else []


def _unpacked(data: bytes) -> tuple[list[tuple[str, bytes]], list[str]]:
    import pikepdf

    try:
        return pdf_embedded.unpack(data)
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return [], ["The files inside this PDF could not be taken out."]


@dataclass
class _Reading:
    """One pass through a document."""

    document: pdfium.PdfDocument
    data: bytes
    path: str
    pages: list[Page] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    rubbish: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    partly: list[int] = field(default_factory=list)
    typed: TypedContent | None = None

    def all(self) -> tuple[list[Page], list[str]]:
        count, characters, start = len(self.document), 0, time.monotonic()
        carries = pdf_embedded.may_embed(self.data, self.document)
        carried, left_out = _unpacked(self.data) if carries else ([], [])
        for number in range(min(count, MOST_PAGES)):
            page = self._page(number, bool(carried))
            self.pages.append(page)
            characters += len(page.text)
            if characters > MOST_CHARACTERS or time.monotonic() - start > MOST_SECONDS:
                break
        read = len(self.pages)
        self._drop_pages_that_are_not_there(count)
        if not any(page.status != "unreadable" for page in self.pages):
            raise DocumentError(self.path, Reason.DAMAGED, "The PDF has no page that can be opened.", AGAIN)
        self._mark_stamped_pages()
        self._add_what_stands_on_no_page()
        if read < count and len(self.pages) == read:
            self.warnings.append(
                f"Only the first {read:,} of {count:,} pages were read: the document is too long."
            )
        self._warn_of_pages()
        return self.pages, self.warnings + left_out

    def _page(self, number: int, carries: bool) -> Page:
        try:
            page = self.document[number]
        except pdfium.PdfiumError:
            return Page(number=number + 1, text="", status="unreadable")
        try:
            raw = page_text(page)
            status = self._status(page, raw, number + 1)
            annotated = _has_typing(page)
        finally:
            page.close()
        text = tidy(raw) if status == "read" else ""
        if _PLACEHOLDER.fullmatch(text) and (carries or self._typed_content().xfa):
            text = ""
        typed = self._typed_on(number) if annotated else ""
        if typed and status != "read" and lines_beside_stamps(typed):
            # What someone typed on a scan is worth having, even where the scan itself is not read.
            self._note_partly_read(number + 1)
            status = "read"
        text = "\n".join(filter(None, (text, typed))) if status == "read" else ""
        return Page(number=number + 1, text=text[:MOST_CHARACTERS], status=status)

    def _status(self, page: pdfium.PdfPage, raw: str, number: int) -> PageStatus:
        if is_rubbish(raw.replace("\ufffe", "-").replace("\x02", "-")):
            self.rubbish.append(number)
            return "needs_ocr"
        if needs_ocr(page, raw):
            self.pictures.append(number)
            return "needs_ocr"
        return "read"

    def _typed_on(self, number: int) -> str:
        typed = self._typed_content().pages.get(number)
        return typed_text(self.document, number, typed) if typed is not None else ""

    def _typed_content(self) -> TypedContent:
        """Taken apart once a document, and only when a page or the document has something typed."""
        if self.typed is None:
            import pikepdf

            try:
                self.typed = typed_content(self.data, MOST_PAGES)
            except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError):
                self.typed = TypedContent()
                self.warnings.append(
                    "Form fields and notes could not be read: that part of the PDF is damaged."
                )
        return self.typed

    def _add_what_stands_on_no_page(self) -> None:
        """Values of an XFA form, and of fields that no page shows, follow the first page's text."""
        if pdfium_c.FPDF_GetFormType(self.document) == pdfium_c.FORMTYPE_NONE and self.typed is None:
            return
        typed = self._typed_content()
        known = squeezed("\n".join(page.text for page in self.pages))
        lines = [labelled(entry) for entry in typed.elsewhere]
        lines += [f"{label}: {value}" for label, value in typed.xfa]
        lines = [line for line in lines if squeezed(line.partition(": ")[2] or line) not in known]
        first = self.pages[0]
        wording = typed.xfa_wording if not first.text else ""
        added = tidy("\n".join(filter(None, (wording, *lines))))
        if added:
            text = "\n".join(filter(None, (first.text, added)))
            self.pages[0] = first.model_copy(update={"text": text, "status": "read"})
            if first.status == "needs_ocr":
                self._note_partly_read(first.number)

    def _note_partly_read(self, number: int) -> None:
        """A page that needs OCR has typing on it, which is read."""
        self.rubbish, self.pictures = (
            [other for other in numbers if other != number] for numbers in (self.rubbish, self.pictures)
        )
        self.partly = sorted({*self.partly, number})

    def _mark_stamped_pages(self) -> None:
        """Among scans, a page with nothing but the scanner's stamp is a scan whose picture got lost."""
        for place, page in enumerate(self.pages):
            if self.pictures and page.text and not lines_beside_stamps(page.text):
                self.pages[place] = page.model_copy(update={"text": "", "status": "needs_ocr"})
                self.pictures = sorted({*self.pictures, page.number})

    def _drop_pages_that_are_not_there(self, count: int) -> None:
        """A wrong page count promises pages at the end that no viewer shows."""
        read = len(self.pages)
        while len(self.pages) > 1 and self.pages[-1].status == "unreadable":
            self.pages.pop()
        if len(self.pages) < read:
            self.warnings.append(f"The PDF promises {count:,} pages; {len(self.pages):,} could be opened.")

    def _warn_of_pages(self) -> None:
        for numbers, sentence in (
            (self.pictures, "{} could not be read: a picture of text, which needs OCR."),
            (self.rubbish, "{} could not be read: the text is stored without its letters and needs OCR."),
            (self.partly, "{}: only what was typed on it was read; the picture beneath needs OCR."),
            (
                [page.number for page in self.pages if page.status == "unreadable"],
                "{} could not be read: damaged.",
            ),
        ):
            if numbers:
                self.warnings.append(sentence.format(_pages(numbers)))


def _pages(numbers: list[int]) -> str:
    """ "Page 3", "Pages 1, 2 and 5 to 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named: list[str] = []
    for first, last in runs[:20]:
        named += (
            [f"{first} to {last}"] if last > first + 1 else [str(page) for page in range(first, last + 1)]
        )
    named += [f"{len(runs) - 20} more"] if len(runs) > 20 else []
    listed = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    return f"{'Page' if len(numbers) == 1 else 'Pages'} {listed}"


def _has_typing(page: pdfium.PdfPage) -> bool:
    """Whether the page has annotations other than links."""
    for place in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), 5_000)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, place)
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind not in _SILENT_KINDS:
            return True
    return False

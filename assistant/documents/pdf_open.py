"""Opens a PDF, mended where it needs to be, or says why it cannot be opened."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.documents.pdf_repair import mendings, unpacks_without_end
from assistant.errors import DocumentError, Reason

AGAIN = "Open it in a PDF viewer and save it as a new PDF, or ask for it again."


def open_pdf(data: bytes, path: str) -> tuple[pdfium.PdfDocument, bytes]:
    """The document and the bytes that it was opened from, which differ where it had to be mended.

    Raises DocumentError: ENCRYPTED, DAMAGED, TOO_BIG.
    """
    if unpacks_without_end(data):
        raise DocumentError(
            path,
            Reason.TOO_BIG,
            "A part of this PDF unpacks to far more than any page holds.",
            "It may have been made to harm; do not open it unless you know the sender.",
        )
    document = _loaded(data, path)
    if document is not None and _is_whole(document):
        return document, data
    wealth = _wealth(document) if document is not None else 0
    for mended in mendings(data):
        better = _loaded(mended, path)
        if better is not None and (found := _wealth(better)) > wealth:
            document, data, wealth = better, mended, found
    if document is None or not wealth:
        raise DocumentError(path, Reason.DAMAGED, "The PDF is damaged and cannot be repaired.", AGAIN)
    return document, data


def _loaded(data: bytes, path: str) -> pdfium.PdfDocument | None:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        code = getattr(fault, "err_code", None)
        if code == pdfium_c.FPDF_ERR_PASSWORD:
            raise DocumentError(
                path,
                Reason.ENCRYPTED,
                "The PDF is locked with a password.",
                "Open it with the password, save a copy without one, and add the copy.",
            ) from fault
        if code == pdfium_c.FPDF_ERR_SECURITY:
            raise DocumentError(
                path,
                Reason.ENCRYPTED,
                "The PDF is protected in a way that only certain programs can open.",
                "Open it in the program that it was made for and print it to a new PDF.",
            ) from fault
        return None


def _is_whole(document: pdfium.PdfDocument) -> bool:
    """Whether the first and the last page open and at least one of the first few has something on it."""
    count = len(document)
    if not count:
        return False
    try:
        document[count - 1].close()
        return any(_has_something(document[number]) for number in range(min(count, 4)))
    except pdfium.PdfiumError:
        return False


def _has_something(page: pdfium.PdfPage) -> bool:
    return bool(pdfium_c.FPDFPage_CountObjects(page) or pdfium_c.FPDFPage_GetAnnotCount(page))


def _wealth(document: pdfium.PdfDocument) -> int:
    """How much of a document can be reached: a page counts 1, a page with something on it 2."""
    wealth = 0
    for number in range(min(len(document), 50)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            continue
        wealth += 2 if _has_something(page) else 1
        page.close()
    return wealth

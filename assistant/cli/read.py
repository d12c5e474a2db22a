"""`stillroom read PATH`."""

from __future__ import annotations

import argparse

from assistant.cli.printing import as_json
from assistant.errors import DocumentError
from assistant.jobs.pool import Pool
from assistant.jobs.tasks import ReadTask

SAID = {"read": "", "needs_ocr": "  (a picture of text: needs OCR)", "unreadable": "  (could not be read)"}


def main(options: argparse.Namespace) -> int:
    pool = Pool(workers=1)
    try:
        document = pool.submit(ReadTask(str(options.path))).result()
    except DocumentError as error:
        if options.json:
            print(as_json({"pages": [], "warnings": [], "error": str(error)}))
        else:
            print(error)
        return 1
    finally:
        pool.close()
    if options.json:
        pages = [page.model_dump(mode="json") for page in document.pages]
        print(as_json({"kind": document.kind, "pages": pages, "warnings": document.warnings, "error": None}))
        return 0
    for page in document.pages:
        part = f", {page.part}" if page.part else ""
        print(f"--- page {page.number}{part}{SAID[page.status]}")
        if page.text:
            print(page.text)
    for warning in document.warnings:
        print(f"Note: {warning}")
    return 0

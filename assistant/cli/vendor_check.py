"""`stillroom vendor-check FILE`: a pitch's signals of a distilled model, its gaps, and what to ask the vendor."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from assistant.advise.vendor.check import LONGEST, VendorCheck, check
from assistant.advise.vendor.letter import Names, email
from assistant.advise.vendor.paper import docx
from assistant.advise.vendor.rules import Letter
from assistant.cli.in_force import in_force, say
from assistant.cli.printing import as_json
from assistant.documents.document import Document
from assistant.errors import DocumentError, InputError
from assistant.jobs.pool import Pool
from assistant.jobs.tasks import ReadTask
from assistant.whole import write_bytes
from assistant.workspace.export import write_whole

PLAIN = 2_000_000  # bytes that are read once more here, for a text file


def main(options: argparse.Namespace) -> int:
    if options.email and options.email == options.docx:
        raise InputError(f"{options.email} cannot be both the email and the Word file: give two names.")
    document = _read(options.path)
    text = pitch_text(document)
    if not text.strip():
        raise InputError(
            f"{options.path.name}: no text could be read in it. {' '.join(document.warnings)}".strip()
        )
    warnings = list(document.warnings)
    if len(text) > LONGEST:
        text = text[:LONGEST]
        warnings.append(f"Only the first {LONGEST:,} characters were checked.")
    rules, complaint = in_force().vendor()
    say(complaint)
    done = check(text, rules)
    names = Names(vendor=options.vendor, product=options.product, firm=options.firm)
    if options.email:
        _write(options.email, email(done, names, rules).encode())
    if options.docx:
        _write(options.docx, docx(done, date.today(), names, rules))
    if options.json:
        print(as_json(_json(text, done, warnings)))
    else:
        print(_said(text, done, rules.letter, warnings))
    return 0


def _read(path: Path) -> Document:
    if path.is_dir():
        raise InputError(
            f"{path} is a folder. Give the path of the vendor's pitch, a document or a text file."
        )
    if not path.exists():
        raise InputError(f"{path} is not there. Give the path of the vendor's pitch.")
    pool = Pool(workers=1)
    try:
        return pool.submit(ReadTask(str(path))).result()
    except DocumentError as error:
        raise InputError(str(error)) from error
    finally:
        pool.close()


def pitch_text(document: Document) -> str:
    """What the places of the signals count in: a text file as it is, else the text of all pages, one a line apart."""
    path = Path(document.path)
    if document.kind in ("text", "csv"):
        try:
            if path.stat().st_size <= PLAIN:
                return path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            pass  # another charset, or gone since: the reader has its text
    return "\n".join(page.text for page in document.pages)


def _write(path: Path, data: bytes) -> None:
    write_whole(path, lambda beside: write_bytes(beside, data))


def _json(text: str, done: VendorCheck, warnings: list[str]) -> dict[str, object]:
    return {
        "signals": [signal.model_dump() for signal in done.signals],
        "gaps": list(done.gaps),
        "questions": list(done.questions),
        "verdict": done.verdict,
        "sentence": done.verdict_sentence,
        "denied": [signal.model_dump() for signal in done.denied],
        "claims": [claim.model_dump() for claim in done.claims],
        "answers": done.answers,
        "text": text,
        "warnings": warnings,
    }


def _said(text: str, done: VendorCheck, letter: Letter, warnings: list[str]) -> str:
    lines = [done.verdict_sentence]
    for signal in done.signals:
        line = text.count("\n", 0, signal.start) + 1
        lines.append(f"  line {line}: “{' '.join(signal.text.split())}”")
    lines += [f"  {why}" for why in done.why.values()]
    lines += [
        "",
        "What the pitch does not say:"
        if done.gaps
        else "The pitch touches on all five points. Ask for evidence.",
    ]
    lines += [f"  {sentence}" for sentence in done.gap_sentences]
    lines += ["", "What to ask:"]
    lines += [f"  {number}. {question}" for number, question in enumerate(done.questions, start=1)]
    lines += ["", letter.note, letter.source, *(f"Note: {warning}" for warning in warnings)]
    return "\n".join(lines)

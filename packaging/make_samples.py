"""Makes resources/samples: papers of small British firms in every format, and some broken.

    python packaging/make_samples.py [--to FOLDER]

The texts are our own (packaging/samples/texts); firms and people are invented. The same texts give the same
bytes. What each file is stands in packaging/samples/labels.csv, which this script writes too.
"""

from __future__ import annotations

import argparse
import csv
import shutil
from pathlib import Path

from samples import broken, letters, office, paper
from samples.source import ATTACHED, Source, blocks, sources

HERE = Path(__file__).parent
FOLDER = HERE.parent / "resources" / "samples"
LABELS = HERE / "samples" / "labels.csv"


def made(source: Source, everything: dict[str, Source]) -> bytes:
    """The bytes of one file."""

    def make(path: str) -> bytes:
        return made(everything[path], everything)

    if "broken" in source.options:
        return _broken(source.options["broken"], source, make)
    if source.extension == "pdf" or source.options.get("as") == "pdf":
        files = [block.lines[0] for block in blocks(source.text) if block.kind == "@embed"]
        cover = paper.write(source)
        return (
            paper.with_files(cover, {name.rpartition("/")[2]: make(name) for name in files})
            if files
            else cover
        )
    if source.extension in {"eml", "msg"}:
        return (letters.eml if source.extension == "eml" else letters.msg)(source, make)
    writers = {
        "docx": office.docx,
        "xlsx": office.xlsx,
        "pptx": office.pptx,
        "odt": office.odt,
        "rtf": office.rtf,
        "doc": office.rtf,  # what many accounting programs call a Word document
        "html": letters.html,
    }
    return writers.get(source.extension, letters.plain_text)(source)


def _broken(how: str, source: Source, make: letters.Make) -> bytes:
    if how == "empty":
        return b""
    if how == "noise":
        return broken.noise()
    if how == "locked":
        return broken.locked_workbook()
    if how == "truncated":
        return broken.truncated(office.docx(source))
    pages = paper.write(source)
    return broken.protected(pages) if how == "protected" else broken.scanned(pages)


def write(folder: Path, labels: Path) -> int:
    """Writes every sample into the folder, and what each is into `labels`; says how many."""
    everything = sources()
    written = {path: one for path, one in everything.items() if not path.startswith(ATTACHED)}
    for path, source in written.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made(source, everything))
    with labels.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["path", "category"])
        table.writerows([path, written[path].category] for path in sorted(written))
    return len(written)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=FOLDER, help="another folder to write")
    parser.add_argument("--labels", type=Path, default=LABELS, help="the table of what each file is")
    arguments = parser.parse_args()
    if arguments.to == FOLDER and FOLDER.exists():  # so that no sample without a source stays behind
        shutil.rmtree(FOLDER)
    print(f"{write(arguments.to, arguments.labels)} samples in {arguments.to}")


if __name__ == "__main__":
    main()

"""The command line: parses arguments, calls, prints. Exit codes: 0 done, 1 some documents failed, 2 unusable input."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.errors import StillroomError

Command = Callable[[argparse.Namespace], int]


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="stillroom",
        description="Sorts documents on this computer alone. Without a command it opens the window.",
    )
    top.add_argument("--version", action="version", version=f"Stillroom {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    window = commands.add_parser("window", help="open the window (also without any command)")
    window.add_argument("paths", nargs="*", help="files or folders to sort")

    read = commands.add_parser("read", help="show the text that is read from a document, page by page")
    read.add_argument("path", type=Path)
    read.add_argument("--json", action="store_true", help="one JSON object")
    read.set_defaults(call=_lazy("read"))

    classify = commands.add_parser("classify", help="say each document's category, or why it is not sure")
    classify.add_argument("paths", nargs="+", metavar="PATH", help="files or folders")
    _pack(classify)
    form = classify.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a line")
    form.add_argument("--csv", action="store_true", help="a table for a spreadsheet")
    classify.add_argument("--output", type=Path, metavar="F", help="write to this file instead of the screen")
    classify.add_argument("--fetch", action="store_true", help="also fetch files that lie only in the cloud")
    _workers(classify)
    classify.set_defaults(call=_lazy("classify"))

    evaluate = commands.add_parser("evaluate", help="measure a pack on documents whose category is known")
    evaluate.add_argument("source", type=Path, help="a folder with a folder per category, or a CSV file")
    evaluate.add_argument("--text", metavar="COL", help="the CSV's column of texts")
    evaluate.add_argument("--label", metavar="COL", help="the CSV's column of categories; empty means none")
    _pack(evaluate)
    evaluate.add_argument("--json", action="store_true", help="one JSON object")
    _workers(evaluate)
    evaluate.set_defaults(call=_lazy("evaluate"))

    learn = commands.add_parser("learn", help="learn categories of your own from sorted documents")
    learn.add_argument("source", type=Path, help="a folder with a folder per category, or a CSV file")
    learn.add_argument("--pack", type=Path, metavar="P", required=True, help="the .stillroom file to write")
    learn.add_argument("--text", metavar="COL", help="the CSV's column of texts")
    learn.add_argument("--label", metavar="COL", help="the CSV's column of categories; empty means none")
    learn.add_argument(
        "--promise",
        type=_wrong,
        default=5.0,
        metavar="N",
        help="wrong at most N in 100 when sure (default: 5)",
    )
    learn.add_argument("--json", action="store_true", help="one JSON object")
    _workers(learn)
    learn.set_defaults(call=_lazy("learn"))

    _deciding(commands)

    models = commands.add_parser("models", help="the models that are installed")
    models.add_argument("action", choices=["list", "verify"])
    models.add_argument("--json", action="store_true", help="one JSON object")
    models.set_defaults(call=_lazy("models"))

    doctor = commands.add_parser("doctor", help="what is installed, what works, how fast this machine is")
    doctor.add_argument("--json", action="store_true", help="one JSON object")
    doctor.set_defaults(call=_lazy("doctor"))
    return top


def _deciding(commands: Any) -> None:
    """The commands of "Is distillation right for us?"."""
    advise = commands.add_parser("advise", help="is distillation right for us? advice from a file of answers")
    advise.add_argument(
        "answers", type=Path, metavar="ANSWERS.json", help="answers by question id, or an exported assessment"
    )
    form = advise.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--report", type=Path, metavar="F", help="write a report: .pdf, .docx, .html or .md")
    advise.add_argument("--actions", type=Path, metavar="F", help="write the flags as an action list: .xlsx")
    advise.set_defaults(call=_lazy("advise"))

    questions = commands.add_parser("questions", help="the questions that the advice is made from")
    form = questions.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument(
        "--blank", type=Path, metavar="F", help="write them to print and fill in: .pdf, .docx, .html or .md"
    )
    questions.set_defaults(call=_lazy("questions"))

    vendor = commands.add_parser(
        "vendor-check", help="what a vendor's pitch says of a distilled model, and what it leaves out"
    )
    vendor.add_argument("path", type=Path, metavar="FILE")
    vendor.add_argument("--json", action="store_true", help="one JSON object")
    vendor.add_argument("--email", type=Path, metavar="F", help="write the questions as an email text")
    vendor.add_argument("--docx", type=Path, metavar="F", help="write the questions as a Word file")
    for name in ("vendor", "product", "firm"):
        vendor.add_argument(f"--{name}", default="", help=f"the {name}'s name, for the letter")
    vendor.set_defaults(call=_lazy("vendor_check"))

    papers = commands.add_parser("papers", help="papers to start from, filled from a file of answers")
    papers.add_argument(
        "answers", type=Path, metavar="ANSWERS.json", help="answers by question id, or an exported assessment"
    )
    papers.add_argument("--to", type=Path, metavar="FOLDER", required=True, help="where the Word files go")
    papers.add_argument(
        "--only", action="append", default=[], metavar="ID", help="this paper only (may be repeated)"
    )
    papers.add_argument("--json", action="store_true", help="one JSON object")
    papers.set_defaults(call=_lazy("papers"))

    rules = commands.add_parser(
        "rules", help="which rules the advice is made with, and newer ones from a file"
    )
    rules.add_argument("action", nargs="?", default="show", choices=["show", "import", "reset"])
    rules.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the rules file to import")
    rules.add_argument("--json", action="store_true", help="one JSON object")
    rules.set_defaults(call=_lazy("rules"))


def _pack(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--pack", default="uk-office", metavar="P", help="uk-office, or the path of a .stillroom file"
    )


def _workers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workers", type=_count, metavar="N", help="worker processes (default: one a core)")


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"a number from 1 to 64 is wanted, not '{text}'")
    return int(text)


def _wrong(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.1 <= value <= 50.0:
        raise argparse.ArgumentTypeError(f"a number from 0.1 to 50 is wanted, not '{text}'")
    return value


def _lazy(name: str) -> Command:
    """The command's module is imported when it is called, so that the window does not wait for it."""

    def call(options: argparse.Namespace) -> int:
        from importlib import import_module

        command: Command = import_module(f"assistant.cli.{name}").main
        return command(options)

    return call


def run(arguments: Sequence[str], window: Callable[[list[str]], int]) -> int:
    """Runs one command, or opens the `window` with the paths given to it.

    Whatever a user can meet is said in a sentence on stderr, with exit code 2.
    """
    logging.basicConfig(level=logging.CRITICAL)  # libraries' warnings are no use to a clerk
    _mend_streams()
    options = parser().parse_args(list(arguments) or ["window"])
    try:
        status = window(options.paths) if options.command == "window" else int(options.call(options))
        sys.stdout.flush()
        return status
    except StillroomError as error:
        print(f"stillroom: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output went away, as `head` does: nothing to say
        _drop_output()
        return 0
    except OSError as error:
        if error.filename is None:  # a full disk behind stdout, say
            _drop_output()
            what = "Something cannot be read or written"
        else:
            what = f"{error.filename} cannot be read or written"
        print(f"stillroom: {what}: {error.strerror or error}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nstillroom: stopped. What was sorted is kept.", file=sys.stderr)
        return 130
    except Exception as error:
        # The place and the kind help to mend it; the message may quote a document.
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
        print(f"stillroom: a fault in Stillroom itself ({place}). Please report it.", file=sys.stderr)
        return 2


def _mend_streams() -> None:
    """A file name may hold what the terminal cannot show, and a stream that was closed is None."""
    if sys.stdout is None or sys.stderr is None:
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115, for as long as the process
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """What is still to be printed has nowhere to go; at its end, Python would complain of that once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)

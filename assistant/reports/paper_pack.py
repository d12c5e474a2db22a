"""Writes the paper pack into a folder, each paper as a Word file beside what is there already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from assistant.advise.advice import Advice
from assistant.advise.expression import Answers
from assistant.advise.knowledge import Knowledge
from assistant.errors import InputError
from assistant.reports.paper_rules import PaperRule
from assistant.reports.papers import find, paper, papers, suits

_LONGEST = 100  # bytes of the assessment's name; names and whole paths have limits
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]+')
_MOST_COPIES = 1000


def write_pack(
    folder: Path,
    assessment_name: str,
    answers: Answers,
    advice: Advice,
    know: Knowledge,
    only: Iterable[str] = (),
) -> list[Path]:
    """Writes every paper that suits the answers, or `only` these; returns the files in the papers' order.

    What is there is never written over: a number is added to the name. Raises InputError, naming the
    file, where one cannot be written, or where one of `only` does not suit the answers.
    """
    rules = papers(know)
    wanted = {find(rules, id).id for id in only}
    if not wanted:
        chosen = [find(rules, fit.id) for fit in suits(answers, know) if fit.fits]
    else:
        chosen = [rule for rule in rules if rule.id in wanted]
    reports = [paper(rule.id, assessment_name, answers, advice, know) for rule in chosen]
    _make(folder)
    from assistant.reports.word import render

    return [
        _write(folder, file_stem(rule, assessment_name), render(report))
        for rule, report in zip(chosen, reports, strict=True)
    ]


def file_stem(rule: PaperRule, assessment_name: str) -> str:
    """A file's name without its ending: what every system takes, whatever the assessment is called."""
    plain = "".join(c if c.isprintable() else " " for c in _FORBIDDEN.sub(" ", assessment_name))
    kept = " ".join(plain.split()).encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    return f"{rule.file} - {kept}" if kept else rule.file


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise InputError(f"{folder} is a file. Give a folder for the papers.") from None
    except NotADirectoryError:
        raise InputError(f"{folder} lies inside a file. Give a folder for the papers.") from None
    except OSError as error:
        raise InputError(
            f"The folder {folder} cannot be made: {error.strerror or error}. Give another."
        ) from error


def _write(folder: Path, stem: str, data: bytes) -> Path:
    """A new file, written whole or not at all."""
    for number in range(1, _MOST_COPIES):
        path = folder / (f"{stem}.docx" if number == 1 else f"{stem} ({number}).docx")
        try:
            file = path.open("xb")
        except FileExistsError:
            continue
        except OSError as error:
            raise _cannot(path, error) from error
        try:
            with file:
                file.write(data)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise _cannot(path, error) from error
        return path
    raise InputError(f"{folder} holds too many papers called {stem}. Choose another folder.")


def _cannot(path: Path, error: OSError) -> InputError:
    return InputError(f"{path} cannot be written: {error.strerror or error}. Choose another folder.")

"""`stillroom evaluate SOURCE`."""

from __future__ import annotations

import argparse
import time

from assistant.classify.category import NONE
from assistant.classify.measure import Answer, figures
from assistant.classify.pack import category_names
from assistant.classify.source import Case, read_source
from assistant.cli.printing import Ticker, as_json
from assistant.errors import InputError
from assistant.jobs.pool import Pool
from assistant.jobs.scoring import TextTask
from assistant.jobs.sorter import default_workers
from assistant.jobs.tasks import Sorted, SortTask

MOST_NAMED = 5
SAID = {
    "documents": "Documents",
    "accuracy": "Right when every document must be answered",
    "macro_f1": "Macro F1",
    "coverage": "Coverage: share it was sure about",
    "accuracy_when_sure": "Right when sure",
    "ece": "Calibration error",
    "auroc_unknown": "AUROC, known against strangers",
    "unknown_refused": "Strangers refused",
    "texts_per_second": "Documents a second",
}


def main(options: argparse.Namespace) -> int:
    names = category_names(options.pack)
    cases = read_source(options.source, options.text, options.label)
    unknown = sorted({case.label for case in cases} - {NONE} - set(names))
    if unknown:
        more = " and more" if len(unknown) > MOST_NAMED else ""
        raise InputError(
            f"The pack {options.pack} has no category {', '.join(unknown[:MOST_NAMED])}{more}. "
            f"Its categories are: {', '.join(names)}. 'none' means of no category."
        )
    start = time.monotonic()
    answers, failed = _answers(cases, options.pack, options.workers or default_workers())
    found = figures(answers)
    found = found.model_copy(update={"texts_per_second": round(len(cases) / (time.monotonic() - start), 2)})
    if options.json:
        print(as_json(found.model_dump()))
    else:
        for key, value in found.model_dump().items():
            print(f"{SAID[key]:45} {'-' if value is None else value}")
        if failed:
            print(f"{failed} documents could not be read; they count as not answered.")
    return 1 if failed else 0


def _answers(cases: list[Case], pack: str, workers: int) -> tuple[list[Answer], int]:
    pool = Pool(workers, pack)
    try:
        futures = [
            pool.submit(SortTask(str(case.path), pack) if case.path else TextTask(case.text or "", pack))
            for case in cases
        ]
        ticker = Ticker(len(cases), "measured")
        answers, failed = [], 0
        for number, (case, future) in enumerate(zip(cases, futures, strict=True), start=1):
            done = future.result()
            ticker(number)
            if not isinstance(done, Sorted):
                raise InputError(f"{case.path} lies only in the cloud. Fetch it and try again.")
            result = done.result
            failed += result.error is not None
            best = result.alternatives[0].category if result.alternatives else None
            answers.append(Answer(case.label, result.verdict == "sure", best, result.confidence))
        return answers, failed
    finally:
        pool.close()

"""Hand-written pitches: what is marked in them and what they leave open, decided by reading, not by running."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.advise.vendor.check import check

PITCHES = Path(__file__).parents[1] / "data" / "pitches"
GAPS = {
    "teacher": "vendor_teacher_named",
    "data": "vendor_data_described",
    "failures": "vendor_failures_tested",
    "evaluation": "vendor_evaluated_like_ours",
    "last_evaluated": "vendor_last_evaluated_known",
}


def pitches() -> list[Any]:
    return [
        pytest.param(pitch, id=f"{path.stem}: {pitch['name']}")
        for path in sorted(PITCHES.glob("*.yaml"))
        for pitch in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def squeezed(text: str) -> str:
    return " ".join(text.lower().split())


@pytest.mark.parametrize("pitch", pitches())
def test_a_pitch_is_read_as_a_person_reads_it(pitch: dict[str, Any]) -> None:
    done = check(pitch["text"])
    marked = [squeezed(signal.text) for signal in done.signals]
    for words in pitch["signals"]:
        assert any(squeezed(words) in text for text in marked), (words, marked)
    if not pitch["signals"]:
        assert marked == []
    for words in pitch.get("not", []):
        assert not any(squeezed(words) in text for text in marked)
    assert done.verdict == pitch.get("verdict", "none"), marked
    if "gaps" in pitch:
        assert list(done.gaps) == [GAPS[gap] for gap in pitch["gaps"]]
    for signal in (*done.signals, *done.denied):
        assert pitch["text"][signal.start : signal.end] == signal.text


def test_there_are_enough_pitches() -> None:
    assert len(pitches()) >= 60

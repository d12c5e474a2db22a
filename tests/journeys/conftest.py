"""Runs the real command in a process of its own, as a user does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "resources" / "samples"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "it's a wörkspace"


@pytest.fixture
def stillroom(home: Path) -> Run:
    def run(
        *arguments: str | Path,
        before: tuple[str, ...] = (),
        env: dict[str, str] | None = None,
        cwd: Path = ROOT,
    ) -> subprocess.CompletedProcess[str]:
        command = [*before, sys.executable, "-m", "assistant", *map(str, arguments)]
        surroundings = {**os.environ, "STILLROOM_HOME": str(home), "PYTHONPATH": str(ROOT), **(env or {})}
        return subprocess.run(
            command, capture_output=True, text=True, env=surroundings, cwd=cwd, timeout=280, check=False
        )

    return run


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]

"""`make run`: opens the window on a sample workspace; without a display, sorts the samples and prints the table."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "resources" / "samples"
HOME = ROOT / ".sample-workspace"


def main() -> int:
    os.environ.setdefault("STILLROOM_HOME", str(HOME))
    from assistant.__main__ import main as stillroom
    from assistant.display import why_no_window

    if not (why := why_no_window()):
        return stillroom(["window", str(SAMPLES)])
    print(f"{why}\nThe samples are sorted on the command line.", file=sys.stderr)
    # Some samples are broken on purpose, and exit code 1 says that some documents failed.
    return 0 if stillroom(["classify", str(SAMPLES)]) in (0, 1) else 2


if __name__ == "__main__":
    sys.exit(main())

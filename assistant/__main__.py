"""`stillroom`: the window, or a command. See assistant/cli for the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--stillroom-worker"]:  # a frozen app starts itself as its own worker
        from assistant.jobs.worker import main as worker

        worker()
        return 0
    from assistant.cli import run
    from assistant.paths import home

    # The charts' library keeps a list of fonts: in the app's own folder, like all that it keeps.
    os.environ.setdefault("MPLCONFIGDIR", str(home() / "fonts"))
    return run(given, _open_window)


def _open_window(paths: list[str]) -> int:
    from assistant.ui.app import main as window

    return window(paths)


if __name__ == "__main__":
    sys.exit(main())

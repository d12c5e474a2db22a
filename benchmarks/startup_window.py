"""The app's window as `stillroom` opens it, that tells on stdout when its first frame was painted.

startup_window.py PATH...
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

PYTHON_READY = time.time()
sys.path[0] = str(Path(__file__).resolve().parents[1])  # as for the command, not the benchmarks' folder

from assistant.__main__ import main  # noqa: E402


def listen() -> None:
    """Puts a listener before the application that the app is about to make."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    from assistant.ui import app

    class Listener(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
                QApplication.instance().removeEventFilter(self)
                QTimer.singleShot(0, tell)  # when this paint is done
            return False

    def tell() -> None:
        seen = {"python": PYTHON_READY, "painted": time.time(), "model": "llama_cpp" in sys.modules}
        print(json.dumps(seen), flush=True)

    make = app.application

    def application() -> QApplication:
        made = make()
        made.installEventFilter(listener)
        return made

    listener = Listener()
    app.application = application


if __name__ == "__main__":
    listen()
    sys.exit(main(["window", *sys.argv[1:]]))

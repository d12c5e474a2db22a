"""One window for each workspace."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import StillroomError


class WindowLock:
    """Held while a window is open. The system lets go of it when the process ends, however it ends."""

    def __init__(self, home: Path) -> None:
        self._home = home
        # The window hands the lock from the main thread to whichever closes it.
        self._lock = FileLock(str(home / "window.lock"), thread_local=False)

    def acquire(self) -> bool:
        """True if this is now the only window of the workspace, False if another one is open.

        Raises StillroomError where the folder cannot be written to.
        """
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except (OSError, NotImplementedError) as why:
            raise StillroomError(
                f"Stillroom cannot write to its folder {self._home} ({why}). Check that you may write "
                "there, or set STILLROOM_HOME to another folder."
            ) from why
        return True

    def release(self) -> None:
        self._lock.release()

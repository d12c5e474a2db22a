"""One window for each workspace: a second start brings the first forward and hands it its files.

The two talk through a local socket (a file or a named pipe of this user), never through the network.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from assistant.errors import StillroomError
from assistant.workspace.lock import WindowLock

log = logging.getLogger(__name__)
PATIENCE = 5.0  # seconds for a first window that is just starting
MOST_BYTES = 16_000_000


def channel(home: Path) -> str:
    """The socket's name: the same for the same workspace, and no longer than a system allows."""
    real = os.path.normcase(os.path.realpath(home))
    return "stillroom-" + hashlib.sha256(os.fsencode(real)).hexdigest()[:24]


class Instance(QObject):
    """Holds the workspace's window lock, and listens for later starts."""

    called = Signal(list)  # the paths that a second start was given

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._lock = WindowLock(home)
        self._heard: dict[QLocalSocket, bytearray] = {}  # what each caller has said so far
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def is_first(self) -> bool:
        """Takes the lock if it is free. Raises StillroomError where the folder cannot be written to."""
        if not self._lock.acquire():
            return False
        name = channel(self._home)
        QLocalServer.removeServer(name)  # left over by a start that was killed: the lock says that it is dead
        if not self._server.listen(name):
            log.warning("cannot listen for later starts: %s", self._server.errorString())
        return True

    def close(self) -> None:
        self._server.close()
        self._lock.release()

    def _answer(self) -> None:
        # The sockets stay the server's children until it closes; a slot that held one of them would be
        # freed together with it, twice.
        while (socket := self._server.nextPendingConnection()) is not None:
            self._heard[socket] = bytearray()
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(self._tidy_soon)
        self._hear()

    def _hear(self) -> None:
        for socket, heard in list(self._heard.items()):
            if not socket.bytesAvailable():
                continue
            heard.extend(bytes(socket.readAll().data()))
            if len(heard) > MOST_BYTES:
                socket.abort()
            elif heard.endswith(b"\n"):
                paths = _paths(bytes(heard))
                heard.clear()
                if paths is None:
                    socket.abort()
                    continue
                socket.write(b"ok\n")
                socket.flush()
                self.called.emit(paths)

    def _tidy_soon(self) -> None:
        QTimer.singleShot(0, self, self._tidy)

    def _tidy(self) -> None:
        gone = QLocalSocket.LocalSocketState.UnconnectedState
        self._heard = {socket: heard for socket, heard in self._heard.items() if socket.state() != gone}


def _paths(line: bytes) -> list[Path] | None:
    try:
        said = json.loads(line)
    except ValueError:
        return None
    if isinstance(said, list) and all(isinstance(one, str) for one in said):
        return [Path(one) for one in said]
    return None


def hand_over(home: Path, paths: Sequence[Path]) -> None:
    """Tells the first window to come forward with these files. Raises StillroomError where none answers."""
    line = json.dumps([str(path.absolute()) for path in paths]).encode() + b"\n"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        socket = QLocalSocket()
        socket.connectToServer(channel(home))
        if socket.waitForConnected(500):
            socket.write(line)
            if socket.waitForReadyRead(2000) and bytes(socket.readAll().data()).startswith(b"ok"):
                socket.disconnectFromServer()
                return
        time.sleep(0.1)
    raise StillroomError(
        "Stillroom is already open, but its window does not answer. Close it, then start it again."
    )

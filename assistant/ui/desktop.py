"""What the desktop does for us: open a file, show it in its folder, tell of finished work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from assistant.ui.state.opening import why_not_open
from assistant.ui.text import safe, tr
from assistant.ui.theme.icons import app_icon

NOTICE_MS = 10_000


def open_file(path: str) -> str:
    """Opens it with the program that the desktop has for it. Returns a sentence where it does not."""
    refusal = why_not_open(path)
    if refusal:
        return refusal
    if not QDesktopServices.openUrl(_url(path)):
        return tr("There is no program to open {name} with. Show it in its folder instead.", name=_name(path))
    return ""


def show_in_folder(path: str) -> str:
    """Shows the file marked in the file manager, or its folder. Returns a sentence where that fails."""
    file = Path(path)
    if not file.parent.is_dir():
        return tr("The folder of {name} is no longer there.", name=_name(path))
    try:
        if sys.platform == "win32" and file.exists():
            # Explorer wants its own kind of quoting, and its exit code says nothing.
            subprocess.Popen(f'explorer.exe /select,"{file}"')
            return ""
        if sys.platform == "darwin" and file.exists():
            subprocess.Popen(["open", "-R", str(file)])
            return ""
        if _file_manager_shows(file):
            return ""
    except OSError:
        pass  # the plain folder is the next best
    if not QDesktopServices.openUrl(_url(str(file.parent))):
        return tr(
            "There is no file manager to show {name} with. It is in {folder}.",
            name=_name(path),
            folder=_folder(file),
        )
    return ""


def _file_manager_shows(file: Path) -> bool:
    """Asks the Linux file manager over the desktop's own message bus."""
    if sys.platform in ("win32", "darwin"):
        return False
    from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    name = "org.freedesktop.FileManager1"
    manager = QDBusInterface(name, "/org/freedesktop/FileManager1", name, bus)
    if not manager.isValid():
        return False
    manager.setTimeout(2000)
    reply = manager.call("ShowItems", [file.as_uri()], "")
    return bool(reply.type() == QDBusMessage.MessageType.ReplyMessage)


def _url(path: str) -> QUrl:
    # By way of the bytes: a name that is not valid text must still be opened.
    return QUrl.fromEncoded(Path(path).absolute().as_uri().encode())


def _name(path: str) -> str:
    return safe(Path(path).name)


def _folder(file: Path) -> str:
    return safe(str(file.parent))


def notify(window: QWidget, title: str, text: str) -> bool:
    """One system notification, only while the window is away. True where one was shown."""
    if window.isActiveWindow() or not QSystemTrayIcon.isSystemTrayAvailable():
        return False
    tray = QSystemTrayIcon(app_icon(), window)

    def come_back() -> None:
        tray.hide()
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()

    tray.messageClicked.connect(come_back)
    tray.activated.connect(lambda _reason: come_back())
    tray.show()
    tray.showMessage(title, text, app_icon(), NOTICE_MS)
    QTimer.singleShot(NOTICE_MS + 2000, tray, tray.deleteLater)
    return True

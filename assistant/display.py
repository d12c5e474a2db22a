"""Is there a display that a window can open on? Qt ends the whole process where there is none, so look first."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import socket
import sys
from pathlib import Path

INSTEAD = "Sort from the command line instead: stillroom classify PATH"


def why_no_window() -> str:
    """A sentence where no window can be opened here, else nothing."""
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform in ("win32", "darwin") or wanted.partition(":")[0] not in ("", "xcb", "wayland"):
        return ""
    x11, wayland = os.environ.get("DISPLAY", ""), os.environ.get("WAYLAND_DISPLAY", "")
    if not x11 and not wayland:
        return f"There is no display to open the window on. {INSTEAD}"
    if wayland and _answers(wayland):
        return ""
    if not x11:
        return f"The display {wayland} does not answer, so no window can be opened. {INSTEAD}"
    return _why_not_x11(x11)


def _answers(display: str) -> bool:
    """Does a Wayland display of that name take callers?"""
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(str(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / display))
        except OSError:
            return False
    return True


def _why_not_x11(display: str) -> str:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
        if (plugin := _plugin()).is_file():
            ctypes.CDLL(str(plugin))  # names the first library that it lacks
    except OSError as why:
        return f"A library that the window needs is missing ({why}). Install it, or say: make system"
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return f"The display {display} does not answer, so no window can be opened. {INSTEAD}" if refused else ""


def _plugin() -> Path:
    """Qt's own part for X11. Found without loading Qt."""
    qt = importlib.util.find_spec("PySide6")
    folder = Path(qt.origin).parent if qt is not None and qt.origin else Path()
    return folder / "Qt" / "plugins" / "platforms" / "libqxcb.so"

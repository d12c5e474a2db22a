"""Checks for, or installs, the system libraries that Stillroom needs; standard library only.

python3 packaging/system.py check      names what is missing and the command that installs it
python3 packaging/system.py install    installs them with apt-get (Debian, Ubuntu)
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# library or command -> Debian package. Libraries are tried by loading them, commands by PATH.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
# Qt ends the process where one of these is missing and there is an X11 display to open the window on.
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
}
COMMANDS = {"g++": "g++", "make": "make", "git": "git"}
# Not needed to start, but for the tests' virtual screen and for readable screenshots.
ALSO = ["xvfb", "fonts-dejavu-core", "fonts-inter", "libxcb-xinerama0", *X11.values()]


def missing() -> list[str]:
    packages = []
    libraries = LIBRARIES | X11 if os.environ.get("DISPLAY") else LIBRARIES
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    packages += [package for command, package in COMMANDS.items() if shutil.which(command) is None]
    return packages


def check() -> int:
    if sys.platform != "linux":
        return 0
    packages = missing()
    if packages:
        print(f"Missing system packages: {' '.join(packages)}.", file=sys.stderr)
        print(
            f"Install them with: make system   (or: sudo apt-get install {' '.join(packages)})",
            file=sys.stderr,
        )
        return 1
    return 0


def install() -> int:
    if sys.platform != "linux" or shutil.which("apt-get") is None:
        print("make system knows Debian and Ubuntu only; on another system install what `make run` names.")
        return 0
    wanted = sorted({*missing(), *ALSO})
    installed = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Abbrev}\n", *wanted],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    have = {line.split()[0] for line in installed.splitlines() if line.split()[1:2] == ["ii"]}
    needed = [package for package in wanted if package not in have]
    if not needed:
        return 0
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *needed]):
        done = subprocess.run([*as_root, *command], env=environment, check=False)
        if done.returncode != 0:
            print(f"{' '.join(command)} failed; run it by hand and read what it says.", file=sys.stderr)
            return done.returncode
    return 0


if __name__ == "__main__":
    what = sys.argv[1:2]
    if what not in (["check"], ["install"]):
        sys.exit(__doc__)
    sys.exit(check() if what == ["check"] else install())

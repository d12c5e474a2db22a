"""Nothing opens an internet socket: neither Python nor a native library, with the network there or not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import SAMPLES, Run, lines

# Stands before libc and notes every internet socket that any library of the process asks for.
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
int socket(int domain, int type, int protocol) {
    static int (*real)(int, int, int);
    if (!real) real = (int (*)(int, int, int))dlsym(RTLD_NEXT, "socket");
    if (domain == AF_INET || domain == AF_INET6) {
        FILE *log = fopen(getenv("SOCKET_LOG"), "a");
        if (log) { fprintf(log, "%d\n", domain); fclose(log); }
    }
    return real(domain, type, protocol);
}
"""
DOCUMENTS = ("Post March", "Downloads")


@pytest.fixture
def watched(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """An environment in which every internet socket is noted, and the file of the notes."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("needs Linux and a C compiler")
    source, library, log = tmp_path / "shim.c", tmp_path / "shim.so", tmp_path / "sockets.log"
    source.write_text(SHIM, encoding="utf-8")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return {"LD_PRELOAD": str(library), "SOCKET_LOG": str(log)}, log


def test_the_watch_sees_an_internet_socket(watched: tuple[dict[str, str], Path]) -> None:
    env, log = watched
    subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], env=env, check=True)
    assert log.read_text(encoding="utf-8") == "2\n"


@pytest.mark.slow
def test_no_job_opens_an_internet_socket(
    stillroom: Run, watched: tuple[dict[str, str], Path], tmp_path: Path
) -> None:
    env, log = watched
    assert lines(stillroom("classify", *(SAMPLES / name for name in DOCUMENTS), "--json", env=env))
    assert stillroom("read", SAMPLES / "Post March" / "scan_0041.pdf", env=env).returncode == 0
    assert stillroom("doctor", env=env).returncode == 0
    assert stillroom("models", "verify", env=env).returncode == 0
    answers = tmp_path / "answers.json"
    answers.write_text('{"task_kind": "triage_email", "personal_data": "yes"}', encoding="utf-8")
    for ending in ("pdf", "html"):  # Word is written by the papers
        assert stillroom("advise", answers, "--report", tmp_path / f"r.{ending}", env=env).returncode == 0
    assert stillroom("papers", answers, "--to", tmp_path / "papers", env=env).returncode == 0
    assert stillroom("questions", "--blank", tmp_path / "blank.pdf", env=env).returncode == 0
    assert stillroom("rules", env=env).returncode == 0
    assert stillroom("vendor-check", SAMPLES / "Post March" / "scan_0041.pdf", env=env).returncode == 0
    assert not log.exists()


@pytest.mark.slow
def test_without_a_network_the_answers_are_the_same(stillroom: Run, tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    alone = (unshare or "", "--net", "--map-root-user")
    if unshare is None or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to make a network namespace")
    folder = SAMPLES / "Post March"
    here = lines(stillroom("classify", folder, "--json", env={"STILLROOM_HOME": str(tmp_path / "one")}))
    there = lines(
        stillroom("classify", folder, "--json", before=alone, env={"STILLROOM_HOME": str(tmp_path / "two")})
    )
    assert here == there
    assert len(here) > 10

"""Work beside the window ends with it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from assistant.ui.background import Background


def test_work_asked_for_while_the_window_goes_is_not_done_and_is_no_fault(qtbot: QtBot) -> None:
    background = Background()
    done: list[int] = []
    background.run(lambda: 1, done.append)
    qtbot.waitUntil(lambda: done == [1], timeout=10_000)
    background.close()
    assert background.run(lambda: 2, done.append).cancelled()
    qtbot.wait(20)
    assert done == [1]

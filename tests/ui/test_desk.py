"""The assessment at hand: saved as it is made, undone, duplicated, and opened again under other rules."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assistant.advise.assessment import FlagNote, SignOff, from_json
from assistant.advise.knowledge import shipped
from assistant.errors import InputError
from assistant.ui.decide.desk import Desk
from assistant.ui.session import Session
from assistant.workspace.store import Workspace


@pytest.fixture
def session(home: Path, qtbot: QtBot) -> Iterator[Session]:
    session = Session(home)
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.open()
    yield session
    session.close()


@pytest.fixture
def desk(session: Session, qtbot: QtBot) -> Desk:
    with qtbot.waitSignal(session.desk.prepared, timeout=20_000):
        session.desk.prepare()
    return session.desk


def begin(desk: Desk, qtbot: QtBot, name: str = "Post room") -> int:
    with qtbot.waitSignal(desk.opened):
        desk.new(name)
    assert desk.id is not None
    return desk.id


def kept(home: Path, number: int) -> dict[str, object]:
    workspace = Workspace.open(home)
    answers = dict(workspace.assessment(number).answers)
    workspace.close()
    return answers


def settle(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.is_saved, timeout=10_000)


def test_each_answer_is_on_disk_soon_after_and_the_last_state_wins(
    desk: Desk, home: Path, qtbot: QtBot
) -> None:
    number = begin(desk, qtbot)
    for volume in range(100, 140):
        desk.answer("volume_per_month", volume)
    desk.answer("error_cost", None)
    settle(desk, qtbot)
    assert kept(home, number) == {"volume_per_month": 139, "error_cost": None}


def test_closing_the_window_at_once_loses_nothing(
    session: Session, desk: Desk, home: Path, qtbot: QtBot
) -> None:
    number = begin(desk, qtbot)
    desk.answer("task_kind", "triage_email")
    desk.answer("stability", "yearly")
    session.close()
    assert kept(home, number) == {"task_kind": "triage_email", "stability": "yearly"}


def test_undo_takes_back_one_change_after_another(desk: Desk, home: Path, qtbot: QtBot) -> None:
    number = begin(desk, qtbot)
    desk.answer("task_kind", "triage_email")
    desk.answer("task_kind", "triage_email")  # no change, nothing to undo
    desk.note_flag("dpia", FlagNote(done=True, note="Filed"))
    desk.take_over({"stability": "yearly", "task_kind": "answer_faq"})
    desk.go_to("stability")
    desk.undo()
    assert desk.current is not None and desk.current.answers == {"task_kind": "triage_email"}
    assert desk.current.flags["dpia"].done and desk.current.at == "stability"
    desk.undo()
    desk.undo()
    assert not desk.can_undo() and desk.current.answers == {} and desk.current.flags == {}
    settle(desk, qtbot)
    assert kept(home, number) == {}


def test_the_advice_is_for_the_answers_as_they_are_now(desk: Desk, qtbot: QtBot) -> None:
    begin(desk, qtbot)
    desk.answer("prompt_experiment", "structured")
    desk.advise()
    desk.answer("error_cost", "harms_people")
    desk.answer("human_review", "none")
    desk.advise()
    qtbot.waitUntil(lambda: desk.advice is not None, timeout=10_000)
    assert desk.advice is not None and desk.advice.recommended == "no_ai_yet"
    desk.answer("human_review", "every_item")
    assert desk.advice is None
    desk.advise()
    qtbot.waitUntil(lambda: desk.advice is not None, timeout=10_000)
    assert desk.advice.recommended != "no_ai_yet"


def test_own_figures_change_the_costs_and_can_be_taken_back(desk: Desk, qtbot: QtBot) -> None:
    begin(desk, qtbot)
    desk.answer("volume_per_month", 2000)
    desk.assume("rag_setup", 90_000, 80_000)
    desk.advise()
    qtbot.waitUntil(lambda: desk.advice is not None, timeout=10_000)
    assert desk.advice is not None
    (rag,) = (one for one in desk.advice.costs.options if one.option == "rag")
    assert (rag.setup.low, rag.setup.high) == (80_000, 90_000)
    desk.assume_default("rag_setup")
    desk.advise()
    qtbot.waitUntil(lambda: desk.advice is not None, timeout=10_000)
    (rag,) = (one for one in desk.advice.costs.options if one.option == "rag")
    assert rag.setup.high < 80_000


def test_a_duplicate_is_another_assessment_without_the_sign_off(desk: Desk, qtbot: QtBot) -> None:
    first = begin(desk, qtbot)
    desk.answer("task_kind", "triage_email")
    desk.sign(SignOff(name="A. Khan", review=datetime.date(2027, 5, 1)))
    assert desk.current is not None
    with qtbot.waitSignal(desk.opened):
        desk.duplicate(desk.current)
    assert desk.id != first and desk.current.name == "Post room, what if"
    assert desk.current.answers == {"task_kind": "triage_email"} and desk.current.sign_off == SignOff()
    with qtbot.waitSignal(desk.opened):
        desk.duplicate(desk.stored[1].assessment)
    assert desk.current.name == "Post room, what if 2"
    desk.open(first)
    assert desk.current.sign_off.name == "A. Khan"


def test_a_deleted_one_comes_back_and_a_bad_name_is_refused(desk: Desk, qtbot: QtBot) -> None:
    number = begin(desk, qtbot)
    for name in ("", "  ", "x" * 201):
        with pytest.raises(InputError, match="1 to 200 characters"):
            desk.rename(number, name)
    desk.rename(number, "Post")
    gone = []
    desk.delete(number, gone.append)
    qtbot.waitUntil(lambda: bool(gone), timeout=10_000)
    assert desk.current is None and desk.stored == [] and gone[0].name == "Post"
    desk.restore(gone[0])
    qtbot.waitUntil(lambda: len(desk.stored) == 1, timeout=10_000)
    assert desk.stored[0].assessment.name == "Post"


def test_an_exported_file_can_be_imported_beside_the_first(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    begin(desk, qtbot, "Enquiries “é” / 事務所")
    desk.answer("task_kind", "answer_faq")
    written: list[Path] = []
    desk.export_file(tmp_path / "out", written.append)
    qtbot.waitUntil(lambda: bool(written), timeout=10_000)
    assert from_json(written[0].read_text(encoding="utf-8"), "out") == desk.current
    before = desk.current
    with qtbot.waitSignal(desk.opened):
        desk.import_file(written[0])
    assert desk.current == before and len(desk.stored) == 2


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"not json", None])
def test_a_file_that_is_no_assessment_gets_a_sentence_with_its_name(
    desk: Desk, tmp_path: Path, qtbot: QtBot, content: bytes | None
) -> None:
    path = tmp_path / "mine.json"
    if content is not None:
        path.write_bytes(content)
    with qtbot.waitSignal(desk.refused, timeout=10_000) as told:
        desk.import_file(path)
    assert told.args is not None and "mine.json" in told.args[0]
    assert desk.current is None


def test_one_made_under_older_rules_says_what_changed_until_it_is_noted(desk: Desk, qtbot: QtBot) -> None:
    number = begin(desk, qtbot)
    desk.take_over({"personal_data": "yes", "colour": "red"})
    desk.advise()
    qtbot.waitUntil(lambda: desk.advice is not None, timeout=10_000)
    settle(desk, qtbot)
    assert desk.since == [] and len(desk.left_out) == 1
    assert desk.current is not None and desk.current.advised is not None
    old = desk.current.advised
    flags = {key: severity for key, severity in old.flags.items() if key != "lawful_basis"}
    older = desk.current.model_copy(
        update={"advised": old.model_copy(update={"rules_version": "2025-01-01", "flags": flags})}
    )
    desk.restore(older)
    qtbot.waitUntil(lambda: len(desk.stored) == 2, timeout=10_000)
    desk.open(next(one.id for one in desk.stored if one.id != number))
    desk.advise()
    qtbot.waitUntil(lambda: desk.advice is not None, timeout=10_000)
    title = next(flag.title for flag in shipped().flags if flag.id == "lawful_basis")
    assert [one.text for one in desk.since] == [f"New: {title} (must)."]
    assert desk.current.advised.rules_version == "2025-01-01"
    desk.noted()
    assert desk.since == [] and desk.current.advised.rules_version == shipped().about.version

"""The review queue: its order, what becomes of each document, and what is said of it. No window is needed."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.state import review
from assistant.ui.state.queue import Queue, most_telling
from assistant.workspace.store import Counts, Doubtful

COUNTS = Counts(all=80, sure=76, not_read=4)


def queue(*ids: int) -> Queue:
    made = Queue()
    made.take_up(ids, ids)
    made.first()
    return made


def test_the_order_needs_no_qt() -> None:
    code = "import sys, assistant.ui.state.queue; print(any('PySide6' in one for one in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_the_most_torn_comes_first_and_what_is_strange_last() -> None:
    found = [
        Doubtful(1, 0.30, False),
        Doubtful(2, 0.01, True),
        Doubtful(3, 0.05, False),
        Doubtful(4, 0.30, False),
        Doubtful(5, 0.00, True),
    ]
    assert most_telling(found) == [3, 1, 4, 5, 2]


def test_an_answer_goes_to_the_next_and_the_last_to_the_end() -> None:
    one = queue(1, 2)
    one.answer(1, "suggested")
    assert (one.current, one.position, one.waiting) == (2, 2, 1)
    one.answer(2, "other")
    assert one.current is None
    assert one.waiting == 0


def test_one_put_off_comes_again_at_the_end() -> None:
    one = queue(1, 2, 3)
    assert one.put_off()
    assert (one.current, one.position, one.ids) == (2, 1, [2, 3, 1])
    one.answer(2, "suggested")
    one.answer(3, "suggested")
    assert one.current == 1
    assert not one.put_off()
    assert one.current == 1


def test_one_at_the_end_put_off_lets_the_earlier_ones_come() -> None:
    one = queue(1, 2, 3)
    one.after()
    one.after()
    assert one.put_off()
    assert one.current == 1


def test_one_can_go_back_to_what_was_answered_and_on_again() -> None:
    one = queue(1, 2, 3)
    one.answer(1, "suggested")
    assert one.before()
    assert one.current == 1
    assert not one.before()
    one.go_on()
    assert one.current == 2


def test_one_that_was_answered_is_not_put_off() -> None:
    one = queue(1, 2, 3)
    one.answer(1, "suggested")
    one.before()
    assert one.put_off()
    assert (one.ids, one.current) == ([1, 2, 3], 2)


def test_passing_over_a_document_does_not_lose_it() -> None:
    one = queue(1, 2)
    one.after()
    one.answer(2, "suggested")
    assert one.current == 1


def test_what_was_answered_elsewhere_leaves_but_not_from_under_ones_eyes() -> None:
    one = queue(1, 2, 3)
    one.take_up([3], [])
    assert (one.current, one.ids, one.waiting) == (1, [1, 3], 1)
    one.go_on()
    assert (one.current, one.ids, one.position) == (3, [3], 1)


def test_what_is_new_joins_at_the_end_and_nothing_moves() -> None:
    one = queue(5, 6)
    one.after()
    one.take_up([5, 6, 2, 9], [9, 2])
    assert (one.ids, one.current, one.position) == ([5, 6, 9, 2], 6, 2)


def test_identical_files_are_not_asked_about_again() -> None:
    one = queue(1, 2, 3)
    one.answer(1, "suggested", twins=[2])
    assert (one.current, one.position, one.ids) == (3, 2, [1, 3])


def test_at_the_end_nothing_that_is_new_comes_up_by_itself() -> None:
    one = queue(1)
    one.answer(1, "suggested")
    one.take_up([2], [2])
    assert (one.current, one.waiting) == (None, 1)
    one.first()
    assert one.current == 2


def test_news_from_before_the_answer_was_stored_do_not_undo_it() -> None:
    one = queue(1, 2)
    one.answer(1, "suggested")
    one.take_up([1, 2], [])
    assert one.outcomes == {1: "suggested"}
    one.take_up([2], [])
    one.take_up([1, 2], [1])  # stored, and then taken back elsewhere
    assert one.outcomes == {}
    assert one.waiting == 2


def test_an_undone_answer_brings_its_document_back() -> None:
    one = queue(1, 2, 3)
    one.answer(1, "suggested")
    one.answer(2, "other")
    one.take_back(2)
    one.bring(2)
    assert (one.current, one.position, one.outcomes) == (2, 2, {1: "suggested"})


def test_one_that_had_left_the_queue_is_brought_to_where_one_is() -> None:
    one = queue(1, 2, 3)
    one.take_up([1, 3], [])
    one.bring(2)
    assert (one.current, sorted(one.ids)) == (2, [1, 2, 3])


STEPS = st.lists(
    st.tuples(st.sampled_from(["answer", "put_off", "before", "after", "go_on", "left", "came"]), st.integers(0, 9)),
    max_size=40,
)  # fmt: skip


@given(STEPS)
def test_every_document_is_in_the_queue_once_and_none_is_lost(steps: list[tuple[str, int]]) -> None:
    one = queue(0, 1, 2, 3, 4)
    waiting = {0, 1, 2, 3, 4}  # what the workspace says
    for step, which in steps:
        here = one.current
        if step == "answer" and here is not None:
            one.answer(here, "suggested")
            waiting.discard(here)
        elif step in ("left", "came"):
            if step == "left":
                waiting.discard(which)
            elif which not in one.outcomes:
                waiting.add(which)
            one.take_up(waiting, sorted(waiting))
            assert one.current == here
        elif step in ("put_off", "before", "after", "go_on"):
            getattr(one, step)()
        assert len(set(one.ids)) == len(one.ids)
        assert here is None or step != "go_on" or one.current is not None or one.waiting == 0
    one.take_up(waiting, sorted(waiting))
    assert waiting <= set(one.ids)
    assert one.waiting == len(waiting)


def test_the_result_is_one_sentence() -> None:
    assert review.result(["suggested"] * 9 + ["other"] * 3) == "12 reviewed: 9 as suggested, 3 put right."
    assert review.result(["none", "suggested"]) == "2 reviewed: 1 as suggested, 1 none of these."


def test_the_line_under_the_title_says_where_one_stands() -> None:
    one = queue(*range(12))
    one.answer(0, "suggested")
    one.answer(1, "suggested")
    assert review.context(one, "March post") == "Document 3 of 12. 2 reviewed. March post"


def test_before_anything_is_sorted_the_first_action_is_offered() -> None:
    shown = review.standing(False, False, None, Queue())
    assert shown.title == "Nothing is sorted yet"
    assert [act for act, _ in shown.acts] == ["folder"]


def test_with_nothing_doubtful_one_can_look_at_what_is_sure() -> None:
    shown = review.standing(True, False, COUNTS, Queue())
    assert shown.title == "Nothing is waiting for you"
    assert shown.text == "76 documents are sure. 4 were not read."
    assert [act for act, _ in shown.acts] == ["look"]


def test_while_sorting_goes_on_more_may_come() -> None:
    shown = review.standing(True, True, Counts(all=9, sure=1, waiting=8), Queue())
    assert shown.text == "1 document is sure. Sorting goes on; what is not sure will wait here."


def test_the_end_tells_the_result_and_offers_undo() -> None:
    one = queue(1)
    one.answer(1, "suggested")
    shown = review.standing(True, False, COUNTS, one)
    assert shown.title == "1 reviewed: 1 as suggested."
    assert [act for act, _ in shown.acts] == ["look", "undo"]


def test_what_comes_after_the_end_waits_behind_a_button() -> None:
    one = queue(1)
    one.answer(1, "suggested")
    one.take_up([2, 3], [2, 3])
    shown = review.standing(True, True, COUNTS, one)
    assert shown.acts[0] == ("review", "Review 2 documents")
    assert shown.text.startswith("2 more documents wait.")

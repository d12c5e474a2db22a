"""The files of the papers: what they may hold, and what is refused with a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.advise.data import RulesError
from assistant.advise.expression import Expression, Value
from assistant.advise.flags import fired
from assistant.advise.ranking import stand
from assistant.paths import resources
from assistant.reports.paper_fill import view
from assistant.reports.paper_rules import BlockRule, TableRule, TogetherRule, load_pack, pieces
from assistant.reports.papers import papers
from tests.advise.scenario import scenarios
from tests.advise.strategies import answers_from
from tests.reports.paper_firms import ACCOUNTANT, FAQ_BOT, KNOW, RECRUITER, TODAY


def conditions(block: BlockRule) -> Iterator[Expression]:
    yield block.when
    yield from (piece.when for piece in pieces(block))
    if isinstance(block, TogetherRule):
        for inner in block.together:
            yield from conditions(inner)


def seen(answers: dict[str, Any]) -> dict[str, Value]:
    standing = stand(KNOW.rules, answers)
    flags = fired(KNOW.flags, answers, KNOW.questions, TODAY)
    return view(answers, standing.recommended, standing.then, flags, KNOW)


def test_every_condition_is_met_by_some_answers_and_not_by_others() -> None:
    tried = [ACCOUNTANT, RECRUITER, FAQ_BOT, {}, *(scenario.given for scenario in scenarios())]
    tried += [{**answers_from(seed, 0.9), "personal_data": "yes"} for seed in range(250)]
    tried += [
        {"personal_data": "yes", "dpia": "screening"},
        {"error_cost": "harms_people", "human_review": "none", "personal_data": "no"},
    ]
    views = [seen(answers) for answers in tried]
    found = {
        condition.text: condition
        for paper in papers()
        for condition in (
            *(c for block in paper.blocks for c in conditions(block)),
            *(o.when for o in paper.not_for),
        )
        if condition.names
    }
    assert len(found) > 80
    idle = [text for text, condition in found.items() if len({condition(one) for one in views}) < 2]
    assert not idle


def test_every_cell_of_a_screening_row_says_what_it_points_to() -> None:
    """A row whose pieces leave a gap, or say two things, would be a slip of the pen."""
    rule = next(paper for paper in papers() if paper.id == "dpia_screening")
    cells = [
        row.cells[2]
        for block in rule.blocks
        if isinstance(block, TableRule) and len(block.table) == 4
        for row in block.rows
        if not isinstance(row.cells[2], str)
    ]
    assert cells
    for seed in range(300):
        answers = answers_from(seed, 0.8)
        one = {**answers, "recommended": "prompting"}
        for cell in cells:
            assert not isinstance(cell, str)
            assert sum(piece.when(one) for piece in cell) == 1, (answers, cell)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "papers"
    shutil.copytree(resources() / "papers", copied)
    return copied


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("purpose: One page", "porpoise: One page", r"staff_policy.yaml, line 1: purpose: Field required"),
        ("level: 3", "level: 9", r"staff_policy.yaml, line 12: blocks.2.heading.level"),
        ("when: sector == 'legal'", "when: 'sector =='", r"staff_policy.yaml, line \d+: .*cannot be read"),
        ("when: sector == 'legal'", "when: secter == 'legal'", r"the paper staff_policy: there is no question secter"),
        ("when: sector == 'legal'", "when: sector == 'law'", r"the paper staff_policy: sector has no option 'law'"),
        ("{task_kind}", "{task_kynd}", r"the paper staff_policy: the text quotes task_kynd"),
        ("{task_kind}", "{task_kind", r"the paper staff_policy: "),
        ("cites: [consumer_law]", "cites: [consumer]", r"the paper staff_policy: there is no flag and no source consumer"),
        ("flag_ai_literacy", "flag_literacy", r"the paper staff_policy: there is no question flag_literacy"),
        ("id: staff_policy", "id: policy", r"staff_policy.yaml: the id is policy"),
        ("blocks:\n", "blocks:\n  - {sentence: Hello}\n", r"staff_policy.yaml, line 8: .*a block needs one of: heading"),
    ],
)  # fmt: skip
def test_a_fault_names_the_file_and_the_place(folder: Path, old: str, new: str, said: str) -> None:
    path = folder / "staff_policy.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulesError, match=said) as caught:
        load_pack(folder).check(KNOW)
    assert "\n" not in str(caught.value)


def test_a_row_with_too_few_cells_is_told(folder: Path) -> None:
    path = folder / "ai_register.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('[Name of the tool, "[to be filled in]"]', "[Name of the tool]"), encoding="utf-8"
    )
    with pytest.raises(RulesError, match=r"the paper ai_register: a row has 1 cells \(Name of the tool\)"):
        load_pack(folder).check(KNOW)


def test_other_rules_than_the_shipped_ones_are_held_against_the_papers() -> None:
    fewer = replace(KNOW, flags=tuple(flag for flag in KNOW.flags if flag.id != "dpia"))
    with pytest.raises(RulesError, match="In the paper dpia_screening: there is no"):
        papers(fewer)
    assert papers(replace(KNOW)) == papers()


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="no files"):
        load_pack(tmp_path)

"""Everything that the engine knows: the shipped files, read once and checked against each other."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import field_validator

from assistant.advise.costs import CostFile, check_costs
from assistant.advise.data import Strict, load, load_all
from assistant.advise.flags import FlagFile, FlagRule, gather
from assistant.advise.plan import PlanFile, check_plan
from assistant.advise.questionnaire import Questionnaire, Section
from assistant.advise.rules import FactorFile, GateFile, Rules, SourceFile
from assistant.advise.version import version
from assistant.paths import resources


class About(Strict):
    """The version of the rules, and the day on which the sources of gates and factors were last read."""

    version: str
    checked: datetime.date
    always: tuple[str, ...]

    @field_validator("version")
    @classmethod
    def _ordered(cls, text: str) -> str:
        return str(version(text))


@dataclass(frozen=True)
class Knowledge:
    questions: Questionnaire
    rules: Rules
    flags: tuple[FlagRule, ...]
    costs: CostFile
    plan: PlanFile
    about: About
    areas: Mapping[str, str] = field(default_factory=dict)  # the field of law or guidance of each flag
    papers: Mapping[str, str] = field(default_factory=dict)  # renewed wording by path; none: as it ships


@cache
def shipped() -> Knowledge:
    """What ships with the app."""
    return load_knowledge(resources())


def load_knowledge(folder: Path) -> Knowledge:
    """Raises RulesError, naming the file and the line, where the data cannot be used."""
    questions = Questionnaire(load_all(folder / "questionnaire", Section))
    advice = folder / "advice"
    rules = Rules(
        load(advice / "gates.yaml", GateFile),
        load(advice / "factors.yaml", FactorFile),
        load(advice / "sources.yaml", SourceFile),
        questions,
    )
    flag_files = load_all(folder / "regulations", FlagFile)
    flags = gather(flag_files, questions)
    areas = {flag.id: file.area for file in flag_files for flag in file.flags}
    cost_file = load(advice / "costs.yaml", CostFile)
    check_costs(cost_file, questions)
    plan = load(advice / "plan.yaml", PlanFile)
    check_plan(plan, questions)
    return Knowledge(questions, rules, flags, cost_file, plan, load(advice / "about.yaml", About), areas)

"""Everything that the engine knows: the shipped files, read once and checked against each other."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.advise.costs import CostFile, check_costs
from assistant.advise.data import Strict, load, load_all
from assistant.advise.flags import FlagFile, FlagRule, gather
from assistant.advise.plan import PlanFile, check_plan
from assistant.advise.questionnaire import Questionnaire, Section
from assistant.advise.rules import FactorFile, GateFile, Rules, SourceFile
from assistant.paths import resources


class About(Strict):
    """The version of the rules, and the day on which the sources of gates and factors were last read."""

    version: str
    checked: datetime.date
    always: tuple[str, ...]


@dataclass(frozen=True)
class Knowledge:
    questions: Questionnaire
    rules: Rules
    flags: tuple[FlagRule, ...]
    costs: CostFile
    plan: PlanFile
    about: About


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
    flags = gather(load_all(folder / "regulations", FlagFile), questions)
    cost_file = load(advice / "costs.yaml", CostFile)
    check_costs(cost_file, questions)
    plan = load(advice / "plan.yaml", PlanFile)
    check_plan(plan, questions)
    return Knowledge(questions, rules, flags, cost_file, plan, load(advice / "about.yaml", About))

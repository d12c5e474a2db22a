"""Gates, then scores: which approach stands where for these answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.advise.approach import Approach
from assistant.advise.expression import Answers
from assistant.advise.rules import Factor, Gate, Rules

_ORDER = {approach: place for place, approach in enumerate(Approach)}
# A gate's verdict must be seen in the figures, and no gate may turn a push round. So each approach's
# points are squeezed into a band: what is shut lies below what is open, and both below what a gate names.
_SHUT, _BESIDE, _OPEN, _NAMED = (0, 0.25), (26, 0.33), (26, 0.74), (60, 0.40)
# Points beyond this are all "as good as it gets".
_FULL = 150


@dataclass(frozen=True, slots=True)
class Standing:
    """Where every approach stands."""

    points: dict[Approach, int]
    gates: Sequence[Gate]
    shut: dict[Approach, tuple[Gate, ...]]
    lead: Gate | None

    @property
    def recommended(self) -> Approach:
        if self.lead is not None and self.lead.leads_to is not None:
            return self.lead.leads_to
        return self.best(a for a in Approach if a not in self.shut)

    @property
    def order(self) -> list[Approach]:
        first = self.recommended
        return sorted(Approach, key=lambda a: (a is not first, a in self.shut, -self.points[a], _ORDER[a]))

    @property
    def then(self) -> Approach | None:
        """The approach that the recommended one may grow into, or None where there is nothing to grow.

        Behind "not yet" stands what would be advised once people review. Behind "prompting first" stands
        what would be advised after the experiment. Otherwise it is what scores higher but is shut out by
        something that the firm can cure.
        """
        rule = self.lead.rule if self.lead else None
        if rule == "10":
            reviewed = judge(self.points, [gate for gate in self.gates if gate.rule != "10"]).recommended
            return None if reviewed is Approach.NO_AI_YET else reviewed
        if rule not in (None, "1"):
            return None
        later = judge(self.points, [gate for gate in self.gates if gate.rule != "1"])
        if later.lead is not None:
            candidate = later.recommended
        else:
            curable = [a for a in Approach if all(gate.curable for gate in later.shut.get(a, ()))]
            candidate = later.best(a for a in curable if a is not Approach.NO_AI_YET)
        return None if candidate is self.recommended else candidate

    def best(self, among: Iterable[Approach]) -> Approach:
        return min(among, key=lambda a: (-self.points[a], _ORDER[a]))

    def fit(self, approach: Approach) -> int:
        """0 to 100. More points never give less of it under the same gates."""
        if self.lead is not None and approach is self.lead.leads_to:
            band = _NAMED
        elif approach in self.shut:
            band = _SHUT
        else:
            band = _OPEN if self.lead is None else _BESIDE
        return round(band[0] + band[1] * 100 * max(0, min(_FULL, self.points[approach])) / _FULL)


def stand(rules: Rules, answers: Answers) -> Standing:
    gates = [gate for gate in rules.gates if gate.when(answers)]
    factors = [factor for factor in rules.factors if factor.when(answers)]
    return standing(rules, gates, factors)


def standing(rules: Rules, gates: Sequence[Gate], factors: Iterable[Factor]) -> Standing:
    points = dict(rules.start)
    for factor in factors:
        for approach, push in factor.push.items():
            points[approach] += push
    return judge(points, gates)


def judge(points: dict[Approach, int], gates: Sequence[Gate]) -> Standing:
    """`gates` in their order of precedence: the first that names an approach decides."""
    lead = next((gate for gate in gates if gate.leads_to is not None), None)
    shut: dict[Approach, tuple[Gate, ...]] = {}
    for gate in gates:
        for approach in gate.shuts:
            if lead is None or approach is not lead.leads_to:
                shut[approach] = (*shut.get(approach, ()), gate)
    return Standing(points, gates, shut, lead)

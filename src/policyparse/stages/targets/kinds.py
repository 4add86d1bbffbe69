"""Whether a number is a target, a baseline, a condition or a benefit.

The rules are a list; the first that holds tells the kind. What none of them claims is a target.
"""

from __future__ import annotations

from collections.abc import Callable

from policyparse.records.found import TargetKind
from policyparse.stages.targets.around import Around, around_number
from policyparse.stages.targets.baselines import baseline
from policyparse.stages.targets.benefits import benefit, fine, price
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.conditions import defined, exceeded, of_a_clause, of_an_applicant, sized, terms
from policyparse.stages.targets.limits import concerned, in_brackets, limit
from policyparse.text import Span

_RULES: tuple[Callable[[Around], TargetKind | None], ...] = (
    fine,
    terms,
    of_a_clause,
    sized,
    defined,
    baseline,
    exceeded,
    price,
    limit,
    in_brackets,
    concerned,
    benefit,
    of_an_applicant,
)


def kind(
    text: str, compared: Compared, clause: Span, sentence: Span, outer: TargetKind | None, listed: bool
) -> TargetKind:
    """The kind of a number (GOLD.md): `clause` holds it, `outer` is the kind of the number before its brackets.

    `listed`: the sentence stands in a list of conditions.
    """
    around = around_number(text, compared, clause, sentence, outer, listed)
    for rule in _RULES:
        if (found := rule(around)) is not None:
            return found
    return "target"

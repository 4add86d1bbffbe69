"""Where a text has what clauses are told by; one scan finds all of it, since looking at each character is what costs."""

import re
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.stages.responsibilities.brackets import families
from policyparse.stages.responsibilities.columns import ends_of_cells
from policyparse.stages.responsibilities.conventions import anchors
from policyparse.stages.responsibilities.line_ends import ends_of_lines
from policyparse.stages.responsibilities.position import (
    COLONS,
    LABEL_ENDS,
    SHUT,
    closes_label,
    said_of,
    stands_for_colon,
)


class Signs(NamedTuple):
    """Where the signs of each kind stand, in order."""

    brackets: list[int]
    label_ends: list[int]  # colons, and the blanks that stand for one
    anchors: list[int]  # of rules
    cell_ends: list[int]  # what ends a line or parts columns, behind what may be a label
    line_ends: list[int]  # behind what may be a name


def signs(text: str) -> Signs:
    """The signs of a text. No sign of one kind has a character of another kind in it, so that none hides another."""
    line_ends = ends_of_lines(text)
    found = Signs([], [], [], ends_of_cells(text, line_ends), line_ends)
    brackets, label_ends, of_rules, cell_ends, _ = found
    is_bracket = families()
    for at in [match.start() for match in _every().finditer(text)]:
        first = text[at]
        if first in is_bracket:
            brackets.append(at)
            if first in SHUT and closes_label(text, at):
                label_ends.append(at)
        elif first in _LABEL_SIGNS:
            label_ends.append(at)
        else:
            of_rules.append(at)
    if said := said_of(text) + [at for at in cell_ends if stands_for_colon(text, at)]:
        label_ends[:] = sorted(label_ends + said)
    return found


_LABEL_SIGNS = COLONS + "—"


@kept
def _every() -> re.Pattern[str]:
    """Flat, and each choice begins with a character of its own: so the engine looks at first characters only."""
    return re.compile("|".join((*map(re.escape, families()), *LABEL_ENDS, *anchors())))

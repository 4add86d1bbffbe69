"""Where lines end behind what may be a label or a name: one look at the ends of all lines, of which few are so."""

import re

from policyparse.kept import kept
from policyparse.stages.responsibilities.columns import ends_of_labels
from policyparse.stages.responsibilities.vocabulary import names


def ends_of_lines(text: str) -> list[int]:
    """Where lines end behind a character with which a label or a name may, its full stop or a blank."""
    return [match.start() for match in _end().finditer(f"{text}\n")]


@kept
def _end() -> re.Pattern[str]:
    """A look at one character settles most lines."""
    ends = re.escape("".join(sorted(names().ends | ends_of_labels())))
    return re.compile(f"\n(?<=[{ends}。\\s]\n)(?<!\n\n)(?<![^{ends}]。\n)")

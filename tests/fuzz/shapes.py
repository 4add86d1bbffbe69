"""The hostile shapes of tests/cases/faults/shapes.yaml as texts of any size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

CASES = Path(__file__).parents[1] / "cases" / "faults" / "shapes.yaml"


@dataclass(frozen=True)
class Shape:
    """`repeat` again and again (`{n}` counts the copies) behind `first`, then as many `close`, then `last`."""

    name: str
    repeat: str
    first: str = ""
    close: str = ""
    last: str = ""

    def text(self, size: int) -> str:
        """The shape in about `size` bytes of UTF-8."""
        counted = "{n}" in self.repeat
        copies = max(1, size // (len((self.repeat + self.close).encode()) + 3 * counted))
        if counted:
            return self.first + "".join(self.repeat.replace("{n}", str(n)) for n in range(1, copies + 1)) + self.last
        return self.first + self.repeat * copies + self.close * copies + self.last


@cache
def shapes() -> tuple[Shape, ...]:
    """All shapes, in the order of the file."""
    return tuple(Shape(**row) for row in yaml.safe_load(CASES.read_text(encoding="utf-8")))

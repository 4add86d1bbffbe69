"""Lines on a page that make no table: a frame, an empty form, one box with a text, a rule under a headline."""

from __future__ import annotations

import pytest

from policyparse.stages.read.paged.page import Glyph, Rule
from policyparse.stages.read.paged.tables import row_text, tables


def words(text: str, x: float, y: float, size: float = 12.0) -> list[Glyph]:
    return [Glyph(c, x + size * n, x + size * (n + 1), y, size, False) for n, c in enumerate(text)]


def grid(xs: list[float], ys: list[float]) -> list[Rule]:
    """All lines between these places."""
    return [Rule(xs[0], y, xs[-1], y) for y in ys] + [Rule(x, ys[0], x, ys[-1]) for x in xs]


XS, YS = [100.0, 200.0, 400.0], [100.0, 140.0, 180.0]


def test_cells_of_a_grid_are_a_table_and_what_stands_outside_is_not() -> None:
    inside = [*words("事项", 110, 125), *words("单位", 210, 125), *words("用水", 110, 165), *words("水务局", 210, 165)]
    outside = words("一、任务如下", 100, 80)
    (table,), rest = tables([*outside, *inside], grid(XS, YS))
    assert [row_text(row) for row in table.rows] == ["事项\t单位", "用水\t水务局"]
    assert rest == outside


@pytest.mark.parametrize(
    "rules",
    [
        grid([60.0, 500.0], [60.0, 780.0]),  # a frame around the page
        grid(XS, [400.0, 440.0, 480.0]),  # a form that nobody filled in
        grid(XS, [90.0, 140.0]),  # a box that is empty beside the text
        [*grid(XS, [400.0, 440.0, 480.0]), Rule(60.0, 60.0, 500.0, 60.0)],  # and a rule far above it
        [Rule(60.0, 60.0, 500.0, 60.0)],
    ],
    ids=["frame", "empty form", "box", "headline", "rule"],
)
def test_lines_without_cells_of_text_are_no_table(rules: list[Rule]) -> None:
    text = words("推进一网通办", 110, 125)
    assert tables(text, rules) == ([], text)

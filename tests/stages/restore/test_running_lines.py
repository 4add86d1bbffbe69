"""A line that each printed page repeats is told from a line that a text repeats."""

from __future__ import annotations

import pytest

from policyparse.stages.restore.layout.running import running

HEAD = "临河县人民政府公报"
WIDTH = 20.0
FULL = "各乡镇要按照本方案的要求抓好各项工作"  # a row that the next one goes on with
WHOLE = "各乡镇要抓好各项工作。"


def pages(count: int, *head: str, row: str = FULL, rows: int = 14) -> list[str]:
    """The lines of so many pages, each with `head` above its rows; `#` in it is the page's number."""
    return [line.replace("#", str(n)) for n in range(1, count + 1) for line in (*head, *[row] * rows)]


def found(lines: list[str]) -> set[str]:
    """The lines that `running` takes for those of pages; a line of figures alone counts pages."""
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    widths = [WIDTH if line == FULL else float(len(line)) for line in lines]
    numbers = {start for start, line in zip(starts, lines, strict=True) if line.isdigit()}
    taken = running(list(zip(starts, lines, strict=True)), widths, WIDTH, numbers)
    return {line for start, line in zip(starts, lines, strict=True) if start in taken}


def test_a_line_beside_the_numbers_of_pages_is_theirs_whatever_it_parts() -> None:
    assert found(pages(4, "#", HEAD, row=WHOLE)) == {HEAD}
    assert found(pages(4, HEAD, "#", row=WHOLE)) == {HEAD}


def test_a_line_that_stands_beside_few_of_the_numbers_is_the_texts_own() -> None:
    lines = pages(2, "#", HEAD, row=WHOLE) + pages(3, HEAD, row=WHOLE, rows=3)
    assert found(lines) == set()


def test_a_line_that_parts_sentences_from_page_to_page_is_theirs() -> None:
    assert found(pages(4, HEAD)) == {HEAD}
    assert found(pages(4, HEAD, row=WHOLE)) == set(), "it parts nothing: a heading that returns"


@pytest.mark.parametrize("head", ["责任单位：", "县教育局、县财政局", FULL], ids=["ends a clause", "list", "full row"])
def test_what_a_text_repeats_is_no_line_of_pages(head: str) -> None:
    assert found(pages(4, head, "#")) == set()


def test_a_line_that_stands_on_two_pages_or_at_any_distance_tells_nothing() -> None:
    assert found(pages(2, HEAD, "#")) == set()
    assert found([line for rows in (14, 2, 40, 5, 80) for line in pages(1, HEAD, rows=rows)]) == set()

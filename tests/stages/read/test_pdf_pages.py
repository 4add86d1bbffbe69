"""What is taken from a PDF's pages: the lines of its tables, and why a file cannot be read."""

from __future__ import annotations

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import read
from policyparse.stages.read.paged.page import Rule

from .files import FONT, assembled, drawn, paragraph, pdf

pytest.importorskip("pypdfium2", reason="PDF is read with pypdfium2, of the extra `formats`")

from policyparse.stages.read.pdf import glyphs

GOAL = "为深入贯彻落实党中央、国务院关于优化营商环境的决策部署，结合本市实际，制定本方案。"


def rules(content: str) -> set[tuple[int, ...]]:
    """The lines of a page in whole points: left, top, right, bottom from its upper left corner."""
    (page,) = glyphs.pages(drawn(content))
    assert all(isinstance(rule, Rule) for rule in page.rules)
    return {tuple(map(round, rule)) for rule in page.rules}


def test_the_sides_of_a_box_that_is_drawn_are_lines_of_a_table() -> None:
    left, top, right, bottom = 99, 641, 301, 743  # the box with half of its line around it
    assert rules("1 w 100 100 200 100 re S") == {
        (left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom), (right, top, right, bottom),
    }  # fmt: skip


def test_a_shaded_area_draws_no_lines_but_a_thin_one_is_one() -> None:
    assert rules("0.9 g 100 100 200 100 re f") == set()
    assert rules("100 100 200 0.5 re f") == {(100, 742, 300, 742)}


def test_a_drawing_of_many_strokes_is_no_box() -> None:
    steps = " ".join(f"{100 + 20 * n} {100 + 50 * (n % 2)} l" for n in range(1, 9))
    assert rules(f"100 100 m {steps} S") == set()


def test_a_file_with_too_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MOST_GLYPHS", 20)
    with pytest.raises(glyphs.Unreadable, match="more than 20 characters") as refused:
        list(glyphs.pages(pdf([paragraph(GOAL, 100)])))
    assert refused.value.code == "too-large"


def encrypted() -> bytes:
    """A PDF that nobody opens without its password."""
    secret = "".join(f"{n:02x}" for n in range(32))
    data = assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            FONT.encode(),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
            f"<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{secret}>/U<{secret}>>>".encode(),
        ]
    )
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 5 0 R/ID[<00><00>]")


@pytest.mark.parametrize(
    ("data", "code"), [(encrypted(), "encrypted"), (b"%PDF-1.7\ncut off", "damaged")], ids=["encrypted", "damaged"]
)
def test_why_a_file_cannot_be_read_is_said_with_a_way_out(data: bytes, code: str) -> None:
    with pytest.raises(glyphs.Unreadable) as unreadable:
        list(glyphs.pages(data))
    assert unreadable.value.code == code
    with pytest.raises(InputError) as refused:  # the same by way of the process that reads PDFs
        read(data, "plan.pdf")
    assert refused.value.code == code
    assert "plan.pdf" in str(refused.value)

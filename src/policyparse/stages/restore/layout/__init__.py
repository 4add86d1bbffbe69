"""Lines that layout broke (PDF text, wrapped mail) → paragraphs joined again, every joint an edit.

A text is wrapped where most of its longer lines have one width and end in the middle of a sentence. Only then are
lines joined: the fragments are laid out as rows of that width with the least contradiction (a row that is full goes
on, a paragraph ends in a short row, a label opens a paragraph), row by row in one pass.
"""

from __future__ import annotations

import itertools
import re

from policyparse.records.found import Restored
from policyparse.stages.restore.layout.fragments import Fragments, fragments_of
from policyparse.stages.restore.layout.joints import joints_of
from policyparse.stages.restore.layout.labels import labels_before_lines, labels_from_the_end, labels_of_dashes
from policyparse.stages.restore.layout.marks import (
    mark_hanging,
    mark_headings,
    mark_out_of_turn,
    mark_short_rows,
    mark_shown,
)
from policyparse.stages.restore.layout.setting import setting, unparted
from policyparse.stages.restore.layout.widths import break_off, common_width, runs_on, widths_of, wrap_width
from policyparse.stages.restore.lines import ended, lines_of
from policyparse.text import AlignedText, Replacement

# the words that tell are written in simplified characters here; text comes before it is simplified
_SIMPLIFIED = dict(
    zip(
        "辦廳室員會組經報並為請錄號門單機構處點見計劃規細則務貫徹進實認續範強據來專欄責牽頭與參協時現將編節條開總體區縣黨國爲",
        "办厅室员会组经报并为请录号门单机构处点见计划规细则务贯彻进实认续范强据来专栏责牵头与参协时现将编节条开总体区县党国为",
        strict=True,
    )
)
_TRADITIONAL = re.compile(f"[{''.join(_SIMPLIFIED)}]")


def layout(aligned: AlignedText) -> Restored:
    """The text with the lines joined that layout broke; a text whose lines are paragraphs passes unchanged.

    Text that was wrapped twice is joined twice: until nothing is left to join, so that a second time changes nothing.
    Where each joining makes other lines look broken there is no width to go by, and the text stays as it is.
    """
    joined = labels_of_dashes(aligned)
    for _ in range(_PASSES):
        again = _joined(labels_from_the_end(joined))
        if again is joined:
            again = labels_before_lines(joined)
        if again is joined:
            return Restored(joined)
        joined = again
    return Restored(aligned)


_PASSES = 5


def _joined(aligned: AlignedText) -> AlignedText:
    """The text with its lines joined once; the same where it is not wrapped."""
    text, lines = ended(aligned.text), lines_of(aligned.text)
    lengths = list(map(len, lines))
    if not break_off(lines, lengths) or runs_on(lengths):
        return aligned  # what most texts are is seen by how their lines end
    widths = widths_of(lines, lengths)
    mode = common_width(text, widths)
    if mode is None:
        return aligned
    text = _TRADITIONAL.sub(lambda found: _SIMPLIFIED[found[0]], text)
    fragments, pages = fragments_of(text, widths, mode)
    width = wrap_width(text, fragments)
    if width is None:
        return aligned
    rows = setting(text, fragments, width, widths is lengths)
    mark_shown(fragments, rows)
    mark_out_of_turn(text, fragments, rows)
    mark_hanging(text, fragments)
    mark_headings(text, fragments, rows)
    whole = mark_short_rows(text, fragments, rows)
    joints = joints_of(fragments, unparted(text, fragments, rows) if whole else rows, whole)
    replacements = _replacements(text, fragments, joints, pages)
    return aligned.apply(replacements, stage="restore") if replacements else aligned


def _replacements(text: str, fragments: Fragments, joints: list[bool], pages: dict[int, int]) -> list[Replacement]:
    """The breaks that go away; a page break between paragraphs becomes a line break, a page number goes with it."""
    found = []
    numbers = _page_numbers(pages)
    breaks = zip(fragments.stops, fragments.starts[1:], fragments.turned[1:], joints[1:], strict=False)
    for end, start, turned, joined in breaks:
        if joined:
            last = text[end - 1]
            latin = last.isascii() and last.isalpha() and text[start].isascii()
            paged = turned or start in pages or "\f" in text[end:start]
            found.append(Replacement(end, start, " " if latin else "", "layout.page" if paged else "layout.line"))
        elif start in numbers or turned or ("\n" not in text[end:start] and "\f" in text[end:start]):
            found.append(Replacement(end, start, "\n", "layout.page"))
    last_stop = fragments.stops[-1]
    return [*found, *(Replacement(last_stop, at, "", "layout.page") for at in numbers if at > last_stop)]


def _page_numbers(pages: dict[int, int]) -> set[int]:
    """The places where a number is that of a page: it is one more than the last such number, or one less than the next."""
    numbers: set[int] = set()
    for (a, first), (b, second) in itertools.pairwise(pages.items()):
        if second == first + 1:
            numbers |= {a, b}
    return numbers

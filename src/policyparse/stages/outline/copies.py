"""Second copies of a text in one file: they are marked, and count once."""

from __future__ import annotations

from policyparse.stages.outline.labels import TOP_RANK
from policyparse.stages.outline.line import Line


def drop_repeats(text: str, lines: list[Line]) -> None:
    """A text that stands twice, word for word, counts once: mark the second copy."""
    seen: dict[str, int] = {}
    done = 0
    for i, line in enumerate(lines):
        label = line.label
        if label is None or label.number != 1 or label.rank > TOP_RANK or i < done:
            continue
        first = seen.setdefault(line.of(text)[:80], i)
        if first == i:
            continue
        begin, end = _extend_repeat(text, lines, first, i)
        done = end
        if end - begin >= 3 and _is_copy(lines, first, i, begin, end):
            begin = _with_front(text, lines, first - (i - begin), begin)
            for copy in lines[begin:end]:
                copy.label, copy.kind, copy.copy = None, "layout", True


def _is_copy(lines: list[Line], first: int, second: int, begin: int, end: int) -> bool:
    """True where what is repeated is most of what stands between the two, and not a phrase that plans share."""
    length = lines[end - 1].end - lines[begin].start
    return length >= 200 and 2 * length >= lines[second].start - lines[first].start


def _extend_repeat(text: str, lines: list[Line], first: int, second: int) -> tuple[int, int]:
    """The lines `[begin, end)` around `second` that say, word for word, what those around `first` say."""
    begin = second
    while begin > first and first - (second - begin) > 0:
        a, b = lines[first - (second - begin) - 1], lines[begin - 1]
        if a.end - a.start != b.end - b.start or a.of(text) != b.of(text):
            break
        begin -= 1
    return begin, _end_of_repeat(text, lines, first, second)


def _end_of_repeat(text: str, lines: list[Line], first: int, second: int) -> int:
    """Behind the last line of the copy that begins at line `second`; the two may be cut into lines differently."""
    i, j = first, second
    p, q = lines[i].start, lines[j].start
    while i < second and j < len(lines):
        length = min(lines[i].end - p, lines[j].end - q)
        if text[p : p + length] != text[q : q + length]:
            break
        p, q = p + length, q + length
        if p == lines[i].end:
            i += 1
            p = lines[i].start
        if q == lines[j].end:
            j += 1
            q = lines[j].start if j < len(lines) else q
    if j == len(lines):
        return j
    # the last line of a copy may run on into what follows it
    runs_on = q - lines[j].start >= _SURE or (j > second and text[p : p + _ALIKE] == text[q : q + _ALIKE])
    return j + runs_on


def _with_front(text: str, lines: list[Line], first: int, begin: int) -> int:
    """Where the copy begins whose items begin at line `begin`: its title, addressees and preamble, however they are
    cut, say what stands above the items that begin at line `first`."""
    front = "".join(text[: lines[first].start].split())
    while begin > first and lines[begin - 1].label is None:
        words = "".join(lines[begin - 1].of(text).split())
        if words not in front:
            break
        begin -= 1
    return begin


_SURE = 8  # characters that a short last line must share
_ALIKE = 40  # characters in which two copies of a paragraph must agree

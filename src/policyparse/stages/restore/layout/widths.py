"""How wide the lines of a text are, and whether and at which width it was wrapped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from policyparse.stages.restore.layout.fragments import ENDS_OR_CLOSES, PAGE, Fragments
from policyparse.stages.restore.layout.setting import MOST_SLACK, are_shown

_NOT_PRINTED = bytes((*range(0x0A), *range(0x0B, 0x20), 0x7F))
"""What ASCII has beside characters of half a width and the ends of lines."""
_PAUSE = re.compile("[，。、；]")
_LEAST_WIDTH, _MOST_WIDTH = 18.0, 64.0
_EXACT = 10  # lines near one width, to one that is longer
_WIDE = 8  # one part in so many of a wrapped text may stand in lines that are twice as wide as most


def break_off(lines: Sequence[str], lengths: Sequence[int]) -> bool:
    """False where too few of the longer lines end in mid-sentence for a text to be wrapped, whatever their widths are.

    `wrap_width` asks it of two lines and of half of those near one width, which are a quarter of the longer ones.
    """
    ends, least = ENDS_OR_CLOSES, int(_LEAST_WIDTH)
    open_ones = [line for line in lines if line[-1] not in ends]
    broken = len([line for line in open_ones if len(line) >= least])
    if broken < 2:
        return False
    surely_long = len([length for length in lengths if length >= 2 * least])  # if they were of half-width characters
    return 8 * broken > surely_long


def runs_on(lengths: list[int]) -> bool:
    """True where lines that no page holds are too much of a text for it to be wrapped, whatever the others are."""
    return _WIDE * sum([length for length in lengths if length >= PAGE]) > sum(lengths)


def common_width(text: str, widths: Sequence[float]) -> int | None:
    """The width that enough of the longer lines of a text have; None where its lines are paragraphs."""
    if not widths or len(text) > _MOST_WIDTH * 4 * len(widths):
        return None
    long = [w for w in widths if w >= _LEAST_WIDTH]
    if not long:
        return None
    counts: Counter[int] = Counter()
    for width, count in Counter(long).items():
        counts[round(width)] += count
    of = counts.get
    mode = max(counts, key=lambda w: (w * (of(w - 1, 0) + counts[w] + of(w + 1, 0)), w))
    near = len([w for w in long if abs(w - mode) <= MOST_SLACK])
    wide = sum([w for w in long if w > 2 * mode])
    if mode > _MOST_WIDTH or near < 2 or _WIDE * wide > sum(long):
        return None
    return mode if 4 * near >= len(long) or _are_longest(long, mode, near) else None


def _are_longest(long: Sequence[float], mode: int, near: int) -> bool:
    """True where hardly any line is longer than those near one width: a text of many short items was wrapped."""
    return near >= _EXACT and _EXACT * sum([w > mode + MOST_SLACK for w in long]) <= near


def wrap_width(text: str, fragments: Fragments) -> float | None:
    """The width at which a text was wrapped, or None where its lines are paragraphs."""
    widths = fragments.widths
    mode = common_width(text, widths)
    if mode is None:
        return None
    near = [at for at, width in enumerate(widths) if width >= _LEAST_WIDTH and abs(width - mode) <= MOST_SLACK]
    broken = [at for at in near if not fragments.ends[at]]
    if len(near) == 2 and (len(broken) < 2 or max(widths) > mode + MOST_SLACK or _opening(fragments, broken)):
        return None  # two lines say little: both must be broken, and none wider
    starts, stops = fragments.starts, fragments.stops
    running = sum([_PAUSE.search(text, starts[at], stops[at]) is not None for at in broken])
    if 5 * running < 2 * len(broken):
        return None
    most = 2 * len(broken) > len(near) or (4 * len(broken) > len(near) and are_shown(text, fragments, mode))
    return float(mode) if most else None


def _opening(fragments: Fragments, broken: list[int]) -> bool:
    """True where a paragraph begins right behind one of the lines that seem broken."""
    behind = [at + 1 for at in broken if at + 1 < len(fragments.starts)]
    return any(fragments.opens[at] or fragments.apart[at] for at in behind)


def widths_of(lines: Sequence[str], lengths: list[int]) -> Sequence[float]:
    """How wide lines are: as printed, or by their characters where that is what most of the longer ones share.

    An editor that breaks after 40 characters makes lines of many widths where there are digits.
    """
    printed = _printed_widths(lines, lengths)
    long = [at for at, length in enumerate(lengths) if _LEAST_WIDTH <= length < PAGE]
    if not long:
        return printed
    by_length, by_width = Counter([lengths[at] for at in long]), Counter([printed[at] for at in long])
    (length, counted), (_, most) = by_length.most_common(1)[0], by_width.most_common(1)[0]
    if counted <= most:
        return printed
    if 2 * counted >= len(long):
        return lengths
    broken = [
        lengths[at] for at in long if abs(lengths[at] - length) <= MOST_SLACK and lines[at][-1] not in ENDS_OR_CLOSES
    ]
    return lengths if len(broken) >= _EXACT and 10 * broken.count(length) >= 9 * len(broken) else printed


def _printed_widths(lines: Sequence[str], lengths: list[int]) -> list[float]:
    """The widths in full-width characters; of a line that no page holds, its length."""
    narrow = "\n".join(lines).encode("ascii", "ignore").translate(None, _NOT_PRINTED).split(b"\n")
    return [
        length - len(ascii) / 2 if length < PAGE else float(length)
        for length, ascii in zip(lengths, narrow, strict=False)  # where there is no line, there is one of `narrow`
    ]

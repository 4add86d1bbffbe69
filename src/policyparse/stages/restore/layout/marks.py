"""What the lines of a wrapped text are for how it was set and for the lines around them."""

from __future__ import annotations

import itertools
import re

from policyparse.lexicon.small_numbers import small_number
from policyparse.stages.restore.layout.fragments import (
    CLAUSE,
    OPENING,
    SIGNATURE_ENDS,
    Fragment,
    cost_of_beginning,
    signs,
)
from policyparse.stages.restore.layout.setting import MOST_SLACK, Setting

_NUMBERING = re.compile(
    r"([一二三四五六七八九十]{1,4}(?:、|[ \u3000]{1,2}(?=[一-鿿“《2２])))|([（(][一二三四五六七八九十]{1,4}[）)])|([0-9０-９]{1,3}[.．、])|((?:专栏|專欄)\s?\d{0,2})"
)
_HAN = re.compile(r"[一-鿿]")
_BRACKET = re.compile(r"[（(〔\[［【）)〕\]］】]")
_DAY = re.compile(r"(?:[1１][9９]|[2２][0０])\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_INDENT = 2.0


def mark_shown(fragments: list[Fragment], rows: Setting) -> None:
    """Marks the fragments that stand in, or behind a blank line, as paragraphs that begin, where a text shows by that
    where they do. One that does not, behind a full row, goes on with it: `1.` begins no paragraph there, but is a part of `1.5亿元`."""
    if rows.begins is None:
        return
    for (before, fragment), begins in zip(itertools.pairwise(fragments), rows.begins[1:], strict=True):
        if begins:
            fragment.opens, fragment.apart, fragment.lean = True, True, 0.0
        elif not (before.ends or fragment.apart) and before.width >= rows.width - MOST_SLACK:
            fragment.opens, fragment.lean = False, 2.0


def mark_out_of_turn(text: str, fragments: list[Fragment], rows: Setting) -> None:
    """A number that does not count on is no label at the beginning of a row behind a full one that ends in mid-sentence:
    `……在园区开展“多设合` and below it `一、多审合一”改革`."""
    last: dict[str, int] = {}
    for before, fragment in zip([None, *fragments], fragments, strict=False):
        label = _COUNTED.match(text, fragment.start) if fragment.opens and not fragment.apart else None
        if label is None:
            continue
        kind, number = _kind_and_number(label)
        in_turn = number == last.get(kind, 0) + 1 or (number == 1 and kind != "一、")
        if before and not (in_turn or before.ends or before.hangs) and before.width >= rows.width - rows.slack - 1:
            fragment.opens, fragment.lean = False, 2.0
        elif in_turn or number > last.get(kind, 0):
            last[kind] = number


_COUNTED = re.compile(r"([（(]?)([一二三四五六七八九十]{1,3}|[0-9]{1,3})([）)]|[、.．])")


def _kind_and_number(label: re.Match[str]) -> tuple[str, int]:
    """
    >>> _kind_and_number(_COUNTED.match("（二十一）")), _kind_and_number(_COUNTED.match("10．"))
    (('（一）', 21), ('1、', 10))
    """
    written = label[2]
    kind = ("（" if label[1] else "") + ("1" if written.isdecimal() else "一") + ("）" if label[3] in "）)" else "、")
    return kind, small_number(written) or 0


def mark_hanging(text: str, fragments: list[Fragment]) -> None:
    """Marks the fragments that end inside brackets, where no paragraph ends, and the names that sign."""
    depth = 0
    for i, fragment in enumerate(fragments):
        start, end = fragment.start, fragment.end
        if depth and CLAUSE.match(text, start, end):
            fragment.opens, fragment.lean = fragment.apart, cost_of_beginning(text[start], fragment.apart)
        if fragment.opens:
            depth = 0
        if brackets := _BRACKET.findall(text, start, end):
            depth = max(0, depth + 2 * sum(map(OPENING.__contains__, brackets)) - len(brackets))
        if depth:
            fragment.ends, fragment.hangs = False, True
        elif text[end - 1] in SIGNATURE_ENDS and signs(text[start:end]) and _is_dated(text, fragments, i + 1):
            fragment.opens, fragment.lean = True, 0.0


def _is_dated(text: str, fragments: list[Fragment], at: int) -> bool:
    return at < len(fragments) and _DAY.match(text, fragments[at].start) is not None


def mark_headings(text: str, fragments: list[Fragment], rows: Setting) -> None:
    """Marks the fragments that are headings alone: short, with a label, without a closing mark.

    PDF text parts in the middle of a row at marks and quotes. A break between two characters is therefore the end
    of a line; at a quote it is one where most short lines of the same numbering end before a line that does not
    fit behind them.
    """
    lines: dict[str, list[tuple[Fragment, bool]]] = {}
    for (fragment, following), first in zip(itertools.pairwise(fragments), rows.first, strict=False):
        full = rows.width - rows.slack - first - 1
        if not fragment.opens or fragment.ends or fragment.hangs or fragment.width >= full:
            continue
        kind = _NUMBERING.match(text, fragment.start)
        if kind and any(mark in text[fragment.start : fragment.end] for mark in "。；"):
            continue
        if kind and _HAN.match(text[fragment.end - 1]) and _HAN.match(text[following.start]):
            fragment.heads = True
        elif kind:
            alone = fragment.width + _INDENT + following.width > rows.width + 2 * MOST_SLACK
            lines.setdefault(str(kind.lastindex), []).append((fragment, alone))
    for known in lines.values():
        sure = sum(alone for _, alone in known)
        if sure >= 3 and 2 * sure >= len(known):
            for fragment, _ in known:
                fragment.heads = True


def mark_short_rows(fragments: list[Fragment], width: float) -> None:
    """Marks the short fragments of a text that was broken at full rows alone: there one ends its paragraph.

    `教育部` and `民政部` below it sign together. PDF text parts in the middle of a row, and many fragments are short.
    """
    full = width - MOST_SLACK - _INDENT
    going_on = [a for a, b in itertools.pairwise(fragments) if not (a.ends or a.heads or b.opens or b.apart)]
    short = [fragment for fragment in going_on if fragment.width < full]
    if _WHOLE * len(short) > len(going_on):
        return
    for fragment in fragments:
        if fragment.width < full:
            fragment.heads = True
            fragment.hangs = False


_WHOLE = 6  # one in so many of the fragments that go on may be short in such a text: names that sign, a title's lines

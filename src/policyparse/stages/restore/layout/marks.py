"""What the lines of a wrapped text are for how it was set and for the lines around them."""

from __future__ import annotations

import itertools
import re

from policyparse.lexicon.small_numbers import small_number
from policyparse.stages.restore.layout.fragments import (
    CLAUSE,
    OPENING,
    SIGNATURE_ENDS,
    WRITTEN_DAY,
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
_DAY = re.compile(r"(?:[1１][9９]|[2２][0０])\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|" + WRITTEN_DAY)
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
    seconds = _seconds(text, fragments)
    for at, (before, fragment) in enumerate(zip([None, *fragments], fragments, strict=False)):
        if fragment.apart or not fragment.opens:
            continue
        full = before is not None and before.width >= rows.width - rows.slack - 1
        goes_on = before if before and full and not (before.ends or before.hangs) else None
        label = _COUNTED.match(text, fragment.start)
        if label is None:
            if goes_on and text[goes_on.end - 1].isdecimal() and text[fragment.start].isdecimal():
                fragment.opens, fragment.lean = False, 2.0
            continue
        kind, number = _kind_and_number(label)
        in_turn = number == last.get(kind, 0) + 1 or (number == 1 and kind != "一、")
        if goes_on and not (in_turn and (number > 1 or seconds.get(kind, 0) > at)):
            fragment.opens, fragment.lean = False, 2.0
        elif in_turn or number > last.get(kind, 0):
            last[kind] = number


_COUNTED = re.compile(
    r"([（(]?)([一二三四五六七八九十]{1,3}|[0-9]{1,3})([）)]|[、.．])|第\s?([一二三四五六七八九十]{1,3}|[0-9０-９]{1,3})\s?([编編章節节条條])"
)


def _kind_and_number(label: re.Match[str]) -> tuple[str, int]:
    """
    >>> _kind_and_number(_COUNTED.match("（二十一）")), _kind_and_number(_COUNTED.match("10．"))
    (('（一）', 21), ('1、', 10))
    >>> _kind_and_number(_COUNTED.match("第三条"))
    ('第条', 3)
    """
    opening, written, closing, article, part = label.groups()
    if part:
        return "第" + part, small_number(article) or 0
    kind = ("（" if opening else "") + ("1" if written.isdecimal() else "一") + ("）" if closing in "）)" else "、")
    return kind, small_number(written) or 0


def _seconds(text: str, fragments: list[Fragment]) -> dict[str, int]:
    """Of each kind of label the last fragment that one opens which counts 2: without it there is no first."""
    labels = ((at, _COUNTED.match(text, f.start)) for at, f in enumerate(fragments) if f.opens)
    counted = ((at, *_kind_and_number(label)) for at, label in labels if label)
    return {kind: at for at, kind, number in counted if number == 2}


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


def mark_short_rows(text: str, fragments: list[Fragment], rows: Setting) -> bool:
    """Marks the short fragments of a text that was broken at full rows alone, and says whether it was: there one ends
    its paragraph.

    `教育部` and `民政部` below it sign together. PDF text parts in the middle of a row, and many fragments are short.
    """
    full = rows.width - (rows.exact if rows.exact < 1 else MOST_SLACK + _INDENT)
    if not _is_whole(fragments, rows.width, full):
        return False
    for fragment, indent, reach in zip(fragments, rows.hanging, rows.reach, strict=True):
        if fragment.width + indent + reach < full and (text[fragment.start] == "第" or not _is_bare(fragment)):
            fragment.heads = True
            fragment.hangs = False
    return True


def _is_whole(fragments: list[Fragment], width: float, full: float) -> bool:
    """True where few of the fragments that go on are less than a `full` row, or as many as there are cells of tables
    where all of the others are exactly full; labels that stand alone, `第三条`, say nothing."""
    going_on = [
        a for a, b in itertools.pairwise(fragments) if not (a.ends or a.heads or b.opens or b.apart or _is_bare(a))
    ]
    short = sum([fragment.width < full for fragment in going_on])
    if _WHOLE * short <= len(going_on):
        return True
    exact = sum([fragment.width == width for fragment in going_on])
    return 2 * short <= len(going_on) and 10 * exact >= 9 * (len(going_on) - short)


def _is_bare(fragment: Fragment) -> bool:
    return fragment.opens and fragment.hangs and fragment.width <= _BARE


_WHOLE = 6  # one in so many of the fragments that go on may be short in such a text: names that sign, a title's lines
_BARE = 8.0  # the widest label that stands alone

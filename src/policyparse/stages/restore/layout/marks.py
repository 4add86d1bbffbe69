"""What the lines of a wrapped text are for how it was set and for the lines around them."""

from __future__ import annotations

import re
from functools import lru_cache

from policyparse.lexicon.small_numbers import small_number
from policyparse.stages.restore.layout.fragments import (
    CLAUSE,
    OPENING,
    SIGNATURE_ENDS,
    WRITTEN_DAY,
    Fragments,
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


def mark_shown(fragments: Fragments, rows: Setting) -> None:
    """Marks the fragments that stand in, or behind a blank line, as paragraphs that begin, where a text shows by that
    where they do. One that does not, behind a full row, goes on with it: `1.` begins no paragraph there, but is a part of `1.5亿元`."""
    if rows.begins is None:
        return
    opens, leans, apart = fragments.opens, fragments.leans, fragments.apart
    full = rows.width - MOST_SLACK
    for at, begins in enumerate(rows.begins[1:], 1):
        if begins:
            opens[at], apart[at], leans[at] = True, True, 0.0
        elif not (fragments.ends[at - 1] or apart[at]) and fragments.widths[at - 1] >= full:
            opens[at], leans[at] = False, 2.0


def mark_out_of_turn(text: str, fragments: Fragments, rows: Setting) -> None:
    """A number that does not count on is no label at the beginning of a row behind a full one that ends in mid-sentence:
    `……在园区开展“多设合` and below it `一、多审合一”改革`."""
    opens, leans, starts, stops = fragments.opens, fragments.leans, fragments.starts, fragments.stops
    full = rows.width - rows.slack - 1
    labels = _labels(text, fragments)
    # Of each kind of label the last fragment that one opens which counts 2: without it there is no first.
    seconds = {kind: at for at, (kind, number) in labels.items() if number == 2}
    last: dict[str, int] = {}
    for at in [
        at for at, (opened, apart) in enumerate(zip(opens, fragments.apart, strict=True)) if opened and not apart
    ]:
        is_full = at > 0 and fragments.widths[at - 1] >= full
        goes_on = is_full and not (fragments.ends[at - 1] or fragments.hangs[at - 1])
        if at not in labels:
            if goes_on and text[stops[at - 1] - 1].isdecimal() and text[starts[at]].isdecimal():
                opens[at], leans[at] = False, 2.0
            continue
        kind, number = labels[at]
        in_turn = number == last.get(kind, 0) + 1 or (number == 1 and kind != "一、")
        if goes_on and not (in_turn and (number > 1 or seconds.get(kind, 0) > at)):
            opens[at], leans[at] = False, 2.0
        elif in_turn or number > last.get(kind, 0):
            last[kind] = number


def _labels(text: str, fragments: Fragments) -> dict[int, tuple[str, int]]:
    """The kinds and numbers of the labels that open fragments."""
    opening = [at for at, opens in enumerate(fragments.opens) if opens]
    found = ((at, _COUNTED.match(text, fragments.starts[at])) for at in opening)
    return {at: _kind_and_number(*label.groups()) for at, label in found if label}


_COUNTED = re.compile(
    r"([（(]?)([一二三四五六七八九十]{1,3}|[0-9]{1,3})([）)]|[、.．])|第\s?([一二三四五六七八九十]{1,3}|[0-9０-９]{1,3})\s?([编編章節节条條])"
)


@lru_cache(maxsize=1 << 10)
def _kind_and_number(
    opening: str | None, written: str | None, closing: str | None, article: str | None, part: str | None
) -> tuple[str, int]:
    """
    >>> _kind_and_number(*_COUNTED.match("（二十一）").groups()), _kind_and_number(*_COUNTED.match("10．").groups())
    (('（一）', 21), ('1、', 10))
    >>> _kind_and_number(*_COUNTED.match("第三条").groups())
    ('第条', 3)
    """
    if written is None:
        return f"第{part}", small_number(article or "") or 0
    kind = (
        ("（" if opening else "") + ("1" if written.isdecimal() else "一") + ("）" if closing in ("）", ")") else "、")
    )
    return kind, small_number(written) or 0


def mark_hanging(text: str, fragments: Fragments) -> None:
    """Marks the fragments that end inside brackets, where no paragraph ends, and the names that sign."""
    opens, leans, ends, hangs = fragments.opens, fragments.leans, fragments.ends, fragments.hangs
    depth = 0
    for at, (start, stop) in enumerate(zip(fragments.starts, fragments.stops, strict=True)):
        if depth and CLAUSE.match(text, start, stop):
            opens[at], leans[at] = fragments.apart[at], cost_of_beginning(text[start], fragments.apart[at])
        if opens[at]:
            depth = 0
        if brackets := _BRACKET.findall(text, start, stop):
            depth = max(0, depth + 2 * sum(map(OPENING.__contains__, brackets)) - len(brackets))
        if depth:
            ends[at], hangs[at] = False, True
        elif text[stop - 1] in SIGNATURE_ENDS and signs(text[start:stop]) and _is_dated(text, fragments, at + 1):
            opens[at], leans[at] = True, 0.0


def _is_dated(text: str, fragments: Fragments, at: int) -> bool:
    return at < len(fragments.starts) and _DAY.match(text, fragments.starts[at]) is not None


def mark_headings(text: str, fragments: Fragments, rows: Setting) -> None:
    """Marks the fragments that are headings alone: short, with a label, without a closing mark.

    PDF text parts in the middle of a row at marks and quotes. A break between two characters is therefore the end
    of a line; at a quote it is one where most short lines of the same numbering end before a line that does not
    fit behind them.
    """
    starts, stops, widths = fragments.starts, fragments.stops, fragments.widths
    marks = zip(fragments.opens, fragments.ends, fragments.hangs, strict=True)
    labelled = [at for at, (opens, ends, hangs) in enumerate(marks) if opens and not (ends or hangs)]
    lines: dict[str, list[tuple[int, bool]]] = {}
    for at in labelled:
        full = rows.width - rows.slack - rows.first[at] - 1
        if at + 1 == len(starts) or widths[at] >= full:
            continue
        kind = _NUMBERING.match(text, starts[at])
        if kind and any(mark in text[starts[at] : stops[at]] for mark in "。；"):
            continue
        if kind and _HAN.match(text[stops[at] - 1]) and _HAN.match(text[starts[at + 1]]):
            fragments.heads[at] = True
        elif kind:
            alone = widths[at] + _INDENT + widths[at + 1] > rows.width + 2 * MOST_SLACK
            lines.setdefault(str(kind.lastindex), []).append((at, alone))
    for known in lines.values():
        sure = sum(alone for _, alone in known)
        if sure >= 3 and 2 * sure >= len(known):
            for at, _ in known:
                fragments.heads[at] = True


def mark_short_rows(text: str, fragments: Fragments, rows: Setting) -> bool:
    """Marks the short fragments of a text that was broken at full rows alone, and says whether it was: there one ends
    its paragraph.

    `教育部` and `民政部` below it sign together. PDF text parts in the middle of a row, and many fragments are short.
    """
    full = rows.width - (rows.exact if rows.exact < 1 else MOST_SLACK + _INDENT)
    bare = _bare(fragments)
    if not _is_whole(fragments, bare, rows.width, full):
        return False
    for at, (width, indent, reach) in enumerate(zip(fragments.widths, rows.hanging, rows.reach, strict=True)):
        if width + indent + reach < full and (text[fragments.starts[at]] == "第" or not bare[at]):
            fragments.heads[at] = True
            fragments.hangs[at] = False
    return True


def _is_whole(fragments: Fragments, bare: list[bool], width: float, full: float) -> bool:
    """True where few of the fragments that go on are less than a `full` row, or as many as there are cells of tables
    where all of the others are exactly full; labels that stand alone, `第三条`, say nothing."""
    before = zip(fragments.widths, fragments.ends, fragments.heads, bare, strict=True)
    behind = zip(fragments.opens[1:], fragments.apart[1:], strict=True)
    going_on = [
        its
        for (its, ends, heads, is_bare), (opens, apart) in zip(before, behind, strict=False)
        if not (ends or heads or opens or apart or is_bare)
    ]
    short = sum([its < full for its in going_on])
    if _WHOLE * short <= len(going_on):
        return True
    return 2 * short <= len(going_on) and 10 * going_on.count(width) >= 9 * (len(going_on) - short)


def _bare(fragments: Fragments) -> list[bool]:
    """Of each fragment whether it is a label that stands alone."""
    marks = zip(fragments.opens, fragments.hangs, fragments.widths, strict=True)
    return [opens and hangs and width <= _BARE for opens, hangs, width in marks]


_WHOLE = 6  # one in so many of the fragments that go on may be short in such a text: names that sign, a title's lines
_BARE = 8.0  # the widest label that stands alone

"""Lines that layout broke (PDF text, wrapped mail) → paragraphs joined again, every joint an edit.

A text is wrapped where most of its longer lines have one width and end in the middle of a sentence. Only then are
lines joined: the fragments are laid out as rows of that width with the least contradiction (a row that is full goes
on, a paragraph ends in a short row, a label opens a paragraph), row by row in one pass.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from policyparse.lexicon.small_numbers import small_number
from policyparse.records.found import Restored
from policyparse.slots import slotted
from policyparse.stages.restore.lines import lines_of
from policyparse.stages.restore.running import running
from policyparse.stages.restore.setting import MOST_SLACK, Setting, are_shown, setting
from policyparse.text import AlignedText, Replacement, plain_ends

_NOT_PRINTED = bytes((*range(0x0A), *range(0x0B, 0x20), 0x7F))
"""What ASCII has beside characters of half a width and the ends of lines."""
_PAGE_NUMBER = re.compile(
    r"(?:# ?Page )?[-—－–·\s]{0,4}(?:第\s?)?(\d{1,4})(?:\s?页)?(?:\s?[/／共]\s?\d{1,4}\s?页?)?[-—－–·:\s]{0,4}"
)
_LABEL = re.compile(
    r"#{1,6} |\*\*|[一二三四五六七八九十百]{1,4}(?:、|[ \u3000]{1,2}(?=[一-鿿“《2２]))|[（(][一二三四五六七八九十]{1,4}[）)]|[0-9０-９]{1,3}[.．、](?![0-9０-９])"
    r"|[0-9]{1,2}[）)](?=[一-鿿])|[0-9]{1,2}(?:[.．][1-9][0-9]?){1,3}[ \u3000]{1,4}(?=[一-鿿“《ⅠⅡⅢⅣ])"
    r"|[（(][0-9０-９]{1,3}[）)]|[①-⑳]|第\s?[一二三四五六七八九十百千零〇0-9]{1,9}(?:-\d+)?\s?[编編章节節条條](?![规規款第的])|附件|附表|专栏|專欄|——|0\d [一-鿿]"
    r"|[（(] ?此件"
)
_LABEL_BEGINS = frozenset("#*一二三四五六七八九十百（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳第附专專—")
# `昆明市人民政府办公室` on a line of its own: a signature
_SIGNATURE = re.compile(
    r"(?![已经經由报報并並为為请請按根])[^，。、；：（(《“]{2,22}(?:政府|办公[室厅]|委员会|[局厅委部院会]|小组|中心)"
)
# lines that stand alone: `杭政〔2023〕1号`, `2023年5月6日`, `……的通知（2023年5月6日）`, `各区人民政府，市直各部门：`
_ALONE = re.compile(
    r"[（(]此[件文][^）)]{2,12}[）)]|(?:——?)?[（(]?20\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日在[^。；：]{4,60}会议上[）)]?|附\s?件\s?\d{0,2}|目\s?[录錄]|"
    r"[^，。；：]{0,16}[〔﹝\[［【（(]\s?(?:[1１][9９]|[2２][0０])\d{2}\s?[〕﹞\]］】）)]\s?第?\s?\d{1,4}\s?[号號]|[（(]?(?:[1１][9９]|[2２][0０])\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[）)]?"
    r"|[^。；：]{0,60}[（(](?:[1１][9９]|[2２][0０])\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[）)]|[^。；：]{0,60}(?:政府|部门|部門|单位|單位|机构|機構|委员会|委員會|[局厅廳委办辦处處])[：:]"
)
_ALONE_ENDS = frozenset("）)件录錄号號日：:上")  # or a digit
_SIGNATURE_ENDS = frozenset("府室厅会局委部院组心")
# `年6 月21 日）` ends the heading of a notice; `……实施方案` and `为深入贯彻` are a title and its preamble
_HEADING_END = re.compile(r"[^，。；：（(]{0,12}日[）)]$")
_TITLE_END = re.compile(
    r"(?:方案|措施|要点|意见|意見|办法|辦法|规定|規定|计划|計劃|规划|規劃|细则|細則|任务|任務|清单|清單|安排|通知|通告|公告|通报|通報|决定|決定|分工|分解表|预案|預案|纪要|紀要)(?:[（(].{2,14}[）)])?$"
)
_TITLE_ENDS = frozenset("案施点见見法定划劃则則务務单單排知告报報工表案要）)")
_PREAMBLE = re.compile(
    r"[为為](?![期准主])|根据|根據|按照|近年来|以习近平|以習近平|20\d\d\s?年(?!.{0,24}(?:方案|计划|要点|任务)$)"
)
# what a notice says that it issues: `现将《……实施方案》印发给你们`; a line of its own that says the same is the title
_NAMED = re.compile(r"《([^《》]{6,100})》")
_NOTICE = 6000  # characters in which it says so
_NUMBERING = re.compile(
    r"([一二三四五六七八九十]{1,4}(?:、|[ \u3000]{1,2}(?=[一-鿿“《2２])))|([（(][一二三四五六七八九十]{1,4}[）)])|([0-9０-９]{1,3}[.．、])|((?:专栏|專欄)\s?\d{0,2})"
)
_HAN = re.compile(r"[一-鿿]")
_BESIDE = ("和《", "与《", "及《", "與《")  # the second of two titles in a sentence: no paragraph begins so
_NEVER_FIRST = frozenset("，。、；：）)〕]》】”’！？")
_BRACKET, _OPENING = re.compile(r"[（(〔\[［【）)〕\]］】]"), frozenset("（(〔[［【")
# `责任单位：市数据局` on a line of its own
_CLAUSE = re.compile(
    r"(?:责任|責任|牵头|牽頭|配合|参与|參與|参加|參加|协办|協辦|主办|主辦|落实|落實)(?:单位|單位|部门|部門)[：:]|完成[时時]限[：:]"
)
# `新建茶园2000亩    责任单位：县农业农村局`: columns
_COLUMN = re.compile(
    r"[^\s][ \u3000]{2,}(?:责任|責任|牵头|牽頭|配合|参与|參與|主办|主辦|落实|落實|完成)[^\s：:]{2,4}[：:]"
)
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_DAY = re.compile(r"(?:[1１][9９]|[2２][0０])\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_AFTER_ADDRESS = ("现将", "《", "为", "经", "根据", "按照", "現將", "為", "經", "根據")
_FIRST, _SECOND = re.compile(r"^[ \t\xa0　]*一[、.．]", re.M), re.compile(r"^[ \t\xa0　]*二[、.．]", re.M)
_MISPLACED = re.compile(r"^[ \t\xa0　]*([^\s，。；：、-]{2,16})[-—－一]、$", re.M)
# the words that tell are written in simplified characters here; text comes before it is simplified
_SIMPLIFIED = dict(
    zip(
        "辦廳室員會組經報並為請錄號門單機構處點見計劃規細則務貫徹進實認續範強據來專欄責牽頭與參協時現將編節條開總體區縣黨國爲",
        "办厅室员会组经报并为请录号门单机构处点见计划规细则务贯彻进实认续范强据来专栏责牵头与参协时现将编节条开总体区县党国为",
        strict=True,
    )
)
_TRADITIONAL = re.compile(f"[{''.join(_SIMPLIFIED)}]")
_ENDS = frozenset("。！？；：!?;:")
_QUOTES = "”」』\"' "
_ENDS_OR_CLOSES = _ENDS | {*"）)〕]》】", ""}
"""With which a paragraph can end, quotes aside; nothing is left of a line of quotes."""
_PAUSE = re.compile("[，。、；]")
_DRAWN = frozenset("│├└┌┤┼║╠╚╔┃┣┗┏")
"""What a line of a drawn table begins with."""
_LEAST_WIDTH, _MOST_WIDTH = 18.0, 64.0
_SLACK = MOST_SLACK
_WIDE = 8  # one part in so many of a wrapped text may stand in lines that are twice as wide as most
_PAGE = 200  # characters of a line that no page holds
_INDENT = 2.0
_ROW = 14  # fragments that may share a row


@slotted
class _Fragment:
    """A line that holds something, and what it is for all that is known so far."""

    start: int
    end: int
    width: float  # in full-width characters
    ends: bool  # a mark closes it that can end a paragraph
    hangs: bool  # a comma closes it
    opens: bool  # it begins as a paragraph begins
    apart: bool  # a blank line stands before it
    lean: float  # what it costs that it begins a paragraph
    heads: bool = False  # a heading alone, as others of its numbering are
    turned: bool = False  # a line that a page repeats stands before it


def layout(aligned: AlignedText) -> Restored:
    """The text with the lines joined that layout broke; a text whose lines are paragraphs passes unchanged.

    Text that was wrapped twice is joined twice: until nothing is left to join, so that a second time changes nothing.
    Where each joining makes other lines look broken there is no width to go by, and the text stays as it is.
    """
    joined = aligned
    for _ in range(_PASSES):
        again = _joined(_with_labels_in_place(joined))
        if again is joined:
            return Restored(joined)
        joined = again
    return Restored(aligned)


_PASSES = 4


def _joined(aligned: AlignedText) -> AlignedText:
    """The text with its lines joined once; the same where it is not wrapped."""
    text = plain_ends(aligned.text)
    lines = lines_of(text)
    if not _break_off(lines):
        return aligned  # what most texts are is seen by how their lines end
    lengths = list(map(len, lines))
    if _runs_on(lengths):
        return aligned
    widths = _widths(lines, lengths)
    mode = _common_width(text, widths)
    if mode is None:
        return aligned
    text = _TRADITIONAL.sub(lambda found: _SIMPLIFIED[found[0]], text)
    fragments, pages = _fragments(text, widths, mode)
    width = _wrap_width(text, fragments)
    if width is None:
        return aligned
    rows = setting(text, fragments, width, widths is lengths)
    _mark_shown(fragments, rows)
    _mark_out_of_turn(text, fragments, rows)
    _mark_hanging(text, fragments)
    _mark_headings(text, fragments, rows)
    _mark_short_rows(fragments, width)
    joints = _joints(fragments, rows)
    replacements = _replacements(text, fragments, joints, pages)
    return aligned.apply(replacements, stage="restore") if replacements else aligned


def _with_labels_in_place(aligned: AlignedText) -> AlignedText:
    """`总体要求-、` on a line of its own, with a `二、` below it and no `一、`: the label goes to the front."""
    text = plain_ends(aligned.text)
    if "、\n" not in text or not _SECOND.search(text) or _FIRST.search(text):
        return aligned
    m = _MISPLACED.search(text)
    if not m:
        return aligned
    moved = Replacement(m.start(1), m.end(), f"一、{m[1]}", "layout.label", 0.9, True)
    return aligned.apply([moved], stage="restore")


def _break_off(lines: Sequence[str]) -> bool:
    """False where too few of the longer lines end in mid-sentence for a text to be wrapped, whatever their widths are.

    `_wrap_width` asks it of two lines and of half of those near one width, which are a quarter of the longer ones.
    """
    ends, least = _ENDS_OR_CLOSES, int(_LEAST_WIDTH)
    broken = len([line for line in lines if len(line) >= least and line[-1] not in ends])
    if broken < 2:
        return False
    surely_long = len([line for line in lines if len(line) >= 2 * least])  # if they were of half-width characters
    return 8 * broken > surely_long


def _runs_on(lengths: list[int]) -> bool:
    """True where lines that no page holds are too much of a text for it to be wrapped, whatever the others are."""
    return _WIDE * sum([length for length in lengths if length >= _PAGE]) > sum(lengths)


def _common_width(text: str, widths: Sequence[float]) -> int | None:
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
    near = len([w for w in long if abs(w - mode) <= _SLACK])
    wide = sum([w for w in long if w > 2 * mode])
    if mode > _MOST_WIDTH or near < 2 or 4 * near < len(long) or _WIDE * wide > sum(long):
        return None
    return mode


def _wrap_width(text: str, fragments: list[_Fragment]) -> float | None:
    """The width at which a text was wrapped, or None where its lines are paragraphs."""
    mode = _common_width(text, [f.width for f in fragments])
    if mode is None:
        return None
    long = [f for f in fragments if f.width >= _LEAST_WIDTH]
    near = [f for f in long if abs(f.width - mode) <= _SLACK]
    broken = [f for f in near if not f.ends]
    if len(near) == 2 and (
        len(broken) < 2 or max(f.width for f in long) > mode + _SLACK or _opening(fragments, broken)
    ):
        return None  # two lines say little: both must be broken, and none wider
    running = sum(_PAUSE.search(text, f.start, f.end) is not None for f in broken)
    if 5 * running < 2 * len(broken):
        return None
    most = 2 * len(broken) > len(near) or (4 * len(broken) > len(near) and are_shown(text, fragments, mode))
    return float(mode) if most else None


def _opening(fragments: list[_Fragment], broken: list[_Fragment]) -> bool:
    """True where a paragraph begins right behind one of the lines that seem broken."""
    starts = {f.start for f in broken}
    return any(b.opens or b.apart for a, b in itertools.pairwise(fragments) if a.start in starts)


@slotted
class _Before:
    """What the line before was: who signs, a line that stands alone, an addressee, a title."""

    ends: bool = True
    signed: bool = False
    alone: bool = False
    addressed: bool = False
    titled: bool = False


def _fragments(text: str, widths: Sequence[float], mode: int) -> tuple[list[_Fragment], dict[int, int]]:
    """The lines that hold something but no page number and nothing that a page repeats; and the page number before each
    start that has one."""
    found: list[_Fragment] = []
    pages: dict[int, int] = {}
    before = _Before()
    lines = _placed(text)
    numbers = _page_lines(text, lines)
    named = {"".join(m[1].split()) for m in _NAMED.finditer(text[:_NOTICE])}
    repeated = running(lines, widths, mode, numbers)
    page: int | None = None
    last = left_out = 0
    turned = False
    for (start, line), width in zip(lines, widths, strict=True):
        if start in numbers or start in repeated:
            page = numbers.get(start, page)
            left_out += 1
            turned = turned or start in repeated
            continue
        if page is not None:
            pages[start] = page
        apart = start - last > 1 and text.count("\n", last, start) > 1 + left_out
        fragment = _fragment(line, start, width, apart, before)
        if named and line[-1] in _TITLE_ENDS and len(line) < _PAGE and "".join(line.split()) in named:
            fragment.ends, fragment.opens, fragment.lean = True, True, 0.0
            before.alone = True
        fragment.turned = turned
        found.append(fragment)
        page, last, left_out, turned = None, fragment.end, 0, False
    if page is not None:
        pages[last + len(text[last:].rstrip())] = page  # behind the last paragraph
    if _APART * sum(not fragment.apart for fragment in found) < len(found):
        for fragment in found:  # a blank line behind every line says nothing of any
            fragment.apart, fragment.lean = False, _lean(text[fragment.start], fragment.opens)
    return found, pages


_APART = 5  # one line in so many may stand without a blank line before it where all others have one


def _placed(text: str) -> list[tuple[int, str]]:
    """The lines of a text, each with its start."""
    found = []
    at = 0
    for line in lines_of(text):
        start = text.index(line, at)
        found.append((start, line))
        at = start + len(line)
    return found


def _page_lines(text: str, lines: list[tuple[int, str]]) -> dict[int, int]:
    """Those `lines` (start, text) that are the number of a page, by their starts: with dashes or words, beside the break of a page, one
    more than the last such number or one less than the next, or behind the end of a sentence.

    `（云发改办公\\n〔2022〕\\n1381\\n号）`, `建8 个绿色工厂、\\n1\\n个绿色园区`: other numbers are parts of a sentence.
    """
    known = [(start, line, n) for start, line in lines if len(line) < 14 and (n := _PAGE_NUMBER.fullmatch(line))]
    values = [-9, *(int(number[1]) for _, _, number in known), -9]
    found = {}
    for at, (start, line, number) in enumerate(known, 1):
        around = text[max(0, start - 3) : start] + text[start + len(line) : start + len(line) + 3]
        follows = values[at] in (values[at - 1] + 1, values[at + 1] - 1)
        if follows or line != number[1] or "\f" in around or text[max(0, start - 20) : start].rstrip()[-1:] in _ENDS:
            found[start] = values[at]
    return found


def _fragment(line: str, start: int, width: float, apart: bool, before: _Before) -> _Fragment:
    """What a line is, seen by itself and by the line before it; `before` is moved on to this one."""
    first, last = line[0], line[-1]
    label = _LABEL.match(line) if first in _LABEL_BEGINS else None
    bare = label is not None and label.end() >= len(line)
    tail = line.rstrip(_QUOTES)[-1:] if last in _QUOTES else last
    ends = tail in _ENDS_OR_CLOSES and not bare
    signed = last in _SIGNATURE_ENDS and (before.ends or before.signed or before.alone) and _signs(line)
    clause = ("：" in line or ":" in line) and _CLAUSE.search(line) is not None
    behind = line[label.end() :].lstrip() if label else line  # `一、\t总体要求` is no row of a table
    row = first in _DRAWN or _is_row(behind) or (clause and _COLUMN.search(line) is not None)
    alone = signed or row or (not clause and _stands_alone(line, last))
    addressed = last in "：:" and not clause
    opens = (
        label is not None
        or before.signed
        or before.alone
        or signed
        or (alone and not addressed)
        or (before.addressed and line.startswith(_AFTER_ADDRESS))
        or (before.titled and (first == "各" or _PREAMBLE.match(line) is not None))
        or (clause and _CLAUSE.match(line) is not None)
    )
    before.ends, before.signed, before.addressed = ends, signed, addressed
    before.alone = alone or (last in "）)" and len(line) < 20 and _HEADING_END.match(line) is not None)
    before.titled = last in _TITLE_ENDS and _TITLE_END.search(line) is not None
    lean = _lean("，" if line.startswith(_BESIDE) else first, opens or apart)
    hangs = tail in "，、," or bare
    return _Fragment(start, start + len(line), width, ends or before.alone, hangs, opens, apart, lean)


def _is_row(line: str) -> bool:
    """True for a row of a table: with a tab, with bars, with wide blanks inside, or with two wide gaps or more."""
    if "\t" in line or line.count("|") > 1 or line.count("\u3000") > 2:
        return True
    return "   " in line and len(_GAP.findall(line)) > 1


def _signs(line: str) -> bool:
    """True for the name of an office; it ends with one of `_SIGNATURE_ENDS`."""
    return len(line) < 26 and _SIGNATURE.fullmatch(line) is not None


def _stands_alone(line: str, last: str) -> bool:
    return (last in _ALONE_ENDS or last.isdecimal()) and len(line) < 80 and _ALONE.fullmatch(line) is not None


def _widths(lines: Sequence[str], lengths: list[int]) -> Sequence[float]:
    """How wide lines are: as printed, or by their characters where that is what most of the longer ones share.

    An editor that breaks after 40 characters makes lines of many widths where there are digits.
    """
    printed = _printed_widths(lines, lengths)
    long = [at for at, length in enumerate(lengths) if _LEAST_WIDTH <= length < _PAGE]
    if not long:
        return printed
    counted = max(Counter([lengths[at] for at in long]).values())
    if 2 * counted < len(long) or counted <= max(Counter([printed[at] for at in long]).values()):
        return printed
    return lengths


def _printed_widths(lines: Sequence[str], lengths: list[int]) -> list[float]:
    """The widths in full-width characters; of a line that no page holds, its length."""
    narrow = "\n".join(lines).encode("ascii", "ignore").translate(None, _NOT_PRINTED).split(b"\n")
    return [
        length - len(ascii) / 2 if length < _PAGE else float(length)
        for length, ascii in zip(lengths, narrow, strict=False)  # where there is no line, there is one of `narrow`
    ]


def _mark_shown(fragments: list[_Fragment], rows: Setting) -> None:
    """Marks the fragments that stand in, or behind a blank line, as paragraphs that begin, where a text shows by that
    where they do. One that does not, behind a full row, goes on with it: `1.` begins no paragraph there, but is a part of `1.5亿元`."""
    if rows.begins is None:
        return
    for (before, fragment), begins in zip(itertools.pairwise(fragments), rows.begins[1:], strict=True):
        if begins:
            fragment.opens, fragment.apart, fragment.lean = True, True, 0.0
        elif not (before.ends or fragment.apart) and before.width >= rows.width - _SLACK:
            fragment.opens, fragment.lean = False, 2.0


def _mark_out_of_turn(text: str, fragments: list[_Fragment], rows: Setting) -> None:
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


def _mark_hanging(text: str, fragments: list[_Fragment]) -> None:
    """Marks the fragments that end inside brackets, where no paragraph ends, and the names that sign."""
    depth = 0
    for i, fragment in enumerate(fragments):
        line = text[fragment.start : fragment.end]
        if depth and _CLAUSE.match(line):
            fragment.opens, fragment.lean = fragment.apart, _lean(line[0], fragment.apart)
        if fragment.opens:
            depth = 0
        if brackets := _BRACKET.findall(line):
            depth = max(0, depth + 2 * sum(map(_OPENING.__contains__, brackets)) - len(brackets))
        if depth:
            fragment.ends, fragment.hangs = False, True
        elif line[-1] in _SIGNATURE_ENDS and _signs(line) and _is_dated(text, fragments, i + 1):
            fragment.opens, fragment.lean = True, 0.0


def _is_dated(text: str, fragments: list[_Fragment], at: int) -> bool:
    return at < len(fragments) and _DAY.match(text, fragments[at].start) is not None


def _mark_headings(text: str, fragments: list[_Fragment], rows: Setting) -> None:
    """Marks the fragments that are headings alone: short, with a label, without a closing mark.

    PDF text parts in the middle of a row at marks and quotes. A break between two characters is therefore the end
    of a line; at a quote it is one where most short lines of the same numbering end before a line that does not
    fit behind them.
    """
    lines: dict[str, list[tuple[_Fragment, bool]]] = {}
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
            alone = fragment.width + _INDENT + following.width > rows.width + 2 * _SLACK
            lines.setdefault(str(kind.lastindex), []).append((fragment, alone))
    for known in lines.values():
        sure = sum(alone for _, alone in known)
        if sure >= 3 and 2 * sure >= len(known):
            for fragment, _ in known:
                fragment.heads = True


def _mark_short_rows(fragments: list[_Fragment], width: float) -> None:
    """Marks the short fragments of a text that was broken at full rows alone: there one ends its paragraph.

    `教育部` and `民政部` below it sign together. PDF text parts in the middle of a row, and many fragments are short.
    """
    full = width - _SLACK - _INDENT
    going_on = [a for a, b in itertools.pairwise(fragments) if not (a.ends or a.heads or b.opens or b.apart)]
    short = [fragment for fragment in going_on if fragment.width < full]
    if _WHOLE * len(short) > len(going_on):
        return
    for fragment in fragments:
        if fragment.width < full:
            fragment.heads = True
            fragment.hangs = False


_WHOLE = 6  # one in so many of the fragments that go on may be short in such a text: names that sign, a title's lines


def _lean(first: str, opens: bool) -> float:
    """What it costs that a paragraph begins with a character; `opens`: other things say that one begins."""
    if first in _NEVER_FIRST:
        return 6.0
    if opens:
        return 0.0
    return 1.0 if first in _OPENING else 0.4


def _joints(fragments: list[_Fragment], rows: Setting) -> list[bool]:
    """For every fragment: whether it goes on where the one before it stopped."""
    count = len(fragments)
    ended, before_ended = [0.0] + [_NEVER] * count, [(0, False)] * (count + 1)
    going, before_going = [_NEVER] * (count + 1), [(0, False)] * (count + 1)
    best = _Best(ended, before_ended, going, before_going)
    gaps = [*map(_cost_of_gap, fragments, fragments[1:]), 0.0]  # behind each fragment
    costs = list(map(_costs, fragments, gaps, rows.reach))
    for begin, fragment in enumerate(fragments):
        going_on = going[begin] + (4.0 * fragment.opens + 1.5 * fragment.apart)
        _extend(costs, rows, best, begin, ended[begin] + fragment.lean, going_on)
    joints = [False] * count
    at, goes_on = count, False
    while at > 0:
        begin, joined = before_going[at] if goes_on else before_ended[at]
        joints[begin:at] = [joined] + [True] * (at - begin - 1)
        at, goes_on = begin, joined
    return joints


_NEVER = 1e18


class _Best(NamedTuple):
    """The least costs of rows for the first so many fragments, and how the last of these rows begins: its first
    fragment, and whether that goes on with a paragraph."""

    ended: list[float]  # where a paragraph ends there
    before_ended: list[tuple[int, bool]]
    going: list[float]  # where it goes on
    before_going: list[tuple[int, bool]]


def _extend(costs: list[_Costs], rows: Setting, best: _Best, begin: int, new: float, going: float) -> None:
    """Try every row that begins with fragment `begin`.

    `new` and `going` are the costs of all before it and of its being the first: of a paragraph, whose first row is
    indented, or of a row that goes on with one.
    """
    ended, before_ended, gone_on, before_gone_on = best
    as_new, as_going = (begin, False), (begin, True)
    filled, most = 0.0, _NEVER  # one fragment may be wider than a row
    width, slack, hanging = rows.width, rows.slack, rows.hanging[begin]
    indent = rows.first[begin] - hanging
    for stop, (its_width, gap, reach, new_short, new_full, going_short, going_full, goes_on) in enumerate(
        costs[begin : begin + _ROW], begin + 1
    ):
        filled += its_width
        if filled > most:
            return
        short = width - filled - reach - hanging
        if short > slack:
            end, on = going + going_short, going + ((goes_on if short > _SLACK else _NEARLY) + 0.1 * short)
        else:
            end, on = going + going_full, going + 0.05 * abs(short)
        short -= indent
        if short > slack:
            new_end, new_on = new + new_short, new + ((goes_on if short > _SLACK else _NEARLY) + 0.1 * short)
        else:
            new_end, new_on = new + new_full, new + 0.05 * abs(short)
        if new_end < ended[stop]:
            ended[stop], before_ended[stop] = new_end, as_new
        if end < ended[stop]:
            ended[stop], before_ended[stop] = end, as_going
        if new_on < gone_on[stop]:
            gone_on[stop], before_gone_on[stop] = new_on, as_new
        if on < gone_on[stop]:
            gone_on[stop], before_gone_on[stop] = on, as_going
        new += gap
        going += gap
        most = width + _SLACK


_NEARLY = 1.2  # what it costs that a paragraph goes on behind a row that is as short as hardly another one
_Costs = tuple[float, float, float, float, float, float, float, float]
"""Of a fragment in a row: its width; what it costs that another one follows in the row; what else had to have room in the
row for the word behind to stand there; what it costs that a new paragraph ends with
it in a row that is not full, and in a full one; the same of a paragraph that was going on; that the paragraph goes on
behind a row that is not full."""


def _costs(fragment: _Fragment, gap: float, reach: float) -> _Costs:
    """A row must be full where its paragraph goes on, unless it stops where no paragraph ends."""
    if fragment.hangs:
        return fragment.width, gap, reach, 5.0, 5.0, 5.0, 5.0, 1.2
    if fragment.ends or fragment.heads:
        return fragment.width, gap, reach, 0.2, 0.2, 0.2, 0.2, 3.0
    return fragment.width, gap, reach, 0.8, 2.0, 2.0, 4.0, 3.0


def _cost_of_gap(before: _Fragment, after: _Fragment) -> float:
    """Of two fragments in one row."""
    cost = 1.0 if before.ends else 0.2
    if after.opens:
        cost += 5.0
    if after.apart:
        cost += 2.0
    return cost + 3.0 if before.heads else cost


def _replacements(
    text: str, fragments: list[_Fragment], joints: list[bool], pages: dict[int, int]
) -> list[Replacement]:
    """The breaks that go away; a page break between paragraphs becomes a line break, a page number goes with it."""
    found = []
    numbers = _page_numbers(pages)
    for before, after, joined in zip(fragments, fragments[1:], joints[1:], strict=False):
        end, start = before.end, after.start
        if joined:
            last = text[end - 1]
            latin = last.isascii() and last.isalpha() and text[start].isascii()
            turned = after.turned or start in pages or "\f" in text[end:start]
            rule = "layout.page" if turned else "layout.line"
            found.append(Replacement(end, start, " " if latin else "", rule))
        elif start in numbers or after.turned or ("\n" not in text[end:start] and "\f" in text[end:start]):
            found.append(Replacement(end, start, "\n", "layout.page"))
    return [
        *found,
        *(Replacement(fragments[-1].end, at, "", "layout.page") for at in numbers if at > fragments[-1].end),
    ]


def _page_numbers(pages: dict[int, int]) -> set[int]:
    """The places where a number is that of a page: it is one more than the last such number, or one less than the next."""
    numbers: set[int] = set()
    for (a, first), (b, second) in itertools.pairwise(pages.items()):
        if second == first + 1:
            numbers |= {a, b}
    return numbers

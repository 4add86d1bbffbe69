"""The lines of a wrapped text: what each is by itself and by the line before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyparse.lexicon.endings import any_ending, last_characters
from policyparse.lexicon.words import any_word, choices, words
from policyparse.slots import slotted
from policyparse.stages.restore.layout.running import running
from policyparse.stages.restore.lines import lines_of

_WORDS = "layout_words.csv"
_PAGE_NUMBER = re.compile(
    r"(?:# ?Page )?[-—－–·\s]{0,4}(?:第\s?)?(\d{1,4})(?:\s?页)?(?:\s?[/／共]\s?\d{1,4}\s?页?)?[-—－–·:\s]{0,4}"
)
_LABEL = re.compile(
    r"#{1,6} |\*\*|[一二三四五六七八九十百]{1,4}(?:、|[ \u3000]{1,2}(?=[一-鿿“《2２]))|[（(][一二三四五六七八九十]{1,4}[）)]|[0-9０-９]{1,3}[.．、](?![0-9０-９])"
    r"|[0-9]{1,2}[）)](?=[一-鿿])|[0-9]{1,2}(?:[.．][1-9][0-9]?){1,3}[ \u3000]{1,4}(?=[一-鿿“《ⅠⅡⅢⅣ])"
    r"|[（(][0-9０-９]{1,3}[）)]|[①-⒛㈠-㈩]|第\s?[一二三四五六七八九十百千零〇0-9０-９]{1,9}(?:[-－]\d+)?\s?[编編章节節条條](?![规規款第的])|附件|附表|专栏|專欄|——|--|──|0[1-9] [一-鿿]"
    r"|[（(] ?此件"
)
_LABEL_BEGINS = frozenset(
    "#*一二三四五六七八九十百（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩第附专專—-─"
)
# `某某市人民政府办公室` on a line of its own: a signature
_SIGNATURE = re.compile(rf"(?![已经經由报報并並为為请請按根])[^，。、；：（(《“]{{2,22}}{any_ending('wrapped')}")
# a day in Chinese numerals, as it stands below a signature: `二〇一二年九月十八日`
WRITTEN_DAY = (
    r"[一二][〇○零OＯ一二三四五六七八九]{3}\s?年\s?[一二三四五六七八九十]{1,2}\s?月\s?[一二三四五六七八九十]{1,3}\s?日"
)
# lines that stand alone: `杭政〔2023〕1号`, `2023年5月6日`, `……的通知（2023年5月6日）`, `各区人民政府，市直各部门：`
_ALONE = re.compile(
    r"[（(]此[件文][^）)]{2,12}[）)]|(?:——?)?[（(]?20\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日在[^。；：]{4,60}会议上[）)]?|附\s?件\s?\d{0,2}|目\s?[录錄]|[前序引]\s?言|"
    r"[^，。；：]{0,16}[〔﹝\[［【（(]\s?(?:[1１][9９]|[2２][0０])\d{2}\s?[〕﹞\]］】）)]\s?第?\s?\d{1,4}\s?[号號期]|[（(]?(?:[1１][9９]|[2２][0０])\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[）)]?"
    r"|[^。；：]{0,60}[（(](?:[1１][9９]|[2２][0０])\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[）)]|[^。；：]{0,60}"
    rf"{any_ending('greeted')}[：:]|[（(]?{WRITTEN_DAY}[）)]?"
    # `某某市人民政府办公室　　　2018年8月31日印发`
    r"|[^，。、；：（(]{4,24}[ \u3000]{2,20}(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日(?:印发)?"
)
_ALONE_ENDS = frozenset("）)件录錄言号號期日发：:上")  # or a digit
SIGNATURE_ENDS = last_characters("wrapped")
# `年6 月21 日）` ends the heading of a notice; `……实施方案` and `为深入贯彻` are a title and its preamble
_HEADING_END = re.compile(r"[^，。；：（(]{0,12}日[）)]$")
_TITLE_END = re.compile(rf"{any_word(_WORDS, 'title')}(?:[（(].{{2,14}}[）)])?$")
_TITLE_ENDS = frozenset(word[-1] for word in words(_WORDS, "title")) | frozenset("）)")
_PREAMBLE = re.compile(
    rf"[为為](?![期准主])|{choices(words(_WORDS, 'preamble'))}|20\d\d\s?年(?!.{{0,24}}(?:方案|计划|要点|任务)$)"
)
# what a notice says that it issues: `现将《……实施方案》印发给你们`; a line of its own that says the same is the title
_NAMED = re.compile(r"《([^《》]{6,100})》")
PAGE = 200  # characters of a line that no page holds
_NOTICE = 6000  # characters in which it says so
_BESIDE = words(_WORDS, "beside")
_BESIDE_BEGINS = frozenset(word[0] for word in _BESIDE)
_NEVER_FIRST = frozenset("，。、；：）)〕]》】”’！？")
OPENING = frozenset("（(〔[［【")
# `责任单位：市数据局` on a line of its own
CLAUSE = re.compile(f"{any_word(_WORDS, 'clause')}{any_word(_WORDS, 'clause_end')}[：:]|完成[时時]限[：:]")
# `整改目标：全面达标`, `督导单位：区生态环境分局`: a line of a list of measures; no sentence goes on so
_FIELD = re.compile(f"{any_word(_WORDS, 'field')}[^\\s，。、；：:（(“]{{0,6}}{any_word(_WORDS, 'field_end')}[：:]")
# `新建茶园2000亩    责任单位：县农业农村局`: columns
_COLUMN = re.compile(rf"[^\s][ \u3000]{{2,}}{any_word(_WORDS, 'column')}[^\s：:]{{2,4}}[：:]")
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_PARTED = re.compile("[ \u3000\t|：:]")  # without which a line is neither a clause, nor a field, nor a row
_AFTER_ADDRESS = words(_WORDS, "after_address")
_ENDS = frozenset("。！？；：!?;:")
_QUOTES = "”」』\"' "
ENDS_OR_CLOSES = _ENDS | {*"）)〕]》】", ""}
"""With which a paragraph can end, quotes aside; nothing is left of a line of quotes."""
_DRAWN = frozenset("│├└┌┤┼║╠╚╔┃┣┗┏")
"""What a line of a drawn table begins with."""
_TELLING_BEGINS = _LABEL_BEGINS | _DRAWN | _BESIDE_BEGINS
_TELLING_ENDS = SIGNATURE_ENDS | _TITLE_ENDS | _ALONE_ENDS


@slotted
class Fragments:
    """The lines that hold something, column by column, and what each is for all that is known so far."""

    starts: list[int]
    stops: list[int]
    widths: list[float]  # in full-width characters
    ends: list[bool]  # a mark closes it that can end a paragraph
    hangs: list[bool]  # a comma closes it
    opens: list[bool]  # it begins as a paragraph begins
    leans: list[float]  # what it costs that it begins a paragraph
    apart: list[bool]  # a blank line stands before it
    turned: list[bool]  # a line that a page repeats stands before it
    heads: list[bool]  # a heading alone, as others of its numbering are


@slotted
class _Before:
    """What the line before was: who signs, a line that stands alone, an addressee, a title."""

    ends: bool = True
    signed: bool = False
    alone: bool = False
    addressed: bool = False
    titled: bool = False
    tells: bool = False  # any of the last four


def fragments_of(text: str, widths: Sequence[float], mode: int) -> tuple[Fragments, dict[int, int]]:
    """The lines that hold something but no page number and nothing that a page repeats; and the page number before each
    start that has one."""
    found: list[tuple[int, int, float, bool, bool, bool, float, bool, bool, bool]] = []
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
        ends, hangs, opens, lean = _seen(line, apart, before)
        if named and line[-1] in _TITLE_ENDS and len(line) < PAGE and "".join(line.split()) in named:
            ends, opens, lean, before.alone, before.tells = True, True, 0.0, True, True
        last = start + len(line)
        found.append((start, last, width, ends, hangs, opens, lean, apart, turned, False))
        page, left_out, turned = None, 0, False
    if page is not None:
        pages[last + len(text[last:].rstrip())] = page  # behind the last paragraph
    fragments = Fragments(*map(list, zip(*found, strict=True))) if found else Fragments(*([] for _ in range(10)))
    if _APART * fragments.apart.count(False) < len(found):  # a blank line behind every line says nothing of any
        fragments.apart = [False] * len(found)
        firsts = map(text.__getitem__, fragments.starts)
        fragments.leans = list(map(cost_of_beginning, firsts, fragments.opens))
    return fragments, pages


_APART = 5  # one line in so many may stand without a blank line before it where all others have one


def _placed(text: str) -> list[tuple[int, str]]:
    """The lines of a text, each with its start."""
    found = []
    at = 0
    for line in lines_of(text):
        start = at if text.startswith(line, at) else text.index(line, at)
        found.append((start, line))
        at = start + len(line) + 1  # a line's end lies between
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


def _seen(line: str, apart: bool, before: _Before) -> tuple[bool, bool, bool, float]:
    """What a line is, seen by itself and by the line before it: whether it ends, hangs and opens, and what it costs that it
    begins a paragraph; `before` is moved on to this one."""
    first, last = line[0], line[-1]
    told = before.tells or first in _TELLING_BEGINS or last in _TELLING_ENDS or not last.isalpha()
    if not told and not _PARTED.search(line):
        before.ends = False  # as most lines do in the middle of a paragraph, it tells nothing
        return False, False, False, cost_of_beginning(first, apart)
    label = _LABEL.match(line) if first in _LABEL_BEGINS else None
    bare = label is not None and label.end() >= len(line)
    tail = line.rstrip(_QUOTES)[-1:] if last in _QUOTES else last
    ends = tail in ENDS_OR_CLOSES and not bare
    signed = last in SIGNATURE_ENDS and (before.ends or before.signed or before.alone) and signs(line)
    colon = "：" in line or ":" in line
    clause = colon and CLAUSE.search(line) is not None
    behind = line[label.end() :].lstrip() if label else line  # `一、\t总体要求` is no row of a table
    row = first in _DRAWN or _is_row(behind) or (clause and _COLUMN.search(line) is not None)
    may_stand = last in _ALONE_ENDS or last.isdecimal()
    alone = signed or row or (may_stand and not clause and len(line) < 80 and _ALONE.fullmatch(line) is not None)
    addressed = last in "：:" and not clause
    opens = (
        label is not None
        or before.signed
        or before.alone
        or signed
        or (alone and not addressed)
        or (before.addressed and line.startswith(_AFTER_ADDRESS))
        or (before.titled and (first == "各" or _PREAMBLE.match(line) is not None))
        or (clause and CLAUSE.match(line) is not None)
        or (colon and _FIELD.match(line) is not None)
    )
    before.ends, before.signed, before.addressed = ends, signed, addressed
    before.alone = alone or (last in "）)" and len(line) < 20 and _HEADING_END.match(line) is not None)
    before.titled = last in _TITLE_ENDS and _TITLE_END.search(line) is not None
    before.tells = signed or before.alone or addressed or before.titled
    beside = first in _BESIDE_BEGINS and line.startswith(_BESIDE)
    lean = cost_of_beginning("，" if beside else first, opens or apart)
    return ends or before.alone, tail in "，、," or bare, opens, lean


def _is_row(line: str) -> bool:
    """True for a row of a table: with a tab, with bars, with wide blanks inside, or with two wide gaps or more."""
    if "\t" in line or ("|" in line and line.count("|") > 1) or ("\u3000" in line and line.count("\u3000") > 2):
        return True
    return "   " in line and len(_GAP.findall(line)) > 1


def signs(line: str) -> bool:
    """True for the name of an office; it ends with one of `SIGNATURE_ENDS`."""
    return len(line) < 26 and _SIGNATURE.fullmatch(line) is not None


def cost_of_beginning(first: str, opens: bool) -> float:
    """What it costs that a paragraph begins with a character; `opens`: other things say that one begins."""
    if first in _NEVER_FIRST:
        return 6.0
    if opens:
        return 0.0
    return 1.0 if first in OPENING else 0.4

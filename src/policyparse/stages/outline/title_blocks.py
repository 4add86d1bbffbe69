"""The runs of lines above the first item that could be a title, and which of them is the title of the text."""

from __future__ import annotations

import re

from policyparse.lexicon.endings import any_ending
from policyparse.lexicon.site_words import site_words
from policyparse.stages.outline.document_number import number_beside
from policyparse.stages.outline.line import LOST, Line
from policyparse.stages.outline.offices import ISSUER_ENDS, organisations
from policyparse.stages.outline.running_on import usual_headings
from policyparse.stages.outline.title_words import TRAILING_DATE, bare
from policyparse.stages.outline.titles import speaks_for_itself, type_of, weak_types
from policyparse.stages.outline.words import handing_words, outline_words

_HEADING = 6  # characters of a heading without a number
_PARAGRAPH = 45  # characters: shorter lines may be headings
HEAD = re.compile(
    rf"(?:中华人民共和国(?=国务院))?([^\s，。；：、《》（(]{{2,30}}(?:{any_ending('order')}|常委会)|国务院)[ 　]?(?:令|公告|通告)(?=\s|$|[（(第])"
)  # `某某县人民政府令`, `中华人民共和国国务院令`


def title_blocks(text: str, lines: list[Line], kinds: list[str], names: set[str]) -> list[tuple[int, int]]:
    """Runs of lines that could be a title, or parts of one; a name of an office may be the first part."""
    blocks: list[tuple[int, int]] = []
    i = 0
    while i < len(kinds):
        i += stands_between(text, lines, kinds, i)
        j = i
        while j < min(len(kinds), i + 6) and (
            kinds[j] == "title" or (kinds[j] == "organisation" and _goes_on(kinds, j))
        ):
            j += 1
            if _is_whole(text, lines, kinds, i, j, names) or _begins(text, lines, kinds, j, names):
                break
        if j > i:
            blocks.append((i, j))
        i = max(j, i + 1)
    return blocks


def stands_between(text: str, lines: list[Line], kinds: list[str], at: int) -> bool:
    """True for an office between two prints of one title, as law databases set it: it is no part of the second."""
    if kinds[at] not in ("organisation", "title") or not 0 < at < len(kinds) - 1:
        return False
    if kinds[at] == "title" and text[lines[at].end - 1] not in ISSUER_ENDS:  # `某某证券交易所`
        return False
    return bare(lines[at - 1].of(text)) == bare(lines[at + 1].of(text))


def without_site(text: str, lines: list[Line], block: tuple[int, int], told: str) -> list[tuple[int, int]]:
    """A block, in two where only its last lines are the title that the file tells: above it stands the site's name."""
    begin, end = block
    parting = (at for at in range(begin + 1, end) if bare(joined(text, lines, at, end)) == told)
    at = next(parting, None)
    return [block] if at is None else [(begin, at), (at, end)]


def _is_whole(text: str, lines: list[Line], kinds: list[str], begin: int, end: int, names: set[str]) -> bool:
    """True where the lines `[begin, end)` are a title, and the next line does not go on with it.

    `names` is what the notice calls by name: `《……扶持办法操作规程》` says where a title of two lines ends.
    """
    words = joined(text, lines, begin, end)
    kind = type_of(words)
    if kind is None or _open_quote(words):
        return False
    if end == len(kinds) or kinds[end] != "title":
        return True
    following = lines[end].of(text)
    if bare(words) not in names and bare(words + following) in names:
        return False
    if len("".join(following.split())) <= _ADDED and following.startswith(("（", "(", "的")):
        return False
    if kind in weak_types() or (words[-1] == "》" and "关于" in words.partition("《")[0]):
        return type_of(following) is None  # `关于印发《政府工作报告》` / `分工的通知`
    return True


_ADDED = 13  # characters of a line that belongs to the title above it: `（2021—2025年）`, `的实施意见`


def _begins(text: str, lines: list[Line], kinds: list[str], at: int, names: set[str]) -> bool:
    """True where line `at` is a heading of its own, from its office to its last word: above it stands the site's name."""
    if at == len(kinds) or kinds[at] != "title" or kinds[at - 1] not in ("title", "organisation"):
        return False
    above = lines[at - 1].of(text).rstrip()
    if "".join(above.split()) in site_words("above") or above.endswith(site_words("nobody")):
        return True  # `政府信息公开` / `某县水利局责任清单`
    if type_of(lines[at].of(text)) is None:
        return False
    if kinds[at - 1] == "organisation":  # `某某市人民政府` / `某某市养护方案`: the second line says the place itself
        line = lines[at].of(text)
        if any(word in line for word in _HANDED) or bare(above + line) in names:
            return False
        return line[:_PLACE] == above[:_PLACE]
    if above.endswith(handing_words("heading", "joins")):
        return False
    if text.startswith("关于", lines[at].start):  # `信息公开详情` / `关于做好服务的通知`
        return not (above[-1] in ISSUER_ENDS or above[-1] in _PLACE_ENDS or _open_quote(above))
    heading = _OFFICE_ON.match(text, lines[at].start, lines[at].end)
    return heading is not None and bool(organisations(heading[1]))


_PLACE = 2  # characters with which the name of a place is told
_HANDED = ("关于", *handing_words("heading", "note"))
_PLACE_ENDS = frozenset("省市县区州盟旗镇乡村道")
_OFFICE_ON = re.compile(r"([^\s《》，。；：]{3,30})关于")


def _goes_on(kinds: list[str], at: int) -> bool:
    return (
        at + 1 < len(kinds) and kinds[at + 1] == "title" and (at == 0 or kinds[at - 1] not in ("text", "organisation"))
    )


def _open_quote(words: str) -> bool:
    return words.count("《") > words.count("》") or words.count("（") > words.count("）")


def joined(text: str, lines: list[Line], begin: int, end: int) -> str:
    """The words of the lines `[begin, end)` as one title, without the day or the number that stands with it."""
    words = TRAILING_DATE.sub("", "".join(line.of(text) for line in lines[begin:end]))
    words = _FOOTNOTE.sub("", words) if words.endswith("]") else words
    titled = number_beside(words)
    return (titled[0] if titled else words).replace("*", "").strip().lstrip(LOST)


_FOOTNOTE = re.compile(r"\[\d{1,2}\]$")  # `……统计公报[1]`


def chosen_block(
    text: str, lines: list[Line], kinds: list[str], blocks: list[tuple[int, int]], named: set[str]
) -> int | None:
    """The block that is the title of the text itself: the last one that a title's last word or the notice vouches for."""
    attached = max((i for i, kind in enumerate(kinds) if kind == "attachment"), default=-1)
    order = [i for i, block in enumerate(blocks) if block[0] > attached >= 0]  # the first below `附件`
    for index in order + list(range(len(blocks) - 1, -1, -1)):
        words = joined(text, lines, *blocks[index])
        quoted = words.startswith("《") and words.endswith("》") and _goes_on_about(text, lines, blocks[index][1])
        if len(words) <= _HEADING and index > 0 and blocks[index - 1][1] == blocks[index][0]:
            continue  # `工作任务` right below the title is a heading without a number
        if blocks[index][0] > attached >= 0 and words.endswith(outline_words("list")) and words not in named:
            above = [joined(text, lines, *block) for block in blocks[:index] if block[0] < attached]
            if any(speaks_for_itself(heading) for heading in above):
                continue  # `先进单位名单` is an attachment of the notice, which is the document
        if words in usual_headings() or (HEAD.fullmatch(words) and len(blocks) > 1):
            continue  # `主要任务` without a number; `某省人大常委会公告` above the text of the order
        cites = words.startswith(_CITING) and "《" in words
        if (type_of(words) or bare(words) in named) and not quoted and not cites:
            part = attached < 0 and type_of(words) in weak_types() and bare(words) not in named
            over = _report_above(text, lines, kinds, blocks, index) if part else None
            return index if over is None else over
    if blocks and (_opens_text(text, lines, kinds, blocks[0]) or _heads_attachment(lines, kinds, blocks[0])):
        return 0
    return None


def _report_above(
    text: str, lines: list[Line], kinds: list[str], blocks: list[tuple[int, int]], index: int
) -> int | None:
    """The title of a report above its addressees and its text, of which the block is the heading of a part without a
    number: `2024年重点工作任务` below `政府工作报告`."""
    for above in range(index):
        words = joined(text, lines, *blocks[above])
        between = kinds[blocks[above][1] : blocks[index][0]]
        if type_of(words) in outline_words("report") and "addressee" in between and "text" in between:
            return above
    return None


def _heads_attachment(lines: list[Line], kinds: list[str], block: tuple[int, int]) -> bool:
    """True where the first words of an attachment that begins the text stand right below its number, above a paragraph:
    `附件2` / `某某区推行一窗受理` / `提升办事便利度`; shorter lines are the head of a table."""
    begin, end = block
    first = next((i for i, kind in enumerate(kinds) if kind not in ("chrome", "meta")), -1)
    if not (first == begin - 1 and kinds[first] == "attachment" and (end == len(kinds) or kinds[end] == "text")):
        return False
    return min(line.end - line.start for line in lines[begin:end]) >= _HEADING


_CITING = outline_words("opens_text")


def _goes_on_about(text: str, lines: list[Line], below: int) -> bool:
    """True where the line below a name in marks goes on about it: `《……方案》` / `已经……同意`."""
    return below < len(lines) and text[lines[below].start] in "已经业现是自将"


def _opens_text(text: str, lines: list[Line], kinds: list[str], block: tuple[int, int]) -> bool:
    """True where the first words of a text are a line of their own above a paragraph, or markdown's own title."""
    begin, end = block
    first = next((i for i, kind in enumerate(kinds) if kind not in ("chrome", "meta")), -1)
    alone = first == begin and (end == len(kinds) or lines[end].end - lines[end].start > _PARAGRAPH)
    return text[lines[begin].start] == "#" or (alone and lines[end - 1].end - lines[begin].start >= 8)


def as_written(text: str, lines: list[Line], block: tuple[int, int]) -> str:
    """The words of the lines of a block."""
    return "".join(line.of(text) for line in lines[block[0] : block[1]])

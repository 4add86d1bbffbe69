"""Lines with the names of offices: who signs, the red head of a paper, its imprint."""

import re

from policyparse.lexicon.endings import any_ending, endings, last_characters

_ORGANISATION = re.compile(
    rf"(?![已经由报并为请按根])(?:[^，。；：:、《》“”—0-9]|“[^”]{{2,8}}”){{1,24}}{any_ending('name')}"
    r"(?:[（(][^）)]{1,22}[）)])?"
)
_NAME_ENDS = last_characters("name")
ORGANISATION_ENDS = _NAME_ENDS | frozenset("）)")
ISSUER_ENDS = ORGANISATION_ENDS | frozenset(endings("issuer"))
"""With what the name of who gives out a document ends, in the heading of one: `信息公开详情` is no name."""
RED_HEAD = re.compile(
    rf"[^，。；：《》]{{2,30}}{any_ending('red_head')}(?:文件|办公[室厅]文件)"
)  # `某某市人民政府文件`
_SIGNED_LINE = re.compile(
    r"([^，。；：\d]{2,60}?)[\s　]+((?:(?:19|20)\d{2}|[二一][〇零○ＯO0一二三四五六七八九]{3})\s?年[^，。；：]{2,9}日)"
)
PRINTED = re.compile(r"([^，。；：]{2,30}?)\s*((?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)印发")


def red_head(line: str) -> str | None:
    """The office of the red head of a paper.

    >>> red_head("某某市人民政府文件"), red_head("关于印发文件")
    ('某某市人民政府', None)
    """
    if not line.endswith("文件") or not RED_HEAD.fullmatch(line):
        return None
    office = line[: -len("文件")].rstrip()
    return office if len(organisations(office)) == 1 else None


_NAME = 30  # characters of a line that is one name
_SECOND = 8  # characters of the shortest second name, with its brackets


def printed(line: str) -> tuple[str, str] | None:
    """The office and the day of an imprint (版记), the last line of a paper; None for another line.

    >>> printed("某市人民政府办公厅　　2019年1月3日印发")
    ('某市人民政府办公厅', '2019年1月3日')
    """
    m = PRINTED.fullmatch(line.strip()) if line.rstrip().endswith("印发") else None
    offices = organisations(m[1].strip()) if m else []
    return (offices[0], m[2]) if m and len(offices) == 1 else None


def signed(line: str) -> tuple[str, str] | None:
    """The office and the day of a line with both, as minutes are headed and texts in columns are signed.

    >>> signed("某某市人民政府办公室　　　2022年7月15日"), signed("某市2022年7月15日")
    (('某某市人民政府办公室', '2022年7月15日'), None)
    """
    m = _SIGNED_LINE.fullmatch(line) if line[-1:] == "日" else None
    offices = organisations(m[1].strip()) if m else []
    return (m[1].strip(), m[2]) if m and offices else None


def organisations(line: str) -> list[str]:
    """The offices that a line names, alone or side by side; none where it says anything else.

    >>> organisations("教育部  国家发展改革委"), organisations("国 务 院"), organisations("关于印发方案的通知")
    (['教育部', '国家发展改革委'], ['国务院'], [])
    """
    cells = line.split()
    if len(cells) > _LETTERED and max(map(len, cells)) <= 2 and (wide := _lettered(line)):
        return wide
    if len(cells) > 1 and all(cell in _LEADING or _ORGANISATION.fullmatch(cell) for cell in cells):
        return cells
    if line[-1:] not in ORGANISATION_ENDS:
        return []
    if len(cells) == 1 and len(several := _run_together(line)) > 1:
        return several
    if len(line) > _NAME:
        return []
    spread = len(cells) > _LETTERED and max(map(len, cells)) == 1  # `某 县 人 民 政 府`
    return ["".join(cells)] if _ORGANISATION.fullmatch("".join(cells) if spread else line) else []


def is_second_name(line: str) -> bool:
    """True for `（某部屠宰技术中心）` on a line of its own: the other name of who signs above it."""
    if len(line) < _SECOND or line[0] not in "（(" or line[-1] not in "）)":  # `（试行）` is no bank
        return False
    return line.count(line[0]) == 1 and bool(organisations(line[1:-1]))


def _lettered(line: str) -> list[str]:
    """The offices of a line whose names have blanks between their characters: `民　政　部　　财　政　部`."""
    wide = ["".join(cell.split()) for cell in _COLUMNS.split(line) if cell]
    return wide if len(wide) > 1 and all(_ORGANISATION.fullmatch(cell) for cell in wide) else []


def _run_together(line: str) -> list[str]:
    """The offices of a line that lost the blanks between its columns: a name ends where the next begins with the same
    place or with the state, or is that of a customs house; a body of the state has its branch behind it.

    >>> _run_together("东海市财政局东海海关国家税务总局东海市税务局"), _run_together("东海市公安局东海港分局")
    (['东海市财政局', '东海海关', '国家税务总局东海市税务局'], ['东海市公安局东海港分局'])
    >>> _run_together("东海省商务厅南江海关")
    ['东海省商务厅', '南江海关']
    >>> _run_together("中共东海省委东海省人民政府")
    ['中共东海省委', '东海省人民政府']
    """
    if line == "".join(_TOP):
        return list(_TOP)
    place = line[_PLACE : 2 * _PLACE] if line.startswith(_PARTY) else line[:_PLACE]
    names = [""]
    for part in _NAME_END.split(line):
        begins = (
            part.startswith(_STATE)
            or (len(part) <= _SHORT and part.endswith(_BESIDE))
            or (part.startswith(place) and not names[-1].startswith(_STATE))
        )
        goes_on = part.startswith(place) and names[-1].startswith(_STATE) and place in names[-1]
        if (begins or goes_on) and _ORGANISATION.fullmatch(names[-1]):
            names.append(part)
        else:
            names[-1] += part
    return names if all(_ORGANISATION.fullmatch(n) and not n.endswith(_BRANCHES) for n in names) else [line]


_NAME_END = re.compile(f"(?<=[{''.join(sorted(_NAME_ENDS))}])")
_STATE = ("国家", "中国", "中华", "国务院")
_PLACE = 2  # characters by which the names of one place are known
_PARTY = "中共"  # before the place of a committee
_BESIDE = endings("beside")
_SHORT = 6  # characters of a name that says its place alone: `海州海关`
_BRANCHES = endings("branch")
_COLUMNS = re.compile(r"\s{2,}")
_LETTERED = 3  # pieces of a line that are two such names at least
_TOP = ("中共中央", "国务院")
_LEADING = (*_TOP, "全国人大常委会")

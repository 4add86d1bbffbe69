"""How a workbook shows the numbers in its cells: as they are, as shares, as days."""

from __future__ import annotations

import re
from enum import Enum

from policyparse.stages.read.container import Container, attribute, child, local

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')  # text in a format, and what is none of its places
_FIRST = re.compile(r"[^;]*")  # the format of what is above zero


class Format(Enum):
    """What a format makes of a number."""

    GENERAL = "as it is"
    PERCENT = "a share of a hundred"
    DAY = "a day"
    CHINESE_DAY = "a day with 年, 月, 日"
    CHINESE_MONTH = "a month with 年, 月"


_KNOWN = {
    **dict.fromkeys((9, 10), Format.PERCENT),
    **dict.fromkeys((14, 15, 16, 17, 22, 30, 36, 50), Format.DAY),
    **dict.fromkeys((27, 28, 29, 31, 51, 53, 54, 58), Format.CHINESE_DAY),
    **dict.fromkeys((52, 55, 57), Format.CHINESE_MONTH),
}
"""The formats that files name by number only (ECMA-376 18.8.30; those of Chinese editions among them)."""


def formats(container: Container) -> dict[str, Format]:
    """The format of each style of cells (its number as cells name it), where it is not `GENERAL`."""
    if "xl/styles.xml" not in container:
        return {}
    root = container.xml("xl/styles.xml")
    written = {}
    for item in child(root, "numFmts") or ():
        written[attribute(item, "numFmtId")] = format_of(attribute(item, "formatCode") or "")
    found = {}
    for number, style in enumerate(s for s in child(root, "cellXfs") or () if local(s) == "xf"):
        code = attribute(style, "numFmtId") or "0"
        found[str(number)] = written.get(code, known(int(code) if code.isdecimal() and len(code) < 6 else 0))
    return {number: form for number, form in found.items() if form is not Format.GENERAL}


def known(number: int) -> Format:
    """The format of a number that every workbook knows."""
    return _KNOWN.get(number, Format.GENERAL)


def format_of(code: str) -> Format:
    """What a format's code makes of a number.

    >>> format_of("0.0%").name, format_of('yyyy"年"m"月"').name, format_of("yyyy/m/d;@").name, format_of('0"年"').name
    ('PERCENT', 'CHINESE_MONTH', 'DAY', 'GENERAL')
    """
    first = (_FIRST.match(code) or [""])[0]
    places = _QUOTED.sub("", first).lower()
    if "%" in places:
        return Format.PERCENT
    if "y" not in places:
        return Format.GENERAL
    if "年" not in first:
        return Format.DAY
    return Format.CHINESE_DAY if "d" in places else Format.CHINESE_MONTH

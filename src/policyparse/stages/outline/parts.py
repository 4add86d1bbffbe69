"""Front and tail → what the frame of the document says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from policyparse.records.found import Context, Parts
from policyparse.stages.outline.dates import date_in
from policyparse.stages.outline.document_number import issuer_in
from policyparse.stages.outline.front import Front
from policyparse.stages.outline.named import issued_by
from policyparse.stages.outline.offices import ISSUER_ENDS, ORGANISATION_ENDS, organisations
from policyparse.stages.outline.tail import Tail
from policyparse.stages.outline.title_words import without_category
from policyparse.stages.outline.titles import type_of
from policyparse.stages.outline.words import any_handing, any_outline_word, outline_words
from policyparse.text import Span

_JOINED = re.compile(r"(?<=办公[厅室])(?=[^、]{3,}(?:办公[厅室]|政府)$)")  # two names, on paper one below the other
_NOBODY = ("部门", "单位")  # `三部门联合印发《……》`: news of a document
_LETTER = re.compile(
    rf"^([^《》，。\s]{{2,30}})[ 　]{any_outline_word('letter')}$"
)  # `经济部 函`, as letters of Taiwan are headed
_DRAFTED = re.compile(
    r"(?:^|[，,。；;\s])([^，,。；;\s]{2,20}?)(?:会同[^，,。；;\s]{0,20})?[，,]?(?:牵头|组织|研究)?"
    f"{any_outline_word('drafted')}了《"
)
_CALL = re.compile(any_outline_word("called"))
_DAY = r"(?:(\d{4})\s?年\s?)?(?:(\d{1,2})\s?月\s?)(\d{1,2})\s?日"
_PERIOD = re.compile(rf"{_DAY}(?:起)?\s?(?:至|到|—|-|－|~|～)+\s?{_DAY}")
_UNTIL = re.compile(rf"(?:于|截止(?:时间|日期)?(?:为|至|：)?|截至)\s?{_DAY}")
_PHONE = re.compile(r"(?:电话|热线|传真电话)[^\d\n]{0,12}((?:0\d{2,3}[-—－ ]?)?\d{7,8}(?:[-转]\d{1,5})?|1\d{10}|\d{5})")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")


@cache
def _heading_issuer() -> re.Pattern[str]:
    """Who a heading says it is from; `某市关于` names a place."""
    return re.compile(
        r"^((?:(?!关于|贯彻)[^《》，。]){2,120}?)(?<![省市县区州盟旗镇乡])(?:(?:贯彻[^《》，。]{2,20}?)?关于"
        rf"|(?:联合)?{any_handing('heading')}(?:《|(?=[^，。]{{4,60}}的通知)))"
    )


def parts_of(text: str, front: Front, tail: Tail, title: str | None, context: Context) -> Parts:
    """The parts; `title` is what the file's own metadata say, used where the text has no title."""
    words = front.words or without_category(front.meta.get("title", "")) or None
    front_text = text[:_FRONT] if front.title is None or _CALLS.search(words or "") else text[: front.title.end]
    draft = _is_draft(words, front_text)
    issuer, span = _issuer(text, front, tail)
    below = _answers_at(text) if draft else ""
    start, end = (_consultation(front_text) or _consultation(below) or context.consultation) if draft else (None, None)
    phone, email = (_first(_PHONE, front_text, below), _first(_EMAIL, front_text, below)) if draft else (None, None)
    return Parts(
        title=words or title,
        issuer=issuer or context.issuer or (tail.printed[0] if tail.printed else None),
        document_type=type_of(words or title or ""),
        document_number=front.number or front.meta.get("number") or context.document_number,
        status="draft" if draft else "final",
        date_issued=tail.dated
        or front.dated
        or date_in(front.meta.get("date", ""))
        or context.date_issued
        or (date_in(tail.printed[1]) if tail.printed else None)
        or date_in(front.meta.get("published", "")),
        consultation_start=start,
        consultation_end=end,
        contact_phone=phone[1] if phone else None,
        contact_email=email[0] if email else None,
        title_span=front.title,
        issuer_span=span,
    )


_FRONT = 3000  # characters in which a text without a title, or a call for opinions, says how to answer
_CALLS = re.compile(f"征(?:求|集)[^，。；]{{0,80}}{any_outline_word('call')}$")  # `关于公开征求《……》意见的公告`


def _answers_at(text: str) -> str:
    """The end of a text that says there how to answer: `意见反馈截止日期：……，联系电话：……`."""
    at = text.rfind("意见", max(0, len(text) - _END))
    return text[at:] if at >= 0 and _ANSWERS.search(text, at) else ""


_END = 400  # characters at the end of a draft
_ANSWERS = re.compile("截止|反馈")


def _first(pattern: re.Pattern[str], *texts: str) -> re.Match[str] | None:
    return next((m for text in texts if (m := pattern.search(text))), None)


def _is_draft(title: str | None, front_text: str) -> bool:
    return (title is not None and any(word in title for word in outline_words("draft"))) or bool(
        "征求意见稿" in front_text and _CALL.search(front_text)
    )


def _issuer(text: str, front: Front, tail: Tail) -> tuple[str | None, Span | None]:
    """Who signs; else who the notice's heading, the call for opinions or the file's own table names."""
    if signed := tail.signed or front.signed:
        return _names(text, signed)
    for heading in (front.notice, front.words):
        m = _heading_issuer().match(heading or "") or _LETTER.match(heading or "")
        if m and m[1][-1] in ISSUER_ENDS and not m[1].endswith(_NOBODY) and (len(m[1]) <= _ONE or organisations(m[1])):
            return _side_by_side(m[1]), None
    if front.by:
        return _side_by_side(front.by[0]), front.by[1]
    if ordered := issuer_in(front.number or ""):
        return "、".join(ordered), None
    if (
        unsure := tail.undated
        or front.undated
        or front.above
        or front.below
        or ([front.red_head] if front.red_head else [])
    ):
        return _names(text, unsure)
    if front.title:
        end = min(front.title.start, _FRONT)
        if m := _DRAFTED.search(text[: front.title.start]):
            return m[1], Span(*m.span(1))
        if front.words and (by := issued_by(text, end, front.words)) and by[0][-1] in ISSUER_ENDS:
            return _side_by_side(by[0]), by[1]
    told = front.meta.get("issuer", "")
    return (told if told[-1:] in ORGANISATION_ENDS else None), None  # `县政府网站` has put it up


_ONE = 40  # characters of a name; more are several offices


def _side_by_side(names: str) -> str:
    """Several offices of a heading as a list: on paper each has a line of its own."""
    cells = organisations(names)
    return "、".join(cells) if len(cells) > 1 else _JOINED.sub("、", names)


def _names(text: str, signed: Sequence[Span]) -> tuple[str, Span]:
    """The offices that lines name, and where they stand; a second name in brackets aside."""
    lines = [_SEAL.sub("", span.of(text)) for span in signed]
    names = [name for line in lines for name in organisations(line) or [re.sub(r"\s", "", line)]]
    return "、".join(n for n in names if not n.startswith(("（", "("))), Span(signed[0].start, signed[-1].end)


_SEAL = re.compile(r"[（(][公盖印]?章[）)]")  # `某某市财政局（章）`


def _consultation(front_text: str) -> tuple[date | None, date | None] | None:
    """The first and the last day of a call for opinions, or None where the text names no day."""
    m = _PERIOD.search(front_text)
    if m:
        start = _date(m[1], m[2], m[3])
        return start, _date(m[4] or m[1], m[5], m[6])
    m = _UNTIL.search(front_text)
    return (None, _date(m[1], m[2], m[3])) if m else None


def _date(year: str | None, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if year else None
    except ValueError:
        return None

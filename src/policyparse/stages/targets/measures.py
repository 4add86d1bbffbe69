"""Text → the numbers in it that have a unit, with their values; whether they mean anything is for others to say."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from policyparse.kept import kept
from policyparse.stages.targets.amounts import PIECES, minutes_before, one_amount, openers, smaller
from policyparse.stages.targets.measure import SIGNS, Measure, signed
from policyparse.stages.targets.numerals import digits, factors, number, scales
from policyparse.stages.targets.pattern import UnitRow, aliases, joints, measures, per, units
from policyparse.stages.targets.readings import MYRIADS, PARTED, Reading, own_scale, reading_of
from policyparse.stages.targets.shares import share
from policyparse.stages.targets.worded import has_names, has_words, in_currencies, with_named, worded
from policyparse.text import Span, span_at

_HUNDREDS = "百千佰仟"
_ROW = 8  # numbers that may touch each other
_PLAN = "十四五"  # the fourteenth five-year plan
_PER = frozenset("/／ ")
_RANGE = 12  # 五角至十元
_HALVED = frozenset({"time", "mass", "ratio", "length"})
_OF_A_YEAR = {"mo": 1 / 12, "{quarter}": 1 / 4}  # a year has no whole number of months of 30 days
_NAME = 4  # characters of a currency that is named before a number
_POWER = re.compile("电[^，,。；：、\n]{0,6}$")
_OF_POWER = 8  # characters before 度 in which 电 tells that it is a kilowatt-hour
_JOINT = 4  # characters between the numbers of a list, or of a measure in two units
_SOME = frozenset("几数")  # some, before a power of ten
_POWERS = frozenset("十百千万亿")
_COUNTED = frozenset("人户总次件个例基指系少多无参函年天月分对负整正小台项岁倍")  # with a 数 behind them they are nouns
_WHOLE_THINGS = frozenset("个家户项件所座处栋台条名人次场套辆")  # what is counted one by one
_GOING_ON = openers() | _PER | {"半"}  # behind a measure it may go on with: 5元/亩, 一年半, 两米三, 3斤5两


def find_measures(text: str) -> list[Measure]:
    """The measures in a text, in reading order."""
    return measures_from(text, measures().search(text), 0, len(text), True)


def measures_from(text: str, match: re.Match[str] | None, start: int, stop: int, apart: bool) -> list[Measure]:
    """The measures in `text[start:stop]`, whose first number the pattern has found (`match`), or none.

    `apart` is false where it is known to hold none of the words and currencies that are looked for apart.
    """
    found: list[Measure] = []
    touching = 0
    search = measures().search
    while match:
        begin, end = match.span()
        if begin and text[begin - 1] == "第" and not match["share"]:
            # 第三条, 第一、二款 number something: a third of such matches in a law. They join with nothing, but end what
            # belongs to a number before them.
            if found:
                found.append(Measure(span_at((begin, end)), 0.0, None, None, None, True, False, begin))
            match = search(text, end, stop)
            continue
        for measure in _read(text, match):
            if found and measure.span.start - found[-1].span.end <= _JOINT:
                if measure.span.start < found[-1].span.end:  # 20秒 in 1小时10分20秒
                    continue
                if _goes_on_in(text, found[-1], measure):
                    _add(found[-1], measure)
                    continue
                if found[-1].unit_text == "个" and _shares(text, found[-1], measure):
                    found[-1].unit, found[-1].unit_text = measure.unit, measure.unit_text
                touching += measure.span.start == found[-1].span.end
            found.append(measure)
        match = search(text, end, stop)
    if touching >= _ROW:
        found = _without_rows(found)
    if apart and has_words(text, start, stop):
        found.extend(worded(text, start, stop))
        found.sort(key=lambda m: m.span)
    if apart and has_names(text, start, stop):
        found = with_named(found, list(in_currencies(text, start, stop)))
    return found


def _without_rows(found: list[Measure]) -> list[Measure]:
    """Without rows of numbers that touch each other (`5%7%12%…`): cells of a table run together, no word tells of what."""
    left: list[Measure] = []
    row = found[:1]
    for measure in [*found[1:], None]:
        if measure is not None and measure.span.start == row[-1].span.end:
            row.append(measure)
            continue
        left.extend(row if len(row) <= _ROW else ())
        row = [measure] if measure is not None else []
    return left


def _shares(text: str, first: Measure, second: Measure) -> bool:
    """`6个、22个、32个工作日`: the 个 of the first is that of 个工作日."""
    unit = second.unit_text or ""
    return len(unit) > 1 and unit[0] == "个" and joints().fullmatch(text, first.span.end, second.span.start) is not None


def _goes_on_in(text: str, first: Measure, second: Measure) -> bool:
    """True where two measures are one in a larger and a smaller unit: `2小时30分钟`."""
    large, small = first.unit, second.unit
    if second.span.start > first.span.end + 1 or second.head != second.span.start or large is None or small is None:
        return False
    return one_amount(text, large, first.span.end, small, second.span.start)


def _add(first: Measure, second: Measure) -> None:
    """The smaller amount becomes part of the larger one: `2小时30分钟` is 2.5小时."""
    large, small = first.unit, second.unit
    assert large is not None
    assert small is not None
    if large.dimension == "money":
        ratio = 1.0  # its values are in the currency, whatever the unit
    else:
        ratio = small.factor / large.factor
        ratio = _OF_A_YEAR.get(small.code, ratio) if large.code == "a" else ratio
    first.span, first.value = span_at((first.span.start, second.span.end)), first.value + second.value * ratio


def _read(text: str, match: re.Match[str]) -> Iterable[Measure]:
    _, part, run, half, more, scale, more2, unit = match.groups()
    if part:
        return share(match)
    start, end = match.span()
    stop = match.end("first")
    if not unit and (not scale or scale in factors()) and text[(match.end("run") if run else stop) - 1] not in MYRIADS:
        return ()
    if run:
        return _list(text, match)
    said = reading_of(text[start:stop], scale, unit)
    if (
        not said.plain
        or half
        or more
        or more2
        or text[end : end + 1] in _GOING_ON
        or (before := text[start - 1 : start]) in _leading()
        or before.isspace()
    ):
        return _single(text, match)
    assert said.value is not None
    return (Measure(span_at((start, end)), said.value, None, said.unit, said.unit_text, said.digits, said.more, start),)


@kept
def _leading() -> frozenset[str]:
    """The characters before a number that may change it: a sign (零下5度), or the end of the name of a currency."""
    named = {written[-1] for code in ("CNY", "deg") for written in _names(code)}
    return SIGNS | _SOME | {"下"} | named


def _single(text: str, match: re.Match[str]) -> Iterable[Measure]:
    """One number with its unit, or two digits that mean one or the other (两三个)."""
    start, stop = match.start(), match.end("first")
    first = text[start:stop]
    reading = reading_of(first, match["scale"], match["unit"])
    if "." in first and _labelled(text, start, first, reading):
        start += first.index(".") + 1
        first = text[start:stop]
        reading = reading_of(first, match["scale"], match["unit"])
    if reading.pair:
        return _list(text, match)
    value, in_digits = reading.value, reading.digits
    if value is None:
        return () if in_digits else _neighbours(text, match, reading)
    unit, unit_text, end, per_code = _unit(text, match, reading)
    extra, end = _half(text, match, unit, end)
    value += extra
    if unit is not None:
        if unit.code == "折" and value >= 10:
            value /= 10  # 八五折 is 8.5折
        if first == "半" or _may_have_parts(text, unit, end):
            amount = _amount(text, Measure(Span(start, end), value, None, unit, unit_text, in_digits))
            if amount is None:
                return ()
            (start, end), value, unit, unit_text = amount.span, amount.value, amount.unit, amount.unit_text
    start, value = signed(text, start, value, unit)
    more = match["more"] not in (None, "来") or match["more2"] is not None or reading.more
    if _of_some(text, start, first):
        start, more = start - 1, True
    return (Measure(Span(start, end), value, None, unit, unit_text, in_digits, more, start, per_code),)


def _labelled(text: str, start: int, first: str, reading: Reading) -> bool:
    """`2.50个小区加装电梯` at the beginning of a line: the item has the label 2, and there is no half of a thing."""
    counts = reading.unit is not None and reading.unit.dimension == "count" and reading.unit_text in _WHOLE_THINGS
    return counts and text[start - 1 : start] in ("", "\n") and first.index(".") <= 2


def _of_some(text: str, start: int, first: str) -> bool:
    """`几十万元`, `数百亿元`: more than the power of ten that follows; not `人数百万以上`."""
    if first[0] not in _POWERS or text[start - 1 : start] not in _SOME:
        return False
    if text[start - 1] == "几":
        return True
    return _POWERS.issuperset(first) and first != "十" and text[start - 2 : start - 1] not in _COUNTED


def _neighbours(text: str, match: re.Match[str], reading: Reading) -> Iterator[Measure]:
    """Two neighbours in a row mean one or the other: `八九千`, `十五六`, `七百三四十`."""
    start, first, scale = match.start(), text[match.start() : match.end("first")], match["scale"]
    if first == _PLAN:
        return
    for at, (one, other) in enumerate(pairwise(first)):
        if digits().get(one, 0) > 0 and digits().get(other) == digits()[one] + 1:
            low, high = first[: at + 1] + first[at + 2 :], first[:at] + first[at + 1 :]
            value, value_high = (number(bound + (scale or "")) for bound in (low, high))
            unit, unit_text, end, per_code = _unit(text, match, reading)
            if value is not None and value_high is not None:
                yield Measure(Span(start, end), value, value_high, unit, unit_text, False, False, start, per_code)
            return


def _may_have_parts(text: str, unit: UnitRow, end: int) -> bool:
    """True where a measure that ends at `end` may be small change, or go on in a smaller unit."""
    if unit.dimension != "money" and unit.code not in PARTED and text[end - 1] not in PIECES:
        return False
    return unit.factor < 1 or unit.code == "s" or text[end : end + 1] in openers()


def _amount(text: str, measure: Measure) -> Measure | None:
    """A measure with the smaller units beside it, money in its currency; None for a `三角` that is no money."""
    (start, end), unit = measure.span, measure.unit
    assert unit is not None
    if unit.code == "s" and (minutes := minutes_before(text, start)):
        measure.span, measure.value = Span(minutes[1], end), minutes[0] + measure.value / 60
        measure.unit, measure.unit_text = units()["分钟"], "分"
        return measure
    small = smaller(text, unit, end)
    if small is None and unit.dimension != "money":
        if (
            text[start] == "半"
            and text[start - 1 : start] == "个"
            and not text[max(0, start - 2) : start - 1].isalnum()
        ):
            measure.span, measure.value = Span(start - 1, end), 1.5  # 个半小时, with nothing before it
        return measure
    if unit.dimension == "money":
        measure.value *= unit.factor
    if small:
        measure.span, measure.value, measure.unit = Span(start, small.end), measure.value + small.value, small.unit
    elif unit.factor < 1 and not measure.digits and not unit.numerals and "元" not in text[end + 1 : end + _RANGE]:
        return None
    return measure


def _list(text: str, match: re.Match[str]) -> Iterator[Measure]:
    """A range as one measure, or each member of a list; all share the scale and the unit that follow."""
    pieces, ranged = _pieces(text, match)
    last = text[slice(*pieces[-1])]
    reading = reading_of(last, match["scale"], match["unit"])
    unit, unit_text, end, per_code = _unit(text, match, reading)
    scale = (match["scale"] or "").strip() or own_scale(last, match["unit"] or "")
    values = [number(_with_scale(text[low:high], scale)) for low, high in pieces]
    for at in (i for i, reaches in enumerate(ranged) if reaches):
        lower, upper = (text[slice(*piece)] for piece in pieces[at : at + 2])
        values[at] = _lower(lower, upper, scale, values[at], values[at + 1])
    if unit is not None and unit.dimension == "money" and unit.factor != 1:
        values = [
            None if value is None or not (reading.digits or unit.numerals) else value * unit.factor for value in values
        ]
    pieces[-1] = (pieces[-1][0], end)
    head, in_digits, more = pieces[0][0], reading.digits, match["more"] is not None
    index = 0
    while index < len(pieces):
        value, high = values[index], None
        start, end = pieces[index]
        if ranged[index] and index + 1 < len(pieces):
            index += 1
            high, end = values[index], pieces[index][1]
        if high is None and index + 1 < len(pieces) and text[start:end] == "零":
            head = pieces[index + 1][0]  # 实现清零、1亿元以上企业…
        elif value is not None and high is None and in_digits and _is_level(text[start:end]):
            yield Measure(Span(start, end), value, None, None, text[start:end], False, False, start)
        elif value is not None:
            yield Measure(Span(start, end), value, high, unit, unit_text, in_digits, more, head, per_code)
        index += 1


def _is_level(written: str) -> bool:
    """`营业收入过千亿、3—4家过百亿的企业`: a level in characters shares no unit with what is counted in digits."""
    return written[-1] in MYRIADS and _POWERS.issuperset(written)


def _lower(low: str, high: str, scale: str, value: float | None, upper: float | None) -> float | None:
    """The lower bound of a range: it shares the scale of the upper one where it stays below it.

    `一百二十到一百五十万` is from 1200000 on, `两到三千` from 2000, but `五百至一万` and `500-1万` from 500.
    """
    own = number(low)
    if own is None or upper is None:
        return value
    shared = factors().get(scale) or number(scale)
    if not scale and len(low) == 1 < len(high) == 2 and high[-1] in _HUNDREDS:
        shared = number(high[-1])
    return own * shared if shared and low[-1] not in MYRIADS and 1 < own * shared < upper else own


def _unit(text: str, match: re.Match[str], reading: Reading) -> tuple[UnitRow | None, str | None, int, str | None]:
    """The unit, how it is written with its multiplier, where it ends, and the code of what it is per (元/亩)."""
    unit, unit_text, end = reading.unit, reading.unit_text, match.end()
    if unit is None:
        return None, unit_text or None, end, None
    if unit.code in ("CNY", "deg"):
        unit = _named_before(text, match.start(), unit)
    if text[end : end + 1] in _PER and (tail := per().match(text, end)):
        code = _per_code(tail)
        if text[tail.end() : tail.end() + 1] in _PER and (further := per().match(text, tail.end())):
            return unit, unit_text + tail[0] + further[0], further.end(), f"{code}/{_per_code(further)}"  # 元/平方米/月
        return unit, unit_text + tail[0], tail.end(), code
    return unit, unit_text, end, None


def _per_code(tail: re.Match[str]) -> str:
    return units()[aliases().get(tail["unit"], tail["unit"])].code


def _half(text: str, match: re.Match[str], unit: UnitRow | None, end: int) -> tuple[float, int]:
    """What a 半 adds (一年半, 1个半小时), or a digit behind 成 or 米 (七成六, 两米三); and where the measure then ends."""
    if match["half"] or match["unit"] == "分半钟":
        return 0.5, end
    if unit is None or unit.dimension not in _HALVED:
        return 0.0, end
    behind = text[end : end + 1]
    if behind == "半" and (unit.dimension != "length" or not text[end + 1 : end + 2].isalnum()):  # 三百米半径
        return 0.5, end + 1
    if text[end - 1] in "成米" and behind in digits() and not text[end + 1 : end + 2].isalpha():
        return digits()[behind] / 10, end + 1
    return 0.0, end


def _pieces(text: str, match: re.Match[str]) -> tuple[list[tuple[int, int]], list[bool]]:
    """Where the numbers of a list stand, and for each whether a range leads from it to the next."""
    if not match["run"]:
        start, stop = match.start(), match.end("first")
        return [(start, start + 1), (start + 1, stop)], [True, False]  # 两三个
    pieces, ranged, start = [], [], match.start()
    stop = match.end("run")
    for joint in joints().finditer(text, match.end("first"), stop):
        pieces.append((start, joint.start()))
        ranged.append(bool(joint[1]))
        start = joint.end()
    return [*pieces, (start, stop)], [*ranged, False]


def _named_before(text: str, start: int, unit: UnitRow) -> UnitRow:
    """The currency or scale named before the number: `新台币6万元`, `摄氏37度`; else `unit`."""
    if unit.code == "deg" and _POWER.search(text, max(0, start - _OF_POWER), start):
        return units()["度电"]  # 用电量10000度
    left, names = text[start - _NAME if start > _NAME else 0 : start].rstrip(), _names(unit.code)
    return next((names[left[-n:]] for n in range(_NAME, 1, -1) if left[-n:] in names), unit)


@kept
def _names(code: str) -> dict[str, UnitRow]:
    if code == "deg":
        return {"摄氏": units()["摄氏度"], "华氏": units()["华氏度"]}
    return {w: row for w, row in units().items() if row.dimension == "money" and len(w) > 1 and row.code != "CNY"}


def _with_scale(written: str, scale: str) -> str:
    """A number with the scale that it shares, unless it has one of its own: `3—5万` is 30000 to 50000."""
    return written if not scale or written[-1] in scales() else written + scale

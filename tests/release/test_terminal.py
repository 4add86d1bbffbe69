"""Lines that stand under one another although characters are two columns wide."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sample_document import sample

from policyparse.pipeline import parse_fields
from policyparse.release.overview import amount, overview_rows, target_text
from policyparse.release.show import View
from policyparse.release.terminal import columns_of, cut, pad, tabbed, width, wrap

text = st.text("市财政局、，（）ab 1é\u0301\u3000\U00020000", max_size=40)


@example("111、局\u3000 ", 4)  # a part that fits but for its blanks
@given(text, st.integers(2, 30))
def test_what_is_cut_or_wrapped_fits_and_loses_nothing(words: str, columns: int) -> None:
    assert width(cut(words, columns)) <= columns
    lines = wrap(words, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


def test_a_line_is_filled_to_its_end() -> None:
    assert wrap("市财政局、市商务局", 18) == ["市财政局、市商务局"]
    assert wrap("市财政局、市商务局", 17) == ["市财政局、", "市商务局"]
    assert wrap("", 10) == [""]
    assert wrap("市财政局、市商务局、 ", 10) == ["市财政局、", "市商务局、"]


@given(text, st.integers(0, 60))
def test_padding_reaches_the_width(words: str, columns: int) -> None:
    assert width(pad(words, columns)) == max(columns, width(words))


def test_columns_stand_under_one_another() -> None:
    lines = list(columns_of([["路径", "heading"], ["一/（一）", "优化"], ["a\tb", "c\nd"]]))
    assert [width(line[: line.index(w)]) for line, w in zip(lines, ("heading", "优化", "c d"), strict=True)] == [11] * 3


def test_a_cell_cannot_break_a_row() -> None:
    assert list(tabbed([["a\tb", "c\n\x1b[31md"]])) == ["a b\tc  [31md"]


def test_an_item_without_a_heading_shows_how_it_begins() -> None:
    document = parse_fields(
        "临江市服务办法\n第一条 市政务局的主要职责为：\n(一)研究制定制度；\n(二)组织建设平台。\n", "a.txt"
    )[0]
    shown = "\n".join(View(80, colour=False).lines(document))
    assert "第一条 市政务局的主要职责为：" in shown
    assert "（一） 研究制定制度；" in shown


def test_the_outline_shows_who_and_what() -> None:
    lines = list(View(80, colour=False).lines(sample()))
    shown = "\n".join(lines)
    assert lines[0] == "临江市优化服务方案"
    assert "临江市人民政府 · 2023-06-25 · draft" in lines[1]
    assert lines[2] == "sections 1 · measures 2 · responsibilities 2 · targets 2 · 100.0% of the text"
    assert "responsible  市財政局、各县政府" in shown
    assert "target       开办時間" in shown
    assert "≤ 0.5個工作日  2025" in shown
    assert "review       unsure: two values" in shown
    assert "\x1b" not in shown
    assert all(width(line) <= 80 for line in lines)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2023, 6, 1), date(2023, 6, 30), "consultation 2023-06-01 – 2023-06-30"),
        (None, date(2023, 6, 30), "consultation … – 2023-06-30"),
        (date(2023, 6, 1), None, "consultation 2023-06-01 – …"),
    ],
)
def test_a_draft_says_until_when_people_may_comment(start: date | None, end: date | None, shown: str) -> None:
    fields = {**sample(), "consultation_start": start, "consultation_end": end}
    assert next(line for line in View(100, colour=False).lines(fields) if "draft" in line).endswith(shown)
    assert "consultation" not in "\n".join(View(100, colour=False).lines(sample()))


def test_colours_only_where_they_are_wanted() -> None:
    assert "\x1b[1;36m" in "\n".join(View(80, colour=True).lines(sample()))


def test_a_hostile_text_cannot_steer_the_terminal() -> None:
    fields = sample()
    fields["title"] = "\x1b]0;owned\x07标题\u202e"
    fields["sections"][0]["heading"] = "\x1b[2J清屏"
    for colour in (False, True):
        lines = "\n".join(View(60, colour).lines(fields))
        assert "\x1b]" not in lines
        assert "\x1b[2J" not in lines
        assert "\u202e" not in lines


def test_a_narrow_terminal_is_enough() -> None:
    assert all(width(line) <= 48 for line in View(10, colour=False).lines(sample()))


@pytest.mark.parametrize(
    ("value", "high", "unit_text", "comparator", "evidence", "shown"),
    [
        (3e8, None, "亿元", "ge", "达到3亿元以上", "≥ 3亿元"),
        (300.0, None, "百个", "eq", "建设3百个", "= 3百个"),
        (5000.0, None, "千人", "eq", "培训5千人", "= 5千人"),
        (7e7, None, "千万元", "eq", "投入7千万元", "= 7千万元"),
        (40.0, None, "十家", "approx", "约4十家", "≈ 4十家"),
        (3.0, None, "百分点", "eq", "提高3百分点", "= 3百分点"),
        (5000.0, None, "千米", "eq", "建成5000千米", "= 5000千米"),
        (3.0, 5.0, "个工作日", "between", "3—5个工作日", "3–5个工作日"),
        (1e8, None, "亿元", "ge", "亿元以上", "≥ 100000000 code"),
        (10000.0, None, "家", "eq", "达到１０，０００家", "= 10000家"),
        (0.5, None, None, "eq", "一半", "= 0.5"),
        (300000.0, None, "万户", "eq", "三十万户", "= 300000 code"),
    ],
)
def test_amounts_read_as_they_are_written(
    value: float, high: float | None, unit_text: str | None, comparator: str, evidence: str, shown: str
) -> None:
    target = {
        "value": value, "value_high": high, "unit_text": unit_text, "unit": "code",
        "comparator": comparator, "evidence": evidence, "change": False, "direction": "none",
    }  # fmt: skip
    assert amount(target) == shown


def test_a_change_has_an_arrow() -> None:
    target = {"value": 8.0, "value_high": None, "unit_text": "%", "unit": "percent", "comparator": "eq",
              "evidence": "增长8%", "change": True, "direction": "up", "indicator": None, "deadline": None}  # fmt: skip
    assert target_text(target) == "— ↑ = 8%"


def test_one_row_a_measure() -> None:
    rows: list[dict[str, Any]] = list(overview_rows(sample()))
    assert [r["path"] for r in rows] == ["一/（一）", "一/（二）"]
    assert rows[0]["sections"] == "重點任務"
    assert rows[0]["responsible"] == "市財政局；各县政府"
    assert rows[0]["lead"] is None
    assert rows[0]["targets"] == "开办時間 ≤ 0.5個工作日（2025）"
    assert rows[0]["other_numbers"] == "— = 2–3天"
    assert rows[1]["responsible"] is None


def test_the_widths_are_those_of_the_unicode_tables() -> None:
    for character in "一（·“Ａｱａ":
        wide = unicodedata.east_asian_width(character) in "WF"
        assert width(character) == 1 + wide

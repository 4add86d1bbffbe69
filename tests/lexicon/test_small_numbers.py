"""Numbers of two digits in Chinese characters, where they are none too."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyparse.lexicon.small_numbers import small_number
from policyparse.pipeline import parse_fields

DIGITS = "〇一二三四五六七八九"


@given(st.integers(1, 99))
def test_what_is_written_is_read(value: int) -> None:
    tens, ones = divmod(value, 10)
    spelt = ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")
    assert small_number(spelt) == small_number(str(value)) == value


@given(st.text("一二三四五六七八九十〇零百0", max_size=4))
def test_anything_is_read_or_is_none(written: str) -> None:
    assert small_number(written) is None or small_number(written) >= 0  # type: ignore[operator]


def test_a_day_that_is_none_dates_nothing() -> None:
    for day in ("十十月八日", "十三月八日", "一十一十月八日", "五月三十二日"):
        (fields,) = parse_fields(f"某某市便民方案\n二〇二三年{day}\n一、任务\n完成。\n", "plan.txt")
        assert fields["date_issued"] is None
    (fields,) = parse_fields("某某市便民方案\n二〇二三年一二月二五日\n一、任务\n完成。\n", "plan.txt")
    assert str(fields["date_issued"]) == "2023-12-25"

"""Numbers of labels in every way of writing, and what stands around a document: the days for comments, the skipped number."""

from __future__ import annotations

from datetime import date

import pytest

from policyparse.pipeline import parse_fields
from policyparse.stages.outline.labels import value_of


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7),
        ("〇", 0),
        ("十", 10),
        ("百二十", 120),
        ("一百零三", 103),
        ("一百一十二", 112),
        ("一〇三", 103),
        ("一一二", 112),
        ("⑳", 20),
        ("㉑", 21),
        ("㉟", 35),
        ("甲", None),
    ],
)
def test_a_number_has_one_value_however_it_is_written(written: str, value: int | None) -> None:
    assert value_of(written) == value


def test_articles_behind_the_hundredth_follow_each_other_in_both_ways_of_writing() -> None:
    for articles in (
        ("第九十九条", "第一百条", "第一百零一条", "第一百零二条"),
        ("第九九条", "第一〇〇条", "第一〇一条", "第一〇二条"),
    ):
        text = "".join(f"{label} 管理单位应当做好第{n}项工作。\n" for n, label in enumerate(articles))
        (fields,) = parse_fields(f"江城市公园管理办法\n{text}", "a.txt")
        assert [m["number"] for m in fields["measures"]] == [99, 100, 101, 102]


CALL = """关于公开征求《江城市绿化条例（征求意见稿）》意见的公告
我局起草了条例，现向社会公开征求意见。{}
江城市园林局
江城市绿化条例（征求意见稿）
第一条 为了绿化。
第二条 适用本市。
"""


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("征求意见时间为2024年3月1日至3月31日。", date(2024, 3, 1), date(2024, 3, 31)),
        ("征求意见时间：2023年12月20日至2024年1月19日。", date(2023, 12, 20), date(2024, 1, 19)),
        ("意见反馈截止时间为2024年3月31日。", None, date(2024, 3, 31)),
        ("意见反馈截止时间为2024年2月30日。", None, None),  # there is no such day
        ("欢迎提出意见。", None, None),
    ],
)
def test_the_days_for_comments(said: str, start: date | None, end: date | None) -> None:
    (fields,) = parse_fields(CALL.format(said), "a.txt")
    assert (fields["consultation_start"], fields["consultation_end"]) == (start, end)

"""Labels on lines of their own, or scanned as dashes → before what they number."""

from __future__ import annotations

import pytest

from policyparse.pipeline import parse_fields

PLAN = (
    ("青石县古树保护方案", "", ""),
    ("一、", "总体要求", ""),
    ("", "坚持保护优先，建立古树名木档案。", ""),
    ("二、", "重点任务", ""),
    ("（一）", "开展普查。", "2026年底前完成全县古树普查建档2000株。"),
    ("（二）", "落实管护", ""),
    ("1.", "签订责任书。", "责任单位：县林业局、各乡镇人民政府"),
    ("2.", "修剪。", "每年不少于一次。"),
)


def records(text: str) -> list[tuple[object, ...]]:
    (fields,) = parse_fields(text.encode(), "plan.txt")
    return [(item["path"], item["heading"]) for kind in ("sections", "measures") for item in fields[kind]] + [
        (duty["path"], duty["agency_text"]) for duty in fields["responsibilities"]
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n", " \n　　", "\r\n"])
def test_a_label_on_a_line_of_its_own_numbers_the_line_below_it(between: str) -> None:
    together = "\n".join("".join(parts) for parts in PLAN)
    apart = "\n".join(
        (label + between if label and label[0] in "一二（12" else label) + text + rest for label, text, rest in PLAN
    )
    assert len(records(together)) == 8
    assert records(apart) == records(together)


def test_one_label_alone_is_left_where_it_stands() -> None:
    text = "一、总体要求\n1.\n建立古树名木档案。\n二、重点任务\n开展普查。"
    (fields,) = parse_fields(text.encode(), "plan.txt")
    assert fields["text"] == text


def test_numbers_of_a_table_stay_apart() -> None:
    text = "序号\n名称\n1\n古槐\n2\n银杏\n3\n香樟"
    (fields,) = parse_fields(text.encode(), "table.txt")
    assert fields["text"] == text


@pytest.mark.parametrize("dashed", ["（-）", "(-)", "（—）"])
def test_a_dash_in_brackets_is_the_number_that_is_missing(dashed: str) -> None:
    lines = [
        "一、普查",
        "（一）建立档案。",
        "（二）公布名录。",
        "（三）设立标牌。",
        "二、管护",
        "（一）签订责任书。",
        "（二）定期修剪。",
    ]
    text = "\n".join(lines)
    for missing in ("（二）公布", "（一）签订"):
        (fields,) = parse_fields(text.replace(missing, dashed + missing[3:]).encode(), "plan.txt")
        assert fields["text"].replace("(", "（").replace(")", "）") == text
        assert [edit["rule"] for edit in fields["edits"]] == ["layout.label"]


def test_a_dash_in_brackets_that_no_number_follows_stays() -> None:
    text = "一、普查\n（一）建立档案。\n（-）表示没有。\n二、管护\n定期修剪。"
    (fields,) = parse_fields(text.encode(), "plan.txt")
    assert fields["text"] == text

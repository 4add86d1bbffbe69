"""Ends of lines of other kinds: the rules see lines, the text keeps its characters."""

from __future__ import annotations

import pytest

from policyparse.pipeline import parse_fields

LINES = (
    "某某市便民实施方案",
    "为做好服务，制定本方案。",
    "一、延长时间",
    "中午不休息。（责任单位：市数据局）",
    "二、公开流程",
    "公开办事指南。",
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_ends_it(end: str) -> None:
    text = end.join(LINES)
    (fields,) = parse_fields(text.encode(), "plan.txt")
    assert fields["text"] == fields["source_text"] == text
    assert fields["title"] == LINES[0]
    assert [measure["heading"] for measure in fields["measures"]] == ["延长时间", "公开流程"]
    assert len(fields["responsibilities"]) == 1

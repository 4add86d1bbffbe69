"""Any text gives documents that hold every law and say the same in every form, or a refusal with a code."""

import contextlib
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyparse.pipeline import parse_fields
from policyparse.records.document import Document
from policyparse.records.errors import InputError
from policyparse.release.forms import json_text, read_json, read_yaml, yaml_text
from policyparse.release.laws import breaches
from policyparse.release.overview import overview_rows
from policyparse.release.show import View

PIECES = [
    "一、", "（一）", "1.", "(1)", "①", "第一条 ", "第二章 ", "附件1", "\n", "\n\n", "\r\n", "\u3000\u3000", " ", "。", "；", "：", "、",
    "（责任单位：市财政局、市公安局）", "（牵头单位：市发改委；配合单位：各区、县（市）政府）（下同）", "由市建委牵头，市住保房管局配合", "责任单位：", "牵头", "（", "）",
    "到2025年底前，", "压缩至0.5个工作日以内", "增长8%以上", "不超过3亿元", "3—5家", "三分之一", "翻一番", "关于印发实施方案的通知", "杭州市人民政府",
    "2023年6月25日", "联系电话：0571-85253706", "杭政〔2023〕1号", "目　录", "發展改革", "業務", "平臺?;I建", "?。ㄒ唬惩ㄊ袌", "\ue4c6", "⼀", "第 3 页 共 5 页",
    "\x00", "\x1b[31m", "\u202e", "\ufeff", "😀", "\U0002070e", "<script>", "&amp;", "```", "| a |", "=1+1", "no", "- ", "a: b", "列第一位的为牵头单位",
]  # fmt: skip

EXAMPLES = 2000 if os.environ.get("POLICYPARSE_SLOW") == "1" else 60

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=40).map("".join)


def check(content: str | bytes) -> None:
    """Assert the laws of whatever documents the content gives."""
    documents = []
    with contextlib.suppress(InputError):  # it cannot be made without code and remedy
        documents = parse_fields(content, "a.txt")
    for fields in documents:
        assert list(breaches(fields)) == []
        validated = Document.model_validate(fields).model_dump()
        said = json_text(fields)
        assert said == json_text(validated)
        assert read_yaml(yaml_text(fields)) == read_json(said)
        assert len(list(overview_rows(fields))) == len(fields["measures"])
        shown = "\n".join(View(80, colour=False).lines(fields))
        assert all(c == "\n" or c.isprintable() for c in shown)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_any_text_holds_every_law(text: str) -> None:
    check(text)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200) | st.tuples(texts, st.sampled_from(["utf-8", "gb18030", "utf-16", "big5"])).map(
    lambda pair: pair[0].encode(pair[1], "replace")
))  # fmt: skip
def test_any_bytes_hold_every_law(data: bytes) -> None:
    check(data)


@pytest.mark.parametrize("piece", PIECES)
def test_each_piece_alone_and_often(piece: str) -> None:
    check(piece)
    check(piece * 50)

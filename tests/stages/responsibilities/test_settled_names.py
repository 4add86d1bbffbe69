"""What is settled for a wording by itself says the same as the whole way, whatever stands beside it."""

import re
from itertools import product

import pytest

from policyparse.stages.responsibilities import brackets, item_ends, lists, reader
from policyparse.stages.responsibilities.brackets import families, matched
from policyparse.stages.responsibilities.lists import named
from policyparse.stages.responsibilities.reading import read
from policyparse.stages.responsibilities.regions import Part

_NAMES = [
    "市财政局",
    "市发展和改革委员会",
    "住建局",
    "宣传部",
    "市委组织部",
    "各区政府",
    "各县（市、区）人民政府",
    "市公安、司法局",
    "区",
    "市政府",
    "开发区管委会",
    "团市委",
    "市教育局等部门",
    "国网供电公司",
    "市商务局(口岸办)",
    "市委",
    "政府",
    "党工委",
    "管委会",
    "省属驻市有关单位",
    "中央",
    "市市场监管局登记科",
    "信息中心",
    "会市财政局",
    "由市水利局",
    "1.市教育局",
    "责任单位市审计局",
    "市统计局2024年底前",
    "市税务局配合",
    "*市司法局",
    "市人社局牵头",
]


@pytest.mark.parametrize("separator", ["、", "，", "和"])
def test_names_that_stay_as_they_are(separator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        [Part(text, 10 * at, 10 * at + len(text), separator) for at, text in enumerate(those)]
        for those in product(_NAMES, repeat=2)
    ]
    settled = [named(parts) for parts in rows]
    monkeypatch.setattr(lists, "_stays", lambda _: False)
    assert [named(parts) for parts in rows] == settled


@pytest.mark.parametrize(
    "form", ["{}、{}牵头", "责任单位：{}；{}负责落实", "{}会同{}落实", "{}，{}", "牵头单位：{} 配合单位：{}"]
)
def test_items_that_are_bare_names(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [form.format(*those) for those in product(_NAMES, repeat=2)]
    settled = [read.__wrapped__(text) for text in texts]
    monkeypatch.setattr(reader, "is_bare", lambda _: False)
    assert [read.__wrapped__(text) for text in texts] == settled
    assert any(map(item_ends.is_bare, _NAMES))


@pytest.mark.parametrize(
    "text", ["（甲乙）丙（丁）（戊己庚）", "无", "（甲（乙丙）", "(甲乙)（丙丁）", "（甲乙", "【甲乙】【丙丁】"]
)
def test_brackets_of_one_kind(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = [match.start() for match in re.finditer("|".join(map(re.escape, families())), text)]
    settled = matched(text, marks)
    monkeypatch.setattr(brackets, "_are_flat", lambda _: False)
    assert matched(text, marks) == settled

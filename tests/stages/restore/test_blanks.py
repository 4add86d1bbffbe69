"""Blanks that copying set into running text are taken out, those that someone typed are not."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from policyparse.pipeline import parse_fields
from policyparse.stages.restore.blanks import LEAST, RULE, blanks
from policyparse.text import AlignedText

PROSE = (
    "（一）加强水资源管理。到二〇三〇年，全省水环境质量明显改善，城镇污水处理能力显著提升，农村生活污水得到有效治理，"
    "重点行业企业实现达标排放。（生态环境厅牵头，工业和信息化厅、自然资源厅、住房城乡建设厅等参与，各市人民政府负责落实）\n"
    "（二）保护饮用水水源。完善饮用水水源地保护制度，定期开展水质监测和风险评估，向社会公开监测信息，接受群众监督。\n"
)


def with_blanks(text: str, places: list[int]) -> str:
    for at in sorted(places, reverse=True):
        text = text[:at] + " " + text[at:]
    return text


def test_blanks_within_words_go_and_offices_are_told() -> None:
    damaged = PROSE
    for word in (
        "水资源",
        "环境质量",
        "农村生活",
        "企业实现",
        "工业和信息化厅",
        "自然资源厅",
        "人民政府",
        "保护制度",
        "监测信息",
    ):
        damaged = damaged.replace(word, f"{word[:2]} {word[2:]}", 1)
    assert blanks(AlignedText.of(damaged)).aligned.text == PROSE
    title = "某省水污染防治工作方案\n一、重点任务\n"
    assert agencies(title + damaged) == agencies(title + PROSE) != []


def test_in_a_text_with_many_such_those_between_words_and_in_labels_go_too() -> None:
    prose = PROSE * 2 + "（二十四）完善水价机制。\n牵头单位：市水利局\n"
    damaged = prose.replace("（二十四", "（二十 四").replace("市水利", "市 水利").replace("，向社会", "，向 社会")
    for word in ("水环境质量", "污水处理能力", "重点行业企业", "饮用水水源地", "风险评估", "水质监测", "信息化厅"):
        damaged = damaged.replace(word, f"{word[:-1]} {word[-1]}").replace(f"{word[:2]}", f"{word[0]} {word[1]}")
    assert blanks(AlignedText.of(damaged)).aligned.text == prose
    assert blanks(AlignedText.of(damaged.replace(" ", "\u3000"))).aligned.text == prose


def agencies(text: str) -> list[tuple[str, str]]:
    (document,) = parse_fields(text)
    return [(r["agency_text"], r["role"]) for r in document["responsibilities"]]


def test_blanks_that_part_something_stay() -> None:
    for kept in (
        "第一条 " + PROSE.split("\n")[0],
        "某某省住房和城乡建设厅 某某省发展和改革委员会 某某省财政厅关于印发水污染防治行动方案的通知以及有关事项的补充说明\n"
        * 3,
        "《城镇污水处理厂 运行监督管理技术规范》《农村生活污水 处理设施建设和运行规范》等标准由有关部门组织制定并公布实施。\n"
        * 4,
        "本条例于2019年11月27日 某某市第十五届人民代表大会常务委员会第十六次会议通过，2020年3月1日 某某市人民代表大会修正。\n"
        * 5,
        "3 安装水表 集中供水 县水利局 县财政局 年底完成 完成安装 全县推广 4 修建渠道 农田灌溉 县农业局 县水利局 年底完成\n"
        * 5,
        with_blanks(PROSE, [40, 60, 90]),  # fewer than LEAST may be a writer's
    ):
        assert blanks(AlignedText.of(kept)).aligned.text == kept


@given(st.integers(0, 10_000))
def test_every_blank_taken_out_is_an_edit_of_its_own_and_comes_back(seed: int) -> None:
    places = random.Random(seed).sample(range(12, len(PROSE) - 2), 3 * LEAST)
    damaged = with_blanks(PROSE, places)
    aligned = blanks(AlignedText.of(damaged)).aligned
    assert aligned.inverted().text == aligned.source == damaged
    assert {edit.rule for edit in aligned.edits} <= {RULE}
    assert all(damaged[e.source_start : e.source_end] == " " and e.text_start == e.text_end for e in aligned.edits)
    assert blanks(AlignedText.of(damaged)).aligned == aligned

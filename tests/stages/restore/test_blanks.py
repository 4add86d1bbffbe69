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

"""Texts whose lines a program put behind one another, with a blank between them."""

import pytest

from policyparse.stages.restore.one_line import RULE, one_line
from policyparse.text import AlignedText

LINES = [
    "青川县人民政府办公室关于印发《青川县节水行动方案》的通知",
    "青政办发〔2024〕12 号",
    "各乡镇人民政府，县直各部门：",
    "《青川县节水行动方案》已经县政府同意，现印发给你们，请认真贯彻落实。",
    "青川县人民政府办公室",
    "2024 年3 月5 日",
    "（此件公开发布）",
    "青川县节水行动方案",
    "为深入推进节水型社会建设，结合本县实际，制定本方案。"
    + "坚持先节水后调水、先治污后通水、先环保后用水，全面提高用水效率。" * 6,
    "一、总体要求",
    "以节约每一方水为目标，到2025年建成2 个示范区。" + "严格水资源论证，健全取水许可，落实计划用水，加强用水计量。" * 6,
    "二、重点任务",
    "（一）修建渠道。全县新建渠道20公里。",
    "责任单位：县水利局、县农业农村局",
    "（二）改造管网",
    "1.改造老旧管网，漏损率低于9%。",
    "2.推行分区计量。" + "对管网压力实行动态调节，对漏点开展常态化检测，及时修复。" * 6,
    "三、保障措施",
    "各乡镇要加强领导，压实责任，确保完成任务。" * 6,
]


@pytest.mark.parametrize("blank", [" ", "\u3000\u3000", "\u00a0"])
def test_lines_behind_one_another_are_lines_again(blank: str) -> None:
    aligned = one_line(AlignedText.of(blank.join(LINES))).aligned
    assert aligned.text.split("\n") == LINES
    assert {edit.rule for edit in aligned.edits} == {RULE}
    assert aligned.inverted().text == aligned.source


def test_a_title_may_have_a_line_of_its_own() -> None:
    aligned = one_line(AlignedText.of(LINES[0] + "\n" + " ".join(LINES[1:]))).aligned
    assert aligned.text.split("\n") == LINES


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(LINES),
        "第一章 总 则 第一条 为了节水。第二条 本办法适用于本县。",  # short
        "本县实有耕地 20 万亩，其中水田 5 万亩。" * 60,  # no labels
    ],
)
def test_other_texts_pass_unchanged(text: str) -> None:
    aligned = AlignedText.of(text)
    assert one_line(aligned).aligned is aligned


def test_a_blank_behind_an_article_or_within_its_heading_ends_no_line() -> None:
    articles = [
        f"第{n}条 取用水资源的单位和个人应当节约用水，按照计划取水，依法缴纳水资源费。" for n in "一二三四五六七八九十"
    ]
    text = "第一章 总 则 " + " ".join(articles) * 2
    assert one_line(AlignedText.of(text)).aligned.text == "第一章 总 则\n" + "\n".join(articles) + "\n".join(articles)


def test_a_line_whose_labels_mostly_stand_behind_a_sentence_without_a_blank_stays() -> None:
    tasks = "".join(f"{label}、推进节水。加强用水计量，落实计划用水，健全取水许可。" * 3 for label in "一二三四五")
    text = tasks + " 六、修渠。 七、植树。 八、清淤。 九、引水。 十、治污。"
    aligned = AlignedText.of(text * 2)
    assert one_line(aligned).aligned is aligned

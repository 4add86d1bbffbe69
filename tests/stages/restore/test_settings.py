"""Paragraphs set in rows, as printed pages and mail have them, with indents, heads and feet of pages → the paragraphs."""

from __future__ import annotations

import pytest

from policyparse.pipeline import parse_fields
from policyparse.stages.restore import restore
from policyparse.text import AlignedText

PARAGRAPHS = (
    "青石县农村供水提升行动工作方案",
    "为保障农村群众饮水安全，补齐供水设施短板，健全长效管护机制，根据省、市有关部署，结合我县实际，制定本方案。",
    "一、健全从水源到水龙头的全过程水质监测体系",
    "加强水源地保护，划定保护区并设立界碑，定期开展巡查，严禁在保护区内排放污水、堆放垃圾，确保水源水质稳定达标。",
    "（一）开展水质检测。由县疾控中心牵头，各乡镇配合，每季度对规模以上水厂出厂水和末梢水检测一次，结果向社会公布。",
    "（二）改造老旧管网。2026年底前改造管网120公里，漏损率降到10%以下，新增受益人口三万人，由县水利局负责实施。",
    "二、推动城乡供水同网同价同质同服务并建立账户",
    "坚持节水优先，推进一户一表改造，实行阶梯水价，对困难家庭给予适当减免，减免资金由县财政局统筹安排，按年拨付。",
    "（一）落实管护责任。乡镇人民政府承担属地责任，供水单位承担运行责任，村民委员会协助做好巡查和报修等日常工作。",
    "（二）加大资金投入。统筹水利发展资金和一般债券，鼓励社会资本参与，建立稳定投入机制，确保工程建得成、管得好。",
)
WIDTH = 22


def rows(paragraph: str, indent: str = "", width: int = WIDTH) -> list[str]:
    """The rows of a paragraph, the first behind an `indent`; a mark that cannot begin a row stands behind the last one."""
    found, row = [], indent
    for character in paragraph:
        if len(row) >= width and character not in "，。、；：）":
            found.append(row)
            row = ""
        row += character
    return [*found, row]


def restored(text: str) -> list[str]:
    aligned = restore(AlignedText.of(text)).aligned
    assert aligned.inverted().text == text
    return [line.strip() for line in aligned.text.split("\n") if line.strip()]


@pytest.mark.parametrize("indent", ["　　", "    ", "\t", "\u2003\u2003", "\u00a0\u00a0\u00a0\u00a0"])
def test_indents_say_where_paragraphs_begin_though_a_heading_fills_its_row(indent: str) -> None:
    lines = [row for p in PARAGRAPHS for row in rows(p, "　　")]
    text = "\n".join(lines).replace("　　", indent) + "\n"
    assert restored(text) == list(PARAGRAPHS)


def test_blank_lines_say_where_paragraphs_begin_though_a_heading_fills_its_row() -> None:
    full = len(PARAGRAPHS[2])
    goes_on = "（三）扩大试点范围。在三个乡镇先行先试、分类推"[:full] + "一、二、三产业融合的做法，由县农业农村局负责。"
    paragraphs = [*PARAGRAPHS[1:], goes_on]
    text = "\n\n".join("\n".join(rows(p, width=full)) for p in paragraphs)
    assert "\n一、二、三" in text
    assert restored(text) == paragraphs


def test_few_broken_rows_are_joined_where_indents_show_that_they_go_on() -> None:
    short = [f"（{n}）定期检查水厂运行，及时公布结果。" for n in "一二三四五六七八九十"]
    paragraphs = [*PARAGRAPHS[3:8:4] * 2, *short]
    assert restored("\n".join(row for p in paragraphs for row in rows(p, "　　"))) == paragraphs


@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_row_further_in_than_its_label_goes_on(indent: str) -> None:
    item = "（三）审核受理、检查登记、统计归档公开审核受理检查登记统计归档公开等工作的综合协调以及上述工作的监督。"
    first, rest = indent + item[: WIDTH - len(indent)], item[WIDTH - len(indent) :]
    hanging = [f"{indent}          {row}" for row in rows(rest, width=WIDTH - len(indent) - 5)]
    lines = [*(row for p in PARAGRAPHS[1:] for row in rows(p, indent) if p[0] not in "一二"), first, *hanging]
    assert restored("\n".join(lines))[-2:] == [PARAGRAPHS[-1], item]


@pytest.mark.parametrize("indent", ["  ", "　　"])
def test_all_rows_further_in_than_their_label_go_on(indent: str) -> None:
    item = (
        "1.抓好水源保护，划定保护区并设立界碑，定期开展巡查，严禁在保护区内排放污水、堆放垃圾，确保水源水质稳定达标，"
        "每季度向社会公布一次检测结果，接受群众监督，对发现的问题限期整改到位并追究责任。"
    )
    first, rest = indent + item[: WIDTH - len(indent)], item[WIDTH - len(indent) :]
    hanging = [f"{' ' * 10}{row}" for row in rows(rest, width=WIDTH - 5)]
    lines = [*(row for p in PARAGRAPHS[1:] for row in rows(p, indent) if p[0] not in "一二"), first, *hanging]
    assert restored("\n".join(lines) + "\n")[-1] == item


def test_a_number_that_does_not_count_on_goes_on_with_the_row() -> None:
    sentence = "（三）深化集成改革。持续在园区开展“多规合一、多图合一、多设合"
    goes_on = "一、多审合一”改革，由县行政审批局牵头落实，有关部门配合。"
    before = [
        "（一）压缩办理时限。企业开办、注销一日办结，公共服务事项提速，有关部门加强协同配合，共同抓好落实。",
        "（二）精简申报材料。凡能通过数据共享获取的一律不再要求提供，有关部门加强协同配合，及时清理并公布。",
        "一、工作要求",
    ]
    lines = [row for p in (*before[2:], *before[:2], sentence + goes_on) for row in rows(p, width=len(sentence))]
    assert lines[-1].startswith("一、多审")
    assert restored("\n".join(lines)) == [*before[2:], *before[:2], sentence + goes_on]


@pytest.mark.parametrize("foot", [["- {} -", "青石县人民政府公报"], ["青石县人民政府公报"], ["公报 第{}期"]])
def test_what_pages_repeat_goes_with_the_joint(foot: list[str]) -> None:
    lines = [row for p in (PARAGRAPHS[1:] * 3) for row in rows(p, "　　")]
    pages = [lines[at : at + 13] for at in range(0, len(lines), 13)]
    text = "\n".join("\n".join([*page, *(f.format(n) for f in foot)]) for n, page in enumerate(pages[:-1], 1))
    found = restored(text + "\n" + "\n".join(pages[-1]))
    assert found == list(PARAGRAPHS[1:] * 3)


def test_rows_that_clauses_share_are_no_heads_of_pages() -> None:
    clause = "（县财政局、县水利局、县农业农村局、县乡村振兴局，各乡镇人民政府负责）"
    tasks = [f"{n}.{'加强管护' * 9}，{'落实责任' * 4}。" + clause for n in range(1, 9)]
    text = "\n".join(row for task in tasks for row in rows(task, width=29))
    assert restored(text) == tasks


def test_the_number_of_the_last_page_goes() -> None:
    lines = [row for p in PARAGRAPHS for row in rows(p, "　　")]
    text = "\n".join([*lines[:15], "第 1 页 共 2 页", *lines[15:], "第 2 页 共 2 页", ""])
    assert restored(text) == list(PARAGRAPHS)


def test_a_tab_behind_a_label_makes_no_row_of_a_table() -> None:
    text = "\n".join(row for p in PARAGRAPHS for row in rows(p.replace("）", "）\t", 1) if p[0] == "（" else p, "　　"))
    assert [line.replace("\t", "") for line in restored(text)] == list(PARAGRAPHS)


@pytest.mark.parametrize("blank", ["\u00a0", "\u2002", "\u2003", "\u2009", "\u202f"])
def test_blanks_of_all_widths_are_blanks(blank: str) -> None:
    text = "第 一 条　为规范管理，制定本办法。\n第 二 条　新建水厂，改造管网。（责任单位：县水利局、县财政局）\n第 三 条　本办法自2026年1月1日起施行。\n"

    def records(written: str) -> list[tuple[object, ...]]:
        (fields,) = parse_fields(written.encode(), "rules.txt")
        return [(m["path"], m["heading"]) for m in fields["measures"]] + [
            (r["path"], r["agency_text"], r["role"]) for r in fields["responsibilities"]
        ]

    assert len(records(text)) == 4
    assert records(text.replace("　", blank).replace(" ", blank)) == records(text)
    assert records(blank * 4 + text.replace("\n", f"\n{blank * 4}")) == records(text)

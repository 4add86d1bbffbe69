"""The layouts of official documents as PDF: titles, lists, signatures, notes, heads, columns, turned and vertical pages."""

from __future__ import annotations

import pytest

from policyparse.stages.read import read
from policyparse.stages.read.paged.lines import lines as lines_of
from policyparse.stages.read.paged.page import Glyph

from .files import Text, drawn, needs_font, ofd, paragraph, pdf
from .test_paged import GOAL, TASK, lines

pytest.importorskip("pypdfium2", reason="PDF is read with pypdfium2, of the extra `formats`")
pytestmark = needs_font

DUTY = "责任单位：市数据局、市财政局、市教育局，各区县人民政府"  # a full line that is set in


def middle(text: str, y: float, size: float = 16.0) -> Text:
    """A line in the middle of the page."""
    return Text(303 - len(text) * size / 2, y, text, size)


def test_a_title_is_one_line_and_the_head_of_the_paper_is_none_of_it() -> None:
    head = [Text(79, 100, name, 35) for name in ("某市发展和改革委员会",)] + [Text(79, 150, "某市财政局某市司法局", 35)]
    page = [
        *head, middle("某发改〔2024〕5号", 200),
        middle("某市发展和改革委员会等部门关于印发", 240, 22), middle("《某市节能降碳实施方案》", 272, 22), middle("的通知", 304, 22),
        *paragraph("各区县人民政府：", 350, left=47), *paragraph(GOAL, 380),
    ]  # fmt: skip
    assert lines(pdf([page])) == [
        "某市发展和改革委员会",
        "某市财政局某市司法局",
        "某发改〔2024〕5号",
        "某市发展和改革委员会等部门关于印发《某市节能降碳实施方案》的通知",
        "各区县人民政府：",
        GOAL,
    ]


def test_a_title_as_large_as_the_text_stands_in_the_middle_and_ends_as_titles_do() -> None:
    page = [middle("某市建立健全绿色低碳循环", 100), middle("发展经济体系实施方案", 128), *paragraph(GOAL, 160)]
    assert lines(pdf([page])) == ["某市建立健全绿色低碳循环发展经济体系实施方案", GOAL]
    names = [middle("某市数据中心", 100), middle("某市会展中心", 128), *paragraph(GOAL, 160)]
    assert lines(pdf([names])) == ["某市数据中心", "某市会展中心", GOAL]


def test_full_lines_that_begin_alike_are_paragraphs_of_their_own() -> None:
    page = [*paragraph(GOAL, 100)]
    page += [
        line
        for n in range(3)
        for line in (Text(111, 200 + 56 * n, DUTY), Text(111, 228 + 56 * n, f"{n + 1}.抓好落实。"))
    ]
    assert lines(pdf([page])) == [GOAL] + [text for n in range(3) for text in (DUTY, f"{n + 1}.抓好落实。")]


def test_a_block_that_is_set_in_is_joined() -> None:
    quoted = "各级各部门要加强统筹协调形成合力" * 6
    block = [Text(143, 200 + 28 * n, quoted[24 * n : 24 * n + 24]) for n in range(4)]
    assert lines(pdf([[*paragraph(GOAL, 100), *block]])) == [GOAL, quoted]


def test_a_list_of_names_and_the_annexes_stay_lines() -> None:
    names = [
        Text(190, 200 + 28 * n, f"{name} 市自然资源和规划管理局副局长")
        for n, name in enumerate(("李明", "王丽丽", "赵强"))
    ]
    page = [
        *paragraph(GOAL, 100), *names, Text(111, 300, "附件：1.某市数据要素市场化配置改革重点任务分工清单"),
        Text(159, 328, "2.某市数据要素市场化配置改革工作领导小组名单表"), Text(79, 356, "附件1"), Text(79, 384, "●一是明确责任。"),
    ]  # fmt: skip
    assert lines(pdf([page]))[1:] == [
        "李明 市自然资源和规划管理局副局长", "王丽丽 市自然资源和规划管理局副局长", "赵强 市自然资源和规划管理局副局长",
        "附件：1.某市数据要素市场化配置改革重点任务分工清单", "2.某市数据要素市场化配置改革工作领导小组名单表", "附件1", "●一是明确责任。",
    ]  # fmt: skip


def test_the_names_of_issuers_beside_each_other_come_one_after_the_other() -> None:
    page = [
        *paragraph(GOAL, 100),
        Text(90, 250, "某省数据局"), Text(250, 250, "某省财政厅"), Text(400, 250, "某省司法厅"),
        Text(82, 320, "某省国有资产监督"), Text(350, 320, "某省人力资源和"),
        Text(98, 346, "管理委员会"), Text(366, 346, "社会保障厅"), Text(380, 400, "2024年6月18日"),
    ]  # fmt: skip
    assert lines(pdf([page]))[1:] == [
        "某省数据局", "某省财政厅", "某省司法厅", "某省国有资产监督管理委员会", "某省人力资源和社会保障厅", "2024年6月18日",
    ]  # fmt: skip


def test_cells_beside_each_other_without_a_date_below_are_no_signature() -> None:
    page = [*paragraph(GOAL, 100), Text(90, 250, "市数据局"), Text(250, 250, "市财政局"), Text(90, 290, "如期完成。")]
    assert lines(pdf([page]))[1:] == ["市数据局\u3000市财政局", "如期完成。"]


def test_footnotes_follow_the_paragraph_that_they_interrupt() -> None:
    first, rest = paragraph(TASK, 660)[:3], paragraph(TASK, 660)[3:]
    notes = [Text(100, 756, "①高频事项指上一年度办理超过一千件的事项，", 10), Text(79, 770, "由市审批局公布。", 10)]
    pages = [[*paragraph(GOAL, 100), *first, *notes], [line._replace(y=line.y - 620) for line in rest]]
    pages[1] += paragraph("二、保障措施", 200)
    assert lines(pdf(pages)) == [
        GOAL,
        TASK,
        "①高频事项指上一年度办理超过一千件的事项，由市审批局公布。",
        "二、保障措施",
    ]


def test_small_type_without_a_mark_is_no_footnote() -> None:
    pages = [[*paragraph(GOAL, 600), Text(79, 740, "本页由市政府办公室解释。", 10)], paragraph(TASK, 100)]
    assert lines(pdf(pages)) == [GOAL, "本页由市政府办公室解释。", TASK]


def test_raised_and_lowered_characters_stand_where_they_belong() -> None:
    page = [
        *paragraph(GOAL, 100),
        Text(111, 220, "绿地达到20m"), Text(199, 213, "2", 9), Text(204, 220, "以上，排放"), Text(284, 220, "CO"), Text(300, 224, "2", 9),
        Text(305, 220, "下降5%"), Text(353, 213, "1", 9), Text(358, 220, "左右。"),
    ]  # fmt: skip
    assert lines(pdf([page]))[1:] == ["绿地达到20m²以上，排放CO2下降5%¹左右。"]


def test_a_space_that_was_typed_is_kept_and_even_gaps_are_none() -> None:
    typed = [Text(111, 220, "根据中共中央"), Text(215, 220, "国务院决定办理。")]
    even = [Text(111 + 22 * n, 260, character) for n, character in enumerate("按照有关规定办理。")]
    assert lines(pdf([[*paragraph(GOAL, 100), *typed, *even]]))[1:] == [
        "根据中共中央 国务院决定办理。",
        "按照有关规定办理。",
    ]


def test_digits_that_no_line_may_end_within_do_not_end_a_paragraph() -> None:
    page = [
        *paragraph(GOAL, 100),
        Text(111, 240, "到二〇二五年城市生活垃圾无害化处理率应当达到"), Text(79, 268, "９８％以上。"),
        *paragraph(GOAL, 300),
    ]  # fmt: skip
    assert lines(pdf([page]))[1] == "到二〇二五年城市生活垃圾无害化处理率应当达到９８％以上。"


def test_heads_of_left_and_right_pages_and_heads_in_small_type_are_left_out() -> None:
    heads = ["某省人民政府公报", "二〇二四年第三期"]
    pages = [[Text(79, 50, heads[n % 2], 9), *paragraph(GOAL if n % 2 else TASK, 120)] for n in range(4)]
    assert lines(pdf(pages)) == [TASK, GOAL, TASK, GOAL]


def test_a_table_over_two_pages_has_its_head_once_and_a_broken_row_is_one() -> None:
    xs, ys = (80, 130, 380, 500), (100, 140, 200, 260)
    rules = [(xs[0], y, xs[3], y) for y in ys] + [(x, ys[0], x, ys[3]) for x in xs]
    head = [Text(85, 125, "序号", 12), Text(140, 125, "任务", 12), Text(390, 125, "责任单位", 12)]
    first = [Text(95, 165, "1", 12), Text(140, 165, "压减企业开办时限", 12), Text(390, 165, "市审批局", 12)]
    second = [Text(95, 225, "2", 12), Text(140, 225, "高频事项全程网", 12), Text(390, 225, "市数据局", 12)]
    rest = [Text(140, 165, "办率达到95%以上", 12)]
    third = [
        Text(95, 225, "3", 12),
        Text(140, 225, "推行告知承诺制和容缺受理，减少证明材料", 12),
        Text(390, 225, "市司法局", 12),
    ]
    assert lines(pdf([[*head, *first, *second], [*head, *rest, *third]], rules)) == [
        "序号\t任务\t责任单位", "1\t压减企业开办时限\t市审批局", "2\t高频事项全程网办率达到95%以上\t市数据局", "3\t推行告知承诺制和容缺受理，减少证明材料\t市司法局",
    ]  # fmt: skip


def test_the_paragraphs_of_a_cell_are_apart_and_its_lines_are_not() -> None:
    xs, ys = (80, 160, 400), (100, 200)
    rules = [(xs[0], y, xs[2], y) for y in ys] + [(x, ys[0], x, ys[1]) for x in xs]
    cell = [
        Text(165, 120, "城区不低于五成：60%", 12),
        Text(165, 140, "郊区不低于三成，有条件的郊区可以适", 12),
        Text(165, 160, "当提高", 12),
    ]
    page = [Text(95, 130, "污水", 12), Text(95, 150, "处理率", 12), *cell, *paragraph(GOAL, 300)]
    assert lines(pdf([page], rules))[0] == "污水处理率\t城区不低于五成：60% 郊区不低于三成，有条件的郊区可以适当提高"


def test_columns_whose_lines_do_not_stand_level_are_read_one_after_the_other() -> None:
    left = "一、左栏的措施从这里开始，" + "各区各部门要加强协调配合形成合力，" * 12 + "到此结束。"
    right = "二、右栏的措施从这里开始，" + "各级财政要落实资金保障加强监管，" * 12 + "到此结束。"
    page = paragraph(left, 160, 19, 60, 12) + paragraph(right, 172, 19, 310, 12)
    assert lines(pdf([page])) == [left, right]


def test_vertical_lines_are_read_from_the_right() -> None:
    texts = ["一、加强组织领导︐落实主体责任︐形成工作合力︒", "二、强化监督检查︐确保各项任务落到实处︐见到成效︒"]
    page = [Text(500 - 28 * n, 100 + 16 * i, c) for n, text in enumerate(texts) for i, c in enumerate(text)]
    assert lines(pdf([page])) == [text.replace("︐", "，").replace("︒", "。") for text in texts]


def test_a_page_that_lies_on_its_side_is_read_upright() -> None:
    texts = ["一、加强组织领导，落实主体责任。", "二、强化监督检查，确保各项任务落到实处。"]
    runs = [
        f"BT /F 16 Tf 0 1 -1 0 {100 + 30 * n} 100 Tm <{text.encode('utf-16-be').hex()}> Tj ET"
        for n, text in enumerate(texts)
    ]
    assert lines(drawn("\n".join(runs), 0)) == texts


def test_pictures_without_text_on_them_are_said() -> None:
    text = f"BT /F 16 Tf 100 700 Td <{GOAL[:20].encode('utf-16-be').hex()}> Tj ET"
    more = f"BT /F 16 Tf 100 600 Td <{GOAL[20:40].encode('utf-16-be').hex()}> Tj ET"
    picture = "q 300 0 0 40 100 {y} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u0041 EI Q"
    for y, codes in ((760, ["picture"]), (690, [])):  # above the text; under it, as a seal is
        (source,) = read(drawn("\n".join([picture.format(y=y), text, more])), "plan.pdf")
        assert [note.code for note in source.notes] == codes


def test_the_tables_and_pictures_of_an_ofd_page_are_seen() -> None:
    xs, ys = (30, 60, 150), (50, 65, 80)
    rules = [(xs[0], y, xs[2], y) for y in ys] + [(x, ys[0], x, ys[2]) for x in xs]
    page = [
        Text(33, 60, "序号", 4), Text(65, 60, "重点任务", 4), Text(33, 75, "1", 4), Text(65, 75, "推进一网通办", 4),
        Text(65, 79, "和跨省通办", 4), Text(30, 100, "以上任务年底前完成。", 4),
    ]  # fmt: skip
    (source,) = read(ofd([page], rules, (30, 120, 100, 60)), "plan.ofd")
    assert source.text.splitlines() == ["序号\t重点任务", "1\t推进一网通办和跨省通办", "以上任务年底前完成。"]
    assert [note.code for note in source.notes] == ["picture"]


def test_the_one_glyph_of_a_long_dash_is_two_characters_and_one_drawn_twice_is_one() -> None:
    dash = [Glyph("—", 100, 132, 50, 16)] * 2
    text = [Glyph(c, 132 + 16 * n, 148 + 16 * n, 50, 16) for n, c in enumerate("坚持统筹")]
    assert [line.text for line in lines_of(dash + text)] == ["——坚持统筹"]
    assert [line.text for line in lines_of(text + [g._replace(x0=g.x0 + 0.3) for g in text])] == ["坚持统筹"]


def test_a_line_may_end_early_where_what_follows_cannot_be_broken() -> None:
    text = "研发设计工具的普及率和数控化率分别达到"
    page = [
        line
        for n in range(4)
        for line in paragraph("国家支持各地加快发展并落实各项任务，" * 3 + "到此结束。", 100 + 84 * n, left=79)
    ]
    page = [line._replace(x=79) for line in page]  # nothing is set in
    page += [Text(79, 460, text + "同比提高六"), Text(79, 488, "55.7%、75.1%，比上年提高。")]
    assert lines(pdf([page]))[-1] == text + "同比提高六55.7%、75.1%，比上年提高。"


def test_a_lesser_label_at_the_margin_of_text_that_is_set_in_is_within_its_paragraph() -> None:
    text = (
        "经营企业应当按照规定配备下列设备：（一）压力表和流量计等用于监测的设备以及各级主管部门规定的其他有关的设施；"
    )
    assert len(text) == 54  # two lines, so that the next label begins a line
    page = [
        *paragraph(GOAL, 100),
        *paragraph(TASK, 200),
        *paragraph(text + "（二）警示标志。", 340),
        *paragraph(GOAL, 460),
    ]
    assert lines(pdf([page])) == [GOAL, TASK, text + "（二）警示标志。", GOAL]

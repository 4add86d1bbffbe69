"""PDF and OFD: the reading order, the paragraphs and the tables of pages that are set here character by character."""

from __future__ import annotations

import pytest

from policyparse.records.errors import InputError
from policyparse.records.found import Page
from policyparse.stages.read import read

from .files import Text, drawn, needs_font, ofd, paragraph, pdf

pytest.importorskip("pypdfium2", reason="PDF is read with pypdfium2, of the extra `formats`")
pytestmark = needs_font

GOAL = "为深入贯彻落实党中央、国务院关于优化营商环境的决策部署，结合本市实际，制定本方案。到2025年，企业开办时间压缩至0.5个工作日以内。"
TASK = "（一）推进一网通办。深化数据共享，年底前实现高频事项全程网办率达到95%以上，压减办理时限30%以上。（市数据局牵头，市审批局配合）"


def lines(data: bytes) -> list[str]:
    (source,) = read(data, "plan.pdf")
    return source.text.splitlines()


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not() -> None:
    page = [
        Text(187, 100, "关于优化营商环境的实施方案", 20),
        *paragraph(GOAL, 160),
        *paragraph("一、主要任务", 260),
        *paragraph(TASK, 290),
    ]
    assert lines(pdf([page])) == ["关于优化营商环境的实施方案", GOAL, "一、主要任务", TASK]


def test_a_paragraph_runs_on_over_the_page_and_running_heads_and_numbers_are_left_out() -> None:
    def with_edges(content: list[Text], number: int) -> list[Text]:
        return [Text(230, 40, "某市人民政府公报", 12), *content, Text(280, 800, f"— {number} —", 12)]

    first, rest = paragraph(GOAL, 700), paragraph(GOAL, 700)[1:]
    pages = [
        with_edges([*paragraph("一、总则", 660), first[0]], 1),
        with_edges([line._replace(y=line.y - 620) for line in rest], 2),
        with_edges(paragraph(TASK, 120), 3),
    ]
    (source,) = read(pdf(pages), "plan.pdf")
    assert source.text.splitlines() == ["一、总则", GOAL, TASK]
    assert source.pages[0] == Page(1, 0)
    assert source.pages[1].text_start == len("一、总则\n") + 26
    assert source.text[source.pages[2].text_start :].startswith("（一）")


def test_two_columns_are_read_one_after_the_other_below_a_title_over_both() -> None:
    left = "一、左栏的措施从这里开始，" + "各区各部门要加强协调配合形成合力，" * 9 + "到此结束。"
    right = "二、右栏的措施从这里开始，" + "各级财政要落实资金保障加强监管，" * 9 + "到此结束。"
    columns = [paragraph(left, 160, 19, 60, 12), paragraph(right, 160, 19, 310, 12)]
    mixed = [line for pair in zip(*columns, strict=False) for line in pair] + columns[0][len(columns[1]) :]
    title = Text(150, 100, "某市人民政府公报刊登的实施方案", 20)
    last = paragraph("本方案自发布之日起施行，由市发展改革委负责解释，有效期三年，各区可以制定细则。", 500, 40, 60, 12)
    assert lines(pdf([[title, *mixed, *last]])) == [title.text, left, right, "".join(run.text for run in last)]


def test_columns_stand_as_near_as_one_character() -> None:
    left = "一、左栏的措施从这里开始，" + "各区各部门要加强协调配合形成合力，" * 9 + "到此结束。"
    right = "二、右栏的措施从这里开始，" + "各级财政要落实资金保障加强监管，" * 9 + "到此结束。"
    columns = [paragraph(left, 160, 17, 90.7, 12), paragraph(right, 160, 17, 306.7, 12)]
    title = Text(150, 100, "某市人民政府公报刊登的实施方案", 20)
    assert lines(pdf([[title, *columns[0], *columns[1]]])) == [title.text, left, right]


def test_a_last_page_with_first_lines_only_has_the_margin_of_the_others() -> None:
    first = [
        *paragraph(GOAL, 100),
        *paragraph(TASK, 300),
        *paragraph("省商务厅财务处张明电话一二三四五六七八九十", 700),
    ]
    second = [Text(112, 100, "附件：1.申报表", 16), Text(112, 130, "2.名录", 16), Text(380, 170, "2021年3月25日", 16)]
    assert lines(pdf([first, second]))[-4:] == [
        "省商务厅财务处张明电话一二三四五六七八九十",
        "附件：1.申报表",
        "2.名录",
        "2021年3月25日",
    ]


def test_pages_of_two_widths_have_margins_of_their_own() -> None:
    wide = [Text(80, 100, "三、" + "宽页上的文字很长很长" * 4 + "，到此结束。", 16)]
    assert lines(pdf([paragraph(GOAL, 100), wide], last=1000)) == [GOAL, wide[0].text]


def test_an_unruled_table_of_short_cells_is_not_two_columns() -> None:
    rows = [
        run
        for n in range(20)
        for run in (Text(80, 100 + 24 * n, f"第{n + 10}区", 12), Text(330, 100 + 24 * n, f"{n}家企业", 12))
    ]
    page = [*rows, *paragraph(GOAL * 2, 620)]
    assert lines(pdf([page]))[3] == "第13区\u30003家企业"


def test_a_ruled_table_is_read_row_by_row_with_merged_cells_at_their_beginning() -> None:
    xs, ys = (80, 180, 380, 500), (200, 240, 300, 360)
    rules = [(xs[0], y, xs[3], y) for y in ys] + [(x, ys[0], x, ys[3]) for x in xs]
    rules[2] = (xs[1], ys[2], xs[3], ys[2])  # no rule below the first cell of the second row
    page = [
        *paragraph("任务分工如下。", 160),
        Text(100, 225, "领域", 12), Text(200, 225, "任务", 12), Text(400, 225, "责任单位", 12),
        Text(100, 305, "审批", 12), Text(200, 265, "压减办理时限", 12), Text(200, 285, "30%以上", 12),
        Text(400, 270, "市审批局", 12), Text(200, 330, "推行一网通办", 12), Text(400, 330, "市数据局", 12),
    ]  # fmt: skip
    assert lines(pdf([page], rules)) == [
        "任务分工如下。",
        "领域\t任务\t责任单位",
        "审批\t压减办理时限30%以上\t市审批局",
        "\t推行一网通办\t市数据局",
    ]


def test_characters_drawn_twice_and_words_spread_over_the_width() -> None:
    page = [
        Text(100, 100, "加粗标题"),
        Text(100.4, 100, "加粗标题"),
        *(Text(100 + 40 * i, 140, c) for i, c in enumerate("通信管理局")),
    ]
    assert lines(pdf([[*page, *paragraph(GOAL, 200)]]))[:2] == ["加粗标题", "通信管理局"]


def test_a_title_over_two_lines_is_one_and_what_hangs_is_joined() -> None:
    page = [
        Text(79, 100, "关于印发某市土壤地下水和农村生态环境保护", 22), Text(231, 130, "规划的通知", 22),
        Text(240, 160, "某政发〔2024〕12号"),
        *paragraph(GOAL, 200),
        Text(111, 320, "附件：某市重点领域能效标杆水平和基准水平目录（2021"), Text(159, 348, "年版）"),
        Text(79, 400, "某市发展和改革委员会某市生态环境局某市水务局某市农业局"), Text(380, 428, "2024年3月1日"),
    ]  # fmt: skip
    assert lines(pdf([page])) == [
        "关于印发某市土壤地下水和农村生态环境保护规划的通知",
        "某政发〔2024〕12号",
        GOAL,
        "附件：某市重点领域能效标杆水平和基准水平目录（2021年版）",
        "某市发展和改革委员会某市生态环境局某市水务局某市农业局",
        "2024年3月1日",
    ]


def test_the_entries_of_a_table_of_contents_stay_lines() -> None:
    entries = [Text(79, 100 + 28 * n, f"（{sign}）加强组织领导…………………………{n + 1}") for n, sign in enumerate("一二三")]
    assert lines(pdf([[*entries, *paragraph(GOAL, 300)]]))[:3] == [e.text for e in entries]


@pytest.mark.parametrize(
    ("turn", "matrix"),
    [(90, "0 1 -1 0 {y} {x}"), (180, "-1 0 0 -1 {right} {y}"), (270, "0 -1 1 0 {right} {down}")],
)
def test_a_turned_page_is_read_as_it_is_shown(turn: int, matrix: str) -> None:
    texts = ["一、加强组织领导，落实主体责任。", "二、强化监督检查，确保各项任务落到实处。"]
    runs = []
    for number, text in enumerate(texts):
        x, y = 100, 100 + 30 * number
        right = 595 - (x if turn == 180 else y)
        place = matrix.format(x=x, y=y, right=right, down=842 - x)
        runs.append(f"BT /F 16 Tf {place} Tm <{text.encode('utf-16-be').hex()}> Tj ET")
    slanting = f"BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <{'内部资料'.encode('utf-16-be').hex()}> Tj ET"
    assert lines(drawn("\n".join([*runs, slanting]), turn)) == texts


def test_text_from_pictures_is_said() -> None:
    (source,) = read(pdf([paragraph(GOAL, 100)], mode=3), "scan.pdf")
    assert source.text.strip() == GOAL
    assert [note.code for note in source.notes] == ["ocr-text"]


def test_pages_without_text_are_a_scan() -> None:
    with pytest.raises(InputError) as refused:
        read(pdf([[Text(280, 800, "1", 12)]]), "scan.pdf")
    assert refused.value.code == "scan"


def test_ofd_is_read_like_a_page() -> None:
    size = 5.6
    first = [line._replace(x=line.x * size / 16, y=line.y * size / 16) for line in paragraph(GOAL, 160)]
    page = [Text(70, 30, "关于优化营商环境的函", 7.0), *(line._replace(size=size) for line in first)]
    (source,) = read(ofd([page]), "letter.ofd")
    assert source.text.splitlines() == ["关于优化营商环境的函", GOAL]
    assert source.media_type == "application/ofd"
    assert source.pages == (Page(1, 0),)


def test_a_line_that_ends_within_brackets_goes_on() -> None:
    full = "3．交通出行优待。70周岁以上老年人免费乘坐市内公共汽车，60至"
    page = [
        Text(85, 100, "2．卫生保健优待。65周岁以上老年人每年免费体检一次，家庭医生"),
        Text(85, 128, "签约率达到80%以上。"),
        Text(85, 156, full),
        Text(85, 184, "69周岁老年人享受半价优惠（责任单位："),
        Text(85, 212, "市交通运输局、市公交集团）"),
        Text(85, 240, "三、工作要求"),
    ]
    assert lines(pdf([page]))[1:] == [
        "3．交通出行优待。70周岁以上老年人免费乘坐市内公共汽车，60至69周岁老年人享受半价优惠（责任单位：市交通运输局、市公交集团）",
        "三、工作要求",
    ]


def test_a_character_of_which_only_the_ink_is_known_fills_its_cell() -> None:
    from policyparse.stages.read.pdf.glyphs import _cell

    assert _cell("口", 249.9, 261.7, 247.3, 16.0) == (247.3, 263.3)
    assert _cell("村", 213.2, 229.2, 213.2, 16.0) == (213.2, 229.2)
    assert _cell("口", 249.9, 261.7, 230.0, 16.0) == (249.9, 261.7)  # its origin is elsewhere: a vertical line
    assert _cell("，", 249.9, 261.7, 247.3, 16.0) == (249.9, 261.7)

"""What sites print above a document, copied into its text, is told from the document, and says its number and its day."""

from __future__ import annotations

import pytest

from policyparse.pipeline import parse_fields
from policyparse.stages.outline.card import cards, facts_of

BODY = "\n一、总体要求\n（一）指导思想。以便民为先。\n（二）工作目标。到2025年，办理时间压缩至3个工作日。\n"
BULLETS = """返回顶部
便民服务工作规则
  • 索引号:

    6100/2024-001
  • 主题分类:

  • 发文机构:

    县政府网站
  • 发文字号:

    某政发〔2024〕7号
  • 发文日期:

    2024年04月06日 16:40
  • 内容概述:

便民服务工作规则
"""
COLUMN = """索引号
00001/2023-2
文件类型
通知
发文单位
某某市人民政府办公室
发文字号
某政发〔2024〕7号
成文日期
2024年04月06日
主题分类
其他
便民服务工作规则
"""
SPACED = """索 引 号 主题分类 综合政务、其他 \\ 便民
发布机构 某某市人民政府 文  号 某政发〔2024〕7号
成文日期 2024-04-06
便民服务工作规则
"""
IN_A_LINE = """索引号: 003/2019-3 组配分类: 规范性文件
信息分类: 通知   发布机构: 某某市人民政府
发文日期: 2024-04-06 文号: 某政发〔2024〕7号
浏览次数: 590 内容概述:
便民服务工作规则
"""

CELLS = """| 索引号 | 001/2020 | 主题分类 | 综合 |
| 发布机构 | 某某市人民政府 | 成文日期 | 2024-04-06 |
| 发文字号 | 某政发〔2024〕7号 | 是否有效 | 有效 |
| 标    题 | 便民服务工作规则 |
便民服务工作规则
"""
COLUMNS = """标    题 便民服务工作规则
发文机关 某某市人民政府    发文字号 某政发〔2024〕7号
成文日期 2024年04月06日   是否有效 有效
便民服务工作规则
"""


@pytest.mark.parametrize("card", [BULLETS, COLUMN, SPACED, IN_A_LINE, CELLS, COLUMNS])
def test_a_card_says_number_and_day_and_is_no_part_of_the_title(card: str) -> None:
    (document,) = parse_fields(card + BODY)
    facts = document["title"], document["document_number"], str(document["date_issued"])
    assert facts == ("便民服务工作规则", "某政发〔2024〕7号", "2024-04-06")
    assert document["issuer"] in (None, "某某市人民政府", "某某市人民政府办公室")  # no web site
    kinds = {s["kind"] for s in document["segments"]}
    assert kinds <= {"layout", "title", "notice", "heading", "body"}


def test_fewer_heads_are_no_card() -> None:
    assert cards(["来源 某某日报", "便民服务工作规则"]) == {}
    assert facts_of("名称的由来") == []


def test_a_title_stands_below_the_last_head_not_in_it() -> None:
    assert cards(["索引号：1", "文号：2", "内容概述：", "便民服务工作规则"]).keys() == {0, 1, 2}


@pytest.mark.parametrize(
    ("head", "title", "number", "day", "issuer"),
    [
        ("便民服务工作要点（某政发〔2021〕2号）", "便民服务工作要点", "某政发〔2021〕2号", None, None),
        ("某某县政府办公室 关于便民服务的 通 知\n时间：2019年06月17日 点击次数：28\n某政办〔2019〕26号", "某某县政府办公室关于便民服务的通知", "某政办〔2019〕26号", None, "某某县政府办公室"),
        ("某某省政府办公厅关于便民服务的意见\n某办发〔2009〕59号 二○○九年十二月八日", "某某省政府办公厅关于便民服务的意见", "某办发〔2009〕59号", "2009-12-08", "某某省政府办公厅"),
        ("《中共某某省委办公厅某某省政府办公厅印发〈关于便民服务的意见〉的通知》\n某办发〔2017〕49号\n各市人民政府：\n《关于便民服务的意见》已经同意，现印发给你们，请认真执行。\n关于便民服务的意见", "关于便民服务的意见", "某办发〔2017〕49号", None, "中共某某省委办公厅、某某省政府办公厅"),
        ("某州关于印发便民服务行动方案的通知", "某州关于印发便民服务行动方案的通知", None, None, None),
    ],
)  # fmt: skip
def test_heads_of_pages(head: str, title: str, number: str | None, day: str | None, issuer: str | None) -> None:
    (document,) = parse_fields(f"{head}\n为做好便民服务，现提出如下意见。{BODY}")
    assert (document["title"], document["document_number"], document["issuer"]) == (title, number, issuer)
    assert document["date_issued"] == day or str(document["date_issued"]) == day


def test_a_text_in_one_line_has_its_title_before_its_number() -> None:
    (document,) = parse_fields(
        "某某省政府关于便民服务的意见 某政发[2009]69号 2009-11-03 为做好便民服务，提出以下意见。"
        + " ".join(BODY.split("\n"))
        + "二、主要任务 （一）加快办理。"
        + "办理事项要一次办好。" * 20
    )
    facts = document["title"], document["document_number"], str(document["date_issued"])
    assert facts == ("某某省政府关于便民服务的意见", "某政发[2009]69号", "2009-11-03")


@pytest.mark.parametrize(
    ("head", "title", "number", "issuer"),
    [
        ("便民服务办法\n作者：某某网 时间：2024-07-13 05:29:46 浏览：8617\n便民服务办法\n某某省人民政府\n便民服务办法\n", "便民服务办法", None, "某某省人民政府"),
        ("某某县人民政府令\n第3号\n《便民服务办法》已经县政府常务会议通过，现予发布。\n县长 郑某\n2002年5月8日\n便民服务办法\n", "便民服务办法", "某某县人民政府令第3号", "某某县人民政府"),
        ("三部门联合印发《关于加强便民服务的通知》\n某某部 某某总局 某某委关于加强便民服务的通知\n", "某某部 某某总局 某某委关于加强便民服务的通知", None, "某某部、某某总局、某某委"),
        ("某办发〔2016〕26号《某某市政府办公厅关于印发〈便民服务要点〉的通知》\n《某某市政府办公厅关于印发〈便民服务要点〉的通知》\n某办发〔2016〕26号\n各区政府：\n", "某某市政府办公厅关于印发《便民服务要点》的通知", "某办发〔2016〕26号", "某某市政府办公厅"),
        ("第一篇：某某省政府办公厅文件\n某政办发„2009‟24号\n某某省政府办公厅关于便民服务的通知\n各市政府：\n", "某某省政府办公厅关于便民服务的通知", "某政办发„2009‟24号", "某某省政府办公厅"),
        ("?某某部办公厅关于便民服务的通知\n", "某某部办公厅关于便民服务的通知", None, "某某部办公厅"),
        ("“便民服务县（市）”创建办法\n（试 行）\n", "“便民服务县（市）”创建办法（试行）", None, None),
        ("某某委员会 中共某某市委某某部 某某市某某局 某某市城建局 关于印发便民服务方案的通知\n", "某某委员会 中共某某市委某某部 某某市某某局 某某市城建局关于印发便民服务方案的通知", None, "某某委员会、中共某某市委某某部、某某市某某局、某某市城建局"),
    ],
)  # fmt: skip
def test_titles_and_who_issued(head: str, title: str, number: str | None, issuer: str | None) -> None:
    (document,) = parse_fields(f"{head}为做好便民服务，制定本文件。{BODY}")
    assert (document["title"], document["document_number"], document["issuer"]) == (title, number, issuer)

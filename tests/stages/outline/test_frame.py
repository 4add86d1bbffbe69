"""Who issued a document, and when: the signature, the imprint, and what careful readers found."""

from pathlib import Path

import pytest
import yaml

from policyparse.pipeline import parse_fields

SHARED = Path(__file__).parents[4] / "shared"
PLAN = "{head}\n一、重点任务\n（一）优化审批流程。减少两个环节。（责任单位：市数据局）\n（二）加强监管。\n{tail}"
COMPLETED = {"230"}  # named by its level alone: we give the full name, the reader kept `自治区市场监管厅`


def frame(head: str, tail: str) -> tuple[str | None, str]:
    document = parse_fields(PLAN.format(head=head, tail=tail), "plan.txt")[0]
    return document["issuer"], str(document["date_issued"])


def test_the_imprint_says_who_and_when_where_nothing_else_does() -> None:
    imprint = "抄送：市委各部门，市法院，市检察院。\n临江市人民政府办公厅　　　2019年１月３日印发"
    assert frame("优化服务方案", imprint) == ("临江市人民政府办公厅", "2019-01-03")
    signed = f"临江市人民政府\n2018年12月30日\n{imprint}"
    assert frame("优化服务方案", signed) == ("临江市人民政府", "2018-12-30")


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [("国务院", "国务院"), ("科技部", "科技部"), ("吉林省发展改革委", "吉林省发展改革委")],
)
def test_an_issuer_that_says_whose_it_is_stays_as_written(signed: str, issuer: str) -> None:
    assert frame("优化服务方案", f"{signed}\n2018年12月30日") == (issuer, "2018-12-30")


def test_an_issuer_named_by_its_level_alone_is_completed() -> None:
    found = frame("西安市优化服务方案", "市发改委\n2023年12月30日")
    assert found == ("西安市发展和改革委员会", "2023-12-30")


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the gold of ../shared is not here")
def test_issuers_and_numbers_are_those_of_careful_readers() -> None:
    unlike = {}
    for path in sorted((SHARED / "gold").glob("*.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        source = next(p for p in (SHARED / "corpus" / "docs", SHARED / "source") if (p / gold["file"]).is_file())
        found = parse_fields((source / gold["file"]).read_bytes(), gold["file"])[0]
        pair = [
            [str(x or "").replace(" ", "") for x in (f["issuer"], f[n])]
            for f, n in ((gold, "doc_number"), (found, "document_number"))
        ]
        if pair[0] != pair[1]:
            unlike[path.stem] = pair
    assert unlike.keys() == COMPLETED, unlike


def test_a_remark_on_release_with_blanks_in_its_brackets_is_no_title() -> None:
    text = "某市人民政府办公室\n2024年3月1日\n（ 此件公开发布 ）\n某市便民服务工作方案\n一、总体安排\n按计划推进。\n"
    assert [document["title"] for document in parse_fields(text)][-1] == "某市便民服务工作方案"


def test_a_damaged_remark_on_release_is_no_part_of_the_title() -> None:
    text = "某市人民政府\n2024年3月1日\n（此槛动筥)\n某市便民服务工作方案\n一、总体安排\n按计划推进。\n"
    assert [document["title"] for document in parse_fields(text)][-1] == "某市便民服务工作方案"


def test_names_side_by_side_are_told_apart_where_the_blanks_between_them_are_lost() -> None:
    tail = "东海市商务局东海海关国家税务总局东海市税务局\n东海市公安局东海港分局\n2023年6月13日"
    issuer, day = frame("优化通关服务方案", tail)
    assert issuer == "东海市商务局、东海海关、国家税务总局东海市税务局、东海市公安局东海港分局"
    assert day == "2023-06-13"


def test_a_title_of_a_collection_says_its_day_behind_itself() -> None:
    head = "5. 临江市落实优化营商环境降低制度性交易成本工作方案的通知（2023 年3 月29 日）"
    assert frame(head, "")[1] == "2023-03-29"
    assert frame("临江市降低成本工作方案（2023年修订）", "")[1] == "None"


@pytest.mark.parametrize(
    "below",
    [
        "——2024年1月25日在临江省第十四届人民代表大会第二次会议上",
        "（2024年 1月25日在临江市委经济工作会议上）\n市长　李明",
    ],
)
def test_a_report_is_of_the_day_on_which_it_was_given(below: str) -> None:
    assert frame(f"2024年政府工作报告\n{below}", "")[1] == "2024-01-25"

"""Made pairs: a plan and what was done to it; the diff says exactly that, and nothing of a document and itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policyparse.pipeline import parse
from policyparse.release.diff import as_json, as_text, compare, compare_releases
from policyparse.release.diff.changes import Change

PLAN = """江城市人民政府关于优化营商环境的实施意见
一、优化市场环境
（一）提升开办企业服务水平。推行企业开办全程网办，到2025年，企业开办时间压缩至0.5个工作日以内。（牵头单位：市市场监管局；配合单位：市公安局、市税务局）
（二）便利企业注销退出。拓展简易注销适用范围，建立容错机制，减少企业往返次数。（责任单位：市市场监管局、市税务局）
（三）强化用地保障。推行工业用地弹性年期出让，降低企业用地成本，盘活低效用地1000亩。（责任单位：市自然资源局）
二、优化政务环境
（一）推进政务服务标准化。编制统一的办事指南，高频事项网上可办率达到95%以上。（牵头单位：市审批局；配合单位：市大数据局）
（二）推广电子证照应用。加快电子证照在各领域的归集共享，实现免于提交纸质证照。（责任单位：市大数据局、市公安局）
（三）完善惠企政策兑现。建设政策直达平台，梳理免申即享清单，资金兑付更快更准。（责任单位：市财政局、市工业和信息化局）
三、优化法治环境
（一）提高审判执行质效。深入推进案件繁简分流，持续缩短商事案件审理周期。（责任单位：市法院）
（二）规范涉企行政执法。推行包容审慎监管，公布轻微违法不予处罚事项清单。（责任单位：市司法局）
"""


def replaced(*pairs: tuple[str, str]) -> str:
    text = PLAN
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


INSERTED = (
    "（三）加强企业信用修复。优化信用修复流程，一网通办信用修复业务，支持企业重塑信用。（责任单位：市发展改革委）\n"
)
LINES = PLAN.splitlines(keepends=True)
Expected = set[tuple[str, str, str | None]]

# what was done, the new text, and (record, change, field or path) of every change that must be said
CASES: list[tuple[str, Callable[[], str], Expected]] = [
    ("nothing", lambda: PLAN, set()),
    (
        "a measure inserted",
        lambda: replaced(("（三）强化用地保障", INSERTED + "（四）强化用地保障")),
        {("measure", "added", None), ("measure", "renumbered", "label")},
    ),
    ("a measure at the end", lambda: PLAN + INSERTED, {("measure", "added", None)}),
    ("a measure removed", lambda: replaced((LINES[8], "")), {("measure", "removed", None)}),
    (
        "a measure removed in the middle",
        lambda: replaced((LINES[3], ""), ("（三）强化用地", "（二）强化用地")),
        {("measure", "removed", None), ("measure", "renumbered", "label")},
    ),
    (
        "two measures merged",
        lambda: replaced(
            (LINES[11], ""),
            (
                "周期。（责任单位：市法院）",
                "周期。规范涉企行政执法，推行包容审慎监管，公布轻微违法不予处罚事项清单。（责任单位：市法院、市司法局）",
            ),
        ),
        {("measure", "merged", None), ("measure", "changed", "text"), ("responsibility", "added", None)},
    ),
    (
        "a measure split",
        lambda: replaced(
            (
                "推行包容审慎监管，公布轻微违法不予处罚事项清单。（责任单位：市司法局）\n",
                "推行包容审慎监管。（责任单位：市司法局）\n（三）公布轻微违法不予处罚事项清单。（责任单位：市司法局）\n",
            )
        ),
        {("measure", "split", None), ("measure", "changed", "text")},
    ),
    ("an agency renamed", lambda: replaced(("市大数据局", "市数据局")), {("agency", "renamed", "name")}),
    (
        "an agency renamed in one clause of two",
        lambda: replaced(("配合单位：市大数据局", "配合单位：市信息中心")),
        {("responsibility", "added", None), ("responsibility", "removed", None), ("measure", "changed", "text")},
    ),
    ("an agency added", lambda: replaced(("市法院）", "市法院、市检察院）")), {("responsibility", "added", None)}),
    (
        "an agency removed",
        lambda: replaced(("市公安局、市税务局）", "市公安局）")),
        {("responsibility", "removed", None)},
    ),
    (
        "a role changed",
        lambda: replaced(("责任单位：市法院", "牵头单位：市法院")),
        {("responsibility", "changed", "role")},
    ),
    (
        "a number changed",
        lambda: replaced(("达到95%以上", "达到98%以上")),
        {("target", "changed", "value"), ("measure", "changed", "text")},
    ),
    (
        "a comparator changed",
        lambda: replaced(("0.5个工作日以内", "0.5个工作日")),
        {("target", "changed", "comparator"), ("measure", "changed", "text")},
    ),
    (
        "a deadline changed",
        lambda: replaced(("到2025年", "到2026年")),
        {("target", "changed", "deadline"), ("measure", "changed", "text")},
    ),
    (
        "a number added",
        lambda: replaced(("商事案件审理周期。", "商事案件审理周期，平均审理时间压缩至60天以内。")),
        {("target", "added", None), ("measure", "changed", "text")},
    ),
    (
        "a number removed",
        lambda: replaced(("，盘活低效用地1000亩", "，盘活低效用地")),
        {("target", "removed", None), ("measure", "changed", "text")},
    ),
    (
        "sections renumbered",
        lambda: replaced(("三、优化法治", "四、优化法治"), ("二、优化政务", "三、优化政务")),
        {("section", "renumbered", "label")},
    ),
    (
        "a section added before all others",
        lambda: replaced(
            ("三、优化法治", "四、优化法治"),
            ("二、优化政务", "三、优化政务"),
            ("一、优化市场", "一、总体要求\n坚持以企业需求为导向，全面提升服务水平。\n二、优化市场"),
        ),
        {("section", "added", None), ("section", "renumbered", "label")},
    ),
    (
        "a heading changed",
        lambda: replaced(("推广电子证照应用。", "扩大电子证照应用。")),
        {("measure", "changed", "heading")},
    ),
    (
        "a section's heading rewritten",
        lambda: replaced(("一、优化市场环境", "一、打造一流市场")),
        {("section", "changed", "heading")},
    ),
    (
        "a measure moved to another section",
        lambda: replaced((LINES[4], ""), (LINES[8], LINES[8] + LINES[4].replace("（三）", "（四）"))),
        {("measure", "moved", None), ("measure", "renumbered", "label")},
    ),
    (
        "two measures exchanged",
        lambda: replaced(
            (LINES[6] + LINES[7], LINES[7].replace("（二）", "（一）") + LINES[6].replace("（一）", "（二）"))
        ),
        {("measure", "moved", None), ("measure", "renumbered", "label")},
    ),
    (
        "a measure that becomes a section",
        lambda: replaced(
            (LINES[4], LINES[4] + "1.摸清底数。开展低效用地调查。\n2.分类处置。制定一地一策。\n"),
        ),
        {("section", "changed", "kind"), ("measure", "added", None)},
    ),
    (
        "a measure removed with its number",  # the number goes with it and is not told on its own
        lambda: replaced((LINES[4], "")),
        {("measure", "removed", None)},
    ),
    # so few words stand somewhere else by chance
    ("a few words added as a measure", lambda: PLAN + "（三）商事案件审理。\n", {("measure", "added", None)}),
    (
        "a share becomes a count",  # no later version of the share, but another number
        lambda: replaced(("达到95%以上", "达到500项以上")),
        {("target", "removed", None), ("target", "added", None)},
    ),
    (
        "a section taken into its neighbour",
        lambda: replaced(("三、优化法治环境\n（一）", "（四）"), ("（二）规范涉企", "（五）规范涉企")),
        {("section", "removed", None), ("measure", "moved", None), ("measure", "renumbered", "label")},
    ),
    (
        "a section cut in halves",
        lambda: replaced(("三、优化法治环境", "三、强化审判"), ("（二）规范涉企", "四、严格执法\n（一）规范涉企")),
        {
            ("section", "removed", None),
            ("section", "added", None),
            ("measure", "moved", None),
            ("measure", "renumbered", "label"),
        },
    ),
    (
        "a title changed",
        lambda: replaced(("关于优化营商环境的", "关于持续优化营商环境的")),
        {("document", "changed", "title")},
    ),
]


def plan(text: str):  # type: ignore[no-untyped-def]
    return parse(text, "plan.txt")[0]


def kinds(changes: list[Change]) -> Expected:
    """What was said; fields only where something was changed, renamed or renumbered."""
    told = {"changed", "renamed", "renumbered"}
    return {(c.record, c.change, c.field if c.change in told else None) for c in changes}


@pytest.mark.parametrize(("done", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_the_diff_says_what_was_done(done: str, text: Callable[[], str], expected: Expected) -> None:
    changes = compare(plan(PLAN), plan(text()))
    # a clause is part of its measure's text: that a duty or a number changed may show there too
    echo = {("measure", "changed", "text")}
    assert kinds(changes) - echo == expected - echo, "\n".join(as_text(changes))


def test_a_change_names_both_sides() -> None:
    changes = compare(plan(PLAN), plan(replaced(("达到95%以上", "达到98%以上"))))
    value = next(c for c in changes if c.field == "value")
    assert (value.old_path, value.new_path) == ("二/（一）", "二/（一）")
    assert "95" in str(value.before)
    assert "98" in str(value.after)


def test_of_two_later_versions_the_more_alike_is_the_one() -> None:
    old = "一、农业\n（一）及时下达粮食补贴资金到户到田。\n（二）加快建设高标准农田工程。\n"
    new = "一、农业\n（一）及时下达粮食补贴资金到户。\n（二）及时下达粮食补贴资金到户到人。\n（三）加快建设高标准农田工程。\n"
    said = {(c.change, c.old_path, c.new_path) for c in compare(plan(old), plan(new))}
    assert {("changed", "一/（一）", "一/（二）"), ("renumbered", "一/（一）", "一/（二）")} <= said
    assert {c for c, _, place in said if place == "一/（一）"} <= {"added", "split"}


def test_a_measure_that_nobody_had_to_carry_out_gets_a_body() -> None:
    nobody = replaced(("（责任单位：市法院）", ""))
    came = [c for c in compare(plan(nobody), plan(PLAN)) if c.record == "responsibility"]
    assert [(c.change, c.old_path, c.new_path, c.after) for c in came] == [
        ("added", None, "三/（一）", "市法院：responsible")
    ]


def test_the_bodies_of_a_new_measure_go_with_it() -> None:
    assert not [c for c in compare(plan(PLAN), plan(PLAN + INSERTED)) if c.record == "responsibility"]


def test_a_document_that_a_release_no_longer_has_is_named() -> None:
    old = [plan(PLAN), parse(PLAN.replace("江城", "海城"), "sea.txt")[0]]
    gone = compare_releases(old, [plan(PLAN), parse("一、新的\n（一）工作。", "new.txt")[0]])
    assert [(c.record, c.change, c.old_id, c.new_id) for c in gone] == [
        ("document", "removed", "sea", None),
        ("document", "added", None, "new"),
    ]
    assert gone[0].before == "海城市人民政府关于优化营商环境的实施意见"


def test_releases_are_matched_by_id_then_title() -> None:
    old = [parse(PLAN, "a.txt")[0], parse(PLAN.replace("江城", "海城"), "b.txt")[0]]
    new = [
        parse(PLAN, "a.txt")[0],
        parse(PLAN.replace("江城", "海城"), "renamed.txt")[0],
        parse("一、新的\n（一）工作。", "c.txt")[0],
    ]
    assert kinds(compare_releases(old, new)) == {("document", "added", None)}


def test_a_document_without_items_is_compared_too() -> None:
    bare = parse("关于召开会议的通知\n请准时参加。\n", "bare.txt")[0]
    assert not bare.sections
    assert not bare.measures
    assert compare(bare, bare) == []
    assert {c.change for c in compare(bare, plan(PLAN)) if c.record == "measure"} == {"added"}


def test_documents_of_one_title_are_taken_one_by_one() -> None:
    old = [parse(PLAN, name)[0] for name in ("a.txt", "b.txt", "c.txt")]
    new = [parse(PLAN, name)[0] for name in ("d.txt", "e.txt")]
    assert [(c.change, c.old_id) for c in compare_releases(old, new)] == [("removed", "c")]


def test_text_and_json_say_the_same() -> None:
    import json

    changes = compare(plan(PLAN), plan(PLAN + INSERTED))
    assert [c["change"] for c in json.loads(as_json(changes))] == [c.change for c in changes]
    assert len(list(as_text(changes))) == len(changes)
    assert as_json([]) == "[]"

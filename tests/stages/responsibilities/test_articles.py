"""Texts in articles: laws assign nothing in running text, policies that have clauses do."""

from __future__ import annotations

from policyparse.pipeline import parse_fields

_ARTICLES = "某某县便民若干政策\n第一条　延长服务时间。{clause}\n第二条　减少材料。\n第三条　由县数据局牵头，县财政局配合，一月内办结。\n"


def named(clause: str) -> list[tuple[str, str, str]]:
    document = parse_fields(_ARTICLES.format(clause=clause), "articles.txt")[0]
    return [(r["path"], r["agency_text"], r["role"]) for r in document["responsibilities"]]


def test_a_policy_in_articles_assigns_in_running_text_too() -> None:
    assert named("（责任单位：县财政局）") == [
        ("第一条", "县财政局", "responsible"),
        ("第三条", "县数据局", "lead"),
        ("第三条", "县财政局", "support"),
    ]


def test_a_law_without_clauses_assigns_nothing() -> None:
    assert named("") == []


def test_a_name_in_brackets_among_who_signs_assigns_nothing() -> None:
    text = "某某县便民通知\n一、延长时间。（责任单位：县数据局）\n某某县数据局\n（某某县档案局）\n2024年3月1日\n"
    assert [r["agency_text"] for r in parse_fields(text, "signed.txt")[0]["responsibilities"]] == ["县数据局"]


def test_a_list_of_duties_assigns_though_nothing_else_does() -> None:
    text = "某某县便民方案\n一、职责分工\n县数据局：负责窗口值班。\n县财政局：负责经费保障。\n二、工作要求\n县数据局负责人要到岗。\n"
    document = parse_fields(text, "duties.txt")[0]
    assert [(r["path"], r["agency_text"], r["role"]) for r in document["responsibilities"]] == [
        ("一", "县数据局", "responsible"),
        ("一", "县财政局", "responsible"),
    ]


def test_a_sentence_that_says_by_name_who_bears_it_assigns_though_nothing_else_does() -> None:
    text = "某某县便民方案\n一、窗口\n县数据局负责窗口值班。\n二、经费\n各级人民政府要切实承担主体责任。\n三、督查\n有关部门负责检查。市教育局会同有关部门做好服务，县民政局牵头推进，成效明显。\n四、名单\n县民政局会同县残联核定名单。县财政局要会同有关部门核拨资金。\n五、台账\n县数据局要牵头建立台账。\n六、减负\n县税务局牵头负责。各镇对本镇工作负总责。\n七、细则\n县民政局负责统筹，县级医保部门牵头制定细则。\n"
    document = parse_fields(text, "told.txt")[0]
    assert [(r["path"], r["agency_text"], r["role"]) for r in document["responsibilities"]] == [
        ("一", "县数据局", "responsible"),
        ("二", "各级人民政府", "responsible"),
        ("四", "县民政局", "lead"),
        ("四", "县残联", "support"),
        ("四", "县财政局", "lead"),
        ("四", "有关部门", "support"),
        ("五", "县数据局", "lead"),
        ("六", "县税务局", "lead"),
        ("六", "各镇", "lead"),
        ("七", "县民政局", "responsible"),
        ("七", "县级医保部门", "lead"),
    ]

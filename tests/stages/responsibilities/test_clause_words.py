"""Rows of list_words.csv and running.csv that no table of cases goes through one by one, each with a sentence of its own."""

from __future__ import annotations

import pytest

from policyparse.lexicon.endings import endings
from policyparse.lexicon.words import words
from policyparse.pipeline import parse_fields
from policyparse.stages.responsibilities.subjects import names_that_open

PLAN = """江城市便民方案
一、任务
1.建设公园。（牵头单位：市园林局；配合单位：市财政局）
2.{}
"""


def duties(item: str) -> list[tuple[str, str]]:
    """The role and name of all who have a duty in one item of a plan."""
    (fields,) = parse_fields(PLAN.format(item), "plan.txt")
    return [(r["role"], r["agency_text"]) for r in fields["responsibilities"] if r["path"] == "一/2"]


@pytest.mark.parametrize("word", words("list_words.csv", "the_task"))
def test_the_task_stands_before_a_label(word: str) -> None:
    before = word if len(word) == 2 and word.endswith("项") else f"该项{word}"
    assert duties(f"完善票据管理，{before}责任单位为市财政局。") == [("responsible", "市财政局")]
    assert duties("完善票据管理，事项责任单位为市财政局。") == []


@pytest.mark.parametrize("word", words("list_words.csv", "town_office"))
def test_a_town_lists_its_offices_with_blanks_between_them(word: str) -> None:
    assert duties(f"开展巡查。（责任单位：民政{word} 文化{word}）") == [
        ("responsible", f"民政{word}"),
        ("responsible", f"文化{word}"),
    ]


@pytest.mark.parametrize("word", words("list_words.csv", "separate"))
def test_a_body_of_its_own_behind_a_blank(word: str) -> None:
    name = word if word.startswith("团") else f"长江{word}"
    assert duties(f"开展巡查。（责任单位：市档案馆 {name}）") == [("responsible", "市档案馆"), ("responsible", name)]


@pytest.mark.parametrize("word", words("list_words.csv", "office_verb"))
def test_a_verb_that_closes_the_name_of_an_office(word: str) -> None:
    assert duties(f"开展巡查。（市审计局、市委目{word}负责）")[1] == ("responsible", f"市委目{word}")


@pytest.mark.parametrize("word", words("list_words.csv", "branch"))
def test_a_branch_that_says_its_place_takes_no_level(word: str) -> None:
    assert [name for _, name in duties(f"开展巡查。（责任单位：市财政局、金融山西{word}、金融{word}）")] == [
        "市财政局",
        f"金融山西{word}",
        f"市金融{word}",
    ]


_NOT_COMPLETED = {
    *words("agency_words.csv", "party"),
    "市监",
}  # `外办` is one of the Party, `市监局` may be one of a city


@pytest.mark.parametrize("word", sorted({*words("agency_words.csv", "function", "office")} - _NOT_COMPLETED))
def test_a_body_without_its_level_takes_that_of_the_list(word: str) -> None:
    name = word if word.endswith(words("list_words.csv", "local")) else f"{word}局"
    assert duties(f"开展巡查。（责任单位：县审计局、{name}）")[1] == ("responsible", f"县{name}")


@pytest.mark.parametrize("word", words("agency_words.csv", "office"))
def test_an_office_takes_no_tail(word: str) -> None:
    assert ("responsible", word) in duties(f"开展巡查。（财政局、{word}等部门负责）")


@pytest.mark.parametrize("word", words("list_words.csv", "local"))
def test_an_ending_of_bodies_that_may_lack_their_level(word: str) -> None:
    assert duties(f"开展巡查。（责任单位：县审计局、水利{word}）")[1] == ("responsible", f"县水利{word}")


@pytest.mark.parametrize("word", endings("strong"))
def test_a_body_that_its_ending_tells_from_other_words(word: str) -> None:
    assert duties(f"开展巡查。由长江{word}牵头，市林业局配合。") == [
        ("lead", f"长江{word}"),
        ("support", "市林业局"),
    ]


@pytest.mark.parametrize("word", words("agency_words.csv", "nation"))
def test_a_body_of_the_nation_needs_no_other_ending(word: str) -> None:
    assert ("lead", f"{word}长江协会") in duties(f"开展巡查。{word}长江协会负责统计，市林业局配合。")
    assert ("lead", "长江协会") not in duties("开展巡查。长江协会负责统计，市林业局配合。")


def alone(item: str) -> list[tuple[str, str]]:
    """The same in a plan that has no other duty."""
    (fields,) = parse_fields(f"江城市便民方案\n一、任务\n1.{item}\n", "plan.txt")
    return [(r["role"], r["agency_text"]) for r in fields["responsibilities"]]


@pytest.mark.parametrize("word", words("running.csv", "shall"))
def test_a_verb_that_orders_makes_a_sentence_a_duty(word: str) -> None:
    assert alone(f"办事窗口的名单，市教育局{word}牵头核定。") == [("lead", "市教育局")]
    assert alone("办事窗口的名单，市教育局牵头核定。") == []


@pytest.mark.parametrize("word", words("running.csv", "manner"))
def test_a_sentence_may_begin_with_how_its_heading_bears_it(word: str) -> None:
    assert duties(f"市教育局。{word}负责收集材料。") == [("responsible", "市教育局")]


@pytest.mark.parametrize("word", words("running.csv", "for_all"))
def test_who_bears_it_for_all_stands_before_what_it_is_borne_for(word: str) -> None:
    assert duties(f"各镇对本辖区禁烧工作{word}。") == [("lead", "各镇")]


@pytest.mark.parametrize("word", words("running.csv", "over_helpers"))
def test_who_bears_it_leads_where_others_help(word: str) -> None:
    assert duties(f"具体工作由市教育局{word}，市财政局配合。") == [("lead", "市教育局"), ("support", "市财政局")]


@pytest.mark.parametrize("helps", ["配合", "参加", "协作"])
@pytest.mark.parametrize("word", words("running.csv", "closes_lead"))
def test_a_sentence_behind_the_lead_says_who_helps(word: str, helps: str) -> None:
    assert duties(f"核定名单由市教育局{word}。市财政局{helps}。") == [("lead", "市教育局"), ("support", "市财政局")]


@pytest.mark.parametrize("word", words("running.csv", "any_kind"))
def test_any_of_a_kind_bears_nothing(word: str) -> None:
    assert duties(f"由勘察{word}负责核定名单。") == duties(f"由市属勘察{word}负责核定名单。") == []
    assert duties(f"由市直属{word}负责核定名单。") == [("responsible", f"市直属{word}")]


@pytest.mark.parametrize("word", words("running.csv", "qualified"))
def test_those_of_a_kind_that_are_known_bear_it(word: str) -> None:
    assert duties(f"由{word}水利单位负责核定名单。") == [("responsible", f"{word}水利单位")]


@pytest.mark.parametrize("word", words("running.csv", "bearing"))
def test_what_names_bear_closes_them_without_a_verb(word: str) -> None:
    assert duties(f"开展巡查（市教育局、市财政局按{word}）。") == [
        ("responsible", "市教育局"),
        ("responsible", "市财政局"),
    ]


@pytest.mark.parametrize("word", words("running.csv", "stranger"))
def test_who_works_with_those_who_bear_nothing_leads(word: str) -> None:
    assert duties(f"核定规模。市住建局会同燃气{word}核定规模。")[0] == ("lead", "市住建局")
    assert duties("核定规模。市住建局会同燃气用户核定规模。") == []


@pytest.mark.parametrize("word", words("running.csv", "opens_duty"))
def test_a_sentence_opens_with_who_has_a_duty_in_it(word: str) -> None:
    sentence = f"市住建局{word}摸清底数，积极配合"
    assert [name.text for name in names_that_open(sentence, len(sentence), as_bearer=True)] == ["市住建局"]
    assert names_that_open("市住建局已摸清底数，积极配合", 14, as_bearer=True) == []

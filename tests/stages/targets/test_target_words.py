"""Rows of target_words.csv about giving, charging, limits and names, each in a sentence that is read otherwise without it."""

from __future__ import annotations

import pytest
from target_reading import read

from policyparse.stages.targets.words import words

SENTENCES = {
    "grant": "对放款超过5000万元的公司{}奖励。",
    "pays_in": "保险费由单位{}50%。",
    "loan_support": "{}年利率为2%。",
    "allots": "按不少于1.5%的比例{}残疾人就业。",
    "provides": "按不少于15%的标准{}公共厕所。",
    "free": "停放30分钟以内{}。",
    "charges": "停放24小时最高{}20元。",
    "supported": "{}面积不超过500平方米。",
    "extent": "补贴{}不超过500平方米。",
    "rationed": "每户{}两套。",
    "put_forward": "各县{}项目不超过3个。",
    "lowered": "等候{}1个月。",
    "term_ends": "任期{}3个月前提出。",
    "at_latest": "三个月内答复，{}不超过六个月。",
    "jointly": "由村民10人以上{}。",
    "event": "听证会{}七日前通知。",
    "contact": "{}：2345678个。",
    "carried_out": "不动产登记等15个高频事项{}跨省通办。",
    "bandwidth": "千兆{}覆盖。",
    "bandwidth_act": "{}至千兆。",
    "named_by_size": "建设30万千瓦风电{}。",
    "aspects": "{}5项。",
    "told_before": "登记、备案{}12项。",
    "attained": "水位{}20米时启动响应。",
    "in_full": "不足1万元{}奖励。",
    "no_level": "奖励投资{}500万元。",
    "size": "建设1个{}1000平方米的养老服务中心。",
}
OTHER = "某某"


def kinds(sentence: str) -> list[str]:
    """The kind of each number of a sentence."""
    return [target.kind for target in read(sentence).targets]


@pytest.mark.parametrize(("role", "word"), [(role, word) for role in SENTENCES for word in sorted(words(role))])
def test_a_word_of_a_role_tells_the_kind_of_the_number_beside_it(role: str, word: str) -> None:
    sentence = SENTENCES[role]
    assert kinds(sentence.format(word)) != kinds(sentence.format(OTHER))


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("grant", ["condition"]),
        ("pays_in", ["benefit"]),
        ("loan_support", ["benefit"]),
        ("allots", ["target"]),
        ("provides", ["target"]),
        ("free", ["condition"]),
        ("charges", ["condition", "benefit"]),
        ("supported", ["condition"]),
        ("extent", ["condition"]),
        ("rationed", ["condition"]),
        ("put_forward", ["condition"]),
        ("lowered", ["target"]),
        ("term_ends", ["target"]),
        ("at_latest", ["target", "target"]),
        ("jointly", ["condition"]),
        ("event", ["target"]),
        ("contact", []),
        ("named_by_size", []),
        ("aspects", []),
        ("told_before", []),
        ("attained", ["condition"]),
        ("in_full", ["condition"]),
        ("no_level", ["benefit"]),
        ("size", ["target", "condition"]),
    ],
)
def test_the_words_of_a_role_tell_the_same(role: str, expected: list[str]) -> None:
    assert {word for word in words(role) if kinds(SENTENCES[role].format(word)) != expected} == set()


@pytest.mark.parametrize("word", sorted(words("per_step")))
def test_a_step_is_what_is_paid_for(word: str) -> None:
    assert [t.value for t in read(f"每{word}10个位次奖励5万元。").targets] == [50_000]


@pytest.mark.parametrize("word", sorted(words("time_frame") - {"近"}))
def test_a_frame_of_time_limits_nothing(word: str) -> None:
    assert kinds(f"保存资料{word}3年。") == []
    assert kinds("保存资料3年。") == ["condition"]


@pytest.mark.parametrize("word", sorted(words("insured")))
def test_the_share_that_an_insurance_is_to_pay_is_a_target(word: str) -> None:
    assert kinds(f"住院费用{word}比例达到75%。") == ["target"]


@pytest.mark.parametrize("word", sorted(words("reaching") - {"服务"}))
def test_whom_a_share_of_is_reached_is_what_is_measured(word: str) -> None:
    assert [t.indicator for t in read(f"{word}80%以上的行政村。").targets] == ["行政村"]


@pytest.mark.parametrize(
    ("role", "word", "kind"),
    [("attained", word, "condition") for word in ("达", "达到")]
    + [("in_full", f"的{word}", "condition") for word in ("一次性", "全部", "全额", "按实", "据实")]
    + [("no_level", word, "benefit") for word in ("以上", "以下", "银行", "信用保险", "信保")],
)
def test_a_word_is_known_without_its_table(role: str, word: str, kind: str) -> None:
    assert kinds(SENTENCES[role].format(word)) == [kind]


@pytest.mark.parametrize("word", ["办结", "办毕", "办理完毕", "审结", "予以办结", "审批办结"])
def test_what_is_done_is_told_before_an_act_that_does_not_say_it(word: str) -> None:
    for act, named in ((word, "许可证换发"), ("送达", "送达")):
        found = read(f"许可证换发，自收到材料之日起9日内{act}。").targets
        assert [t.indicator for t in found] == [named]


@pytest.mark.parametrize("word", ["参与", "普及", "涉及", "给与", "饱和", "中和", "总和"])
def test_a_word_that_ends_like_a_conjunction_is_not_cut_in_two(word: str) -> None:
    (whole,) = read(f"组织30项公众{word}。").targets
    assert whole.indicator in (f"公众{word}", "公众")
    (joined,) = read("组织30项公众调研和。").targets
    assert joined.indicator == "公众调研"

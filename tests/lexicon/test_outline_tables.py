"""The rows of numbering and of the parts of documents do what they say."""

from __future__ import annotations

import pytest

from policyparse.lexicon.heads import fields
from policyparse.lexicon.load import rows
from policyparse.lexicon.site_words import site_words
from policyparse.stages.outline import outline
from policyparse.stages.outline.card import facts_of
from policyparse.stages.outline.frame import (
    Closing,
    DocumentType,
    closing_words,
    is_chrome,
    kind_of,
    type_of,
)
from policyparse.stages.outline.labels import Numbering, label_at, numberings
from policyparse.stages.outline.nodes import Background


@pytest.mark.parametrize("row", numberings(), ids=lambda row: row.id)
def test_a_numbering_matches_its_example(row: Numbering) -> None:
    label = label_at(row.example, 0, len(row.example))
    assert label is not None
    assert (label.style, label.rank) == (row.id, row.rank)
    assert all(row.example[label.end] not in closing for closing in row.closes)


def test_numberings_stand_in_the_usual_order() -> None:
    assert [row.rank for row in numberings()] == sorted({row.rank for row in numberings()})


@pytest.mark.parametrize("row", rows("outline/types.csv", DocumentType), ids=lambda row: row.word)
def test_a_title_names_its_type(row: DocumentType) -> None:
    assert type_of(f"某某市便民服务{row.word}（试行）") == row.word


@pytest.mark.parametrize(("head", "field"), fields().items())
def test_what_a_card_calls_its_facts_is_read(head: str, field: str) -> None:
    if field != "text":
        assert kind_of(f"{head}：某某") in ("meta", "chrome")
        assert facts_of(f"**{head}**：某某") == [(field, "某某")]


@pytest.mark.parametrize("where", ["whole", "start", "copied", "copied-start"])
def test_what_web_pages_print_is_told(where: str) -> None:
    assert [word for word in site_words(where) if not is_chrome(f"• {word}")] == []


@pytest.mark.parametrize("row", rows("outline/closings.csv", Closing), ids=lambda row: row.begins)
def test_a_closing_paragraph_belongs_to_no_item(row: Closing) -> None:
    text = f"某某市便民方案\n一、任务\n抓好落实。\n{row.begins}某某某某，抓好落实。"
    assert text.endswith(outline(text).segments[-1].span.of(text))
    assert outline(text).segments[-1].kind == "closing"
    assert row.begins in closing_words()


@pytest.mark.parametrize("row", rows("outline/background.csv", Background), ids=lambda row: f"{row.words} {row.where}")
def test_background_asks_nothing(row: Background) -> None:
    heading = row.words if row.where != "short" else f"建设{row.words}"
    kinds = {node.path: node.kind for node in outline(f"一、{heading}\n（一）某某。某某。\n二、任务\n完成。").nodes}
    assert outline(f"一、{heading}\n某某某某。\n二、任务\n完成。").nodes[0].kind == "section"
    assert kinds["一/（一）"] == ("section" if row.passes else "measure")
    assert kinds["二"] == "measure"


def test_words_are_written_once() -> None:
    for name, row_type, field in (
        ("types", DocumentType, "word"),
        ("closings", Closing, "begins"),
    ):
        words = [getattr(row, field) for row in rows(f"outline/{name}.csv", row_type)]
        assert len(set(words)) == len(words), name

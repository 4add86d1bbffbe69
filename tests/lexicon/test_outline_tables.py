"""The rows of numbering and of the parts of documents do what they say."""

from __future__ import annotations

import pytest

from policyparse.lexicon.heads import fields
from policyparse.lexicon.load import rows
from policyparse.lexicon.site_words import site_words
from policyparse.lexicon.words import Word, words
from policyparse.stages.outline import outline, plans
from policyparse.stages.outline.background import Background
from policyparse.stages.outline.card import facts_of
from policyparse.stages.outline.chrome import is_chrome
from policyparse.stages.outline.frame import Closing, closing_words, kind_of, says_validity
from policyparse.stages.outline.labels import Numbering, label_at, numberings
from policyparse.stages.outline.running_on import RunOn
from policyparse.stages.outline.titles import DocumentType, type_of


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


BACKGROUND = rows("outline/background.csv", Background)


TASKS = {"asks": "按时{}工作进展情况", "task": "{}“十五五”发展基础"}
HEADINGS_OF_BACKGROUND = {
    "short": "建设{}",
    "past": "“十四五”{}",
    "gone": "去年{}",
    "told": "某某{}",
    "beside": "现状和{}",
    "time": "某某{}成就",
    "work": "2024{}",
}


@pytest.mark.parametrize("row", [r for r in BACKGROUND if r.where in TASKS], ids=lambda row: f"{row.words} {row.where}")
def test_a_task_that_asks_for_background_is_a_task(row: Background) -> None:
    heading = TASKS[row.where].format(row.words)
    node = outline(f"某某市便民方案\n一、{heading}\n每月一次。").nodes[0]
    assert (node.kind, node.heading) == ("measure", heading)


@pytest.mark.parametrize(
    "row", [r for r in BACKGROUND if r.where not in TASKS], ids=lambda row: f"{row.words} {row.where}"
)
def test_background_asks_nothing(row: Background) -> None:
    heading = HEADINGS_OF_BACKGROUND.get(row.where, "{}").format(row.words)
    following = "二、2025年任务\n完成。"
    kinds = {node.path: node.kind for node in outline(f"一、{heading}\n（一）某某。某某。\n{following}").nodes}
    assert outline(f"一、{heading}\n某某某某。\n{following}").nodes[0].kind == "section"
    assert kinds["一/（一）"] == ("section" if row.passes or row.where in ("time", "work") else "measure")
    assert kinds["二"] == "measure"


HANDED_ON = {
    "whole": "各市：\n《关于方便群众办事的若干意见》{}如下。",
    "to": "各市：\n现将《关于方便群众办事的若干意见》印发{}。",
    "lately": "某某省数据局{}印发了《关于方便群众办事的若干意见》，《关于方便群众办事的若干意见》全文如下。",
    "further": "各市：\n现将《关于方便群众办事的若干意见》印发给你们，{}通知如下。",
}
SENTENCES = [row for row in rows("outline/handing.csv", Word) if row.kind in HANDED_ON]
HEADINGS = [row for row in rows("outline/handing.csv", Word) if row.kind not in HANDED_ON]


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: f"{row.text} {row.kind}")
def test_a_sentence_hands_on_what_stands_below(row: Word) -> None:
    parts = outline(f"{HANDED_ON[row.kind].format(row.text)}\n一、任务\n完成。").parts
    assert parts.title == (None if row.kind == "further" else "关于方便群众办事的若干意见")
    assert parts.issuer == ("某某省数据局" if row.kind == "lately" else None)


@pytest.mark.parametrize("row", HEADINGS, ids=lambda row: f"{row.text} {row.kind}")
def test_an_office_hands_a_plan_to_others(row: Word) -> None:
    if row.kind == "heading":
        heading = f"某某省数据局{row.text}《便民服务方案》的通知\n各市：\n现通知如下。\n一、任务\n完成。"
        assert outline(heading).parts.issuer == "某某省数据局"
        alone = outline(f"某某省数据局{row.text}《关于方便群众办事的若干意见》\n一、任务\n完成。").parts
        assert (alone.title, alone.issuer) == ("关于方便群众办事的若干意见", "某某省数据局")
    elif row.kind == "note":
        noted = f"便民服务方案\n（2024年3月1日便民服务领导小组{row.text}）\n一、任务\n完成。"
        assert outline(noted).parts.issuer == "便民服务领导小组"
    else:
        heading = f"某某省政府办公厅{row.text}\n省数据局关于做好窗口服务的通知\n各市：\n现通知如下。\n一、任务\n完成。"
        assert outline(heading).parts.title == f"某某省政府办公厅{row.text}省数据局关于做好窗口服务的通知"


@pytest.mark.parametrize("row", rows("outline/run_on.csv", RunOn), ids=lambda row: row.text)
def test_a_heading_that_lost_its_end_runs_on(row: RunOn) -> None:
    heading, opens = (row.text, "各级") if row.kind == "heading" else ("保障措施", row.text)
    (node,) = outline(f"一、{heading}{opens}某某某某，抓好落实。").nodes
    assert node.heading == heading


@pytest.mark.parametrize("word", words("outline/words.csv", "form"))
def test_a_form_in_an_attachment_is_no_plan(word: str) -> None:
    text = f"便民方案\n一、登记\n逐户登记。\n附件\n便民项目{word}（样）\n一、基本情况\n二、单位意见"
    assert len(plans(text)) == 1


def test_words_are_written_once() -> None:
    for name, row_type, field in (
        ("run_on", RunOn, "text"),
        ("types", DocumentType, "word"),
        ("closings", Closing, "begins"),
    ):
        words = [getattr(row, field) for row in rows(f"outline/{name}.csv", row_type)]
        assert len(set(words)) == len(words), name


FRAME = "outline/words.csv"


@pytest.mark.parametrize("word", words(FRAME, "not_addressee"))
def test_a_line_that_begins_so_addresses_nobody(word: str) -> None:
    assert kind_of("上述有关单位：") == "addressee"
    assert kind_of(f"{word}上述有关单位：") != "addressee"


@pytest.mark.parametrize("word", words(FRAME, "announces"))
def test_a_line_that_says_what_follows_addresses_nobody(word: str) -> None:
    assert kind_of(f"各有关单位{word}：") != "addressee"


@pytest.mark.parametrize("word", words(FRAME, "in_force"))
def test_from_when_a_document_holds_is_said_in_each_way(word: str) -> None:
    text = f"本办法自印发之日起{word}。"
    assert says_validity(text, 0, len(text))


@pytest.mark.parametrize("word", words(FRAME, "cites"))
def test_the_number_behind_such_a_word_is_that_of_another_document(word: str) -> None:
    body = "\n各区：\n现通知如下。\n一、任务\n（一）完成改造。"
    own, cited = (outline(f"{lead}江政办发〔2020〕35号便民服务工作方案{body}").parts for lead in ("", word))
    assert own.document_number == "江政办发〔2020〕35号"
    assert cited.document_number is None


@pytest.mark.parametrize("word", words(FRAME, "enacted"))
def test_when_a_document_was_made_is_no_part_of_its_title(word: str) -> None:
    parts = outline(f"江城市便民服务办法（2016年4月21日江城市人民政府{word}）\n第一条　便民。\n第二条　利民。").parts
    assert parts.title == "江城市便民服务办法"


@pytest.mark.parametrize("word", words(FRAME, "letter"))
def test_a_letter_is_from_whom_its_head_names(word: str) -> None:
    assert outline(f"江城县政府　{word}\n各乡：\n请查照。\n一、说明\n（一）办理。").parts.issuer == "江城县政府"


@pytest.mark.parametrize("word", words(FRAME, "broken"))
def test_a_line_that_breaks_off_is_no_heading(word: str) -> None:
    def headings(line: str) -> list[bool]:
        nodes = outline(f"江城市便民方案\n一、任务\n1.{line}\n完成窗口改造，方便群众办事。").nodes
        return [node.heading_span is not None for node in nodes]

    whole = "改造全市各级窗口服务的设施设备"
    assert (headings(whole), headings(f"{whole}{word}")) == ([True, True], [True, False])

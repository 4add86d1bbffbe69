"""Rows that are full to a character, without indents: what tells there where paragraphs begin and what does not."""

from __future__ import annotations

import pytest

from policyparse.stages.restore import restore
from policyparse.text import AlignedText

WIDTH = 30
_SENTENCES = (
    "为进一步规范公共图书馆服务，保障读者权益，提高馆藏利用效率，推动全民阅读，根据有关规定，结合本县实际情况，制定本办法。",
    "县图书馆应当每周开放不少于六十小时，节假日照常开放，因故闭馆的，应当提前七日向社会公告，并说明恢复开放的具体时间安排。",
    "读者凭有效身份证件免费办理借阅证，每次可借图书五册，借期三十日，可以续借一次，逾期归还的，暂停借阅权限，不收取任何费用。",
    "乡镇综合文化站设立图书馆分馆，由县图书馆统一采购、统一编目、统一配送，实现通借通还，分馆工作人员由县图书馆统一培训上岗。",
    "鼓励社会力量参与图书馆建设，捐赠图书、设备或者提供志愿服务的，县图书馆应当颁发证书，建立档案，并在年度报告中予以公布。",
    "县财政局应当将图书馆经费列入年度预算，专款专用，保障文献购置、设备更新和人员培训的需要，并依法接受审计机关的监督检查。",
)
RUNNING = tuple(f"{sentence[:-1]}，具体办法由本局另行制定。" for sentence in _SENTENCES)  # ends in a short row


def rows(paragraph: str, width: int = WIDTH) -> list[str]:
    return [paragraph[at : at + width] for at in range(0, len(paragraph), width)]


def restored(paragraphs: list[str], width: int = WIDTH) -> list[str]:
    """The paragraphs that are found again in the rows of some, with as much running text that says how they were set."""
    text = "\n".join(row for p in (*RUNNING, *paragraphs) for row in rows(p, width))
    found = restore(AlignedText.of(text)).aligned.text.split("\n")
    assert [line.replace("　", "") for line in found[: len(RUNNING)]] == list(RUNNING)
    return found[len(RUNNING) :]


def test_short_paragraphs_that_would_fill_a_row_together_stay_apart() -> None:
    short = ["年度报告应当按时公布。", "分馆的馆藏清单由分馆自行编制并公布。"]
    assert sum(map(len, short)) == WIDTH - 1
    assert restored([*short, RUNNING[1], *short]) == [*short, RUNNING[1], *short]


def test_many_short_cells_are_no_rows_in_parts() -> None:
    cells = ["序号", "指标", "馆藏图书册数", "年接待读者人次", "每周开放时间", "志愿者人数", "备注"]
    assert restored([*cells, RUNNING[2], *cells[2:]]) == [*cells, RUNNING[2], *cells[2:]]


def test_a_heading_one_short_of_a_full_row_is_no_part_of_what_follows() -> None:
    heading = "（一）健全以县图书馆为中心的总分馆服务体系和管理运行机制"
    goes_on = (
        "完善县图书馆的业务统筹职能，分馆的人员、经费和设备由县图书馆统一调配，年底前建成总分馆业务管理平台并投入使用。"
    )
    assert len(heading) in (WIDTH - 1, WIDTH - 2)
    assert restored([heading, goes_on], WIDTH) == [heading, goes_on]


@pytest.mark.parametrize("begin", ["00 场", "00场", "05 万元"])
def test_a_number_broken_by_the_row_is_no_label(begin: str) -> None:
    first = "3.组织阅读推广进社区、进学校、进企业，全年举办活动不少于2"
    paragraph = first + begin + "，参与人数稳步增加，由县文化旅游局负责。"
    assert restored([paragraph], len(first)) == [paragraph]


def test_a_word_broken_into_a_number_begins_no_item() -> None:
    first = "4.各分馆统一标识、统一服务规范、统一业务流程，做到标准统"
    paragraph = first + "一、质量统一，由县文化旅游局负责监督。"
    assert restored([paragraph], len(first)) == [paragraph]


def test_an_article_that_is_cited_begins_none() -> None:
    articles = [f"第{n}条　县图书馆应当保存借阅记录，并对记录的内容保密。" for n in "一二三"]
    first = "第四条　本办法施行前已经设立的分馆，视为依照本办法第三条和"
    cited = first + "第二条的规定设立，应当自施行之日起一年内达到本办法规定的标准。"
    assert restored([*articles, cited, RUNNING[3]], len(first)) == [*articles, cited, RUNNING[3]]


def test_the_blank_at_which_a_row_was_broken_was_counted() -> None:
    first = "5.加强馆藏建设，全县公共图书馆年新增图书达到12000"
    paragraph = first + " 册，人均藏书量超过全市平均水平，由县文化旅游局负责。"
    counted = [
        f"{n}.每年举办讲座100场、展览20次、培训12期，参加人数达到3万人次以上，由县文化旅游局负责组织。"
        for n in range(1, 5)
    ]
    found = [*counted, first + "册，人均藏书量超过全市平均水平，由县文化旅游局负责。"]
    assert restored([*counted, paragraph], len(first)) == found
    assert restored([*counted, paragraph], len(first) + 1) == found


def test_the_label_of_an_article_on_a_line_of_its_own_stays_there() -> None:
    law = [line for n, text in zip("一二三四五六", RUNNING, strict=True) for line in (f"第{n}条", text)]
    assert restored(law) == law


def test_rows_are_joined_among_many_short_items() -> None:
    items = [f"（{n}）关于{'日常' * (n % 5)}管理事项。" for n in range(1, 80)]
    long = "（80）关于分馆人员培训、图书编目、文献配送、数字资源采购以及全民阅读推广活动的策划与组织等事项。"
    assert restored([*items, long]) == [*items, long]

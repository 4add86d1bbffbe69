"""What is seen of a text by its lines alone, before anything is looked at closely."""

from __future__ import annotations

import random

from policyparse.lexicon.usual import is_usual
from policyparse.stages.restore import _telling
from policyparse.stages.restore.glyphs import doubled
from policyparse.stages.restore.layout import layout
from policyparse.stages.restore.layout.fragments import fragments_of
from policyparse.stages.restore.layout.widths import break_off, widths_of, wrap_width
from policyparse.stages.restore.lines import lines_of
from policyparse.text import AlignedText


def test_no_usual_character_is_of_damage() -> None:
    usual = [c for c in map(chr, range(0x10000)) if is_usual(c)]
    assert len(usual) > 6500
    assert not [c for c in usual if _telling().match(c)]


def test_a_line_doubled_behind_blanks_is_seen() -> None:
    assert doubled(AlignedText.of("附件\n  工工作作方方案案 \n正文。")).aligned.text == "附件\n  工作方案 \n正文。"


def test_no_text_is_wrapped_whose_lines_do_not_break_off() -> None:
    chance = random.Random(1)
    settled = 0
    for _ in range(400):
        width, share = chance.randint(30, 40), chance.random()
        at_width = [chance.random() < 0.4 for _ in range(chance.randint(3, 30))]
        ends = ["施" if full and chance.random() < share else "。" for full in at_width]
        widths = [width if full else chance.randint(18, 60) for full in at_width]
        text = "\n".join("推进，" + "落" * (wide - 4) + end for wide, end in zip(widths, ends, strict=True))
        lines = lines_of(text)
        if not break_off(lines, list(map(len, lines))):
            settled += 1
            fragments, _ = fragments_of(text, widths_of(lines, list(map(len, lines))), width)
            assert wrap_width(text, fragments) is None
    assert 50 < settled < 350


def test_a_line_that_opens_with_a_field_of_a_list_begins_a_paragraph() -> None:
    text = """某区贯彻落实省环保督察反馈意见整改措施清单
一、部分砂石料码头带病运行。
责任单位：区建设局、区河道局、青山园管委会
责任人：区建设局局长王某
督导单位：区交通运输分局
整改目标：全面整治。
整改时限：2023年12月底
整改措施：
1.实施岸线复绿工程2项。
验收单位：区交通运输分局
二、小散码头回潮。
整改责任单位：各镇（街道）
牵头督导单位：区交通运输分局、区港航局
整改时限：立行立改，长期坚持
"""
    assert layout(AlignedText.of(text)).aligned.text == text


def test_a_line_that_opens_with_other_words_before_a_colon_may_go_on() -> None:
    fragments, _ = fragments_of("区建设局会同有\n关单位：青山园区、河西园区", [7, 13], 13)
    assert fragments.opens == [False, False]


def test_articles_numbered_in_wide_digits_begin_paragraphs_of_a_wrapped_text() -> None:
    text = """某馆借阅规则
第１条
为便利读者借阅本馆图书，并维护馆藏完整，特订定本规则，本馆各阅览室适
用之。
第２条
读者凭借书证借阅图书，每人以五册为限，借期三十日，期满前得办理续借一
次。
第１２条
本规则自发布日施行，修正时亦同。
"""
    lines = layout(AlignedText.of(text)).aligned.text.split("\n")
    assert [line for line in lines if line.startswith("第")] == ["第１条", "第２条", "第１２条"]
    assert "特订定本规则，本馆各阅览室适用之。" in lines[2]

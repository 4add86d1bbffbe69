"""GB 18030 with bytes missing."""

from __future__ import annotations

from time import process_time

import pytest

from policyparse.stages.read import read
from policyparse.stages.read.realign import LONGEST, realigned

TEXT = "（二）加强水源保护。划定饮用水水源保护区21处，由县生态环境局牵头，县水利局、县自然资源局配合。\n三、保障措施\n"


@pytest.mark.parametrize(
    ("lost", "shown"),
    [("水", "加强\ufffd源保护。"), ("划", "保护。\ufffd定饮用水"), ("牵", "县生态环境局\ufffd头，县水利局")],
)
@pytest.mark.parametrize("half", [0, 1])
def test_what_stands_behind_a_lost_byte_is_read_from_the_next_one_on(lost: str, shown: str, half: int) -> None:
    data = TEXT.encode("gb18030")
    at = data.index(lost.encode("gb18030")) + half
    text, mended = realigned(data[:at] + data[at + 1 :])
    assert mended == 1
    assert shown in text
    assert text.replace("\ufffd", lost) == TEXT


def test_a_byte_too_many_at_the_end_of_a_run_moves_nothing() -> None:
    at = TEXT.index("21")
    data = TEXT[:at].encode("gb18030") + b"\xb5" + TEXT[at:].encode("gb18030")
    assert realigned(data) == (f"{TEXT[:at]}\ufffd{TEXT[at:]}", 0)


def test_what_is_valid_stays_and_chunks_part_no_character() -> None:
    text = TEXT * 300 + "€𠀀ḿ" * 3000
    assert realigned(text.encode("gb18030")) == (text, 0)
    data = text.encode("gb18030") + b"\xff" + TEXT.encode("gb18030")
    assert realigned(data) == (f"{text}\ufffd{TEXT}", 0)


def test_where_a_byte_is_missing_is_said() -> None:
    data = TEXT.encode("gb18030")
    at = data.index("水源".encode("gb18030"))
    (source,) = read(data[:at] + data[at + 1 :], "plan.txt")
    assert "划定饮用水水源保护区21处" in source.text
    (note,) = (n for n in source.notes if n.code == "lossy-decoding")
    assert "1 lack a byte" in note.message
    assert note.span is not None
    assert source.text[note.span.start : note.span.end] == "\ufffd"


def test_it_is_linear() -> None:
    shape = ("水" * (LONGEST + 50)).encode("gb18030") + b"\xff"
    realigned(shape * 4)
    times = []
    for size in (1, 4):
        began = process_time()
        realigned(shape * 40 * size)
        times.append(process_time() - began)
    assert times[1] < 12 * times[0] + 0.05

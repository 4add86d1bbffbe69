"""Labels read one byte off in text whose program left out the codes that are no character."""

import re
import sys
from pathlib import Path

import pytest

from policyparse.stages.restore.lost_byte import lost_bytes
from policyparse.stages.restore.shifted_labels import with_codes_of_labels
from policyparse.text import AlignedText

sys.path.insert(0, str(Path(__file__).parent))
from gbk_damage import NARROWED, damage

TENS = ["", "十", "二十", "三十"]
LABELS = [f"（{TENS[n // 10]}{['', *'一二三四五六七八九'][n % 10]}）" for n in range(1, 37)]
TASKS = ["提升供水能力", "建设灌溉渠道", "加强河湖管理", "完善水价机制", "推动节水改造", "保障饮水安全"]


def shown(line: str) -> str:
    """A line as such a program shows it, behind its indent."""
    return " " + re.sub("[\ue000-\uf8ff]", "", damage(f"\u3000{line}", 0, narrow=False).shown).translate(NARROWED)


def labels_of(text: str) -> list[str]:
    """The labels in brackets at the beginnings of lines."""
    return [f"（{label}）" for label in re.findall(r"^\s*[（(]([一二三四五六七八九十]+)[）)]", text, re.MULTILINE)]


@pytest.mark.parametrize("sound", [set(), {2, 11, 12, 25}, {9, 15}])
def test_labels_of_which_little_is_left_to_be_seen_count_on(sound: set[int]) -> None:
    lines = [f"{label}{TASKS[n % len(TASKS)]}。" for n, label in enumerate(LABELS)]
    text = "一､任務\n" + "\n".join(
        line.translate(NARROWED) if n in sound else shown(line) for n, line in enumerate(lines)
    )
    restored = lost_bytes(AlignedText.of(text)).aligned
    assert labels_of(restored.text) == LABELS
    assert restored.inverted().text == text


def test_numbering_that_begins_again_counts_on_from_there() -> None:
    lines = [f"{label}{task}。" for label, task in zip(LABELS[:3] + LABELS[:3], TASKS, strict=True)]
    text = "\n".join(map(shown, lines))
    assert labels_of(lost_bytes(AlignedText.of(text)).aligned.text) == LABELS[:3] * 2


@pytest.mark.parametrize("clause", ["（市水利局牽頭）", "（省水利廳牽頭）", "（人民銀行牽頭）"])
def test_a_clause_that_begins_with_the_same_byte_is_no_label(clause: str) -> None:
    text = f"{shown('（一）提升供水能力。')}\n{shown(clause)}"
    labelled = with_codes_of_labels(AlignedText.of(text))
    assert labelled.text.splitlines()[1] == text.splitlines()[1]


def test_a_text_that_shows_such_codes_has_left_none_out() -> None:
    text = f"{shown('（一）提升供水能力。')}\n{shown('（二）建设灌溉渠道。')}\n標誌\ue46a"
    aligned = AlignedText.of(text)
    assert with_codes_of_labels(aligned) is aligned

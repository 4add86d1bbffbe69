"""The speed of the targets stage alone, as ratios of processor time to public yardsticks on the same text in the same run."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from policyparse import pipeline
from policyparse.lexicon.load import rows
from policyparse.records.found import Outline, Responsibilities
from policyparse.stages.outline import outline
from policyparse.stages.responsibilities import responsibilities
from policyparse.stages.restore import restore
from policyparse.stages.simplify import simplify
from policyparse.stages.targets import targets
from policyparse.stages.targets.numerals import digits, scales
from policyparse.stages.targets.pattern import UnitRow, any_of
from policyparse.text import AlignedText

TIMED = Path(__file__).resolve().parent / "suites" / "timed.py"
COMMON = [
    "%",
    "个百分点",
    "个工作日",
    "个月",
    "个",
    "家",
    "项",
    "元",
    "人",
    "年",
    "天",
    "日",
    "公里",
    "平方米",
    "亩",
    "吨",
    "小时",
    "分钟",
    "次",
    "户",
    "所",
    "座",
    "台",
    "辆",
    "件",
    "种",
    "条",
    "倍",
    "千瓦",
    "米",
    "周",
    "名",
    "套",
    "批",
    "张",
]
ROUNDS = 15
SLOW_ROUNDS = 3  # of tools that take seconds

Clock = Callable[[], float]


def prepared(source: str) -> tuple[str, Outline, Responsibilities]:
    """What the stage is given for a text: the text as it reaches it, and what was found before."""
    text = simplify(restore(AlignedText.of(source)).aligned).aligned.text
    outlined = outline(text, None)
    return text, outlined, responsibilities(text, outlined)


def clock(work: Callable[[], object]) -> Clock:
    """A clock for one run of `work`."""

    def seconds() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return seconds


def compared(ours: Clock, theirs: Clock, rounds: int) -> tuple[float, float, float]:
    """Median seconds of both, and the median ratio (theirs to ours) of neighbouring runs, after one warm-up each."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(b / a for a, b in pairs),
    )


@contextmanager
def others(python: Path, sentences: list[str]) -> Iterator[Callable[[str], Clock]]:
    """A clock for each other tool, in one process of the Python that has them."""
    process = subprocess.Popen(
        [str(python), str(TIMED)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    stdin, stdout = process.stdin, process.stdout
    assert stdin is not None
    assert stdout is not None

    def ask(line: str) -> None:
        stdin.write(line + "\n")
        stdin.flush()

    def tool(name: str) -> Clock:
        def seconds() -> float:
            ask(name)
            return float(stdout.readline())

        return seconds

    ask(json.dumps(sentences))
    try:
        yield tool
    finally:
        stdin.close()
        process.wait()


def measure_words(words: Iterable[str]) -> Callable[[str], list[str]]:
    """One expression that finds digits with a measure word: what there is to beat."""
    return re.compile(rf"\d+(?:\.\d+)?[万亿]*(?:{any_of(words)})").findall


def without_numbers(source: str) -> str:
    """The text with each digit and numeral replaced by a character that is none."""
    return re.sub(f"[0-9０-９{''.join([*digits(), *scales()])}]", "某", source)


def share(source: str) -> tuple[float, float, float]:
    """Seconds of the stage and of the parse without it, and their ratio, for a text."""
    stage = clock(lambda: targets(*given))
    given = prepared(source)
    whole = clock(lambda: pipeline.parse_fields(source))

    def rest() -> float:
        return whole() - stage()

    mine, other, times = compared(rest, stage, ROUNDS)
    return other, mine, times


def line(name: str, ours: float, theirs: float, times: float, bound: str, held: bool) -> None:
    """Prints one line of the table."""
    mark = "" if held else "   OVER ITS BOUND"
    print(f"{name:<58}{ours * 1e3:9.1f} ms {theirs * 1e3:9.1f} ms {times:8.2f} ×  ({bound}){mark}")


def table(source: str, python: Path | None) -> None:
    """Prints the table: the stage beside one expression, beside the other tools, and as a part of a parse."""
    given = prepared(source)
    ours = clock(lambda: targets(*given))
    every = [written for row in rows("units.csv", UnitRow) for written in row.written]
    for name, words in (("each of our units", every), ("one of 35 measure words", COMMON)):
        expression = partial(measure_words(words), given[0])
        mine, theirs, times = compared(ours, clock(expression), ROUNDS)
        line(f"targets stage / digits with {name}", mine, theirs, 1 / times, "≤ 10", 1 / times <= 10)
    mine, theirs, times = share(without_numbers(source))
    line("targets stage / the rest of a parse without numbers", mine, theirs, times, "≤ 0.20", times <= 0.2)
    if python is None or not python.exists():
        print("JioNLP and Recognizers-Text are not measured: give --others PYTHON (`make suites` makes one)")
        return
    sentences = [s for s in re.split(r"(?<=[。！？])|\n", given[0]) if s.strip()]
    with others(python, sentences) as tool:
        for name, rounds, bound in (("JioNLP", ROUNDS, 5), ("Recognizers-Text", SLOW_ROUNDS, 200)):
            mine, theirs, times = compared(ours, tool(name), rounds)
            line(f"{name} / targets stage", mine, theirs, times, f"≥ {bound}", times >= bound)

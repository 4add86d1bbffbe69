"""Where clauses stand: brackets that hold one, and label runs without a bracket."""

from __future__ import annotations

import re
from functools import lru_cache

from policyparse.lexicon.load import rows
from policyparse.stages.responsibilities.vocabulary import CLOSING, OPENING, LabelWord, VerbWord, any_of, labels, names
from policyparse.text import Span


@lru_cache(maxsize=1)
def _hint() -> re.Pattern[str]:
    """What a clause in brackets holds at least."""
    table = rows("verbs.csv", VerbWord)
    marks = [w.text for w in table if w.kind in ("verb", "joint")]
    return re.compile(any_of([w.text for w in rows("labels.csv", LabelWord) if w.kind == "word"] + marks))


def hinted(text: str, start: int, end: int) -> bool:
    """True where a bracket holds a word of responsibility."""
    return _hint().search(text, start, end) is not None


_ALIAS = re.compile("(?:以下|下称|简称|统称|下同|含|包括|包含|即|指|如|详见|见|参见|例如|不含|其中|原)")


def alias(text: str, start: int) -> bool:
    """True where a bracket explains the word before it: `（以下简称…）`, `（含…，下同）`, `（即…）`."""
    return _ALIAS.match(text, start) is not None


_SENTENCE_END = "。；！？;!?”"


def stands_alone(text: str, span: Span) -> bool:
    """True where a bracket stands behind a sentence or closes a line: there a bare list says who bears the task.

    `市审管办（市公资办）` is a name: its bracket stands right behind a body.
    """
    before = text[max(0, span.start - 14) : span.start].rstrip(" \t　")
    if not before or before[-1] == "\n":
        return True
    if before[-1] in _SENTENCE_END or before[-1] in "）)":
        return True
    after = text[span.end : span.end + 3].lstrip(" \t　。；")
    return after[:1] in ("", "\n") and not names().body(before) and not names().known(before)


_COLON = re.compile("[:：]")
_OPENERS = "。；;！？\n|"
_NUMBERED = re.compile("[（(〔][一二三四五六七八九十0-9]{1,3}[）)〕]$|[0-9]{1,3}[.．、]$")


def label_runs(text: str, taken: list[Span]) -> list[Span]:
    """The spans of labels outside brackets with what they name, to the end of the line or sentence.

    `责任单位：A、B。完成时限：2023年12月。` is one run; labels on lines that follow one another too.
    """
    runs: list[Span] = []
    index = 0
    for colon in _COLON.finditer(text):
        at = colon.start()
        if runs and at < runs[-1].end:
            continue
        while index < len(taken) and taken[index].end <= at:
            index += 1
        if index < len(taken) and taken[index].start <= at:
            continue
        label = labels().ending(text, 0, at)
        if label is None or label.role is None or len(label.text) < 4:
            continue
        if not _opens(text, label.start):
            continue
        end = _run_end(text, at + 1)
        limit = taken[index].start if index < len(taken) else len(text)
        runs.append(Span(label.start, min(end, limit)).trimmed(text))
    return runs


def _opens(text: str, start: int) -> bool:
    """True where a label begins a line or follows a sentence."""
    before = text[max(0, start - 8) : start].rstrip(" \t　*#>-—•")
    return not before or before[-1] in _OPENERS or _NUMBERED.search(before) is not None


def _run_end(text: str, at: int) -> int:
    """Where the names behind a label end; a further label carries on."""
    while True:
        end = _item_end(text, at)
        after = end
        while after < len(text) and text[after] in "。；; \t　\n|*":
            after += 1
        colon = _next_label(text, after)
        if colon < 0:
            return end
        at = colon + 1


def _item_end(text: str, at: int) -> int:
    """The end of the sentence or line that begins at `at`; a line that ends with a separator goes on."""
    while at < len(text) and text[at] in " \t　*|\n":
        at += 1
    depth = 0
    while at < len(text):
        if text[at] == "。":
            return at + 1
        if text[at] == "\n" and text[at - 1] not in "、，,：:":
            return at
        if text[at] in OPENING:
            depth += 1
        elif text[at] in CLOSING:
            depth -= 1
            if depth < 0:
                return at
        at += 1
    return at


def _next_label(text: str, at: int) -> int:
    """The colon of the label that begins at `at`, or -1."""
    window = text[at : at + 16]
    colon = _COLON.search(window)
    if colon is None:
        return -1
    label = labels().ending(window, 0, colon.start())
    return at + colon.start() if label is not None and label.start == 0 else -1

"""Simplified, traditional or mixed: which characters of a text tell, and which runs of it are simplified."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.stages.simplify.dictionary import step, telling_simplified
from policyparse.text import Span

# A few characters of the other script (a name, a quotation) do not make a text mixed.
MIXED_FROM = 0.02
_ENDS = "\n。！？；"
_RUN = re.compile(f"[^{_ENDS}]+[{_ENDS}]?")


class Script(NamedTuple):
    """What a text's characters say: the script, why, and those characters that tell; of a text in both, its own."""

    script: str
    reason: str
    traditional: frozenset[str]
    simplified: frozenset[str]
    mostly_traditional: bool = False


class Shared(NamedTuple):
    """A character that a dictionary changes though simplified text writes it too, and a word that shows it.

    `use`: in `words` of its own, or in `names` only; `common` are those of names whose other form is in every text.
    """

    text: str
    use: str
    example: str


def script_of(text: str) -> Script:
    """The script of `text`.

    A character tells `traditional` where it becomes another and simplified text never writes it (`lexicon/variants/
    shared.csv` lists what it does write), and `simplified` where it is only ever the simplified form of others.
    A text without either is called simplified: nothing is to be done.
    """
    if _in_gb2312(text):
        return _SIMPLIFIED
    telling = _telling_traditional()
    if not any(hit[0] in telling for hit in _any_of(telling).finditer(text)):
        return _SIMPLIFIED
    simplified = telling_simplified().intersection(_any_of(telling_simplified()).findall(text))
    if not simplified:
        return Script("traditional", "no character that only simplified text writes", telling, simplified, True)
    counts = Counter(text)
    traditional = telling.intersection(counts)
    old, new = sum(counts[c] for c in traditional), sum(counts[c] for c in simplified)
    share = old / (old + new)
    script = "traditional" if share > 1 - MIXED_FROM else "simplified" if share < MIXED_FROM else "mixed"
    reason = f"{old} characters that only traditional text writes, {new} that only simplified text writes"
    return Script(script, reason, traditional, simplified, share > 0.5)


_SIMPLIFIED = Script("simplified", "no character that only traditional text writes", frozenset(), frozenset())


def _in_gb2312(text: str) -> bool:
    """True where GB/T 2312-1980, in which nothing tells `traditional`, holds a text, three common marks aside.

    Most texts are simplified, and encoding one needs no dictionary.
    """
    try:
        text.replace("—", "").replace("·", "").replace("\u00a0", "").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def runs_against(text: str, script: Script) -> Iterator[Span]:
    """The runs of a text in both scripts that are not in the script of its greater part.

    A run ends with a line or a sentence. It is traditional where it has as many telling traditional characters as
    simplified ones; a run without any goes with the greater part of the text.
    """
    rare = script.simplified if script.mostly_traditional else script.traditional
    done = 0
    for hit in re.finditer(f"[{''.join(sorted(rare))}]", text):
        if hit.start() < done:
            continue
        start = max(done, *(text.rfind(end, done, hit.start()) + 1 for end in _ENDS))
        run = _RUN.match(text, start)
        done = run.end() if run else hit.end()
        old = sum(map(script.traditional.__contains__, text[start:done]))
        new = sum(map(script.simplified.__contains__, text[start:done]))
        if (old >= new) != script.mostly_traditional:
            yield Span(start, done)


@kept
def _telling_traditional() -> frozenset[str]:
    """What t2s changes, without what simplified text writes too: shared characters, and rare ones (`鱀`, `鮡`)
    whose simplified form lies beyond the basic plane, so that most fonts and input methods do not have it."""
    shared = {row.text for row in rows("variants/shared.csv", Shared)}
    return frozenset(chr(k) for k, v in step("any").characters.items() if v <= "\uffff") - shared


@cache
def _any_of(characters: frozenset[str]) -> re.Pattern[str]:
    """Any of these characters, and all beyond the basic plane, which a pattern would go through one by one.

    A search takes a fifth of the time that making the set of a text's characters does.
    """
    basic = "".join(sorted(c for c in characters if c <= "\uffff"))
    return re.compile(f"[{basic}\U00010000-\U0010ffff]")

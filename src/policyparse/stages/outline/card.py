"""The card above a document: what a web site or a database says of it in heads and values (索引号, 发文字号, 成文日期 …).

Copied into a text it comes as `发文字号：某政发〔2020〕5号`, as several of these in a line, as a head and its value without
a colon, as a head alone above its value; with the letters of a head spaced out, and behind bullets.
"""

import re
from collections.abc import Sequence

from policyparse.kept import kept
from policyparse.lexicon.heads import fields
from policyparse.lexicon.site_words import site_words
from policyparse.lexicon.words import first_of

_LEAST = 3  # heads of a run of lines that is a card
_LONGEST = 200  # characters of a line of it
_SHORT = 6  # characters of a value that may stand below the last head of a card
_BEFORE = r"[\s　•·●■◆▪○*+\-–【\[|｜]*"
_GAP = r"\s{0,4}"  # between the letters of a head: a set of three blanks would make the code of both patterns seven times as long
_MARK = r"[\s　*】\]]*[:：】|｜\t][\s　*】|｜]*"  # between a head and its value
_PARTED = 4  # characters of a head that a blank parts from its value in a line of its own
_NOTHING = frozenset(("无", "-", "/"))
# `公开方式：主动公开  备注：全文`: a label that no row has ends a value too
_VALUE_END = re.compile(r"[\t|｜]|[ \u3000]{2,}(?=[^\s：:]{2,6}[：:])|(?<=.)【(?=[^】\d]{2,8}】)")
_EDGES = " 　\t*|｜;；"

Facts = list[tuple[str, str]]  # field and value


@kept
def _any_head() -> str:
    known = {head for head, field in fields().items() if field != "text"} | set(site_words("label"))
    ordered = sorted(known, key=lambda head: (-len(head), head))
    return f"{first_of(known)}({'|'.join(_GAP.join(map(re.escape, head)) for head in ordered)})"


@kept
def _told() -> re.Pattern[str]:
    """A head with its mark, behind bullets."""
    return re.compile(rf"{_BEFORE}{_any_head()}{_MARK}")


@kept
def _named() -> re.Pattern[str]:
    """A head with its mark, with a blank, or alone."""
    return re.compile(rf"{_any_head()}(?:{_MARK}|[\s　]+|[\s　*】\]]*$)")


@kept
def _glued() -> re.Pattern[str]:
    """A head right before its value: `发文字号某政发〔2020〕5号`, as pages lose the cells of a table."""
    return re.compile(rf"{_any_head()}(?=[^\s:：])")


def is_fact(line: str) -> bool:
    """True for a line that begins with a head and its mark, or with one that says who, when or which number.

    >>> [is_fact(x) for x in ("• 文  号：某政发〔2020〕5号", "| 成文日期 | 2020-03-01 |", "发布机构 某区教育局")]
    [True, True, True]
    >>> is_fact("成文日期已经公布")
    False
    """
    if _told().match(line):
        return True
    first = _named().match(line)
    return first is not None and len(first[1]) >= _PARTED and _field(first[1]) != "other" and first.end() < len(line)


def facts_of(line: str) -> Facts:
    """The heads of a line with their values, which may be empty; nothing where no head stands at its start.

    >>> facts_of("发布机构 某市人民政府 文  号 某政发[2006]105号"), facts_of("发布机构的文号")
    ([('issuer', '某市人民政府'), ('number', '某政发[2006]105号')], [])
    """
    first = _named().match(line, len(line) - len(line.lstrip(_BULLETS)))
    if first is None:
        return []
    found = [first, *(m for m in _named().finditer(line, first.end()) if line[m.start() - 1] in _PARTING)]
    ends = [m.start() for m in found[1:]] + [len(line)]
    return [(_field(m[1]), _value(line[m.end() : end])) for m, end in zip(found, ends, strict=True)]


def _facts_in_card(line: str) -> Facts:
    """The facts of a line among others of a card, where the mark between a head and its value may be lost."""
    found = facts_of(line)
    if found or len(line) > _GLUED_LINE or (head := _glued().match(line)) is None or len(head[1]) < _PARTED - 1:
        return found
    return [(_field(head[1]), _value(line[head.end() :]))]


_GLUED_LINE = 60  # characters of a line whose head and value stand together


def _value(words: str) -> str:
    value = _VALUE_END.split(words.strip(_EDGES).rstrip("【"), maxsplit=1)[0].strip(_EDGES)
    return "" if value in _NOTHING or _LABEL.match(value) else value


_LABEL = re.compile(
    r"[^\s：:\d]{2,6}[：:]\s"
)  # `文号：  主办部门： 某局`: the next label stands where the value should


_BULLETS = " \t　\xa0•·●■◆▪○*+-–【[|｜"
_PARTING = frozenset(" \t　\xa0|｜;；【[*")


def _field(head: str) -> str:
    return fields().get("".join(head.split()), "other")


def cards(lines: Sequence[str]) -> dict[int, Facts]:
    """The lines of cards by number, each with what it says.

    A card has `_LEAST` heads; between two of them a line without a head is the value of the head above it.
    """
    found: dict[int, Facts] = {}
    at = 0
    while at < len(lines):
        end, facts = _card(lines, at)
        if sum(map(len, facts.values())) >= _LEAST:
            found |= facts
        at = max(end, at + 1)
    return found


def _card(lines: Sequence[str], begin: int) -> tuple[int, dict[int, Facts]]:
    """The run of heads and values that begins with a line: where it ends, and what its lines say."""
    facts: dict[int, Facts] = {}
    value = ""  # what the line above says, where it is no head but stands below a head alone
    at = begin
    while at < len(lines) and len(lines[at]) <= _LONGEST:
        if here := _facts_in_card(lines[at]):
            if value:
                _give(facts, at - 1, value)
            facts[at], value = here, ""
        elif not value and (above := facts.get(at - 1)) and not above[-1][1]:
            value = lines[at].strip(_EDGES)
        else:
            break
        at += 1
    if value and len(value) <= _SHORT:
        _give(facts, at - 1, value)
    return at, facts


def _give(facts: dict[int, Facts], at: int, value: str) -> None:
    """Make the line `at` the value of the head above it."""
    facts[at] = []
    facts[at - 1][-1] = (facts[at - 1][-1][0], value)

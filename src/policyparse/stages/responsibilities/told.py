"""Clauses that running text makes: sentences that assign a task."""

from __future__ import annotations

import re
from itertools import islice

from policyparse.records.found import Outline
from policyparse.stages.responsibilities.found import UNSURE, Found, Places
from policyparse.stages.responsibilities.position import free_spans
from policyparse.stages.responsibilities.reading import Group, Reading
from policyparse.stages.responsibilities.regions import is_by_place
from policyparse.stages.responsibilities.running import DONE, sentences
from policyparse.stages.responsibilities.running_words import running_words
from policyparse.stages.responsibilities.vocabulary import names

_ARTICLES = 3


def is_law(outline: Outline) -> bool:
    """True for a text in articles (`第一条`): laws say everywhere who is in charge, and assign nothing."""
    articles = (n for n in outline.nodes if n.label.startswith("第") and n.label.endswith("条"))
    return next(islice(articles, _ARTICLES - 1, None), None) is not None


def from_running_text(text: str, clauses: list[Found], places: Places) -> list[Found]:
    """The sentences that assign a task; in a document without clauses only those that say by name who bears it."""
    found = []
    for sentence in sentences(text, free_spans([c.span for c in clauses], len(text))):
        groups = tuple(Group(a.role, "verb", a.word, a.names) for a in sentence.assigned)
        every = [n for g in groups for n in g.names]
        span = sentence.body.span(min(n.start for n in every), max(a.end for a in sentence.assigned))
        if _REPORTED.match(text, span.end):
            continue
        told = _is_told(groups, sentence.passive) or _leads(groups, text, span.end)
        if not (clauses or told or _is_item(groups, places.opens(span.start))):
            continue
        node = places.node(span.start)
        if node is not None:
            by_when = _BY_WHEN.search(sentence.body.text, max(a.end for a in sentence.assigned))
            reading = Reading(groups, "verb", groups[0].word, (by_when[1],) if by_when else ())
            found.append(Found(span, sentence.body, reading, (), node, "clause.running", UNSURE))
    return found


def _is_told(groups: tuple[Group, ...], passive: bool) -> bool:
    """True for a sentence that assigns though nothing else in the document does: `由…牵头`, `市教育局负责…`."""
    if (passive or _is_shared(groups)) and _is_definite(groups):
        return True
    for_all = running_words().for_all
    assigns = any(g.role == "responsible" or g.word in _JOINTS or g.word in for_all for g in groups)
    return assigns and all(_is_definite((g,)) for g in groups)


def _leads(groups: tuple[Group, ...], text: str, end: int) -> bool:
    """True for `市商务局牵头，组织…` and `市商务局牵头做好…`, but no `市商务局牵头制定了…`."""
    if groups[0].role != "lead" or not _is_definite(groups):
        return False
    shall = len(groups) == 1 and text.startswith(running_words().to_do, end) and not DONE.match(text, end)
    return shall or text.startswith(_COMMAS, end)


def _is_item(groups: tuple[Group, ...], opens: bool) -> bool:
    """True for an item that says what one of the offices does that the document lists: `1.卫生部门负责发放许可证`."""
    return (
        opens and len(groups) == 1 and groups[0].role == "responsible" and groups[0].names[0].text.endswith(_DEPARTMENT)
    )


def _is_shared(groups: tuple[Group, ...]) -> bool:
    """True for `A牵头，B配合`, `A牵头，B、C负责`: one leads and others help, each in so many words."""
    roles = {g.role for g in groups if g.word not in _JOINTS}
    return "lead" in roles and len(roles) > 1


def _is_definite(groups: tuple[Group, ...]) -> bool:
    """True where a sentence says by name who is meant, or who leads and who supports: `由体育部门牵头会同财政部门`."""
    joint = {g.role for g in groups} >= {"lead", "support"}
    shapes = names()
    named = [n.text for n in groups[0].names]
    own = [shapes.strong(n) or shapes.local(n) or is_by_place(n) for n in named]
    return all(
        is_own
        or (joint and n.endswith(_DEPARTMENT))
        or (n[0] == "各" and (shapes.known(n) or shapes.body(n)))
        or (any(own) and (shapes.place(n) or shapes.group(n)))  # `城关街道办事处、城南镇`, `市总工会及有关金融机构`
        for n, is_own in zip(named, own, strict=True)
    )


_REPORTED = re.compile(
    "[，,](?!为了|除了)[^，。；：、]{1,10}了"
)  # `由市教育局牵头，市财政局配合，开展了检查`: a report, no task
# a piece that says by when, and nothing else: `，2024年11月底前完成`
_BY_WHEN = re.compile(
    "[，,；;](?:[并须应]|确保|力争)?[于在]?([0-9一二三四五六七八九十年月日底末上下半第季度今明]{2,14}[前底末])"
    "(?:全面|全部|基本)?(?:完成|落实到位|办结|建成)?(?=[。；;，,]|$)"
)
_COMMAS = ("，", ",")
_JOINTS = ("会同", "会", "商")
_DEPARTMENT = "部门"  # behind its function, it names one office of each level: `卫生部门`

"""A document made by hand: every table has rows, both stages have edits, so that every law has something to hold."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from policyparse.assemble import Stages, assemble, file_notes
from policyparse.records.found import (
    Agencies,
    Clause,
    FoundAgency,
    FoundTarget,
    Member,
    Mention,
    Node,
    Note,
    Outline,
    Parts,
    Responsibilities,
    Restored,
    Segment,
    Simplified,
    Source,
    Targets,
)
from policyparse.records.names import document_stem
from policyparse.text import AlignedText, Replacement, Span

SOURCE = (
    "臨江市優化服務方案\n"
    "一、重點任務\n"
    "（一）提升開辦服務 水平。2025年前開辦時間壓縮至0.5個工作日以內，現為2天。（責任單位：市財政局；各縣政府）\n"
    "（二）便利退出。\n"
)


def sample(name: str = "plan.txt", place: str = "臨江市") -> dict[str, Any]:
    """The fields of the document; `place` makes another of it."""
    source = Source(
        name, hashlib.sha256(place.encode()).hexdigest(), "text/plain", "utf-8", SOURCE.replace("臨江市", place)
    )
    first = AlignedText.of(source.text)
    blank = source.text.index("服務 水平") + 2
    restored = Restored(first.apply([Replacement(blank, blank + 1, "", "layout.blank", 0.9)], "restore"))
    aligned = restored.aligned
    for old, new in (("臨", "临"), ("優化服務", "优化服务"), ("開辦", "开办"), ("縣", "县")):
        changes = [Replacement(at, at + len(old), new, "t2s") for at in _places(aligned.text, old)]
        aligned = aligned.apply(changes, "simplify", positional=True)
    text = aligned.text
    simplified = Simplified(aligned, "traditional", (Note("mixed", "info", "two scripts", _at(text, "便利")),))
    whole = Span(0, len(text))
    notes = file_notes(source, restored, simplified, [whole])
    stages = Stages(source, simplified, notes[0], whole, aligned, *_found(text))
    return assemble(document_stem(name), stages)


def _places(text: str, words: str) -> list[int]:
    return [i for i in range(len(text)) if text.startswith(words, i)]


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _found(text: str) -> tuple[Outline, Responsibilities, Agencies, Targets]:
    section = Span(text.index("一、"), len(text.rstrip()))
    one, two = Span(text.index("（一）"), text.index("\n（二）")), Span(text.index("（二）"), len(text.rstrip()))
    lead, label = text.index("\n一、") + 1, section.start
    nodes = (
        Node(
            "section", None, 1, "一", 1, "han", "一", Span(label, label + 2), "重點任務", _at(text, "重點任務"), section
        ),
        Node("measure", 0, 2, "（一）", 1, "han_bracket", "一/（一）", Span(one.start, one.start + 3), None, None, one),
        Node(
            "measure",
            0,
            2,
            "（二）",
            2,
            "han_bracket",
            "一/（二）",
            Span(two.start, two.start + 3),
            "便利退出",
            Span(two.start + 3, two.start + 7),
            two,
        ),
    )
    segments = (
        Segment("title", None, Span(0, lead)),
        Segment("heading", 0, Span(lead, one.start)),
        Segment("body", 1, Span(one.start, two.start)),
        Segment("body", 2, Span(two.start, len(text) - 1)),
        Segment("blank", None, Span(len(text) - 1, len(text))),
    )
    clause = _at(text, "（責任單位：市財政局；各县政府）")
    mentions = (
        Mention(0, 1, "市財政局", "responsible", "label", 1, _at(text, "市財政局"), "label"),
        Mention(0, 1, "各县政府", "responsible", "label", 2, _at(text, "各县政府"), "label", 0.8),
    )
    bodies = (
        FoundAgency("330100/finance", "临江市财政局", "prefecture", "government", "finance", "临江市", "330100",
                    False, True, "2019-01", None, "function"),
        FoundAgency("330100/counties", "各县政府", "county", "group", None, None, None, True, True, None, None, "group"),
    )  # fmt: skip
    goal, sentence = (
        _at(text, "压縮至0.5個工作日以內" if "压" in text else "壓縮至0.5個工作日以內"),
        _at(text, "2025年前"),
    )
    targets = (
        FoundTarget(1, goal, sentence, "开办時間", _at(text, "开办時間"), "le", 0.5, None, "workday", "個工作日",
                    "target", False, "none", 1, "2025", "sentence", "number"),
        FoundTarget(1, _at(text, "現為2天"), sentence, None, None, "eq", 2.0, 3.0, "day", "天",
                    "baseline", False, "none", None, None, None, "number", 0.7),
    )  # fmt: skip
    return (
        Outline(Parts(title=text.split("\n")[0], status="draft", date_issued=date(2023, 6, 25)), nodes, segments),
        Responsibilities((Clause(1, clause, "責任單位", "written", "label", "measure", None, "label"),), mentions),
        Agencies(
            "临江市人民政府",
            "330100",
            bodies,
            {"市財政局": "330100/finance", "各县政府": "330100/counties"},
            (Member("330100/counties", "330122/government", "330122"),),
        ),
        Targets(targets, (Note("unsure", "review", "two values", _at(text, "2天")), Note("none", "info", "no place"))),
    )

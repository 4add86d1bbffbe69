"""One row a measure, all that it says in readable text: for who opens a single file."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]

ROLES = ("lead", "support", "responsible", "guide")
SIGNS = {"eq": "=", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈", "between": ""}
BRIEF = ("path", "heading", *ROLES, "targets")
"""The columns that a terminal shows."""


def overview_rows(document: Row) -> Iterator[dict[str, Any]]:
    """The rows of a document, given as the fields of `Document`, in reading order."""
    headings: dict[str | None, Row] = {row["section_id"]: row for row in document["sections"]}
    who = agencies_by_role(document)
    numbers = targets_by_node(document)
    for measure in document["measures"]:
        node_id = measure["measure_id"]
        yield {
            "document_id": document["document_id"],
            "title": document["title"],
            "issuer": document["issuer"],
            "date_issued": document["date_issued"],
            "measure_id": node_id,
            "path": measure["path"],
            "sections": " › ".join(_above(measure["section_id"], headings)),
            "heading": measure["heading"],
            "text": measure["text"],
            **{role: "；".join(who[node_id, role]) or None for role in ROLES},
            "targets": "；".join(target_text(t) for t in numbers[node_id] if t["kind"] == "target") or None,
            "other_numbers": "；".join(target_text(t) for t in numbers[node_id] if t["kind"] != "target") or None,
        }


def _above(section_id: str | None, sections: Mapping[str | None, Row]) -> list[str]:
    """The headings that a measure stands under, from the top."""
    if section_id not in sections:
        return []
    row = sections[section_id]
    return [*_above(row["parent_id"], sections), row["heading"] or row["label"]]


def agencies_by_role(document: Row) -> defaultdict[tuple[str | None, str], list[str]]:
    """The agencies of each node in each role, as written, once each, in the order of the text."""
    found: defaultdict[tuple[str | None, str], list[str]] = defaultdict(list)
    for row in document["responsibilities"]:
        names = found[row["node_id"], row["role"]]
        if row["agency_text"] not in names:
            names.append(row["agency_text"])
    return found


def targets_by_node(document: Row) -> defaultdict[str | None, list[Row]]:
    """The targets of each node."""
    found: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in document["targets"]:
        found[row["node_id"]].append(row)
    return found


def target_text(target: Row) -> str:
    """A target as a person writes it.

    >>> target_text({"indicator": "企业开办时间", "comparator": "le", "value": 0.5, "value_high": None,
    ...     "unit_text": "个工作日", "unit": "workday", "change": False, "direction": "none", "deadline": "2025",
    ...     "evidence": "压缩至0.5个工作日以内"})
    '企业开办时间 ≤ 0.5个工作日（2025）'
    """
    deadline = f"（{target['deadline']}）" if target["deadline"] else ""
    return f"{target['indicator'] or '—'} {amount(target)}{deadline}"


def amount(target: Row) -> str:
    """Comparator, number and unit; an arrow before a change."""
    scale, unit = _scale_and_unit(target)
    number = f"{target['value'] / scale:.12g}"
    if target["value_high"] is not None:
        number += f"–{target['value_high'] / scale:.12g}"
    arrow = {"up": "↑ ", "down": "↓ "}.get(target["direction"], "") if target["change"] else ""
    return f"{arrow}{SIGNS[target['comparator']]} {number}{unit}".strip()


_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}


def _scale_and_unit(target: Row) -> tuple[int, str]:
    """What to divide the value by, and the unit behind it: `3亿元` is stored as 3e8, but `千米` is no thousand.

    The number as written decides; where it is written in words, the scaled value stands before the unit's code.
    """
    unit, evidence = target["unit_text"] or "", _digits(target["evidence"])
    scale = 1
    for character in ["", *unit]:
        scale *= _SCALES.get(character, 1)
        if f"{target['value'] / scale:.12g}" in evidence:
            return scale, unit
        if character and character not in _SCALES:
            break
    return 1, f" {target['unit'] or ''}" if unit[:1] in _SCALES else unit


def _digits(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(",", "")

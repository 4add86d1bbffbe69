"""Which section or measure of one document is which of another: by what they say, not by their number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from policyparse.records.document import Document
from policyparse.records.tables import Measure, Section

ALIKE = 0.5  # Dice coefficient of character pairs from which two texts count as versions of one
HELD = 0.75  # share of a text's character pairs that stand in another from which it counts as taken up there
SHORTEST = 12  # a text under so many characters is never called merged or split: chance is too great


@dataclass(frozen=True)
class Item:
    """A section or measure as it is compared: `words` is its own text without the label, blanks left out."""

    id: str
    kind: str
    label: str
    path: str
    parent: str | None
    heading: str | None
    words: str
    pairs: Counter[str] = field(repr=False, compare=False, hash=False)


@dataclass(frozen=True)
class Matching:
    """Which items belong together: `same` old id → new id, `merged` old → new that took it up, `split` new → old."""

    same: dict[str, str]
    merged: dict[str, str]
    split: dict[str, str]


def items(document: Document) -> list[Item]:
    """The sections and measures of a document in reading order; a section's words are its heading and own text."""
    rows: list[Section | Measure] = sorted([*document.sections, *document.measures], key=lambda r: r.position)
    starts = [row.text_start for row in rows] + [len(document.text)]
    found = []
    for row, next_start in zip(rows, starts[1:], strict=True):
        own = document.text[row.text_start : min(row.text_end, max(next_start, row.text_start))]
        words = re.sub(r"\s+", "", own).removeprefix(row.label).lstrip("、.．)）")
        kind = "section" if isinstance(row, Section) else "measure"
        row_id = row.section_id if isinstance(row, Section) else row.measure_id
        parent = row.parent_id if isinstance(row, Section) else row.section_id
        found.append(Item(row_id, kind, row.label, row.path, parent, row.heading, words, _pairs(words)))
    return found


def match(old: list[Item], new: list[Item]) -> Matching:
    """The best one-to-one matching: equal text first, then equal heading, then likeness, each unique or best first."""
    same: dict[str, str] = {}
    for key in (lambda i: i.words, lambda i: i.heading):
        same |= _unique(_left(old, same), _left(new, same.values()), key)
    taken = set(same.values())
    for _, a, b in sorted(_likeness(_left(old, same), _left(new, taken)), key=lambda t: (-t[0], t[1], t[2])):
        if a not in same and b not in taken:
            same[a] = b
            taken.add(b)
    same |= _by_children(old, new, same)
    return Matching(same, _taken_up(_left(old, same), new), _taken_up(_left(new, same.values()), old))


def _pairs(words: str) -> Counter[str]:
    return Counter(words[i : i + 2] for i in range(len(words) - 1)) or Counter([words])


def _left(all_items: list[Item], taken: Iterable[str]) -> list[Item]:
    gone = set(taken)
    return [i for i in all_items if i.id not in gone]


def _unique(old: list[Item], new: list[Item], key: object) -> dict[str, str]:
    """Pairs of one kind whose key is the same and stands once on each side."""
    sides = []
    for side in (old, new):
        by_key: dict[tuple[str, str], list[str]] = defaultdict(list)
        for item in side:
            if value := key(item):  # type: ignore[operator]
                by_key[item.kind, value].append(item.id)
        sides.append({k: ids[0] for k, ids in by_key.items() if len(ids) == 1})
    return {sides[0][k]: sides[1][k] for k in sides[0] if k in sides[1]}


def _likeness(old: list[Item], new: list[Item]) -> Iterator[tuple[float, str, str]]:
    """Pairs of items alike enough to be versions of one; an index of character pairs spares hopeless comparisons."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(new):
        for pair in item.pairs:
            index[pair].append(number)
    for item in old:
        shared: Counter[int] = Counter()
        for pair, count in item.pairs.items():
            for number in index.get(pair, ()):
                shared[number] += min(count, new[number].pairs[pair])
        for number, common in shared.items():
            other = new[number]
            dice = 2 * common / (item.pairs.total() + other.pairs.total())
            if dice >= ALIKE:
                yield dice, item.id, other.id


def _by_children(old: list[Item], new: list[Item], same: dict[str, str]) -> dict[str, str]:
    """Sections that are not alike but hold the same measures: a heading that was rewritten."""
    parents = {i.id: i.parent for i in new}
    taken = set(same.values())
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for item in old:
        if item.parent and item.parent not in same and item.id in same:
            target = parents[same[item.id]]
            if target and target not in taken:
                votes[item.parent][target] += 1
    found: dict[str, str] = {}
    for section, count in votes.items():
        target, shared = count.most_common(1)[0]
        children = sum(1 for i in old if i.parent == section)
        if 2 * shared > children and target not in found.values():
            found[section] = target
    return found


def _taken_up(left: list[Item], others: list[Item]) -> dict[str, str]:
    """Items without a partner whose words stand, for the greater part, in one item of the other side."""
    found = {}
    for item in left:
        if len(item.words) < SHORTEST:
            continue
        best = max(others, key=lambda o: ((o.pairs & item.pairs).total(), o.id), default=None)
        if best is not None and (best.pairs & item.pairs).total() >= HELD * item.pairs.total():
            found[item.id] = best.id
    return found

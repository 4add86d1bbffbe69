"""What changed between two documents, or between two releases, as one list in reading order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyparse.records.document import Document
from policyparse.records.tables import Responsibility, Target
from policyparse.release.diff.match import ALIKE, Item, Matching, items, match

FIELDS = ("title", "issuer", "document_number", "status", "date_issued", "consultation_start", "consultation_end")


@dataclass(frozen=True)
class Change:
    """One difference. `record` is what differs, `change` how; ids and paths are null on the side that lacks it."""

    record: str  # document, section, measure, responsibility, target, agency
    change: str  # added, removed, moved, renumbered, merged, split, changed, renamed
    old_id: str | None
    new_id: str | None
    old_path: str | None
    new_path: str | None
    field: str | None = None
    before: str | None = None
    after: str | None = None


def compare(old: Document, new: Document) -> list[Change]:
    """The changes that lead from `old` to `new`; none for a document and itself."""
    before, after = items(old), items(new)
    matching = match(before, after)
    renamed = _renamed(old, new, matching.same)
    changes = [*_fields(old, new), *_nodes(before, after, matching)]
    changes += [Change("agency", "renamed", None, None, None, None, "name", a, b) for a, b in renamed.items()]
    return [*changes, *_responsibilities(old, new, matching.same, renamed), *_targets(old, new, matching.same)]


def compare_releases(old: Iterable[Document], new: Iterable[Document]) -> list[Change]:
    """The changes of every document that both sides hold, and those that one lacks.

    Two single documents are compared whatever they are called; of several, by id, else by title.
    """
    left, right = {d.document_id: d for d in old}, {d.document_id: d for d in new}
    if len(left) == len(right) == 1:
        return compare(*left.values(), *right.values())
    titles: dict[str | None, list[str]] = defaultdict(list)
    for document_id, document in sorted(right.items(), reverse=True):
        if document.title and document_id not in left:
            titles[document.title].append(document_id)
    changes: list[Change] = []
    for document_id, document in sorted(left.items()):
        alike = [document_id] if document_id in right else titles[document.title]
        if not alike:
            changes.append(Change("document", "removed", document_id, None, None, None, None, document.title, None))
        else:
            changes += compare(document, right.pop(alike.pop()))
    for document_id, document in sorted(right.items()):
        changes.append(Change("document", "added", None, document_id, None, None, None, None, document.title))
    return changes


def _fields(old: Document, new: Document) -> Iterator[Change]:
    for name in FIELDS:
        a, b = getattr(old, name), getattr(new, name)
        if a != b:
            before, after = (None if v is None else str(v) for v in (a, b))
            yield Change("document", "changed", old.document_id, new.document_id, None, None, name, before, after)


def _nodes(old: list[Item], new: list[Item], matching: Matching) -> Iterator[Change]:
    after = {i.id: i for i in new}
    moved = _moved(old, new, matching.same)
    back = {b: a for a, b in matching.same.items()}
    before = {i.id: i for i in old}
    for item in old:
        if item.id in matching.same:
            yield from _pair(item, after[matching.same[item.id]], item.id in moved)
        elif item.id in matching.merged:
            other = after[matching.merged[item.id]]
            yield Change(item.kind, "merged", item.id, other.id, item.path, other.path, None, _name(item), _name(other))
        else:
            yield Change(item.kind, "removed", item.id, None, item.path, None, None, _name(item), None)
    for item in new:
        if item.id in back:
            continue
        if item.id in matching.split:
            other = before[matching.split[item.id]]
            yield Change(item.kind, "split", other.id, item.id, other.path, item.path, None, _name(other), _name(item))
        else:
            yield Change(item.kind, "added", None, item.id, None, item.path, None, None, _name(item))


def _pair(old: Item, new: Item, moved: bool) -> Iterator[Change]:
    """How one item differs from its later version."""
    places = (old.id, new.id, old.path, new.path)
    if moved:
        yield Change(new.kind, "moved", *places, None, old.path, new.path)
    if old.label != new.label:
        yield Change(new.kind, "renumbered", *places, "label", old.label, new.label)
    if old.kind != new.kind:
        yield Change(new.kind, "changed", *places, "kind", old.kind, new.kind)
    if old.heading != new.heading:
        yield Change(new.kind, "changed", *places, "heading", old.heading, new.heading)
    elif old.words != new.words:
        yield Change(new.kind, "changed", *places, "text", *_core(old.words, new.words))


def _name(item: Item) -> str:
    return item.heading or item.words[:40]


def _core(a: str, b: str, around: int = 8) -> tuple[str, str]:
    """The part in which two texts differ, with a few characters around it."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    low = max(0, start - around)
    return tuple(t[low : len(t) - max(0, end - around)] for t in (a, b))  # type: ignore[return-value]


def _moved(old: list[Item], new: list[Item], same: dict[str, str]) -> set[str]:
    """Old ids whose item stands under another section now, or in another order among its neighbours."""
    parents = {i.id: i.parent for i in new}
    order = {i.id: n for n, i in enumerate(new)}
    kept: dict[str | None, list[str]] = defaultdict(list)
    moved = set()
    for item in old:
        if item.id not in same:
            continue
        parent = parents[same[item.id]]
        expected = same.get(item.parent) if item.parent else None
        if expected != parent or (item.parent and expected is None):
            moved.add(item.id)
        else:
            kept[item.parent].append(item.id)
    for siblings in kept.values():
        moved |= set(siblings) - set(_longest_rising(siblings, [order[same[s]] for s in siblings]))
    return moved


def _longest_rising(names: list[str], values: list[int]) -> list[str]:
    """The longest subsequence of `names` whose `values` rise: those that kept their order."""
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for index, value in enumerate(values):
        place = bisect_left(tails, value)
        tails[place : place + 1] = [value]
        at[place : place + 1] = [index]
        back.append(at[place - 1] if place else -1)
    kept = []
    index = at[-1] if at else -1
    while index >= 0:
        kept.append(names[index])
        index = back[index]
    return kept[::-1]


def _by_node(records: Iterable[Responsibility]) -> dict[str | None, dict[tuple[str, str], Responsibility]]:
    """Responsibilities by node, then by who (as written) and role."""
    found: dict[str | None, dict[tuple[str, str], Responsibility]] = defaultdict(dict)
    for r in records:
        found[r.node_id][r.agency_text, r.role] = r
    return found


def _renamed(old: Document, new: Document, same: dict[str, str]) -> dict[str, str]:
    """Mentions that stand nowhere any more and whose every place, in the same role, another new mention took."""
    before, after = _by_node(old.responsibilities), _by_node(new.responsibilities)
    had = {r.agency_text for r in old.responsibilities}
    has = {r.agency_text for r in new.responsibilities}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    places: Counter[str] = Counter()
    for node, rows in before.items():
        if node is not None and node not in same:
            continue
        later = after.get(same[node] if node else None, {})
        for text, role in rows:
            if text in has:
                continue
            places[text] += 1
            rank = rows[text, role].rank
            for (other, other_role), row in later.items():
                if other not in had and other_role == role and row.rank == rank:
                    votes[text][other] += 1
    return {
        text: count.most_common(1)[0][0] for text, count in votes.items() if count.most_common(1)[0][1] == places[text]
    }


def _responsibilities(old: Document, new: Document, same: dict[str, str], renamed: dict[str, str]) -> Iterator[Change]:
    """Who came, who went, and whose role changed, in items that both documents have."""
    before, after = _by_node(old.responsibilities), _by_node(new.responsibilities)
    for node in dict.fromkeys(r.node_id for r in old.responsibilities):
        if node is None or node in same:
            yield from _duties(before[node], after.pop(same[node] if node else None, {}), renamed)
    matched = set(same.values())
    for node, rows in after.items():
        if node is None or node in matched:
            yield from _duties({}, rows, renamed)


def _duties(
    old: dict[tuple[str, str], Responsibility], new: dict[tuple[str, str], Responsibility], renamed: dict[str, str]
) -> Iterator[Change]:
    left = {(renamed.get(text, text), role): r for (text, role), r in old.items()}
    gone = [k for k in left if k not in new]
    come = [k for k in new if k not in left]
    for text, role in gone:
        other = next((k for k in come if k[0] == text), None)
        a = left[text, role]
        if other is not None:
            come.remove(other)
            b = new[other]
            both = (a.responsibility_id, b.responsibility_id, a.path, b.path)
            yield Change("responsibility", "changed", *both, "role", f"{text}：{role}", f"{text}：{other[1]}")
        else:
            yield Change("responsibility", "removed", a.responsibility_id, None, a.path, None, None, f"{text}：{role}")
    for text, role in come:
        b = new[text, role]
        yield Change("responsibility", "added", None, b.responsibility_id, None, b.path, None, None, f"{text}：{role}")


def _targets(old: Document, new: Document, same: dict[str, str]) -> Iterator[Change]:
    """Numbers that came, went or changed, in items that both documents have."""
    sides: list[dict[str | None, list[Target]]] = []
    for document in (old, new):
        by_node: dict[str | None, list[Target]] = defaultdict(list)
        for t in document.targets:
            by_node[t.node_id].append(t)
        sides.append(by_node)
    back = {b: a for a, b in same.items()}
    nodes = [*sides[0], *(back[n] if n else None for n in sides[1] if n is None or n in back)]
    for node in dict.fromkeys(nodes):
        if node is None or node in same:
            yield from _numbers(sides[0].get(node, []), sides[1].get(same[node] if node else None, []))


def _numbers(old: list[Target], new: list[Target]) -> Iterator[Change]:
    left = list(new)
    for alike in (_said, _about):  # what is equal pairs first, then what measures the same thing
        old, pairs = _paired(old, left, alike)
        for a, b in pairs:
            for name in ("value", "value_high", "comparator", "unit_text", "kind", "deadline", "indicator"):
                x, y = getattr(a, name), getattr(b, name)
                if x != y and not (name == "unit_text" and a.unit == b.unit):
                    ids = (a.target_id, b.target_id, a.path, b.path)
                    yield Change("target", "changed", *ids, name, f"{a.evidence}: {x}", f"{b.evidence}: {y}")
    for a in old:
        yield Change("target", "removed", a.target_id, None, a.path, None, a.indicator, a.evidence, None)
    for b in left:
        yield Change("target", "added", None, b.target_id, None, b.path, b.indicator, None, b.evidence)


def _paired(old: list[Target], new: list[Target], alike: object) -> tuple[list[Target], list[tuple[Target, Target]]]:
    """Takes from `new` the first that is `alike` to each of `old`; gives back what found none, and the pairs."""
    rest, pairs = [], []
    for a in old:
        b = next((b for b in new if alike(a, b)), None)  # type: ignore[operator]
        if b is None:
            rest.append(a)
        else:
            new.remove(b)
            pairs.append((a, b))
    return rest, pairs


def _said(a: Target, b: Target) -> bool:
    return (a.indicator, a.evidence, a.value) == (b.indicator, b.evidence, b.value)


def _about(a: Target, b: Target) -> bool:
    """True where two numbers measure the same thing in the same dimension."""
    if a.unit != b.unit or a.kind != b.kind:
        return False
    x, y = a.indicator or "", b.indicator or ""
    shared = (Counter(x) & Counter(y)).total()
    return x == y or 2 * shared >= ALIKE * (len(x) + len(y))

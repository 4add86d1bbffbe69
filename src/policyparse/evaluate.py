"""Gold files × documents → precision, recall and F1 as GOLD.md scores them, with intervals and every difference.

Strings are compared after NFKC and without white space; figures are micro-averages over documents, intervals are
95 % bootstrap intervals over documents with a fixed seed.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from policyparse.pipeline import parse
from policyparse.records.document import Document
from policyparse.records.errors import InputError
from policyparse.records.found import Comparator

PARTS = ("outline", "heading", "title", "item-agency", "responsibility", "target", "full-record", "agency", "group")
RESAMPLES = 1000
_INDICATOR_F1 = 0.5


class Difference(NamedTuple):
    """What gold and parse do not share: `missing` is only in gold, `extra` only in the parse, `wrong` differs."""

    part: str
    kind: str
    what: str


@dataclass
class Count:
    """Gold, found and shared entries of one part of one document."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def add(self, other: Count) -> None:
        """Adds another document's counts."""
        self.gold, self.found, self.right = (
            self.gold + other.gold,
            self.found + other.found,
            self.right + other.right,
        )

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.gold + self.found
        return 2 * self.right / total if total else 1.0


@dataclass
class Scores:
    """The counts of one document by part, and every difference."""

    doc: str
    counts: dict[str, Count] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    wrong_agencies: int = 0  # resolved, but to another body; the rest of gold − right is unresolved or not found


@dataclass(frozen=True)
class Figure:
    """One figure over all documents, with its interval."""

    part: str
    count: Count
    low: float
    high: float


def plain(text: object) -> str:
    """A string as it is compared: NFKC, no white space.

    >>> plain("各区、县（市） 政府")
    '各区、县(市)政府'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text))) if text is not None else ""


def letters(text: object) -> str:
    """Letters and digits only, as headings and titles are compared."""
    return "".join(c for c in plain(text) if unicodedata.category(c)[0] in "LN")


def evaluate(gold_dir: Path, source_dirs: Iterable[Path]) -> list[Scores]:
    """Scores of every gold file whose source lies in one of `source_dirs`. Raises InputError where there is none."""
    if not gold_dir.is_dir():
        raise InputError("no-gold", str(gold_dir), "no such folder", "name the folder of gold files", "evaluate")
    found = []
    for gold_file in sorted(gold_dir.glob("*.yaml")):
        gold = _gold(gold_file)
        path = next((d / gold["file"] for d in source_dirs if (d / gold["file"]).is_file()), None)
        if path is None:
            continue
        agencies_file = gold_dir / "agencies" / gold_file.name
        who = _load(agencies_file) if agencies_file.is_file() else None
        found.append(score(gold, who, parse(path.read_bytes(), path.name)))
    if not found:
        reason = "no gold file whose source lies in the folders given"
        raise InputError("no-gold", str(gold_dir), reason, "give --gold and --sources that belong together")
    return found


def score(gold: dict[str, Any], who: dict[str, Any] | None, documents: list[Document]) -> Scores:
    """The scores of one file's documents against its gold."""
    scores = Scores(str(gold["doc"]))
    _title(scores, gold, documents)
    _outline(scores, gold, documents)
    _responsibilities(scores, gold, documents)
    _targets(scores, gold, documents)
    if who is not None:
        _agencies(scores, who, documents)
        _groups(scores, who, documents)
    return scores


def summary(all_scores: list[Scores], parts: Iterable[str] = PARTS) -> list[Figure]:
    """One figure a part over all documents."""
    figures = []
    for part in parts:
        counts = [s.counts.get(part, Count()) for s in all_scores]
        chance = random.Random(part)
        sample = sorted(_sum(chance.choices(counts, k=len(counts))).f1 for _ in range(RESAMPLES))
        low, high = sample[RESAMPLES // 40], sample[-RESAMPLES // 40 - 1]
        figures.append(Figure(part, _sum(counts), low, high))
    return figures


def report(all_scores: list[Scores], parts: Iterable[str] = PARTS) -> Iterator[str]:
    """The figures as lines of a table: one row a document, then the total, precision, recall and interval."""
    parts = list(parts)
    yield "doc   " + "".join(f"{p:>16}" for p in parts)
    for s in all_scores:
        cells = (f"{s.counts[p].f1:.3f} ({s.counts[p].gold})" if p in s.counts else "–" for p in parts)
        yield f"{s.doc:<6}" + "".join(f"{c:>16}" for c in cells)
    figures = summary(all_scores, parts)
    rows: list[tuple[str, Callable[[Figure], str]]] = [
        ("F1", lambda f: f"{f.count.f1:.4f}"),
        ("P", lambda f: f"{f.count.precision:.4f}"),
        ("R", lambda f: f"{f.count.recall:.4f}"),
        ("95 %", lambda f: f"{f.low:.3f}–{f.high:.3f}"),
        ("gold", lambda f: str(f.count.gold)),
    ]
    for name, cell in rows:
        yield f"{name:<6}" + "".join(f"{cell(f):>16}" for f in figures)
    if "agency" in parts:
        sure = sum(s.counts["agency"].gold for s in all_scores if "agency" in s.counts)
        yield f"agencies wrong: {sum(s.wrong_agencies for s in all_scores)} of {sure} sure mentions"


def _sum(counts: Iterable[Count]) -> Count:
    total = Count()
    for count in counts:
        total.add(count)
    return total


_KEYS = {
    "outline": ("path", "role"),
    "responsibilities": ("at", "agency", "role"),
    "targets": ("at", "value", "comparator", "kind"),
}
"""What an entry of each list of a gold file cannot do without."""


def _gold(path: Path) -> dict[str, Any]:
    """A gold file. Raises InputError that names the entry which is not in the form of GOLD.md."""
    gold = _load(path)
    absent = [key for key in ("doc", "file", "outline") if not (isinstance(gold, dict) and gold.get(key))]
    faults = [f"{key}: is not there" for key in absent]
    for part, keys in _KEYS.items() if not faults else ():
        entries = gold.get(part) or []
        if not isinstance(entries, list):
            faults.append(f"{part}: is no list")
            continue
        for number, entry in enumerate(entries, start=1):
            lacking = [key for key in keys if not (isinstance(entry, dict) and key in entry)]
            faults += [f"{part}, entry {number}: has no {key}" for key in lacking]
    if faults:
        raise InputError("gold", str(path), faults[0], "mend the gold file (see GOLD.md)", "evaluate")
    return dict(gold)


def _load(path: Path) -> Any:
    import yaml

    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = f"not valid YAML ({str(error).splitlines()[0]})"
        raise InputError("yaml", str(path), reason, "mend the gold file", "evaluate") from None


def _paths(documents: list[Document]) -> Iterator[tuple[str, Document]]:
    """Every document with the prefix that GOLD.md puts before its paths."""
    for number, document in enumerate(documents, start=1):
        yield ("" if number == 1 else f"#{number}/"), document


def _compare(scores: Scores, part: str, gold: Iterable[Hashable], found: Iterable[Hashable]) -> None:
    """Counts what two collections share, repeats included, and notes what they do not."""
    want, have = Counter(gold), Counter(found)
    scores.counts[part] = Count(want.total(), have.total(), (want & have).total())
    scores.differences += [Difference(part, "missing", str(x)) for x in (want - have).elements()]
    scores.differences += [Difference(part, "extra", str(x)) for x in (have - want).elements()]


def _title(scores: Scores, gold: dict[str, Any], documents: list[Document]) -> None:
    want, have = gold.get("title"), documents[0].title
    _compare(scores, "title", [letters(want)], [letters(have)])


def _outline(scores: Scores, gold: dict[str, Any], documents: list[Document]) -> None:
    want = {plain(o["path"]): (o["role"], o.get("heading")) for o in gold["outline"]}
    have: dict[str, tuple[str, str | None]] = {}
    for prefix, document in _paths(documents):
        have |= {plain(prefix + s.path): ("section", s.heading) for s in document.sections}
        have |= {plain(prefix + m.path): ("measure", m.heading) for m in document.measures}
    _compare(scores, "outline", ((p, r) for p, (r, _) in want.items()), ((p, r) for p, (r, _) in have.items()))
    matched = [p for p in want if p in have and want[p][0] == have[p][0]]
    right = 0
    for path in matched:
        if letters(want[path][1]) == letters(have[path][1]):
            right += 1
        else:
            scores.differences.append(Difference("heading", "wrong", f"{path}: {have[path][1]} ≠ {want[path][1]}"))
    scores.counts["heading"] = Count(len(matched), len(matched), right)


def _responsibilities(scores: Scores, gold: dict[str, Any], documents: list[Document]) -> None:
    want = {(plain(r["at"]), plain(r["agency"]), r["role"]) for r in gold.get("responsibilities") or []}
    have = {
        (plain(prefix + (r.path or "")), plain(r.agency_text), r.role)
        for prefix, document in _paths(documents)
        for r in document.responsibilities
    }
    _compare(scores, "responsibility", want, have)
    _compare(scores, "item-agency", {w[:2] for w in want}, {h[:2] for h in have})


class _Number(NamedTuple):
    """A target as it is compared."""

    at: str
    value: float
    value_high: float | None
    unit: str
    comparator: Comparator
    kind: str
    deadline: str | None
    indicator: str

    @property
    def key(self) -> tuple[str, float, float | None, str]:
        """Item, value and unit: what makes two records that of one number."""
        return self.at, self.value, self.value_high, self.unit

    def same(self, other: _Number) -> bool:
        """True where the full records agree."""
        if (self.comparator, self.kind, self.deadline) != (other.comparator, other.kind, other.deadline):
            return False
        if self.kind in ("benefit", "condition") or not self.indicator:
            return True
        return _overlap(self.indicator, other.indicator)


def _overlap(a: str, b: str) -> bool:
    """One contains the other, or character F1 ≥ 0.5."""
    if not a or not b:
        return False
    shared = (Counter(a) & Counter(b)).total()
    return a in b or b in a or 2 * shared / (len(a) + len(b)) >= _INDICATOR_F1


def _round(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.9g}")


def _targets(scores: Scores, gold: dict[str, Any], documents: list[Document]) -> None:
    want = [_gold_number(t) for t in gold.get("targets") or []]
    have = [
        _Number(
            plain(prefix + (t.path or "")),
            float(f"{t.value:.9g}"),
            _round(t.value_high),
            plain(t.unit_text),
            t.comparator,
            t.kind,
            t.deadline,
            plain(t.indicator),
        )
        for prefix, document in _paths(documents)
        for t in document.targets
    ]
    _compare(scores, "target", (w.key for w in want), (h.key for h in have))
    right = 0
    left = list(have)
    for number in want:
        match = next((h for h in left if h.key == number.key and number.same(h)), None)
        if match is not None:
            right += 1
            left.remove(match)
    _wrong_records(scores, want, have)
    scores.counts["full-record"] = Count(len(want), len(have), right)


def _wrong_records(scores: Scores, want: list[_Number], have: list[_Number]) -> None:
    for number in want:
        same_key = [h for h in have if h.key == number.key]
        if same_key and not any(number.same(h) for h in same_key):
            what = f"{number.at} {number.value:g}{number.unit}: {tuple(same_key[0])[4:]} ≠ {tuple(number)[4:]}"
            scores.differences.append(Difference("full-record", "wrong", what))


def _gold_number(target: dict[str, Any]) -> _Number:
    return _Number(
        plain(target["at"]),
        float(f"{target['value']:.9g}"),
        _round(target.get("value_high")),
        plain(target.get("unit")),
        target["comparator"],
        target["kind"],
        None if target.get("deadline") is None else str(target["deadline"]),
        plain(target.get("indicator")),
    )


def _agencies(scores: Scores, who: dict[str, Any], documents: list[Document]) -> None:
    resolved: dict[str, set[str | None]] = {}
    for document in documents:
        known = {a.agency_id: a for a in document.agencies}
        for r in document.responsibilities:
            agency = known[r.agency_id]
            resolved.setdefault(plain(r.agency_text), set()).add(agency.name if agency.resolved else None)
    sure = {m: a for m, a in (who.get("agencies") or {}).items() if a.get("sure")}
    right = 0
    for mention, answer in sure.items():
        names = {plain(n) for n in [answer["name"], *(answer.get("alternatives") or [])]}
        have = resolved.get(plain(mention), set())
        if have and all(h is not None and plain(h) in names for h in have):
            right += 1
            continue
        kind = "extra" if any(have) else "missing"
        scores.wrong_agencies += kind == "extra"
        what = f"{mention}: {', '.join(str(h) for h in have) or 'not mentioned'} ≠ {answer['name']}"
        scores.differences.append(Difference("agency", "wrong" if any(have) else "missing", what))
    scores.counts["agency"] = Count(len(sure), len(sure), right)


def _groups(scores: Scores, who: dict[str, Any], documents: list[Document]) -> None:
    have: dict[str, tuple[bool, set[str]]] = {}
    for document in documents:
        known = {a.agency_id: a for a in document.agencies}
        members: dict[str, set[str]] = {}
        for m in document.group_members:
            members.setdefault(m.agency_id, set()).add(plain(known[m.member_agency_id].name))
        for r in document.responsibilities:
            have[plain(r.agency_text)] = (known[r.agency_id].is_group, members.get(r.agency_id, set()))
    groups = who.get("groups") or {}
    right = 0
    for mention, answer in groups.items():
        is_group, names = have.get(plain(mention), (False, set()))
        want = {plain(n) for n in answer.get("members") or []}
        if is_group and (not want or want == names):
            right += 1
        else:
            what = f"{mention}: group {is_group}, members −{sorted(want - names)[:3]} +{sorted(names - want)[:3]}"
            scores.differences.append(Difference("group", "wrong", what))
    scores.counts["group"] = Count(len(groups), len(groups), right)

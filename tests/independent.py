"""An independent check of a nested document, span by span: it imports nothing of policyparse.

`python tests/independent.py FILE.json …` prints what is wrong and exits with 1, or prints how much was checked.
"""

import json
import re
import sys
from calendar import monthrange
from collections import Counter
from pathlib import Path
from unicodedata import normalize

PLACED = ("sections", "measures", "clauses", "responsibilities", "targets", "notices")
KEYS = {**{t: t[:-1] + "_id" for t in PLACED}, "responsibilities": "responsibility_id", "edits": "edit_id"}
KEYS["agencies"] = "agency_id"
LINKS = {"parent_id": "sections", "section_id": "sections", "measure_id": "measures", "clause_id": "clauses"}
LINKS |= {"agency_id": "agencies", "baseline_id": "targets", "node_id": "nodes"}
MONTHS = {"": 12, "H1": 6, "H2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}
DEADLINE = re.compile(r"[12]\d{3}(-((0[1-9]|1[0-2])(-\d\d)?|H[12]|Q[1-4]))?")


def faults(d: dict) -> list[str]:
    """What does not hold in a document, one line each."""
    wrong: list[str] = []
    text, source = d["text"], d["source_text"]

    def claim(holds: object, *what: object) -> None:
        if not holds:
            wrong.append(f"{d['document_id']}: {' '.join(map(str, what))}"[:300])

    # Edits replay both ways; `low[i]`, `high[i]`: where the i-th character may begin and end in the source.
    low, high, at, src, forth, back, runs = [], [], 0, 0, "", "", []
    for e in [*d["edits"], {"edit_id": "end", "text_start": len(text), "source_start": len(source)}]:
        gap = e["text_start"] - at
        claim(gap >= 0 and e["source_start"] - src == gap, e["edit_id"], "is not in order, or hides a change")
        low += [{s} for s in range(src, src + gap)]
        high += [{s + 1} for s in range(src, src + gap)]
        runs += [{"text_start": at, "source_start": src, "length": gap}] if gap else []
        forth, back = forth + source[src : src + gap], back + text[at : at + gap]
        if e["edit_id"] != "end":
            at, src, start, size = e["text_end"], e["source_end"], e["source_start"], e["text_end"] - e["text_start"]
            claim(
                source[start:src] == e["before"] and text[at - size : at] == e["after"], e["edit_id"], "before, after"
            )
            claim(e["before"] != e["after"], e["edit_id"], "changes nothing")
            paired = size == src - start
            low += [{start, start + k} if paired else {start} for k in range(size)]
            high += [{src, start + k + 1} if paired else {src} for k in range(size)]
            forth, back = forth + e["after"], back + e["before"]
    claim(forth == text and back == source, "edits do not lead from source to text and back")
    claim(d["alignment"] == runs, "alignment is not what lies between the edits")
    claim(all(text[a : a + n] == source[s : s + n] for a, s, n in (r.values() for r in d["alignment"])), "runs differ")

    # Every record lies where it says, in text and source, and repeats what stands there.
    ids = {table: {r[key] for r in d[table]} for table, key in KEYS.items()}
    ids["nodes"] = ids["sections"] | ids["measures"]
    nodes = {r.get("measure_id") or r["section_id"]: r for r in (*d["sections"], *d["measures"])}
    for table in PLACED:
        claim(len(ids[table]) == len(d[table]), table, "ids stand twice")
        for r in d[table]:
            name, start, end = r[KEYS[table]], r["text_start"], r["text_end"]
            if start is None:
                claim(table == "notices" and end is r["source_start"] is r["source_end"] is None, name, "half a span")
                continue
            claim(0 <= start <= end <= len(text) and (start < end or table == "notices"), name, "bounds", start, end)
            claim(0 <= r["source_start"] <= r["source_end"] <= len(source), name, "source bounds")
            if start < end <= len(low):
                claim(r["source_start"] in low[start] and r["source_end"] in high[end - 1], name, "source span")
            said = r.get("evidence", r.get("text"))
            claim(said is None or said == text[start:end], name, "evidence", repr(said)[:80])
    for r in (*d["sections"], *d["measures"]):
        stands = text[r["text_start"] : r["text_end"]]
        claim(_plain(stands[:40]).startswith(_plain(r["label"])), r["path"], "label", r["label"], repr(stands[:20]))
        claim(_plain(r["heading"] or "") in _plain(stands), r["path"], "heading", r["heading"])
    for r in d["targets"]:
        span, said = (r["indicator_start"], r["indicator_end"]), r["indicator"]
        claim(span == (None, None) or text[slice(*span)] == said, r["target_id"], "indicator", span, said)
        date = r["deadline_date"] and str(r["deadline_date"])
        claim(date == _last_day(r["deadline"]), r["target_id"], r["deadline"], date)
    for t in (*KEYS, "segments", "agency_names", "group_members"):
        for r in d[t]:
            claim(r.get("document_id", d["document_id"]) == d["document_id"], t, "document_id")
            for key, there in LINKS.items():
                claim(
                    r.get(key) is None or key == KEYS.get(t) or r[key] in ids[there], t, key, r.get(key), "is nowhere"
                )
            node = nodes.get(r.get("node_id"))
            if node and t in ("responsibilities", "targets"):
                claim(r["path"] == node["path"] and r["section_id"] == node["section_id"], t, r["node_id"], "links")
    for r in (*d["clauses"], *d["targets"]):
        claim(DEADLINE.fullmatch(r["deadline"] or "2025"), r["text_start"], "deadline", r["deadline"])
    clauses = {c["clause_id"]: c for c in d["clauses"]}
    named = Counter(r["agency_id"] for r in d["responsibilities"])
    written = Counter((r["agency_id"], r["agency_text"]) for r in d["responsibilities"])
    for r in d["responsibilities"]:
        claim(_holds(clauses.get(r["clause_id"]), r), r["responsibility_id"], "lies outside its clause")
    for r in d["agencies"]:
        claim(r["mention_count"] == named[r["agency_id"]], r["agency_id"], "mention_count")
    for r in d["agency_names"]:
        claim(r["mention_count"] == written.pop((r["agency_id"], r["text"]), 0), r["text"], "mention_count")
    claim(not written, "agency_names lack", *written)

    # Children lie in parents, siblings stand in order and apart; segments tile the text.
    ends: dict = {}
    for place, (name, r) in enumerate(sorted(nodes.items(), key=lambda n: n[1]["position"]), start=1):
        parent = r["parent_id"] if "parent_id" in r else r["section_id"]
        claim(r["position"] == place, name, "position")
        claim(parent is None or (parent != name and _holds(nodes.get(parent), r)), name, "lies outside", parent)
        claim(r["text_start"] >= ends.get(parent, 0), name, "overlaps its neighbour")
        ends[parent] = r["text_end"]
    bounds = [0, *(s["text_end"] for s in d["segments"])]
    claim([s["text_start"] for s in d["segments"]] == bounds[:-1] and bounds[-1] == len(text), "segments do not tile")
    claim(all(s["text_start"] < s["text_end"] for s in d["segments"]), "a segment is empty")
    claim([s["position"] for s in d["segments"]] == list(range(1, len(bounds))), "segments are not counted")
    claim(d["character_count"] == len(text) and 0 <= d["coverage"] <= 1, "character_count, coverage")
    return wrong


def _last_day(deadline: str | None) -> str | None:
    if deadline is None:
        return None
    year, _, rest = deadline.partition("-")
    month = MONTHS.get(rest) or int(rest[:2])
    return f"{year}-{month:02}-{rest[3:] or monthrange(int(year), month)[1]}"


def _plain(text: str) -> str:
    """Letters and digits only; `—、` is how `一、` is often typed."""
    return "".join(c for c in normalize("NFKC", text.replace("—", "一")) if c.isalnum())


def _holds(outer: dict | None, inner: dict) -> bool:
    return outer is not None and outer["text_start"] <= inner["text_start"] and inner["text_end"] <= outer["text_end"]


if __name__ == "__main__":
    found = [fault for path in sys.argv[1:] for fault in faults(json.loads(Path(path).read_text(encoding="utf-8")))]
    print(*found[:20], f"{len(sys.argv) - 1} documents checked, {len(found)} faults", sep="\n")
    sys.exit(bool(found))

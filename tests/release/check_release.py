"""An independent check of a release: about fifty lines that import nothing of policyparse.

Usage: python check_release.py DIST. Prints what is wrong and exits with 1, or prints how much was checked.
"""

import hashlib
import json
import sys
from pathlib import Path

import pyarrow.parquet as pq


def check(folder: Path) -> tuple[int, list[str]]:
    """How many facts were checked, and which of them do not hold."""
    checked, wrong = 0, []

    def claim(holds: bool, *what: object) -> None:
        nonlocal checked
        checked += 1
        if not holds:
            wrong.append(" ".join(map(str, what)))

    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        claim(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name, "checksum")
    documents = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((folder / "documents").glob("*.json"))]
    documents.sort(key=lambda d: d["document_id"])
    for d in documents:
        text, source, own = d["text"], d["source_text"], d["document_id"]
        to_source, at, src = [0] * (len(text) + 1), 0, 0
        rebuilt = ""
        for e in d["edits"]:
            claim(source[e["source_start"] : e["source_end"]] == e["before"], own, e["edit_id"], "source_start")
            claim(text[e["text_start"] : e["text_end"]] == e["after"], own, e["edit_id"], "text_start")
            claim(e["text_start"] - at == e["source_start"] - src, own, e["edit_id"], "source_start")
            rebuilt += source[src : e["source_start"]] + e["after"]
            at, src = e["text_end"], e["source_end"]
        claim(rebuilt + source[src:] == text, own, "edits do not give the text")
        for run in d["alignment"]:
            a, s, n = run["text_start"], run["source_start"], run["length"]
            claim(text[a : a + n] == source[s : s + n], own, run, "alignment")
            to_source[a : a + n] = range(s, s + n)
        for table, column in (("measures", "text"), ("clauses", "text"), ("targets", "evidence")):
            for r in d[table]:
                claim(text[r["text_start"] : r["text_end"]] == r[column], own, r[f"{table[:-1]}_id"], "text_start")
        same = {a for run in d["alignment"] for a in range(run["text_start"], run["text_start"] + run["length"])}
        for table in ("sections", "measures", "clauses", "responsibilities", "targets", "notices"):
            for r in d[table]:
                for a in range(r["text_start"] or 0, r["text_end"] or 0):
                    if a in same:  # a character that was not edited lies in the record's source span
                        claim(r["source_start"] <= to_source[a] < r["source_end"], own, table, r, "source_start")
        ends = [0] + [s["text_end"] for s in d["segments"]]
        claim(
            [s["text_start"] for s in d["segments"]] == ends[:-1] and ends[-1] == len(text), own, "segments do not tile"
        )
        nodes = {s["section_id"] for s in d["sections"]} | {m["measure_id"] for m in d["measures"]}
        for r in (*d["responsibilities"], *d["targets"], *d["clauses"], *d["segments"]):
            claim(r["node_id"] is None or r["node_id"] in nodes, own, r, "node_id")
    for path in sorted((folder / "tables").glob("*.parquet")):
        if path.stem not in (
            "documents",
            "errors",
            "agencies",
            "group_members",
            "registry_functions",
            "registry_divisions",
        ):
            rows = json.loads(json.dumps(pq.read_table(path).to_pylist(), default=str))
            claim(rows == [r for d in documents for r in d.get(path.stem, rows)], path.name, "is not the JSON")
    return checked, wrong


if __name__ == "__main__":
    total, problems = check(Path(sys.argv[1]))
    print(*problems[:20], f"{total} facts checked, {len(problems)} wrong", sep="\n")
    sys.exit(bool(problems))

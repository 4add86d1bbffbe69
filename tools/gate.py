"""The quality gate: figures against gold may only rise.

`python tools/gate.py` scores gold in ../shared and fails where a figure is under its floor, or where the gold is not
the one that the floors were made with; `--raise` lifts floors (never lowers them) and notes the new figures.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from policyparse.evaluate import PARTS, Scores, evaluate, report, summary

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "src" / "policyparse" / "release" / "figures.json"
FIRST = "seed"


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of all gold files."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def figures(scores: list[Scores]) -> dict[str, dict[str, float]]:
    """F1 and interval a part over all documents but the first source, and F1 of the first source alone."""
    others = [s for s in scores if s.doc != FIRST]
    first = [s for s in scores if s.doc == FIRST]
    rows = {
        f.part: {"f1": round(f.count.f1, 4), "low": round(f.low, 4), "high": round(f.high, 4), "gold": f.count.gold}
        for f in summary(others)
    }
    sure = sum(s.counts["agency"].gold for s in others if "agency" in s.counts)
    rows["agency"]["wrong"] = round(sum(s.wrong_agencies for s in others) / sure, 4) if sure else 0.0
    for part in PARTS:
        rows[part]["first_source"] = round(summary(first, [part])[0].count.f1, 4)
    return rows


def below(floors: dict[str, dict[str, float]], now: dict[str, dict[str, float]]) -> list[str]:
    """A line for every figure that fell under its floor."""
    falls = []
    for part, floor in floors.items():
        for key in ("f1", "first_source"):
            if now[part][key] < floor[key]:
                falls.append(f"{part} {key}: {now[part][key]} is under its floor {floor[key]}")
        if now[part].get("wrong", 0) > floor.get("wrong", 1):
            falls.append(f"{part} wrong: {now[part]['wrong']} is over its ceiling {floor['wrong']}")
    return falls


def main(arguments: list[str]) -> int:
    """Exit status 0 where all figures hold."""
    if not (SHARED / "gold").is_dir():
        print(f"gate: {SHARED / 'gold'} is absent; the gate needs it", file=sys.stderr)
        return 1
    scores = evaluate(SHARED / "gold", [SHARED / "corpus" / "docs", ROOT / "source"])
    print(*report(scores), sep="\n")
    now = figures(scores)
    known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"gold_digest": None, "floors": {}}
    gold_digest = digest(SHARED / "gold")
    falls = below(known["floors"], now) if known["gold_digest"] in (None, gold_digest) else ["the gold has changed"]
    if "--raise" in arguments and (not falls or known["gold_digest"] != gold_digest):
        content = {"gold_digest": gold_digest, "documents": len(scores) - 1, "floors": now}
        FLOORS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        print(f"gate: floors noted in {FLOORS.relative_to(ROOT)}")
        return 0
    for fall in falls:
        print(f"gate: {fall}", file=sys.stderr)
    return 1 if falls else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

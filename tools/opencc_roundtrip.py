"""Simplified laws made traditional by OpenCC and back: by OpenCC itself, and by `simplify`; and what OpenCC makes of
the texts of our rows.

OpenCC and the package that this project uses install the same module, so OpenCC has a virtual environment of its own:

    python -m venv /tmp/opencc && /tmp/opencc/bin/pip install opencc==1.4.2
    /tmp/opencc/bin/python tools/opencc_roundtrip.py write ../shared/corpus/laws /tmp/roundtrip.jsonl
    .venv/bin/python tools/opencc_roundtrip.py compare /tmp/roundtrip.jsonl
    /tmp/opencc/bin/python tools/opencc_roundtrip.py answers tests/cases/simplify/opencc.tsv
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

WAYS = {"s2t": "t2s", "s2tw": "tw2s", "s2hk": "hk2s"}


def write(folder: str, into: str) -> None:
    """For each simplified text: itself, its traditional forms, and what OpenCC makes of each on its own way back."""
    from opencc import OpenCC  # the one of the other environment

    converters = {name: OpenCC(name) for way in WAYS.items() for name in way}
    with Path(into).open("w", encoding="utf-8") as out:
        for path in sorted(Path(folder).iterdir()):
            text = path.read_text("utf-8-sig")
            back = converters["t2s"].convert(text)
            if sum(a != b for a, b in zip(text, back, strict=False)) > 20:
                continue  # traditional from the start
            for there, again in WAYS.items():
                other = converters[there].convert(text)
                row = [path.name, there, text, other, converters[again].convert(other)]
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def compare(file: str) -> None:
    """Prints for each way the characters that are wrong after our way back, and after OpenCC's own."""
    from policyparse.stages.simplify import simplify
    from policyparse.text import AlignedText

    characters: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for line in Path(file).read_text("utf-8").split("\n")[:-1]:
        _, way, text, other, theirs = json.loads(line)
        ours = simplify(AlignedText.of(other)).aligned.text
        characters[way] += len(text)
        for name, back in (("ours", ours), ("OpenCC", theirs)):
            wrong[way, name] += sum(a != b for a, b in zip(text, back, strict=True))
    for way, count in characters.items():
        print(f"{way}: of {count} characters wrong: ours {wrong[way, 'ours']}, OpenCC's own {wrong[way, 'OpenCC']}")


def answers(file: str) -> None:
    """Writes OpenCC's answer into the third column of each line: configuration, text, answer."""
    from opencc import OpenCC  # the one of the other environment

    lines = [line.split("\t")[:2] for line in Path(file).read_text("utf-8").splitlines()]
    converters = {name: OpenCC(name) for name in {name for name, _ in lines}}
    rows = [f"{name}\t{text}\t{converters[name].convert(text)}\n" for name, text in lines]
    Path(file).write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    {"write": write, "compare": compare, "answers": answers}[sys.argv[1]](*sys.argv[2:])

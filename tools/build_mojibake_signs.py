"""Writes lexicon/damage/mojibake_signs.csv: the characters by which text that was read in a wrong encoding is noticed.

    .venv/bin/python tools/build_mojibake_signs.py ../shared/corpus

Words of the laws and documents are damaged in each way; of the characters that come out, and that hardly any of the
texts has undamaged, those are taken that together stand in the most words. Latin letters, kana and U+FFFD are signs
without a table.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import Counter
from pathlib import Path

from policyparse.lexicon.load import path_of

WAYS = {
    "utf8-as-gbk": ("utf-8", "gb18030"),
    "utf8-as-shift-jis": ("utf-8", "cp932"),
    "utf8-as-big5": ("utf-8", "cp950"),
    "gbk-as-big5": ("gbk", "cp950"),
    "big5-as-gbk": ("cp950", "gb18030"),
}
WORDS = 6000
"""How many words of a script are damaged."""
MOST = 350
"""How many signs a way has at most."""
CLEAN = 0
"""In how many texts of the corpus a sign may stand undamaged."""
_WORD = re.compile("[㐀-鿿]{2,6}")
_ANYWAY = re.compile("[\u0000-\u024f\u2500-\u257f\u3041-\u312f\uff61-\uff9f\ufffd]")
"""What is a sign without a table, or comes of lost bytes (`ò`, `ㄋ`, `┎`)."""
_FIRST = (("gb2312", range(0xB0, 0xD8)), ("big5", range(0xA4, 0xC7)))
"""The lead bytes of the commoner characters of an encoding."""


def main(corpus: Path) -> None:
    """Chooses the signs of each way and writes the table."""
    texts = [
        path.read_text("utf-8-sig") for folder in ("docs", "laws") for path in sorted((corpus / folder).glob("*.txt"))
    ]
    clean = Counter(c for text in texts for c in set(text))
    with open(path_of("damage/mojibake_signs.csv"), "w", encoding="utf-8", newline="") as out:
        out.write(
            "# Characters that hardly any text has unless it was read in a wrong encoding, the ones in most words first.\n"
        )
        out.write("# Made by tools/build_mojibake_signs.py.\n")
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("kind", "signs"))
        for kind, (written, shown) in WAYS.items():
            damaged = _damaged(texts, written, shown)
            table.writerow((kind, _signs(damaged, clean)))


def _damaged(texts: list[str], written: str, shown: str) -> list[set[str]]:
    """The characters of damaged words."""
    chance = random.Random(f"{written} {shown}")
    found: list[set[str]] = []
    while len(found) < WORDS:
        text = chance.choice(texts)
        word = _WORD.search(text, chance.randrange(len(text)))
        if word and word.group().encode(written, "ignore").decode(written) == word.group():
            found.append(set(word.group().encode(written).decode(shown, "replace")))
    return found


def _signs(damaged: list[set[str]], clean: Counter[str]) -> str:
    """The signs of one way: again and again the one that stands in the most words without another."""
    left = [{c for c in word if clean[c] <= CLEAN and not _ANYWAY.match(c) and not _is_common(c)} for word in damaged]
    signs = ""
    while left and len(signs) < MOST:
        counts = Counter(c for word in left for c in word)
        if not counts:
            break
        best = max(counts, key=lambda c: (counts[c], c))
        signs += best
        left = [word for word in left if best not in word]
    print(f"{len(signs)} signs; without any: {len(left)} of {len(damaged)} words")
    return signs


def _is_common(character: str) -> bool:
    """True for a character that simplified or traditional text may well have."""
    return any(character.encode(codec, "ignore")[:1] in [bytes((b,)) for b in leads] for codec, leads in _FIRST)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

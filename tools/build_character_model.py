"""Compiles src/policyparse/lexicon/damage/characters.bin, the character model of the restore stage.

Counts come from jieba's dictionary (characters within words, by the words' frequencies) and from one half of a folder
of laws: the files whose name has an even first byte of SHA-256. Only costs derived from the counts are kept.

    python tools/build_character_model.py ../shared/corpus/laws
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from policyparse.lexicon.characters import (
    BACKOFF,
    EDGE,
    FILE,
    FIRST,
    UNKNOWN,
    UNKNOWN_COST,
    CharacterModel,
    Tables,
    ids_of,
    pack,
    pair_key,
    triple_key,
)
from policyparse.lexicon.load import rows


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase and how often it counts."""

    phrase: str
    weight: float


TARGET = Path(__file__).parent.parent / "src/policyparse/lexicon" / FILE
WORD_WEIGHT = 0.02
"""What a word's frequency in jieba's dictionary counts for, beside 1 for an occurrence in a law."""
ALPHABET = 7000
GRAMS = 440_000
NOTE = (
    f"counts: jieba dict.txt (weight {WORD_WEIGHT}), damage/phrases.csv, and the half of ../shared/corpus/laws whose file names have an even "
    "first byte of SHA-256; the other half and all policy documents were not seen"
)


def is_for_training(name: str) -> bool:
    """True for a file whose text may be counted; the others are for measuring."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def laws(folder: Path) -> Iterator[str]:
    """The texts that are counted."""
    for path in sorted(folder.glob("*.txt")):
        if is_for_training(path.name):
            yield path.read_text(encoding="utf-8")


def words() -> Iterator[tuple[str, float]]:
    """jieba's words with their weights."""
    for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, _ = line.split(" ")
        yield word, int(frequency) * WORD_WEIGHT


def phrases() -> Iterator[tuple[str, float]]:
    """The phrases of policy documents, with their weights."""
    for row in rows("damage/phrases.csv", Phrase):
        yield row.phrase.replace("⏎", "\n"), row.weight


def variants() -> str:
    """Traditional characters of GBK, each before its simplified form, from OpenCC's dictionary."""
    pairs = []
    for line in files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        written, meant = line.split("\t")
        first = meant.split(" ")[0]
        if written != first and _in_gbk(written) and _in_gbk(first):
            pairs.append(written + first)
    return "".join(pairs)


def _in_gbk(text: str) -> bool:
    return len(text) == 1 and len(text.encode("gb18030")) == 2


class Counts:
    """Counts of characters, pairs and triples, by the ids of a model that knows only its alphabet."""

    def __init__(self, alphabet: str, pairs: str) -> None:
        self.alphabet, self.pairs = alphabet, pairs
        self.ids = ids_of(alphabet, pairs)
        self.one: Counter[int] = Counter()
        self.two: Counter[tuple[int, int]] = Counter()
        self.three: Counter[tuple[int, int, int]] = Counter()

    def add(self, text: str, weight: float = 1) -> None:
        ids = [self.ids.get(c, UNKNOWN) for c in text]
        for table, grams in (
            (self.one, ids),
            (self.two, pairwise(ids)),
            (self.three, zip(ids, ids[1:], ids[2:], strict=False)),
        ):
            for gram in grams:
                table[gram] += weight  # type: ignore[index]

    def tables(self, keep: int) -> Tables:
        """Costs; of pairs and triples the `keep` that say most beyond their shorter context."""
        total = sum(self.one.values())
        single = [self._cost(self.one[i] / total) for i in range(FIRST + len(self.alphabet))]
        two = {}
        for (a, b), n in self.two.items():
            if UNKNOWN not in (a, b):
                cost = self._cost(n / self.one[a])
                two[a, b] = (cost, n * (single[b] + 2 * BACKOFF - cost))
        three = {}
        for (a, b, c), n in self.three.items():
            if n >= 0.5 and UNKNOWN not in (a, b, c):
                cost = self._cost(n / self.two[a, b])
                shorter = two[b, c][0] + BACKOFF
                three[a, b, c] = (cost, n * (shorter - cost))
        scored = [(gain, pair_key(a, b), cost) for (a, b), (cost, gain) in two.items() if gain > 0]
        scored += [(gain, triple_key(a, b, c), cost) for (a, b, c), (cost, gain) in three.items() if gain > 0]
        scored.sort(key=lambda row: (-row[0], row[1]))
        print(f"{len(two)} pairs, {len(three)} triples, {len(scored)} scored, {keep} kept")
        return Tables(self.alphabet, self.pairs, bytes(single), {key: cost for _, key, cost in scored[:keep]})

    @staticmethod
    def _cost(probability: float) -> int:
        if probability <= 0:
            return UNKNOWN_COST
        return max(1, min(UNKNOWN_COST, round(-10 * math.log2(min(probability, 1.0)))))


def alphabet(texts: list[str], pairs: str) -> str:
    """The most frequent characters, in one spelling, most frequent first."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text)
    for word, weight in [*words(), *phrases()]:
        for character in word:
            counts[character] += weight  # type: ignore[assignment]
    meant = dict(zip(pairs[0::2], pairs[1::2], strict=True))
    merged: Counter[str] = Counter()
    for character, n in counts.items():
        code = ord(character)
        if character in " \t\u00a0":
            character = "\u3000"
        elif 0x21 <= code <= 0x7E:
            character = chr(code + 0xFEE0)
        character = meant.get(character, character)
        if character.isspace() and character != "\u3000":
            continue
        if "０" <= character <= "９" or "Ａ" <= character <= "Ｚ" or "ａ" <= character <= "ｚ":
            continue
        if _in_gbk(character):
            merged[character] += n
    return "".join(c for c, _ in sorted(merged.items(), key=lambda item: (-item[1], item[0]))[:ALPHABET])


def build(folder: Path) -> bytes:
    """The model's file, from the laws in `folder` and jieba's dictionary."""
    texts, pairs = list(laws(folder)), variants()
    counts = Counts(alphabet(texts, pairs), pairs)
    for text in texts:
        counts.add("\n\n" + text + "\n")
    for word, weight in [*words(), *phrases()]:
        counts.add(word, weight)
    counts.one[EDGE] += 1
    return pack(counts.tables(GRAMS), [NOTE])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("laws", type=Path)
    parser.add_argument("--to", type=Path, default=TARGET)
    arguments = parser.parse_args()
    blob = build(arguments.laws)
    CharacterModel(blob)
    arguments.to.write_bytes(blob)
    print(f"{arguments.to}: {len(blob):,} bytes")

"""Counts what becomes of text read in a wrong encoding; run as a program it prints the table, one line a kind.

python tests/stages/restore/measure_mojibake.py ../shared/corpus 300
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from policyparse.stages.restore import restore
from policyparse.text import AlignedText

AROUND = 400
"""How much of the undamaged text stands on either side of a damage, in characters."""
_WORD = re.compile("[㐀-鿿]{2,6}")


def _read(written: str, shown: str, errors: str = "replace") -> Callable[[str], str]:
    """Text written in one encoding and read in another; what is no code shows as U+FFFD (`replace`) or `?`."""

    def damaged(text: str) -> str:
        found = text.encode(written, "ignore").decode(shown, "replace")
        return found.replace("\ufffd", "?") if errors == "?" else found

    return damaged


def _windows(written: str) -> Callable[[str], str]:
    """Text read as Windows-1252 as browsers do: the five codes without a character show as control characters."""

    def damaged(text: str) -> str:
        return "".join(_WINDOWS[code] for code in text.encode(written, "ignore"))

    return damaged


def _twice(once: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: once(once(text))


def _character(code: int) -> str:
    try:
        return bytes((code,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


_WINDOWS = [_character(code) for code in range(256)]
KINDS: dict[str, Callable[[str], str]] = {
    "UTF-8 as Latin-1": _read("utf-8", "latin-1"),
    "UTF-8 as Windows-1252": _windows("utf-8"),
    "UTF-8 as Windows-1252, codes lost": _read("utf-8", "cp1252"),
    "UTF-8 as GBK": _read("utf-8", "gbk"),
    "UTF-8 as GBK, ? for codes": _read("utf-8", "gbk", "?"),
    "UTF-8 as GB 18030": _read("utf-8", "gb18030"),
    "UTF-8 as GB 18030, ? for codes": _read("utf-8", "gb18030", "?"),
    "UTF-8 as Big5 (cp950)": _read("utf-8", "cp950"),
    "UTF-8 as Big5-HKSCS": _read("utf-8", "big5hkscs"),
    "UTF-8 as Shift-JIS (cp932)": _read("utf-8", "cp932"),
    "GBK as Latin-1": _read("gbk", "latin-1"),
    "GBK as Windows-1252": _windows("gbk"),
    "GBK as UTF-8": _read("gbk", "utf-8"),
    "GBK as Big5 (cp950)": _read("gbk", "cp950"),
    "GBK as Shift-JIS (cp932)": _read("gbk", "cp932"),
    "Big5 as GBK": _read("cp950", "gbk"),
    "Big5 as GB 18030": _read("cp950", "gb18030"),
    "Big5 as Latin-1": _read("cp950", "latin-1"),
    "UTF-16 as Latin-1": _read("utf-16-be", "latin-1"),
    "UTF-16 (little end first) as Latin-1": _read("utf-16-le", "latin-1"),
    "UTF-8 as Latin-1, twice": _twice(_read("utf-8", "latin-1")),
    "UTF-8 as Windows-1252, twice": _twice(_windows("utf-8")),
    "UTF-8 as GBK, twice": _twice(_read("utf-8", "gbk")),
    "GBK as UTF-8 as GBK (锟斤拷)": lambda text: _read("utf-8", "gbk")(_read("gbk", "utf-8")(text)),
}
"""What was done to a piece of text, by the name of the kind."""
TRADITIONAL = "Big5"
"""Kinds that begin so are of traditional text."""


class Damage(NamedTuple):
    """A text with one piece damaged: `before`, the piece as `meant` and as `shown`, `after`; and the form of it."""

    before: str
    meant: str
    shown: str
    after: str
    form: str


def damages(kind: str, texts: dict[bool, list[str]], count: int) -> Iterator[Damage]:
    """`count` damages of a kind, in turn of a whole line, of a part of one, of a word. `texts`: by whether they are
    traditional."""
    chance = random.Random(kind)
    known = texts[kind.startswith(TRADITIONAL)]
    done = 0
    while done < count:
        form = ("line", "part", "word")[done % 3]
        text = chance.choice(known)
        bounds = _piece(text, form, chance)
        if bounds is None:
            continue
        start, end = bounds
        shown = KINDS[kind](text[start:end])
        if shown == text[start:end] or not _is_possible(kind, text[start:end]):
            continue
        done += 1
        yield Damage(text[max(0, start - AROUND) : start], text[start:end], shown, text[end : end + AROUND], form)


def _is_possible(kind: str, text: str) -> bool:
    """True where the encoding that the text was written in has all of its characters."""
    codec = {"GBK": "gbk", "Big5": "cp950"}.get(kind.split(" ")[0], "utf-8")
    return text.encode(codec, "ignore").decode(codec, "ignore") == text


def _piece(text: str, form: str, chance: random.Random) -> tuple[int, int] | None:
    """The bounds of a random line, part of a line or word; none where the place has no such thing."""
    at = chance.randrange(len(text))
    start, end = text.rfind("\n", 0, at) + 1, (text.find("\n", at) + 1 or len(text) + 1) - 1
    if form == "word":
        word = _WORD.search(text, at, end)
        return word.span() if word else None
    if form == "part":
        start = min(at, end)
        end = min(end, start + chance.randint(5, 40))
    piece = text[start:end]
    return (start, end) if len(_WORD.findall(piece)) > 0 and end - start < 2000 else None


def score(item: Damage) -> dict[str, int]:
    """What became of one damage: restored whole, or marked by a note or an edit that asks for a look; else wrong
    (changed, and nothing said) or left."""
    damaged = item.before + item.shown + item.after
    clean = item.before + item.meant + item.after
    result = restore(AlignedText.of(damaged))
    wanted = restore(AlignedText.of(clean)).aligned.text
    found, edits = result.aligned, result.aligned.edits
    start, end = len(item.before), len(item.before) + len(item.shown)
    here = [e for e in edits if e.source_start < end and e.source_end > start]
    noted = any(
        n.severity == "review"
        and n.span
        and (place := found.source_span(n.span)).start < end + 3
        and place.end >= start
        for n in result.notes
    )
    right = found.text == wanted
    marked = not right and (noted or any(e.needs_review for e in here))
    return {
        "damages": 1,
        "restored": right,
        "marked": marked,
        "wrong": not right and not marked and bool(here),
        "left": not right and not marked and not here,
    }


def texts_of(corpus: Path) -> dict[bool, list[str]]:
    """The documents and laws of the corpus, by whether they are traditional."""
    found: dict[bool, list[str]] = {True: [], False: []}
    for path in sorted((corpus / "docs").glob("*.txt")) + sorted((corpus / "laws").glob("*.txt")):
        text = path.read_text("utf-8-sig")
        found[sum(map(text.count, "機關條辦應")) > sum(map(text.count, "机关条办应"))].append(text)
    return found


def measure(corpus: Path, count: int, kinds: list[str]) -> dict[str, Counter[str]]:
    """The counts by kind, and by kind and form."""
    texts = texts_of(corpus)
    counts: dict[str, Counter[str]] = {}
    for kind in kinds:
        for item in damages(kind, texts, count):
            result = score(item)
            counts.setdefault(kind, Counter()).update(result)
            counts.setdefault(f"  {kind}: {item.form}", Counter()).update(result)
    return counts


def table(counts: dict[str, Counter[str]]) -> str:
    """The shares as a table."""
    lines = [f"{'':46}damages restored   marked    wrong     left"]
    for kind, c in counts.items():
        cells = "".join(f"{100 * c[key] / c['damages']:9.1f}" for key in ("restored", "marked", "wrong", "left"))
        lines.append(f"{kind:46}{c['damages']:7}{cells}")
    return "\n".join(lines)


if __name__ == "__main__":
    wanted = sys.argv[3:]
    named = [kind for kind in KINDS if not wanted or any(part in kind for part in wanted)]
    print(table(measure(Path(sys.argv[1]), int(sys.argv[2]), named)))

"""Words of Taiwan that a converter put into a text of the mainland (`最佳化` for 优化), as the mainland writes them.

OpenCC's s2twp and the tables of some sites change words as well as characters: `市工業和資訊化局`, `網際網路`, `支援力度`.
Which words a converter knows differs, and the mainland writes many of them too (`執行`, `檔案`, `支援`). So words come
back only where a text shows that it is of the mainland and that words of it were changed; one that the mainland writes
too only where its counterpart stands nowhere, and where the counterpart makes far more usual words with its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.characters import character_model
from policyparse.lexicon.load import rows
from policyparse.lexicon.words import choices
from policyparse.stages.simplify.dictionary import Step, step, taiwan_words
from policyparse.text import Replacement

RULE = "words.taiwan"
ENOUGH = 2
"""Signs that show a converter of words; each is a word of its own."""
RARE = 8
"""A word counts as replaced everywhere where what replaced it stands so many times as often."""
WEIGHTS = {"proof": ENOUGH, "sign": 1, "sure": 0}
LEADS = {"sign": -200, "proof": -200, "sure": -80, "likely": -40}
LEAD = 10
"""Tenths of a bit by which a counterpart must be more usual than the word; less than nothing where it is likely anyway."""
DOUBTFUL = 0.8


class Word(NamedTuple):
    """A row of lexicon/variants/converted.csv."""

    text: str
    becomes: str
    use: str
    example: str


def mainland_words(text: str) -> list[Replacement]:
    """The words to give back in a text that is in simplified characters by now, in order; none where it does not show
    a converter of words. One that the mainland writes too, or that stands for several, is flagged."""
    if not _is_converted(text):
        return []
    is_thorough = any(row.text in text and row.becomes not in text for row in _rows() if row.use == "thorough")
    places = list(_finder(is_thorough).phrases_of(text, 0, len(text)))
    meant = _meant(text, Counter(place.after for place in places))
    found: list[Replacement] = []
    said, done = "", 0  # the last word given back, and where it ended
    for start, end, word in places:
        near = (said + text[max(done, start - 2) : start])[-2:]
        after = _likelier(near, word, meant[word], text[end : end + 2])
        if after != word:
            doubtful = word not in _signs() or len(meant[word]) > 1
            found.append(Replacement(start, end, after, RULE, DOUBTFUL if doubtful else 1.0, doubtful))
            said, done = after, end
    return found


def _is_converted(text: str) -> bool:
    """True where signs of a converter stand in a text of the mainland, and mostly not what they replaced."""
    counts = Counter(_sign_pattern().findall(text))
    if not counts:
        return False
    signs = _signs()
    clear = [sign for sign, count in counts.items() if text.count(signs[sign].becomes) * RARE <= count * 2]
    weight = sum(WEIGHTS[signs[sign].use] for sign in clear)
    if weight < ENOUGH or len(clear) * 2 <= len(counts):
        return False
    return any(map(text.__contains__, _of("mainland"))) and not any(map(text.__contains__, _of("elsewhere")))


def _meant(text: str, words: Counter[str]) -> dict[str, tuple[str, ...]]:
    """What each word of a text may stand for: a sign for all it is known for, another for what stands nowhere, or nearly
    so, and what no sign in the text stands for."""
    known, signs = _known(), _signs()
    explained = {signs[word].becomes for word in words if word in signs}
    return {
        word: known[word]
        if word in signs
        else tuple(c for c in known[word] if c not in explained and text.count(c) * RARE <= count)
        for word, count in words.items()
    }


def _likelier(near: str, word: str, counterparts: tuple[str, ...], behind: str) -> str:
    """The word, or that of its counterparts that is more usual between its neighbours."""
    if not counterparts:
        return word
    best = min(counterparts, key=lambda c: _cost(near, c, behind))
    lead = LEADS.get(_uses().get(word, "word"), LEAD)
    return best if _cost(near, best, behind) + lead < _cost(near, word, behind) else word


def _cost(near: str, word: str, behind: str) -> int:
    """What a word and the two characters behind it cost after those before."""
    model = character_model()
    ids = model.encode(("\n\n" + near)[-2:] + word + (behind + "\n\n")[:2])
    return model.total(ids)


@kept
def _rows() -> tuple[Word, ...]:
    return rows("variants/converted.csv", Word)


@kept
def _of(use: str) -> tuple[str, ...]:
    return tuple(row.text for row in _rows() if row.use == use)


@kept
def _uses() -> dict[str, str]:
    return {row.text: row.use for row in _rows() if row.use != "thorough"}


@kept
def _signs() -> dict[str, Word]:
    return {row.text: row for row in _rows() if row.use in WEIGHTS}


@kept
def _sign_pattern() -> re.Pattern[str]:
    return re.compile(choices(_signs()))


@kept
def _known() -> dict[str, tuple[str, ...]]:
    """Each word, and what it may stand for: by our rows, else by OpenCC's; nothing for what stays as it is."""
    simplified = step("any").translated
    found: dict[str, dict[str, None]] = {}
    for word, counterpart in taiwan_words():
        one, other = simplified(word), simplified(counterpart)
        if len(one) > 1 and one != other:
            found.setdefault(one, {})[other] = None
    return {word: tuple(counterparts) for word, counterparts in found.items()} | _ours()


@kept
def _ours() -> dict[str, tuple[str, ...]]:
    rows_of_words = (row for row in _rows() if row.becomes and row.use != "thorough")
    return {row.text: () if row.use == "kept" else (row.becomes,) for row in rows_of_words}


@kept
def _finder(is_thorough: bool) -> Step:
    """What finds the words: all that OpenCC knows in a text of a converter that knows them, else those of our rows."""
    return Step([{word: word for word in (_known() if is_thorough else _ours())}], {})

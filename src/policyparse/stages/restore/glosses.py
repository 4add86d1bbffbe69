"""Readings that a page sets above characters, and that copying leaves in the text: `川辦(bàn)發` → `川辦發`.

Some sites set them into the bytes of GBK, one byte off now and then: `理條例` is C0ED 976C C0FD, of which ED97 is 項, and with
its reading behind that it shows `理?xiàng)l例`, for 97 and a bracket are no character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.lexicon.characters import character_model
from policyparse.records.found import Note, Restored
from policyparse.stages.restore.candidates import Choice, Chooser
from policyparse.stages.restore.gbk import LEADS, character_of, code_of
from policyparse.stages.restore.places import moved
from policyparse.text import AlignedText, Replacement, Span

RULE, WITHIN = "restore.pinyin-gloss", "restore.gloss-within"
LEAST, LEAST_PLAIN = 2, 4
"""How many syllables with a tone a text must have in such brackets, and how many different ones without: fewer may be meant."""
TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
SIDE = 60
"""How many characters on either side bear on a character that is lost."""
_SYLLABLE = f"[a-zü]{{0,4}}[{TONES}][a-zü]{{0,3}}"
# One reading, several that a character may have (`一(yī / yì /yí)`), or one of those without a tone.
_SEVERAL = f"[a-zü]{{1,6}} ?/ ?{_SYLLABLE}|{_SYLLABLE}(?: ?/ ?[a-zü{TONES}]{{1,6}}){{0,4}}|de|le|zhe|zi|men|ne|ma|ba|me"
_GLOSS = re.compile(f"[(（](?:{_SEVERAL})[ \u00a0]?[)）]")
# A blank behind it is part of it, and it may stand twice: `關(guan) 於(yu) 加快`, `性(xing)(xing)`.
_PLAIN = re.compile("[(（]([a-zü]{1,6})[)）](?:[(（]\\1[)）])*[ \u00a0]?")
_READING = re.compile(
    "(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?(?:[aeiouvü]|ai|ei|ui|ao|ou|iu|ie|[uvü]e|i?an|en|in|un|ün|i?ang|eng|ing|i?ong|ia|iao"
    "|ua|uo|uai|uang?|uan)|er"
)
# Found by its first character, so that most texts are settled at once.
_NARROW, _WIDE = re.compile(rf"\( ?[a-zü{TONES}]"), re.compile(f"（ ?[a-zü{TONES}]")
_TONED = re.compile(f"[{TONES}]")
_ALONE = re.compile("[^A-Za-z0-9 ][@-~]$")
"""What is left of a character whose first byte was lost: `基礎(chǔ)?;A(chǔ)` is 基礎。基礎."""
_SWALLOWED = re.compile(f"(?<=[?\ufffd]){_SYLLABLE}[)）]")
"""A reading whose bracket went with the byte before it: what follows is one byte off, `能夠?yàn)槲覈?guó)的` is 能夠為我國的."""
_WITHIN = re.compile(f"[?\ufffd]{_SYLLABLE}[)）]([@-~])(?![A-Za-z])")


def glosses(aligned: AlignedText) -> Restored:
    """The text without such readings, behind their characters: with a tone, or several without one."""
    text = aligned.text
    if not ("(" in text and _NARROW.search(text)) and not _WIDE.search(text):
        return Restored(aligned)
    found = [
        g for g in _GLOSS.finditer(text) if _is_behind(text, g.start()) or _ALONE.search(text, g.start() - 2, g.start())
    ]
    if sum(1 for gloss in found if _TONED.search(gloss[0])) >= LEAST:
        aligned = aligned.apply([Replacement(*gloss.span(), "", RULE, 0.95) for gloss in found], "restore")
        return _with_lost_characters(aligned)
    plain = [gloss for gloss in _PLAIN.finditer(aligned.text) if _is_behind(aligned.text, gloss.start())]
    readings = [gloss for gloss in plain if _READING.fullmatch(gloss[1])]
    if len({gloss[1] for gloss in readings}) < LEAST_PLAIN or len(readings) * 4 < len(plain) * 3:
        return Restored(aligned)
    return Restored(aligned.apply([Replacement(*gloss.span(), "", RULE, 0.9) for gloss in readings], "restore"))


def _is_behind(text: str, at: int) -> bool:
    """True behind a Chinese character."""
    return "㐀" <= text[at - 1 : at] <= "鿿"


def _with_lost_characters(aligned: AlignedText) -> Restored:
    """The text with the characters chosen into whose bytes a reading was set."""
    changes: list[Replacement] = []
    notes: list[Note] = []
    for place, choice in _chosen(aligned.text):
        sure = round(choice.confidence, 4)
        changes.append(Replacement(*place, choice.character, WITHIN, sure, True))
        notes.append(Note(WITHIN, "review", choice.says(), place))
    after = aligned.apply(changes, "restore")
    swallowed = [Replacement(*reading.span(), "", RULE, 0.9) for reading in _SWALLOWED.finditer(after.text)]
    after = after.apply(swallowed, "restore")
    return Restored(after, tuple(moved(notes, aligned, after)))


def _chosen(text: str) -> Iterator[tuple[Span, Choice]]:
    """Where a character lies around a reading, and which is likeliest of those whose first byte can have begun it."""
    chooser: Chooser | None = None
    for within in _WITHIN.finditer(text):
        start, end = within.span()
        before = code_of(text[start - 1 : start]) if start else None
        if not before:
            continue
        trail = ord(within[1])
        firsts = [lead for lead in LEADS if "㐀" <= (character_of(before[1], lead) or "") <= "鿿"]
        possible = tuple(c for lead in firsts if (c := character_of(lead, trail)))
        chooser = chooser or Chooser(text, character_model())
        choice = chooser.choose(possible, chooser.before(start), text[end : end + SIDE], start)
        if choice:
            yield Span(start, end), choice

"""Traditional → simplified characters, keeping the alignment."""

from __future__ import annotations

from policyparse.records.found import Note, Simplified
from policyparse.stages.simplify.convert import Config, changed, convert, replaced
from policyparse.stages.simplify.dictionary import step
from policyparse.stages.simplify.leftovers import in_names, without_leftovers
from policyparse.stages.simplify.script import TRADITIONAL, Script, runs_of_the_rarer, script_of
from policyparse.stages.simplify.words import mainland_words
from policyparse.text import AlignedText, Replacement

__all__ = ["Config", "convert", "simplify"]

RULE = "opencc.t2s"


def simplify(aligned: AlignedText) -> Simplified:
    """The text in simplified characters, and the script it was written in.

    A simplified text comes out as it is, with no edit: what simplified text also writes (`乾县`, `狼藉`, `瞭望`) is
    changed only in a traditional run, or where it cannot be meant (`以後`). A text without a simplified-only character is one traditional run; in a mixed
    text each run between line ends and sentence ends goes by its own characters, and by the greater part of the
    text where it has none that tells. In a simplified run only characters that simplified text never writes are changed.
    `著` means `着` as well where the traditional text has no `着` (Taiwan, Hong Kong), outside words like `著作`.
    """
    found = script_of(aligned.text)
    is_simplified = not (found.kinds or found.mostly_traditional)
    if is_simplified and not in_names(aligned.text):
        return Simplified(aligned, found.script)
    after = without_leftovers(aligned.text, False) if is_simplified else _after(aligned.text, found)
    if after == aligned.text:
        return Simplified(aligned, found.script)
    notes: tuple[Note, ...] = (Note("script", "info", found.reason),)
    if found.mostly_traditional and (words := mainland_words(after)):
        notes += (_noted(words),)
        aligned, after = aligned.apply(words, "simplify"), replaced(after, words)
    return Simplified(aligned.rewritten(after, changed(aligned.text, after), "simplify", RULE), found.script, notes)


def _noted(words: list[Replacement]) -> Note:
    """What a person should know where words of Taiwan became words of the mainland."""
    doubtful = sum(word.needs_review for word in words)
    message = (
        f"a converter had put words of Taiwan into the text: {len(words)} are given back, {doubtful} of them doubtful"
    )
    return Note("converted-words", "review" if doubtful else "info", message)


def _after(text: str, found: Script) -> str:
    """The simplified text, as long as `text`."""
    table = step("regional" if "著" in text and "着" not in text else "any")
    after = table.translated(text) if found.mostly_traditional else text
    if not found.kinds:
        return after
    pieces: list[str] = []
    taken = 0
    for (start, end), is_traditional in runs_of_the_rarer(text, found):
        run = text[start:end]
        simplified = after[start:end] if found.mostly_traditional else table.translated(run)
        pieces += (
            after[taken:start],
            simplified if is_traditional else _sparing(run, simplified, found.kinds[start:end]),
        )
        taken = end
    return without_leftovers("".join((*pieces, after[taken:])), found.script == "mixed")


def _sparing(run: str, simplified: str, kinds: bytes) -> str:
    """A run of simplified text: of it only what such text never writes is changed."""
    return "".join([b if kind == TRADITIONAL else a for a, b, kind in zip(run, simplified, kinds, strict=True)])

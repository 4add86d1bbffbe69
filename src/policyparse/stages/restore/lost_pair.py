"""Two marks in a row, `??`: both bytes of a character are lost, or those between two characters, and more is one byte off.

What stood there can be any character; one is chosen only where the text around it leaves little doubt, or where other
bytes of the text are lost too.
"""

from __future__ import annotations

from functools import lru_cache

from policyparse.lexicon.characters import FIRST, UNKNOWN, CharacterModel
from policyparse.stages.restore.candidates import Choice, Chooser
from policyparse.stages.restore.gbk import all_characters
from policyparse.stages.restore.shifted import FLUENT, MARKS, QUESTION, Mended, mended_run

SURE, MARGIN = 0.8, 150
"""How sure the choice must be, and by how much the text must read better, where it is the only damage of a text."""
LIKELY_STOP = 0.5
"""How sure a full stop or a blank must be where the second mark is taken for a narrowed `？`: most bytes lost are of these."""
LIKELY, SMALL_MARGIN = 0.35, 60
"""The same where other bytes of the text are lost."""
RARE = 150
"""From this cost on a character is so rare that it is not looked at: of 22,000 that leaves 2,800."""


def mended_pair(text: str, mark: int, chooser: Chooser, is_damaged: bool) -> Mended | None:
    """The run that begins at the first of two marks; None where reading on gives no better text.

    `is_damaged`: other bytes of the text are lost.
    """
    narrowed = mended_run(text, mark, chooser) if chooser.narrowed else None
    first = narrowed.choices[0] if narrowed else None
    if first and first.confidence >= (LIKELY_STOP if first.character in "。\u3000" else SURE):
        return narrowed
    shifted = mended_run(text, mark + 1, chooser)
    if shifted is None:
        return _whole(text, mark, chooser, is_damaged)
    choice = chooser.choose(_usual(chooser.model), chooser.before(mark), shifted.text[:60], mark)
    if choice is None:
        return None
    return Mended(mark, shifted.end, choice.character + shifted.text, (choice, *shifted.choices))


def _whole(text: str, mark: int, chooser: Chooser, is_damaged: bool) -> Mended | None:
    """One character that is lost whole, where the text goes on behind it as it is."""
    end = mark + 2
    left, right = text[max(0, mark - 2) : mark], text[end : end + 2]
    ids = chooser.model.encode(left[-1:] + (right[:1] or "\n"))
    if not left or right[:1] in MARKS or ids[0] < FIRST:
        return None
    choice = chooser.choose(_usual(chooser.model), chooser.before(mark), text[end : end + 60], mark)
    if choice is None or choice.character in "？！" or choice.character in chooser.other_script:
        return None
    least, margin = (LIKELY, SMALL_MARGIN) if is_damaged else (SURE, MARGIN)
    better = _gain(chooser, left, choice, right)
    return Mended(mark, end, choice.character, (choice,)) if choice.confidence >= least and better >= margin else None


def _gain(chooser: Chooser, left: str, choice: Choice, right: str) -> int:
    """How much better the place reads; nothing where it does not read well."""
    model = chooser.model
    before, behind = model.encode(("\n\n" + left)[-2:]), model.encode((right + "\n\n")[:2])
    edge = model.encode("\n")
    mended = model.total([*before, *model.encode(choice.character), *behind])
    shown = 2 * QUESTION + model.total([*edge * 2, *behind])
    return shown - mended if mended <= FLUENT * 3 else 0


@lru_cache(maxsize=1)
def _usual(model: CharacterModel) -> tuple[str, ...]:
    """The characters of two bytes that official text writes now and then."""
    characters = all_characters()
    ids = model.encode("".join(characters))
    return tuple(c for c, i in zip(characters, ids, strict=True) if i != UNKNOWN and model.single[i] < RARE)

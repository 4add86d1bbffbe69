"""The edits of one stage laid over those of the stages before it: what meets becomes one edit, the rest moves along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyparse.slots import slotted
from policyparse.text.edit import Edit, Replacement
from policyparse.text.span import Span

NEAR = 3  # rewritten characters at most so far apart are one edit: a word or so, not a letter
_MARKED_RUN = re.compile(rb"\x01\x01*")  # begins with one mark, which is looked for faster than a run of them


def runs_of(changed: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The runs `[start, end)` of characters marked 1, in order.

    >>> list(runs_of(b"\\1\\1\\0\\1"))
    [(0, 2), (3, 4)]
    """
    return map(re.Match.span, _MARKED_RUN.finditer(changed, start, len(changed) if end is None else end))


def positional_edits(changed: bytes, low: int, high: int, shift: int, stage: str, rule: str) -> list[Edit]:
    """An edit for each word between two offsets of a text, `shift` before its source, that was rewritten
    character by character."""
    if changed.find(1, low, high) < 0:
        return []
    new, before = tuple.__new__, low + shift  # a third of the time that `Edit(...)` takes; there are thousands
    return [
        new(Edit, (start + before, end + before, start + low, end + low, stage, rule, 1.0, False, True))
        for start, end in runs_of(_words(changed[low:high]))
    ]


def _words(changed: bytes) -> bytes:
    """The marks of characters, with those that are missing between two runs of them at most `NEAR` apart.

    They are set in a number that has a byte for each character, for all at once.
    """
    marked = int.from_bytes(changed, "little")
    for _ in range(NEAR):
        marked |= marked << 8
    for _ in range(NEAR):
        marked &= marked >> 8
    return marked.to_bytes(len(changed), "little")


def meetings(edits: Sequence[Edit], changed: bytes) -> Iterator[tuple[list[Edit], Span]]:
    """Earlier edits, and the span that they cover together with the marked runs that overlap them, in text order."""
    index = 0
    while index < len(edits):
        earlier = [edits[index]]
        start, end = earlier[0].text_start, earlier[0].text_end
        index += 1
        if start and changed[start - 1 : start + 1] == b"\1\1":
            start = changed.rfind(0, 0, start) + 1
        while True:  # what overlaps, and what overlaps that
            if end and changed[end - 1 : end + 1] == b"\1\1":
                end = changed.find(0, end)
                end = len(changed) if end < 0 else end
            if index == len(edits) or edits[index].text_start >= end:
                break
            earlier.append(edits[index])
            end = max(end, edits[index].text_end)
            index += 1
        yield earlier, Span(start, end)


@slotted
class Group:
    """Earlier edits and new replacements that overlap, with the text range they cover together."""

    start: int
    end: int
    earlier: list[Edit]
    changes: list[Replacement]
    offset: int  # source offset minus text offset before the group

    def after(self, text: str) -> str:
        """What the range becomes."""
        pieces: list[str] = []
        at = self.start
        for change in self.changes:
            pieces += (text[at : change.start], change.after)
            at = change.end
        pieces.append(text[at : self.end])
        return "".join(pieces)

    def edit(self, text_start: int, length: int, stage: str, positional: bool) -> Edit:
        """The one edit that stands for the group."""
        source_start = self.start + self.offset
        shift = sum((e.source_end - e.source_start) - (e.text_end - e.text_start) for e in self.earlier)
        source_end = self.end + self.offset + shift
        if not self.changes:
            return self.earlier[0]._replace(text_start=text_start, text_end=text_start + length)
        rules = dict.fromkeys([e.rule for e in self.earlier] + [c.rule for c in self.changes])
        known: list[Edit | Replacement] = [*self.earlier, *self.changes]
        return Edit(
            source_start,
            source_end,
            text_start,
            text_start + length,
            self.earlier[0].stage if self.earlier else stage,
            "+".join(rules),
            min(k.confidence for k in known),
            any(k.needs_review for k in known),
            positional
            and source_end - source_start == length
            and all(e.positional for e in self.earlier)
            and all(c.end - c.start == len(c.after) for c in self.changes),
        )


def groups(edits: tuple[Edit, ...], changes: list[Replacement]) -> Iterator[Edit | tuple[Replacement, int] | Group]:
    """Edits and changes in text order: alone where they overlap nothing, a change with the offset of the source there,
    and as a group where their text ranges overlap."""
    offset = i = j = 0
    while i < len(edits) or j < len(changes):
        edit = edits[i] if i < len(edits) else None
        change = changes[j] if j < len(changes) else None
        if edit and (not change or (edit.text_start <= change.start and edit.text_end <= change.start)):
            yield edit
            offset, i = edit.source_end - edit.text_end, i + 1
        elif change and (not edit or (change.start < edit.text_start and change.end <= edit.text_start)):
            yield change, offset
            j += 1
        else:
            group, i, j = _overlapping(edits, changes, i, j, offset)
            yield group
            offset = group.earlier[-1].source_end - group.earlier[-1].text_end


def _overlapping(
    edits: tuple[Edit, ...], changes: list[Replacement], i: int, j: int, offset: int
) -> tuple[Group, int, int]:
    """The group that begins with the next edit or change, and the next ones behind it."""
    group = Group(0, 0, [], [], offset)
    while i < len(edits) or j < len(changes):
        take_edit = i < len(edits) and (j == len(changes) or edits[i].text_start <= changes[j].start)
        if take_edit:
            start, end = edits[i].text_start, edits[i].text_end
        else:
            start, end = changes[j].start, changes[j].end
        if not group.earlier and not group.changes:
            group.start, group.end = start, end
        elif start < group.end:
            group.end = max(group.end, end)
        else:
            break
        if take_edit:
            group.earlier.append(edits[i])
            i += 1
        else:
            group.changes.append(changes[j])
            j += 1
    return group, i, j


def composed(
    group: Edit | tuple[Replacement, int] | Group, text_start: int, length: int, stage: str, positional: bool
) -> Edit:
    """The edit that an earlier one, a change, or a group of both becomes at `text_start`."""
    if isinstance(group, Group):
        return group.edit(text_start, length, stage, positional)
    new = tuple.__new__  # as in `positional_edits`
    if isinstance(group, Edit):
        return new(Edit, (group[0], group[1], text_start, text_start + length, *group[4:]))
    change, offset = group
    paired = positional and change.end - change.start == length
    start, end = change.start + offset, change.end + offset
    return new(
        Edit,
        (
            start,
            end,
            text_start,
            text_start + length,
            stage,
            change.rule,
            change.confidence,
            change.needs_review,
            paired,
        ),
    )

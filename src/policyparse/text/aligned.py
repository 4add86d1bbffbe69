"""A text, the source it was made from, and the edits that lead from one to the other and back."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from policyparse.text.compose import Group, composed, groups, meetings, positional_edits, runs_of
from policyparse.text.edit import Edit, Replacement
from policyparse.text.span import Span


class Run(NamedTuple):
    """`length` code points that are the same in text and source."""

    text_start: int
    source_start: int
    length: int


class _Aligned(NamedTuple):
    source: str
    text: str
    edits: tuple[Edit, ...] = ()


class AlignedText(_Aligned):
    """`text` made from `source` by `edits`, which are disjoint and in order.

    >>> plain = AlignedText.of("業務?、")
    >>> mended = plain.apply([Replacement(0, 2, "业务", "t2s")], stage="simplify", positional=True)
    >>> mended.text, mended.source_span(Span(1, 3))
    ('业务?、', Span(start=1, end=3))
    >>> mended.inverted().text
    '業務?、'
    """

    @cached_property
    def _text_starts(self) -> list[int]:
        return [e[2] for e in self.edits]

    @cached_property
    def _source_starts(self) -> list[int]:
        return [e[0] for e in self.edits]

    @cached_property
    def _moving(self) -> list[Edit]:
        """The edits that are not made character by character: all between two of them is moved alike."""
        return [e for e in self.edits if not e[8]]

    @cached_property
    def _stretches(self) -> tuple[list[int], list[int], list[int]]:
        """What stands between these edits: where each stretch ends (a list to find one in), where it begins, and its
        source offset minus its text offset."""
        edits = self._moving
        ends = [*[e[2] for e in edits], sys.maxsize]  # of the text and of all that may be asked for beyond it
        return ends, [-sys.maxsize, *[e[3] for e in edits]], [0, *[e[1] - e[3] for e in edits]]

    @classmethod
    def of(cls, source: str) -> AlignedText:
        """The source as it is, without an edit."""
        return cls(source, source)

    def apply(self, replacements: Iterable[Replacement], stage: str, positional: bool = False) -> AlignedText:
        """The text after `replacements` (offsets into `text`, disjoint, in order), with one composed edit list.

        A replacement that overlaps what an earlier edit made is merged with it: one edit of the earlier stage,
        with both rules and the lower confidence. `positional` says that replacements of equal length pair
        character by character.
        """
        text = self.text
        changes = [r for r in replacements if text[r[0] : r[1]] != r[2]]
        if not changes:
            return self
        if not self.edits:
            return self._first_edited(changes, stage, positional)
        pieces: list[str] = []
        edits: list[Edit] = []
        taken = 0
        at = 0  # where the text after the change has come to
        for group in groups(self.edits, changes):
            if isinstance(group, Group):
                start, end, after = group.start, group.end, group.after(self.text)
            elif isinstance(group, Edit):
                start, end, after = group.text_start, group.text_end, self.text[group.text_start : group.text_end]
            else:
                start, end, after = group[0].start, group[0].end, group[0].after
            at += start - taken
            pieces += (self.text[taken:start], after)
            edits.append(composed(group, at, len(after), stage, positional))
            at += len(after)
            taken = end
        pieces.append(self.text[taken:])
        return AlignedText(self.source, "".join(pieces), tuple(edits))

    def _first_edited(self, changes: list[Replacement], stage: str, positional: bool) -> AlignedText:
        """What `apply` gives where there is no earlier edit for a change to meet."""
        text, new = self.text, tuple.__new__  # as in `positional_edits`
        pieces: list[str] = []
        edits: list[Edit] = []
        taken = shift = 0  # text offset after the changes minus before them
        for start, end, after, rule, confidence, needs_review in changes:
            length = len(after)
            at = start + shift
            paired = positional and end - start == length
            edits.append(new(Edit, (start, end, at, at + length, stage, rule, confidence, needs_review, paired)))
            pieces += (text[taken:start], after)
            shift += length - (end - start)
            taken = end
        pieces.append(text[taken:])
        return AlignedText(self.source, "".join(pieces), tuple(edits))

    def rewritten(self, after: str, changed: bytes, stage: str, rule: str) -> AlignedText:
        """The text with `after`, which is as long, in its place; `changed` is 1 where the two differ, else 0.

        What `apply` does for replacements that keep their length and are sure, character by character, where there
        are thousands of them: only runs that meet an earlier edit are taken one by one.
        """
        if not len(after) == len(changed) == len(self.text):
            raise ValueError(f"{len(after)} characters in the place of {len(self.text)}, {len(changed)} marks")
        if 1 not in changed:
            return self
        edits: list[Edit] = []
        at = shift = 0  # the text done; source offset minus text offset there
        for earlier, (start, end) in meetings(self.edits, changed):
            edits += positional_edits(changed, at, start, shift, stage, rule)
            changes = [Replacement(s, e, after[s:e], rule) for s, e in runs_of(changed, start, end)]
            group = Group(start, end, earlier, changes, shift)
            edits.append(group.edit(start, end - start, stage, True) if changes else earlier[0])
            at, shift = end, earlier[-1].source_end - earlier[-1].text_end
        edits += positional_edits(changed, at, len(changed), shift, stage, rule)
        return AlignedText(self.source, after, tuple(edits))

    def source_span(self, span: Span) -> Span:
        """The span of `source` that became `span` of the text: the least one that holds all of it."""
        return Span(*self.source_bounds(*span)) if self.edits else span

    def source_bounds(self, start: int, end: int) -> tuple[int, int]:
        """Where the text `[start, end)` comes from in the source; an end inside an edit takes the edit's own."""
        ends_of, starts_of, shifts = self._stretches
        index = bisect_right(ends_of, start)
        in_edit = start < starts_of[index]
        low = self._moving[index - 1].source_start - start if in_edit else shifts[index]  # from offset to source offset
        if end <= start:
            return start + low, start + low
        index = bisect_left(ends_of, end, index)
        in_edit = end < starts_of[index]
        high = self._moving[index - 1].source_end - end if in_edit else shifts[index]
        return start + low, end + high

    def source_columns(self, starts: Sequence[int], ends: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
        """`source_bounds` of many spans, none of which ends before it starts."""
        if not self._moving:
            return starts, ends
        found: list[tuple[int, int]] = []
        ends_of, starts_of, shifts = self._stretches
        for start, end in zip(starts, ends, strict=True):
            index = bisect_right(ends_of, start)
            if starts_of[index] <= start and end <= ends_of[index]:  # as most: between two edits
                found.append((start + shifts[index], end + shifts[index]))
            else:
                found.append(self.source_bounds(start, end))
        return [start for start, _ in found], [end for _, end in found]

    def text_span(self, earlier: AlignedText, span: Span | None) -> Span | None:
        """Where `span` of an earlier text over the same source lies in this one."""
        if span is None:
            return None
        source = earlier.source_span(span)
        start = self.text_offset(source.start)
        return Span(start, self._text_end(source.end) if source.end > source.start else start)

    def text_offset(self, at: int) -> int:
        """The text offset of the character at source offset `at`; inside an edit, its near end."""
        index = bisect_right(self._source_starts, at) - 1
        if index < 0:
            return at
        edit = self.edits[index]
        if at >= edit.source_end:
            return edit.text_end + at - edit.source_end
        return edit.text_start + (at - edit.source_start if edit.positional else 0)

    def _text_end(self, at: int) -> int:
        """The text offset behind the character that ends at source offset `at`; inside an edit, its far end."""
        index = bisect_left(self._source_starts, at) - 1
        if index < 0:
            return at
        edit = self.edits[index]
        if at >= edit.source_end:
            return edit.text_end + at - edit.source_end
        return edit.text_start + at - edit.source_start if edit.positional else edit.text_end

    def runs(self) -> Iterator[Run]:
        """The runs that are the same in text and source, in order."""
        text_at = source_at = 0
        for edit in self.edits:
            if edit.text_start > text_at:
                yield Run(text_at, source_at, edit.text_start - text_at)
            text_at, source_at = edit.text_end, edit.source_end
        if len(self.text) > text_at:
            yield Run(text_at, source_at, len(self.text) - text_at)

    def inverted(self) -> AlignedText:
        """The way back: an aligned text whose text is the source, rebuilt from `text` and the edits alone."""
        pieces: list[str] = []
        edits: list[Edit] = []
        taken = 0
        for edit in self.edits:
            pieces += (self.text[taken : edit.text_start], self.source[edit.source_start : edit.source_end])
            edits.append(
                edit._replace(
                    source_start=edit.text_start,
                    source_end=edit.text_end,
                    text_start=edit.source_start,
                    text_end=edit.source_end,
                )
            )
            taken = edit.text_end
        pieces.append(self.text[taken:])
        return AlignedText(self.text, "".join(pieces), tuple(edits))

    def replayed(self) -> str:
        """The text, made again from the source and the edits."""
        return self.inverted().inverted().text

    def slice(self, start: int, end: int) -> AlignedText:
        """The part `[start, end)` of the text with its own part of the source; neighbouring slices tile both.

        What was deleted right at a cut stays before it. An edit that a bound cuts is divided: character by character
        where it is positional, else its source stays with the part before the cut.
        """
        if start == 0 and end == len(self.text):
            return self
        low, high = self._cut(start), len(self.source) if end == len(self.text) else self._cut(end)
        first, last = max(0, bisect_left(self._text_starts, start) - 1), bisect_right(self._text_starts, end)
        edits = [
            e._replace(
                source_start=max(e.source_start, low) - low,
                source_end=min(e.source_end, high) - low,
                text_start=max(e.text_start, start) - start,
                text_end=min(e.text_end, end) - start,
            )
            for e in self.edits[first:last]
            if low <= e.source_end and e.source_start <= high and start <= e.text_end and e.text_start <= end
        ]
        source, text = self.source[low:high], self.text[start:end]
        return AlignedText(source, text, tuple(e for e in edits if _changes(e, source, text)))

    def _cut(self, at: int) -> int:
        """The source offset of a cut at text offset `at`; what was deleted at the very start stays behind it."""
        if at == 0:
            return 0
        index = bisect_right(self._text_starts, at) - 1
        if index < 0:
            return at
        edit = self.edits[index]
        if at >= edit.text_end:
            return edit.source_end + at - edit.text_end
        if at > edit.text_start and not edit.positional:
            return edit.source_end
        return edit.source_start + at - edit.text_start


def _changes(edit: Edit, source: str, text: str) -> bool:
    """False for what is left of an edit beyond a cut: nothing, or the same on both sides."""
    return source[edit.source_start : edit.source_end] != text[edit.text_start : edit.text_end]

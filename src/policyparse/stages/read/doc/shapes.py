"""Text boxes of a Word file: which text stands in which of the shapes that are drawn at a place of the body."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from policyparse.stages.read.doc.file import Part, WordFile, plex

_GROUP, _SHAPE, _SHAPE_ID = 0xF003, 0xF004, 0xF00A
_DEEPEST = 50  # groups within groups
_PLACE, _TEXT = 26, 22  # bytes of the entries


def boxes_by_place(word: WordFile) -> dict[int, list[tuple[int, int]]]:
    """The texts of boxes (from, to: among the characters of boxes) by the place in the body where their shape is drawn.

    A box whose shape stands nowhere comes with the last shape.
    """
    texts = _texts(word)
    places, entries = plex(word.part(Part.SHAPE_PLACES), _PLACE)
    anchors = {struct.unpack_from("<I", entry)[0]: place for place, entry in zip(places, entries, strict=False)}
    if not anchors or not texts:
        return {}
    outer = _outer_shapes(word.part(Part.DRAWINGS)) if any(shape not in anchors for shape, *_ in texts) else {}
    found: dict[int, list[tuple[int, int]]] = {}
    for shape, begin, end in texts:
        place = anchors.get(shape, anchors.get(outer.get(shape, 0), max(anchors.values())))
        found.setdefault(place, []).append((begin, end))
    return found


def _texts(word: WordFile) -> list[tuple[int, int, int]]:
    """Shape, first and last character of the text of each box; the last entry of the table is none."""
    places, entries = plex(word.part(Part.BOX_TEXTS), _TEXT)
    stretches = zip(places, places[1:], entries, strict=False)
    found = [(struct.unpack_from("<I", entry, 14)[0], begin, end) for begin, end, entry in stretches]
    return [(shape, begin, end) for shape, begin, end in found if 0 <= begin < end <= word.lengths.boxes and shape]


def _outer_shapes(data: bytes) -> dict[int, int]:
    """The outermost group of each shape in the drawings, by the first shape of the group: that is the group itself."""
    found: dict[int, int] = {}
    at = next((end for _, _, end in _records(data, 0, len(data))), 0) + 1  # a byte stands before each drawing
    while at < len(data):
        _, inner, end = next(_records(data, at, len(data)), (0, 0, len(data)))
        for _, first, last in (r for r in _records(data, inner, end) if r[0] == _GROUP):
            for _, begin, stop in (r for r in _records(data, first, last) if r[0] == _GROUP):
                shapes = list(_shapes(data, begin, stop, 0))
                found.update(dict.fromkeys(shapes, shapes[0]) if shapes else {})
        at = end + 1
    return found


def _shapes(data: bytes, begin: int, end: int, depth: int) -> Iterator[int]:
    for kind, inner, stop in _records(data, begin, end):
        if kind == _SHAPE_ID and stop - inner >= 4:
            yield struct.unpack_from("<I", data, inner)[0]
        elif kind in (_GROUP, _SHAPE) and depth < _DEEPEST:
            yield from _shapes(data, inner, stop, depth + 1)


def _records(data: bytes, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The kind, beginning and end of each record in a stretch."""
    while begin + 8 <= end:
        kind, length = struct.unpack_from("<HI", data, begin + 2)
        yield kind, begin + 8, min(begin + 8 + length, end)
        begin += 8 + length

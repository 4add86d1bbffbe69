"""OFD, the fixed-layout format of official electronic documents (GB/T 33190): a ZIP of XML with placed characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from policyparse.records.errors import InputError
from policyparse.records.found import Page as SourcePage
from policyparse.records.found import Source
from policyparse.stages.read.container import Container, attribute, child, local
from policyparse.stages.read.paged import text_of
from policyparse.stages.read.paged.page import THIN, Glyph, Page, Rule
from policyparse.stages.read.paged.pictures import picture_notes

MEDIA_TYPE = "application/ofd"
MOST_REPEATS = 10_000  # how often a distance may be repeated in one run of characters
POINTS = 72 / 25.4  # in a millimetre
MOST_STEPS = 200  # of a path, looked at for rules: longer ones are drawings
_STEP = re.compile("([MLC])([-0-9. ]*)")
_NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+")
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_ofd(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source for each document in the file. Raises InputError `empty`, and those of the container."""
    container = Container(data, name)
    sources = []
    for body in container.xml("OFD.xml"):
        if local(body) != "DocBody":
            continue
        found = text_of([_page(container, part) for part in _page_parts(container, _text(child(body, "DocRoot")))])
        if found.text.strip():
            pages = tuple(SourcePage(number, at) for number, at in found.pages)
            facts = child(body, "DocInfo")
            title = _text(child(facts, "Title")) or None
            if title and "".join(title.split()) not in "".join(found.text[:1000].split()):
                title = None  # the name of the file it was made from
            notes = picture_notes(found.pictured)
            sources.append(Source(name, sha256, MEDIA_TYPE, "utf-8", found.text, title, pages=pages, notes=notes))
    if not sources:
        raise InputError("empty", name, "its pages hold no text", "give the text, or run OCR over its pages first")
    return sources


def _page_parts(container: Container, root: str) -> Iterator[str]:
    """The names of the pages' parts, in order."""
    root = root.lstrip("/")
    folder = root.rpartition("/")[0]
    for page in child(container.xml(root), "Pages") or ():
        location = attribute(page, "BaseLoc") or ""
        path = location.lstrip("/") if location.startswith("/") else f"{folder}/{location}".lstrip("/")
        yield path if path in container else location.lstrip("/")


def _page(container: Container, part: str) -> Page:
    """A page with its characters, rules and pictures; lengths are millimetres in the file, points here."""
    root = container.xml(part)
    box = _numbers(_text(child(root, "Area", "PhysicalBox")))
    width, height = (box[2], box[3]) if len(box) == 4 else (210.0, 297.0)
    items: dict[str, list[Element]] = {"TextObject": [], "PathObject": [], "ImageObject": []}
    for item in root.iter():
        if (kind := local(item)) in items and attribute(item, "Visible") != "false":
            items[kind].append(item)
    glyphs = [_in_points(g) for item in items["TextObject"] for g in _glyphs(item)]
    rules = [rule for item in items["PathObject"] for rule in _rules(item)]
    pictures = (_box(item) for item in items["ImageObject"])
    return Page(width * POINTS, height * POINTS, glyphs, rules, False, 0, tuple(b for b in pictures if b))


def _in_points(glyph: Glyph) -> Glyph:
    x0, x1, y, size = (value * POINTS for value in (glyph.x0, glyph.x1, glyph.y, glyph.size))
    return Glyph(glyph.text, x0, x1, y, size, glyph.spaced)


def _box(item: Element) -> Rule | None:
    """The box of an object, in points."""
    box = _numbers(attribute(item, "Boundary") or "")
    if len(box) != 4:
        return None
    x, y, width, height = (value * POINTS for value in box)
    return Rule(x, y, x + width, y + height)


def _rules(item: Element) -> Iterator[Rule]:
    """The horizontal and vertical lines of a path, in points: the path itself where it is thin, its straight steps."""
    box, data = _box(item), _text(child(item, "AbbreviatedData"))
    if box is None:
        return
    if min(box.x1 - box.x0, box.y1 - box.y0) <= THIN:
        yield box
        return
    matrix = _numbers(attribute(item, "CTM") or "")
    a, b, c, d, e, f = matrix if len(matrix) == 6 else _IDENTITY
    places: list[tuple[float, float]] = []
    for kind, numbers in _STEP.findall(data[: 40 * MOST_STEPS])[:MOST_STEPS]:
        found = _numbers(numbers)
        if kind == "C" and places:
            places.append(places[0])
        elif len(found) == 2:
            x, y = found
            place = (box.x0 + (a * x + c * y + e) * POINTS, box.y0 + (b * x + d * y + f) * POINTS)
            places = [place] if kind == "M" else [*places, place]
        if kind != "M" and len(places) > 1:
            (x0, y0), (x1, y1) = places[-2:]
            if min(abs(x1 - x0), abs(y1 - y0)) <= THIN:
                yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _glyphs(item: Element) -> Iterator[Glyph]:
    """The characters of a text object, placed by its box, its matrix and the distances between them; millimetres."""
    box = _numbers(attribute(item, "Boundary") or "")
    if len(box) != 4:
        return
    matrix = _numbers(attribute(item, "CTM") or "")
    a, b, c, d, e, f = matrix if len(matrix) == 6 else _IDENTITY
    size = next(iter(_numbers(attribute(item, "Size") or "")), 4.0)
    shown = max(abs(size * a) + abs(size * b), 0.1)
    for code in item:
        if local(code) != "TextCode" or not code.text:
            continue
        x = next(iter(_numbers(attribute(code, "X") or "")), 0.0)
        y = next(iter(_numbers(attribute(code, "Y") or "")), 0.0)
        right, down = _distances(attribute(code, "DeltaX")), _distances(attribute(code, "DeltaY"))
        spaced = False
        for index, character in enumerate(code.text):
            at_x, at_y = box[0] + a * x + c * y + e, box[1] + b * x + d * y + f
            step = right[index] * abs(a) if index < len(right) else 0.0
            width = shown if character >= "\u2e80" else min(step or shown / 2, shown)
            if character.isspace():
                spaced = True
            else:
                yield Glyph(character, at_x, at_x + width, at_y, shown, spaced)
                spaced = False
            x += right[index] if index < len(right) else (0.0 if right or down else size)
            y += down[index] if index < len(down) else 0.0


def _distances(text: str | None) -> list[float]:
    """Distances as OFD writes them: `3.5 g 4 5.2` is 3.5 and four times 5.2.

    >>> _distances("3.5 g 2 5")
    [3.5, 5.0, 5.0]
    """
    found: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            count = next(words, "0")
            value = _numbers(next(words, ""))
            found += value[:1] * min(int(count) if count.isdecimal() and len(count) < 9 else 0, MOST_REPEATS)
        else:
            found += _numbers(word)[:1]
    return found


def _numbers(text: str) -> list[float]:
    return [float(n) for n in _NUMBER.findall(text)] if len(text) < 1000 else []


def _text(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""

"""What stands on a page: characters with their places, and the lines that tables are ruled with.

Coordinates are points (of whatever unit the file has) from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

WIDE_FROM = "\u2e80"  # from here on characters are as wide as high and take no space between them

THIN = 3.0  # points: a filled shape that is no thicker is a rule


class Glyph(NamedTuple):
    """One character: its box, the height of its baseline, its font size, whether the file has a space before it."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    spaced: bool = False


class Rule(NamedTuple):
    """A horizontal or vertical line, or a picture: its box."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size, its characters in the order of the file, its rules."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]
    invisible: bool  # its text is not shown: what a program read from a picture of the page
    unmapped: int = 0  # characters of which the file does not say what they are
    pictures: tuple[Rule, ...] = ()  # where pictures stand: their boxes
    fontless: bool = False  # its fonts are not in the file, and this machine has none that draws its characters

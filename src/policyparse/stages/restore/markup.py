"""Tags of a page that a site shows as text, or a program left in it → the lines that they make; marks of bold letters, of
links, of lists before items and of lines that are quoted → nothing; formulas that are numbers → the numbers.

`<p>各县人民政府：</p><p style="text-align: right;">某市人民政府</p>`: one line that no stage can read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.lexicon.words import any_word
from policyparse.records.found import Restored
from policyparse.stages.restore.lines import firsts_of
from policyparse.text import AlignedText, Replacement

RULE = "restore.markup"
FEWEST = 3
"""How many tags that end a line a text must have: one or two may be what it is about."""
_BLOCKS = "p|br|div|tr|li|h[1-6]|center|section|article|table|tbody|thead|ul|ol|dl|dt|dd|hr"
_INLINE = "span|strong|b|i|em|u|font|a|sup|sub|td|th|img|o:p|label|small|big"
_END = re.compile(f"</(?:{_BLOCKS})\\s?>|<br\\s?/?>", re.IGNORECASE)
_TAG = f"</?(?:{_BLOCKS}|{_INLINE})(?:\\s[^<>]{{0,1000}})?/?>"
_TAGS = re.compile(f"{_TAG}(?:\\s{{0,100}}{_TAG})*", re.IGNORECASE)
_BLOCK = re.compile(f"</?(?:{_BLOCKS})[\\s/>]", re.IGNORECASE)
_CELL = re.compile("</t[dh]>", re.IGNORECASE)
# `**（一）建设水厂。**由县水利局负责`; `注：*表示……，**表示……` has no pair
_BOLD = re.compile(r"(?<!\*)\*\*(?=[^*\n]{0,200}[0-9一-鿿])([^*\n]{1,200})\*\*(?!\*)")
# `[市水利局](https://…)`, `![图1](img/1.png)`; `[注](见附件)` is none
_TARGET = (
    r"\((?:(?:https?|ftp)://|mailto:|javascript:|\.{0,2}/|#|(?=[^()\s]{1,200}\.(?:html?|pdf|docx?|xlsx?|wps|png|jpe?g|gif|zip|rar|md)\b))"
    r"[^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?(?:\s\"[^\"\n]{0,300}\")?\s?\)"
)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]" + _TARGET)
_LINK = re.compile(r"(\[)[^\[\]\n]{0,300}(\]" + _TARGET + ")")
_ESCAPED = re.compile(
    r"^[^\S\n]*(?:#{1,6} +)?\d{1,3}(\\)(?=[.)．])", re.MULTILINE
)  # `1\. 建设水厂`: no list to Markdown
# `$5 0 . 5 \\%$`, `50\\%`: numbers as programs that read pictures write them
_PER_CENT = re.compile(r"\$\s?(\d[\d .]{0,14}?)\s?\\%\s?\$|(?<=\d)\s?\\%")
_CIRCLED = re.compile(r"\$\s?\\textcircled\s?\{\s?(?:\\text\s?\{\s?)?([1-9])\s?\}(?:\s?\})?\s?\$")
# `- 1.建设水厂`, `• （一）建设水厂`, `- 责任单位：县水利局`: a mark of a list before what counts or names by itself
_BULLET = re.compile(
    r"^[^\S\n]*([-*•●▪■◆][ \t\u00a0\u3000]+)(?=\d{1,2}[.．、](?!\d)|[（(]?[一二三四五六七八九十]{1,3}[、）)]|"
    rf"{any_word('layout_words.csv', 'clause')}{any_word('layout_words.csv', 'clause_end')}[：:])",
    re.MULTILINE,
)
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_BULLETS = frozenset("-*•●▪■◆")
_LINES = re.compile(r"^[^\S\n]*\S", re.MULTILINE)


def markup(aligned: AlignedText) -> Restored:
    """The text without tags, a line for each paragraph and row, a tab between the cells of a row; without the marks of
    bold letters, of links (and pictures), of lists before items and of numbers that are no list's, and without those of
    quoted lines where nearly every line has one."""
    if "*" in aligned.text and "**" in aligned.text:  # one character is found in a tenth of the time that two take
        aligned = _without(aligned, [at for bold in _BOLD.finditer(aligned.text) for at in _ends_of(bold)])
    if "]" in aligned.text and "](" in aligned.text:
        aligned = _without(aligned, [image.span() for image in _IMAGE.finditer(aligned.text)])
        aligned = _without(
            aligned, [at for link in _LINK.finditer(aligned.text) for at in (link.span(1), link.span(2))]
        )
    if "\\" in aligned.text:
        aligned = _without(aligned, [number.span(1) for number in _ESCAPED.finditer(aligned.text)])
        aligned = aligned.apply(_numbers(aligned.text), "restore")
    if not _BULLETS.isdisjoint(firsts_of(aligned.text)):
        aligned = _without(aligned, [bullet.span(1) for bullet in _BULLET.finditer(aligned.text)])
    if ">" in aligned.text and (aligned.text[0] == ">" or "\n>" in aligned.text):
        quoted = [line.span() for line in _QUOTED.finditer(aligned.text)]
        if len(quoted) >= FEWEST and 10 * len(quoted) >= 9 * len(_LINES.findall(aligned.text)):
            aligned = _without(aligned, quoted)
    return _without_tags(aligned)


def _numbers(text: str) -> list[Replacement]:
    """Per cent and numbers in circles that are written as formulas."""
    shares = [Replacement(*m.span(), (m[1] or "").replace(" ", "") + "%", RULE, 0.95) for m in _PER_CENT.finditer(text)]
    circled = [Replacement(*m.span(), chr(ord("①") - 1 + int(m[1])), RULE, 0.95) for m in _CIRCLED.finditer(text)]
    return sorted(shares + circled, key=lambda found: found.start)


def _ends_of(bold: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    return (bold.start(), bold.start(1)), (bold.end(1), bold.end())


def _without(aligned: AlignedText, marks: list[tuple[int, int]]) -> AlignedText:
    found = [Replacement(start, end, "", RULE, 0.95) for start, end in marks]
    return aligned.apply(found, "restore") if found else aligned


def _without_tags(aligned: AlignedText) -> Restored:
    text = aligned.text
    if "<" not in text or len(_END.findall(text)) < FEWEST:
        return Restored(aligned)
    return Restored(aligned.apply(list(_replacements(text)), "restore"))


def _replacements(text: str) -> Iterator[Replacement]:
    for tags in _TAGS.finditer(text):
        shown = tags.group()
        after = "\n" if _BLOCK.search(shown) else "\t" if _CELL.search(shown) else ""
        yield Replacement(*tags.span(), after, RULE, 0.95)

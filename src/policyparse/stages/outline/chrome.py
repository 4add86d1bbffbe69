"""What a web page prints around a document."""

import re
from collections import defaultdict

from policyparse.kept import kept
from policyparse.lexicon.site_words import site_words

_HAN = re.compile("[一-鿿]")


def is_chrome(line: str) -> bool:
    """True for what a web page prints around a document, and for page numbers.

    >>> [is_chrome(x) for x in ("打印本页 关闭窗口", "发布时间：2024-05-06 来源：办公室 浏览次数：123", "- 3 -", "分享服务工作方案")]
    [True, True, True, False]
    """
    whole, starts = _of_sites()
    bare = line.lstrip(_BULLETS)
    return (
        (len(bare) <= _WORD and "".join(bare.split()).strip("[]【】") in whole)
        or bare.startswith(starts.get(bare[:1], ()))
        or (len(line) < 12 and not any(map(str.isalpha, line)))
        or (len(line) <= _BAR and _BAR_PARTS.search(line) is not None and _is_bar(line))
    )


_BULLETS = "•· \t　"
_WORD = 16  # characters of a word of a site, with blanks and brackets


@kept
def _of_sites() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """What sites say in a line of its own, and how their other lines begin, by the first character."""
    starts: defaultdict[str, list[str]] = defaultdict(list)
    for start in (*site_words("start"), *site_words("copied-start")):
        starts[start[0]].append(start)
    whole = frozenset((*site_words("whole"), *site_words("copied")))
    return whole, {first: tuple(alike) for first, alike in starts.items()}


def _is_bar(line: str) -> bool:
    """True for a line of several things that a page says of itself: `打印本页 关闭窗口`, `来源：办公室 浏览次数：123`."""
    words, labels = _of_pages()
    parts = list(filter(None, _BAR_PARTS.split(line)))
    known = [part in words or part.partition("：")[0].partition(":")[0] in labels for part in parts]
    return sum(known) > 1 and all(k or not _HAN.search(part) for k, part in zip(known, parts, strict=True))


_BAR = 100  # characters of such a line
_BAR_PARTS = re.compile(r"[\s|｜【】\[\]]+")


@kept
def _of_pages() -> tuple[frozenset[str], frozenset[str]]:
    """What pages say in lines of their own, and what they say with a value behind a colon."""
    return frozenset(site_words("whole")), frozenset(site_words("label"))

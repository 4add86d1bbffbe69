"""Text that a page keeps where only a script takes it from: a `<textarea>` that is not shown, a template in a `<script>`."""

from __future__ import annotations

import re
from html import unescape

MOST = 40  # such elements of a page that are looked at
LEAST = 2  # sentences: a comment's field says less
_HOLDER = re.compile(r"<(textarea|script|template|xmp)\b([^<>]{0,400})>", re.IGNORECASE)
_TEMPLATE = re.compile(r"""type\s*=\s*["']?text/(?:html|template|plain|x-)""", re.IGNORECASE)
_SENTENCE = re.compile("[\u3400-\u9fff][^<>，。；]{0,80}[，。；]")


def scripted(markup: str) -> str | None:
    """The longest text that a page keeps so, as markup; none where there is none with sentences."""
    found: list[str] = []
    at = 0
    for _ in range(MOST):
        holder = _HOLDER.search(markup, at)
        if holder is None:
            break
        at = holder.end()
        end = markup.find("</", at) if holder[1].lower() == "textarea" else markup.find(f"</{holder[1]}", at)
        if end < 0 or (holder[1].lower() == "script" and not _TEMPLATE.search(holder[2])):
            continue
        kept = markup[at:end]
        kept = unescape(kept) if "&lt;" in kept and "<" not in kept else kept
        if len(_SENTENCE.findall(kept)) >= LEAST:
            found.append(kept)
        at = end
    return max(found, key=len, default=None)

"""Text that a page keeps where only a script takes it from: a `<textarea>` that is not shown, a template in a `<script>`,
a value of JSON."""

from __future__ import annotations

import json
import re
from html import escape, unescape

MOST = 40  # such elements of a page that are looked at
LEAST = 2  # sentences: a comment's field says less
_HOLDER = re.compile(r"<(textarea|script|template|xmp)\b([^<>]{0,400})>", re.IGNORECASE)
_TEMPLATE = re.compile(r"""type\s*=\s*["']?text/(?:html|template|plain|x-)""", re.IGNORECASE)
# One that does not end is one as well, so that its quotes are not looked at again.
_STRING = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?')
SHORTEST = 40  # characters of a string that may hold a text
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
        if end < 0:
            continue
        kept = markup[at:end]
        if holder[1].lower() == "script" and not _TEMPLATE.search(holder[2]):
            kept = _longest_value(kept)
        kept = unescape(kept) if "&lt;" in kept and "<" not in kept else kept
        if len(_SENTENCE.findall(kept)) >= LEAST:
            found.append(kept)
        at = end
    return max(found, key=len, default=None)


def _longest_value(script: str) -> str:
    """The longest string with sentences that a script holds as JSON, as markup; nothing where it holds none."""
    found = ""
    for written in _STRING.finditer(script):
        if written.end() - written.start() < SHORTEST:
            continue
        try:
            value = json.loads(written.group())
        except ValueError:  # it is JavaScript's own
            continue
        if len(value) > len(found) and len(_SENTENCE.findall(value)) >= LEAST:
            found = value
    return found if "<" in found or "&lt;" in found else "<br>".join(map(escape, found.splitlines()))

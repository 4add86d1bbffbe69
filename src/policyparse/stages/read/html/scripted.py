"""Text that a page keeps where only a script takes it from: a `<textarea>` that is not shown, a template in a `<script>`,
a value of JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape, unescape

MOST = 40  # such elements of a page that are looked at
LEAST = 2  # sentences: a comment's field says less
_HOLDER = re.compile(r"<(textarea|script|template|xmp)\b([^<>]{0,400})>", re.IGNORECASE)
_TEMPLATE = re.compile(r"""type\s*=\s*["']?text/(?:html|template|plain|x-)""", re.IGNORECASE)
# One that does not end is one as well, so that its quotes are not looked at again.
_STRING = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?')
_IN_OTHER_QUOTES = re.compile(r"'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|`[^`\\]*(?:\\.[^`\\]*)*`?", re.DOTALL)
_ESCAPED = re.compile(r"\\(x[0-9A-Fa-f]{2}|.)|\"", re.DOTALL)
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
    """The longest string with sentences that a script holds, as markup; nothing where it holds none."""
    found = _longest(_STRING.findall(script)) or _longest(map(_as_json, _IN_OTHER_QUOTES.findall(script)))
    return found if "<" in found or "&lt;" in found else "<br>".join(map(escape, found.splitlines()))


def _longest(strings: Iterable[str]) -> str:
    """The longest value with sentences among strings of JSON."""
    found = ""
    for written in strings:
        if len(written) < SHORTEST:
            continue
        try:
            value = json.loads(written, strict=False)
        except ValueError:  # it is JavaScript's own
            continue
        if len(value) > len(found) and len(_SENTENCE.findall(value)) >= LEAST:
            found = value
    return found


def _as_json(written: str) -> str:
    """A string in JavaScript's other quotes as one of JSON."""
    return '"' + _ESCAPED.sub(_in_json, written[1:-1]) + '"'


def _in_json(sign: re.Match[str]) -> str:
    escaped = sign[1]
    if escaped is None:
        return '\\"'
    if len(escaped) > 1:
        return f"\\u00{escaped[1:]}"
    return sign.group() if escaped in '"\\/bfnrtu' else escaped

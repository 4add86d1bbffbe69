"""Documents → one page that works offline: the text with its records marked, tables, both texts side by side, plots.

Documents are hostile text. They enter the page at one place, as JSON in a data block in which `<` cannot occur; the
script sets them as text, never as markup; the content security policy allows this page's own script and style, by
their hashes, and nothing else: no request, no frame, no form, no evaluation.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

LEFT_OUT = {"alignment", "source_sha256", "schema_version", "pages", "rule", "encoding", "media_type"}
_EDIT_TEXTS = {"before", "after"}  # the page cuts them out of the two texts


def page(documents: Iterable[Mapping[str, Any]], changes: Sequence[Mapping[str, Any]] | None = None) -> str:
    """The page of documents (their fields), and of `changes` where two are compared."""
    content: dict[str, Any] = {"documents": [_slim(d) for d in documents]}
    if changes is not None:
        content["changes"] = list(changes)
    style, script = _file("page.css"), _file("page.js")
    parts = {
        "%POLICY%": _policy(style, script),
        "%STYLE%": style,
        "%DATA%": _data(content),
        "%SCRIPT%": script,
    }
    return "".join(parts.get(piece, piece) for piece in re.split(r"(%[A-Z]+%)", _file("page.html")))


def index(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], total: int, note: str) -> str:
    """A page that lists documents, one row each, without a script; how many there are and `note` stand above the table."""
    head = "".join(f'<th scope="col">{escape(c)}</th>' for c in columns)
    body = "\n".join(f"<tr>{''.join(f'<td>{_cell(row[c])}</td>' for c in columns)}</tr>" for row in rows)
    style = _file("page.css")
    return (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, "")}">'
        f"<title>policyparse</title><style>{style}</style></head><body>"
        f'<header><h1>{total} documents<small>{escape(note)}</small></h1></header><main class="index"><div class="scroll">'
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div></main></body></html>\n"
    )


def _cell(value: Any) -> str:
    return "" if value is None else escape(str(value))


def _slim(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document without what the page does not show."""
    slim = {k: v for k, v in document.items() if k not in LEFT_OUT}
    slim["measures"] = [{k: v for k, v in m.items() if k != "text"} for m in document["measures"]]
    slim["clauses"] = [{k: v for k, v in c.items() if k != "text"} for c in document["clauses"]]
    slim["edits"] = [{k: v for k, v in e.items() if k not in _EDIT_TEXTS} for e in document["edits"]]
    for table in ("sections", "measures", "clauses", "responsibilities", "segments", "targets", "edits", "notices"):
        slim[table] = [{k: v for k, v in row.items() if k not in _UNSEEN} for row in slim[table]]
    return slim


_UNSEEN = {"document_id", "numbering", "source_name"}


def _data(content: Mapping[str, Any]) -> str:
    """JSON that can stand in a data block: no `<`, no line separators of JavaScript."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _policy(style: str, script: str) -> str:
    hashes = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _file(name: str) -> str:
    return files("policyparse.release.explorer").joinpath(name).read_text(encoding="utf-8")

"""What can be done with one file: parse it, show it, restore it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

from policyparse.cli.console import columns, emit, emit_rows, in_colour
from policyparse.records.names import name_of

STDIN = "stdin.txt"
_OPENING = 48  # columns of a terminal


def parse(file: str, form: str = "json", name: str = STDIN) -> None:
    """Write the documents of a file as json, yaml, table or akn."""
    documents = _fields(file, name)
    if form == "table":
        _emit_table(documents)
    elif form == "yaml":
        from policyparse.release.forms import yaml_text

        emit("---\n".join(yaml_text(fields) for fields in documents))
    elif form == "akn":
        from policyparse.release.akn import akn

        emit(akn(*documents))
    else:
        from policyparse.release.forms import json_line, json_text

        emit(json_text(documents[0]) if len(documents) == 1 else "".join(json_line(d) + "\n" for d in documents))


def show(file: str, name: str = STDIN) -> None:
    """Show the documents of a source or of a published file."""
    from policyparse.release.show import View

    view = View(columns(), in_colour())
    for number, fields in enumerate(_fields_or_published(file, name)):
        emit("\n" * (2 * bool(number)) + "\n".join(view.lines(fields)) + "\n")


def restore(file: str, edits: bool = False, name: str = STDIN) -> None:
    """Write the repaired text of a file, or the list of repairs."""
    from policyparse.pipeline import restored

    for text in restored(*_input(file, name)):
        if edits:
            from policyparse.release.repairs import repair_rows

            emit_rows(repair_rows(text))
        else:
            emit(text.aligned.text)


PLAIN: dict[str, Callable[[str], None]] = {"parse": parse, "show": show, "restore": restore}
"""The commands that need nothing but a file."""


def content(file: str) -> bytes:
    """The content of a file, or of standard input."""
    if file == "-":
        return sys.stdin.buffer.read()
    from policyparse.pipeline import content_of

    return content_of(file)


def _input(file: str, name: str) -> tuple[bytes, str]:
    """The content and name of a file, or of standard input."""
    return content(file), name if file == "-" else name_of(file)


def _fields(file: str, name: str) -> list[dict[str, Any]]:
    """The documents in a file, as plain fields."""
    from policyparse.pipeline import parse_fields

    return parse_fields(*_input(file, name))


def _fields_or_published(file: str, name: str) -> list[dict[str, Any]]:
    """The same, where published documents stand for themselves."""
    from policyparse.pipeline import parse_fields
    from policyparse.stages.read.signs import is_data

    data, name = _input(file, name)
    if not is_data(data, name):
        return parse_fields(data, name)
    from policyparse.release.load import documents_of

    return [document.model_dump() for document in documents_of(data, file)]


def _emit_table(documents: Iterable[dict[str, Any]]) -> None:
    """One row a measure; where it has no heading, how it begins."""
    from policyparse.release.overview import BRIEF, overview_rows
    from policyparse.release.show import opening
    from policyparse.release.terminal import cut

    rows = [list(BRIEF)]
    for fields in documents:
        for row, measure in zip(overview_rows(fields), fields["measures"], strict=True):
            heading = row["heading"] or cut(opening(measure, fields["text"]), _OPENING)
            rows.append([str({**row, "heading": heading}[column] or "") for column in BRIEF])
    emit_rows(rows)

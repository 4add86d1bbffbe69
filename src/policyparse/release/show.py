"""A document as a person reads it in a terminal: its outline, who is to act, and the numbers to reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policyparse.release.overview import ROLES, agencies_by_role, amount, targets_by_node
from policyparse.release.terminal import cut, joined, pad, pieces, width, wrap

Row = Mapping[str, Any]
_COLOURS = {"title": "1", "section": "1;36", "label": "36", "lead": "32", "number": "33", "dim": "2"}
_LABELS = (*ROLES, "target", "baseline", "condition", "benefit")
_LABEL_COLUMNS = max(map(len, _LABELS)) + 2
_INDICATOR_COLUMNS = 32


class View:
    """How to write: the width of a line, and whether in colour."""

    def __init__(self, columns: int, colour: bool) -> None:
        self.columns, self.colour = max(columns, 48), colour

    def paint(self, text: str, style: str) -> str:
        """The text in a colour, where there are colours; characters that steer a terminal are dropped."""
        clean = "".join(c for c in text if c.isprintable())
        code = _COLOURS.get(style) if self.colour and clean else None
        return f"\x1b[{code}m{clean}\x1b[0m" if code else clean

    def lines(self, document: Row) -> Iterator[str]:
        """The document, given as the fields of `Document`."""
        yield from self._head(document)
        self._who, self._numbers = agencies_by_role(document), targets_by_node(document)
        if any(key[0] is None for key in self._who) or self._numbers[None]:
            yield ""
            yield from self._node_records(None, "")
        for row in _reading_order(document):
            yield from self._node(row, row["heading"] or opening(row, document["text"]))
        yield from self._notices(document["notices"])

    def _head(self, document: Row) -> Iterator[str]:
        for line in wrap(document["title"] or document["document_id"], self.columns):
            yield self.paint(line, "title")
        facts = [document["issuer"], document["document_number"], document["date_issued"], document["status"]]
        if document["consultation_start"] or document["consultation_end"]:
            facts.append(
                f"consultation {document['consultation_start'] or '…'} – {document['consultation_end'] or '…'}"
            )
        yield from self._dim(" · ".join(str(f) for f in facts if f))
        counts = [f"{t} {len(document[t])}" for t in ("sections", "measures", "responsibilities", "targets")]
        yield from self._dim(f"{' · '.join(counts)} · {document['coverage']:.1%} of the text understood")

    def _dim(self, text: str) -> Iterator[str]:
        return (self.paint(line, "dim") for line in wrap(text, self.columns))

    def _node(self, row: Row, words: str) -> Iterator[str]:
        depth = row["path"].count("/")
        section = "section_id" in row and "measure_id" not in row
        indent = "  " * min(depth, 8)
        label = row["label"].removeprefix("#")
        hang = indent + " " * (width(label) + 1)
        room = self.columns - width(hang)
        heading = wrap(words, room) if row["heading"] else [cut(words, room)]
        if section and depth == 0:
            yield ""
        for number, line in enumerate(heading):
            style = "section" if section else "label"
            lead = f"{indent}{self.paint(label, style)} " if number == 0 else hang
            yield lead + (self.paint(line, "section") if section else self.paint(line, "title"))
        yield from self._node_records(row["measure_id" if not section else "section_id"], hang)

    def _node_records(self, node_id: str | None, indent: str) -> Iterator[str]:
        for role in ROLES:
            yield from self._labelled(role, _listed(self._who[node_id, role]), indent)
        for target in self._numbers[node_id]:
            yield self._target(target, indent)

    def _labelled(self, label: str, words: Sequence[str], indent: str) -> Iterator[str]:
        """A label and behind it the pieces of a text, its further lines under the first."""
        lines = joined(words, self.columns - len(indent) - _LABEL_COLUMNS) if words else []
        for number, line in enumerate(lines):
            style = "lead" if label == "lead" else "dim"
            head = pad(label, _LABEL_COLUMNS) if number == 0 else " " * _LABEL_COLUMNS
            yield indent + self.paint(head, style) + self.paint(line, "lead" if label == "lead" else "plain")

    def _target(self, target: Row, indent: str) -> str:
        said = amount(target)
        deadline = f"  {target['deadline']}" if target["deadline"] else ""
        room = self.columns - len(indent) - _LABEL_COLUMNS - width(said + deadline) - 2
        room = max(4, min(_INDICATOR_COLUMNS, room))
        indicator = pad(cut(_clean(target["indicator"] or "—"), room), room)
        label = self.paint(pad(target["kind"], _LABEL_COLUMNS), "number")
        return f"{indent}{label}{indicator}  {self.paint(said, 'number')}{self.paint(deadline, 'dim')}"

    def _notices(self, notices: Sequence[Row]) -> Iterator[str]:
        told = [n for n in notices if n["severity"] != "info"]
        if told:
            yield ""
            yield self.paint(f"{len(told)} to review", "title")
        for notice in told:
            said = f"{notice['code']}: {notice['message']}"
            yield from self._labelled(notice["severity"], list(pieces(said)), "")


def _listed(names: Sequence[str]) -> list[str]:
    """The names with `、` between them; a line breaks behind one, not within `各区、县（市）政府`."""
    return [*(f"{name}、" for name in names[:-1]), *names[-1:]]


def _reading_order(document: Row) -> list[Row]:
    return sorted([*document["sections"], *document["measures"]], key=lambda row: int(row["position"]))


def opening(row: Row, text: str) -> str:
    """What stands for a heading where there is none: how a section or measure of the document `text` begins, without its
    label."""
    line = text[row["text_start"] : row["text_end"]].strip().split("\n")[0]
    label = line[: len(row["label"])].replace("(", "（").replace(")", "）")  # a label has its brackets full-width
    return _clean((line[len(label) :] if label == row["label"] else line).lstrip("、.．)） \u3000"))


def _clean(text: str) -> str:
    return "".join(c for c in text if c.isprintable())

"""A document as legal XML: Akoma Ntoso 3.0 (OASIS, LegalDocML, 2018), from which all its text can be got back.

Sections are `section`, measures `paragraph`; agencies are `organization` references to `TLCOrganization` entries,
targets are `quantity` with their value. A line of the text is one `p`; the text is the lines' content, white space aside.
XML has one root: the documents of a file that holds several are the components of a `documentCollection`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNDATED = "0001-01-01"  # the schema asks for a date; this one says that the text has none
# What XML 1.0 cannot hold (section 2.2); such characters stand as U+FFFD.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Fields = Mapping[str, Any]


def akn(*documents: Fields) -> str:
    """The XML of a document (its fields), or of several as one collection."""
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    if len(documents) == 1:
        _document(root, documents[0])
    else:
        _collection(root, documents)
    indent(root, " ")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + tostring(root, encoding="unicode", short_empty_elements=True)
        + "\n"
    )


def _document(parent: Element, document: Fields, prefix: str = "") -> None:
    """One `doc`; `prefix` tells its ids from those of the other documents of a collection."""
    doc = SubElement(parent, "doc", {"name": document["document_type"] or "policy"})
    writer = _Writer(document, prefix)
    writer.meta(doc)
    first, last = writer.bounds()
    writer.block(doc, "preface", 0, first)
    body = SubElement(doc, "mainBody")
    writer.items(body, first, last)
    if not len(body):
        SubElement(body, "p")
    writer.block(doc, "conclusions", last, len(writer.text))


def _collection(parent: Element, documents: Sequence[Fields]) -> None:
    """A `documentCollection`, named and dated after its first document."""
    collection = SubElement(parent, "documentCollection", {"name": "collection"})
    meta = SubElement(collection, "meta")
    issued = str(documents[0]["date_issued"] or UNDATED)
    _identification(meta, f"/akn/cn/documentCollection/{issued}/{documents[0]['document_id']}", issued)
    references = SubElement(meta, "references", {"source": "#policyparse"})
    _own_organizations(references, documents[0]["issuer"])
    body = SubElement(collection, "collectionBody")
    for number, document in enumerate(documents, start=1):
        component = SubElement(body, "component", {"eId": f"cmp_{number}"})
        _document(component, document, f"cmp_{number}__")


def _identification(meta: Element, uri: str, issued: str, number: str | None = None, prefix: str = "") -> None:
    """Work, expression and manifestation of what has this URI, as FRBR tells them apart."""
    identification = SubElement(meta, "identification", {"source": f"#{prefix}policyparse"})
    for level, place in (
        ("FRBRWork", uri),
        ("FRBRExpression", f"{uri}/zho@"),
        ("FRBRManifestation", f"{uri}/zho@.xml"),
    ):
        part = SubElement(identification, level)
        SubElement(part, "FRBRthis", {"value": f"{place}/!main"})
        SubElement(part, "FRBRuri", {"value": place})
        SubElement(part, "FRBRdate", {"date": issued, "name": "issued"})
        SubElement(part, "FRBRauthor", {"href": f"#{prefix}issuer"})
        if level == "FRBRWork":
            SubElement(part, "FRBRcountry", {"value": "cn"})
            if number:
                SubElement(part, "FRBRnumber", {"value": _clean(number)})
        elif level == "FRBRExpression":
            SubElement(part, "FRBRlanguage", {"language": "zho"})


def _own_organizations(references: Element, issuer: str | None, prefix: str = "") -> None:
    """Who made the XML, and who issued the document."""
    _organization(references, f"{prefix}policyparse", "/ontology/organization/policyparse", "policyparse")
    _organization(references, f"{prefix}issuer", "/ontology/organization/cn/issuer", issuer or "?")


def _organization(parent: Element, identifier: str, href: str, name: str) -> None:
    SubElement(parent, "TLCOrganization", {"eId": identifier, "href": href, "showAs": _clean(name)})


@dataclass(frozen=True, slots=True)
class _Item:
    """A section or measure with its place."""

    id: str
    parent: str | None
    element: str
    position: int
    label: str
    heading: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """An agency or a number in the text."""

    start: int
    end: int
    element: str
    attributes: dict[str, str]


class _Writer:
    """One document's elements."""

    def __init__(self, document: Fields, prefix: str) -> None:
        self.document, self.prefix, self.text = document, prefix, str(document["text"])
        self.nodes = sorted(_items(document), key=lambda i: i.position)
        agencies = enumerate(document["agencies"], start=1)
        self.organizations = {a["agency_id"]: f"{prefix}org_{number}" for number, a in agencies}
        self.marks = list(_apart(_marks(document, self.organizations, prefix)))

    def bounds(self) -> tuple[int, int]:
        """Where the numbered items begin and end."""
        if not self.nodes:
            return len(self.text), len(self.text)
        return self.nodes[0].start, max(n.end for n in self.nodes)

    def meta(self, doc: Element) -> None:
        """What the document is called, and the agencies referred to."""
        document, prefix = self.document, self.prefix
        meta = SubElement(doc, "meta")
        issued = str(document["date_issued"] or UNDATED)
        uri = f"/akn/cn/doc/{issued}/{document['document_id']}"
        _identification(meta, uri, issued, document["document_number"], prefix)
        references = SubElement(meta, "references", {"source": f"#{prefix}policyparse"})
        _own_organizations(references, document["issuer"], prefix)
        for agency in document["agencies"]:
            href = f"/ontology/organization/cn/{_token(agency['agency_id'])}"
            _organization(references, self.organizations[agency["agency_id"]], href, agency["name"])

    def items(self, parent: Element, start: int, end: int, above: str | None = None) -> None:
        """The items under `above`, and what stands between them."""
        children = [n for n in self.nodes if n.parent == above]
        at = start
        for child in children:
            self._between(parent, at, child.start)
            self.item(parent, child)
            at = child.end
        self._between(parent, at, end)

    def item(self, parent: Element, node: _Item) -> None:
        """One item: number, heading, and its own text with the items under it."""
        element = SubElement(parent, node.element, {"eId": f"{self.prefix}{node.element[:4]}_{node.position}"})
        at = self._head(element, node)
        children = [n for n in self.nodes if n.parent == node.id]
        if children:
            if self.text[at : children[0].start].strip():
                self.paragraphs(SubElement(element, "intro"), at, children[0].start)
            self.items(element, children[0].start, node.end, node.id)
        else:
            self.paragraphs(SubElement(element, "content"), at, node.end)

    def _head(self, element: Element, node: _Item) -> int:
        """Number and heading; where what follows them begins."""
        number = SubElement(element, "num")
        at = node.start
        if node.heading:
            found = self.text.find(node.heading, node.start, node.end)
            if found >= 0:
                number.text = _clean(self.text[at:found])
                SubElement(element, "heading").text = _clean(node.heading)
                return found + len(node.heading)
        close = re.compile(r"\W*\w+\W*").match(self.text, at, node.end)
        stop = close.end() if close else at
        number.text = _clean(self.text[at:stop])
        return stop

    def _between(self, parent: Element, start: int, end: int) -> None:
        """Text between two items, which no item holds."""
        if self.text[start:end].strip():
            box = SubElement(parent, "hcontainer", {"eId": f"{self.prefix}hcon_{start}", "name": "unnumbered"})
            self.paragraphs(SubElement(box, "content"), start, end)

    def block(self, parent: Element, name: str, start: int, end: int) -> None:
        """A container of plain paragraphs, left out where it would be empty."""
        if self.text[start:end].strip():
            self.paragraphs(SubElement(parent, name), start, end)

    def paragraphs(self, parent: Element, start: int, end: int) -> None:
        """The lines of a piece of the text, agencies and numbers marked."""
        at = start
        for line in self.text[start:end].splitlines(keepends=True):
            if line.strip():
                self._line(SubElement(parent, "p"), at, at + len(line.rstrip()))
            at += len(line)
        if not len(parent):
            SubElement(parent, "p")

    def _line(self, paragraph: Element, start: int, end: int) -> None:
        last: Element | None = None
        at = start
        for mark in self.marks[_first(self.marks, start) :]:
            if mark.end > end:
                break
            _say(paragraph, last, self.text[at : mark.start])
            last = SubElement(paragraph, mark.element, mark.attributes)
            last.text = _clean(self.text[mark.start : mark.end])
            at = mark.end
        _say(paragraph, last, self.text[at:end])


def _say(parent: Element, last: Element | None, words: str) -> None:
    """Text behind the last child, or at the start of the parent."""
    if last is None:
        parent.text = (parent.text or "") + _clean(words)
    else:
        last.tail = (last.tail or "") + _clean(words)


def _items(document: Fields) -> Iterator[_Item]:
    for rows, key, up, element in (
        (document["sections"], "section_id", "parent_id", "section"),
        (document["measures"], "measure_id", "section_id", "paragraph"),
    ):
        for r in rows:
            yield _Item(r[key], r[up], element, r["position"], r["label"], r["heading"], r["text_start"], r["text_end"])


def _marks(document: Fields, organizations: Mapping[str, str], prefix: str) -> Iterator[_Mark]:
    """Every agency and number that a record speaks of; they may overlap."""
    for number, r in enumerate(document["responsibilities"], start=1):
        attributes = {"eId": f"{prefix}resp_{number}", "refersTo": "#" + organizations[r["agency_id"]]}
        yield _Mark(r["text_start"], r["text_end"], "organization", attributes)
    for number, t in enumerate(document["targets"], start=1):
        attributes = {
            "eId": f"{prefix}targ_{number}",
            "refersTo": f"#unit_{_token(t['unit'] or 'one')}",
            "normalized": repr(t["value"]),
        }
        yield _Mark(t["text_start"], t["text_end"], "quantity", attributes)


def _apart(marks: Iterator[_Mark]) -> Iterator[_Mark]:
    """The marks in order; of those that overlap, the first."""
    end = 0
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if mark.start >= end and mark.end > mark.start:
            end = mark.end
            yield mark


def _first(marks: Sequence[_Mark], start: int) -> int:
    """The index of the first mark from `start` on."""
    low, high = 0, len(marks)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if marks[middle].start < start else (low, middle)
    return low


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _token(text: str) -> str:
    """A name without white space or marks that a URI gives a meaning."""
    return re.sub(r"[^\w/.-]+", "-", text)

"""The way of a document: one line per stage."""

from __future__ import annotations

from policyparse.assemble import assemble
from policyparse.records.document import Document
from policyparse.records.found import Context, Source
from policyparse.stages.agencies import agencies
from policyparse.stages.outline import outline, plans
from policyparse.stages.read import read
from policyparse.stages.responsibilities import responsibilities
from policyparse.stages.restore import restore
from policyparse.stages.simplify import simplify
from policyparse.stages.targets import targets
from policyparse.text import AlignedText


def parse(content: str | bytes, name: str = "document.txt") -> list[Document]:
    """The documents in a file's content, in order; a file may hold several plans.

    `name` is the file's name: its ending helps to choose the reader, its stem makes the ids.
    Raises InputError where the content cannot be read.
    """
    return [document for source in read(content, name) for document in parse_source(source)]


def parse_source(source: Source) -> list[Document]:
    """The documents in a source that has been read."""
    restored = restore(AlignedText.of(source.text))
    simplified = simplify(restored.aligned)
    documents = []
    context = Context(source.issuer, source.date_issued)
    for number, span in enumerate(plans(simplified.aligned.text), start=1):
        aligned = simplified.aligned.slice(span.start, span.end)
        outlined = outline(aligned.text, source.title, context)
        duties = responsibilities(aligned.text, outlined)
        who = agencies(aligned.text, outlined, duties, context)
        numbers = targets(aligned.text, outlined, duties)
        documents.append(
            assemble(source, number, span, aligned, (restored, simplified), outlined, duties, who, numbers)
        )
        context = Context(who.issuer or context.issuer, outlined.parts.date_issued or context.date_issued)
    return documents

"""What a whole file's stages noted, among the documents of the file."""

from policyparse.assemble import file_notes
from policyparse.records.found import Note, Restored, Simplified, Source
from policyparse.text import AlignedText, Replacement, Span


def test_a_note_goes_to_the_document_that_it_stands_in() -> None:
    source = Source(
        "两份.txt", "", "text/plain", "utf-8", "甲乙 丙丁戊己", notes=(Note("c", "info", "of the file", None),)
    )
    restored = Restored(
        AlignedText.of(source.text).apply([Replacement(2, 3, "", "layout.blank")], "restore"),
        (Note("a", "review", "in the first", Span(1, 2)), Note("b", "review", "over both", Span(2, 5))),
    )
    simplified = Simplified(restored.aligned, "simplified", (Note("d", "info", "at the end", Span(6, 6)),))
    first, second = file_notes(source, restored, simplified, [Span(0, 3), Span(3, 6)])
    assert [(n.code, n.span) for n in first] == [("c", None), ("a", Span(1, 2)), ("b", Span(2, 3))]
    assert [(n.code, n.span) for n in second] == [("c", None), ("d", Span(3, 3))]

"""What must always hold of an aligned text, for any source and any two rounds of replacements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.text import AlignedText, Replacement, Span

TEXT = st.text(alphabet="一二三甲乙ab?、\n", max_size=40)


@st.composite
def replacements(draw: st.DrawFn, length: int) -> list[Replacement]:
    """Disjoint replacements in order over a text of `length` characters."""
    bounds = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
    return [Replacement(a, b, draw(st.text(alphabet="丙丁cd", max_size=4)), f"r{i}") for i, (a, b) in enumerate(pairs)]


@st.composite
def aligned(draw: st.DrawFn) -> AlignedText:
    first = AlignedText.of(draw(TEXT))
    second = first.apply(draw(replacements(len(first.text))), stage="restore")
    return second.apply(draw(replacements(len(second.text))), stage="simplify", positional=draw(st.booleans()))


@st.composite
def plain_apply(draw: st.DrawFn) -> tuple[str, list[Replacement]]:
    text = draw(TEXT)
    return text, draw(replacements(len(text)))


def test_a_range_without_the_blanks_at_its_ends() -> None:
    text = "\u3000市财政局 \n"
    assert Span(0, len(text)).trimmed(text) == Span(1, 5)
    assert Span(1, 5).trimmed(text) == Span(1, 5)
    assert Span(5, 7).trimmed(text) == Span(5, 5)


@given(plain_apply())
def test_apply_does_what_replacing_from_the_back_does(case: tuple[str, list[Replacement]]) -> None:
    text, changes = case
    expected = text
    for change in reversed(changes):
        expected = expected[: change.start] + change.after + expected[change.end :]
    assert AlignedText.of(text).apply(changes, "s").text == expected


@given(aligned())
def test_edits_replay_forward_and_back(item: AlignedText) -> None:
    assert item.inverted().text == item.source
    assert item.replayed() == item.text


@given(aligned())
def test_runs_are_equal_and_edits_lie_between_them(item: AlignedText) -> None:
    for run in item.runs():
        assert (
            item.text[run.text_start : run.text_start + run.length]
            == item.source[run.source_start : run.source_start + run.length]
        )
    covered = sum(r.length for r in item.runs()) + sum(e.text_end - e.text_start for e in item.edits)
    assert covered == len(item.text)


@given(aligned(), st.integers(0, 60), st.integers(0, 60))
def test_source_spans_are_ordered_and_hold_what_became_the_text(item: AlignedText, a: int, b: int) -> None:
    start, end = sorted((min(a, len(item.text)), min(b, len(item.text))))
    source = item.source_span(Span(start, end))
    assert 0 <= source.start <= source.end <= len(item.source)
    for run in item.runs():
        low, high = max(start, run.text_start), min(end, run.text_start + run.length)
        if low < high:
            shift = run.source_start - run.text_start
            assert source.start <= low + shift
            assert high + shift <= source.end


@given(aligned(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_the_sources_of_many_spans_are_those_of_each(item: AlignedText, pairs: list[tuple[int, int]]) -> None:
    spans = [sorted(min(at, len(item.text)) for at in pair) for pair in pairs]
    starts, ends = item.source_columns([start for start, _ in spans], [end for _, end in spans])
    assert list(zip(starts, ends, strict=True)) == [item.source_bounds(start, end) for start, end in spans]


@given(aligned().filter(lambda item: item.text), st.integers(1, 60))
def test_neighbouring_slices_tile_text_and_source(item: AlignedText, at: int) -> None:
    at = min(at, len(item.text) - 1)
    left, right = item.slice(0, at), item.slice(at, len(item.text))
    assert left.text + right.text == item.text
    assert left.source + right.source == item.source
    for part in (left, right):
        assert part.inverted().text == part.source
        assert part.replayed() == part.text


def test_a_slice_divides_an_edit() -> None:
    item = AlignedText.of("甲乙丙").apply([Replacement(0, 2, "丁丁丁", "r")], "s")
    left, right = item.slice(0, 1), item.slice(1, 4)
    assert (left.source, left.text, right.source, right.text) == ("甲乙", "丁", "丙", "丁丁丙")
    paired = AlignedText.of("甲乙丙").apply([Replacement(0, 2, "丁戊", "r")], "s", positional=True)
    left, right = paired.slice(0, 1), paired.slice(1, 3)
    assert (left.source, left.text, right.source, right.text) == ("甲", "丁", "乙丙", "戊丙")
    assert right.source_span(Span(0, 1)) == Span(0, 1)


@given(aligned(), st.data())
def test_rewritten_is_what_apply_makes_of_the_same_runs(item: AlignedText, data: st.DataObject) -> None:
    bounds = data.draw(st.lists(st.integers(0, len(item.text)), max_size=8, unique=True).map(sorted))
    spans = [Span(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    after, taken = "", 0
    for start, end in spans:
        after += item.text[taken:start] + "戊" * (end - start)
        taken = end
    after += item.text[taken:]
    expected = item.apply([Replacement(s, e, after[s:e], "r") for s, e in spans], "simplify", positional=True)
    changed = bytes(a != b for a, b in zip(item.text, after, strict=True))
    made = item.rewritten(after, changed, "simplify", "r")  # with neighbouring runs in one edit
    assert (made.text, made.source) == (expected.text, expected.source)
    assert made.inverted().text == item.source
    assert made.replayed() == expected.text
    for start in range(len(made.text)):
        assert made.source_span(Span(start, start + 1)) == expected.source_span(Span(start, start + 1))


def test_rewriting_to_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="in the place of"):
        AlignedText.of("甲乙丙").rewritten("甲乙", b"\0\0\1", "s", "r")

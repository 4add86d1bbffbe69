"""What a person sees of a run that takes long: how far it is and when it will be done, and nothing in a pipe."""

from __future__ import annotations

import sys

import pytest

from policyparse.cli import console
from policyparse.cli.waiting import WIDTH, Bar, table
from policyparse.corpus.run import Summary


class Stream:
    """A stream that may be a terminal."""

    def __init__(self, terminal: bool) -> None:
        self.text, self.terminal = "", terminal

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


def ten_seconds_of(stream: Stream, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """A run of 100 inputs, 40 done after ten seconds with 3 refused."""
    now = [100.0]
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("policyparse.cli.waiting.monotonic", lambda: now[0])
    bar = Bar()
    bar.begin(100, size)
    now[0] += 0.5
    bar.took(10, size // 10)
    assert stream.text == ""  # what ends within a second needs no bar
    bar.shard({"refused": 3})
    now[0] += 9.5
    bar.took(30, size // 10 * 3 // 2)
    bar.took(1, 0)  # not again within a fifth of a second
    bar.end()


def test_a_bar_tells_rate_refusals_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream(True)
    ten_seconds_of(stream, monkeypatch, 4000)
    drawn, cleared, rest = stream.text.removeprefix("\r").split("\x1b[K")
    assert drawn == "█" * 6 + "·" * (WIDTH - 6) + " 40/100  4/s  3 refused  28 s left"
    assert (cleared, rest) == ("\r", "")


def test_what_an_earlier_run_did_fills_the_bar_and_not_the_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    stream, now = Stream(True), [100.0]
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("policyparse.cli.waiting.monotonic", lambda: now[0])
    bar = Bar()
    bar.begin(1000, 1000)
    bar.stood(700, 700)
    now[0] += 5
    bar.stood(100, 100)
    bar.took(10, 10)
    now[0] += 10
    bar.took(40, 40)
    assert stream.text.split("\x1b[K")[-2].endswith("850/1000  5/s  0 refused  30 s left")


def test_while_inputs_are_listed_and_merged_it_is_said_in_one_line_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream, now = Stream(True), [100.0]
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("policyparse.cli.waiting.monotonic", lambda: now[0])
    bar = Bar()
    bar.listed(1, 10)
    assert stream.text == ""
    now[0] += 2
    bar.listed(70_000, 3_000_000)
    monkeypatch.setenv("COLUMNS", "12")
    bar.publishing()
    assert stream.text == "\rlisting: 70000 inputs, 3 MB\x1b[K\rmaking the r\x1b[K".replace("the r\x1b", "the \x1b")


def test_a_corpus_of_empty_files_has_a_full_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream(True)
    ten_seconds_of(stream, monkeypatch, 0)
    assert "·" not in stream.text
    assert "0 s left" in stream.text


def test_a_log_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream(False)
    ten_seconds_of(stream, monkeypatch, 4000)
    assert stream.text == ""


def test_the_table_says_all_of_the_summary() -> None:
    rows = table(Summary(6, 3, 2, 1, 4, 900, 2, "out", {"binary": 1, "empty": 1}))
    assert dict(rows) == {
        "inputs": "6", "accepted": "3", "refused": "2; 1 binary; 1 empty", "duplicate": "1", "documents": "4",
        "bytes": "900", "shards": "2", "release": "out",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (True, {"TERM": "xterm"}, True),
        (False, {"TERM": "xterm"}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, False),
    ],
)
def test_colours_are_for_a_terminal_whose_owner_wants_them(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], coloured: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", Stream(terminal))
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert console.in_colour() is coloured


def test_a_table_stands_in_columns_on_a_terminal_and_has_tabs_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {}
    for terminal in (True, False):
        monkeypatch.setattr(sys, "stdout", stream := Stream(terminal))
        console.emit_rows([["市财政局", "lead"], ["局", "support"]])
        shown[terminal] = stream.text
    assert shown[True] == "市财政局  lead\n局        support\n"
    assert shown[False] == "市财政局\tlead\n局\tsupport\n"

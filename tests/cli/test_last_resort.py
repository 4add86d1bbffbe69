"""Whatever goes wrong in a command is one line with a way out and status 1; who looks for the defect sees all of it."""

from __future__ import annotations

import pytest

import policyparse
from policyparse import cli
from policyparse.cli import one


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def parse(name: str) -> None:
        raise error

    monkeypatch.setitem(one.PLAIN, "parse", parse)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "plan.txt: it needs more memory than there is"),
        (PermissionError(13, "Permission denied", "/out/a"), "/out/a: Permission denied"),
        (OSError("pipe broke"), "output: pipe broke"),
        (KeyError("label\nof a row"), "this is a defect of policyparse (KeyError: "),
    ],
)
def test_a_failure_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, said: str
) -> None:
    failing(monkeypatch, error)
    monkeypatch.delenv("POLICYPARSE_DEBUG", raising=False)
    assert cli.run(["parse", "plan.txt"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_who_asks_for_it_sees_the_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyError("label"))
    monkeypatch.setenv("POLICYPARSE_DEBUG", "1")
    with pytest.raises(KeyError):
        cli.run(["parse", "plan.txt"])


def test_the_package_lists_what_it_offers() -> None:
    assert {"parse", "build", "verify"} <= set(dir(policyparse))
    with pytest.raises(AttributeError, match="no attribute 'pars'"):
        policyparse.__getattr__("pars")

"""A folder is swapped in whole or stands as it was, whatever call fails and wherever the program ends."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from policyparse.release import swap

OLD = [("manifest.json", b"old"), ("documents/a.json", b"1")]
NEW = [("manifest.json", b"new"), ("documents/a.json", b"2"), ("documents/b.json", b"3" * 3_000_000), ("x/y/z", b"")]
CALLS = ("write", "fsync", "rename", "open", "close", "mkdir")


def ours(folder: Path) -> bool:
    return (folder / "manifest.json").is_file()


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def leftovers(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name.startswith(".tmp-"))


@pytest.fixture(params=["exchange", "two renames"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "two renames":
        monkeypatch.setattr(swap, "_exchange_at_once", lambda one, other: False)
    return str(request.param)


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    swap.publish(tmp_path / "a" / "dist", NEW, ours)
    assert content(tmp_path / "a" / "dist") == dict(NEW)
    assert leftovers(tmp_path / "a") == []


@pytest.mark.usefixtures("either_way")
def test_an_old_release_is_replaced_whole(tmp_path: Path) -> None:
    swap.publish(tmp_path / "dist", NEW, ours)
    swap.publish(tmp_path / "dist", OLD, ours)
    assert content(tmp_path / "dist") == dict(OLD)
    assert leftovers(tmp_path) == []


def test_a_link_to_a_release_stays_a_link(tmp_path: Path) -> None:
    swap.publish(tmp_path / "real", OLD, ours)
    (tmp_path / "dist").symlink_to(tmp_path / "real")
    swap.publish(tmp_path / "dist", NEW, ours)
    assert (tmp_path / "dist").is_symlink()
    assert content(tmp_path / "real") == dict(NEW)


def test_an_empty_folder_is_taken_another_is_not(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    swap.publish(tmp_path / "dist", NEW, ours)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.doc").write_bytes(b"years")
    (tmp_path / "file").write_bytes(b"x")
    for name in ("home", "file"):
        with pytest.raises(FileExistsError, match="not a release"):
            swap.publish(tmp_path / name, NEW, ours)
    assert content(tmp_path / "home") == {"thesis.doc": b"years"}


def fail_at(k: int, monkeypatch: pytest.MonkeyPatch, action: Callable[[str], None]) -> list[str]:
    """Let the k-th of the calls do `action`; the list grows with every call."""
    seen: list[str] = []

    def wrap(name: str) -> None:
        real = getattr(os, name)

        def call(*args: Any, **options: Any) -> Any:
            seen.append(name)
            if len(seen) == k:
                action(name)
            return real(*args, **options)

        monkeypatch.setattr(os, name, call)

    for name in CALLS:
        wrap(name)
    return seen


def no_space(name: str) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def count_calls(folder: Path) -> int:
    with pytest.MonkeyPatch.context() as patch:
        seen = fail_at(0, patch, no_space)
        swap.publish(folder, NEW, ours)
        return len(seen)


@pytest.mark.usefixtures("either_way")
def test_every_failing_call_leaves_the_old_release(tmp_path: Path) -> None:
    swap.publish(tmp_path / "probe", OLD, ours)
    total = count_calls(tmp_path / "probe")
    assert total > 25
    for k in range(1, total + 1):
        target = tmp_path / f"k{k}" / "dist"
        swap.publish(target, OLD, ours)
        with pytest.MonkeyPatch.context() as patch:
            fail_at(k, patch, no_space)
            try:
                swap.publish(target, NEW, ours)
            except OSError:
                assert content(target) in (dict(OLD), dict(NEW))
            else:
                assert content(target) == dict(NEW)
        swap.publish(target, NEW, ours)
        assert content(target) == dict(NEW)
        assert leftovers(target.parent) == []


CHILD = """
import os, sys
from pathlib import Path
sys.path[:0] = {path!r}
import test_swap
from policyparse.release import swap
k, target, two = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "two renames"
if two:
    swap._exchange_at_once = lambda one, other: False
import pytest
pids = 0
with pytest.MonkeyPatch.context() as patch:
    for n in range(k, k + 8):
        target_n = target / f"k{{n}}" / "dist"
        swap.publish(target_n, test_swap.OLD, test_swap.ours)
        child = os.fork()
        if child == 0:
            with pytest.MonkeyPatch.context() as inner:
                test_swap.fail_at(n, inner, lambda name: os._exit(9))
                swap.publish(target_n, test_swap.NEW, test_swap.ours)
                os._exit(0)
        os.waitpid(child, 0)
"""


def test_a_program_that_ends_at_any_call_leaves_a_whole_release(tmp_path: Path, either_way: str) -> None:
    swap.publish(tmp_path / "probe", OLD, ours)
    total = count_calls(tmp_path / "probe")
    code = CHILD.format(path=[str(Path(__file__).parent), *sys.path])
    for k in range(1, total + 1, 8):
        subprocess.run([sys.executable, "-c", code, str(k), str(tmp_path), either_way], check=True)
    mixed = 0
    for k in range(1, total + 1):
        target = tmp_path / f"k{k}" / "dist"
        if target.exists():
            assert content(target) in (dict(OLD), dict(NEW))
        else:  # between the two renames, on a system that cannot exchange: the next run puts the old one back
            assert either_way == "two renames"
            mixed += 1
            swap.sweep(target, ours)
            assert content(target) == dict(OLD)
        swap.publish(target, OLD, ours)
        assert content(target) == dict(OLD)
        assert leftovers(target.parent) == []
    assert mixed <= 2


def test_a_run_that_is_at_work_is_not_swept(tmp_path: Path) -> None:
    def slowly() -> Iterator[tuple[str, bytes]]:
        yield NEW[0]
        swap.publish(tmp_path / "dist", OLD, ours)  # another run begins and ends meanwhile
        yield from NEW[1:]

    swap.publish(tmp_path / "dist", slowly(), ours)
    assert content(tmp_path / "dist") == dict(NEW)
    assert leftovers(tmp_path) == []


def test_a_folder_that_another_run_swept_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the making of the folder and its lock it looks like a leftover."""
    real, swept = swap._lock_of, []

    def lock_of(folder: Path) -> int | None:
        lock = real(folder)
        if not swept:
            swept.append(folder)
            folder.rmdir()
        return lock

    monkeypatch.setattr(swap, "_lock_of", lock_of)
    swap.publish(tmp_path / "dist", NEW, ours)
    assert not swept[0].exists()
    assert content(tmp_path / "dist") == dict(NEW)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("library", [object(), None], ids=["no such call", "no library"])
def test_a_system_that_cannot_exchange_replaces_whole_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: object | None
) -> None:
    def load(name: None, use_errno: bool) -> object:
        if library is None:
            raise OSError("cannot be loaded")
        return library

    swap.publish(tmp_path / "dist", OLD, ours)
    monkeypatch.setattr("ctypes.CDLL", load)
    swap.publish(tmp_path / "dist", NEW, ours)
    assert content(tmp_path / "dist") == dict(NEW)
    assert leftovers(tmp_path) == []


def test_the_leftovers_of_others_are_left_alone(tmp_path: Path) -> None:
    for name in (".tmp-dist-notours", ".tmp-dist-2-0123456789ab", ".tmp-other-0123456789ab"):
        (tmp_path / name).mkdir()
    (tmp_path / ".tmp-dist-0123456789ab").mkdir()
    swap.publish(tmp_path / "dist", NEW, ours)
    assert leftovers(tmp_path) == [".tmp-dist-2-0123456789ab", ".tmp-dist-notours", ".tmp-other-0123456789ab"]


def test_a_failing_second_rename_puts_the_old_release_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange_at_once", lambda one, other: False)
    swap.publish(tmp_path / "dist", OLD, ours)
    real, calls = os.rename, []

    def rename(a: Any, b: Any) -> None:
        calls.append(a)
        if len(calls) == 2:
            no_space("rename")
        real(a, b)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(OSError, match="No space"):
        swap.publish(tmp_path / "dist", NEW, ours)
    assert content(tmp_path / "dist") == dict(OLD)

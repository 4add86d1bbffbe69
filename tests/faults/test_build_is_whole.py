"""Whatever happens to a build, the release is the old one or the new one, and the next build succeeds."""

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from plans import SLOW, digest, leftovers, write_plans

import policyparse
from policyparse.records.errors import InputError

KILLS = 200 if SLOW else 12
SIZES = 20 if SLOW else 5


class Stage:
    """Two folders of sources, and what the releases of them look like."""

    def __init__(self, folder: Path) -> None:
        self.old, self.new = write_plans(folder / "old", 2023), write_plans(folder / "new", 2025, count=6)
        self.target = folder / "out" / "dist"
        self.digests = {}
        for name, source in (("new", self.new), ("old", self.old)):
            policyparse.build([source], self.target)
            self.digests[digest(self.target)] = name

    def state(self) -> str:
        """Which release stands: old, new, or anything else."""
        return self.digests.get(digest(self.target), "mixed")

    def next_build_succeeds(self) -> None:
        """The old release can be made again, and nothing is left over."""
        policyparse.build([self.old], self.target)
        assert self.state() == "old"
        assert leftovers(self.target.parent) == []


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(tmp_path_factory.mktemp("stage"))


def in_child(work: Callable[[], None], until: float | None = None) -> int:
    """Do the work in a process of its own, killed after `until` seconds; its status as `waitpid` gives it."""
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(BaseException):
            work()
            code = 0
        os._exit(code)
    if until is not None:
        time.sleep(until)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def test_killed_at_random_moments(stage: Stage) -> None:
    start = time.perf_counter()
    assert in_child(lambda: policyparse.build([stage.new], stage.target) and None) == 0
    length = time.perf_counter() - start
    assert stage.state() == "new"
    stage.next_build_succeeds()
    chance, seen = random.Random(9), {"old": 0, "new": 0}
    for _ in range(KILLS):
        in_child(lambda: policyparse.build([stage.new], stage.target) and None, until=chance.uniform(0, length * 1.2))
        seen[stage.state()] += 1  # a mixture is a KeyError
        if chance.random() < 0.3 or stage.state() == "new":
            stage.next_build_succeeds()
    stage.next_build_succeeds()
    print(f"{KILLS} kills in builds of {length * 1000:.0f} ms: {seen}")
    assert seen["old"] > 0


def test_no_file_may_grow_beyond_a_size(stage: Stage) -> None:
    largest = max(p.stat().st_size for p in stage.target.rglob("*") if p.is_file())
    for number in range(SIZES):
        limit = number * largest // SIZES

        def work(limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            with pytest.raises(InputError, match="nothing was changed"):
                policyparse.build([stage.new], stage.target)

        assert in_child(work) == 0
        assert stage.state() == "old"
        assert leftovers(stage.target.parent) == []
    stage.next_build_succeeds()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Mounts a file system of so many kB; skips where that is not allowed."""
    mounted: list[Path] = []

    def mount(kilobytes: int) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("a tmpfs cannot be mounted here (needs root); RLIMIT_FSIZE is tested instead")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=False)


def test_the_disk_is_full(stage: Stage, small_disk: Callable[[int], Path]) -> None:
    size = sum(-(-p.stat().st_size // 4096) * 4 for p in stage.target.rglob("*") if p.is_file())
    for number in range(SIZES):
        disk = small_disk(size + 40 + number * size // SIZES)  # room for the old release and a part of the new one
        policyparse.build([stage.old], disk / "dist")
        before = digest(disk / "dist")
        try:
            policyparse.build([stage.new], disk / "dist")
        except InputError as error:
            said, whole = str(error), before
        else:
            said, whole = "No space left, it had", digest(disk / "dist")
        assert "No space left" in said
        assert digest(disk / "dist") == whole
        assert leftovers(disk) == []
        assert policyparse.verify(disk / "dist") == []


def test_two_builds_at_once(stage: Stage) -> None:
    command = [sys.executable, "-m", "policyparse", "build", "-o", str(stage.target)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    runs = [subprocess.Popen([*command, str(s)], env=env, stderr=subprocess.PIPE) for s in (stage.old, stage.new)]
    for process in runs:
        assert process.wait() == 0, process.stderr and process.stderr.read()
        assert process.stderr
        process.stderr.close()
    assert stage.state() in ("old", "new")
    stage.next_build_succeeds()

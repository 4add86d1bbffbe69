"""An object store that cannot be reached is said in seconds and in one line, before any work is done."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyparse.corpus.run import Options, run
from policyparse.records.errors import InputError
from policyparse.release import store

NOWHERE = "bucket/plans?endpoint_override=127.0.0.1:{}&scheme=http"


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server that takes calls and never answers."""
    monkeypatch.setattr(store, "PATIENCE", 1.0)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(50)
        yield server.getsockname()[1]


@pytest.mark.parametrize("uri", ["gs://anonymous@" + NOWHERE, "s3://id:key@" + NOWHERE + "&region=us-east-1"])
def test_a_store_that_never_answers_is_given_up(silent: int, uri: str) -> None:
    began = time.monotonic()
    with pytest.raises(InputError, match="no answer within 1 seconds; check the network") as said:
        store.reached(uri.format(silent))
    assert said.value.code == "unreachable"
    assert time.monotonic() - began < 10


def test_gcs_without_a_network_is_given_up_long_before_its_client_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_RETRIES", 1)
    with socket.socket() as closed:  # nobody listens at its port
        closed.bind(("127.0.0.1", 0))
        uri = "gs://anonymous@" + NOWHERE.format(closed.getsockname()[1])
        began = time.monotonic()
        with pytest.raises(InputError) as said:
            store.reached(uri)
    assert said.value.code == "unreachable"
    assert "no answer within" not in str(said.value)  # its own words, which name the cause
    assert "\n" not in str(said.value)
    assert len(str(said.value)) < 800
    assert time.monotonic() - began < 10


def test_who_names_a_time_for_retries_keeps_it() -> None:
    assert store._hurried("gs://bucket/plans?retry_limit_seconds=60") == "gs://bucket/plans?retry_limit_seconds=60"
    assert store._hurried("gs://bucket/plans?scheme=http").endswith("?scheme=http&retry_limit_seconds=5")
    assert store._hurried("s3://bucket/plans") == "s3://bucket/plans"


def test_a_release_for_a_store_that_is_silent_is_refused_before_the_work(tmp_path: Path, silent: int) -> None:
    (tmp_path / "plan.txt").write_text("江城市工作方案\n一、重点任务\n（一）便利退出\n", encoding="utf-8")
    work = tmp_path / "work"
    with pytest.raises(InputError, match="no answer within"):
        run([str(tmp_path / "plan.txt")], "gs://anonymous@" + NOWHERE.format(silent), Options(work=str(work)))
    assert not work.exists()

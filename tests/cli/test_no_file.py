"""What is given instead of a file: a pipe, a device, pictures, archives. Nothing waits for ever, and all is said in one line."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from policyparse.pipeline import content_of
from policyparse.records import contents
from policyparse.records.errors import InputError
from policyparse.release.sources import parse_all

TEXT = "某县饮水方案\n一、新建水厂6座。（责任单位：县水利局）\n"


def test_a_pipe_is_read_when_somebody_writes_to_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    data = TEXT.encode() * 5000
    writer = threading.Thread(target=lambda: pipe.write_bytes(data))
    writer.start()
    assert content_of(pipe) == data
    writer.join()


def test_a_pipe_that_was_closed_again_is_empty(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.open("wb").close())
    writer.start()
    assert content_of(pipe) == b""
    writer.join()


def test_a_pipe_that_nobody_writes_to_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "PATIENCE", 0.1)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(InputError) as refused:
        content_of(pipe)
    assert (refused.value.code, refused.value.reason) == ("unreadable", "nobody writes to this pipe")
    (parsed,) = parse_all([pipe])
    assert parsed.refusal is not None
    assert parsed.refusal.reason == "nobody writes to this pipe"


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_no_file(device: str) -> None:
    with pytest.raises(InputError) as refused:
        content_of(device)
    assert refused.value.code == "unreadable"


def test_a_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        content_of(tmp_path)
    assert refused.value.code == "folder"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "picture (PNG)"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 40, "picture (JPEG)"),
        (b"GIF89a" + b"\x00" * 40, "picture (GIF)"),
        (b"II*\x00" + b"\x00" * 40, "picture (TIFF)"),
        (b"MM\x00*" + b"\x00" * 40, "picture (TIFF)"),
        (b"Rar!\x1a\x07\x00" + b"\x00" * 40, "archive (RAR)"),
        (b"7z\xbc\xaf\x27\x1c" + b"\x00" * 40, "archive (7z)"),
        (b"\x1f\x8b\x08" + b"\x00" * 40, "packed file (gzip)"),
        (b"\x00\x01\x02\x03" * 40, "not a text file"),
    ],
)
def test_what_is_no_document_is_named_in_one_line(data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "found.bin").write_bytes(data)
    command = [sys.executable, "-m", "policyparse", "parse", "found.bin"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("policyparse: found.bin: ")
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1

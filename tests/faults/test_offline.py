"""Nothing asks the network: with sockets blocked, a release is built, verified and explored."""

import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from plans import write_plans

import policyparse
from policyparse import cli


def test_no_socket_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **options: Any) -> NoReturn:
        raise AssertionError("a socket was opened")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    texts = write_plans(tmp_path / "texts", 2024)
    assert policyparse.build([texts], tmp_path / "dist").accepted == 4
    assert policyparse.verify(tmp_path / "dist") == []
    assert cli.run(["explore", str(tmp_path / "dist"), "-o", str(tmp_path / "page.html")]) == 0
    assert cli.run(["show", str(texts / "甲-plan.txt")]) == 0

"""Readers of this package in a process of their own, as a library that a hostile file can make hang or die needs one:
bytes on standard input, JSON on standard output, within limits of time and memory."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from policyparse.records.errors import InputError
from policyparse.stages.read.child import run

_REMEDIES = {"encrypted": "give it without a password", "too-large": "give a smaller file"}


class Unreadable(Exception):
    """Why a file cannot be read: a code of `InputError` and a reason."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.code, self.reason = code, reason


def ask(reader: str, data: bytes, place: str, remedy: str) -> dict[str, Any]:
    """What the module `reader` answers of `data`.

    Raises InputError with the code that it gives, `too-slow` past the time, `unreadable` where it dies; `remedy` is what
    to do where the code tells nothing better.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    found: dict[str, Any] = json.loads(run([sys.executable, "-m", reader], data, place, environment=environment))
    if "code" in found:
        raise InputError(found["code"], place, found["reason"], _REMEDIES.get(found["code"], remedy))
    return found


def answer(read: Callable[[bytes], Mapping[str, Any]]) -> None:
    """The work of such a process: `read` standard input, write what was found or why not."""
    try:
        found = read(sys.stdin.buffer.read())
    except Unreadable as error:
        found = {"code": error.code, "reason": error.reason}
    except MemoryError:
        found = {"code": "too-large", "reason": "it needs too much memory"}
    sys.stdout.write(json.dumps(found))

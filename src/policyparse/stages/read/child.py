"""Other programs, run within limits of time, memory and size; what they cannot do is a refusal."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from policyparse.records.errors import InputError

SECONDS = 9  # a hostile file is refused within ten
MEMORY = 2**30  # of addresses: of each process; LibreOffice uses a fifth of them
FILE = 2**28  # the largest file that is written


def run(
    command: Sequence[str],
    data: bytes,
    place: str,
    seconds: int = SECONDS,
    memory: int = MEMORY,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """What `command` writes to standard output when given `data`.

    Raises InputError `too-slow` past the time, `unreadable` where it fails or needs more memory.
    """
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=dict(environment) if environment is not None else None,
        preexec_fn=_limits(seconds, memory),
    )
    try:
        found, errors = child.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise InputError(
            "too-slow", place, f"reading it takes more than {seconds} seconds", "give a smaller or simpler file"
        ) from None
    finally:
        _end(child)
    if child.returncode:
        last = errors.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
        reason = last or f"its reader stopped with status {child.returncode}"
        raise InputError("unreadable", place, reason, "get the file again, or save it anew as PDF or DOCX")
    return found


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends the child and whatever it started."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()


def _limits(seconds: int, memory: int) -> Callable[[], None] | None:
    """Sets the limits within the child; none where the system has no such limits."""
    try:
        import resource
    except ImportError:
        return None

    def limit() -> None:
        limits = (resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, FILE)
        for kind, most in (*limits, (resource.RLIMIT_CORE, 0)):
            with suppress(ValueError, OSError):  # a limit of the parent's may be lower; some systems know not all
                resource.setrlimit(kind, (most, most))

    return limit

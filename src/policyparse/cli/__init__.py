"""The command line. The plainest calls start without typer; every other is left to the commands made with it.

Exit status: 0 done; 1 the input was bad or a check failed, said in one line; 2 wrong usage; 130 interrupted (Ctrl-C).
Data go to standard output, words to standard error.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from policyparse.cli import one
from policyparse.cli.console import drop_output, fail, speak_utf8
from policyparse.patterns import prime
from policyparse.records.errors import InputError

INTERRUPTED = 130  # 128 + SIGINT, as a shell says it


def main() -> None:
    """The command `policyparse`, as a process of its own.

    typer takes longer to start than a document to parse (it loads pydantic to coerce arguments), and scripts call
    `policyparse parse FILE` in loops. So a call that needs no typer neither collects garbage nor tidies up at its end.
    """
    words = sys.argv[1:]
    if not is_plain(words):
        sys.exit(run(words))
    gc.disable()
    try:
        prime()
        status = run(words)
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    os._exit(status)


def run(words: Sequence[str]) -> int:
    """Run the command that the words name; its exit status."""
    speak_utf8()
    try:
        _command(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:  # whoever stops a command knows that it was stopped
        return INTERRUPTED
    return 0


def is_plain(words: Sequence[str]) -> bool:
    """True for a command that takes a file and is given nothing else.

    >>> is_plain(["parse", "plan.txt"]), is_plain(["parse", "--help"]), is_plain(["parse", "-", "--to", "yaml"])
    (True, False, False)
    """
    return len(words) == 2 and words[0] in one.PLAIN and (words[1] == "-" or not words[1].startswith("-"))


def _command(words: Sequence[str]) -> None:
    """Run it; whatever goes wrong is one line and status 1."""
    try:
        if is_plain(words):
            one.PLAIN[words[0]](words[1])
        else:
            from policyparse.cli.commands import app

            app(args=list(words), prog_name="policyparse")
    except InputError as error:
        fail(str(error))
    except OSError as error:
        if error.filename is None:  # of a stream: typer writes its help itself
            drop_output()
        fail(f"{error.filename or 'output'}: {error.strerror or error}; {_way_out(error)}")
    except MemoryError:
        fail(f"{words[-1] if words else 'input'}: it needs more memory than there is; give a smaller file")
    except Exception as error:
        if "POLICYPARSE_DEBUG" in os.environ:
            raise
        reason = f"{type(error).__name__}: {error}"
        fail(f"this is a defect of policyparse ({reason[:300]}); report it with the file that made it")


def _way_out(error: OSError) -> str:
    """What to do about a file that cannot be read or written."""
    if isinstance(error, IsADirectoryError | NotADirectoryError | FileNotFoundError):
        return "name a file in a folder that is there"
    if isinstance(error, PermissionError):
        return "see who may read and write there, or name another place"
    return "make room or mend the disk, and try again"

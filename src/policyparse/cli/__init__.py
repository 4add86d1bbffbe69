"""The command line. The plainest calls start without typer; every other is left to the commands made with it.

Exit status: 0 done; 1 the input was bad or a check failed, said in one line; 2 wrong usage. Data go to standard
output, words to standard error.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from policyparse.cli import one
from policyparse.cli.console import fail, speak_utf8
from policyparse.patterns import prime
from policyparse.records.errors import InputError


def main() -> None:
    """The command `policyparse`, as a process of its own.

    typer takes longer to start than a document to parse (it loads pydantic to coerce arguments), and scripts call
    `policyparse parse FILE` in loops. So a call that needs no typer neither collects garbage nor tidies up at its end.
    """
    words = sys.argv[1:]
    if not is_plain(words):
        sys.exit(run(words))
    gc.disable()
    prime()
    status = run(words)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def run(words: Sequence[str]) -> int:
    """Run the command that the words name; its exit status."""
    speak_utf8()
    try:
        _command(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
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
        fail(f"{error.filename or 'output'}: {error.strerror or error}; make it readable or make room, and try again")
    except MemoryError:
        fail(f"{words[-1] if words else 'input'}: it needs more memory than there is; give a smaller file")
    except Exception as error:
        if "POLICYPARSE_DEBUG" in os.environ:
            raise
        reason = f"{type(error).__name__}: {error}"
        fail(f"this is a defect of policyparse ({reason[:300]}); report it with the file that made it")

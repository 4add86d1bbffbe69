"""The command line. `main` takes the plainest calls itself and leaves every other to the commands made with typer.

Exit status: 0 done; 1 the input was bad or a check failed, said in one line; 2 wrong usage. Data go to standard
output, words to standard error.
"""

from __future__ import annotations

import os
import sys

from policyparse.cli import one
from policyparse.cli.console import fail, speak_utf8
from policyparse.records.errors import InputError


def main() -> None:
    """The command `policyparse`."""
    speak_utf8()
    try:
        _run(sys.argv[1:])
    except InputError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename or 'output'}: {error.strerror or error}; make it readable or make room, and try again")
    except Exception as error:
        if "POLICYPARSE_DEBUG" in os.environ:
            raise
        reason = f"{type(error).__name__}: {error}"
        fail(f"this is a defect of policyparse ({reason[:300]}); report it with the file that made it")


def _run(words: list[str]) -> None:
    """Run the command that the words name.

    typer needs a quarter of a second before it runs anything, ten times what a document takes to parse; scripts call
    `policyparse parse FILE` in loops.
    """
    if len(words) == 2 and words[0] in one.PLAIN and (words[1] == "-" or not words[1].startswith("-")):
        one.PLAIN[words[0]](words[1])
    else:
        from policyparse.cli.commands import app

        app(prog_name="policyparse")

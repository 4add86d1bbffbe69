"""The process that reads an XLS: bytes on standard input, JSON on standard output, within the limits of its parent."""

from __future__ import annotations

import json
import sys
from typing import Any

from policyparse.stages.read.xls.book import Unreadable, sheets


def main() -> None:
    """Reads standard input, writes what was found or why not."""
    try:
        found: dict[str, Any] = {"sheets": sheets(sys.stdin.buffer.read())}
    except Unreadable as error:
        found = {"code": error.code, "reason": error.reason}
    except MemoryError:
        found = {"code": "too-large", "reason": "it needs too much memory"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()

"""The process that reads a PDF: bytes on standard input, JSON on standard output, within the limits of its parent."""

from __future__ import annotations

import json
import sys
from typing import Any

from policyparse.stages.read.paged import text_of
from policyparse.stages.read.pdf.glyphs import Unreadable, pages


def main() -> None:
    """Reads standard input, writes what was found or why not."""
    try:
        found: dict[str, Any] = text_of(list(pages(sys.stdin.buffer.read())))._asdict()
    except Unreadable as error:
        found = {"code": error.code, "reason": error.reason}
    except MemoryError:
        found = {"code": "too-large", "reason": "it needs too much memory"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()

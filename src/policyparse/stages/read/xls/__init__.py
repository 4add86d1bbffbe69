"""Workbooks of Excel 2 to 2003 and of WPS Office (XLS, ET): read in a process of its own, then as an XLSX is."""

from __future__ import annotations

import json
import os
import sys
from importlib.util import find_spec

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.child import run
from policyparse.stages.read.xlsx import sources_of
from policyparse.stages.read.xlsx.cells import Sheet

MEDIA_TYPE = "application/vnd.ms-excel"
_REMEDIES = {"encrypted": "give it without a password", "too-large": "give a smaller file"}


def read_xls(data: bytes, name: str, sha256: str) -> list[Source]:
    """The sources as those of an XLSX. Raises InputError `needs-xlrd`, `encrypted`, `damaged`, `too-slow`, `too-large`,
    `unreadable` or `no-documents`."""
    if find_spec("xlrd") is None:
        remedy = "install it: pip install 'policyparse[formats]', or save the file as XLSX"
        raise InputError("needs-xlrd", name, "an XLS file", remedy)
    return sources_of(_sheets(data, name), name, sha256, MEDIA_TYPE)


def _sheets(data: bytes, name: str) -> list[Sheet]:
    """What the child found."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "policyparse.stages.read.xls.child"]
    found = json.loads(run(command, data, name, environment=environment))
    if "code" in found:
        remedy = _REMEDIES.get(found["code"], "get the file again, or save it as XLSX")
        raise InputError(found["code"], name, found["reason"], remedy)
    return [Sheet(*sheet) for sheet in found["sheets"]]

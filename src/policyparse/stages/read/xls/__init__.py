"""Workbooks of Excel 2 to 2003 and of WPS Office (XLS, ET): read in a process of its own, then as an XLSX is."""

from __future__ import annotations

from importlib.util import find_spec

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.apart import ask
from policyparse.stages.read.xlsx import sources_of
from policyparse.stages.read.xlsx.cells import Sheet

MEDIA_TYPE = "application/vnd.ms-excel"


def read_xls(data: bytes, name: str, sha256: str) -> list[Source]:
    """The sources as those of an XLSX. Raises InputError `needs-xlrd`, `encrypted`, `damaged`, `too-slow`, `too-large`,
    `unreadable` or `no-documents`."""
    if find_spec("xlrd") is None:
        remedy = "install it: pip install 'policyparse[formats]', or save the file as XLSX"
        raise InputError("needs-xlrd", name, "an XLS file", remedy)
    found = ask("policyparse.stages.read.xls.child", data, name, "get the file again, or save it as XLSX")
    return sources_of([Sheet(*sheet) for sheet in found["sheets"]], name, sha256, MEDIA_TYPE)

"""The registry as tables: written forms → rows of functions.csv, local_names.csv and central.csv.

A written form is kept as a shape: `~` stands where the place is (`~发改委`, `国网~供电公司`, `团~委`).
"""

from functools import cache
from typing import NamedTuple

from policyparse.lexicon.load import rows

FUNCTIONS, CENTRAL, LOCAL, NAMING = (
    f"agencies/{name}.csv" for name in ("functions", "central", "local_names", "naming")
)
BY_NAME = "="  # before a form: only where the place is written by its name
# How an ending is written, in full and short.
ENDINGS = {
    "委员会": ("委员会", "委"),
    "办公室": ("办公室", "办"),
    "局": ("局",),
    "厅": ("厅",),
}


class Function(NamedTuple):
    """A row of functions.csv: bodies of one function with one kind of name."""

    function: str
    type: str
    name: str
    levels: str
    cores: tuple[str, ...]
    forms: tuple[str, ...]
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]


class Local(NamedTuple):
    """A row of local_names.csv: one body of one place, or a naming custom of a province."""

    division_code: str
    function: str
    type: str
    name: str
    forms: tuple[str, ...]
    other_names: tuple[str, ...]
    valid_from: str
    valid_to: str
    basis: str


class Central(NamedTuple):
    """A row of central.csv: one central body under one name."""

    body: str
    name: str
    prefix: bool
    type: str
    forms: tuple[str, ...]
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]
    function: str

    @property
    def full_name(self) -> str:
        """The name with 中华人民共和国 where it has that."""
        return ("中华人民共和国" if self.prefix else "") + self.name


class Template(NamedTuple):
    """A row of naming.csv: how bodies of a type put their name together with the place."""

    type: str
    kind: str
    template: str


class Entry(NamedTuple):
    """One official name that a shape may stand for."""

    row: Function
    ending: str
    letters: str  # p, m, c, x, k: the levels that have it

    @property
    def name(self) -> str:
        return self.row.name + self.ending


@cache
def shapes() -> dict[str, tuple[Entry, ...]]:
    """Written form with `~` for the place → the names it may stand for, in the order of the table."""
    found: dict[str, list[Entry]] = {}
    for row in rows(FUNCTIONS, Function):
        for entry in entries(row):
            for shape in written_forms(row, entry):
                found.setdefault(shape, []).append(entry)
    return {shape: tuple(those) for shape, those in found.items()}


@cache
def heads() -> dict[str, tuple[str, ...]]:
    """First character → what may stand before the place (`国网`, `中国人民银行`), longest first."""
    found: dict[str, list[str]] = {}
    for head in sorted({shape[: shape.index("~")] for shape in shapes() if "~" in shape} - {"", BY_NAME}):
        found.setdefault(head[0], []).append(head)
    return {first: tuple(sorted(those, key=lambda head: -len(head))) for first, those in found.items()}


@cache
def free_forms() -> tuple[tuple[str, Entry], ...]:
    """Endings that take a free word before them (`*机场海关`), longest first."""
    return tuple(
        sorted(((s[1:], e[0]) for s, e in shapes().items() if s.startswith("*")), key=lambda f: (-len(f[0]), f[0]))
    )


@cache
def cores() -> dict[str, str]:
    """Core of a name → its function, for mentions by task (`发展改革部门`)."""
    found: dict[str, str] = {}
    for row in rows(FUNCTIONS, Function):
        for core in row.cores:
            if not row.valid_to or core not in found:
                found.setdefault(core, row.function)
    return found


@cache
def by_function() -> dict[str, tuple[Entry, ...]]:
    """Function → its names, in order of preference."""
    found: dict[str, tuple[Entry, ...]] = {}
    for row in rows(FUNCTIONS, Function):
        found[row.function] = found.get(row.function, ()) + entries(row)
    return found


@cache
def local_forms() -> dict[tuple[str, str], Local]:
    """(division code, written form without the place) → the row that says which body that is."""
    return {(row.division_code, form): row for row in rows(LOCAL, Local) for form in row.forms}


@cache
def central_forms() -> dict[str, tuple[Central, ...]]:
    """Every way a central body is written → its rows, in the order of the table."""
    found: dict[str, list[Central]] = {}
    for row in rows(CENTRAL, Central):
        for form in dict.fromkeys((row.name, row.full_name, *row.forms)):
            found.setdefault(form, []).append(row)
    return {form: tuple(those) for form, those in found.items()}


@cache
def templates() -> dict[str, tuple[Template, ...]]:
    """Type → its templates, in order."""
    found: dict[str, tuple[Template, ...]] = {}
    for row in rows(NAMING, Template):
        found[row.type] = (*found.get(row.type, ()), row)
    return found


def entries(row: Function) -> tuple[Entry, ...]:
    """The names of a row, one per ending (`厅:p 局:cx` gives two)."""
    pairs = (part.partition(":") for part in row.levels.split())
    return tuple(Entry(row, ending, letters) for ending, _, letters in pairs)


def in_force(valid_from: str, valid_to: str, date: str | None) -> bool:
    """Whether a half-open interval holds the date; parts of dates compare as their beginnings, no date is today."""
    if date is None:
        return not valid_to
    return valid_from[: len(date)] <= date and (not valid_to or date < valid_to)


def written_forms(row: Function, entry: Entry) -> tuple[str, ...]:
    """Every way in which one name is written, as shapes."""
    shapes = []
    if entry.ending:
        names = row.cores if "{" in row.name else (row.name, *row.cores)
        shapes = [f"~{core}{written}" for core in names for written in ENDINGS[entry.ending]]
    whole = [form for form in row.forms if _fits(form, row, entry)]
    return tuple(dict.fromkeys(shapes + whole + (_committees(whole) if row.type == "party" else [])))


def _fits(form: str, row: Function, entry: Entry) -> bool:
    """Whether a whole form is a way to write this name: it ends so, or no other name of the row ends so."""
    if form.endswith(ENDINGS.get(entry.ending, ("",))):
        return True
    return not any(form.endswith(ENDINGS.get(other.ending, ("",))) for other in entries(row))


def _committees(forms: list[str]) -> list[str]:
    """`~委组织部` with the committee written out: 中共~委组织部, 中共~委员会组织部 …"""
    tails = [form[2:] for form in forms if form.startswith("~委") and form[2:4] != "员会"]
    heads = ("中共~委", "~委员会", "中共~委员会", "中国共产党~委员会")
    return [head + tail for tail in tails if tail for head in heads]

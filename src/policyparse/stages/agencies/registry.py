"""The registry as tables: written forms → rows of functions.csv, local_names.csv and central.csv.

A written form is kept as a shape: `~` stands where the place is (`~发改委`, `国网~供电公司`, `团~委`).
"""

from functools import cache
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.stages.agencies.name_words import meanings

FUNCTIONS, CENTRAL, LOCAL, NAMING = (
    f"agencies/{name}.csv" for name in ("functions", "central", "local_names", "naming")
)
BY_NAME = "="  # before a form: only where the place is written by its name


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
    letters: str  # p, m, c, x, d, k: the levels that have it

    @property
    def name(self) -> str:
        """The official name, with `{title}`, `{stem}` … for the place."""
        return self.row.name + self.ending


@cache
def shapes() -> dict[str, tuple[Entry, ...]]:
    """Written form with `~` for the place → the names it may stand for, in the order of the table."""
    return _indexes()[0]


@cache
def by_function() -> dict[str, tuple[Entry, ...]]:
    """Function → its names, in order of preference."""
    return _indexes()[1]


@kept
def _indexes() -> tuple[dict[str, tuple[Entry, ...]], dict[str, tuple[Entry, ...]]]:
    """Both together: they share their entries."""
    by_shape: dict[str, tuple[Entry, ...]] = {}
    functions: dict[str, tuple[Entry, ...]] = {}
    for row in rows(FUNCTIONS, Function):
        found = entries(row)
        functions[row.function] = functions.get(row.function, ()) + found
        for entry in found:
            for shape in written_forms(row, entry):
                by_shape[shape] = (*by_shape[shape], entry) if shape in by_shape else (entry,)
    return by_shape, functions


@kept
def heads() -> dict[str, tuple[str, ...]]:
    """First character → what may stand before the place (`国网`, `中国人民银行`), longest first."""
    found: dict[str, list[str]] = {}
    for head in sorted({shape[: shape.index("~")] for shape in shapes() if "~" in shape} - {"", BY_NAME}):
        found.setdefault(head[0], []).append(head)
    return {first: tuple(sorted(those, key=lambda head: -len(head))) for first, those in found.items()}


@kept
def free_forms() -> tuple[tuple[str, Entry], ...]:
    """Endings that take a free word before them (`*机场海关`), longest first."""
    return tuple(
        sorted(((s[1:], e[0]) for s, e in shapes().items() if s.startswith("*")), key=lambda f: (-len(f[0]), f[0]))
    )


@kept
def cores() -> dict[str, str]:
    """Core of a name → its function, for mentions by task (`发展改革部门`)."""
    found: dict[str, str] = {}
    for row in rows(FUNCTIONS, Function):
        for core in row.cores:
            if not row.valid_to or core not in found:
                found.setdefault(core, row.function)
    return found


@kept
def abbreviations() -> frozenset[str]:
    """Cores that are made of characters of their name and stand in no name of the table: 住建, 人社; not 科技."""
    table = rows(FUNCTIONS, Function)
    names = "\n".join(row.name for row in table)
    return frozenset(
        core
        for row in table
        for core in row.cores
        if len(core) < len(row.name) and core not in names and _in_order(core, row.name)
    )


def _in_order(few: str, many: str) -> bool:
    """Whether the characters of one text stand in another in this order."""
    rest = iter(many)
    return all(character in rest for character in few)


@kept
def local_forms() -> dict[tuple[str, str], tuple[Local, ...]]:
    """(division code, written form without the place) → the rows that say which body that is, each at its time."""
    found: dict[tuple[str, str], tuple[Local, ...]] = {}
    for row in rows(LOCAL, Local):
        for form in row.forms:
            key = (row.division_code, form)
            found[key] = (*found.get(key, ()), row)
    return found


@kept
def central_forms() -> dict[str, tuple[Central, ...]]:
    """Every way a central body is written → its rows, in the order of the table."""
    found: dict[str, tuple[Central, ...]] = {}
    for row in rows(CENTRAL, Central):
        for form in dict.fromkeys((row.name, row.full_name, *row.forms)):
            found[form] = (*found[form], row) if form in found else (row,)
    return found


@kept
def templates() -> dict[str, tuple[Template, ...]]:
    """Type → its templates, in order."""
    found: dict[str, tuple[Template, ...]] = {}
    for row in rows(NAMING, Template):
        found[row.type] = (*found.get(row.type, ()), row)
    return found


def entries(row: Function) -> tuple[Entry, ...]:
    """The names of a row, one per ending (`厅:p 局:cx` gives two)."""
    if row.levels[0] == ":":  # as most rows: one name, which is whole
        return (Entry(row, "", row.levels[1:]),)
    pairs = [part.partition(":") for part in row.levels.split()]
    return tuple([Entry(row, ending, letters) for ending, _, letters in pairs])


def in_force(valid_from: str, valid_to: str, date: str | None) -> bool:
    """Whether a half-open interval holds the date; parts of dates compare as their beginnings, no date is today."""
    if date is None:
        return not valid_to
    return valid_from[: len(date)] <= date and (not valid_to or date < valid_to)


def written_forms(row: Function, entry: Entry) -> tuple[str, ...]:
    """Every way in which one name is written, as shapes."""
    shapes: list[str] = []
    whole = [*row.forms]
    if entry.ending:
        names = row.cores if "{" in row.name else (row.name, *row.cores)
        shapes = [f"~{core}{written}" for core in names for written in _endings()[entry.ending]]
        whole = [form for form in whole if _fits(form, row, entry)]
    return tuple(dict.fromkeys(shapes + whole + (_committees(whole) if row.type == "party" else [])))


@kept
def _endings() -> dict[str, tuple[str, ...]]:
    """An ending of the table → how it is written, in full and short."""
    found: dict[str, tuple[str, ...]] = {}
    for written, ending in meanings("ending").items():
        found[ending] = (*found.get(ending, ()), written)
    return found


def _fits(form: str, row: Function, entry: Entry) -> bool:
    """Whether a whole form is a way to write this name: it ends so, or no other name of the row ends so."""
    if form.endswith(_endings().get(entry.ending, ("",))):
        return True
    return not any(form.endswith(_endings().get(other.ending, ("",))) for other in entries(row))


def _committees(forms: list[str]) -> list[str]:
    """`~委组织部` with the committee written out: 中共~委组织部, 中共~委员会组织部 …"""
    tails = [form[2:] for form in forms if form.startswith("~委") and form[2:4] != "员会"]
    heads = ("中共~委", "~委员会", "中共~委员会", "中国共产党~委员会")
    return [head + tail for tail in tails if tail for head in heads]

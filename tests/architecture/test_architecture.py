"""The tree keeps its shape: imports run one way, nothing heavy is imported before it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "policyparse"
LAYERS = [
    {"cli", "__main__", "__init__"},
    {"corpus"},
    {"patterns"},
    {"release", "evaluate"},
    {"pipeline"},
    {"assemble"},
    {"stages"},
    {"lexicon", "tiling"},
    {"records", "columns"},
    {"text"},
    {"kept"},
    {"slots"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
HEAVY = ("jieba", "opencc", "pyarrow", "lxml", "pypdfium2", "openpyxl", "duckdb", "numpy", "pandas", "yaml", "typer")


def imports(path: Path) -> set[str]:
    """The dotted policyparse modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("policyparse"):
            found.add(node.module)
            found |= {f"{node.module}.{a.name}" for a in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name for a in node.names if a.name.startswith("policyparse")}
    return found


def top(module: str) -> str:
    """The part of the package a dotted module lies in."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=[str(p.relative_to(PACKAGE)) for p in MODULES])
def test_imports_run_one_way(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imports(path):
        other = top(module)
        if own in ("__init__", "__main__", "cli") or other not in RANK:
            continue
        assert RANK[own] <= RANK[other], f"{own} must not import {module}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "stages").rglob("*.py")), ids=str)
def test_stages_never_import_one_another(path: Path) -> None:
    own = path.relative_to(PACKAGE / "stages").parts[0].removesuffix(".py")
    others = {m.split(".")[2] for m in imports(path) if m.startswith("policyparse.stages.") and m.count(".") >= 2}
    assert others <= {own}


def test_a_parse_of_plain_text_imports_nothing_heavy() -> None:
    code = (
        "import sys, policyparse; policyparse.parse('一、总体要求\\n（一）做好工作。（责任单位：市财政局）', 'a.txt');"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_a_plain_command_starts_without_the_parser_of_python() -> None:
    code = (
        "import sys; from policyparse.cli import one; one.PLAIN['parse'](sys.argv[1]);"
        "print([m for m in ('dataclasses', 'inspect', 'ast') if m in sys.modules], file=sys.stderr)"
    )
    source = next((ROOT / "source").glob("*.txt"))
    result = subprocess.run([sys.executable, "-c", code, str(source)], capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]", "`dataclasses` takes 12 ms to import: see slots.py"


def test_no_module_is_a_heap() -> None:
    banned = {"utils.py", "helpers.py", "common.py", "misc.py"}
    assert not [p for p in PACKAGE.rglob("*.py") if p.name in banned]

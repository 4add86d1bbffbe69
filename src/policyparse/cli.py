"""The command line: arguments → functions. Whatever is slow to import is imported by the command that needs it.

Exit status: 0 done; 1 the input was bad or a check failed, said in one line; 2 wrong usage. Data go to standard
output, words to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from policyparse.records import SCHEMA_VERSION, VERSION
from policyparse.records.errors import InputError
from policyparse.records.names import name_of
from policyparse.release.console import Progress, columns, emit, emit_rows, fail, in_colour, say, speak_utf8, warn

app = typer.Typer(
    name="policyparse",
    help="Chinese government policy documents as records that can be checked against every character of their source.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

FileArgument = Annotated[str, typer.Argument(metavar="FILE|-", help="A file, or - for standard input.")]
NameOption = Annotated[str, typer.Option(help="A name for standard input; its stem makes the document's id.")]


_SHOWN = 100  # problems that are listed one by one


class Form(StrEnum):
    """What `parse` writes."""

    json = "json"
    yaml = "yaml"
    table = "table"


def _version(wanted: bool) -> None:
    if wanted:
        say(f"policyparse {VERSION}, schema {SCHEMA_VERSION}")
        raise typer.Exit


@app.callback()
def _policyparse(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the versions and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def build(
    sources: Annotated[list[Path] | None, typer.Argument(metavar="[SOURCES]…", help="Files and folders.")] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder of the release.")] = Path("dist"),
) -> None:
    """Make a release: parse, validate and publish, in whole or not at all.

    Without SOURCES it reads source/.

    \b
    Example: policyparse build source -o dist
    """
    from policyparse.release.build import build

    release = build(sources or [Path("source")], output, Progress("files"))
    for line in release.refusals:
        warn(f"refused: {line}")
    counts = f"{release.accepted} accepted, {release.refused} refused, {release.duplicate} duplicate"
    warn(f"{release.path}: {release.documents} documents of {release.given} files ({counts})")


@app.command()
def parse(
    file: FileArgument,
    to: Annotated[Form, typer.Option("--to", help="json, yaml or table (one row a measure).")] = Form.json,
    name: NameOption = "stdin.txt",
) -> None:
    """Write one document to standard output.

    Where the file holds several documents, JSON has one a line.

    \b
    Example: policyparse parse plan.txt | jq '.measures[].heading'
    """
    documents = _fields(file, name)
    if to is Form.table:
        _emit_table(documents)
    elif to is Form.yaml:
        from policyparse.release.forms import yaml_text

        emit("---\n".join(yaml_text(fields) for fields in documents))
    else:
        from policyparse.release.forms import json_line, json_text

        emit(json_text(documents[0]) if len(documents) == 1 else "".join(json_line(d) + "\n" for d in documents))


@app.command()
def show(file: FileArgument, name: NameOption = "stdin.txt") -> None:
    """Show the outline, who is to act, and the numbers to reach.

    FILE is a source, or a document that was published as JSON or YAML.

    \b
    Example: policyparse show plan.txt | less -R
    """
    from policyparse.release.show import View

    view = View(columns(), in_colour())
    for number, fields in enumerate(_fields_or_published(file, name)):
        emit("\n" * (2 * bool(number)) + "\n".join(view.lines(fields)) + "\n")


@app.command()
def restore(
    file: FileArgument,
    edits: Annotated[bool, typer.Option("--edits", help="List the edits instead.")] = False,
    name: NameOption = "stdin.txt",
) -> None:
    """Write the text with its damage repaired, or the list of what was repaired.

    \b
    Example: policyparse restore damaged.txt --edits
    """
    from policyparse.pipeline import restored

    for text in restored(*_input(file, name)):
        if edits:
            from policyparse.release.repairs import repair_rows

            emit_rows(repair_rows(text))
        else:
            emit(text.aligned.text)


@app.command()
def verify(release: Annotated[Path, typer.Argument(help="The folder of a release.")] = Path("dist")) -> None:
    """Check every span, reference, checksum and count of a release, and that its three forms say the same.

    \b
    Example: policyparse verify dist
    """
    from policyparse.release.verify import verify

    problems = verify(release)
    for problem in problems[:_SHOWN]:
        warn(f"{release}/{problem}")
    if len(problems) > 1:
        warn(f"{release}: {len(problems)} problems in all; build it again from its sources")
    if problems:
        raise typer.Exit(1)
    say(f"{release}: sound")


@app.command()
def validate(files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="JSON or YAML files.")]) -> None:
    """Check documents, JSON or YAML, against the schema.

    \b
    Example: policyparse validate dist/documents/*.json
    """
    from policyparse.release.load import load

    bad = 0
    for file in files:
        try:
            load(file)
        except InputError as error:
            bad += 1
            warn(str(error))
        else:
            say(f"{file}: valid")
    if bad:
        raise typer.Exit(1)


@app.command()
def schema(
    out: Annotated[Path | None, typer.Option(help="Write the schemas and TypeScript types into this folder.")] = None,
) -> None:
    """Print the JSON Schema of a document, or write it into a folder with its TypeScript types.

    \b
    Example: policyparse schema --out schema
    """
    from policyparse.release.schema_files import schema_files, write_schema_files

    if out is None:
        emit(schema_files()["document.schema.json"])
    else:
        write_schema_files(out)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Option(help="The folder of gold files.")],
    sources: Annotated[list[Path], typer.Option(help="Folders of the texts that they annotate.")],
    differences: Annotated[bool, typer.Option("--differences", help="List every difference too.")] = False,
) -> None:
    """Score the parser against gold files: precision, recall, F1 with intervals.

    \b
    Example: policyparse evaluate --gold gold --sources source --differences
    """
    from policyparse.evaluate import evaluate, report

    scores = evaluate(gold, sources)
    emit("\n".join(report(scores)) + "\n")
    if differences:
        emit("".join(f"{s.doc}  {d.part}  {d.kind}  {d.what}\n" for s in scores for d in s.differences))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="A document (source, JSON or YAML) or a release.")],
    new: Annotated[Path, typer.Argument(help="Another of the same kind.")],
    json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Say what changed between two documents or two releases.

    \b
    Example: policyparse diff draft.txt final.txt
    """
    from policyparse.release.diff import as_json, as_text, compare_releases
    from policyparse.release.load import documents_at

    changes = compare_releases(documents_at(old), documents_at(new))
    emit(as_json(changes) + "\n" if json else "".join(line + "\n" for line in as_text(changes)))


def _input(file: str, name: str) -> tuple[bytes, str]:
    """The content and name of a file, or of standard input."""
    if file == "-":
        return sys.stdin.buffer.read(), name
    from policyparse.pipeline import content_of

    return content_of(file), name_of(file)


def _fields(file: str, name: str) -> list[dict[str, Any]]:
    """The documents in a file, as plain fields."""
    from policyparse.pipeline import parse_fields

    return parse_fields(*_input(file, name))


def _fields_or_published(file: str, name: str) -> list[dict[str, Any]]:
    """The same, where a published document stands for itself."""
    if not file.lower().endswith((".json", ".yaml", ".yml")):
        return _fields(file, name)
    from policyparse.release.load import load

    return [load(file).model_dump()]


def _emit_table(documents: Iterable[dict[str, Any]]) -> None:
    from policyparse.release.overview import BRIEF, overview_rows

    rows = [[row[c] or "" for c in BRIEF] for fields in documents for row in overview_rows(fields)]
    emit_rows([list(BRIEF), *rows])


def main() -> None:
    """The command `policyparse`."""
    speak_utf8()
    try:
        app()
    except InputError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename or 'output'}: {error.strerror or error}; make it readable or make room, and try again")
    except Exception as error:
        if "POLICYPARSE_DEBUG" in os.environ:
            raise
        reason = f"{type(error).__name__}: {error}"
        fail(f"this is a defect of policyparse ({reason[:300]}); report it with the file that made it")

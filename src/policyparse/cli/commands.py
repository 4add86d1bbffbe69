"""The commands: arguments → functions. Whatever is slow to import is imported by the command that needs it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from policyparse.cli import one
from policyparse.cli.console import Progress, emit, emit_rows, say, warn
from policyparse.records import SCHEMA_VERSION, VERSION
from policyparse.records.errors import InputError
from policyparse.records.names import without_secret

if TYPE_CHECKING:
    from policyparse.records.document import Document

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
ReleaseArgument = Annotated[
    str, typer.Argument(metavar="RELEASE", help="The folder of a release, or its URI in a store.")
]
# Paths are `readable=False`: typer would call what cannot be read wrong usage, and one such file among many would stop
# the others. Whoever opens it says what is wrong.

_SHOWN = 100  # problems that are listed one by one


class Form(StrEnum):
    """What `parse` writes."""

    json = "json"
    yaml = "yaml"
    table = "table"
    akn = "akn"


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
    sources: Annotated[
        list[Path] | None, typer.Argument(metavar="SOURCES", help="Files and folders.", readable=False)
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder of the release.", readable=False)] = Path(
        "dist"
    ),
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
    to: Annotated[
        Form, typer.Option("--to", help="json, yaml, table (one row a measure) or akn (Akoma Ntoso).")
    ] = Form.json,
    name: NameOption = one.STDIN,
) -> None:
    """Write one document to standard output.

    Where the file holds several documents, JSON has one a line.

    \b
    Example: policyparse parse plan.txt | jq '.measures[].heading'
    """
    one.parse(file, to.value, name)


@app.command()
def show(file: FileArgument, name: NameOption = one.STDIN) -> None:
    """Show the outline, who is to act, and the numbers to reach.

    FILE is a source, or a document that was published as JSON or YAML.

    \b
    Example: policyparse show plan.txt | less -R
    """
    one.show(file, name)


@app.command()
def restore(
    file: FileArgument,
    edits: Annotated[bool, typer.Option("--edits", help="List the edits instead.")] = False,
    name: NameOption = one.STDIN,
) -> None:
    """Write the text with its damage repaired, or the list of what was repaired.

    \b
    Example: policyparse restore damaged.txt --edits
    """
    one.restore(file, edits, name)


@app.command()
def verify(
    release: ReleaseArgument = "dist",
) -> None:
    """Check every span, reference, checksum and count of a release, and that its three forms say the same.

    \b
    Example: policyparse verify dist
    """
    from policyparse.release.verify import verify

    problems = verify(release, Progress("files"))
    folder = without_secret(release.partition("?")[0] if "://" in release else release).rstrip("/") or release
    for problem in problems[:_SHOWN]:
        warn(f"{folder}/{problem}")
    if len(problems) > 1:
        warn(f"{folder}: {len(problems)} problems in all; build it again from its sources")
    if problems:
        raise typer.Exit(1)
    say(f"{folder}: sound")


@app.command()
def validate(files: Annotated[list[str], typer.Argument(metavar="FILE", help="JSON or YAML files, or -.")]) -> None:
    """Check documents, JSON or YAML, against the schema.

    A file may hold several, as `parse` writes them: JSON, one a line, or a stream of YAML.

    \b
    Example: policyparse validate dist/documents/*.json
    """
    from policyparse.release.load import documents_of

    bad = 0
    for file in files:
        try:
            documents_of(one.content(file), file)
        except InputError as error:
            bad += 1
            warn(str(error))
        else:
            say(f"{file}: valid")
    if bad:
        raise typer.Exit(1)


@app.command()
def schema(
    out: Annotated[
        Path | None, typer.Option(help="Write the schemas and TypeScript types into this folder.", readable=False)
    ] = None,
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
    gold: Annotated[Path, typer.Option(help="The folder of gold files.", readable=False)],
    sources: Annotated[list[Path], typer.Option(help="Folders of the texts that they annotate.", readable=False)],
    differences: Annotated[bool, typer.Option("--differences", help="List every difference too.")] = False,
    part: Annotated[list[str] | None, typer.Option(help="Only this part; may be given again.")] = None,
    doc: Annotated[list[str] | None, typer.Option(help="Only this document; may be given again.")] = None,
) -> None:
    """Score the parser against gold files: precision, recall, F1 with intervals.

    \b
    Example: policyparse evaluate --gold gold --sources source --differences
    """
    from policyparse.evaluate import PARTS, evaluate, report

    parts = part or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        raise typer.BadParameter(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    every = evaluate(gold, sources)
    scores = [s for s in every if not doc or s.doc in doc]
    if absent := len(list(gold.glob("*.yaml"))) - len(every):
        warn(f"{gold}: {absent} of its files have no source in the folders given and are left out")
    if not scores:
        known = ", ".join(s.doc for s in every)
        raise InputError("no-gold", str(gold), f"no document {', '.join(doc or ())}", f"there are {known}", "evaluate")
    emit("\n".join(report(scores, parts)) + "\n")
    if differences:
        lines = (f"{s.doc}  {d.part}  {d.kind}  {d.what}\n" for s in scores for d in s.differences if d.part in parts)
        emit("".join(lines))


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A document (source, JSON or YAML), a release, or -.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another of the same kind.")],
    json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Say what changed between two documents or two releases.

    \b
    Example: policyparse diff draft.txt final.txt
    """
    from policyparse.release.diff import as_json, as_text, compare_releases

    if old == new == "-":
        raise typer.BadParameter("standard input can be read once: name a file for one of the two")
    changes = compare_releases(_documents(old), _documents(new))
    emit(as_json(changes) + "\n" if json else "".join(line + "\n" for line in as_text(changes)))


@app.command()
def explore(
    what: Annotated[
        str, typer.Argument(metavar="RELEASE|FILE|-", help="A release, a published document, a source, or -.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.", readable=False)] = Path(
        "explorer.html"
    ),
    against: Annotated[str | None, typer.Option(help="An earlier version: what changed is shown too.")] = None,
    document: Annotated[str | None, typer.Option(help="Of a corpus, the document to show; else an index.")] = None,
    name: NameOption = one.STDIN,
) -> None:
    """Write one page, offline, where text and records are linked both ways.

    \b
    Example: policyparse explore dist -o page.html
    """
    from policyparse.release.pages import page_of, page_of_documents
    from policyparse.release.swap import write_file

    if output.exists() and any(place and os.path.exists(place) and output.samefile(place) for place in (what, against)):
        raise InputError("target", str(output), "is what is to be shown", "name another page: -o FILE", "explore")
    if against is not None:
        page = page_of_documents(_documents(what, name), _documents(against, name))
    elif what == "-":
        page = page_of_documents(_documents(what, name))
    else:
        page = page_of(what, document)
    write_file(output, page.encode())


def _documents(place: str, name: str = one.STDIN) -> list[Document]:
    """The documents of a release or file, or of standard input, which is called `name`."""
    from policyparse.release.load import documents_at, documents_in

    return documents_in(one.content("-"), name) if place == "-" else documents_at(place)


@app.command()
def agency(
    mention: Annotated[str, typer.Argument(metavar="MENTION", help="How a document writes it.")] = "",
    place: Annotated[str | None, typer.Option(help="The document's place: a name or a code.")] = None,
    date: Annotated[str | None, typer.Option(help="The document's date, or a part of it: 2023-06.")] = None,
    everything: Annotated[bool, typer.Option("--list", help="Print the registry as a table.")] = False,
) -> None:
    """Say who is meant, and why.

    \b
    Example: policyparse agency 市市监局 --place 杭州 --date 2023-06
    """
    from policyparse.release import who

    if everything:
        emit_rows(who.registry())
    elif mention:
        emit_rows(who.answer(mention, place, date))
    else:
        raise typer.BadParameter("give a mention, or --list")


@app.command()
def corpus(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUTS", help="Files, folders, @lists, storage addresses.")],
    output: Annotated[str, typer.Option("-o", "--output", help="The folder of the release.")] = "",
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; by default one a core.")] = None,
    engine: Annotated[str, typer.Option(help="processes, inline or ray.")] = "processes",
    near: Annotated[bool, typer.Option("--near-duplicates", help="Find near duplicates too.")] = False,
    work: Annotated[
        str | None, typer.Option(help="Where unfinished work is kept; by default beside the release.")
    ] = None,
    status: Annotated[
        bool, typer.Option("--status", help="Say how far the run for the release INPUTS (or -o) is.")
    ] = False,
    seconds: Annotated[float, typer.Option(min=0.001, max=1e6, help="Processor time that a document may take.")] = 60.0,
    megabytes: Annotated[int, typer.Option(min=1, help="How large a file may be.")] = 64,
    memory: Annotated[int, typer.Option(min=256, help="Memory that a document may take, in megabytes.")] = 4096,
    json: Annotated[bool, typer.Option("--json", help="Write the summary as JSON.")] = False,
) -> None:
    """Make a release of very many documents. Stop it at any moment; run it again and it goes on.

    \b
    Example: policyparse corpus texts -o release --workers 8
    """
    from dataclasses import asdict

    from policyparse.cli.waiting import Bar, table
    from policyparse.corpus import run as runs
    from policyparse.corpus.jobs import Limits

    if status:
        found = [runs.status(place, work) for place in ([output] if output else inputs)]
        _emit_told(found, [[name, str(value)] for f in found for name, value in f.items()], json)
        return
    if not output:
        raise typer.BadParameter("name the release: -o FOLDER")
    limits = Limits(megabytes << 20, seconds, memory << 20)
    options = runs.Options(engine, workers or os.cpu_count() or 1, limits, near, work)
    bar = Bar()
    try:
        done = runs.run(inputs, output, options, bar)
    finally:
        bar.end()
    _emit_told([asdict(done)], table(done), json)


def _emit_told(fields: Sequence[Mapping[str, Any]], rows: Iterable[list[str]], as_json: bool) -> None:
    """What a run tells of itself: JSON, an object a line, or a table."""
    import json

    emit("".join(json.dumps(f) + "\n" for f in fields)) if as_json else emit_rows(rows)


@app.command()
def sql(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="A statement over the tables.")],
    release: ReleaseArgument = "dist",
) -> None:
    """Ask the tables of a release, with DuckDB.

    \b
    Example: policyparse sql "SELECT role, count(*) FROM responsibilities GROUP BY role"
    """
    from policyparse.release.sql import query

    names, rows = query(statement, release)
    emit_rows([names, *(["" if cell is None else str(cell) for cell in row] for row in rows)] if names else [])

"""Coverage-guided runs of the laws, where atheris is installed.

`PYTHONPATH=tests python -m fuzz.harness documents|bytes|text [libFuzzer options, e.g. -runs=20000 -seed=1 -timeout=10] [CORPUS]`
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import atheris
from hypothesis import HealthCheck, given, settings

with atheris.instrument_imports(include=["policyparse"]):
    from fuzz.laws import hold

from faults.plans import PLAN
from fuzz.documents import ENCODINGS, NAMES, contents


def any_bytes(data: bytes) -> None:
    """The first byte chooses a name, the rest is the file."""
    hold(data[1:], ("plan.txt", "plan.html", "plan.docx", "plan.xlsx", "plan.pdf")[data[0] % 5] if data else "")


def any_text(data: bytes) -> None:
    """The bytes as code points, lone surrogates too."""
    provider = atheris.FuzzedDataProvider(data)
    hold(provider.ConsumeUnicode(provider.remaining_bytes()))


@settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(contents(), NAMES)
def documents(content: str | bytes, name: str) -> None:
    """What the strategy of the ordinary suite makes, its choices steered by coverage."""
    hold(content, name)


def first_inputs(folder: Path) -> None:
    """Inputs to start from: a plan in several encodings, and enough bytes for the strategy's choices."""
    for encoding in ENCODINGS:
        (folder / encoding).write_bytes(b"\0" + PLAN.format(place="甲", year=2023, days=3).encode(encoding, "replace"))
    for seed in range(20):
        (folder / f"choices-{seed}").write_bytes(random.Random(seed).randbytes(4000))


HARNESSES = {"documents": documents.hypothesis.fuzz_one_input, "bytes": any_bytes, "text": any_text}

if __name__ == "__main__":
    chosen = HARNESSES[sys.argv.pop(1)]
    with tempfile.TemporaryDirectory() as folder:
        first_inputs(Path(folder))
        finds = f"-artifact_prefix={tempfile.gettempdir()}/policyparse-"
        options = ["-len_control=0", "-max_len=8192", finds, *sys.argv[1:]]
        atheris.Setup([sys.argv[0], *options, *([] if Path(options[-1]).is_dir() else [folder])], chosen)
        atheris.Fuzz()

"""The published forms of a document, byte for byte: a change of form is a change of contract, and shows in review.

`POLICYPARSE_GOLDEN=1 pytest tests/golden` writes the files anew.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "release"))
from sample_document import sample

from policyparse.release.forms import json_line, json_text, yaml_text
from policyparse.release.overview import overview_rows
from policyparse.release.overview_row import overview_csv
from policyparse.release.show import View

FORMS: dict[str, Callable[[], str]] = {
    "plan.json": lambda: json_text(sample()),
    "plan.jsonl": lambda: json_line(sample()) + "\n",
    "plan.yaml": lambda: yaml_text(sample()),
    "plan.csv": lambda: overview_csv(overview_rows(sample())).decode(),
    "plan.show.txt": lambda: "\n".join(View(80, colour=False).lines(sample())) + "\n",
}


@pytest.mark.parametrize("name", FORMS)
def test_the_form_is_the_committed_one(name: str) -> None:
    path, found = Path(__file__).parent / name, FORMS[name]().encode()
    if os.environ.get("POLICYPARSE_GOLDEN") == "1":
        path.write_bytes(found)
    assert path.read_bytes() == found

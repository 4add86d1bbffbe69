"""README.md of a release: what it is and how to read it, with a front matter that data hubs read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policyparse.release.about import ABOUT
from policyparse.release.describe import PUBLISHED, table_words

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def dataset_card(manifest: Mapping[str, Any], explorer: bool) -> str:
    """The text of README.md; `explorer` says whether the page is in the release."""
    use = _USE if explorer else _USE.replace(_PAGE, "")
    return "".join([*_front_matter(manifest), *_what(manifest), *_tables(manifest), use])


def _front_matter(manifest: Mapping[str, Any]) -> Iterator[str]:
    records = sum(table["rows"] for name, table in manifest["tables"].items() if name != "edits")
    size = next((name for limit, name in _SIZES if records < limit), "n>1M")
    yield "---\n"
    yield f"license: {ABOUT.data_licence.lower()}\nlanguage:\n- zh\npretty_name: {ABOUT.title}\n"
    yield f"size_categories:\n- {size}\ntask_categories:\n- token-classification\n- text-classification\n"
    yield "tags:\n" + "".join(f"- {word}\n" for word in ABOUT.keywords)
    yield "configs:\n- config_name: overview\n  default: true\n  data_files: overview.parquet\n"
    others = ((name, table) for name, table in manifest["tables"].items() if table["rows"] and name != "overview")
    yield from (f"- config_name: {name}\n  data_files: {table['file']}\n" for name, table in others)
    yield "---\n\n"


def _what(manifest: Mapping[str, Any]) -> Iterator[str]:
    inputs = manifest["inputs"]
    yield f"# {ABOUT.title}\n\n{ABOUT.description}\n\n"
    yield f"Made by policyparse {manifest['version']}, schema {manifest['schema_version']}.\n"
    yield "Files: {given} given, {accepted} accepted, {refused} refused, {duplicate} duplicate.\n\n".format(**inputs)


def _tables(manifest: Mapping[str, Any]) -> Iterator[str]:
    yield "| table | rows | what a row is |\n|---|---|---|\n"
    for name in PUBLISHED:
        table = manifest["tables"][name]
        yield f"| [{name}]({table['file']}) | {table['rows']} | {table_words(name)[0]} |\n"


_PAGE = "| `explorer.html` | a page that works offline: the text with its records marked |\n"

_USE = f"""
| file | what for |
|---|---|
| `overview.csv`, `overview.parquet` | one row a measure: a first look, a spreadsheet |
{_PAGE}| `tables/` | the records, a Parquet file a table |
| `documents/` | each document whole, as JSON and as YAML, by `document.schema.json` |
| `CODEBOOK.md` | every table, column and code, in English and Chinese |
| `QUALITY.md` | what was checked, how good the records are, what was unsure |
| `datapackage.json`, `croissant.json` | descriptors for Frictionless and MLCommons tools |
| `manifest.json`, `SHA256SUMS` | sources, counts, hashes |

```python
import pandas as pd

targets = pd.read_parquet("tables/targets.parquet")
```

`sha256sum -c SHA256SUMS` checks the files, `policyparse verify .` every record against its text.

Cite it as `CITATION.cff` says. The records are under CC BY 4.0 (`LICENSE-DATA`, with a note on the texts), the software
that makes them under the MIT licence (`LICENSE`).
"""

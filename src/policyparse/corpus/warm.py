"""Loaded once by the server that children are forked from: the package with its tables, ready to parse and to write.

Importing it changes the process (no pandas, a frozen heap), so nothing else may.
"""

import gc
import sys
from pathlib import Path
from types import ModuleType

from policyparse.patterns import prime

SAMPLES = ("plan.txt", "rules.txt", "damaged.txt")  # invented; with them nearly all tables and patterns are loaded


class _Without:
    """Pyarrow loads pandas, where it is installed, to ask whether a list is a series: a second and 40 MiB for nothing."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: ModuleType | None = None) -> None:
        """No such module for `pandas`; of any other nothing is said."""
        if name == "pandas":
            raise ModuleNotFoundError("not wanted in this process", name=name)


def _load() -> None:
    """Everything a job needs, once."""
    import pyarrow as pa

    import policyparse.corpus.work  # noqa: F401  (what children do)
    from policyparse.corpus.tables import shard_schemas
    from policyparse.pipeline import parse_columns

    for sample in SAMPLES:
        parse_columns(Path(__file__).with_name("samples").joinpath(sample).read_bytes(), sample)
    shard_schemas()
    pa.array(["warm"])
    pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own pools keep what they were given


if "pandas" not in sys.modules:
    sys.meta_path.insert(0, _Without)
prime()
_load()
gc.collect()
gc.freeze()  # what is loaded is no garbage; looking at it would also copy its pages into every child

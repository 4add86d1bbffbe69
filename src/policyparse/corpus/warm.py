"""Loaded once by the server that children are forked from: the package with its tables, ready to parse and to write.

Importing it changes the process (no pandas, no NumPy for Arrow, a frozen heap), so nothing else may.
"""

import gc
import sys
from pathlib import Path
from types import ModuleType
from typing import ClassVar

from policyparse.patterns import prime

SAMPLES = ("plan.txt", "rules.txt", "damaged.txt")  # invented; with them nearly all tables and patterns are loaded


class _Without:
    """Arrow loads pandas and NumPy where they are installed: the one to ask whether a list is a series, the other for
    arrays that nobody here has; together more than a second and 50 MiB in every process."""

    unwanted: ClassVar = {"pandas", "numpy"}

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: ModuleType | None = None) -> None:
        """No such module for what is unwanted; of any other nothing is said."""
        if name in cls.unwanted:
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
    _Without.unwanted.discard("numpy")  # signatures of near duplicates are made with it


if "pandas" not in sys.modules:
    sys.meta_path.insert(0, _Without)
prime()
_load()
gc.collect()
gc.freeze()  # what is loaded is no garbage; looking at it would also copy its pages into every child

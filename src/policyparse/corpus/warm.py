"""Loaded once by the server that children are forked from: the package with its tables, ready to parse and to write.

Importing it changes the process (no pandas, a frozen heap), so nothing else may.
"""

import gc
import sys
from types import ModuleType

import pyarrow as pa

import policyparse.corpus.work  # noqa: F401
from policyparse.pipeline import parse_fields


class _Without:
    """Pyarrow loads pandas, where it is installed, to ask whether a list is a series: a second and 40 MiB for nothing."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: ModuleType | None = None) -> None:
        """No such module for `pandas`; of any other nothing is said."""
        if name == "pandas":
            raise ModuleNotFoundError("not wanted in this process", name=name)


if "pandas" not in sys.modules:
    sys.meta_path.insert(0, _Without)
for text in ("市人民政府关于试行的意见", "市人民政府關於試行的意見"):
    parse_fields(f"杭州{text}\n一、总体要求\n（一）到2025年达到65%以上。（牵头单位：市财政局）\n", "warm.txt")
pa.array(["warm"])
pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own pools keep what they were given
gc.collect()
gc.freeze()  # what is loaded is no garbage; looking at it would also copy its pages into every child

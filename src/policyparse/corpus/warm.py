"""Loaded once by the server that children are forked from: the package with its tables, ready to parse and to write."""

import pyarrow as pa

import policyparse.corpus.shard  # noqa: F401
from policyparse.pipeline import parse_fields

parse_fields(
    "杭州市人民政府关于试行的意见\n一、总体要求\n（一）到2025年达到65%以上。（牵头单位：市财政局）\n", "warm.txt"
)
pa.array(["warm"])  # loads numpy and, where it is installed, pandas: nearly a second, which each child would take

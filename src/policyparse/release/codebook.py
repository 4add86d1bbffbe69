"""CODEBOOK.md: every table, column and code in English and Chinese, with an example from the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policyparse.release.describe import PRIMARY_KEYS, PUBLISHED, Column, columns, foreign_keys, table_words
from policyparse.release.json_schema import VERSIONS

Row = Mapping[str, Any]
_EXAMPLE = 40  # characters of an example
_TYPES = {"str": "text", "int": "integer", "float": "number", "bool": "true or false", "date": "date"}

_HEAD = """# Codebook · 数据说明

Every table is a Parquet file in `tables/`, one row a record; the nested documents (JSON, YAML) have the same names.
每张表是 `tables/` 中的一个 Parquet 文件，一行一条记录；嵌套文档（JSON、YAML）使用相同的名称。

- Positions are half-open `[start, end)` offsets in code points, from 0. 位置为左闭右开的码位区间，从 0 起。
- Null means that the text does not say. 空值表示原文没有写明。
- Text is UTF-8, dates are dates, codes are text. 文本为 UTF-8，日期为日期类型，代码为文本。
- Versions of the schema (major.minor.patch): {versions}
  结构版本：修订号只改说明；次版本号增加字段或代码；主版本号删除字段或改变其含义。
"""


def codebook(tables: Mapping[str, Sequence[Row]]) -> str:
    """The text of CODEBOOK.md for the rows of all tables."""
    return _HEAD.format(versions=VERSIONS) + "".join(
        line for table in PUBLISHED for line in _table(table, tables[table])
    )


def _table(table: str, rows: Sequence[Row]) -> Iterator[str]:
    english, chinese = table_words(table)
    yield f"\n## {table}\n\n{english}\n{chinese}。\n\n"
    yield f"Rows · 行数: {len(rows)}."
    if table in PRIMARY_KEYS:
        yield f" Key · 主键: {', '.join(f'`{c}`' for c in PRIMARY_KEYS[table])}."
    for name, other, key in foreign_keys(table):
        yield f" `{name}` → `{other}.{key}`."
    yield "\n\n| column 列 | type 类型 | meaning | 含义 | example 例 |\n|---|---|---|---|---|\n"
    for column in columns(table):
        yield _line(column, rows)
    for column in columns(table):
        if column.codes:
            yield f"\n`{column.name}`:\n\n| code 代码 | meaning | 含义 | rows 行数 |\n|---|---|---|---|\n"
            for code in column.codes:
                count = sum(row[column.name] == code.code for row in rows)
                yield f"| `{code.code}` | {_cell(code.en)} | {_cell(code.zh)} | {count} |\n"


def _line(column: Column, rows: Sequence[Row]) -> str:
    kind = _TYPES[column.type.__name__] + (", or null" if column.nullable else "")
    return f"| `{column.name}` | {kind} | {_cell(column.en)} | {_cell(column.zh)} | {_example(column.name, rows)} |\n"


def _example(column: str, rows: Sequence[Row]) -> str:
    """The first value that is there and says something, cut to a line."""
    value = next((row[column] for row in rows if row[column] not in (None, "")), None)
    if value is None:
        return "–"
    text = " ".join(str(value).split())
    return f"`{_cell(text if len(text) <= _EXAMPLE else text[: _EXAMPLE - 1] + '…').replace('`', '´')}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")

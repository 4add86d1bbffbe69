"""A document as JSON and YAML text, and back: both say the same, and the same bytes come out everywhere.

JSON has one field, and in an array one record, a line. YAML has one value a line for the records a person reads
and one record a line for the long arrays. Values are written by this module alone: what is written does not depend
on a library's version, and no string is left bare that some YAML reader would take for another type
(`no`, `12:30`, `1_000`, `2025-01-01`, `1e3`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

# Invisible or forbidden in YAML: controls, bidirectional marks, line separators, byte-order mark, non-characters.
_HIDDEN = re.compile("[\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]")
# A string that begins with a Chinese character and holds nothing that YAML could read as syntax stands bare.
_BARE = re.compile(r"[\u4e00-\u9fff（《“][\u4e00-\u9fff\u3001-\u301f（）《》“”，。；：？！、·%A-Za-z0-9./\-]*")
_BLOCK_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f]")
_ONE_LINE_ROWS = frozenset({"pages", "segments", "edits", "alignment"})


def json_text(fields: Mapping[str, Any]) -> str:
    """The document as published: readable, one record a line, ending in a line feed."""
    return "{\n" + ",\n".join(f'  "{name}": {_json_value(value)}' for name, value in fields.items()) + "\n}\n"


def json_line(fields: Any) -> str:
    """The same on one line.

    >>> json_line({"label": "一", "date_issued": date(2023, 6, 25)})
    '{"label": "一", "date_issued": "2023-06-25"}'
    """
    return _escaped(_encode(fields))


def _json_value(value: Any) -> str:
    if not isinstance(value, (list, tuple)) or not value:
        return json_line(value)
    names = {next(iter(row), None) if isinstance(row, dict) else None for row in value}
    if None in names or len(names) > 1:
        return "[\n" + ",\n".join("    " + json_line(row) for row in value) + "\n  ]"
    # All rows are written at once, a third of the time of one by one, and parted where one ends and the next begins:
    # a quote within a string is escaped, so no string can hold these characters.
    start = f'{{"{names.pop()}": '
    return "[\n    " + json_line(value)[1:-1].replace(f"}}, {start}", f"}},\n    {start}") + "\n  ]"


def _plain(value: Any) -> str:
    """A date as JSON says it; anything else would be a defect."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of a record")


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_plain).encode


def _escaped(text: str) -> str:
    if text.isprintable():  # a third of the time of the search, and true of most records
        return text
    return _HIDDEN.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def yaml_text(fields: Mapping[str, Any]) -> str:
    """The document as YAML 1.1 and 1.2 alike.

    >>> print(yaml_text({"label": "一", "number": None, "text": "no", "targets": [{"value": 3e8}]}), end="")
    label: 一
    number: null
    text: "no"
    targets:
    - value: 300000000.0
    """
    return "".join(line for name, value in fields.items() for line in _yaml_field(name, value))


def _yaml_field(name: str, value: Any) -> Iterator[str]:
    if not isinstance(value, (list, tuple)):
        yield f"{name}: {_block(value)}\n"
    elif not value:
        yield f"{name}: []\n"
    else:
        yield f"{name}:\n"
        write = _flow_row if name in _ONE_LINE_ROWS else _block_row
        yield from (write(row) for row in value)


def _flow_row(row: Mapping[str, Any]) -> str:
    return "- {" + ", ".join(f"{name}: {_quoted(value)}" for name, value in row.items()) + "}\n"


def _block_row(row: Mapping[str, Any]) -> str:
    return "- " + "  ".join(f"{name}: {_scalar(value)}\n" for name, value in row.items())


def _block(value: Any) -> str:
    """A scalar; a text of several lines as a literal block, where it has no character that forbids it."""
    if not isinstance(value, str) or "\n" not in value or _HIDDEN.search(value) or _BLOCK_FORBIDDEN.search(value):
        return _scalar(value)
    lines = value.split("\n")
    keep = lines[-1] == ""  # the text ends in a line feed
    body = "\n".join(f"  {line}" if line else "" for line in (lines[:-1] if keep else lines))
    return f"|2{'+' if keep else '-'}\n{body}"


def _scalar(value: Any) -> str:
    return value if isinstance(value, str) and _BARE.fullmatch(value) else _quoted(value)


def _quoted(value: Any) -> str:
    """A value as JSON writes it; a float always with a point, without which YAML 1.1 takes `1e+22` for a string."""
    if value is None or isinstance(value, str):
        return json_line(value)
    if isinstance(value, float):
        mantissa, mark, exponent = json_line(value).partition("e")
        return f"{mantissa}{'' if '.' in mantissa or not mark else '.0'}{mark}{exponent}"
    return json_line(value)


def read_json(text: str) -> Any:
    """The value that a JSON text says. Raises ValueError for what is no JSON, has a key twice, or NaN."""
    return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key {next(n for n in names if names.count(n) > 1)!r} stands twice")
    return result


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


def read_yaml(text: str) -> Any:
    """The value that a YAML text says, safe types only. Raises ValueError for what is no YAML, a key that stands
    twice, or an alias (a few lines of them can stand for gigabytes)."""
    import yaml

    try:
        if "&" in text or "*" in text:
            _refuse_aliases(text)
        return yaml.load(text, Loader=_loader())
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}: " if mark else ""
        raise ValueError(f"{place}{getattr(error, 'problem', None) or 'not YAML'}") from None


def _refuse_aliases(text: str) -> None:
    import yaml

    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.AliasEvent):
            mark: Any = event.start_mark
            raise ValueError(f"line {mark.line + 1}: aliases are not read")


def _loader() -> Any:
    """The fastest safe loader there is, made to refuse a key that stands twice."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class UniqueKeys(base):  # type: ignore[misc]
        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            if len(set(names)) != len(names):
                twice = next(n for n in names if names.count(n) > 1)
                raise ValueError(f"line {node.start_mark.line + 1}: the key {twice!r} stands twice")
            return super().construct_mapping(node, deep)

    return UniqueKeys

"""What the models say of a column: its plain type, whether it may be null, its codes, its meaning.

Everything that describes a table to others (Arrow, JSON Schema, TypeScript, codebook, descriptors) asks here.
"""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin

from policyparse.records.tables import Record


def kind_of(annotation: Any) -> tuple[Any, bool]:
    """The plain type of a field (str, int, float, bool or date) and whether it may be null.

    >>> kind_of(Literal["a", "b"] | None)
    (<class 'str'>, True)
    """
    if get_origin(annotation) in (Union, types.UnionType):
        members = [a for a in get_args(annotation) if a is not type(None)]
        return kind_of(members[0])[0], len(members) < len(get_args(annotation))
    return (str if get_origin(annotation) is Literal else annotation), False


def choices_of(annotation: Any) -> tuple[str, ...]:
    """The codes that an enumerated field may have; empty for any other.

    >>> choices_of(Literal["draft", "final"] | None)
    ('draft', 'final')
    """
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((choices_of(a) for a in get_args(annotation) if choices_of(a)), ())


def description_of(model: type[Record], column: str) -> str:
    """What a column means. Raises ValueError where the model does not say."""
    text = model.model_fields[column].description
    if not text:
        raise ValueError(f"{model.__name__}.{column} has no description")
    return text


def first_sentence(model: type[Record]) -> str:
    """What a row of the table is."""
    return " ".join((model.__doc__ or "").split())

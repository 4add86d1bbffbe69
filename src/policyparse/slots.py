"""Classes of slots, for what the stages read over and over.

A slot is read in a third of the time of a tuple's field. `dataclasses` makes such classes too, but it imports `inspect`
and with it `ast`, `dis` and `tokenize`: 12 ms of the 200 that `policyparse parse FILE` takes, and every worker's start.
"""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(eq_default=False)
def slotted(cls: type[Class]) -> type[Class]:
    """`cls` with its annotated fields as slots, and an `__init__` that takes them in their order.

    As `dataclass(slots=True, eq=False, repr=False)` makes it: two are equal where they are one. A default is shared by
    all, so it must be a value that does not change. Bases with fields of their own are not looked at.

    >>> @slotted
    ... class Stretch:
    ...     start: int
    ...     end: int = 9
    >>> Stretch(4).end - Stretch(4).start
    5
    """
    fields = tuple(cls.__annotations__)
    defaults = {field: cls.__dict__[field] for field in fields if field in cls.__dict__}
    heads = [f"{field}=defaults[{field!r}]" if field in defaults else field for field in fields]
    scope: dict[str, Any] = {"defaults": defaults}
    exec(f"def __init__(self, {', '.join(heads)}):" + "".join(f"\n self.{f} = {f}" for f in fields), scope)
    kept = {k: v for k, v in vars(cls).items() if k not in (*defaults, "__dict__", "__weakref__")}
    kind: Any = type(cls)
    made: type[Class] = kind(cls.__name__, cls.__bases__, kept | {"__slots__": fields, "__init__": scope["__init__"]})
    return made

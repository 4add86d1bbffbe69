"""Classes with fields, made in a tenth of the time that the standard library takes: of slots, and named tuples.

A start makes a hundred and twenty of them. `typing.NamedTuple` compiles a constructor for each class and a reference
for each annotation, and then sets a dozen attributes: a tenth of what `policyparse parse FILE` took. `dataclasses`
does the like, and imports `inspect` and with it `ast`, `dis` and `tokenize`. Here a function is compiled once for each
number of fields; the function of a class is that one under the names of its fields.
"""

from __future__ import annotations

from functools import cache
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple

Class = TypeVar("Class")


@dataclass_transform(eq_default=False)
def slotted(cls: type[Class]) -> type[Class]:
    """`cls` with its annotated fields as slots, and an `__init__` that takes them in their order.

    A slot is read in a third of the time of a tuple's field: this is for what the stages read over and over. As
    `dataclass(slots=True, eq=False, repr=False)` makes it: two are equal where they are one. A default is shared by
    all, so it must be a value that does not change. Bases with fields of their own are not looked at.

    >>> @slotted
    ... class Stretch:
    ...     start: int
    ...     end: int = 9
    >>> Stretch(4).end - Stretch(4).start
    5
    """
    fields = tuple(cls.__annotations__)
    kept = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    defaults = tuple([kept.pop(field) for field in fields if field in kept])
    code = _setting(len(fields)).replace(
        co_varnames=("self", *fields), co_names=fields, co_qualname=f"{cls.__qualname__}.__init__"
    )
    kept |= {"__slots__": fields, "__init__": FunctionType(code, {}, None, defaults)}
    kind: Any = type(cls)
    made: type[Class] = kind(cls.__name__, cls.__bases__, kept)
    return made


@cache
def _setting(count: int) -> CodeType:
    """The code of an `__init__` that sets so many slots."""
    names = [f"_{number}" for number in range(count)]
    return _compiled(f"def __init__(self, {', '.join(names)}):" + "".join(f"\n self.{name} = {name}" for name in names))


@cache
def _making(count: int) -> CodeType:
    """The code of a `__new__` that makes a tuple of so many fields."""
    names = "".join(f"_{number}, " for number in range(count))
    return _compiled(f"def __new__(_cls, {names}):\n return new(_cls, ({names}))")


def _compiled(source: str) -> CodeType:
    """The code of the one function of a source."""
    code: CodeType = compile(source, "<policyparse.slots>", "exec").co_consts[0]
    return code


if not TYPE_CHECKING:
    from _collections import _tuplegetter

    class _Named(type):
        """Makes of a body with annotated fields a class of named tuples, as `typing.NamedTuple` does."""

        def __new__(cls, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body.pop(field) for field in fields if field in body}
            code = _making(len(fields)).replace(
                co_varnames=("_cls", *fields), co_qualname=f"{body['__qualname__']}.__new__"
            )
            for number, field in enumerate(fields):
                body[field] = _tuplegetter(number, None)
            made = {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields, "__slots__": ()}
            new = FunctionType(code, _GLOBALS, None, tuple(defaults.values()))
            return type(name, (_NamedTuple,), {**body, **made, "__new__": new})

    class _NamedTuple(tuple):
        """What all named tuples can do."""

        __slots__ = ()
        _fields = ()

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}")
            return made

        def _replace(self, /, **changes):
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"{type(self).__name__} has no field {', '.join(changes)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{n}={v!r}' for n, v in zip(self._fields, self, strict=True))})"

        def __getnewargs__(self):
            return tuple(self)

    _GLOBALS = {"new": tuple.__new__}
    NamedTuple = type.__new__(_Named, "NamedTuple", (), {"__doc__": "The base of a class of named tuples."})

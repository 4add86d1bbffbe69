"""The named tuples of `slots` are those of the standard library, made faster."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from policyparse import slots


class Ours(slots.NamedTuple):
    """A stretch."""

    start: int
    end: int = 9
    name: str = "a"

    @property
    def width(self) -> int:
        return self.end - self.start


class Theirs(typing.NamedTuple):
    """A stretch."""

    start: int
    end: int = 9
    name: str = "a"

    @property
    def width(self) -> int:
        return self.end - self.start


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


@BOTH
def test_fields_are_read_and_set_by_name(kind: Any) -> None:
    one = kind(4)
    assert (one.start, one.end, one.name, one.width) == (4, 9, "a", 5)
    assert one == kind(start=4, end=9) == kind._make([4, 9, "a"]) == (4, 9, "a")
    assert one._replace(end=5) == kind(4, 5)
    assert type(one._replace(end=5)) is kind
    assert one._asdict() == {"start": 4, "end": 9, "name": "a"}
    assert kind._fields == kind.__match_args__ == ("start", "end", "name")
    assert (kind._field_defaults, kind.__doc__) == ({"end": 9, "name": "a"}, "A stretch.")
    assert repr(one) == f"{kind.__name__}(start=4, end=9, name='a')"


@BOTH
def test_it_is_copied_and_pickled(kind: Any) -> None:
    one = kind(4, name="b")
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert other == one
        assert type(other) is kind


@BOTH
def test_it_has_nothing_but_its_fields(kind: Any) -> None:
    one = kind(4)
    for wrong in (kind, lambda: kind(4, 5, "b", 6), lambda: kind(4, length=2), lambda: kind._make([4])):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises((TypeError, ValueError)):
        one._replace(length=2)
    for name in ("start", "length"):
        with pytest.raises(AttributeError):
            setattr(one, name, 5)


def test_an_error_names_the_class_and_the_field() -> None:
    kind: Any = Ours
    with pytest.raises(TypeError, match=r"Ours\.__new__\(\) missing 1 required positional argument: 'start'"):
        kind()
    with pytest.raises(TypeError, match="Ours has 3 fields, not 1"):
        kind._make([4])


def test_a_slot_has_a_default_and_a_name_in_errors() -> None:
    @slots.slotted
    class Stretch:
        start: int
        end: int = 9

    kind: Any = Stretch
    assert (kind(4).end, kind(end=5, start=4).end) == (9, 5)
    assert not hasattr(kind(4), "__dict__")
    with pytest.raises(TypeError, match=r"Stretch\.__init__\(\) missing 1 required positional argument: 'start'"):
        kind()
